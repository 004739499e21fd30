"""One spool folder and several processes that log, vanish and synchronise at once."""

import hashlib
import json
import subprocess
import sys
import time

import pytest

from tests.support import servers
from tests.support.programs import SYNC
from tests.support.rows import query

LOGS = """
import sys, runlore
name, count = sys.argv[1], int(sys.argv[2])
run = runlore.start_run(run_name=name)
print("run", run.info.run_id, flush=True)
for i in range(count):
    runlore.log_metric("m", i, step=i)
    if i % 10 == 0:
        runlore.set_tag(f"t{i}", name)
        runlore.log_text(f"{name} {i}", f"texts/{i}.txt")
        runlore.log_table({"n": [i]}, "rows.json")
print("logged", flush=True)
sys.stdin.readline()
"""

ROWS = """
import json, runlore, sys
print(json.dumps(runlore.load_table("rows.json", run_ids=[sys.argv[1]])["n"].tolist()))
"""


def prove(programs, uri, run_id, name, count, status):
    read, rows = programs.read(uri, run_id), programs.run(ROWS, uri, run_id)
    assert read["info"]["status"] == status
    assert sorted(point[1] for point in read["points"]) == list(range(count))
    assert [read["tags"].get(f"t{i}") for i in range(0, count, 10)] == [name] * len(range(0, count, 10))
    texts = {f"texts/{i}.txt": f"{name} {i}" for i in range(0, count, 10)}
    digests = {path: hashlib.sha256(text.encode()).hexdigest() for path, text in texts.items()}
    assert {path: found for path, found in read["files"].items() if path != "rows.json"} == digests
    assert rows == list(range(0, count, 10))


def left_behind(programs, uri, count):
    """A program that was killed, and whose server never was there."""
    program = programs.start(LOGS, uri, "killed", count)
    run_id = program.hear("run")
    program.hear("logged")
    program.kill()
    assert len(programs.left()) == 1
    return run_id


def records(count):
    """Of a run like this, without its end."""
    tens = len(range(0, count, 10))
    return 1 + count + 3 * tens


def test_the_next_program_sends_what_a_killed_one_left(programs, tmp_path):
    """Two programs share a folder; the one that lives takes the other one's spool over, and never while that lives."""
    server = servers.runlore(tmp_path / "server")
    killed = programs.start(LOGS, server.url, "killed", 300)
    lives = programs.start(LOGS, server.url, "lives", 300)
    runs = killed.hear("run"), lives.hear("run")
    killed.hear("logged")
    lives.hear("logged")
    assert len(programs.left()) == 2
    killed.kill()
    with server:
        lives.tell()
        lives.ends_well()
        assert programs.left() == [], lives.said
        prove(programs, server.url, runs[0], "killed", 300, "RUNNING")
        prove(programs, server.url, runs[1], "lives", 300, "FINISHED")


@pytest.mark.parametrize("count", [1000, pytest.param(8000, marks=pytest.mark.slow)])
def test_some_syncs_at_once(programs, tmp_path, count):
    server = servers.runlore(tmp_path / "server")
    run_id = left_behind(programs, server.url, count)
    with server:
        told = [spool for synced in programs.syncs(4) for spool in synced]
        assert sum(spool["sent"] for spool in told) == records(count), told
        assert all((spool["refused"], spool["problem"]) == (0, None) for spool in told), told
        assert programs.left() == [] and programs.sync() == []
        prove(programs, server.url, run_id, "killed", count, "RUNNING")


@pytest.mark.parametrize("kills", [3, pytest.param(25, marks=pytest.mark.slow)])
def test_a_sync_that_is_killed_again_and_again(programs, tmp_path, kills):
    server = servers.runlore(tmp_path / "server")
    run_id = left_behind(programs, server.url, 2000)
    with server:
        for i in range(kills):
            sync = subprocess.Popen([sys.executable, "-c", SYNC, "", ""], env=programs.environment(server.url),
                                    stdout=subprocess.DEVNULL)
            time.sleep(0.15 + 0.03 * (i % 10))
            sync.kill()
            sync.wait()
        told = programs.sync()
        assert all((spool["refused"], spool["problem"]) == (0, None) for spool in told), told
        assert programs.left() == [] and programs.sync() == []
        prove(programs, server.url, run_id, "killed", 2000, "RUNNING")
        database = f"sqlite:///{server.folder / 'mlflow.db'}"
        assert query(database, "SELECT count(*) FROM runs") == [(1,)]


DIRECT = """
import json, runlore, sys, time
with runlore.start_run() as run:
    runlore.log_metric("m", 1)
    runlore.log_param("p", 1)
    runlore.log_text("hello", "a.txt")
    runlore.log_table({"n": [1]}, "rows.json")
    print("logged", run.info.run_id, flush=True)
    sys.stdin.readline()
    try:
        runlore.delete_tag("not there")
    except runlore.MlflowException as error:
        print("refused", error.error_code, flush=True)
    sys.stdin.readline()
    began = time.monotonic()
    try:
        runlore.log_metric("m", 2)
    except runlore.MlflowException as error:
        print("away", round(time.monotonic() - began, 1), error, flush=True)
    sys.stdin.readline()
    runlore.log_metric("m", 3)
"""


