"""Write loads and `runs/get`, memory before and after them, and what an acknowledged write is worth."""

import time

from bench import load
from bench.databases import CONTENTS


def on(content, postgres=False):
    def measure(kind, bench):
        writers = CONTENTS[content].part("writers").ids()
        one = writers[:1]
        seconds = bench.seconds(8)
        with bench.own(kind, content, postgres) as server:
            if content == "empty" and not postgres:
                time.sleep(5)
                idle = server.memory()
                yield "idle-rss", {"value": idle["rss_mib"], **idle}
                yield "idle-pss", {"value": idle["pss_mib"], **idle}
            load.writes(server, "log_metric", writers, 4, 1)
            yield from metric(server, "log-metric-64", one, seconds, p99=not postgres)
            yield from metric(server, "log-metric-64-500runs", writers, seconds, p99=not postgres)
            if not postgres:
                result = load.writes(server, "log_metric", one, 1, bench.seconds(5))
                yield "log-metric-1", checked(result, result["p50_ms"])
            for row, runs in [("log-batch-1", one), ("log-batch-1-500runs", writers)]:
                result = load.writes(server, "log_batch", runs, 1, seconds)
                yield row, checked(result, result["points_per_s"])
            if not postgres:
                wide = CONTENTS[content].part("wide").ids()[0]
                result = load.get(server, f"/api/2.0/mlflow/runs/get?run_id={wide}", 16, bench.seconds(5))
                yield "runs-get-16", checked(result, result["requests_per_s"])
            if content == "empty" and not postgres:
                time.sleep(2)
                loaded = server.memory()
                yield "loaded-rss", {"value": loaded["rss_mib"], **loaded}
                yield "loaded-pss", {"value": loaded["pss_mib"], **loaded}
            # Slow servers need longer to answer 64 connections once.
            result = load.writes(server, "log_batch", writers, 64, seconds * 2)
            yield "log-batch-64", checked(result, result["points_per_s"])
            if content == "empty":
                yield "durability", server.durability(one[0])
    return measure


def metric(server, row, runs, seconds, p99):
    result = load.writes(server, "log_metric", runs, 64, seconds)
    yield row, checked(result, result["requests_per_s"])
    if p99:
        yield f"{row}-p99", checked(result, result["p99_ms"])


def checked(result, value):
    """A load whose answers were not all successes, or whose rows are not there, has no number."""
    if result["errors"]:
        return result | {"failed": f"{result['errors']} of {result['requests']} requests failed", "would_be": value}
    if not result["requests"]:
        return result | {"failed": "no answer while the load lasted"}
    if not result.get("counted", True):
        return result | {"failed": f"{result['rows']} rows of {result['acknowledged']} acknowledged", "would_be": value}
    return result | {"value": value}
