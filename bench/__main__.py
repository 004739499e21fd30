"""`bench/run`: measures the chosen groups and rows for the chosen servers, keeps the raw samples, writes RESULTS.md."""

import argparse
import datetime
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import time
import traceback
from contextlib import contextmanager
from pathlib import Path

from bench import databases, load, report
from bench.cluster import Cluster
from bench.databases import WORK, say
from bench.groups import MEASURES
from bench.rows import GROUPS
from bench.servers import SERVERS, Mlflow, Runlore

RAW = Path("bench/results")


class Bench:
    def __init__(self, quick, keep):
        self.quick, self.keep, self._cluster, self.prepared = quick, keep, None, {}

    def seconds(self, full):
        return min(full, 2) if self.quick else full

    @property
    def cluster(self):
        if self._cluster is None:
            self._cluster = Cluster()
        return self._cluster

    def database(self, kind, content, postgres=False):
        """The kept database of this content; Runlore's is a copy of MLflow's with Runlore's indexes built."""
        if not postgres:
            database = databases.template(kind.flavor, content, kind.make_schema if kind.flavor != "mlflow" else Mlflow.make_schema)
            if kind is not Runlore:
                return database
            own = databases.Sqlite(WORK / "db" / f"{content}.runlore.db")
            if not own.path.exists() or own.path.stat().st_mtime < database.path.stat().st_mtime:
                own.remove()
                shutil.copy(database.path, own.path)
        else:
            database = databases.postgres_template(self.cluster, content, Mlflow.make_schema)
            if kind is not Runlore:
                return database
            own = databases.Postgres(self.cluster, f"r_{content}")
            if not self.cluster.has(own.name):
                self.cluster.create(own.name, database.name)
        # Indexes may have been added to the program since.
        seconds = Runlore.prepare(own)
        if seconds > 0.5:
            self.prepared[content, postgres] = round(seconds, 1)
        return own

    def fill(self, servers, contents):
        for name in servers:
            for content in contents:
                # FastTrackML's interface is not measured.
                if name == "fasttrackml" and content == "ui":
                    continue
                made = self.database(SERVERS[name], content)
                say(f"{made.path.relative_to(Path.cwd())}: {made.size_mib()} MiB")
                if name != "fasttrackml" and content in ("empty", "runs20k", "wide30k"):
                    self.database(SERVERS[name], content, postgres=True)

    @contextmanager
    def shared(self, kind, content, postgres=False, workers=None):
        """A server on the kept database, which it only reads."""
        with kind(self.database(kind, content, postgres), workers) as server:
            yield server

    @contextmanager
    def own(self, kind, content, postgres=False, **settings):
        """A server with its default workers on a copy that is thrown away."""
        database = databases.copy(self.database(kind, content, postgres), f"own_{kind.name}")
        try:
            with kind(database, **settings) as server:
                yield server
        finally:
            if not self.keep:
                database.remove()

    def stop(self):
        if self._cluster:
            self._cluster.stop()


def main():
    arguments = parse()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    if arguments.report:
        return report.write(RAW)
    if arguments.runlore_bin:
        Runlore.binary = Path(arguments.runlore_bin).resolve()
    elif "runlore" in arguments.servers:
        subprocess.run(["cargo", "build", "--release", "--locked", "--quiet", "-p", "runlore-cli"], check=True)
    session = describe(arguments)
    bench = Bench(arguments.quick, arguments.keep)
    raw = WORK / "quick" if arguments.quick or arguments.runlore_bin else RAW
    raw.mkdir(parents=True, exist_ok=True)
    begin = time.time()
    try:
        if arguments.fill:
            return bench.fill(arguments.servers, arguments.fill)
        for group in arguments.groups:
            for name in arguments.servers:
                if group.startswith("pg-") and name == "fasttrackml":
                    continue
                measure(bench, group, SERVERS[name], session, raw)
    finally:
        bench.stop()
    say(f"done in {(time.time() - begin) / 60:.1f} minutes")
    if raw == RAW:
        report.write(RAW)
    else:
        report.write(raw, raw / "RESULTS.md")


