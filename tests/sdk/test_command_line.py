"""The command line against Runlore's and MLflow's servers, each of which the stock client logs to and reads."""

import csv
import io
import json
import subprocess

import mlflow
import pytest

from tests.support import servers


@pytest.fixture
def run_runlore(tmp_path):
    """Runs `runlore …` and answers its exit code, what it printed and what it complained about."""

    def run(tracking_uri, *arguments, **environment):
        settings = {"RUNLORE_TRACKING_URI": tracking_uri, "RUNLORE_SPOOL_DIR": str(tmp_path / "spool")}
        done = subprocess.run([servers.runlore_binary(), *arguments], cwd=tmp_path, capture_output=True, text=True,
                              timeout=60, env=servers.clean_environment(**settings | environment))
        return done.returncode, done.stdout, done.stderr

    return run


@pytest.fixture(params=["runlore", "mlflow"])
def logged(request, tmp_path, monkeypatch):
    """A server, and a run in an experiment of its own that the stock client logged to it and left open."""
    url = request.getfixturevalue({"runlore": "server", "mlflow": "mlflow_server"}[request.param]).url
    monkeypatch.chdir(tmp_path)
    mlflow.set_tracking_uri(url)
    experiment = mlflow.set_experiment(f"squirrels {tmp_path.name}")
    client = mlflow.MlflowClient()
    run = client.create_run(experiment.experiment_id, run_name="first")
    run_id = run.info.run_id
    client.log_param(run_id, "model", "small")
    client.log_metric(run_id, "score", 0.5, step=3)
    client.log_table(run_id, {"q": ["a", "b"], "score": [0.25, 0.75]}, "evals/answers.json")
    yield request.param, url, experiment, client, run_id
    mlflow.set_tracking_uri(None)


def test_what_the_stock_client_logged_is_seen(logged, run_runlore):
    kind, url, experiment, client, run_id = logged

    def ok(*arguments):
        code, out, err = run_runlore(url, *arguments)
        assert code == 0 and err == "", err
        return out

    find = ("runs", "search", "-x", experiment.name, "--filter", "metrics.score > 0.4 and params.model = 'small'")
    found = json.loads(ok(*find, "-o", "json"))
    stored = client.get_run(run_id)
    assert [run["info"]["run_id"] for run in found] == [run_id]
    assert found[0]["info"]["start_time"] == stored.info.start_time and found[0]["lost"] is False
    assert [(point["key"], point["value"], point["step"]) for point in found[0]["data"]["metrics"]] == [("score", 0.5, 3)]
    rows = list(csv.DictReader(io.StringIO(ok(*find, "-o", "csv"))))
    assert rows[0]["run_name"] == "first" and rows[0]["params.model"] == "small"
    shown = ok("runs", "show", run_id)
    assert f"{experiment.name} ({experiment.experiment_id})" in shown and "step 3" in shown and "evals/" in shown

    table = ("tables", "show", run_id, "evals/answers.json", "-o", "json")
    assert json.loads(ok(*table, "-c", "score,q")) == {"columns": ["score", "q"], "rows": [[0.25, "a"], [0.75, "b"]], "total": 2}
    assert json.loads(ok(*table, "--rows", "1", "--offset", "1"))["rows"] == [["b", 0.75]]
    code, out, err = run_runlore(url, *table, "--filter", "score > 0.5")
    if kind == "runlore":
        assert code == 0 and json.loads(out)["rows"] == [["b", 0.75]]
    else:
        assert code == 1 and "MLflow server" in err and out == ""


def test_what_the_command_line_does_the_stock_client_sees(logged, run_runlore, tmp_path):
    kind, url, experiment, client, run_id = logged

    def ok(*arguments):
        code, out, err = run_runlore(url, *arguments)
        assert code == 0 and err == "", err
        return out

    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "ü b.bin").write_bytes(bytes(range(256)) * 1000)
    ok("artifacts", "upload", "in", "--run-id", run_id, "--path", "up")
    local = client.download_artifacts(run_id, "up/in/deep/ü b.bin", str(tmp_path))
    with open(local, "rb") as file:
        assert file.read() == bytes(range(256)) * 1000
    assert ok("artifacts", "download", run_id, "up/in", "--to", "out") == "out/in\n"
    assert (tmp_path / "out" / "in" / "deep" / "ü b.bin").read_bytes() == bytes(range(256)) * 1000

    code, out, err = run_runlore(url, "runs", "close", "--lost")
    assert (code, out) == ((0, "no run is lost\n") if kind == "runlore" else (1, "")), err
    ok("runs", "close", run_id)
    closed = client.get_run(run_id).info
    assert closed.status == "KILLED" and closed.end_time >= closed.start_time
    ok("runs", "delete", run_id)
    assert client.get_run(run_id).info.lifecycle_stage == "deleted"
    ok("runs", "restore", run_id)
    assert client.get_run(run_id).info.lifecycle_stage == "active"

    made = ok("experiments", "create", f"made {tmp_path.name}", "--tag", "team=q").strip()
    assert client.get_experiment(made).tags["team"] == "q"
    ok("experiments", "rename", f"made {tmp_path.name}", f"renamed {tmp_path.name}")
    ok("experiments", "delete", made)
    assert client.get_experiment_by_name(f"renamed {tmp_path.name}").lifecycle_stage == "deleted"
    ok("experiments", "restore", made)
    assert client.get_experiment(made).lifecycle_stage == "active"
    code, _, err = run_runlore(url, "experiments", "show", "no such name")
    assert code == 1 and "experiments list" in err


OFFLINE = """
import sys
import runlore

runlore.set_experiment(sys.argv[1])
with runlore.start_run(run_name="offline") as run:
    runlore.log_metric("m", 1.0, step=7)
    runlore.log_text("hello", "a.txt")
print(run.info.run_id)
"""


def test_sync_maps_runs_to_those_of_an_mlflow_server(mlflow_server, run_python, run_runlore, tmp_path):
    experiment = f"offline {tmp_path.name}"
    local = run_python(OFFLINE, mlflow_server.url, experiment, RUNLORE_OFFLINE="1").strip()
    code, out, err = run_runlore("", "sync")
    assert code == 0 and err == "", err
    client = mlflow.MlflowClient(mlflow_server.url)
    found = client.search_runs([client.get_experiment_by_name(experiment).experiment_id])
    assert [run.info.run_name for run in found] == ["offline"]
    there = found[0].info.run_id
    assert there != local and f"run {local} is {there} there" in out
    assert found[0].info.status == "FINISHED" and client.get_metric_history(there, "m")[0].step == 7
    assert [file.path for file in client.list_artifacts(there)] == ["a.txt"]
    assert run_runlore("", "sync") == (0, "nothing to send\n", "")
