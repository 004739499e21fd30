"""A Runlore for each test, and the stock client pointed at it."""

import subprocess
import sys

import pytest

from tests.support import servers


@pytest.fixture
def server(tmp_path):
    """Runlore on an empty SQLite database."""
    with servers.runlore(tmp_path / "server") as running:
        yield running


@pytest.fixture
def mlflow(server, tmp_path, monkeypatch):
    """The stock client's module, tracking to the server."""
    import mlflow as module

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0")
    module.set_tracking_uri(server.url)
    # Setting it by its function would outlive the test, in an environment variable too.
    monkeypatch.setenv("MLFLOW_REGISTRY_URI", server.url)
    module.set_experiment("client")
    yield module
    while module.active_run():
        module.end_run()
    module.set_tracking_uri(None)


def run_program(path, folder, tracking_uri, python=sys.executable, timeout=300, **environment):
    """Runs a user's program as it is and returns its output."""
    settings = {"MLFLOW_TRACKING_URI": tracking_uri, "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "1"} | environment
    env = servers.clean_environment(**settings)
    if "PYTHONPATH" not in environment:
        env.pop("PYTHONPATH", None)
    done = subprocess.run([str(python), str(path)], cwd=folder, env=env, capture_output=True, text=True, timeout=timeout)
    assert done.returncode == 0, f"{path} ended with {done.returncode}:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return done.stdout


@pytest.fixture
def program():
    return run_program
