"""The server is killed in the middle of a loop that logs, and comes back: the loop notices nothing, and no point is lost."""

import time

import pytest

from tests.support import servers
from tests.support.rows import query

LOOP = """
import sys, time, runlore
pause = float(sys.argv[1])
run = runlore.start_run()
print("run", run.info.run_id, flush=True)
worst, worst_at = 0, 0
for step in range(10_000):
    if step == 1000:
        runlore.flush()
    if step == 3000:
        print("kill", flush=True)
    if step >= 3000:
        time.sleep(pause)
    began = time.monotonic()
    runlore.log_metric("m", step * 0.5, step=step, timestamp=1_700_000_000_000 + step)
    took = time.monotonic() - began
    if took > worst:
        worst, worst_at = took, step
print("worst", worst, worst_at, flush=True)
"""


# With how long the server is away, and then the loop goes on for a while.
@pytest.mark.parametrize("away", [2, pytest.param(30, marks=pytest.mark.slow)])
def test_the_loop_notices_nothing(programs, tmp_path, database, away):
    server = servers.runlore(tmp_path / "server", database).start()
    try:
        program = programs.start(LOOP, server.url, away * 1.3 / 7000)
        run_id = program.hear("run")
        program.hear("kill")
        server.kill()
        died = time.monotonic()
        ((arrived,),) = query(database, "SELECT count(*) FROM metrics")
        time.sleep(max(0, died + away - time.monotonic()))
        assert program.process.poll() is None, "the loop was over before the server came back"
        server.start()
        worst, at = program.hear("worst", 120).split()
        program.ends_well()
        print(f"{arrived} points had arrived; the longest call took {float(worst) * 1000:.1f} ms, at step {at}")
        assert float(worst) < 1
        assert 1000 <= arrived < 10_000
        read = programs.read(server.url, run_id)
        assert read["info"]["status"] == "FINISHED"
        wanted = [["m", step, 1_700_000_000_000 + step, step * 0.5] for step in range(10_000)]
        assert sorted(read["points"]) == wanted
        assert programs.left() == []
    finally:
        server.stop()
