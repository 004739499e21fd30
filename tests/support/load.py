"""Bounded loads of small durable writes, and the proof afterwards that every acknowledged one is there."""

import random
import threading
import time
from collections import Counter

from tests.support.http import Http, api
from tests.support.rows import query

BASE = 1_700_000_000_000


def new_runs(port, count, experiment="0"):
    return [api(port, "POST", "runs/create", {"experiment_id": experiment, "run_name": f"load {i}"})["run"]["info"]["run_id"]
            for i in range(count)]


class Load:
    """Threads that log metrics to shared runs until told to stop, each value only once in the world.

    `acknowledged` holds (run, key, timestamp, step, value) of every write that got a 200.
    """

    def __init__(self, ports, runs, threads, seconds, per_thread=100_000, seed=1, pause=0.0, batch=1):
        self.ports, self.runs, self.seconds, self.per_thread = ports, runs, seconds, per_thread
        self.seed, self.pause, self.batch = seed, pause, batch
        self.acknowledged, self.statuses, self.latencies, self.bodies = [], Counter(), [], {}
        self.halt = threading.Event()
        self.threads = [threading.Thread(target=self._write, args=(n,), daemon=True) for n in range(threads)]

    def start(self):
        self.deadline = time.monotonic() + self.seconds
        for thread in self.threads:
            thread.start()
        return self

    def join(self):
        for thread in self.threads:
            thread.join(self.seconds + 120)
            assert not thread.is_alive(), "a writer hangs"
        return self

    def stop(self):
        self.halt.set()
        return self.join()

    def run(self):
        return self.start().join()

    def p99(self):
        ordered = sorted(self.latencies)
        return ordered[int(len(ordered) * 0.99)] * 1000 if ordered else 0.0

    def _write(self, number):
        dice = random.Random(self.seed * 1000 + number)
        acknowledged, latencies, statuses = [], [], Counter()
        client = Http(self.ports[number % len(self.ports)])
        for i in range(self.per_thread):
            if self.halt.is_set() or time.monotonic() > self.deadline:
                break
            run = dice.choice(self.runs)
            rows = []
            for j in range(self.batch):
                unique = (number * 10_000_000 + i * 100 + j) / 1024 + self.seed * 2.0 ** 40
                rows.append((run, f"key{dice.randrange(4)}", BASE + dice.randrange(50), dice.randrange(20), unique))
            began = time.monotonic()
            try:
                answer = self._send(client, run, rows)
                status = answer.status
                if status != 200:
                    self.bodies[status] = answer.text[:300]
            except OSError as error:
                status = type(error).__name__
                client.close()
            except Exception as error:  # a broken answer of a dying server
                status = type(error).__name__
                client.close()
            latencies.append(time.monotonic() - began)
            statuses[status] += 1
            if status == 200:
                acknowledged += rows
            elif self.deadline - time.monotonic() > 0:
                time.sleep(0.02)
            if self.pause:
                time.sleep(self.pause)
        client.close()
        self.acknowledged += acknowledged
        self.latencies += latencies
        self.statuses.update(statuses)

    def _send(self, client, run, rows):
        metrics = [{"key": key, "timestamp": timestamp, "step": step, "value": value} for _, key, timestamp, step, value in rows]
        if self.batch == 1:
            return client.send("POST", "/api/2.0/mlflow/runs/log-metric", None, {"run_id": run} | metrics[0])
        return client.send("POST", "/api/2.0/mlflow/runs/log-batch", None, {"run_id": run, "metrics": metrics})


def missing(database, acknowledged):
    """Acknowledged rows that are not in the history."""
    kept = set(query(database, "SELECT run_uuid, key, timestamp, step, value FROM metrics"))
    return [row for row in acknowledged if row not in kept]


def wrong_latest(database):
    """Keys whose latest value is not the greatest by (step, timestamp, value)."""
    best = {}
    for run, key, step, timestamp, value, is_nan in query(
            database, "SELECT run_uuid, key, step, timestamp, value, is_nan FROM metrics"):
        rank = (step, timestamp, value)
        if (run, key) not in best or rank > best[run, key]:
            best[run, key] = rank
    latest = {(run, key): (step, timestamp, value) for run, key, step, timestamp, value in query(
        database, "SELECT run_uuid, key, step, timestamp, value FROM latest_metrics")}
    return {k: (best.get(k), latest.get(k)) for k in best.keys() | latest.keys() if best.get(k) != latest.get(k)}


def prove(database, load):
    """Nothing acknowledged is lost, and the latest values are the right ones."""
    lost = missing(database, load.acknowledged)
    assert not lost, f"{len(lost)} of {len(load.acknowledged)} acknowledged writes are gone, such as {lost[0]}"
    wrong = wrong_latest(database)
    assert not wrong, f"{len(wrong)} latest values are wrong, such as {next(iter(wrong.items()))}"
    assert load.acknowledged, f"nothing was written: {load.statuses} {load.bodies}"
