"""One file of 1 GiB through the server's artifact proxy, up and down, into a local folder or an S3 server."""

import hashlib
import http.client
import os
import shutil
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

from bench.databases import say
from bench.servers import VENV, MemoryWatch

BLOCK = 1 << 20
PATH = "/api/2.0/mlflow-artifacts/artifacts/bench/large.bin"
BOTO = Path(".cache/boto3").resolve()


def local(kind, bench):
    if kind.name == "fasttrackml":
        yield "up", {"failed": "has no artifact proxy"}
        return
    with bench.own(kind, "empty") as server:
        yield from through(server, 64 if bench.quick else 1024)
        shutil.rmtree(Path(server.artifacts), ignore_errors=True)


def s3(kind, bench):
    if kind.name == "fasttrackml":
        yield "up", {"failed": "has no artifact proxy"}
        return
    with s3_server(kind) as environment, bench.own(kind, "empty", artifacts="s3://bucket/bench", env=environment) as server:
        yield from through(server, 64 if bench.quick else 1024)


def through(server, blocks):
    block = hashlib.shake_128(b"bench").digest(BLOCK)
    with MemoryWatch(server) as watch:
        begin = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)
        connection.request("PUT", PATH, (block for _ in range(blocks)), {"Content-Length": str(blocks * BLOCK)})
        answer = connection.getresponse()
        answer.read()
        up = time.perf_counter() - begin
        if answer.status != 200:
            raise RuntimeError(f"the upload answered {answer.status}")
        begin, size, first = time.perf_counter(), 0, None
        connection.request("GET", PATH)
        answer = connection.getresponse()
        while got := answer.read(BLOCK):
            first = first or time.perf_counter() - begin
            size += len(got)
        down = time.perf_counter() - begin
    if size != blocks * BLOCK:
        raise RuntimeError(f"the download has {size} bytes of {blocks * BLOCK}")
    yield "up", {"value": blocks / up, "mib": blocks}
    yield "down", {"value": blocks / down, "mib": blocks}
    yield "first-block", {"value": first * 1000}
    growth = watch.peak["rss_mib"] - watch.before["rss_mib"]
    yield "growth", {"value": round(growth, 1), "before": watch.before, "peak": watch.peak}


@contextmanager
def s3_server(kind):
    """The test suites' S3 server, which checks signatures; MLflow reaches it with boto3."""
    build = ["cargo", "build", "--quiet", "--locked", "-p", "runlore-testkit", "--features", "s3", "--example", "s3_server"]
    subprocess.run(build, check=True)
    target = Path(os.environ.get("CARGO_TARGET_DIR", "target"))
    process = subprocess.Popen([target / "debug/examples/s3_server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        environment = dict(process.stdout.readline().strip().split("=", 1) for _ in range(4))
        if kind.name == "mlflow":
            if not BOTO.exists():
                say("installing boto3 for MLflow")
                subprocess.run([VENV / "bin/pip", "install", "--quiet", "--disable-pip-version-check", "--target", BOTO, "boto3"], check=True)
            environment["PYTHONPATH"] = str(BOTO)
        yield environment
    finally:
        process.stdin.close()
        process.wait(10)
