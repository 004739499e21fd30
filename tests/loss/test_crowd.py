"""Several servers and many clients on one database."""

import subprocess
import sys
import threading
import time

import pytest

from tests.support import servers
from tests.support.http import api
from tests.support.load import Load, new_runs, prove
from tests.support.rows import query

WRITER = """
import http.client, json, sys
port, run, number, count = int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
for i in range(count):
    body = {"run_id": run, "key": f"w{number}", "value": number * 100000 + i, "timestamp": i, "step": i}
    while True:
        connection.request("POST", "/api/2.0/mlflow/runs/log-metric", json.dumps(body), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        if answer.status == 200:
            break
        if answer.status != 429:
            sys.exit(f"status {answer.status}")
"""


@pytest.mark.parametrize("processes, count", [(6, 100), pytest.param(32, 1000, marks=pytest.mark.slow)])
def test_many_processes(server, database, processes, count):
    runs = new_runs(server.port, 4)
    writers = [subprocess.Popen([sys.executable, "-S", "-c", WRITER, str(server.port), runs[n % 4], str(n), str(count)],
                                stderr=subprocess.PIPE, text=True) for n in range(processes)]
    for writer in writers:
        _, said = writer.communicate(timeout=240)
        assert writer.returncode == 0, said
    assert query(database, "SELECT count(*) FROM metrics") == [(processes * count,)]
    assert query(database, "SELECT count(*) FROM latest_metrics WHERE step = ?", (count - 1,)) == [(processes,)]


@pytest.mark.parametrize("seconds", [1.5, pytest.param(10, marks=pytest.mark.slow)])
def test_two_servers_on_overlapping_runs(folder, database, seconds):
    with servers.runlore(folder, database) as one, servers.runlore(folder, database) as two:
        runs = new_runs(one.port, 5)
        load = Load([one.port, two.port], runs, threads=16, seconds=seconds, batch=20).run()
        print(f"two servers: {load.statuses}, p99 {load.p99():.0f} ms")
        assert set(load.statuses) <= {200, 429}, (load.statuses, load.bodies)
        prove(database, load)


@pytest.mark.slow
def test_two_servers_and_mlflow_on_overlapping_runs(folder, database):
    with servers.runlore(folder, database) as one, servers.runlore(folder, database) as two:
        with servers.mlflow(folder, database, workers=2) as other:
            runs = new_runs(one.port, 5)
            ours = Load([one.port, two.port], runs, threads=12, seconds=12, batch=20, pause=0.005).start()
            theirs = Load([other.port], runs, threads=4, seconds=12, batch=20, seed=7).run()
            ours.join()
            print(f"Runlore: {ours.statuses}, p99 {ours.p99():.0f} ms; MLflow: {theirs.statuses}, p99 {theirs.p99():.0f} ms")
            assert set(ours.statuses) <= {200, 429}, (ours.statuses, ours.bodies)
            prove(database, ours)
            lost = query(database, "SELECT count(*) FROM metrics")[0][0]
            assert lost >= len(ours.acknowledged) + len(theirs.acknowledged)


@pytest.mark.slow
def test_both_servers_on_one_sqlite_file(folder):
    """Four MLflow writers while Runlore works at about half its peak: no error on either side."""
    database = f"sqlite:///{folder / 'mlflow.db'}"
    with servers.runlore(folder, database) as server:
        runs = new_runs(server.port, 8)
        peak = Load([server.port], runs, threads=8, seconds=3).run()
        rate = len(peak.acknowledged) / 3
        with servers.mlflow(folder, database, workers=4) as other:
            pause = 8 / (rate / 2)
            ours = Load([server.port], runs, threads=8, seconds=15, seed=3, pause=pause).start()
            theirs = Load([other.port], runs, threads=4, seconds=15, seed=4).run()
            ours.join()
            print(f"alone: {rate:.0f} writes/s, p99 {peak.p99():.1f} ms. Together: Runlore {len(ours.acknowledged) / 15:.0f}/s, "
                  f"p99 {ours.p99():.1f} ms; MLflow {len(theirs.acknowledged) / 15:.0f}/s, p99 {theirs.p99():.0f} ms")
            assert set(ours.statuses) == {200}, (ours.statuses, ours.bodies)
            assert set(theirs.statuses) == {200}, (theirs.statuses, theirs.bodies)
            for load in (peak, ours, theirs):
                prove(database, load)


@pytest.mark.slow
def test_writes_go_on_while_an_experiment_is_deleted(folder, database):
    with servers.runlore(folder, database) as server:
        big = api(server.port, "POST", "experiments/create", {"name": "big"})["experiment_id"]
        seed_runs(server.port, big, 3000)
        runs = new_runs(server.port, 4)
        load = Load([server.port], runs, threads=16, seconds=60).start()
        time.sleep(0.5)
        deleter = threading.Thread(target=lambda: api(server.port, "POST", "experiments/delete", {"experiment_id": big}))
        deleter.start()
        deleter.join(60)
        load.stop()
        assert query(database, "SELECT count(*) FROM runs WHERE lifecycle_stage = 'deleted'") == [(3000,)]
        assert set(load.statuses) == {200}, (load.statuses, load.bodies)
        prove(database, load)


def seed_runs(port, experiment, count):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda n: new_runs(port, n, experiment), [count // 16] * 15 + [count - count // 16 * 15]))
