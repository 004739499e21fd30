"""Creating, reading and changing runs."""

from tests.oracle.corpus import scenario
from tests.oracle.ids import DELETED, NO_RUN, RUNS, experiment

DEAD = next(run for run in RUNS if run in DELETED)
BAD_IDS = ["", None, 5, NO_RUN, "x", "a" * 33, "../x", "ü", ["x"], {}]


@scenario
def read(s):
    for run in RUNS:
        s.get("runs/get", {"run_id": run})
    s.get("runs/get", {"run_uuid": RUNS[0]})
    s.get("runs/get", {"run_id": RUNS[0], "run_uuid": RUNS[1]})
    s.get("runs/get", {"run_id": "", "run_uuid": RUNS[1]})
    s.get("runs/get")
    s.get("runs/get", body={"run_id": RUNS[0]})
    for run in ["", NO_RUN, "x", "ü", "' OR 1=1 --", RUNS[0].upper(), RUNS[0][:-1], RUNS[0] + " "]:
        s.get("runs/get", {"run_id": run})
    s.get("runs/get", {"runId": RUNS[0]})
    s.get("runs/get", {"run_id": [RUNS[0], RUNS[1]]})


def made(s, **body):
    answer = s.post("runs/create", body)
    if answer.status == 200:
        s.get("runs/get", {"run_id": answer.json["run"]["info"]["run_id"]})
    return answer


@scenario
def create(s):
    beta = experiment("beta")
    made(s, experiment_id=beta)
    made(s, experiment_id=beta, run_name="named", start_time=1234, user_id="me")
    made(s, experiment_id=beta, run_name="", start_time=0)
    made(s, experiment_id=beta, user_id="", tags=[])
    made(s, experiment_id=beta, tags=[{"key": "mlflow.runName", "value": "from tag"}])
    made(s, experiment_id=beta, run_name="same", tags=[{"key": "mlflow.runName", "value": "same"}])
    made(s, experiment_id=beta, run_name="x", tags=[{"key": "mlflow.runName", "value": "y"}])
    made(s, experiment_id=beta, run_name="x", tags=[{"key": "mlflow.runName", "value": ""}])
    made(s, experiment_id=beta, run_name="t", tags=[{"key": "a", "value": "1"}, {"key": "b"}, {"key": "ü", "value": ""}])
    made(s, experiment_id=beta, run_name="ünï 🐿 'q' \"d\"")
    made(s, experiment_id=beta, run_name="n" * 250)
    made(s, experiment_id=beta, run_name="numeric", start_time="1234")
    made(s, experiment_id=beta, run_name="nulls", start_time=None, user_id=None, tags=None)
    made(s, experiment_id=beta, run_name="extra", unknown={"deep": [1]}, status="FINISHED")
    made(s, experiment_id=beta, run_name="float", start_time=5.0)
    made(s, experiment_id=beta, run_name="negative", start_time=-5)


@scenario
def create_refused(s):
    beta = experiment("beta")
    for body in [
        {"experiment_id": "999"}, {"experiment_id": "abc"}, {"experiment_id": experiment("gone")},
        {"experiment_id": int(beta)}, {"experiment_id": beta, "start_time": "abc"},
        {"experiment_id": beta, "start_time": 2.5}, {"experiment_id": beta, "start_time": True},
        {"experiment_id": beta, "run_name": 5}, {"experiment_id": beta, "tags": "x"},
        {"experiment_id": beta, "tags": [{"key": "a#", "value": "v"}]},
        {"experiment_id": beta, "tags": [{"value": "v"}]}, {"experiment_id": beta, "tags": [{"key": "k" * 251}]},
        {"experiment_id": beta, "tags": [{"key": "", "value": "v"}]},
        {"experiment_id": beta, "tags": [{"key": "k", "value": 5}]},
        {"experiment_id": beta, "user_id": 7}, {"experiment_id": beta, "experimentId": beta},
        {"experiment_id": beta, "tags": [{"key": "dup", "value": "1"}, {"key": "dup", "value": "2"}]},
    ]:
        s.post("runs/create", body)
    s.post("runs/create", {})
    s.post("runs/create", {"experiment_id": ""})
    s.post("runs/create", {"experimentId": beta, "runName": "camel", "startTime": 77, "userId": "u"})


