"""The program is killed in mid-run: what a call returned from is there once, after `runlore.sync`."""

import hashlib
import json
import random
import time

import pytest

from tests.support import servers

LOGS = """
import hashlib, os, sys, runlore
large, journal = sys.argv[1], os.open(sys.argv[2], os.O_CREAT | os.O_WRONLY | os.O_APPEND)
run = runlore.start_run(run_name="killed", tags={"team": "squirrels"})
print("run", run.info.run_id, run.info.start_time, flush=True)
for i in range(1_000_000):
    runlore.log_metric("m", i, step=i, timestamp=1_700_000_000_000 + i)
    os.write(journal, b"point %d\\n" % i)
    if i % 7 == 0:
        runlore.log_param(f"p{i}", i)
        os.write(journal, b"param %d\\n" % i)
        runlore.set_tag("last", i)
        os.write(journal, b"tag %d\\n" % i)
    if i % 31 == 0:
        runlore.log_text(f"text {i}", f"texts/{i}.txt")
        os.write(journal, b"text %d\\n" % i)
    if i % 13 == 0:
        runlore.log_table({"n": [i], "answer": ["007"]}, "rows.json")
        os.write(journal, b"row %d\\n" % i)
    if i % 900 == 899:
        os.write(journal, b"before %d\\n" % i)
        runlore.log_artifact(large, f"large{i}")
        os.write(journal, b"large %d\\n" % i)
"""


def acknowledged(journal):
    calls = {}
    for line in journal.read_text().splitlines():
        kind, number = line.split()
        calls.setdefault(kind, []).append(int(number))
    return calls


def known(sent, calls, kind):
    """What was acknowledged is there, in order and once, and perhaps what was under way."""
    wanted = calls.get(kind, [])
    assert sent[:len(wanted)] == wanted and len(sent) - len(wanted) <= 1, (kind, len(wanted), sent[-3:], wanted[-3:])


def prove(read, table, calls, digest):
    """The run holds all that a call returned from, each once, and nothing else."""
    points = sorted((step, timestamp, value) for key, step, timestamp, value in read["points"] if key == "m")
    assert all(timestamp == 1_700_000_000_000 + step and value == step for step, timestamp, value in points)
    known([step for step, _, _ in points], calls, "point")
    known(sorted(int(key[1:]) for key in read["params"] if key[0] == "p"), calls, "param")
    assert all(key[1:] == value for key, value in read["params"].items())
    assert int(read["tags"]["last"]) - calls["tag"][-1] in (0, 7)
    texts = {int(path[6:-4]): found for path, found in read["files"].items() if path.startswith("texts/")}
    known(sorted(texts), calls, "text")
    assert all(found == hashlib.sha256(f"text {i}".encode()).hexdigest() for i, found in texts.items())
    known([n for n, _ in table], calls, "row")
    assert {answer for _, answer in table} == {"007"}
    large = {path: found for path, found in read["files"].items() if path.startswith("large")}
    assert set(large.values()) <= {digest}, "half of a large file"
    assert {int(path.split("/")[0][5:]) for path in large} >= set(calls.get("large", []))
    others = {path for path in read["files"] if not path.startswith(("texts/", "large"))}
    assert others == {"rows.json"}, others


TABLE = """
import json, sys, runlore
frame = runlore.load_table("rows.json", run_ids=[sys.argv[1]])
print(json.dumps([list(row) for row in zip(frame["n"].tolist(), frame["answer"].tolist())]))
"""


def large_file(folder):
    path = folder / "large.bin"
    content = random.Random(1).randbytes(16 << 20)
    path.write_bytes(content)
    return path, hashlib.sha256(content).hexdigest()


def wait(moment, journal):
    """Until the program is to be killed."""
    if moment == "in a large file":
        until = time.monotonic() + 60
        while b"before" not in journal.read_bytes():
            assert time.monotonic() < until, "the program is too slow"
            time.sleep(0.005)
        time.sleep(0.01)
    else:
        time.sleep(moment)


MOMENTS = [("embedded", 0.2), ("server", "in a large file"), ("server away", 0.1),
           *(pytest.param(where, moment, marks=pytest.mark.slow) for where in ("embedded", "server", "server away")
             for moment in ("in a large file", 0.11, 0.73, 1.9, 3.1))]


@pytest.mark.parametrize("where, moment", MOMENTS)
def test_a_killed_program_has_lost_nothing(programs, tmp_path, where, moment):
    large, digest = large_file(tmp_path)
    database = f"sqlite:///{tmp_path / 'mlflow.db'}"
    server = servers.runlore(tmp_path / "server", database)
    uri = database if where == "embedded" else server.url
    if where == "server":
        server.start()
    try:
        program = programs.start(LOGS, uri, large, tmp_path / "journal")
        run_id, began = program.hear("run").split()
        wait(moment, tmp_path / "journal")
        program.kill()
        if where == "server away":
            server.start()
        (synced,) = programs.sync() or [{"refused": 0, "problem": None}]
        assert (synced["refused"], synced["problem"]) == (0, None), synced
        calls = acknowledged(tmp_path / "journal")
        print(where, moment, {kind: len(numbers) for kind, numbers in calls.items()}, synced.get("sent"))
        read, table = programs.read(uri, run_id), programs.run(TABLE, uri, run_id)
        prove(read, table, calls, digest)
        assert read["info"] == {"status": "RUNNING", "start_time": int(began), "end_time": None, "run_name": "killed"}
        assert read["tags"]["team"] == "squirrels"
        # Twice is once, and nothing is left.
        assert programs.sync() == [] and programs.left() == []
        assert json.dumps(programs.read(uri, run_id)) == json.dumps(read)
    finally:
        server.stop()
