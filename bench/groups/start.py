"""Cold start: from `exec` to the first 200 of /health, asked every half millisecond, over new processes."""

import statistics
import time

from bench.databases import WORK, Sqlite


def measure(kind, bench):
    times = 2 if kind.name == "mlflow" or bench.quick else 15
    fresh = Sqlite(WORK / f"fresh.{kind.name}.db")
    yield "fresh", starts(kind, fresh, times, remove=True)
    yield "existing", starts(kind, fresh, times)
    fresh.remove()
    if not bench.quick:
        big = bench.database(kind, "points10m")
        yield "10m", starts(kind, big, times)


def starts(kind, database, times, remove=False):
    samples = []
    for _ in range(times):
        if remove:
            database.remove()
        server = kind(database)
        samples.append(round(server.start() * 1000, 3))
        # A server is not asked to stop before it has come up wholly.
        time.sleep(1 if kind.name == "mlflow" else 0.1)
        server.stop()
    return {"value": statistics.median(samples), "samples": samples}
