"""No success leaves the server before the sync that covers it: watched from outside, call by call."""

import re
import shutil
import sqlite3
import subprocess
import threading
import time

import pytest

from tests.support import servers
from tests.support.http import Http, api
from tests.support.load import new_runs

pytestmark = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")

CALL = re.compile(r"^(\d+) +(\d+\.\d+) (.*)$")
SYNC = re.compile(r"f(?:data)?sync\(\d+<([^>]*)>")


def traced(folder, database):
    """Runlore under strace, and the trace's path."""
    trace = folder / "trace"
    folder.mkdir(parents=True)
    server = servers.runlore(folder, database)
    server.command = ["strace", "-f", "-y", "-ttt", "-s", "80", "-o", str(trace), "-e",
                      "trace=fdatasync,fsync,sendto,sendmsg,write,writev,recvfrom,read,recvmsg", *server.command]
    return server, trace


def events(trace):
    """(kind, socket, time it began, time it ended) of writes asked for, syncs done and successes sent."""
    began = {}
    for line in trace.read_text(errors="replace").splitlines():
        found = CALL.match(line)
        if not found:
            continue
        thread, moment, call = found[1], float(found[2]), found[3]
        if "<unfinished" in call:
            began[thread] = (moment, call)
            continue
        start = moment
        if "resumed>" in call and thread in began:
            start, head = began.pop(thread)
            call = head.replace("<unfinished ...>", "") + call.split("resumed>", 1)[1]
        synced = SYNC.search(call)
        if synced:
            yield "sync", synced[1], start, moment
        elif '"POST /api/2.0/mlflow/runs/log-' in call:
            yield "asked", socket_of(call), start, moment
        elif '"HTTP/1.1 200' in call:
            yield "answered", socket_of(call), start, moment


def socket_of(call):
    return re.search(r"<((?:socket|TCP)[^>]*(?:->[^>]*)?)", call)[1]


@pytest.mark.parametrize("connections", [1, 8])
def test_answers_wait_for_the_sync(tmp_path, connections):
    folder = tmp_path / "server"
    server, trace = traced(folder, f"sqlite:///{folder / 'mlflow.db'}")
    with server:
        runs = new_runs(server.port, 3)

        def write(number):
            with Http(server.port) as client:
                for i in range(12):
                    body = {"run_id": runs[i % 3], "key": f"k{number}", "value": i, "timestamp": i}
                    assert client.send("POST", "/api/2.0/mlflow/runs/log-metric", None, body).status == 200

        threads = [threading.Thread(target=write, args=(n,)) for n in range(connections)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    asked, syncs, answers = {}, [], 0
    for kind, what, start, end in events(trace):
        if kind == "sync" and what.endswith("-wal"):
            syncs.append((start, end))
        elif kind == "asked":
            asked[what] = start
        elif kind == "answered" and what in asked:
            since = asked.pop(what)
            answers += 1
            assert any(since < begun and done < start for begun, done in syncs[-40:]), (
                f"answer {answers} left at {start} without a sync of the write-ahead log after {since}")
    assert answers == 12 * connections


def test_a_copy_at_the_moment_of_an_answer_holds_the_row(tmp_path):
    folder = tmp_path / "server"
    with servers.runlore(folder) as server:
        (run,) = new_runs(server.port, 1)
        for i in range(25):
            api(server.port, "POST", "runs/log-metric", {"run_id": run, "key": "m", "value": i, "timestamp": i, "step": i})
            copy = tmp_path / f"copy{i}.db"
            for suffix in ("", "-wal"):
                source = folder / f"mlflow.db{suffix}"
                if source.exists():
                    shutil.copyfile(source, f"{copy}{suffix}")
            db = sqlite3.connect(copy)
            assert db.execute("SELECT count(*) FROM metrics WHERE step = ?", (i,)).fetchone() == (1,)
            assert db.execute("SELECT value FROM latest_metrics WHERE key = 'm'").fetchone() == (float(i),)
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            db.close()


def test_an_unsafe_postgres_is_refused(tmp_path, postgres_server):
    database = postgres_server.new_database()
    name = database.rsplit("/", 1)[1]
    postgres_server.query(f"ALTER DATABASE {name} SET synchronous_commit = off", "postgres")
    server = servers.runlore(tmp_path / "server", database)
    server.folder.mkdir()
    done = subprocess.run(server.command, cwd=server.folder, env=servers.clean_environment(), capture_output=True,
                          text=True, timeout=30)
    said = done.stdout + done.stderr
    assert done.returncode == 1 and "synchronous_commit" in said, said


def test_stops_within_a_second_when_idle(tmp_path):
    with servers.runlore(tmp_path / "server") as server:
        began = time.monotonic()
        server.process.terminate()
        assert server.process.wait(5) == 0
        assert time.monotonic() - began < 1.5
