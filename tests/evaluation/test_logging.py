"""Logging a model into a database, a Runlore and an MLflow server, and what the stock client then reads and asks."""

import json
import uuid

import mlflow
import pytest

from tests.evaluation.openai_server import REFUSED_BY_FILTER
from tests.support import servers

LOG = """
import json, os, sys
import runlore as mlflow
mlflow.set_experiment(sys.argv[1])
with mlflow.start_run() as run:
    mlflow.log_param("lr", 0.1)
    mlflow.log_metric("score", 0.5, step=0)
    mlflow.log_metric("score", 0.6, step=1)
    info = mlflow.openai.log_model("gpt-4", "chat.completions", name="model", messages=[{"role": "user", "content": "{question}"}],
                                   temperature=0.5, params={"k": 1}, tags={"team": "a"}, model_type="llm", step=1, metadata={"a": 1})
    other = mlflow.openai.log_model("gpt-4", "embeddings", "second")
# Neither the package of OpenAI nor anything heavy is needed, nor a key.
assert not {"openai", "pandas", "yaml", "mlflow", "numpy"} & set(sys.modules), set(sys.modules)
assert mlflow.openai.load_model(info.model_uri) == mlflow.openai.load_model(f"runs:/{run.info.run_id}/model")
assert mlflow.pyfunc.load_model(other.model_uri).task == "embeddings"
copied = mlflow.openai.load_model(info.model_uri, dst_path="copied")
assert copied["temperature"] == 0.5
print(json.dumps([run.info.run_id, info.model_uri, info.model_id, info.run_id, info.artifact_path, info.name, info.mlflow_version, info.model_uuid,
                  info.metadata, info.signature.to_dict(), info.params, info.tags["team"], other.model_id]))
"""


@pytest.fixture
def theirs(uri):
    """The stock client of the same place."""
    before = mlflow.get_tracking_uri()
    mlflow.set_tracking_uri(uri)
    yield mlflow.MlflowClient(uri)
    mlflow.set_tracking_uri(before)


def test_the_stock_client_reads_and_asks_it(uri, theirs, llm, run_python):
    told = json.loads(run_python(LOG, uri, f"models {uuid.uuid4()}", OPENAI_API_KEY=""))
    run_id, model_uri, model_id, of_run, path, name, version, model_uuid, metadata, signature, params, team, other = told
    assert model_uri == f"models:/{model_id}" and of_run == run_id and model_uuid == model_id and (name, version) == ("model", "3.17.2")
    assert metadata == {"a": 1} and json.loads(signature["inputs"]) == [{"type": "string", "required": True}]
    assert (params, team) == ({"k": "1", "lr": "0.1"}, "a")

    logged, run = theirs.get_logged_model(model_id), theirs.get_run(run_id)
    assert (logged.name, logged.status.name, logged.source_run_id, logged.model_type) == ("model", "READY", run_id, "llm")
    assert logged.artifact_location == path and logged.params == params
    assert {"mlflow.user", "mlflow.source.name", "mlflow.source.type", "team"} <= set(logged.tags)
    assert {(output.model_id, output.step) for output in run.outputs.model_outputs} == {(model_id, 1), (other, 0)}
    # What was measured at the model's step is about the model too.
    assert [(metric.key, metric.value, metric.step) for metric in logged.metrics] == [("score", 0.6, 1)]
    assert [(metric.key, metric.value) for metric in theirs.get_logged_model(other).metrics] == [("score", 0.5)]

    info = mlflow.models.get_model_info(model_uri)
    assert (info.model_id, info.run_id, info.artifact_path) == (model_id, run_id, path)
    assert mlflow.pyfunc.load_model(model_uri).predict(["a"]) == ["Answer to: a"]
    assert mlflow.openai.load_model(f"runs:/{run_id}/model")["temperature"] == 0.5


ASK = """
import json, sys
import runlore
model = runlore.pyfunc.load_model(sys.argv[1])
print(json.dumps([model.predict([{"question": "a"}]), model.model_id, runlore.openai.load_model(sys.argv[2])]))
"""


