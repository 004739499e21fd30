"""The three example programs, as they are."""

import json
import struct

import pytest

from tests.support import servers
from tests.support.http import api

PROGRAMS = servers.ROOT / "tests" / "seed_programs"


def runs_of(server):
    return api(server.port, "POST", "runs/search", {"experiment_ids": ["0"]})["runs"]


def test_parameters(server, program, tmp_path):
    output = program(PROGRAMS / "1_parameters.py", tmp_path, server.url)
    assert "key prompt_template: Should we send {animal} to space using a {mode_of_transportation}?" in output
    assert "key animal: squirrels" in output
    (run,) = runs_of(server)
    assert {p["key"]: p["value"] for p in run["data"]["params"]}["mode_of_transportation"] == "weather baloon"
    assert run["info"]["status"] == "FINISHED"


def test_tables(server, program, tmp_path):
    output = program(PROGRAMS / "3_tables.py", tmp_path, server.url)
    assert "Loaded table is of type: <class 'pandas" in output
    assert "What time is it?" in output and "|    | Prompts" in output
    assert len(runs_of(server)) == 3


@pytest.mark.parametrize("layers", [1, pytest.param(12, marks=pytest.mark.slow)])
def test_artifacts(server, program, tmp_path, layers):
    program(PROGRAMS / "4_artifacts.py", tmp_path, server.url, PYTHONPATH=str(PROGRAMS / "stand_in"),
            STAND_IN_LAYERS=str(layers))
    (run,) = runs_of(server)
    folder = server.folder / "mlartifacts" / "0" / run["info"]["run_id"] / "artifacts" / "model"
    names = {path.name for path in folder.iterdir()}
    assert names == {"model.safetensors", "config.json", "vocab.txt", "tokenizer_config.json", "special_tokens_map.json"}
    sent, kept = tmp_path / "local_model_directory" / "model.safetensors", folder / "model.safetensors"
    assert kept.stat().st_size == sent.stat().st_size
    assert kept.stat().st_size > (400_000_000 if layers == 12 else 10_000_000)
    with open(kept, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        assert "pooler.dense.weight" in json.loads(file.read(length))
        file.seek(-4, 2)
        assert struct.unpack("<f", file.read(4)) == (1.5,)
