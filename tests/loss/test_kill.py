"""The server dies in the middle of a load; what it acknowledged is there when it comes back."""

import pytest

from tests.support import servers
from tests.support.http import api
from tests.support.load import Load, new_runs, prove


@pytest.mark.parametrize("seconds", [1.5, pytest.param(6, marks=pytest.mark.slow)])
def test_kill_in_mid_load(folder, database, seconds):
    server = servers.runlore(folder, database).start()
    runs = new_runs(server.port, 12)
    load = Load([server.port], runs, threads=64, seconds=seconds + 20).start()
    load.halt.wait(seconds)
    server.kill()
    load.stop()
    assert set(load.statuses) <= {200, 429, "ConnectionRefusedError", "ConnectionResetError", "RemoteDisconnected",
                                  "BrokenPipeError", "IncompleteRead", "BadStatusLine"}, load.statuses
    with servers.runlore(folder, database) as server:
        prove(database, load)
        api(server.port, "POST", "runs/log-metric", {"run_id": runs[0], "key": "after", "value": 1, "timestamp": 1})


@pytest.mark.slow
def test_kill_again_and_again(folder, database):
    server = servers.runlore(folder, database).start()
    runs = new_runs(server.port, 6)
    for round_ in range(8):
        load = Load([server.port], runs, threads=16, seconds=30, seed=round_ + 2, batch=7).start()
        load.halt.wait(0.4 + 0.17 * round_)
        server.kill()
        load.stop()
        server = servers.runlore(folder, database).start()
        prove(database, load)
    server.stop()