@scenario
def update(s):
    run = RUNS[1]
    for body in [
        {}, {"status": "FINISHED"}, {"status": "FINISHED", "end_time": 1700000009999}, {"end_time": 5},
        {"run_name": "renamed"}, {"run_name": ""}, {"run_name": "ü"}, {"status": "RUNNING"}, {"status": "KILLED"},
        {"status": 3}, {"status": "SCHEDULED", "run_name": "both"}, {"end_time": "17"}, {"end_time": None},
        {"end_time": 0}, {"status": "FAILED", "endTime": 18}, {"runName": "camel"},
    ]:
        s.post("runs/update", {"run_id": run} | body)
    s.get("runs/get", {"run_id": run})
    s.post("runs/search", {"experiment_ids": [experiment("alpha")], "filter": "run_name = 'camel'"})
    s.post("runs/update", {"run_uuid": run, "status": "FINISHED"})
    s.post("runs/update", {"runId": run, "status": "KILLED"})


@scenario
def update_refused(s):
    run = RUNS[1]
    s.post("runs/update", {})
    s.post("runs/update", {"status": "FINISHED"})
    s.post("runs/update", {"run_id": DEAD, "status": "FINISHED"})
    for bad in BAD_IDS:
        s.post("runs/update", {"run_id": bad, "status": "FINISHED"})
    for body in [{"end_time": "x"}, {"end_time": 2.5}, {"run_name": 5}, {"run_name": "n" * 251}, {"status": None},
                 {"status": True}, {"status": "BOGUS"}, {"status": 99}, {"status": "finished"}, {"status": ""}]:
        s.post("runs/update", {"run_id": run} | body)


@scenario
def delete_and_restore(s):
    run = RUNS[1]
    for verb in ("restore", "delete", "delete"):
        s.post(f"runs/{verb}", {"run_id": run})
        s.get("runs/get", {"run_id": run})
    s.post("runs/update", {"run_id": run, "status": "FINISHED"})
    s.post("runs/log-metric", {"run_id": run, "key": "m", "value": 1, "timestamp": 1})
    s.post("runs/log-parameter", {"run_id": run, "key": "m", "value": "1"})
    s.post("runs/set-tag", {"run_id": run, "key": "m", "value": "1"})
    s.post("runs/delete-tag", {"run_id": run, "key": "env"})
    s.post("runs/log-batch", {"run_id": run, "metrics": [{"key": "m", "value": 1, "timestamp": 1}]})
    s.post("runs/log-batch", {"run_id": run})
    s.post("runs/log-inputs", {"run_id": run})
    s.post("runs/outputs", {"run_id": run})
    s.post("runs/log-model", {"run_id": run, "model_json": "{}"})
    s.get("metrics/get-history", {"run_id": run, "metric_key": "always"})
    s.get("artifacts/list", {"run_id": run})
    s.post("runs/restore", {"run_id": run})
    s.post("runs/restore", {"run_id": run})
    s.get("runs/get", {"run_id": run})
    for verb in ("delete", "restore"):
        s.post(f"runs/{verb}", {})
        s.post(f"runs/{verb}", {"run_uuid": run})
        s.post(f"runs/{verb}", {"runId": run})
        for bad in BAD_IDS:
            s.post(f"runs/{verb}", {"run_id": bad})


@scenario
def run_of_deleted_experiment(s):
    run = RUNS[52]
    s.get("runs/get", {"run_id": run})
    s.post("runs/log-metric", {"run_id": run, "key": "m", "value": 1, "timestamp": 1})
    s.post("runs/restore", {"run_id": run})
    s.post("runs/log-metric", {"run_id": run, "key": "m", "value": 1, "timestamp": 1})
    s.post("runs/search", {"experiment_ids": [experiment("gone")]})


@scenario
def name_and_tag_move_together(s):
    run = RUNS[2]
    s.post("runs/set-tag", {"run_id": run, "key": "mlflow.runName", "value": "by tag"})
    s.get("runs/get", {"run_id": run})
    s.post("runs/log-batch", {"run_id": run, "tags": [{"key": "mlflow.runName", "value": "by batch"}]})
    s.get("runs/get", {"run_id": run})
    s.post("runs/delete-tag", {"run_id": run, "key": "mlflow.runName"})
    s.get("runs/get", {"run_id": run})
    s.post("runs/search", {"experiment_ids": [experiment("alpha")], "filter": "run_name = 'by batch'"})
    s.post("runs/update", {"run_id": run, "run_name": "again"})
    s.get("runs/get", {"run_id": run})
    s.post("runs/set-tag", {"run_id": run, "key": "mlflow.runName", "value": ""})
    s.get("runs/get", {"run_id": run})
