"""The files of a saved model are MLflow's: what both write is compared, and each loads what the other wrote."""

import json
from pathlib import Path

import mlflow
import pandas as pd
import pytest
import yaml
from mlflow.models import ModelSignature
from mlflow.types import ParamSchema, ParamSpec, Schema
from mlflow.types.schema import ColSpec

MODELS = Path(__file__).parent / "models"
CHAT = [{"role": "system", "content": "Answer in the style of {style}"}, {"role": "user", "content": "{question} é: 'yes'"}]
ONE = [{"role": "user", "content": "{question}"}]
NEEDS = {"pip_requirements": ["openai", "tiktoken>=0.5"]}
SIGNATURE = ModelSignature(Schema([ColSpec("string")]), Schema([ColSpec("string")]), ParamSchema([ParamSpec("temperature", "double", 0.5)]))

CASES = {
    "chat": ("chat.completions", {"messages": CHAT, "temperature": 0.25, "stop": ["on", "1:30"], "logit_bias": {"50256": -100}, **NEEDS}),
    "one variable": ("chat.completions", {"messages": ONE, "metadata": {"team": "a", "n": [1]}, **NEEDS}),
    "no messages": ("chat.completions", NEEDS),
    "prompt": ("completions", {"prompt": "Say {text}\nand {{nothing}} more", **NEEDS}),
    "prompt without variables": ("completions", {"prompt": "Say something", **NEEDS}),
    "embeddings": ("embeddings", NEEDS),
    "audio": ("audio", NEEDS),
    "a list": ("chat.completions", {"messages": ONE, "input_example": ["a", "b"], **NEEDS}),
    "a dict": ("chat.completions", {"messages": ONE, "input_example": {"question": "a"}, **NEEDS}),
    "a request": ("chat.completions", {"messages": ONE, "input_example": {"messages": ONE}, **NEEDS}),
    "a text": ("chat.completions", {"messages": ONE, "input_example": "a", **NEEDS}),
    "with params": ("chat.completions", {"messages": ONE, "input_example": (["a"], {"temperature": 1.0}), "signature": SIGNATURE, **NEEDS}),
    "a frame": ("chat.completions", {"messages": CHAT, "input_example": pd.DataFrame({"question": ["a", "b"], "style": ["x", "y"], "n": [1, 2]}), **NEEDS}),
    "a frame without names": ("chat.completions", {"messages": ONE, "input_example": pd.DataFrame([["a"], ["b"]]), **NEEDS}),
    "more packages": ("embeddings", {"pip_requirements": ["mlflow==3.17.2", "requests", "numpy>=1"]}),
    "a conda_env": ("embeddings", {"conda_env": {"name": "mine", "channels": ["defaults"], "dependencies": ["python=3.11", "jq", {"pip": ["openai"]}]}}),
}
SAVE = """
import pickle, sys
import runlore
runlore.openai.save_model(**pickle.load(open(sys.argv[1], "rb")))
"""


@pytest.fixture
def save(run_python, tmp_path):
    """Saves a model with our package, in a process of its own."""
    import pickle

    def run(path, **arguments):
        (tmp_path / "arguments.pickle").write_bytes(pickle.dumps({"model": "gpt-4", "path": str(path), **arguments}))
        run_python(SAVE, "sqlite:///none.db", str(tmp_path / "arguments.pickle"))

    return run


def parsed(folder):
    """What each file says; what is another each time is left out."""
    read = {}
    for path in Path(folder).rglob("*"):
        if path.is_file():
            text = path.read_text()
            name = path.relative_to(folder).as_posix()
            read[name] = json.loads(text) if name.endswith(".json") else text if name.endswith(".txt") else yaml.safe_load(text)
    described = read["MLmodel"]
    assert described.pop("model_uuid") and described.pop("utc_time_created")[4] == "-"
    for part in ("inputs", "outputs", "params"):
        if described.get("signature", {}).get(part):
            described["signature"][part] = json.loads(described["signature"][part])
    return read


@pytest.mark.parametrize("case", CASES)
def test_both_write_the_same_files(save, tmp_path, monkeypatch, case):
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    task, arguments = CASES[case]
    save(tmp_path / "ours", task=task, **arguments)
    mlflow.openai.save_model("gpt-4", task, tmp_path / "theirs", **arguments)
    assert parsed(tmp_path / "ours") == parsed(tmp_path / "theirs")