def test_without_a_spool_each_call_waits_for_its_answer(programs, tmp_path):
    with servers.runlore(tmp_path / "server") as server:
        program = programs.start(DIRECT, server.url, RUNLORE_SPOOL="off", RUNLORE_WAIT_SECONDS="1")
        run_id = program.hear("logged")
        read = programs.read(server.url, run_id)
        assert (len(read["points"]), read["params"], sorted(read["files"])) == (1, {"p": "1"}, ["a.txt", "rows.json"])
        program.tell()
        assert program.hear("refused") == "RESOURCE_DOES_NOT_EXIST"
        server.kill()
        program.tell()
        waited, said = program.hear("away").split(" ", 1)
        assert float(waited) < 3 and "can not be reached" in said
        server.start()
        program.tell()
        program.ends_well()
        read = programs.read(server.url, run_id)
        assert sorted(point[3] for point in read["points"]) == [1, 3]
        assert programs.left() == []


BOUND = """
import runlore, sys, threading, time
run = runlore.start_run()
print("run", run.info.run_id, flush=True)
ticks = []
def tick():
    while True:
        ticks.append(time.monotonic())
        time.sleep(0.01)
threading.Thread(target=tick, daemon=True).start()
longest, i, told = 0, 0, 0
while i < 3000:
    began = time.monotonic()
    try:
        runlore.log_metric("m", i, step=i)
        i += 1
    except runlore.MlflowException as error:
        told += 1
        if told == 1:
            print("full", i, error, flush=True)
            sys.stdin.readline()
        runlore.flush()
    longest = max(longest, time.monotonic() - began)
    if i == 500:
        print("begun", flush=True)
gap = max(b - a for a, b in zip(ticks, ticks[1:]))
print("waited", longest, gap, flush=True)
"""


@pytest.mark.parametrize("how", ["wait", "raise"])
def test_at_the_bound_the_program_waits_or_is_told(programs, tmp_path, how):
    server = servers.runlore(tmp_path / "server")
    try:
        program = programs.start(BOUND, server.url, RUNLORE_SPOOL_FULL=how, RUNLORE_SPOOL_MAX_BYTES="100000")
        run_id = program.hear("run")
        if how == "raise":
            logged, said = program.hear("full").split(" ", 1)
            assert 500 < int(logged) < 3000 and "RUNLORE_SPOOL_MAX_BYTES" in said
        else:
            program.hear("begun")
            time.sleep(1)
        server.start()
        if how == "raise":
            program.tell()
        longest, gap = map(float, program.hear("waited").split())
        program.ends_well()
        if how == "wait":
            assert longest > 0.8 and gap < 0.5, "it waited, and its other threads went on"
        points = programs.read(server.url, run_id)["points"]
        assert sorted(point[1] for point in points) == list(range(3000))
    finally:
        server.stop()


SEED = servers.ROOT / "tests" / "seed_programs" / "3_tables.py"


def in_a_loop(seed, journal):
    """The example program, with one line changed, going on for ever and noting what was logged."""
    changes = [("import mlflow\n", "import itertools, os, runlore as mlflow\n"), ("for _ in range(3):", "for n in itertools.count():"),
               ('"Response": get_current_time_str(),', '"Response": get_current_time_str(), "n": n,'),
               ("        run_id = run.info.run_id\n",
                "        run_id = run.info.run_id\n"
                f"        os.write(journal, f'{{run_id}} {{n}}\\n'.encode())\n"),
               ("for n in", f"journal = os.open({str(journal)!r}, os.O_CREAT | os.O_WRONLY | os.O_APPEND)\nfor n in")]
    for before, after in changes:
        assert before in seed, before
        seed = seed.replace(before, after, 1)
    return seed


STORY = """
import json, runlore
frame = runlore.load_table("important_information.json", extra_columns=["run_id"])
print(json.dumps([list(row) for row in zip(frame["run_id"], frame["n"].tolist(), frame["Prompts"])]))
"""


@pytest.mark.parametrize("by", ["runlore.sync", "runlore sync"])
def test_the_story(programs, tmp_path, by):
    """A program logs in a loop; the server is pulled, the program killed, its working folder deleted; everything comes
    back on another port."""
    import shutil

    journal, database = tmp_path / "journal", f"sqlite:///{tmp_path / 'mlflow.db'}"
    server = servers.runlore(tmp_path / "server", database).start()
    code = in_a_loop(SEED.read_text(), journal)
    program = programs.start(code, server.url, RUNLORE_WAIT_SECONDS="0.05")
    time.sleep(1.2)
    server.kill()
    time.sleep(1)
    program.kill()
    shutil.rmtree(tmp_path / "work")
    with servers.runlore(tmp_path / "server", database) as elsewhere:
        if by == "runlore.sync":
            (told,) = programs.sync(to=elsewhere.url)
        else:
            command = [servers.runlore_binary(), "sync", str(programs.spools), "--to", elsewhere.url, "-o", "json"]
            done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=servers.clean_environment())
            assert done.returncode == 0, done.stderr
            told = json.loads(done.stdout)
            told = told[0] if isinstance(told, list) else told
        assert told["refused"] == 0 and told["sent"] > 0, told
        logged = [line.split() for line in journal.read_text().splitlines()]
        rows = programs.run(STORY, elsewhere.url)
        print(f"{len(logged)} runs, {told['sent']} records sent afterwards")
        found = {}
        for run_id, n, prompt in rows:
            found.setdefault(run_id, []).append((n, prompt))
        prompts = ["I am a squirrel and don't have a watch", "What time is it?"]
        for run_id, n in logged:
            assert found.pop(run_id) == [(int(n), prompt) for prompt in prompts]
        assert len(found) <= 1 and len(logged) > 5, "one may have been under way"
        assert programs.left() == [] and programs.sync() == []
