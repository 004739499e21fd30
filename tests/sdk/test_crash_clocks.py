"""A clock that steps back by an hour: nothing waits for it, nothing is lost, and points have what it said."""

import json
import shutil
import subprocess
import time

import pytest

from tests.support import servers
from tests.support.http import Http
from tests.support.rows import query

HOUR = 3600

# The real time is an hour earlier as soon as the file is there; the monotonic time goes on, as the kernel's does.
SHIM = """
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long back(void) {
    int kept = errno;
    const char *sign = getenv("CLOCK_IS_BACK");
    long seconds = sign && access(sign, F_OK) == 0 ? 3600 : 0;
    errno = kept;
    return seconds;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    int failed = syscall(SYS_clock_gettime, clock, now);
    if (!failed && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        now->tv_sec -= back();
    return failed;
}

int gettimeofday(struct timeval *now, void *zone) {
    struct timespec precise;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &precise);
    now->tv_sec = precise.tv_sec;
    now->tv_usec = precise.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *now) {
    struct timespec precise;
    clock_gettime(CLOCK_REALTIME, &precise);
    if (now)
        *now = precise.tv_sec;
    return precise.tv_sec;
}
"""


@pytest.fixture(scope="session")
def shim(tmp_path_factory):
    """The library that stands before the system's clock."""
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("there is no C compiler to build another clock with")
    folder = tmp_path_factory.mktemp("clock")
    (folder / "clock.c").write_text(SHIM)
    done = subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", folder / "clock.so", folder / "clock.c"],
                          capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"the other clock can not be built: {done.stderr[-500:]}")
    return folder / "clock.so"


class Clock:
    """The environment of a process whose clock steps back when it is told to."""

    def __init__(self, shim, sign):
        self.sign = sign
        self.environment = {"LD_PRELOAD": str(shim), "CLOCK_IS_BACK": str(sign)}

    def step_back(self):
        self.sign.touch()

    def go_on(self):
        self.sign.unlink()


@pytest.fixture
def clock(shim, tmp_path):
    return Clock(shim, tmp_path / "an hour back")


def lost(port, *run_ids):
    with Http(port) as client:
        answer = client.send("POST", "/api/runlore/v1/runs/lost", body={"run_ids": list(run_ids)})
    assert answer.status == 200, answer.text
    return [run["run_id"] for run in answer.json["runs"]]


LOGS = """
import json, sys, time, runlore
run = runlore.start_run()
print("run", run.info.run_id, flush=True)
spans = []
for half in range(2):
    before = int(time.time() * 1000)
    for step in range(half * 500, half * 500 + 500):
        runlore.log_metric("m", step, step=step)
        if step % 50 == 0:
            runlore.log_table({"n": [step]}, "rows.json")
            runlore.log_text(f"text {step}", f"texts/{step}.txt")
            runlore.set_tag(f"t{step}", step)
            runlore.log_param(f"p{step}", step)
    spans.append((before, int(time.time() * 1000)))
    print("half", flush=True)
    sys.stdin.readline()
runlore.end_run()
print("spans", json.dumps(spans), flush=True)
"""

ROWS = """
import json, sys, runlore
print(json.dumps(runlore.load_table("rows.json", run_ids=[sys.argv[1]])["n"].tolist()))
"""


def prove(programs, uri, run_id):
    """Each record is there once; answers the run."""
    read = programs.read(uri, run_id)
    fifties = list(range(0, 1000, 50))
    assert read["info"]["status"] == "FINISHED"
    assert [(step, value) for _, step, _, value in sorted(read["points"])] == [(step, step) for step in range(1000)]
    assert read["params"] == {f"p{n}": str(n) for n in fifties}
    assert all(read["tags"][f"t{n}"] == str(n) for n in fifties)
    assert set(read["files"]) == {"rows.json", *(f"texts/{n}.txt" for n in fifties)}
    assert programs.run(ROWS, uri, run_id) == fifties
    assert programs.left() == []
    return read


@pytest.mark.parametrize("where", ["server", "embedded"])
def test_the_programs_clock_steps_back(programs, tmp_path, clock, where):
    server = servers.runlore(tmp_path / "server")
    uri = f"sqlite:///{tmp_path / 'mlflow.db'}" if where == "embedded" else server.url
    if where == "server":
        server.start()
    try:
        program = programs.start(LOGS, uri, **clock.environment)
        run_id = program.hear("run")
        program.hear("half")
        clock.step_back()
        program.tell()
        program.hear("half")
        if where == "server":
            assert lost(server.port, run_id) == []
        program.tell()
        first, second = json.loads(program.hear("spans"))
        program.ends_well(30)
        assert 3500_000 < first[0] - second[0] < 3600_000, "the clock did not step back"
        read = prove(programs, uri, run_id)
        for _, step, timestamp, _ in read["points"]:
            begin, end = first if step < 500 else second
            assert begin <= timestamp <= end, (step, timestamp)
        assert read["info"]["start_time"] <= first[0] and second[1] <= read["info"]["end_time"] < first[0]
    finally:
        server.stop()


