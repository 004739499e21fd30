"""Programs that log with the Python package: a test can talk to them, kill them, and read what they left behind."""

import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from tests.support import servers

SYNC = """
import json, sys, runlore
folder, to = (argument or None for argument in sys.argv[1:])
print(json.dumps([told._asdict() for told in runlore.sync(folder, to)]))
"""

READ = """
import hashlib, json, sys, runlore
client, run_id = runlore.MlflowClient(), sys.argv[1]
run = client.get_run(run_id)
def files(path=None):
    for entry in client.list_artifacts(run_id, path):
        if entry.is_dir:
            yield from files(entry.path)
        else:
            with open(client.download_artifacts(run_id, entry.path), "rb") as file:
                yield entry.path, hashlib.sha256(file.read()).hexdigest()
print(json.dumps({
    "info": {name: getattr(run.info, name) for name in ("status", "start_time", "end_time", "run_name")},
    "params": run.data.params, "tags": run.data.tags,
    "points": [(key, point.step, point.timestamp, point.value)
               for key in run.data.metrics for point in client.get_metric_history(run_id, key)],
    "files": dict(files()),
}))
"""


class Program:
    """A Python program in a process of its own."""

    def __init__(self, code, folder, env, *arguments):
        # A file and not `-c`: multiprocessing starts it again. It lies outside the working folder, which may go.
        code_file = Path(tempfile.mkdtemp(dir=folder.parent)) / "program.py"
        code_file.write_text(code)
        self.errors = code_file.with_name("errors")
        with open(self.errors, "wb") as errors:
            self.process = subprocess.Popen(
                [sys.executable, str(code_file), *map(str, arguments)], cwd=folder, env=env, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, start_new_session=True)
        self.lines = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))
        self.lines.put(None)

    @property
    def said(self):
        """What it wrote to standard error so far."""
        return self.errors.read_text(errors="replace")

    def hear(self, word, seconds=60):
        """Waits until it prints a line that begins with the word; answers what follows there."""
        until, others = time.monotonic() + seconds, []
        while True:
            try:
                line = self.lines.get(timeout=max(0.01, until - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"the program did not say {word!r} in {seconds} s:\n{self.said[-3000:]}") from None
            assert line is not None, f"the program ended ({self.end(5)}) without {word!r}:\n{self.said[-3000:]}"
            if line.split(" ", 1)[0] == word:
                for other in reversed(others):  # for whoever listens for them
                    self.lines.queue.appendleft(other)
                return line[len(word) + 1:]
            others.append(line)

    def tell(self, line="go"):
        """A line for its standard input."""
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def send(self, number):
        os.kill(self.process.pid, number)

    def kill(self):
        """SIGKILL, for it and for its children."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait(30)

    def end(self, seconds=60):
        """Waits for its end; answers the exit code, negative for a signal."""
        return self.process.wait(seconds)

    def ends_well(self, seconds=60):
        code = self.end(seconds)
        assert code == 0, f"the program ended with {code}:\n{self.said[-4000:]}"


class Programs:
    """Starts programs that have the package, with one folder for all spools."""

    def __init__(self, site, folder):
        self.site, self.folder, self.started = site, Path(folder), []
        self.spools = self.folder / "spools"

    def environment(self, uri, **more):
        # A line that is printed is one write, so that those of several processes stay apart.
        settings = {"RUNLORE_TRACKING_URI": uri, "RUNLORE_SPOOL_DIR": str(self.spools), "PYTHONUNBUFFERED": "",
                    "PYTHONPATH": str(self.site), "GIT_PYTHON_REFRESH": "quiet"}
        return servers.clean_environment(**settings | more)

    def start(self, code, uri, *arguments, folder=None, **environment):
        folder = folder or self.folder / "work"
        folder.mkdir(exist_ok=True)
        program = Program(code, folder, self.environment(uri, **environment), *arguments)
        self.started.append(program)
        return program

    def run(self, code, uri, *arguments, **environment):
        """Runs a program to its end; answers the JSON that it printed last."""
        done = subprocess.run([sys.executable, "-c", code, *map(str, arguments)], cwd=self.folder, timeout=120,
                              env=self.environment(uri, **environment), capture_output=True, text=True)
        assert done.returncode == 0, f"{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
        return json.loads(done.stdout.splitlines()[-1]) if done.stdout.strip() else None

    def sync(self, folder="", to="", **environment):
        """`runlore.sync` in a process of its own."""
        return self.run(SYNC, "http://127.0.0.1:9", folder, to, **environment)

    def syncs(self, count=1):
        """So many at the same time; answers what each said."""
        command = [sys.executable, "-c", SYNC, "", ""]
        started = [subprocess.Popen(command, cwd=self.folder, env=self.environment("http://127.0.0.1:9"), text=True,
                                    stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(count)]
        ends = [(process.communicate(timeout=120), process.returncode) for process in started]
        assert all(code == 0 for _, code in ends), ends
        return [json.loads(out) for (out, _), _ in ends]

    def read(self, uri, run_id):
        """A run with its history and the digests of its files, as the package reads it."""
        return self.run(READ, uri, run_id, RUNLORE_SPOOL_DIR=str(self.folder / "reader's"))

    def left(self):
        """The spools that are there."""
        return sorted(path.parent for path in self.spools.glob("*/lock"))

    def stop(self):
        for program in self.started:
            program.kill()
