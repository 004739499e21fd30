"""Runlore on each kind of database, for tests that hurt it."""

import pytest

from tests.support import servers


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "server"


@pytest.fixture
def server(folder, database):
    with servers.runlore(folder, database) as running:
        yield running