def test_ours_reads_and_asks_what_the_stock_client_logged(uri, theirs, llm, run_python):
    mlflow.set_experiment(f"models {uuid.uuid4()}")
    with mlflow.start_run() as run:
        info = mlflow.openai.log_model("gpt-4", "chat.completions", name="model", messages=[{"role": "user", "content": "{question}"}],
                                       temperature=0.5, pip_requirements=["openai"])
    answered, model_id, saved = json.loads(run_python(ASK, uri, info.model_uri, f"runs:/{run.info.run_id}/model"))
    assert answered == ["Answer to: a"] and model_id == info.model_id and saved["temperature"] == 0.5
    assert llm.bodies()[-1]["temperature"] == 0.5


SEED = """
import runlore as mlflow
import openai
import pandas as pd

eval_data = pd.DataFrame({
    "inputs": ["Are squirrels astronauts?", "From a logistics perspective, do you think a single weather balloon could get a squirrel to space?"],
    "ground_truth": ["Squirrels are not astronauts.", "It is unlikely."],
})
with mlflow.start_run() as run:
    system_prompt = "Answer the following question in two sentences"
    logged_model = mlflow.openai.log_model(
        model="gpt-4",
        task=openai.ChatCompletion,
        artifact_path="model",
        messages=[
            {"role": "system", "content": system_prompt},
            {"role": "user", "content": "{question}"},
        ],
    )
    print(mlflow.pyfunc.load_model(logged_model.model_uri).predict(eval_data))
"""


def test_the_example_program(server, llm, run_python):
    llm.rule(when="weather balloon", status=400, error=REFUSED_BY_FILTER)
    assert run_python(SEED, server.url).strip() == "['Answer to: Are squirrels astronauts?', None]"
    asked = sorted(llm.bodies(), key=lambda body: body["messages"][1]["content"])
    assert [body["model"] for body in asked] == ["gpt-4"] * 2
    assert [[message["role"] for message in body["messages"]] for body in asked] == [["system", "user"]] * 2
    assert [body["messages"][1]["content"].split()[0] for body in asked] == ["Are", "From"]
    assert all(body["messages"][0]["content"] == "Answer the following question in two sentences" for body in asked)


REFUSED = """
import runlore
from runlore import openai

def refused(code, what, **named):
    try:
        openai.log_model("gpt-4", "embeddings", **named)
    except runlore.MlflowException as error:
        assert error.error_code == code and what in str(error), (error.error_code, str(error))
        return
    raise AssertionError(what)

with runlore.start_run():
    for name in ("a/b", "a:b", "a.b", "..", "a%2fb", "a'b", 'a"b'):
        refused("INVALID_PARAMETER_VALUE", "name", name=name)
    refused("INVALID_PARAMETER_VALUE", "old name", name="a", artifact_path="b")
    refused("NOT_IMPLEMENTED", "prompt registry", name="a", prompts=["prompts:/a/1"])
    refused("RESOURCE_DOES_NOT_EXIST", "m-none", model_id="m-none")
    refused("INVALID_PARAMETER_VALUE", "can not be written", name="broken", user=object())
found = runlore.MlflowClient().search_logged_models(["0"])
print([(model.name, model.status.name) for model in found])
"""


def test_what_is_refused(uri, run_python):
    # A model whose files could not be made is told to have failed.
    assert "('broken', 'FAILED')" in run_python(REFUSED, uri)


NAMES = """
import json, sys
import runlore
with runlore.start_run() as run:
    for name in json.loads(sys.argv[1]):
        info = runlore.openai.log_model("gpt-4", "embeddings", name=name, code_paths=[sys.argv[2]])
        assert info.name == name and runlore.openai.load_model(info.model_uri)["task"] == "embeddings"
        assert runlore.openai.load_model(f"runs:/{run.info.run_id}/{name}")["model"] == "gpt-4"
        print(sorted(entry.path for entry in runlore.artifacts.list_artifacts(f"{info.model_uri}/code")))
"""


