"""Runs that begin and end, each with a metric."""

import importlib
import json
import statistics
import sys
import time

mlflow = importlib.import_module(sys.argv[1])
mlflow.set_tracking_uri(sys.argv[2])
starts, ends = [], []
for n in range(int(sys.argv[3]) + 3):
    begin = time.perf_counter()
    mlflow.start_run()
    started = time.perf_counter()
    mlflow.log_metric("m", 1.0)
    ending = time.perf_counter()
    mlflow.end_run()
    if n >= 3:  # the first ones open the database
        starts.append((started - begin) * 1000)
        ends.append((time.perf_counter() - ending) * 1000)
print(json.dumps({"start_ms": statistics.median(starts), "end_ms": statistics.median(ends), "starts": starts, "ends": ends}))
