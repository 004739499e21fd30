"""PostgreSQL goes away, ends connections or finds a deadlock; the disk fills up. Nothing acknowledged is lost."""

import signal
import threading
import time
from pathlib import Path

import pytest

from tests.support import disks, servers
from tests.support.http import Http, api
from tests.support.load import Load, new_runs, prove
from tests.support.postgres import Postgres
from tests.support.rows import query

NAMED = {200, 429, 503}


def answers_again(server, run, seconds=20):
    """Seconds until a write succeeds."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        with Http(server.port) as client:
            body = {"run_id": run, "key": "again", "value": time.time(), "timestamp": 1}
            if client.send("POST", "/api/2.0/mlflow/runs/log-metric", None, body).status == 200:
                return time.monotonic() - began
        time.sleep(0.1)
    raise AssertionError(f"no write succeeded in {seconds} s")


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT], ids=["stopped", "crashed"])
def test_postgres_is_restarted_in_mid_load(folder, how):
    with Postgres() as postgres:
        database = postgres.new_database()
        with servers.runlore(folder, database) as server:
            runs = new_runs(server.port, 8)
            load = Load([server.port], runs, threads=24, seconds=60).start()
            load.halt.wait(1.5)
            postgres.stop(how)
            load.halt.wait(1.5)
            with Http(server.port) as client:
                away = client.send("GET", "/api/2.0/mlflow/runs/get", {"run_id": runs[0]})
                assert away.status == 503 and away.headers.get("retry-after"), away
                assert client.send("GET", "/health").status == 200
            postgres.start()
            back = answers_again(server, runs[0])
            load.halt.wait(1.5)
            load.stop()
            print(f"PostgreSQL {how.name}: {load.statuses}, writes again after {back:.1f} s")
            assert set(load.statuses) <= NAMED, (load.statuses, load.bodies)
            assert load.statuses[503]
            prove(database, load)


@pytest.mark.parametrize("seconds", [1.5, pytest.param(8, marks=pytest.mark.slow)])
def test_backends_are_terminated_in_mid_group(folder, postgres_server, seconds):
    database = postgres_server.new_database()
    name = database.rsplit("/", 1)[1]
    with servers.runlore(folder, database) as server:
        runs = new_runs(server.port, 8)
        load = Load([server.port], runs, threads=24, seconds=seconds, batch=5).start()
        killed = 0
        while not load.halt.wait(0.15) and time.monotonic() < load.deadline:
            killed += len(postgres_server.query(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", "postgres", (name,)))
        load.join()
        print(f"{killed} backends terminated: {load.statuses}")
        assert killed and set(load.statuses) <= NAMED, (load.statuses, load.bodies)
        answers_again(server, runs[0])
        prove(database, load)


def test_a_deadlock_made_by_another_process(folder, postgres_server):
    """PostgreSQL ends Runlore's transaction as the victim: the group is repeated, the caller sees nothing of it."""
    import psycopg

    database = postgres_server.new_database()
    with servers.runlore(folder, database) as server:
        (run,) = new_runs(server.port, 1)
        metrics = [{"key": key, "value": 1.0, "timestamp": 1} for key in ("a", "b")]
        api(server.port, "POST", "runs/log-batch", {"run_id": run, "metrics": metrics})
        statuses = []

        def write():
            newer = [metric | {"timestamp": 2, "value": 2.0} for metric in metrics]
            with Http(server.port) as client:
                statuses.append(client.send("POST", "/api/2.0/mlflow/runs/log-batch", None,
                                            {"run_id": run, "metrics": newer}).status)

        with psycopg.connect(database) as other:
            other.execute("SET deadlock_timeout = '60s'")  # so that the victim is Runlore
            lock = "SELECT 1 FROM latest_metrics WHERE run_uuid = %s AND key = %s FOR UPDATE"
            other.execute(lock, (run, "b"))
            writer = threading.Thread(target=write)
            writer.start()
            time.sleep(0.4)  # Runlore holds "a" now and waits for "b"
            other.execute(lock, (run, "a"))
            other.rollback()
        writer.join(30)
        assert statuses == [200]
        assert query(database, "SELECT DISTINCT value FROM latest_metrics") == [(2.0,)]


@pytest.fixture
def small_disk(tmp_path):
    with disks.small_disk(tmp_path / "small", "6m") as place:
        yield place


def test_a_full_disk(small_disk):
    database = f"sqlite:///{small_disk / 'mlflow.db'}"
    with servers.runlore(small_disk / "server", database) as server:
        runs = new_runs(server.port, 4)
        load = Load([server.port], runs, threads=16, seconds=30, batch=100).start()
        while 507 not in load.statuses and load.deadline > time.monotonic():
            if load.halt.wait(0.2) or any(status == 507 for status in load.bodies):
                break
        time.sleep(1)
        load.stop()
        print(f"full disk: {load.statuses} {load.bodies}")
        assert load.statuses[507] and set(load.statuses) <= {200, 429, 507}, (load.statuses, load.bodies)
        assert api(server.port, "GET", "runs/get", query={"run_id": runs[0]})["run"]["info"]["run_id"] == runs[0]
        assert api(server.port, "POST", "runs/search", {"experiment_ids": ["0"]})["runs"]
        prove(database, load)
        disks.resize(small_disk, "40m")
        answers_again(server, runs[0])
        prove(database, load)
        assert query(database, "PRAGMA integrity_check") == [("ok",)]
    assert Path(database.removeprefix("sqlite:///")).exists()
