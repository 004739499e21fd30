"""Fixtures and the summary line of the differential tests."""

import pytest

from tests.oracle import play
from tests.support import servers


@pytest.fixture
def seeded_server(tmp_path):
    """Runlore on a fresh copy of the seeded database."""
    folder = tmp_path / "server"
    play.fresh_folder(folder)
    with servers.runlore(folder) as server:
        yield folder, server


def pytest_terminal_summary(terminalreporter):
    from tests.oracle.test_differential import COUNTS

    if COUNTS["compared"]:
        terminalreporter.write_line(
            f"differential: {COUNTS['compared']} answers compared with MLflow's, {COUNTS['equal']} equal, "
            f"{COUNTS['deliberate']} different on purpose, {COUNTS['different']} different")
