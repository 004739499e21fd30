"""One file of 1 GiB through the server's artifact proxy, up and down."""

import hashlib
import http.client
import shutil
import time
from pathlib import Path

from bench.servers import MemoryWatch

BLOCK = 1 << 20
PATH = "/api/2.0/mlflow-artifacts/artifacts/bench/large.bin"


def measure(kind, bench):
    if kind.name == "fasttrackml":
        for row in ("up", "down", "growth"):
            yield row, {"failed": "has no artifact proxy"}
        return
    blocks = 64 if bench.quick else 1024
    block = hashlib.shake_128(b"bench").digest(BLOCK)
    with bench.own(kind, "empty") as server:
        with MemoryWatch(server) as watch:
            begin = time.perf_counter()
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)
            connection.request("PUT", PATH, (block for _ in range(blocks)), {"Content-Length": str(blocks * BLOCK)})
            answer = connection.getresponse()
            answer.read()
            up = time.perf_counter() - begin
            if answer.status != 200:
                raise RuntimeError(f"the upload answered {answer.status}")
            begin, size = time.perf_counter(), 0
            connection.request("GET", PATH)
            answer = connection.getresponse()
            while got := answer.read(BLOCK):
                size += len(got)
            down = time.perf_counter() - begin
        if size != blocks * BLOCK:
            raise RuntimeError(f"the download has {size} bytes")
        yield "up", {"value": blocks / up}
        yield "down", {"value": blocks / down}
        growth = watch.peak["rss_mib"] - watch.before["rss_mib"]
        yield "growth", {"value": round(growth, 1), "before": watch.before, "peak": watch.peak}
        shutil.rmtree(Path(server.artifacts), ignore_errors=True)
