"""A table that grows by 100 rows a call: what the first calls and the thousandth cost, until the server has the rows.

The stock client writes the whole table at each call, so that its table is brought to the thousandth call in one.
"""

import importlib
import json
import statistics
import sys
import time

FIRST = 10

name = sys.argv[1]
mlflow = importlib.import_module(name)
mlflow.set_tracking_uri(sys.argv[2])
appends = int(sys.argv[3])


def rows(calls):
    return {"question": [f"question number {i}, of a usual length" for i in range(100 * calls)],
            "answer": ["an answer " * 10] * 100 * calls, "score": [i / 100 for i in range(100 * calls)]}


def append(calls=1):
    begin = time.perf_counter()
    mlflow.log_table(rows(calls), "growing.json")
    if name == "runlore":
        mlflow.flush()
    return (time.perf_counter() - begin) * 1000


with mlflow.start_run() as run:
    # The connection and the folder are made by another table.
    mlflow.log_table(rows(1), "warm.json")
    if name == "runlore":
        mlflow.flush()
        times = [append() for _ in range(appends)]
        first, last = times[:FIRST], times[-FIRST:]
    else:
        first = [append() for _ in range(FIRST)]
        append(appends - 2 * FIRST)
        last = [append() for _ in range(FIRST)]
loaded = len(mlflow.load_table("growing.json", [run.info.run_id]))
if loaded != 100 * appends:
    sys.exit(f"{loaded} rows of {100 * appends}")
print(json.dumps({"first_ms": statistics.median(first), "last_ms": statistics.median(last), "first": first, "last": last}))
