"""Fixtures and the summary line of the differential tests."""

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
def seeded_server(request, tmp_path):
    """Runlore on a fresh copy of the seeded database: (folder, server, kind of database)."""
    folder = tmp_path / "server"
    play.fresh_folder(folder)
    if request.param == "sqlite":
        with servers.runlore(folder) as server:
            yield folder, server, request.param
        return
    postgres = request.getfixturevalue("postgres_server")
    database = postgres.new_database(request.getfixturevalue("seeded_template"))
    with servers.runlore(folder, database) as server:
        yield folder, server, request.param
    postgres.drop(database)


def pytest_terminal_summary(terminalreporter):
    from tests.oracle.test_differential import COUNTS

    if COUNTS["compared"]:
        terminalreporter.write_line(
            f"differential: {COUNTS['compared']} answers compared with MLflow's, {COUNTS['equal']} equal, "
            f"{COUNTS['deliberate']} different on purpose, {COUNTS['different']} different")
