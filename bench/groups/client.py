"""The client in the user's program: the stock `mlflow` package and Runlore's, the same Python, each in processes of its own.

Runlore's wheel is built and unpacked beside the benchmark, so that what is measured is what `pip install` gives. FastTrackML's users log
with the stock client, so it has no rows here.
"""

import compileall
import functools
import json
import os
import shutil
import statistics
import subprocess
import zipfile
from pathlib import Path

from bench.databases import WORK
from bench.servers import VENV

PROGRAMS = Path(__file__).resolve().parent.parent / "programs"
SITE = (WORK / "site").resolve()


def measure(kind, bench):
    if kind.name == "fasttrackml":
        return
    if kind.name == "runlore":
        yield "wheel", {"value": round(wheel() / 2**20, 2)}
    imports = [run(kind, "imports") for _ in range(3 if bench.quick else 15)]
    yield "import", middle(imports, "ms")
    yield "import-rss", middle(imports, "rss_mib")
    yield from in_the_caller(kind, bench)
    yield from lifecycle(kind, bench)
    yield from tables(kind, bench)
    yield from large_file(kind, bench)


def in_the_caller(kind, bench):
    """`log_metric` to a server: what a call costs, and that all of it arrives."""
    count = 2_000 if bench.quick else 100_000
    if kind.name == "mlflow":
        count = min(count, 500)
    for busy in (False, True):
        with bench.own(kind, "empty") as server:
            found = run(kind, "metrics", server.url, count, int(busy))
            there = server.database.scalar(f"SELECT count(*) FROM metrics WHERE run_uuid = '{found['run_id']}'")
            if int(there) != count:
                raise RuntimeError(f"{there} of {count} points are on the server")
        name = "log-metric-busy" if busy else "log-metric"
        yield name, {"value": found["mean_us"], "count": count}
        yield f"{name}-p99", {"value": found["p99_us"], "p50": found["p50_us"], "max": found["max_us"]}
        if not busy:
            yield "sustained", {"value": count / found["all_sent_s"], "count": count}
            yield "sustained-rss", {"value": found["peak_rss_mib"]}


def lifecycle(kind, bench):
    """A run from its beginning to its end, in a file without a server."""
    folder = fresh("lifecycle")
    found = run(kind, "runs", f"sqlite:///{folder / 'mlflow.db'}", 20 if bench.quick or kind.name == "mlflow" else 200, cwd=folder)
    yield "start-run", {"value": found["start_ms"], "samples": found["starts"]}
    yield "end-run", {"value": found["end_ms"], "samples": found["ends"]}


def tables(kind, bench):
    appends, runs = (20, 20) if bench.quick else (200, 1000)
    with bench.own(kind, "empty") as server:
        found = run(kind, "tables", server.url, appends, runs)
    yield "append", {"value": found["append_ms"], "samples": found["appends"], "rows": appends * 100}
    yield "append-first", {"value": found["first_append_ms"]}
    yield "load-table", {"value": found["load_s"], "runs": runs}


def large_file(kind, bench):
    size = (16 if bench.quick else 440) << 20
    folder = fresh("large_file")
    with bench.own(kind, "empty", artifacts=str(folder / "served")) as server:
        found = run(kind, "large_file", server.url, size, cwd=folder)
    yield "large-file", {"value": found["mib_s"], "samples": found["samples"]}
    yield "large-file-of-copy", {"value": round(100 * found["mib_s"] / found["copy_mib_s"], 1), "copy_mib_s": found["copy_mib_s"]}
    yield "large-file-rss", {"value": found["growth_mib"]}
    shutil.rmtree(folder)


def run(kind, program, *arguments, cwd=None):
    """Runs a program with the kind's package; gives the JSON that it prints."""
    folder = cwd or fresh("program")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MLFLOW_", "RUNLORE_"))}
    environment |= {"MLFLOW_DISABLE_TELEMETRY": "true", "RUNLORE_SPOOL_DIR": str(folder / "spool")}
    if kind.name == "runlore":
        environment["PYTHONPATH"] = str(SITE)
    command = [VENV / "bin/python", PROGRAMS / f"{program}.py", kind.name, *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=3600)
    if done.returncode:
        raise RuntimeError(f"{program} ended with {done.returncode}: {done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


@functools.cache
def wheel():
    """Builds the wheel and unpacks it, once for all groups; gives its size in bytes."""
    out = fresh("wheel")
    subprocess.run([VENV / "bin/pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps", "--wheel-dir", out, "."], check=True)
    (built,) = out.glob("*.whl")
    shutil.rmtree(SITE, ignore_errors=True)
    with zipfile.ZipFile(built) as archive:
        archive.extractall(SITE)
    # As pip does when it installs.
    compileall.compile_dir(SITE, quiet=2)
    return built.stat().st_size


def fresh(name):
    folder = (WORK / "client" / name).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def middle(found, key):
    samples = [one[key] for one in found]
    return {"value": statistics.median(samples), "samples": samples}
