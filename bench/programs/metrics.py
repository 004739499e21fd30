"""`log_metric` in a loop, by itself or with a busy Python thread beside: what each call costs its caller."""

import gc
import importlib
import json
import sys
import threading
import time

import memory

mlflow = importlib.import_module(sys.argv[1])
uri, count, busy = sys.argv[2], int(sys.argv[3]), sys.argv[4] == "1"
mlflow.set_tracking_uri(uri)


def spin():
    n = 0
    while True:
        n += 1


with mlflow.start_run() as run:
    mlflow.log_metric("warm", 1.0, step=0)
    if sys.argv[1] == "runlore":
        mlflow.flush()
    if busy:
        threading.Thread(target=spin, daemon=True).start()
    log, clock, calls = mlflow.log_metric, time.perf_counter_ns, []
    gc.disable()
    begin = time.perf_counter()
    for step in range(count - 1):
        called = clock()
        log("loss", 1.0 / (step + 1), step=step)
        calls.append(clock() - called)
    gc.enable()
    if sys.argv[1] == "runlore":
        mlflow.flush()
    sent = time.perf_counter() - begin
calls.sort()
print(json.dumps({
    "run_id": run.info.run_id, "mean_us": sum(calls) / len(calls) / 1000, "p50_us": calls[len(calls) // 2] / 1000,
    "p99_us": calls[len(calls) * 99 // 100] / 1000, "max_us": calls[-1] / 1000, "all_sent_s": sent,
    "peak_rss_mib": memory.peak_mib(),
}))
