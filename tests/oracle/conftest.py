"""Fixtures of the differential tests."""

import pytest

from tests.oracle import play, seed
from tests.support import servers


@pytest.fixture(scope="session")
def seeded_template(postgres_server, tmp_path_factory):
    """A PostgreSQL database with the seed's rows in Runlore's schema, to copy."""
    template = postgres_server.new_database()
    with servers.runlore(tmp_path_factory.mktemp("template"), template):
        pass
    seed.load_postgres(template)
    return template


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def seeded(request, tmp_path):
    """A function that starts Runlore, with more arguments, on a fresh copy of the seed: (folder, server, kind)."""
    folder = tmp_path / "server"
    play.fresh_folder(folder)
    started = []

    def start(*args):
        started.append(servers.runlore(folder, database, *args).start())
        return folder, started[0], request.param

    if request.param == "sqlite":
        database = f"sqlite:///{folder / 'mlflow.db'}"
    else:
        postgres = request.getfixturevalue("postgres_server")
        database = postgres.new_database(request.getfixturevalue("seeded_template"))
    yield start
    for server in started:
        server.stop()
    if request.param == "postgres":
        postgres.drop(database)
