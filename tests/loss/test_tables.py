"""The server dies while rows are appended; each row is there once when it comes back and the rest is sent."""

import collections
import json
import threading
import uuid

import pytest

from tests.support import servers
from tests.support.http import Http, api

TABLES = "/api/runlore/v1/tables"


class Appender(threading.Thread):
    """Appends rows of its own to one table, in order, and sends again what was not acknowledged."""

    def __init__(self, run, name, path):
        super().__init__()
        self.run_id, self.task, self.path = run, name, path
        self.spool, self.next, self.port, self.halt = uuid.uuid4().hex, 1, None, False

    def body(self):
        filler = "x" * (70_000 if self.next % 17 == 0 else 10)  # now and then so large that it is a file
        row = [self.task, self.next, filler]
        return {"run_id": self.run_id, "path": self.path, "columns": ["task", "n", "filler"], "data": [row],
                "spool": self.spool, "number": self.next}

    def run(self):
        while not self.halt:
            try:
                with Http(self.port) as client:
                    while not self.halt:
                        if client.send("POST", f"{TABLES}/append", body=self.body()).status != 200:
                            break
                        self.next += 1
            except OSError:
                return


def rows_of(text):
    table = json.loads(text)
    found = collections.defaultdict(list)
    task, n = table["columns"].index("task"), table["columns"].index("n")
    for row in table["data"]:
        found[row[task]].append(row[n])
    return found


@pytest.mark.parametrize("rounds", [2, pytest.param(10, marks=pytest.mark.slow)])
def test_kill_while_rows_are_appended(folder, database, rounds):
    server = servers.runlore(folder, database).start()
    run = api(server.port, "POST", "runs/create", {"experiment_id": "0"})["run"]["info"]["run_id"]
    path = f"/api/2.0/mlflow-artifacts/artifacts/0/{run}/artifacts/t.json"
    appenders = [Appender(run, name, "t.json") for name in range(8)]
    for round_ in range(rounds):
        halt = threading.Event()

        def flush(port=server.port, halt=halt):
            try:
                while not halt.is_set():
                    with Http(port) as client:
                        client.send("POST", f"{TABLES}/flush", body={"run_id": run})
            except OSError:
                pass

        flusher = threading.Thread(target=flush)
        flusher.start()
        for appender in appenders:
            appender.port = server.port
            appender.start()
        halt.wait(0.5 + 0.13 * round_)
        server.kill()
        halt.set()
        for thread in [flusher, *appenders]:
            thread.join()
        server = servers.runlore(folder, database).start()
        with Http(server.port) as client:
            found = rows_of(client.send("GET", path).body)
        for appender in appenders:
            # What was acknowledged, and perhaps the one whose answer was lost.
            count = len(found[appender.task])
            assert found[appender.task] == list(range(1, count + 1)) and count in (appender.next - 1, appender.next)
        again = [Appender(run, appender.task, "t.json") for appender in appenders]
        for new, old in zip(again, appenders):
            new.spool, new.next = old.spool, old.next
        appenders = again
    for appender in appenders:
        with Http(server.port) as client:
            assert client.send("POST", f"{TABLES}/append", body=appender.body()).status == 200
    server.stop()
    (written,) = folder.glob(f"**/{run}/artifacts/t.json")
    found = rows_of(written.read_text())
    assert all(found[appender.task] == list(range(1, appender.next + 1)) for appender in appenders)
    assert sum(map(len, found.values())) > 20
