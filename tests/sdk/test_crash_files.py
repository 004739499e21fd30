"""Files that are gone or changed right after the call, and servers that go while files are sent."""

import hashlib
import time

import pytest

from tests.support import servers

LOGS = """
import json, os, random, shutil, sys, tempfile, hashlib, runlore
rounds, size = int(sys.argv[1]), int(sys.argv[2])
dice, wanted = random.Random(7), {}
def content(size):
    return dice.randbytes(size)
def write(path, size):
    data = content(size)
    with open(path, "wb") as file:
        file.write(data)
    return hashlib.sha256(data).hexdigest()
run = runlore.start_run()
print("run", run.info.run_id, flush=True)
for i in range(rounds):
    if i == 1:
        print("half", flush=True)
        sys.stdin.readline()
    for _ in range(1 if i != 1 else 6):
        with tempfile.TemporaryDirectory() as folder:
            os.makedirs(f"{folder}/deep/er")
            n = len(wanted)
            wanted[f"in{n}/small.bin"] = write(f"{folder}/small.bin", 1000)
            wanted[f"in{n}/deep/er/empty"] = write(f"{folder}/deep/er/empty", 0)
            wanted[f"in{n}/deep/large.bin"] = write(f"{folder}/deep/large.bin", size)
            runlore.log_artifacts(folder, f"in{n}")
        for name, bytes in (("small", 2000), ("large", size)):
            wanted[f"same{i}/{name}.bin"] = write(f"{name}.bin", bytes)
            runlore.log_artifact(f"{name}.bin", f"same{i}")
            write(f"{name}.bin", bytes)
        print("logged", len(wanted), flush=True)
print("wanted", json.dumps(wanted), flush=True)
sys.stdin.readline()
runlore.end_run()
"""


@pytest.mark.parametrize("server_is", ["up", "away", "going down", "going down and up"])
@pytest.mark.parametrize("size", [10 << 20, pytest.param(60 << 20, marks=pytest.mark.slow)])
def test_what_was_logged_is_what_it_was_at_the_call(programs, tmp_path, server_is, size):
    import json

    server = servers.runlore(tmp_path / "server")
    if server_is != "away":
        server.start()
    try:
        program = programs.start(LOGS, server.url, 2, size)
        run_id = program.hear("run")
        program.hear("half")
        program.tell()
        if server_is.startswith("going down"):
            time.sleep(0.15)  # in the middle of the large files
            server.kill()
        if server_is == "going down and up":
            server.start()
        wanted = json.loads(program.hear("wanted", 120))
        if server_is in ("away", "going down"):
            server.start()
        program.tell()
        program.ends_well()
        assert programs.read(server.url, run_id)["files"] == wanted
        assert programs.left() == []
    finally:
        server.stop()


MANY = """
import sys, runlore
run = runlore.start_run()
print("run", run.info.run_id, flush=True)
for i in range(int(sys.argv[1])):
    runlore.log_text(f"text {i}", f"texts/{i}.txt")
    if i % 10 == 0:
        runlore.log_text(f"text {i}", "last.txt")
    if i % 50 == 0:  # between rows, files are sent together
        runlore.log_table({"n": [i]}, "rows.json")
print("logged", flush=True)
sys.stdin.readline()
runlore.flush()
"""

ROWS = """
import json, runlore, sys
print(json.dumps(runlore.load_table("rows.json", run_ids=[sys.argv[1]])["n"].tolist()))
"""


@pytest.mark.parametrize("count, kills", [(300, 5), pytest.param(2000, 25, marks=pytest.mark.slow)])
def test_the_server_is_killed_again_and_again_while_files_are_sent(programs, tmp_path, count, kills):
    """Several files are sent at a time, so a kill leaves some of them stored and some before them not."""
    server = servers.runlore(tmp_path / "server").start()
    try:
        program = programs.start(MANY, server.url, count, RUNLORE_WAIT_SECONDS=str(60))
        run_id = program.hear("run")
        for i in range(kills):
            time.sleep(0.25 + 0.037 * (i % 7))
            server.kill()
            server.start()
        program.hear("logged")
        program.tell()
        program.ends_well(120)
        files = programs.read(server.url, run_id)["files"]
        lost = [i for i in range(count) if f"texts/{i}.txt" not in files]
        assert not lost, f"{len(lost)} files were logged and are not there: {lost[:10]}"
        assert all(files[f"texts/{i}.txt"] == hashlib.sha256(f"text {i}".encode()).hexdigest() for i in range(count))
        assert files["last.txt"] == hashlib.sha256(f"text {count - 10}".encode()).hexdigest()
        assert programs.run(ROWS, server.url, run_id) == list(range(0, count, 50))
    finally:
        server.stop()
