"""SIGTERM, which job runners end programs with: runs end as KILLED, and the program's own handler has its say."""

import signal
import time

import pytest

LOGS = """
import signal, sys, time, runlore
own = sys.argv[1]
def handler(number, frame):
    print("handled", number, flush=True)
    if own.endswith("exits"):
        sys.exit(3)
if own.startswith("before"):
    signal.signal(signal.SIGTERM, handler)
outer = runlore.start_run(run_name="outer")
inner = runlore.start_run(run_name="inner", nested=True)
if own.startswith("after"):
    signal.signal(signal.SIGTERM, handler)
for i in range(500):
    runlore.log_metric("m", i, step=i)
runlore.log_text("hello", "a.txt")
print("runs", outer.info.run_id, inner.info.run_id, flush=True)
try:
    for line in sys.stdin:
        print("heard", flush=True)
finally:
    print("finally", flush=True)
"""


def states(programs, server, runs):
    read = [programs.read(server.url, run) for run in runs.split()]
    assert sorted(point[1] for point in read[1]["points"]) == list(range(500))
    assert list(read[1]["files"]) == ["a.txt"]
    return {run["info"]["status"] for run in read}


def terminated(programs, server, own, **environment):
    program = programs.start(LOGS, server.url, own, **environment)
    runs = program.hear("runs")
    time.sleep(0.3)  # until it waits for its input: Python has no way to be interrupted just before that
    program.send(signal.SIGTERM)
    return program, runs


def test_without_a_handler_the_program_ends_by_the_signal(programs, server):
    program, runs = terminated(programs, server, "none")
    assert program.end() == -signal.SIGTERM
    assert states(programs, server, runs) == {"KILLED"} and programs.left() == []


@pytest.mark.parametrize("own, states_then", [("before and exits", {"KILLED"}), ("after and exits", {"FINISHED"})])
def test_a_handler_that_exits(programs, server, own, states_then):
    """A handler that is set after the first run replaces Runlore's: what it does then is the program's end as any other."""
    program, runs = terminated(programs, server, own)
    assert program.end() == 3
    assert int(program.hear("handled")) == signal.SIGTERM
    program.hear("finally")
    assert states(programs, server, runs) == states_then and programs.left() == []


@pytest.mark.parametrize("own", ["before", "after"])
def test_a_handler_that_goes_on(programs, server, own):
    program, runs = terminated(programs, server, own)
    assert int(program.hear("handled")) == signal.SIGTERM
    program.tell()
    program.hear("heard")
    program.process.stdin.close()
    program.ends_well()
    assert states(programs, server, runs) == {"KILLED" if own == "before" else "FINISHED"}
    assert programs.left() == []


def test_it_can_be_turned_off(programs, server):
    program, runs = terminated(programs, server, "none", RUNLORE_SIGTERM="off")
    assert program.end() == -signal.SIGTERM
    programs.sync()
    assert states(programs, server, runs) == {"RUNNING"} and programs.left() == []


def test_while_the_server_is_away_it_takes_a_moment_and_nothing_is_lost(programs, server):
    server.kill()
    began = time.monotonic()
    program, runs = terminated(programs, server, "none", RUNLORE_EXIT_SECONDS="0.5")
    assert program.end() == -signal.SIGTERM and time.monotonic() - began < 10
    server.start()
    (told,) = programs.sync()
    assert (told["refused"], told["problem"]) == (0, None)
    assert states(programs, server, runs) == {"KILLED"} and programs.left() == []


CHILD = """
import os, signal, sys, time, runlore
run = runlore.start_run()
runlore.log_metric("m", 1)
pid = os.fork()
if pid == 0:
    child = runlore.start_run(run_name="child") if sys.argv[1] == "logs" else run
    if sys.argv[1] == "logs":
        runlore.log_metric("m", 1)
    print("child", os.getpid(), child.info.run_id, flush=True)
    time.sleep(60)
    os._exit(0)
print("parent", run.info.run_id, flush=True)
print("ended", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
sys.stdin.readline()
runlore.log_metric("m", 2, step=1)
runlore.end_run()
"""


@pytest.mark.parametrize("child_does", ["logs", "nothing"])
def test_a_forked_child_ends_by_the_signal_and_its_parent_goes_on(programs, server, child_does):
    """`Process.terminate()` and `Pool.terminate()` of multiprocessing wait for that."""
    import os

    program = programs.start(CHILD, server.url, child_does)
    parent = program.hear("parent") if child_does == "nothing" else None
    pid, child = program.hear("child").split()
    os.kill(int(pid), signal.SIGTERM)
    assert int(program.hear("ended", 10)) == -signal.SIGTERM
    if child_does == "logs":
        assert programs.read(server.url, child)["info"]["status"] == "KILLED"
    else:
        assert programs.read(server.url, parent)["info"]["status"] == "RUNNING"
    program.tell()
    program.ends_well()
    read = [programs.read(server.url, run) for run in [parent or child]]
    assert read[0]["info"]["status"] == ("FINISHED" if parent else "KILLED")
    assert programs.left() == []
