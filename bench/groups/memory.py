"""The highest PSS of all processes of a server through the loads that make other servers run out of memory."""

import time

from bench import load
from bench.databases import CONTENTS
from bench.groups.reading import reader
from bench.probe import Connection, search
from bench.servers import MemoryWatch


def measure(kind, bench):
    writers = CONTENTS["mixed"].part("writers").ids()
    long = CONTENTS["mixed"].part("h5m").ids()[0]
    with bench.own(kind, "mixed") as server:
        with MemoryWatch(server) as watch:
            result = load.writes(server, "log_batch", writers, 64, bench.seconds(8))
        yield "batches", seen(watch, errors=result["errors"], counted=result["counted"], points_per_s=result["points_per_s"])
        with MemoryWatch(server) as watch:
            how = reader(server)
            limit = time.perf_counter() + (60 if kind.name == "mlflow" else 300)
            points, seconds = how(server, long, "k0", limit)
        yield "history", seen(watch, points=points, seconds=round(seconds, 2), requests=how.__name__)
        with MemoryWatch(server) as watch:
            seconds, text = Connection(server).timed(search([1], max_results=10_000))
        yield "search", seen(watch, seconds=round(seconds, 3), bytes=len(text))


def seen(watch, **more):
    return {"value": watch.peak["pss_mib"], "before": watch.before, "peak": watch.peak, "after": watch.after, **more}
