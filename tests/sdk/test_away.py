"""Programs that log while the server is away, and what becomes of what they logged."""

import json
import subprocess
import sys

import mlflow
import pytest

from tests.support import servers

LOGS = """
import json, runlore
experiment = runlore.set_experiment("away")
assert (experiment.name, experiment.experiment_id) == ("away", None), experiment
with runlore.start_run(run_name="away") as run:
    assert run.info.experiment_id is None and run.info.artifact_uri is None, run.info
    runlore.log_param("p", 1)
    runlore.log_metric("m", 0.5)
    runlore.log_table({"q": ["a"]}, "t.json")
    runlore.log_text("text", "a/t.txt")
try:
    runlore.get_run(run.info.run_id)
except runlore.MlflowException as error:
    assert error.error_code == "TEMPORARILY_UNAVAILABLE" and error.get_http_status_code() == 503, error
else:
    raise AssertionError
print(run.info.run_id)
"""
SYNC = "import json, runlore\nprint(json.dumps([synced._asdict() for synced in runlore.sync()]))"
QUICK = {"RUNLORE_WAIT_SECONDS": "0.3", "RUNLORE_EXIT_SECONDS": "0.3"}


@pytest.mark.parametrize("settings", [QUICK, {"RUNLORE_OFFLINE": "1"}], ids=["away", "offline"])
def test_nothing_is_lost(run_python, tmp_path, settings):
    port = servers.free_port()
    uri = f"http://127.0.0.1:{port}"
    run_id = run_python(LOGS, uri, **settings).strip()
    with servers.runlore(tmp_path / "server", port=port):
        (synced,) = json.loads(run_python(SYNC, uri))
        assert (synced["tracking_uri"], synced["refused"], synced["problem"]) == (uri, 0, None)
        client = mlflow.MlflowClient(uri)
        run = client.get_run(run_id)
        assert (run.data.params, run.data.metrics, run.info.status) == ({"p": "1"}, {"m": 0.5}, "FINISHED")
        assert client.get_experiment(run.info.experiment_id).name == "away"
        assert {entry.path for entry in client.list_artifacts(run_id)} == {"t.json", "a"}
        assert json.loads(run_python(SYNC, uri)) == []


def test_it_is_said_where_it_is_kept(run_python, site, tmp_path):
    uri = f"http://127.0.0.1:{servers.free_port()}"
    settings = {"RUNLORE_TRACKING_URI": uri, "RUNLORE_SPOOL_DIR": str(tmp_path / "spool"), "PYTHONPATH": str(site)}
    done = subprocess.run([sys.executable, "-c", "import runlore; runlore.log_metric('m', 1)"], capture_output=True, text=True,
                          env=servers.clean_environment(**settings | QUICK))
    assert done.returncode == 0 and str(tmp_path / "spool") in done.stderr and "runlore sync" in done.stderr, done.stderr


def test_without_a_spool_each_call_raises_what_the_server_says(server, run_python):
    code = """
import runlore
with runlore.start_run() as run:
    runlore.log_param("p", 1)
    try:
        runlore.delete_tag("none")
    except runlore.MlflowException as error:
        assert error.error_code == "RESOURCE_DOES_NOT_EXIST", error.error_code
    else:
        raise AssertionError
    runlore.log_table({"q": ["a"]}, "t.json")
    runlore.log_text("text", "t.txt")
    assert len(runlore.artifacts.list_artifacts(run_id=run.info.run_id)) == 2
"""
    run_python(code, server.url, RUNLORE_SPOOL="off")
