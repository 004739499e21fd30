"""A run whose program was killed is shown as lost, until what it left behind is sent."""

import json
import subprocess
import time

import pytest

from tests.support import servers
from tests.support.http import Http
from tests.support.rows import query

LOGS = """
import sys, runlore
run = runlore.start_run()
print("run", run.info.run_id, flush=True)
for step in range(20):
    if step == 10:
        runlore.flush()
        print("half", flush=True)
        sys.stdin.readline()
    runlore.log_metric("m", step, step=step)
print("logged", flush=True)
sys.stdin.readline()
"""

SILENCE = 90


def lost(server, run_id):
    with Http(server.port) as client:
        answer = client.send("POST", "/api/runlore/v1/runs/lost", body={"run_ids": [run_id]})
    assert answer.status == 200, answer.text
    return answer.json["runs"]


def sync(programs):
    done = subprocess.run([servers.runlore_binary(), "sync", str(programs.spools), "-o", "json"], capture_output=True,
                          text=True, timeout=60, env=servers.clean_environment())
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("silence", ["set back", pytest.param("waited for", marks=pytest.mark.slow)])
def test_a_late_sync_takes_it_back(programs, tmp_path, database, silence):
    server = servers.runlore(tmp_path / "server", database).start()
    try:
        program = programs.start(LOGS, server.url)
        run_id = program.hear("run")
        program.hear("half")
        server.kill()
        program.tell()
        program.hear("logged")
        program.kill()
        server.start()
        ((seen,),) = query(database, "SELECT seen FROM runlore_heartbeats")
        if silence == "set back":
            assert lost(server, run_id) == [], "it was heard of a moment ago"
            seen -= SILENCE * 1000
            query(database, "UPDATE runlore_heartbeats SET seen = ?", (seen,))
        else:
            while time.time() * 1000 < seen + (SILENCE - 1) * 1000:
                assert lost(server, run_id) == []
                time.sleep(1)
        until = time.monotonic() + 5
        while not (found := lost(server, run_id)):
            assert time.monotonic() < until, "its silence is not noticed"
            time.sleep(0.1)
        assert found == [{"run_id": run_id, "experiment_id": "0", "last_seen": seen}]
        (told,) = sync(programs)
        assert (told["sent"], told["refused"], told["problem"]) == (10, 0, None)
        assert lost(server, run_id) == []
        read = programs.read(server.url, run_id)
        assert sorted(point[1] for point in read["points"]) == list(range(20))
        assert read["info"]["status"] == "RUNNING" and sync(programs) == [] and programs.left() == []
    finally:
        server.stop()
