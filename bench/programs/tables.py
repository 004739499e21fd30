"""Appends of 100 rows to one table, each until the server has it; then a table in each of many runs, loaded at once."""

import importlib
import json
import statistics
import sys
import time

name = sys.argv[1]
mlflow = importlib.import_module(name)
mlflow.set_tracking_uri(sys.argv[2])
appends, runs = int(sys.argv[3]), int(sys.argv[4])
rows = {"question": [f"question number {i}, of a usual length" for i in range(100)], "answer": ["an answer " * 10] * 100,
        "score": [i / 100 for i in range(100)]}
times = []
with mlflow.start_run():
    for _ in range(appends):
        begin = time.perf_counter()
        mlflow.log_table(rows, "growing.json")
        if name == "runlore":
            mlflow.flush()
        times.append((time.perf_counter() - begin) * 1000)
small = {"question": [f"q{i}" for i in range(10)], "answer": ["a"] * 10}
for _ in range(runs):
    with mlflow.start_run():
        mlflow.log_table(small, "small.json")
begin = time.perf_counter()
loaded = mlflow.load_table("small.json")
seconds = time.perf_counter() - begin
if len(loaded) != 10 * runs:
    sys.exit(f"{len(loaded)} rows of {10 * runs}")
last = times[-max(1, appends // 10):]
print(json.dumps({"append_ms": statistics.median(last), "first_append_ms": statistics.median(times[1:11]), "appends": times,
                  "load_s": seconds}))
