"""Inputs and outputs of runs, and the list of datasets."""

from tests.oracle.corpus import scenario
from tests.oracle.ids import DELETED, MODELS, NO_MODEL, NO_RUN, RUNS, experiment, run

RUN = run("data-4")
DEAD = next(one for one in RUNS if one in DELETED)
AJAX = "/ajax-api/2.0/mlflow/experiments/search-datasets"


def dataset(**more):
    return {"name": "fresh", "digest": "d1", "source_type": "code", "source": "{}"} | more


def log(s, *inputs, **more):
    return s.post("runs/log-inputs", {"run_id": RUN, "datasets": list(inputs)} | more)


@scenario
def search(s):
    every = sorted({experiment(n) for n in ("alpha", "beta", "datasets/nested name", "history", "models", "gone")}, key=int)
    for body in [{"experiment_ids": every}, {"experiment_ids": [experiment("datasets/nested name")]},
                 {"experiment_ids": [experiment("empty")]}, {"experiment_ids": ["999"]}, {"experiment_ids": []}, {},
                 {"experiment_ids": ["abc"]}, {"experiment_ids": [str(i) for i in range(21)]}, {"experiment_ids": "1"},
                 {"experiment_ids": [2]}, {"experimentIds": [experiment("datasets/nested name")]}, {"experiment_ids": None},
                 {"experiment_ids": [experiment("datasets/nested name"), experiment("datasets/nested name")]}]:
        s.post(AJAX, body)
    s.post("experiments/search-datasets", {"experiment_ids": every})


@scenario
def log_inputs(s):
    log(s, {"dataset": dataset()})
    log(s, {"dataset": dataset(), "tags": [{"key": "mlflow.data.context", "value": "late"}]})
    log(s, {"dataset": dataset(digest="d2", schema="{}", profile=""), "tags": [
        {"key": "mlflow.data.context", "value": "training"}, {"key": "other", "value": ""}]})
    log(s, {"dataset": dataset(digest="d3")}, {"dataset": dataset(digest="d3", source="other")})
    log(s, {"dataset": dataset(name="train", digest="aaaa1111", source="ignored")})
    log(s)
    s.post("runs/log-inputs", {"run_id": RUN})
    log(s, {"dataset": dataset(name="n" * 500, digest="d" * 36, source_type="t" * 36)})
    log(s, {"dataset": dataset(name="ünï 🐿", digest="ü")})
    s.get("runs/get", {"run_id": RUN})
    s.post(AJAX, {"experiment_ids": [experiment("datasets/nested name")]})
    s.post("runs/search", {"experiment_ids": [experiment("datasets/nested name")], "filter": "dataset.context = 'training'"})
    s.post("runs/search", {"experiment_ids": [experiment("datasets/nested name")], "filter": "dataset.name = 'fresh'"})


@scenario
def camel_case(s):
    s.post("runs/log-inputs", {"runId": RUN, "datasets": [{"dataset": {
        "name": "camel", "digest": "c", "sourceType": "code", "source": "{}"}}]})
    s.post("runs/log-inputs", {"run_id": RUN, "datasets": [{"dataset": {
        "name": "camel", "digest": "c", "sourceType": "code", "source": "{}"}}]})
    s.get("runs/get", {"run_id": RUN})


@scenario
def log_inputs_refused(s):
    for item in [
        {}, {"dataset": None}, {"dataset": {}}, "x", 5, None, {"dataset": "x"},
        {"dataset": dataset(name="")}, {"dataset": dataset(name=None)}, {"dataset": dataset(name="n" * 501)},
        {"dataset": dataset(digest="")}, {"dataset": dataset(digest=None)}, {"dataset": dataset(digest="d" * 37)},
        {"dataset": dataset(source_type="")}, {"dataset": dataset(source_type=None)},
        {"dataset": dataset(source="")}, {"dataset": dataset(source=None)}, {"dataset": dataset(source="s" * 65536)},
        {"dataset": dataset(schema="s" * 1048576)}, {"dataset": dataset(name=5)},
        {"dataset": dataset(), "tags": [{"key": "k" * 256, "value": "v"}]},
        {"dataset": dataset(), "tags": [{"key": "k", "value": "v" * 501}]},
        {"dataset": dataset(), "tags": [{"key": "", "value": "v"}]}, {"dataset": dataset(), "tags": [{"value": "v"}]},
        {"dataset": dataset(), "tags": [{"key": "k"}]}, {"dataset": dataset(), "tags": "x"},
    ]:
        log(s, item)
    for one in [NO_RUN, DEAD, "", None, "x", "../x", 5, "ü"]:
        s.post("runs/log-inputs", {"run_id": one, "datasets": [{"dataset": dataset()}]})
    s.post("runs/log-inputs", {})
    s.post("runs/log-inputs", {"run_id": RUN, "datasets": "x"})
    s.post("runs/log-inputs", {"run_id": RUN, "datasets": {}})
    s.get("runs/get", {"run_id": RUN})


@scenario
def models_in_and_out(s):
    model = MODELS[0]
    log(s, models=[{"model_id": model}])
    log(s, models=[{"model_id": model}, {"model_id": MODELS[1]}])
    log(s, models=[{"model_id": NO_MODEL}])
    log(s, models=[{}])
    log(s, {"dataset": dataset()}, models=[{"model_id": MODELS[2]}])
    s.get("runs/get", {"run_id": RUN})
    s.post("runs/outputs", {"run_id": RUN, "models": [{"model_id": model, "step": 4}]})
    s.post("runs/outputs", {"run_id": RUN, "models": [{"model_id": model, "step": 4}]})
    s.post("runs/outputs", {"run_id": RUN, "models": [{"model_id": MODELS[1]}, {"model_id": MODELS[2], "step": "9"}]})
    s.post("runs/outputs", {"run_id": RUN, "models": []})
    s.post("runs/outputs", {"run_id": RUN})
    s.post("runs/outputs", {"run_id": RUN, "models": [{"model_id": NO_MODEL, "step": 1}]})
    s.post("runs/outputs", {"run_id": RUN, "models": [{"step": 1}]})
    s.get("runs/get", {"run_id": RUN})
    s.post("runs/search", {"experiment_ids": [experiment("datasets/nested name")]})
    for one in [NO_RUN, DEAD, "", None, "x"]:
        s.post("runs/outputs", {"run_id": one, "models": [{"model_id": model, "step": 1}]})
    s.post("runs/outputs", {"models": [{"model_id": model, "step": 1}]})


@scenario
def log_model(s):
    good = {"artifact_path": "m", "flavors": {"a": {"b": 1}}, "utc_time_created": "t", "run_id": RUN}
    import json

    s.post("runs/log-model", {"run_id": RUN, "model_json": json.dumps(good)})
    s.post("runs/log-model", {"run_id": RUN, "model_json": json.dumps(good | {"artifact_path": "n"})})
    s.get("runs/get", {"run_id": RUN})
    for body in [{}, {"run_id": RUN}, {"run_id": RUN, "model_json": ""}, {"run_id": RUN, "model_json": "x"},
                 {"run_id": RUN, "model_json": "{}"}, {"run_id": RUN, "model_json": "[]"}, {"run_id": RUN, "model_json": {}},
                 {"run_id": RUN, "model_json": json.dumps({k: v for k, v in good.items() if k != "flavors"})},
                 {"run_id": RUN, "model_json": json.dumps(good | {"run_id": NO_RUN})},
                 {"run_id": NO_RUN, "model_json": json.dumps(good)}, {"model_json": json.dumps(good)},
                 {"run_id": DEAD, "model_json": json.dumps(good)}]:
        s.post("runs/log-model", body)
