"""A PostgreSQL server of the benchmark's own, with PostgreSQL's default settings, kept with its databases."""

import os
import pwd
import shutil
import socket
import subprocess
import time
from pathlib import Path

import psycopg2

from bench.databases import WORK, say


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def programs():
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    path = found[-1] if found else Path(shutil.which("postgres") or "")
    if not path.is_file():
        raise RuntimeError("no PostgreSQL server here; scripts/setup test installs one")
    return path.resolve().parent


class Cluster:
    def __init__(self):
        self.bin, self.port, self.folder = programs(), free_port(), WORK / "pg"
        # PostgreSQL refuses to run as root.
        self.user = next((u for u in ("postgres", "nobody") if has_user(u)), None) if os.getuid() == 0 else None
        if not (self.folder / "PG_VERSION").exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            if self.user:
                os.chown(self.folder, pwd.getpwnam(self.user).pw_uid, pwd.getpwnam(self.user).pw_gid)
            self.run("initdb", "-D", self.folder, "-U", "bench", "-A", "trust", "--locale=C.UTF-8", "-E", "UTF8")
        self.run("pg_ctl", "-D", self.folder, "-w", "-l", self.folder / "log", "-o",
                 f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''", "start")

    def run(self, program, *arguments):
        command = [str(self.bin / program), *map(str, arguments)]
        if self.user:
            command = ["setpriv", f"--reuid={self.user}", f"--regid={self.user}", "--clear-groups", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

    def stop(self):
        self.run("pg_ctl", "-D", self.folder, "-w", "-m", "fast", "stop")

    def admin(self, sql, arguments=()):
        db = psycopg2.connect(f"postgresql://bench@127.0.0.1:{self.port}/postgres")
        db.autocommit = True
        try:
            cursor = db.cursor()
            cursor.execute(sql, arguments)
            return cursor.fetchall() if cursor.description else None
        finally:
            db.close()

    def has(self, name):
        return bool(self.admin("SELECT 1 FROM pg_database WHERE datname = %s", (name,)))

    def create(self, name, of="template1"):
        say(f"making database {name} of {of}")
        self.admin(f"CREATE DATABASE {name} TEMPLATE {of}")

    def drop(self, name):
        self.admin(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def rename(self, old, new):
        deadline = time.time() + 10
        while True:
            try:
                return self.admin(f"ALTER DATABASE {old} RENAME TO {new}")
            except psycopg2.errors.ObjectInUse:
                if time.time() > deadline:
                    raise
                time.sleep(0.2)

    def version(self):
        return self.admin("SHOW server_version")[0][0]


def has_user(name):
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
