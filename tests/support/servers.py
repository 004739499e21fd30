"""Starts and stops the two servers on free ports."""

import itertools
import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.support.http import Http

ROOT = Path(__file__).resolve().parents[2]


# Below those that the system hands out, and each once: a test that keeps one for a server that is away must not find
# another test's server there. Processes side by side (pytest's gw0, gw1 ...) have ports of their own.
_FIRST, _LAST, _BESIDE = 10_240, 32_000, 16
_own = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % _BESIDE
_ports = itertools.count(random.randrange(10_000))


def free_port():
    while True:
        port = _FIRST + (next(_ports) * _BESIDE + _own) % (_LAST - _FIRST)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def runlore_binary():
    """The binary under test: RUNLORE_BIN, or the last debug build."""
    named = os.environ.get("RUNLORE_BIN")
    binary = Path(named) if named else ROOT / "target" / "debug" / "runlore"
    if not binary.exists():
        raise FileNotFoundError(f"{binary} is missing: run `cargo build -p runlore-cli`, or set RUNLORE_BIN")
    return str(binary.resolve())


def clean_environment(**extra):
    """The environment without settings that would lead a client or server elsewhere."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("MLFLOW_", "RUNLORE_"))}
    return kept | {"MLFLOW_DISABLE_TELEMETRY": "true", "DO_NOT_TRACK": "true"} | extra


class Server:
    """A server process in its own folder, answering on `port`."""

    patience = 60

    def __init__(self, command, folder, port, env=None):
        self.command, self.folder, self.port, self.env = command, Path(folder), port, env or {}
        self.process = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self):
        return self.folder / f"server-{self.port}.log"

    def start(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=self.folder, env=clean_environment(**self.env), stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, start_new_session=True,
            )
        deadline = time.monotonic() + self.patience
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"server ended with {self.process.returncode}:\n{self.log.read_text()[-3000:]}")
            try:
                with Http(self.port) as client:
                    client.send("GET", "/health")  # any answer will do: with a prefix it is a 404
                    return self
            except OSError:
                pass
            time.sleep(0.01)
        self.stop()
        raise RuntimeError(f"server did not answer in {self.patience} s:\n{self.log.read_text()[-3000:]}")

    def stop(self, how=signal.SIGTERM):
        """Ends the process; with SIGTERM it has ten seconds, its whole group is killed afterwards."""
        if self.process is None:
            return
        if self.process.poll() is None:
            os.killpg(self.process.pid, how)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                pass
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        self.process = None

    def kill(self):
        self.stop(signal.SIGKILL)

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()


def store(folder, database, args):
    """The flag that names the database; a server for files only takes none."""
    if "--artifacts-only" in args:
        return []
    return ["--backend-store-uri", database or f"sqlite:///{Path(folder) / 'mlflow.db'}"]


def runlore(folder, database=None, *args, port=None, env=None):
    """Runlore on a database URI (default: `folder/mlflow.db`), not yet started."""
    port = port or free_port()
    command = [runlore_binary(), "server", *store(folder, database, args), "--port", str(port), *args]
    return Server(command, folder, port, env)


def mlflow(folder, database=None, *args, workers=1, port=None, env=None):
    """MLflow's own server, not yet started."""
    port = port or free_port()
    command = [sys.executable, "-m", "mlflow", "server", *store(folder, database, args), "--port", str(port),
               "--workers", str(workers), *args]
    fixed = {"MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false", "PYTHONHASHSEED": "0"}  # messages print Python sets
    return Server(command, folder, port, fixed | (env or {}))
