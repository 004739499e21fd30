"""A throw-away PostgreSQL on a free port: Debian's programs, or those of the `pgserver` wheel."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from tests.support.servers import ROOT, free_port

PLACES = ("/usr/lib/postgresql/15/bin", "/usr/lib/postgresql/*/bin", "/usr/local/pgsql/bin",
          f"{ROOT}/.venv-pg/lib/python*/site-packages/pgserver/pginstall/bin",
          f"{ROOT}/.venv/lib/python*/site-packages/pgserver/pginstall/bin")


def programs():
    """The folder with `initdb` and `postgres`."""
    for place in PLACES:
        for folder in sorted(Path("/").glob(place.lstrip("/")), reverse=True):
            if (folder / "initdb").exists() and (folder / "postgres").exists():
                return folder
    found = shutil.which("postgres")
    if found:
        return Path(found).parent
    raise FileNotFoundError("no PostgreSQL server here: run `scripts/setup test`")


class Postgres:
    """One server; `new_database()` gives an empty database in it."""

    def __init__(self, **settings):
        self.settings = settings
        self.bin = programs()
        self.port = free_port()
        self.process = None
        self.count = 0
        # PostgreSQL refuses to run as root, and must be able to reach its folder.
        self.user = {"user": "postgres" if _exists("postgres") else "nobody"} if os.geteuid() == 0 else {}
        self.folder = Path(tempfile.mkdtemp(prefix="runlore-pg-"))
        if self.user:
            shutil.chown(self.folder, **self.user)

    @property
    def version(self):
        return subprocess.run([self.bin / "postgres", "--version"], capture_output=True, text=True).stdout.strip()

    @property
    def data(self):
        return self.folder / "data"

    def __enter__(self):
        done = subprocess.run(
            [self.bin / "initdb", "-D", self.data, "-U", "runlore", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
            capture_output=True, text=True, cwd=self.folder, **self.user)
        assert done.returncode == 0, done.stderr
        return self.start()

    def start(self):
        options = [f"-c{name}={value}" for name, value in self.settings.items()]
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                [self.bin / "postgres", "-D", self.data, "-p", str(self.port), "-k", self.folder, "-h", "127.0.0.1",
                 *options], stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=self.folder, **self.user)
        for _ in range(600):
            try:
                self.query("SELECT 1", "postgres")
                return self
            except Exception:
                assert self.process.poll() is None, (self.folder / "log").read_text()[-2000:]
                time.sleep(0.05)
        raise RuntimeError("PostgreSQL did not answer")

    def stop(self, how=signal.SIGINT):
        """SIGINT is PostgreSQL's fast stop; SIGQUIT its crash."""
        if self.process:
            self.process.send_signal(how)
            self.process.wait(60)
            self.process = None

    def __exit__(self, *_):
        self.stop(signal.SIGQUIT)  # nothing of it is needed any more
        shutil.rmtree(self.folder, ignore_errors=True)

    def uri(self, name):
        return f"postgresql://runlore@127.0.0.1:{self.port}/{name}"

    def new_database(self, template=None):
        self.count += 1
        name = f"db{self.count}"
        copy = f" TEMPLATE {template.rsplit('/', 1)[1]}" if template else ""
        self.query(f"CREATE DATABASE {name}{copy}", "postgres")
        return self.uri(name)

    def drop(self, uri):
        self.query(f"DROP DATABASE {uri.rsplit('/', 1)[1]} WITH (FORCE)", "postgres")

    def query(self, sql, name, parameters=()):
        import psycopg

        with psycopg.connect(self.uri(name), autocommit=True, connect_timeout=3) as connection:
            cursor = connection.execute(sql, parameters)
            return cursor.fetchall() if cursor.description else None


def _exists(user):
    import pwd

    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True
