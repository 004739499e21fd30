"""`import runlore as mlflow`: the same program, the same runs."""

import subprocess
import sys

from tests.support import servers


def runs(server):
    import mlflow

    client = mlflow.MlflowClient(server.url)
    return client.search_runs([e.experiment_id for e in client.search_experiments()])


LOGS = """
import runlore, math, sys
runlore.set_experiment("e")
with runlore.start_run(run_name="outer", tags={"n": 1}, description="text") as run:
    assert runlore.active_run().info.run_id == run.info.run_id
    for step in range(1000):
        runlore.log_metric("loss", 1 / (step + 1), step=step)
    runlore.log_metrics({"nan": math.nan, "at": 2}, step=3, timestamp=1790000000000)
    runlore.log_params({"lr": 0.1, "none": None})
    runlore.set_tags({"a": 1, "b": "x"})
    runlore.delete_tag("a")
    with runlore.start_run(run_name="inner", nested=True):
        runlore.log_metric("m", 1)
    try:
        runlore.log_param("lr", 0.2)
    except runlore.MlflowException as error:
        assert error.error_code == "INVALID_PARAMETER_VALUE", error.error_code
    else:
        sys.exit("a param changed")
read = runlore.get_run(run.info.run_id)
assert math.isnan(read.data.metrics["nan"]) and read.data.params == {"lr": "0.1", "none": "None"}, read
try:
    with runlore.start_run(run_name="failed"):
        raise ValueError
except ValueError:
    pass
runlore.log_metric("alone", 1)  # begins a run, which the end of the program ends
"""


def test_what_is_logged_is_what_the_stock_client_reads(server, run_python):
    run_python(LOGS, server.url)
    by_name = {run.info.run_name: run for run in runs(server)}
    outer, inner, failed = (by_name.pop(name) for name in ("outer", "inner", "failed"))
    assert (outer.info.status, inner.info.status, failed.info.status) == ("FINISHED", "FINISHED", "FAILED")
    assert outer.data.metrics["loss"] == 1 / 1000 and outer.data.metrics["at"] == 2
    assert outer.data.tags["mlflow.note.content"] == "text" and outer.data.tags["n"] == "1"
    assert "a" not in outer.data.tags and outer.data.tags["b"] == "x"
    assert inner.data.tags["mlflow.parentRunId"] == outer.info.run_id
    (alone,) = by_name.values()
    assert (alone.info.status, alone.data.metrics) == ("FINISHED", {"alone": 1.0})
    import mlflow

    history = mlflow.MlflowClient(server.url).get_metric_history(outer.info.run_id, "loss")
    assert [point.step for point in history] == list(range(1000))


def test_the_stub_is_what_the_library_is(site):
    environment = servers.clean_environment(MYPYPATH=str(site), PYTHONPATH=str(site))
    done = subprocess.run([sys.executable, "-m", "mypy.stubtest", "runlore._native", "--ignore-disjoint-bases"], cwd=site,
                          capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