def test_files_of_requirements_and_code(save, tmp_path):
    (tmp_path / "more.txt").write_text(f"numpy\n-c {tmp_path / 'limits.txt'}\n")
    (tmp_path / "limits.txt").write_text("numpy<3\n")
    (tmp_path / "needs.txt").write_text(f"# what it needs\nopenai  # for calls\n\n-r {tmp_path / 'more.txt'}\n")
    (tmp_path / "helpers").mkdir()
    (tmp_path / "helpers" / "sums.py").write_text("two = 2\n")
    arguments = {"task": "embeddings", "pip_requirements": str(tmp_path / "needs.txt"), "code_paths": [str(tmp_path / "helpers"), str(tmp_path / "more.txt")]}
    save(tmp_path / "ours", **arguments)
    mlflow.openai.save_model("gpt-4", path=tmp_path / "theirs", **arguments)
    ours, theirs = parsed(tmp_path / "ours"), parsed(tmp_path / "theirs")
    assert ours == theirs and ours["constraints.txt"] == "numpy<3" and (tmp_path / "ours" / "code" / "helpers" / "sums.py").exists()


def test_packages_are_those_that_are_installed(save, tmp_path):
    import openai

    save(tmp_path / "plain", task="embeddings")
    save(tmp_path / "more", task="embeddings", extra_pip_requirements=["openai>=1", "requests"])
    plain, more = ((tmp_path / name / "requirements.txt").read_text().split("\n") for name in ("plain", "more"))
    assert plain[:2] == ["mlflow==3.17.2", f"openai=={openai.__version__}"] and len(plain) == 4
    assert more[0] == "mlflow==3.17.2" and more[-2:] == ["openai>=1", "requests"] and len(more) == 5


def test_mlflow_loads_and_asks_ours(save, llm, tmp_path):
    save(tmp_path / "chat", task="chat.completions", messages=CHAT, temperature=0.25)
    save(tmp_path / "one", task="chat.completions", messages=ONE)
    save(tmp_path / "prompt", task="completions", prompt="Say {text}")
    save(tmp_path / "embeddings", task="embeddings", extra_pip_requirements=["a-package"])
    assert mlflow.openai.load_model(str(tmp_path / "chat")) == {"model": "gpt-4", "task": "chat.completions", "messages": CHAT, "temperature": 0.25}
    frame = pd.DataFrame({"question": ["a", "b"], "style": ["x", "y"]})
    assert mlflow.pyfunc.load_model(str(tmp_path / "chat")).predict(frame) == ["Answer to: a é: 'yes'", "Answer to: b é: 'yes'"]
    # What it was logged with is not sent by MLflow: `beyond-model-arguments`.
    assert all(set(body) == {"model", "messages"} for body in llm.bodies())
    assert mlflow.pyfunc.load_model(str(tmp_path / "one")).predict(["a"]) == ["Answer to: a"]
    assert mlflow.pyfunc.load_model(str(tmp_path / "prompt")).predict(["a"]) == ["Answer to: Say a"]
    assert len(mlflow.pyfunc.load_model(str(tmp_path / "embeddings")).predict(["a"])[0]) == 8
    assert mlflow.models.get_model_info(str(tmp_path / "chat")).signature.inputs.input_names() == ["question", "style"]


LOAD = """
import json, sys
import runlore
from pathlib import Path
found = {}
for folder in sorted(Path(sys.argv[1]).glob("mlflow-*")):
    for name, rows in {"chat": [{"question": "a", "style": "x"}], "one_variable": ["a"], "completions": ["a"], "embeddings": ["a"]}.items():
        model = runlore.pyfunc.load_model(folder / name)
        saved = runlore.openai.load_model(folder / name)
        found[f"{folder.name}/{name}"] = [saved, model.predict(rows), model.metadata.mlflow_version, model.metadata.signature.inputs]
print(json.dumps(found))
"""