def measure(bench, group, kind, session, raw):
    say(f"{group}: {kind.name}")
    found, begin, busy = {}, time.time(), cpu_times()
    load_before = os.getloadavg()[0]
    try:
        for row, result in MEASURES[group](kind, bench):
            found[row] = result
            value = result.get("value", result.get("failed", result))
            say(f"  {row}: {value if not isinstance(value, float) else round(value, 3)}")
    except Exception as error:  # noqa: BLE001: one server's failure is a result, and the others are still measured
        traceback.print_exc()
        found["_failed"] = str(error)[:500]
    path = raw / f"{group}.json"
    all_found = json.loads(path.read_text()) if path.exists() else {}
    after = cpu_times()
    all_found[kind.name] = {
        "session": session | {"began": stamp(begin), "seconds": round(time.time() - begin, 1), "load_before": round(load_before, 2),
                              "steal_percent": round(100 * (after["steal"] - busy["steal"]) / max(1, after["all"] - busy["all"]), 2)},
        "rows": found,
    }
    if kind is Runlore and bench.prepared:
        all_found[kind.name]["index_seconds"] = {f"{c}{' on PostgreSQL' if p else ''}": s for (c, p), s in bench.prepared.items()}
        bench.prepared = {}
    path.write_text(json.dumps(all_found, indent=1) + "\n")


def describe(arguments):
    git = output("git", "rev-parse", "--short=12", "HEAD")
    if output("git", "status", "--porcelain", "--", "crates", "Cargo.toml", "Cargo.lock"):
        git += " and changes"
    cpu = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), "?")
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 2**20
    filesystem = output("stat", "-f", "-c", "%T", "bench")
    versions = {name: SERVERS[name].version() for name in arguments.servers}
    return {
        "id": stamp(time.time()), "commit": git, "command": "bench/run " + " ".join(sys.argv[1:]), "versions": versions,
        "load_generator": load.version(),
        "machine": f"{os.cpu_count()} cores ({cpu}), {memory:.0f} GiB, Linux {platform.release().split('-')[0]}, {filesystem}",
    }


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def stamp(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def cpu_times():
    fields = [int(f) for f in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return {"all": sum(fields), "steal": fields[7]}


def parse():
    parser = argparse.ArgumentParser(prog="bench/run", description="Runlore beside MLflow and FastTrackML. Partial runs are merged into bench/results.")
    parser.add_argument("--rows", metavar="A,B", help="groups or rows: " + ", ".join(GROUPS))
    parser.add_argument("--servers", default="mlflow,fasttrackml,runlore", metavar="A,B")
    parser.add_argument("--quick", action="store_true", help="tiny loads, to see that everything runs; the results go to bench/work/quick")
    parser.add_argument("--runlore-bin", metavar="PATH", help="try this binary instead of the release build; the results go to bench/work/quick")
    parser.add_argument("--keep", action="store_true", help="keep the databases that loads wrote into")
    parser.add_argument("--fill", metavar="A,B", nargs="?", const=",".join(databases.CONTENTS),
                        help="only make the databases that are not there yet: all, or " + ", ".join(databases.CONTENTS))
    parser.add_argument("--report", action="store_true", help="only write RESULTS.md again")
    arguments = parser.parse_args()
    arguments.servers = arguments.servers.split(",")
    for name in arguments.servers:
        if name not in SERVERS:
            parser.error(f"there is no server {name}")
    if arguments.fill is not None:
        arguments.fill = arguments.fill.split(",")
        for content in arguments.fill:
            if content not in databases.CONTENTS:
                parser.error(f"there is no database {content}")
    wanted = list(GROUPS) if not arguments.rows else [r.split(".")[0] for r in arguments.rows.split(",")]
    for group in wanted:
        if group not in GROUPS:
            parser.error(f"there is no row {group}")
    arguments.groups = list(dict.fromkeys(wanted))
    return arguments


main()