def test_the_servers_clock_steps_back(programs, tmp_path, clock, database):
    with servers.runlore(tmp_path / "server", database, env=clock.environment) as server:
        program = programs.start(LOGS, server.url)
        run_id = program.hear("run")
        program.hear("half")
        clock.step_back()
        assert lost(server.port, run_id) == []
        program.tell()
        program.hear("half")
        assert lost(server.port, run_id) == []
        program.tell()
        program.hear("spans")
        program.ends_well(30)
        prove(programs, server.url, run_id)
        began = time.monotonic()
        server.stop()
        assert time.monotonic() - began < 5, "the server could not stop"


def test_a_run_that_seems_lost_while_the_servers_clock_is_wrong(programs, tmp_path, clock):
    """What came before the step forward is long ago for the server; the next record shows that it is not."""
    with servers.runlore(tmp_path / "server", env=clock.environment) as server:
        clock.step_back()
        program = programs.start(LOGS, server.url)
        run_id = program.hear("run")
        program.hear("half")
        until = time.monotonic() + 30
        while not query(f"sqlite:///{server.folder / 'mlflow.db'}", "SELECT 1 FROM metrics WHERE step = 499"):
            assert time.monotonic() < until, "not everything was sent"
            time.sleep(0.05)
        clock.go_on()
        assert lost(server.port, run_id) == [run_id]
        program.tell()
        program.hear("half")
        until = time.monotonic() + 10
        while lost(server.port, run_id):
            assert time.monotonic() < until, "it is lost for ever"
            time.sleep(0.05)
        program.tell()
        program.ends_well(30)
        prove(programs, server.url, run_id)


WAITS = """
import sys, time, runlore
run = runlore.start_run()
runlore.log_metric("m", 1)
print("waits", flush=True)
for wait in (runlore.flush, lambda: runlore.get_run(run.info.run_id)):
    began = time.monotonic()
    try:
        wait()
    except runlore.MlflowException as error:
        print("gave-up", time.monotonic() - began, flush=True)
print("ends", flush=True)
"""


def test_who_waits_for_a_server_waits_no_longer(programs, clock):
    """The deadlines of a flush, a read and the program's end are not the clock's."""
    uri = f"http://127.0.0.1:{servers.free_port()}"
    program = programs.start(WAITS, uri, RUNLORE_WAIT_SECONDS="1.5", RUNLORE_EXIT_SECONDS="1", **clock.environment)
    program.hear("waits")
    clock.step_back()
    for _ in range(2):
        assert 1 < float(program.hear("gave-up", 20)) < 6
    program.hear("ends")
    began = time.monotonic()
    program.end(20)
    assert time.monotonic() - began < 6


APPENDS = """
import sys, runlore
run = runlore.start_run()
for n in range(5):
    runlore.log_table({"n": [n]}, "rows.json")
runlore.flush()
print("run", run.info.run_id, flush=True)
sys.stdin.readline()
"""


def appended(programs, server):
    """A run whose table is not in its file yet."""
    program = programs.start(APPENDS, server.url)
    run_id = program.hear("run")
    program.kill()
    return run_id


def file_has(folder, run_id, count, seconds):
    until = time.monotonic() + seconds
    while True:
        found = [json.loads(file.read_text()) for file in folder.glob(f"**/{run_id}/artifacts/rows.json")]
        if [len(table["data"]) for table in found] == [count]:
            return
        assert time.monotonic() < until, f"the file is not written after {seconds} s: {found}"
        time.sleep(0.1)


@pytest.mark.parametrize("clock_then", ["goes on", "steps back"])
def test_the_next_server_writes_the_files_of_one_that_died(programs, tmp_path, clock, clock_then):
    server = servers.runlore(tmp_path / "server", env=clock.environment).start()
    try:
        run_id = appended(programs, server)
        server.kill()
        if clock_then == "steps back":
            clock.step_back()
        server.start()
        file_has(server.folder, run_id, 5, 10)
    finally:
        server.stop()


@pytest.mark.slow
@pytest.mark.parametrize("clock_then", ["goes on", "steps back"])
def test_a_server_that_died_while_it_wrote_a_file_keeps_it_from_nobody(programs, tmp_path, clock, clock_then):
    server = servers.runlore(tmp_path / "server", env=clock.environment).start()
    try:
        run_id = appended(programs, server)
        server.kill()
        died = int((time.time() + 5) * 1000)  # it said until when it would write
        query(f"sqlite:///{server.folder / 'mlflow.db'}", "UPDATE runlore_tables SET busy_until = ?", (died,))
        if clock_then == "steps back":
            clock.step_back()
        server.start()
        with Http(server.port) as client:  # so that it is due, whatever is done at the start
            client.send("POST", "/api/runlore/v1/tables/append",
                        body={"run_id": run_id, "path": "rows.json", "columns": ["n"], "data": [[5]]})
        file_has(server.folder, run_id, 6, 20)
    finally:
        server.kill()