def test_ours_loads_and_asks_what_mlflow_wrote(llm, run_python):
    found = json.loads(run_python(LOAD, "sqlite:///none.db", str(MODELS)))
    assert {name.split("/")[0] for name in found} == {"mlflow-2.9", "mlflow-2.22", "mlflow-3.17"}
    for name, (saved, answered, version, inputs) in found.items():
        folder, kind = name.split("/")
        assert saved == yaml.safe_load((MODELS / name / "model.yaml").read_text())
        assert version.startswith(folder.removeprefix("mlflow-"))
        assert [column["name"] for column in inputs if "name" in column] == (["question", "style"] if kind == "chat" else [])
        if kind != "embeddings":
            asked = {"chat": "a é: 'yes'", "one_variable": "a", "completions": "Say a\nand {nothing} more"}[kind]
            assert answered == [f"Answer to: {asked}"]
    chats = [body for body in llm.bodies() if body.get("temperature") == 0.25]
    assert len(chats) == 3 and all(body["stop"] == ["on", "1:30"] and body["max_tokens"] == 12 for body in chats)


REFUSED = """
import os, runlore
from pathlib import Path
from runlore import openai, pyfunc

def refused(what, call, *arguments, **named):
    try:
        call(*arguments, **named)
    except (runlore.MlflowException, TypeError, ValueError) as error:
        assert what in str(error), (what, str(error))
        return
    raise AssertionError(what)

chat = "chat.completions"
one = [{"role": "user", "content": "{q}"}]
refused("written into the model's files", openai.save_model, "m", chat, "x", messages=one, api_key="sk-1")
refused("no variable's name", openai.save_model, "m", chat, "x", messages=[{"role": "user", "content": '{"a": 1}'}])
refused("can not be read as a template", openai.save_model, "m", "completions", "x", prompt="{q")
refused("can not be written", openai.save_model, "m", chat, "x", messages=one, temperature=float("nan"))
refused("can not be written", openai.save_model, "m", chat, "x", messages=one, when=object())
refused("can not be written", openai.save_model, "m", chat, "x", messages=[{"role": "user", "content": "\\ud800"}])
refused("The model is a name", openai.save_model, 3, chat, "x")
refused("is not known", openai.save_model, "m", "chat", "x")
refused("not conda_env and pip_requirements", openai.save_model, "m", chat, "x", conda_env={}, pip_requirements=[])
refused("signature is a ModelSignature", openai.save_model, "m", chat, "x", signature=3)
assert not Path("x").exists()  # nothing is written before all is checked
refused("code_paths can not be copied", openai.save_model, "m", chat, "y", messages=one, code_paths=["no such file"])
openai.save_model("m", chat, "full", messages=one)
refused("files in", openai.save_model, "m", chat, "full", messages=one)

text = Path("full/MLmodel").read_text()
Path("secret").write_text("a: 1")
for path in ("../secret", os.path.abspath("secret"), "a/../../secret", "C:\\\\secret", ""):
    Path("full/MLmodel").write_text(text.replace("data: model.yaml", f"data: {path!r}"))
    refused("outside of it", openai.load_model, "full")
    refused("outside of it", pyfunc.load_model, "full")
Path("full/MLmodel").write_text(text)
os.rename("full/model.yaml", "elsewhere")
os.symlink(os.path.abspath("elsewhere"), "full/model.yaml")
refused("link to outside", openai.load_model, "full")
Path("full/MLmodel").write_text(text.replace("loader_module: mlflow.openai", "loader_module: os"))
refused("is for os", pyfunc.load_model, "full")
Path("full/MLmodel").write_text("flavors: [")
refused("can not be read as YAML", pyfunc.load_model, "full")
Path("full/MLmodel").write_text("- a")
refused("names no flavors", pyfunc.load_model, "full")
Path("full/MLmodel").write_text("flavors: {sklearn: {}}")
refused("it has sklearn", openai.load_model, "full")
refused("There is no model at", openai.load_model, "none such")
"""


def test_what_is_refused(run_python):
    run_python(REFUSED, "sqlite:///none.db")


def test_hostile_texts_survive(save, tmp_path):
    messages = [{"role": "user", "content": text} for text in ("\u2028\x85\x00\x7f", "- a: 'b' \"c\"\n\t: #\n", "!!python/object:os.system []", "😀 \\", "{q}")]
    save(tmp_path / "ours", task="chat.completions", messages=messages, user="yes", stop=["on", "~", "2026-11-28", "1e5", "0x1f", ""])
    saved = mlflow.openai.load_model(str(tmp_path / "ours"))
    assert saved["messages"] == messages and (saved["user"], saved["stop"]) == ("yes", ["on", "~", "2026-11-28", "1e5", "0x1f", ""])
