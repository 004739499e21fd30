"""Many processes append to one table of one run, while others read it: no reader sees half a row, or half a file."""

import collections
import json
import threading
import time

import pytest

from tests.support import servers
from tests.support.http import Http

BEGINS = """
import json, runlore
run = runlore.start_run()
runlore.log_table({"task": ["first"], "n": [0], "text": ["first 0 ü " * 20]}, "rows.json")
runlore.flush()
print(json.dumps(run.info.run_id))
"""

APPENDS = """
import sys, time, runlore
run_id, task, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
runlore.start_run(run_id=run_id)
print("ready", flush=True)
sys.stdin.readline()
for n in range(0, count, 2):
    runlore.log_table({"task": [task] * 2, "n": [n, n + 1], "text": [f"{task} {i} ü " * 20 for i in (n, n + 1)]}, "rows.json")
    if n % 10 == 0:
        runlore.flush()
    time.sleep(0.01)
runlore.end_run()
"""

READS = """
import json, sys, threading, time, runlore
halt = threading.Event()
threading.Thread(target=lambda: (sys.stdin.readline(), halt.set()), daemon=True).start()
lengths, last, longest = [], False, 0
while not last:
    last, began = halt.is_set(), time.monotonic()
    frame = runlore.load_table("rows.json", run_ids=[sys.argv[1]])
    longest = max(longest, time.monotonic() - began)
    rows = list(zip(frame["task"].tolist(), frame["n"].tolist(), frame["text"].tolist()))
    for task, n, text in rows:
        assert text == f"{task} {n} ü " * 20, (task, n, text)
    lengths.append(len(rows))
    if len(lengths) == 1:
        print("ready", flush=True)
    elif len(set(lengths)) == 2 != len(set(lengths[:-1])):
        print("grew", flush=True)
    assert lengths == sorted(lengths), lengths[-2:]
    assert len(set(rows)) == len(rows), "a row is there twice"
print("read", json.dumps([lengths, longest]), flush=True)
"""

ROWS = """
import json, sys, runlore
frame = runlore.load_table("rows.json", run_ids=[sys.argv[1]])
print(json.dumps(list(zip(frame["task"].tolist(), frame["n"].tolist()))))
"""


def counted(text):
    """How often each row is in a whole file."""
    table = json.loads(text)
    assert table["columns"] == ["task", "n", "text"] and all(text == f"{task} {n} ü " * 20 for task, n, text in table["data"])
    return collections.Counter((task, n) for task, n, _ in table["data"])


class FolderReader(threading.Thread):
    """Reads the table's file in the artifact folder, as somebody does who knows no server."""

    def __init__(self, folder, run_id):
        super().__init__()
        self.folder, self.run_id = folder, run_id
        self.halt, self.versions, self.wrong = threading.Event(), set(), None

    def find(self):
        found = list(self.folder.glob(f"**/{self.run_id}/artifacts/rows.json"))
        assert len(found) <= 1, found
        return found[0] if found else None

    def sees(self, versions):
        """Waits until it has read so many versions of the file."""
        until = time.monotonic() + 60
        while len(self.versions) < versions and self.wrong is None:
            assert time.monotonic() < until, f"the file was not written: {self.versions}"
            time.sleep(0.01)

    def run(self):
        file = None
        while not self.halt.wait(0.005):
            file = file or self.find()
            if file is None:
                continue
            text = file.read_text(encoding="utf-8")
            try:
                counts = counted(text)
                assert set(counts.values()) <= {1}, counts.most_common(3)
            except Exception as error:
                self.wrong = f"{error!r} in {text[:100]} … {text[-100:]}"
                return
            self.versions.add(sum(counts.values()))


def writes_often(port, run_id, halt):
    """The file is written again and again, and not only when it is due."""
    with Http(port) as client:
        while not halt.wait(0.2):
            assert client.send("POST", "/api/runlore/v1/tables/flush", body={"run_id": run_id}).status == 200


def crowd(programs, uri, folder, tasks, count, port=None):
    run_id = programs.run(BEGINS, uri)
    writers = [programs.start(APPENDS, uri, run_id, task, count) for task in range(tasks)]
    reader = programs.start(READS, uri, run_id)
    for program in [*writers, reader]:
        program.hear("ready")
    on_disk, halt = FolderReader(folder, run_id), threading.Event()
    others = [on_disk]
    if port:
        others.append(threading.Thread(target=writes_often, args=(port, run_id, halt)))
    for thread in others:
        thread.start()
    try:
        writers[0].tell()
        # However slow the machine is, somebody reads before all have written.
        reader.hear("grew", 60)
        if port:
            on_disk.sees(1)
        for program in writers[1:]:
            program.tell()
        for program in writers:
            program.ends_well(240)
        if port:
            on_disk.sees(2)
        assert reader.process.poll() is None, reader.said[-3000:]
        reader.tell()
        lengths, longest = json.loads(reader.hear("read", 120))
        reader.ends_well()
    finally:
        halt.set()
        on_disk.halt.set()
        for thread in others:
            thread.join()
    print(f"{len(lengths)} reads of {lengths[0]} to {lengths[-1]} rows, {longest:.2f} s at most; "
          f"on disk {len(on_disk.versions)} versions")
    assert on_disk.wrong is None, on_disk.wrong
    assert len(set(lengths)) > 2 and len(on_disk.versions) > 1, "nobody read while it grew"
    wanted = [("first", 0), *((str(task), n) for task in range(tasks) for n in range(count))]
    assert lengths[-1] == len(wanted)
    rows = [tuple(row) for row in programs.run(ROWS, uri, run_id)]
    assert len(rows) == len(wanted) and set(rows) == set(wanted)
    order = collections.defaultdict(list)
    for task, n in rows:
        order[task].append(n)
    assert all(numbers == sorted(numbers) for numbers in order.values()), "a program's rows are in its order"
    assert programs.left() == []
    return on_disk, wanted


def is_whole(on_disk, wanted, seconds):
    """The file in the folder comes to have each row once."""
    until = time.monotonic() + seconds
    while (found := counted(on_disk.find().read_text(encoding="utf-8"))) != collections.Counter(wanted):
        assert time.monotonic() < until, f"{sum(found.values())} rows of {len(wanted)} in the folder"
        time.sleep(0.1)


@pytest.mark.slow
def test_sixteen_processes_and_one_database(programs, tmp_path):
    on_disk, wanted = crowd(programs, f"sqlite:///{tmp_path / 'mlflow.db'}", tmp_path, 16, 200)
    is_whole(on_disk, wanted, 0)


def test_four_processes_and_one_server(programs, server):
    on_disk, wanted = crowd(programs, server.url, server.folder, 4, 200, server.port)
    server.stop()
    is_whole(on_disk, wanted, 0)


@pytest.mark.slow
def test_sixteen_processes_and_one_server(programs, tmp_path, database):
    with servers.runlore(tmp_path / "server", database) as server:
        on_disk, wanted = crowd(programs, server.url, server.folder, 16, 400, server.port)
        server.stop()
        is_whole(on_disk, wanted, 0)
