"""`log-metric` at 64 connections while an experiment of 20,000 runs is deleted and a history of 5 million points is read."""

import threading
import time

from bench import load
from bench.databases import CONTENTS
from bench.groups.reading import reader
from bench.groups.writes import checked


def measure(kind, bench):
    writers = CONTENTS["mixed"].part("writers").ids()
    long = CONTENTS["mixed"].part("h5m").ids()[0]
    seconds = bench.seconds(15)
    with bench.own(kind, "mixed") as server:
        load.writes(server, "log_metric", writers, 4, 1)
        before = load.writes(server, "log_metric", writers, 64, bench.seconds(6))
        yield "before", checked(before, before["requests_per_s"])
        writes = load.Writes(server, "log_metric", writers, 64, seconds)
        time.sleep(1)
        found = {}
        beside = [threading.Thread(target=attempt, args=(found, "delete", delete, server)),
                  threading.Thread(target=attempt, args=(found, "history", read, server, long, time.perf_counter() + seconds - 1.5))]
        for thread in beside:
            thread.start()
        result = writes.finish()
        for thread in beside:
            thread.join()
        left = server.database.scalar("SELECT count(*) FROM runs WHERE experiment_id = 1 AND lifecycle_stage = 'active'")
        yield "rate", checked(result, result["requests_per_s"])
        yield "p99", checked(result, result["p99_ms"])
        yield "delete", found["delete"] | {"runs_still_active": left}
        yield "history", found["history"]


def attempt(found, name, what, *arguments):
    try:
        found[name] = what(*arguments)
    except Exception as error:  # noqa: BLE001: a failed request is a result
        found[name] = {"failed": str(error)[:300]}


def delete(server):
    begin = time.perf_counter()
    server.post("experiments/delete", {"experiment_id": "1"})
    return {"value": round((time.perf_counter() - begin) * 1000, 2)}


def read(server, run, until):
    how, points, spent, times = reader(server), 0, 0.0, 0
    while time.perf_counter() < until:
        more, seconds = how(server, run, "k0", until)
        points, spent, times = points + more, spent + seconds, times + 1
    return {"value": points / spent, "points": points, "seconds": spent, "requests": how.__name__}
