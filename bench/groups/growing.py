"""A table that grows by 100 rows a call, a thousand times, with artifacts in a folder and on an S3 server."""

from bench.groups.artifacts import s3_server
from bench.groups.client import run, wheel


def local(kind, bench):
    if kind.name == "fasttrackml":
        return
    if kind.name == "runlore":
        wheel()
    with bench.own(kind, "empty") as server:
        yield from grow(kind, bench, server)


def s3(kind, bench):
    if kind.name == "fasttrackml":
        return
    if kind.name == "runlore":
        wheel()
    with s3_server(kind) as environment, bench.own(kind, "empty", artifacts="s3://bucket/bench", env=environment) as server:
        yield from grow(kind, bench, server)


def grow(kind, bench, server):
    appends = 40 if bench.quick else 1000
    found = run(kind, "growing", server.url, appends)
    yield "first", {"value": found["first_ms"], "samples": found["first"]}
    yield "last", {"value": found["last_ms"], "samples": found["last"], "rows": appends * 100}
    yield "ratio", {"value": round(found["last_ms"] / found["first_ms"], 2)}
