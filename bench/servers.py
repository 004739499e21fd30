"""The three servers: how each is started, stopped, and asked how durable an acknowledged write is."""

import http.client
import os
import re
import shutil
import signal
import subprocess
import threading
import time
from pathlib import Path

from bench.cluster import free_port
from bench.databases import WORK, Postgres, say

VENV = Path(".venv").resolve()
FML = Path(".cache/fasttrackml").resolve()
FML_VERSION = "0.6.0"
MLFLOW_VERSION = "3.17.2"
JSON = {"Content-Type": "application/json"}


class Server:
    """A server process and its children, on a free port of this machine."""

    name = ""
    # Whose schema its databases have, and what may be done to them before they are served.
    flavor = "mlflow"
    env = {}

    def __init__(self, database, workers=None, artifacts=None, env=None):
        self.database, self.workers = database, workers
        self.env = self.env | (env or {})
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.artifacts = artifacts or str(WORK / "artifacts" / self.name)
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        """Starts it and waits for its first 200. Gives the seconds that took."""
        log = WORK / "log" / f"{self.name}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        self.log_path = log
        home = WORK / "home" / self.name
        home.mkdir(parents=True, exist_ok=True)
        command = [str(c) for c in self.command()]
        with log.open("w") as out:
            begin = time.perf_counter()
            self.process = subprocess.Popen(command, stdout=out, stderr=out, cwd=home, start_new_session=True,
                                            env=os.environ | self.env)
        while not self.healthy():
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.name} ended: {log.read_text()[-2000:]}")
            if time.perf_counter() - begin > 120:
                self.stop()
                raise RuntimeError(f"{self.name} does not answer: {log.read_text()[-2000:]}")
            time.sleep(0.0005)
        return time.perf_counter() - begin

    def healthy(self):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            connection.request("GET", "/health")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def stop(self, patience=30):
        if self.process is None:
            return
        pids = self.pids()
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            say(f"{self.name} did not stop within {patience} s")
        for pid in pids:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait(10)
        self.process = None

    def pids(self):
        """The process and everything below it."""
        children = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                text = stat.read_text()
            except OSError:
                continue
            children.setdefault(int(text[text.rindex(")") + 2:].split()[1]), []).append(int(stat.parent.name))
        found, todo = [], [self.process.pid]
        while todo:
            pid = todo.pop()
            found.append(pid)
            todo += children.get(pid, [])
        return found

    def memory(self):
        """Summed RSS and PSS in MiB of all its processes."""
        rss = pss = 0
        for pid in self.pids():
            try:
                text = Path(f"/proc/{pid}/smaps_rollup").read_text()
            except OSError:
                continue
            rss += int(re.search(r"^Rss:\s+(\d+)", text, re.M).group(1))
            pss += int(re.search(r"^Pss:\s+(\d+)", text, re.M).group(1))
        return {"rss_mib": round(rss / 1024, 1), "pss_mib": round(pss / 1024, 1), "processes": len(self.pids())}

    def cpu_seconds(self):
        """Processor time of all its processes so far."""
        ticks = 0
        for pid in self.pids():
            try:
                text = Path(f"/proc/{pid}/stat").read_text()
            except OSError:
                continue
            ticks += sum(map(int, text[text.rindex(")") + 2:].split()[11:13]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def post(self, path, body):
        """One request outside the measured loads. Gives the answer's JSON."""
        import json
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        try:
            connection.request("POST", "/api/2.0/mlflow/" + path, json.dumps(body), JSON)
            answer = connection.getresponse()
            text = answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{self.name}: {path} answered {answer.status}: {text[:300]!r}")
            return json.loads(text)
        finally:
            connection.close()

    def syncs_per_write(self, run_id, writes=20):
        """fsync and fdatasync calls of the running server for each of some writes, one after the other."""
        if not shutil.which("strace"):
            return None
        report = WORK / "log" / f"{self.name}.strace"
        pids = [a for pid in self.pids() for a in ("-p", str(pid))]
        tracer = subprocess.Popen(["strace", "-f", "-qq", "-e", "trace=fsync,fdatasync,sync_file_range,msync", "-o", report, *pids],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(1)
        now = int(time.time() * 1000)
        for i in range(writes):
            self.post("runs/log-metric", {"run_id": run_id, "key": "durability", "value": i, "timestamp": now + i, "step": i})
        time.sleep(0.3)
        tracer.send_signal(signal.SIGINT)
        tracer.wait(10)
        return round(len(re.findall(r"\b(?:fsync|fdatasync)\(", report.read_text())) / writes, 2)

    def durability(self, run_id):
        out = {"syncs_per_write": None if isinstance(self.database, Postgres) else self.syncs_per_write(run_id)}
        if isinstance(self.database, Postgres):
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                out[setting] = self.database.scalar(f"SHOW {setting}")
        else:
            out["journal_mode"] = self.database.scalar("PRAGMA journal_mode")
            out["synchronous"] = self.synchronous()
        return out

    def synchronous(self):
        """Where the setting of the connections cannot be read from outside, the sync calls tell."""
        return "not readable from outside; see the sync calls"


class Runlore(Server):
    name = "runlore"
    binary = Path(os.environ.get("CARGO_TARGET_DIR", "target"), "release/runlore").resolve()

    def command(self):
        return [self.binary, "server", "--backend-store-uri", self.database.uri(self.name), "--host", "127.0.0.1", "--port", self.port,
                "--artifacts-destination", self.artifacts]

    @classmethod
    def version(cls):
        return subprocess.run([cls.binary, "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]

    @classmethod
    def prepare(cls, database):
        """What moving a large MLflow database to Runlore takes: building the indexes that it lacks. Gives the seconds."""
        begin = time.perf_counter()
        subprocess.run([cls.binary, "db", "index", "--backend-store-uri", database.uri(cls.name)], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return time.perf_counter() - begin


class Mlflow(Server):
    name = "mlflow"
    env = {"MLFLOW_DISABLE_TELEMETRY": "true", "DO_NOT_TRACK": "true"}

    def command(self):
        workers = ["--workers", self.workers] if self.workers else []
        return [VENV / "bin/mlflow", "server", "--backend-store-uri", self.database.uri(self.name), "--host", "127.0.0.1", "--port",
                self.port, "--artifacts-destination", self.artifacts, *workers]

    @classmethod
    def version(cls):
        return run_python(VENV, "import mlflow; print(mlflow.__version__)")

    @staticmethod
    def make_schema(database):
        """Opens MLflow's own store on an empty database, as its server does."""
        say("making MLflow's schema")
        run_python(VENV, "import sys; from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore as S; "
                         "S(sys.argv[1], 'mlflow-artifacts:/')", database.uri("mlflow"))

    def synchronous(self):
        out = run_python(VENV, "import sys; from mlflow.store.db.utils import create_sqlalchemy_engine_with_retry as e; "
                               "from sqlalchemy import text\n"
                               "with e(sys.argv[1]).connect() as c: print(c.execute(text('PRAGMA synchronous')).scalar())",
                         self.database.uri("mlflow"))
        return {"0": "OFF", "1": "NORMAL", "2": "FULL", "3": "EXTRA"}.get(out, out) + " (a connection of MLflow's own engine)"


class FastTrackMl(Server):
    name = "fasttrackml"
    flavor = "fasttrackml"

    def command(self):
        return [FML / "bin/fml", "server", "-a", f"127.0.0.1:{self.port}", "-d", self.database.uri(self.name), "--default-artifact-root",
                self.artifacts]

    @classmethod
    def version(cls):
        if not (FML / "bin/fml").exists():
            say(f"installing fasttrackml=={FML_VERSION}")
            subprocess.run([VENV / "bin/python", "-m", "venv", FML], check=True)
            subprocess.run([FML / "bin/pip", "install", "--quiet", "--disable-pip-version-check", f"fasttrackml=={FML_VERSION}"], check=True)
        return run_python(FML, "import importlib.metadata as m; print(m.version('fasttrackml'))")

    @staticmethod
    def make_schema(database):
        say("making FastTrackML's schema")
        with FastTrackMl(database):
            pass


SERVERS = {s.name: s for s in (Mlflow, FastTrackMl, Runlore)}


def run_python(venv, code, *arguments):
    out = subprocess.run([venv / "bin/python", "-W", "ignore", "-c", code, *arguments], capture_output=True, text=True,
                         env=os.environ | Mlflow.env)
    if out.returncode:
        raise RuntimeError(out.stderr[-2000:])
    return out.stdout.strip().splitlines()[-1] if out.stdout.strip() else ""


class MemoryWatch:
    """The highest PSS and RSS of a server while a block runs, looked at every 100 ms."""

    def __init__(self, server, every=0.1):
        self.server, self.every, self.ended = server, every, threading.Event()

    def __enter__(self):
        self.before = self.server.memory()
        self.peak = dict(self.before)
        self.thread = threading.Thread(target=self.watch, daemon=True)
        self.thread.start()
        return self

    def watch(self):
        while not self.ended.wait(self.every):
            now = self.server.memory()
            self.peak = {k: max(self.peak[k], now[k]) for k in now}

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()
        self.after = self.server.memory()
