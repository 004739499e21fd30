"""The example programs with one line changed, and what the stock client then reads."""

import json
import os
import struct
import uuid

import mlflow
import pytest

from tests.support import servers

PROGRAMS = servers.ROOT / "tests" / "seed_programs"


@pytest.fixture
def program(uri, run_python):
    """Runs one of the programs with `import runlore as mlflow`; answers what it prints and its runs."""

    def run(name, **environment):
        code = (PROGRAMS / name).read_text()
        assert code.count("import mlflow\n") == 1
        experiment = f"seed {uuid.uuid4()}"
        output = run_python(code.replace("import mlflow\n", "import runlore as mlflow\n"), uri,
                            MLFLOW_EXPERIMENT_NAME=experiment, **environment)
        client = mlflow.MlflowClient(uri)
        return output, client.search_runs([client.get_experiment_by_name(experiment).experiment_id]), client

    return run


def test_parameters(program):
    output, (run,), _ = program("1_parameters.py")
    assert "key animal: squirrels" in output and "<class 'str'>" in output
    assert run.info.status == "FINISHED"
    assert run.data.params["mode_of_transportation"] == "weather baloon"
    assert run.data.tags["mlflow.source.name"].endswith("program.py")


def test_tables(program, tmp_path):
    output, runs, client = program("3_tables.py")
    assert "Loaded table is of type: <class 'pandas" in output and "|    | Prompts" in output
    assert len(runs) == 3
    for run in runs:
        assert json.loads(run.data.tags["mlflow.loggedArtifacts"]) == [{"path": "important_information.json", "type": "table"}]
        read = json.loads(open(client.download_artifacts(run.info.run_id, "important_information.json", tmp_path)).read())
        assert read["columns"] == ["Prompts", "Response", "We used an LLM?"]
        assert [row[0] for row in read["data"]] == ["I am a squirrel and don't have a watch", "What time is it?"]


@pytest.mark.parametrize("layers", [1, pytest.param(12, marks=pytest.mark.slow)])
def test_artifacts(program, tmp_path, layers):
    _, (run,), client = program("4_artifacts.py", STAND_IN_LAYERS=str(layers), MORE_PATH=str(PROGRAMS / "stand_in"))
    names = {entry.path: entry.file_size for entry in client.list_artifacts(run.info.run_id, "model")}
    assert set(names) == {f"model/{name}" for name in os.listdir(tmp_path / "local_model_directory")}
    assert names["model/model.safetensors"] > (400_000_000 if layers == 12 else 10_000_000)
    copied = client.download_artifacts(run.info.run_id, "model", tmp_path)
    with open(os.path.join(copied, "model.safetensors"), "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        assert "pooler.dense.weight" in json.loads(file.read(length))
        file.seek(-4, 2)
        assert struct.unpack("<f", file.read(4)) == (1.5,)
