"""Full disks: the program's, where a call raises and has logged nothing, and the server's, where records wait."""

import hashlib
import json
import os
import time

import pytest

from tests.support import disks, servers

LOGS = """
import json, sys, threading, runlore
run, done, tried, errors = runlore.start_run(), {}, 0, []
print("run", run.info.run_id, flush=True)
go_on = threading.Event()
threading.Thread(target=lambda: (sys.stdin.readline(), go_on.set()), daemon=True).start()
CALLS = {
    "point": lambda i: runlore.log_metric("m", i, step=i),
    "points": lambda i: runlore.log_metrics({f"many{j}": i for j in range(1500)}, step=i),
    "params": lambda i: runlore.log_params({f"p{i}.{j}": i for j in range(150)}),
    "tag": lambda i: runlore.set_tag(f"t{i}", "x" * 3000),
    "text": lambda i: runlore.log_text(f"text {i} " * 1000, f"texts/{i}.txt"),
    "row": lambda i: runlore.log_table({"n": [i]}, "rows.json"),
    "rows": lambda i: runlore.log_table({"n": [i] * 100, "text": ["y" * 50_000] * 100}, "large.json"),
}
def log(kind):
    global tried
    tried += 1
    try:
        CALLS[kind](tried)
    except runlore.MlflowException as error:
        errors.append((error.error_code, str(error)))
    else:
        done.setdefault(kind, []).append(tried)
while len(errors) < 200:
    for kind in CALLS:
        if kind not in ("points", "rows") or tried % 40 < 7:
            log(kind)
print("full", json.dumps(errors[0]), flush=True)
while not go_on.is_set():
    for kind in ("point", "tag", "point", "point"):
        log(kind)
before = len(errors)
for kind in CALLS:
    log(kind)
assert len(errors) == before, errors[-1]
runlore.end_run()
print("done", json.dumps(done), len(errors), flush=True)
"""

TABLE = """
import collections, json, runlore, sys
print(json.dumps(sorted(collections.Counter(runlore.load_table(sys.argv[2], run_ids=[sys.argv[1]])["n"].tolist()).items())))
"""


@pytest.mark.parametrize("server_is", ["up", pytest.param("away", marks=pytest.mark.slow)])
def test_a_full_spool(programs, tmp_path, server_is):
    """What raised is not there at all, what did not is there once; logging goes on when there is space."""
    server = servers.runlore(tmp_path / "server")
    if server_is == "up":
        server.start()
    try:
        with disks.small_disk(tmp_path / "small", "12m") as place:
            programs.spools = place / "spools"
            ballast = place / "ballast"
            ballast.write_bytes(bytes(4 << 20))
            program = programs.start(LOGS, server.url)
            run_id = program.hear("run")
            error_code, message = json.loads(program.hear("full"))
            assert error_code == "INTERNAL_ERROR" or "No space left" in message, (error_code, message)
            for size in range(4 << 20, 3 << 20, -8192):
                os.truncate(ballast, size)  # a page or two at a time, so that calls fail and succeed in turns
                time.sleep(0.005)
            disks.resize(place, "200m")
            program.tell()
            if server_is == "away":
                server.start()
            done, failed = program.hear("done", 120).rsplit(" ", 1)
            program.ends_well()
            done = {kind: [int(i) for i in numbers] for kind, numbers in json.loads(done).items()}
            print(server_is, {kind: len(numbers) for kind, numbers in done.items()}, f"{failed} failed")
            assert programs.left() == [], program.said[-3000:]
            read = programs.read(server.url, run_id)
            tables = [dict(programs.run(TABLE, server.url, run_id, name)) for name in ("rows.json", "large.json")]
        steps = {}
        for key, step, _, _ in read["points"]:
            steps.setdefault(key, []).append(step)
        assert sorted(steps["m"]) == done["point"]
        assert all(sorted(steps[f"many{j}"]) == done["points"] for j in range(1500))
        assert read["params"] == {f"p{i}.{j}": str(i) for i in done["params"] for j in range(150)}
        assert sorted(int(key[1:]) for key in read["tags"] if key[1:].isdigit()) == done["tag"]
        texts = {f"texts/{i}.txt": hashlib.sha256((f"text {i} " * 1000).encode()).hexdigest() for i in done["text"]}
        assert {path: digest for path, digest in read["files"].items() if path.startswith("texts")} == texts
        assert tables == [{n: 1 for n in done["row"]}, {n: 100 for n in done["rows"]}]
    finally:
        server.stop()


FILLS = """
import sys, runlore
run = runlore.start_run()
print("run", run.info.run_id, flush=True)
for i in range(400):
    runlore.log_metrics({f"m{j}": i for j in range(300)}, step=i)
    runlore.log_text(str(i) * 2000, f"texts/{i}.txt")
    runlore.log_table({"n": [i], "filler": ["x" * 1000]}, "rows.json")
print("logged", flush=True)
sys.stdin.readline()
runlore.end_run()
runlore.flush()
"""


def test_a_full_disk_of_the_server(programs, tmp_path):
    with disks.small_disk(tmp_path / "small", "8m") as place:
        with servers.runlore(place / "server") as server:
            program = programs.start(FILLS, server.url)
            run_id = program.hear("run")
            program.hear("logged")
            until = time.monotonic() + 60
            while "records wait" not in program.said:
                assert time.monotonic() < until, "the server's disk was not full"
                time.sleep(0.05)
            assert server.process.poll() is None
            disks.resize(place, "200m")
            program.tell()
            program.ends_well()
            read = programs.read(server.url, run_id)
            rows = programs.run(TABLE, server.url, run_id, "rows.json")
            assert programs.left() == [], program.said[-3000:]
            print(program.said[-500:])
    assert len(read["points"]) == 400 * 300 and len(read["files"]) == 401
    assert rows == [[n, 1] for n in range(400)]
