"""Ctrl-C ends the waiting for a server that is away, at once; what was logged stays for later."""

import signal
import time

import pytest

from tests.support import servers

WAITS = """
import signal, sys, runlore
# Whoever starts tests in the background has Ctrl-C ignored in all that follows.
signal.signal(signal.SIGINT, signal.default_int_handler)
run = runlore.start_run(run_name="waits")
runlore.log_metric("m", 1)
what = {"end_run": runlore.end_run, "flush": runlore.flush, "get_run": lambda: runlore.get_run(run.info.run_id)}[sys.argv[1]]
print("begins", flush=True)
try:
    what()
except KeyboardInterrupt:
    print("interrupted", runlore.active_run() is None, flush=True)
"""


@pytest.mark.parametrize("what, has_ended", [("end_run", "True"), ("flush", "False"), ("get_run", "False")])
def test_the_wait_ends(programs, what, has_ended):
    program = programs.start(WAITS, f"http://127.0.0.1:{servers.free_port()}", what, RUNLORE_EXIT_SECONDS="0.2")
    program.hear("begins")
    time.sleep(1)
    begin = time.monotonic()
    program.send(signal.SIGINT)
    assert program.hear("interrupted", 10) == has_ended
    assert time.monotonic() - begin < 5
    program.end()
    assert len(programs.left()) == 1
