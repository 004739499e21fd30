"""Marks and databases shared by all Python tests, and what the differential tests counted."""

import collections
import os
import shutil
import sys
import tempfile

import pytest

from tests.support import postgres


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: outages, big data, old clients; run by `make test-all`")


@pytest.fixture(autouse=True)
def no_active_model():
    """MLflow makes the model that was loaded last its active one, and links each later metric of the process to it."""
    yield
    if "mlflow" in sys.modules and (mlflow := sys.modules["mlflow"]).get_active_model_id():
        mlflow.clear_active_model()


@pytest.fixture(autouse=True, scope="session")
def nothing_left_behind(tmp_path_factory):
    """MLflow's client leaves a folder behind for each file that it reads: thousands in a session."""
    tmp_path_factory.getbasetemp()  # stays where it is, for whoever looks at what failed
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="rl-", ignore_cleanup_errors=True) as folder:
        os.chmod(folder, 0o711)  # PostgreSQL runs as somebody else
        tempfile.tempdir = folder
        yield
        tempfile.tempdir = before


@pytest.fixture(scope="session")
def postgres_server(nothing_left_behind):
    """One throw-away PostgreSQL for the whole session."""
    with postgres.Postgres() as running:
        print(f"PostgreSQL: {running.version} from {running.bin}")
        yield running


@pytest.fixture(params=["sqlite", "postgres"])
def database(request, tmp_path):
    """The URI of an empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'shared.db'}"
    return request.getfixturevalue("postgres_server").new_database()


@pytest.fixture
def mlflow_database(database, request):
    """The URI of a database that MLflow itself made; its migrations run once a session and kind."""
    made = _made_by_mlflow
    if database.startswith("sqlite"):
        if "sqlite" not in made:
            made["sqlite"] = request.getfixturevalue("tmp_path_factory").mktemp("mlflow") / "made.db"
            _migrate(f"sqlite:///{made['sqlite']}")
        shutil.copy(made["sqlite"], database.removeprefix("sqlite:///"))
        return database
    server = request.getfixturevalue("postgres_server")
    if "postgres" not in made:
        made["postgres"] = server.new_database()
        _migrate(made["postgres"])
    return server.new_database(template=made["postgres"])


_made_by_mlflow = {}


def _migrate(uri):
    from tests.client import both

    with both.mlflow_store(uri):
        pass


# The tests run in several processes, and the counts of each go to the one that prints.
_counts = collections.Counter()


def _counted_here():
    differential = sys.modules.get("tests.oracle.test_differential")
    return dict(differential.COUNTS) if differential else {}


def pytest_sessionfinish(session):
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["differential"] = _counted_here()
    else:
        _counts.update(_counted_here())


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    _counts.update(getattr(node, "workeroutput", {}).get("differential", {}))


def pytest_terminal_summary(terminalreporter):
    if _counts["compared"]:
        terminalreporter.write_line(
            f"differential: {_counts['compared']} answers compared with MLflow's, {_counts['equal']} equal, "
            f"{_counts['deliberate']} different on purpose, {_counts['different']} different")
