"""The package as `pip install .` lays it out, from the sources and the last build, and a server to log to."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.support import servers
from tests.support.programs import Programs


def native_library():
    """The native half: RUNLORE_NATIVE, or the last debug build."""
    named = os.environ.get("RUNLORE_NATIVE")
    library = servers.ROOT / "target" / "debug" / "lib_native.so" if named is None else servers.ROOT / named
    if not library.exists():
        raise FileNotFoundError(f"{library} is missing: run `cargo build -p runlore-py`, or set RUNLORE_NATIVE")
    return library


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """A folder for PYTHONPATH that has the package."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(servers.ROOT / "python" / "runlore", folder / "runlore", ignore=shutil.ignore_patterns("__pycache__", "*.so"))
    shutil.copy(native_library(), folder / "runlore" / "_native.abi3.so")
    return folder


@pytest.fixture
def server(tmp_path):
    """Runlore on an empty SQLite database."""
    with servers.runlore(tmp_path / "server") as running:
        yield running


@pytest.fixture(scope="session")
def mlflow_server(tmp_path_factory):
    """MLflow's own server; it takes long to start, so tests share it and make experiments of their own."""
    with servers.mlflow(tmp_path_factory.mktemp("mlflow")) as running:
        yield running


@pytest.fixture(params=["embedded", "runlore", "mlflow"])
def uri(request, tmp_path):
    """Where is logged to: a database of the program's own, a Runlore server, an MLflow server."""
    if request.param == "embedded":
        return f"sqlite:///{tmp_path / 'own.db'}"
    return request.getfixturevalue({"runlore": "server", "mlflow": "mlflow_server"}[request.param]).url


@pytest.fixture
def run_python(site, tmp_path):
    """Runs a program that imports the package, in a process of its own."""

    def run(code, tracking_uri, *arguments, **environment):
        program = tmp_path / "program.py"
        program.write_text(code)
        settings = {"RUNLORE_TRACKING_URI": tracking_uri, "RUNLORE_SPOOL_DIR": str(tmp_path / "spool"),
                    "PYTHONPATH": os.pathsep.join([str(site), environment.pop("MORE_PATH", "")]).rstrip(os.pathsep)}
        done = subprocess.run([sys.executable, str(program), *arguments], cwd=tmp_path, capture_output=True, text=True,
                              timeout=120, env=servers.clean_environment(**settings | environment))
        assert done.returncode == 0, f"{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
        return done.stdout

    return run


@pytest.fixture
def programs(site, tmp_path):
    """Starts programs that can be killed; what is left of them ends with the test."""
    started = Programs(site, tmp_path)
    yield started
    started.stop()
