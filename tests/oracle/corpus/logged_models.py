"""Logged models: creating, reading, changing, searching."""

from tests.oracle.corpus import scenario
from tests.oracle.ids import MODELS, NO_MODEL, NO_RUN, experiment, run

HOME, BETA = experiment("models"), experiment("beta")
RUN = run("model-run-0")


@scenario
def read(s):
    for model in MODELS:
        s.get(f"logged-models/{model}")
    for model in [NO_MODEL, "x", "m-x", "%20", "m-..", "ü", MODELS[0].upper()]:
        s.get(f"logged-models/{model}" if model.isascii() else "logged-models/%C3%BC")
    s.get(f"logged-models/{MODELS[0]}", {"allow_deleted": "true"})
    s.get(f"logged-models/{MODELS[13]}", {"allow_deleted": "true"})
    s.get(f"logged-models/{MODELS[13]}", {"allow_deleted": "maybe"})


@scenario
def create(s):
    for body in [
        {"experiment_id": HOME}, {"experiment_id": HOME, "name": "n"}, {"experiment_id": HOME, "name": ""},
        {"experiment_id": HOME, "name": "n", "model_type": "Agent", "source_run_id": RUN,
         "params": [{"key": "a", "value": "1"}, {"key": "b", "value": ""}, {"key": "c"}],
         "tags": [{"key": "t", "value": "1"}, {"key": "u", "value": "ü"}]},
        {"experiment_id": HOME, "name": "n", "params": [], "tags": []},
        {"experiment_id": HOME, "name": "same"}, {"experiment_id": HOME, "name": "same"},
        {"experiment_id": HOME, "name": "empty type", "model_type": "", "source_run_id": ""},
    ]:
        made = s.post("logged-models", body)
        if made.status == 200:
            s.get(f"logged-models/{made.json['model']['info']['model_id']}")


@scenario
def create_refused(s):
    for body in [
        {"experimentId": HOME, "name": "camel", "modelType": "x", "sourceRunId": RUN},
        {}, {"name": "n"}, {"experiment_id": ""}, {"experiment_id": "999", "name": "n"}, {"experiment_id": "abc"},
        {"experiment_id": experiment("gone"), "name": "n"}, {"experiment_id": 1, "name": "n"},
        *[{"experiment_id": HOME, "name": name} for name in ["a/b", "a:b", "a.b", "a%b", 'a"b', "a'b", 5, None]],
        {"experiment_id": HOME, "source_run_id": NO_RUN, "name": "norun"}, {"experiment_id": HOME, "tags": "x"},
        {"experiment_id": HOME, "params": [{"value": "v"}], "name": "x"}, {"experiment_id": HOME, "params": "x"},
        {"experiment_id": HOME, "tags": [{"value": "v"}], "name": "x"},
        {"experiment_id": HOME, "params": [{"key": "k", "value": "1"}, {"key": "k", "value": "2"}], "name": "x"},
        {"experiment_id": HOME, "model_type": 5}, {"experiment_id": HOME, "tags": [{"key": "k" * 256, "value": "v"}]},
        {"experiment_id": HOME, "params": [{"key": "k", "value": 5}]},
    ]:
        s.post("logged-models", body)


@scenario
def finalize(s):
    model = MODELS[0]
    for status in ["LOGGED_MODEL_READY", "LOGGED_MODEL_UPLOAD_FAILED", "LOGGED_MODEL_PENDING", 2]:
        s.patch(f"logged-models/{model}", {"model_id": model, "status": status})
        s.get(f"logged-models/{model}")
    s.patch(f"logged-models/{model}", {"status": "LOGGED_MODEL_READY"})
    s.patch(f"logged-models/{model}", {"model_id": MODELS[1], "status": "LOGGED_MODEL_READY"})
    s.patch(f"logged-models/{model}", {})
    s.patch(f"logged-models/{NO_MODEL}", {"model_id": NO_MODEL, "status": "LOGGED_MODEL_READY"})
    s.get(f"logged-models/{MODELS[1]}")
    for status in ["READY", "", None, 99, "LOGGED_MODEL_STATUS_UNSPECIFIED", True, 0]:
        s.patch(f"logged-models/{model}", {"model_id": model, "status": status})


@scenario
def delete(s):
    model = MODELS[0]
    s.delete(f"logged-models/{model}")
    s.get(f"logged-models/{model}")
    s.delete(f"logged-models/{model}")
    s.delete(f"logged-models/{NO_MODEL}")
    s.patch(f"logged-models/{model}", {"model_id": model, "status": "LOGGED_MODEL_READY"})
    s.post("logged-models/search", {"experiment_ids": [HOME]})
    s.get(f"logged-models/{model}", {"allow_deleted": "true"})


@scenario
def params_and_tags(s):
    model = MODELS[0]

    def params(**body):
        return s.post(f"logged-models/{model}/params", {"model_id": model} | body)

    params(params=[{"key": "new", "value": "1"}, {"key": "ü", "value": ""}])
    params(params=[{"key": "new", "value": "1"}])
    params(params=[])
    params()
    params(params="x")
    params(params=[{"value": "1"}])
    s.post(f"logged-models/{model}/params", {"params": [{"key": "k", "value": "1"}]})
    s.post(f"logged-models/{NO_MODEL}/params", {"model_id": NO_MODEL, "params": [{"key": "k", "value": "1"}]})
    s.get(f"logged-models/{model}")

    def tags(**body):
        return s.patch(f"logged-models/{model}/tags", body)

    tags(tags=[{"key": "new", "value": "1"}, {"key": "ü", "value": ""}])
    tags(tags=[{"key": "new", "value": "2"}])
    tags(tags=[{"key": "dup", "value": "1"}, {"key": "dup", "value": "2"}])
    tags(tags=[])
    tags()
    tags(tags="x")
    tags(tags=[{"value": "1"}])
    tags(tags=[{"key": "novalue"}])
    s.patch(f"logged-models/{NO_MODEL}/tags", {"tags": [{"key": "k", "value": "1"}]})
    s.get(f"logged-models/{model}")
    s.delete(f"logged-models/{model}/tags/new")
    s.delete(f"logged-models/{model}/tags/new")
    s.delete(f"logged-models/{model}/tags/%C3%BC")
    s.delete(f"logged-models/{NO_MODEL}/tags/new")
    s.get(f"logged-models/{model}")
    params(params=[{"key": "five", "value": 5}])


@scenario
def metrics_through_runs(s):
    model = MODELS[5]
    for body in [{"key": "lm", "value": 1, "timestamp": 5, "step": 0}, {"key": "lm", "value": 2, "timestamp": 6, "step": 1},
                 {"key": "lm", "value": "NaN", "timestamp": 7, "step": 2},
                 {"key": "lm", "value": "Infinity", "timestamp": 8, "step": 2, "dataset_name": "d", "dataset_digest": "x"}]:
        s.post("runs/log-metric", {"run_id": RUN, "model_id": model} | body)
        s.get(f"logged-models/{model}")
    s.post("logged-models/search", {"experiment_ids": [HOME], "filter": "metrics.lm > 0"})


@scenario
def artifact_directories(s):
    for model in (MODELS[0], MODELS[1], NO_MODEL):
        for path in ["", "dir", "dir/deeper", "nope", "a.txt", "../x", "%2e%2e"]:
            s.get(f"logged-models/{model}/artifacts/directories", {"artifact_directory_path": path} if path else None)