def test_strange_names_of_models_and_files(uri, run_python, tmp_path, request):
    # MLflow's server takes no file with `%` or `#` in its name.
    name = "ümläut & more?.py" if request.node.callspec.params["uri"] == "mlflow" else "50% of ümläut #1 & more?.py"
    code = tmp_path / name
    code.write_text("two = 2\n")
    listed = run_python(NAMES, uri, json.dumps(["a b", "ümläut", "a&b+c", "a\\b", "-"]), str(code)).splitlines()
    assert len(listed) == 5 and all(name in line for line in listed)


WITHOUT_A_RUN = """
import runlore
runlore.set_experiment("alone")
info = runlore.openai.log_model("gpt-4", "embeddings")
assert runlore.active_run() is None and info.run_id is None and info.name
print(runlore.MlflowClient().get_logged_model(info.model_id).experiment_id == runlore.get_experiment_by_name("alone").experiment_id)
"""


def test_without_a_run(uri, run_python):
    assert run_python(WITHOUT_A_RUN, uri).strip() == "True"


AWAY = """
import runlore, time
from runlore import openai
with runlore.start_run() as run:
    try:
        openai.log_model("gpt-4", "embeddings", "model")
    except runlore.MlflowException as error:
        print(error.error_code, error)
    openai.save_model("gpt-4", "embeddings", "folder")
    runlore.log_artifacts("folder", "model")
"""
BACK = """
import runlore
runlore.sync()
(run,) = runlore.search_runs(output_format="list")
print(runlore.openai.load_model(f"runs:/{run.info.run_id}/model"), runlore.pyfunc.load_model(f"runs:/{run.info.run_id}/model").task)
"""


def test_offline_a_folder_is_logged_instead(server, run_python):
    told = run_python(AWAY, server.url, RUNLORE_OFFLINE="1")
    assert told.startswith("TEMPORARILY_UNAVAILABLE") and "save_model(path=" in told and "log_artifacts" in told
    assert run_python(BACK, server.url).strip() == "{'model': 'gpt-4', 'task': 'embeddings'} embeddings"


def test_while_the_server_is_away_it_is_told(run_python):
    program = AWAY.replace("with runlore.start_run() as run:", "if True:").split("    openai.save_model")[0]
    told = run_python(program, f"http://127.0.0.1:{servers.free_port()}")
    assert told.startswith("TEMPORARILY_UNAVAILABLE") and "log_artifacts" in told


REGISTER = """
import runlore
try:
    info = runlore.openai.log_model("gpt-4", "embeddings", "model", registered_model_name="mine")
    print(info.registered_model_version)
except runlore.MlflowException as error:
    print(error.error_code, error, len(runlore.MlflowClient().search_logged_models(["0"])))
"""


def test_registered_where_there_is_a_registry(mlflow_server, server, run_python):
    first, second = (int(run_python(REGISTER, mlflow_server.url)) for _ in range(2))
    assert second == first + 1
    version = mlflow.MlflowClient(mlflow_server.url).get_model_version("mine", str(second))
    assert version.source.startswith("models:/m-") and version.status == "READY"
    told = run_python(REGISTER, server.url)
    # Nothing was logged before that was told.
    assert told.startswith("NOT_IMPLEMENTED The server has no model registry") and told.endswith(" 0\n")


LAZY = """
import sys
import runlore
assert not [name for name in sys.modules if name.startswith(("runlore.openai", "runlore.pyfunc", "runlore._models"))]
assert {"openai", "pyfunc"} <= set(dir(runlore)) and callable(runlore.openai.log_model) and callable(runlore.pyfunc.load_model)
from runlore import *
assert openai is runlore.openai
assert not hasattr(runlore, "sklearn")
"""


def test_programs_that_log_no_models_do_not_wait_for_the_flavor(run_python):
    run_python(LAZY, "sqlite:///none.db")
