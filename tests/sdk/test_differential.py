"""Every fluent call with the stock client and with ours: the same answers, the same exceptions, the same state."""

import json
import subprocess
import sys
import uuid

import pytest

from tests.sdk import states
from tests.support import servers

CALLS = servers.ROOT / "tests" / "sdk" / "programs" / "calls.py"
# Wrong arguments that MLflow's client answers with another exception, or with none: `beyond-python-errors`.
OTHERWISE = {
    "metric of a text", "metric of a text's step", "metrics, one of a text", "a second run", "another parent",
    "tags of no dataset", "log_inputs of other lengths", "a status",
}


class Called:
    """What the calls of one client answered, and what they left."""

    def __init__(self, module, uri, folder, **environment):
        experiment = f"calls {uuid.uuid4().hex[:8]}"
        folder.mkdir(exist_ok=True)
        done = subprocess.run(
            [sys.executable, str(CALLS), module, experiment, "results"], cwd=folder, capture_output=True, text=True, timeout=300,
            env=servers.clean_environment(MLFLOW_TRACKING_URI=uri, RUNLORE_SPOOL_DIR=str(folder / "spool"), **environment),
        )
        assert done.returncode == 0, done.stderr[-4000:]
        lines = (folder / "results").read_text().splitlines()
        self.answers = states.same(dict(json.loads(line) for line in lines), None, experiment)
        self.state = states.state(uri, experiment, folder / "read")


@pytest.fixture(scope="module")
def stock(mlflow_server, tmp_path_factory):
    return Called("mlflow", mlflow_server.url, tmp_path_factory.mktemp("stock"))


@pytest.fixture(scope="module", params=["embedded", "runlore", "mlflow"])
def ours(request, site, tmp_path_factory):
    folder = tmp_path_factory.mktemp(f"ours-{request.param}")
    if request.param == "embedded":
        yield Called("runlore", f"sqlite:///{folder / 'own.db'}", folder, PYTHONPATH=str(site))
    elif request.param == "mlflow":
        yield Called("runlore", request.getfixturevalue("mlflow_server").url, folder, PYTHONPATH=str(site))
    else:
        with servers.runlore(folder / "server") as server:
            yield Called("runlore", server.url, folder, PYTHONPATH=str(site))


def test_calls_answer_the_same(stock, ours):
    assert set(stock.answers) == set(ours.answers)
    assert not [name for name, answer in stock.answers.items() if isinstance(answer, list) and answer[:1] == ["raised"]]
    for name in set(stock.answers) - {"raising"}:
        assert ours.answers[name] == stock.answers[name], name


def test_calls_raise_the_same(stock, ours):
    differ = {name for name, raised in stock.answers["raising"].items() if ours.answers["raising"][name] != raised}
    assert differ == OTHERWISE
    assert {tuple(ours.answers["raising"][name]) for name in OTHERWISE} == {("MlflowException", "INVALID_PARAMETER_VALUE")}


def test_calls_leave_the_same(stock, ours):
    assert set(stock.state) == set(ours.state) and len(stock.state) > 30
    for name, left in stock.state.items():
        for part, value in left.items():
            assert ours.state[name][part] == value, (name, part)
