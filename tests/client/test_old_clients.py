"""Clients of other ages and sizes, each in its own environment."""

import subprocess
import sys

import pytest

from tests.support import servers

CLIENTS = {"2.9": ["mlflow==2.9.2"], "2.22": ["mlflow>=2.22,<2.23"], "skinny": ["mlflow-skinny==3.17.2"]}


def environment(name):
    """The Python of a virtual environment with that client, made once and kept under .cache."""
    folder = servers.ROOT / ".cache" / f"client-{name}"
    done = folder / "ready"
    wanted = [*CLIENTS[name], "setuptools<81"]  # the old ones import pkg_resources
    if not done.exists() or done.read_text() != str(wanted):
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        subprocess.run([folder / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", *wanted], check=True)
        done.write_text(str(wanted))
    return folder / "bin" / "python"


@pytest.mark.slow
@pytest.mark.parametrize("name", CLIENTS)
def test_old_client(server, program, tmp_path, name):
    output = program(servers.ROOT / "tests" / "client" / "old_client_program.py", tmp_path, server.url,
                     python=environment(name), GIT_PYTHON_REFRESH="quiet")
    assert "done with" in output
    assert name == "skinny" or "tables too" in output
