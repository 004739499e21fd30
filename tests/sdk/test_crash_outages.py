"""A server that answers, and is out of order all the same: what was logged waits, and nothing else does."""

import json
import time

import pytest

from tests.support.proxy import Answering, Proxy

LOGS = """
import json, runlore, sys
run = runlore.start_run()
runlore.log_param("p", "v")
for step in range(20):
    runlore.log_metric("m", step, step=step)
runlore.log_text("a text", "a.txt")
runlore.log_table({"n": [1, 2]}, "rows.json")
print("run", run.info.run_id, flush=True)
sys.stdin.readline()
runlore.end_run()
runlore.flush()
"""

POISONED = """
import json, runlore, sys
run = runlore.start_run()
for step in range(3):
    runlore.log_metric("m", step, step=step)
runlore.set_tag("poison", "poison")
runlore.log_metric("m", 3, step=3)
try:
    runlore.flush()
except runlore.MlflowException as error:
    print("refused", error.error_code, flush=True)
runlore.end_run()
runlore.flush()
print(json.dumps(run.info.run_id))
"""

# As many attempts as it takes until a server that fails on one record only would be told from one that fails on all.
LONG = 12


@pytest.mark.slow
@pytest.mark.parametrize("status", [404, 500, 400, 503])
def test_a_page_of_a_proxy_refuses_nothing(programs, server, status):
    page = Answering("(POST|PUT) .*runlore", status)
    with Proxy(server.port, page) as proxy:
        program = programs.start(LOGS, proxy.url, RUNLORE_WAIT_SECONDS="60")
        run_id = program.hear("run")
        while sum(answered for _, answered in proxy.asked) < LONG:
            assert program.process.poll() is None
            time.sleep(0.05)
        page.over = True
        program.tell()
        program.ends_well()
    read = programs.read(server.url, run_id)
    assert sorted(point[1] for point in read["points"]) == list(range(20))
    assert (read["params"], read["info"]["status"], sorted(read["files"])) == ({"p": "v"}, "FINISHED", ["a.txt", "rows.json"])
    assert programs.left() == []


@pytest.mark.slow
def test_a_record_on_which_mlflow_fails_holds_up_nobody(programs, mlflow_server):
    poison = Answering("POST .*/runs/log-batch", 500, b'{"error_code": "INTERNAL_ERROR", "message": "boom"}', b"poison")
    with Proxy(int(mlflow_server.url.rsplit(":", 1)[1]), poison) as proxy:
        run_id = programs.run(POISONED, proxy.url)
    read = programs.read(mlflow_server.url, run_id)
    assert sorted(point[1] for point in read["points"]) == [0, 1, 2, 3]
    assert "poison" not in read["tags"] and read["info"]["status"] == "FINISHED"
    (rejected,) = programs.spools.glob("*/records/rejected")
    (line,) = rejected.read_text().splitlines()
    assert json.loads(line)["message"] == "boom" and "poison" in line


@pytest.mark.slow
def test_while_mlflow_fails_on_everything_all_of_it_waits(programs, mlflow_server):
    broken = Answering("POST .*/runs/(log-batch|update)", 500, b'{"error_code": "INTERNAL_ERROR", "message": "no database"}')
    with Proxy(int(mlflow_server.url.rsplit(":", 1)[1]), broken) as proxy:
        program = programs.start(LOGS, proxy.url, RUNLORE_WAIT_SECONDS="60")
        run_id = program.hear("run")
        while sum(answered for _, answered in proxy.asked) < LONG:
            time.sleep(0.05)
        broken.over = True
        program.tell()
        program.ends_well()
    read = programs.read(mlflow_server.url, run_id)
    assert sorted(point[1] for point in read["points"]) == list(range(20)) and read["params"] == {"p": "v"}
    assert programs.left() == []


FILLED = """
import fcntl, os, runlore, sys, threading, time
read, write = os.pipe()
os.dup2(write, 2)
os.set_blocking(2, False)
try:
    while True:
        os.write(2, bytes(1 << 12))
except BlockingIOError:
    pass
os.set_blocking(2, True)
run = runlore.start_run()
end = time.monotonic() + 3
worst = 0
while time.monotonic() < end:
    began = time.monotonic()
    runlore.log_metric("m", 1.0)
    worst = max(worst, time.monotonic() - began)
    time.sleep(0.01)
print(worst, flush=True)
os._exit(0)
"""


def test_nobody_waits_for_a_log_that_nobody_reads(programs):
    assert programs.run(FILLED, "http://127.0.0.1:9", RUNLORE_WAIT_SECONDS="0.2") < 1
