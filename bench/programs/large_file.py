"""A large file logged in a call, beside a plain copy of it that is synced to the disk."""

import hashlib
import importlib
import json
import os
import statistics
import sys
import time

import memory

mlflow = importlib.import_module(sys.argv[1])
mlflow.set_tracking_uri(sys.argv[2])
size = int(sys.argv[3])
block = hashlib.shake_128(b"bench").digest(1 << 20)
with open("model.safetensors", "wb") as file:
    for _ in range(size >> 20):
        file.write(block)
    os.fsync(file.fileno())


def copy():
    with open("model.safetensors", "rb") as source, open("copy", "wb") as target:
        while os.copy_file_range(source.fileno(), target.fileno(), 1 << 30):
            pass
        os.fsync(target.fileno())


copies, logged = [], []
with mlflow.start_run():
    mlflow.log_text("warm", "warm.txt")
    if sys.argv[1] == "runlore":
        mlflow.flush()
    before = memory.peak_mib()
    for n in range(5):
        begin = time.perf_counter()
        copy()
        copies.append((size >> 20) / (time.perf_counter() - begin))
        os.remove("copy")
        begin = time.perf_counter()
        mlflow.log_artifact("model.safetensors", f"round{n}")
        if sys.argv[1] == "runlore":
            mlflow.flush()
        logged.append((size >> 20) / (time.perf_counter() - begin))
growth = memory.peak_mib() - before
print(json.dumps({"mib_s": statistics.median(logged), "samples": logged, "copy_mib_s": statistics.median(copies), "growth_mib": growth}))
