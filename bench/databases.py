"""The databases that the loads run on. Big ones are filled by SQL, in a schema that the server made, and kept.

The same numbers go into every database, so answers can be compared between servers.
"""

import hashlib
import shutil
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2

WORK = Path("bench/work").resolve()
START = 1_750_000_000_000


def run_id(name, i):
    return hashlib.md5(f"{name}{i}".encode()).hexdigest()


class Sqlite:
    """An SQLite file, looked at from outside the server."""

    def __init__(self, path):
        self.path = Path(path)

    def uri(self, server):
        return f"sqlite://{self.path}" if server == "fasttrackml" else f"sqlite:///{self.path}"

    def scalar(self, sql):
        with sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=30) as db:
            return db.execute(sql).fetchone()[0]

    def points(self, prefix):
        """Rows of `metrics` whose key begins so. All prefixes end in a dot, and '/' is the character after it."""
        return self.scalar(f"SELECT count(*) FROM metrics WHERE key >= '{prefix}' AND key < '{prefix[:-1]}/'")

    def size_mib(self):
        return round(sum(f.stat().st_size for f in self.path.parent.glob(self.path.name + "*")) / 2**20)

    def remove(self):
        for file in self.path.parent.glob(self.path.name + "*"):
            file.unlink()


class Postgres:
    """A database of the throw-away PostgreSQL server."""

    def __init__(self, cluster, name):
        self.cluster, self.name = cluster, name

    def uri(self, server):
        return f"postgresql://bench@127.0.0.1:{self.cluster.port}/{self.name}"

    def connect(self):
        return psycopg2.connect(self.uri(None))

    def scalar(self, sql):
        with self.connect() as db, db.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0]

    def points(self, prefix):
        return self.scalar(f"SELECT count(*) FROM metrics WHERE starts_with(key, '{prefix}')")

    def size_mib(self):
        return round(self.scalar(f"SELECT pg_database_size('{self.name}')") / 2**20)

    def remove(self):
        self.cluster.drop(self.name)


@dataclass
class Part:
    """Some runs of one kind, spread evenly over experiments."""

    name: str
    runs: int
    experiments: list[int]
    metrics: int = 0
    params: int = 0
    tags: int = 0
    # One run in this many stays, the others are deleted, the newest first.
    deleted_but_one_in: int = 0
    # Histories: keys × steps for every run.
    keys: int = 0
    steps: int = 0
    # Every run has the first so many metric keys, and the others out of a pool of this size.
    shared: int = 0
    pool: int = 0
    # A logged table of this name; its file is whoever measures it to make.
    table: str = ""

    def ids(self, count=None):
        return [run_id(self.name, i) for i in range(count or self.runs)]


@dataclass
class Content:
    name: str
    parts: list[Part] = field(default_factory=list)
    # Experiments without runs are added until there are so many.
    experiments: int = 0

    def part(self, name):
        return next(p for p in self.parts if p.name == name)


def searched(name, runs, experiments=(1,), metrics=10, params=10, tags=3, **more):
    return Part(name, runs, list(experiments), metrics, params, tags, **more)


WRITERS = Part("writers", 500, [2])
CONTENTS = {c.name: c for c in [
    Content("empty", [WRITERS, Part("wide", 1, [2], metrics=52)]),
    Content("runs20k", [searched("r", 20_000)]),
    # The bad cases that need runs of their own: 300 experiments, and one whose runs are nearly all deleted.
    Content("bad40k", [searched("many", 20_000, range(1, 301)), searched("gone", 20_000, [301], deleted_but_one_in=100)]),
    Content("runs200k", [searched("r", 200_000)]),
    Content("wide30k", [searched("r", 30_000, metrics=100, params=100, tags=20)]),
    Content("history", [Part("h200k", 1, [1], keys=1, steps=200_000), WRITERS]),
    Content("points10m", [Part("writers", 500, [2], keys=20, steps=1000), Part("h200k", 1, [1], keys=1, steps=200_000),
                          Part("wide", 1, [2], metrics=52)]),
    Content("mixed", [searched("r", 20_000), WRITERS, Part("h5m", 1, [3], keys=1, steps=5_000_000)]),
    # What the interface has to show.
    Content("ui", [searched("many", 10_000, metrics=100, shared=20, pool=5_000), Part("keys", 1, [2], metrics=12_000),
                   Part("history", 1, [3], keys=1, steps=1_000_000), searched("compared", 200, [4], params=500),
                   Part("table", 1, [5], table="answers.json")], experiments=20_000),
]}


def say(text):
    print(f"[{time.strftime('%H:%M:%S')}] {text}", file=sys.stderr, flush=True)


class Fill:
    """Fills one database. `flavor` is mlflow or fasttrackml; the SQL is the same on SQLite and PostgreSQL."""

    def __init__(self, execute, insert_many, postgres, flavor):
        self.execute, self.insert_many, self.postgres, self.flavor = execute, insert_many, postgres, flavor
        self.row_num = 0

    def fill(self, content, artifacts):
        fml = self.flavor == "fasttrackml"
        ids = sorted({e for p in content.parts for e in p.experiments} | set(range(1, content.experiments + 1)))
        self.insert_many(
            "experiments", ["experiment_id", "name", "artifact_location", "lifecycle_stage", "creation_time", "last_update_time"]
            + (["namespace_id"] if fml else []),
            [(e, f"e{e}", f"{artifacts}/{e}", "active", START, START) + ((1,) if fml else ()) for e in ids])
        for part in content.parts:
            self.part(part, artifacts, fml)

    def part(self, p, artifacts, fml):
        rows = []
        for i in range(p.runs):
            stays = not p.deleted_but_one_in or i % p.deleted_but_one_in == 0
            rows.append((run_id(p.name, i), f"{p.name}-{i}", "UNKNOWN", "", "", "bench", "RUNNING" if not p.metrics else "FINISHED",
                         START + i * 1000, START + i * 1000 + 500, "", "active" if stays else "deleted", None if stays else START,
                         f"{artifacts}/{run_id(p.name, i)}/artifacts", p.experiments[i % len(p.experiments)])
                        + ((self.row_num + i,) if fml else ()))
        self.row_num += p.runs
        self.insert_many("runs", ["run_uuid", "name", "source_type", "source_name", "entry_point_name", "user_id", "status", "start_time",
                                  "end_time", "source_version", "lifecycle_stage", "deleted_time", "artifact_uri", "experiment_id"]
                         + (["row_num"] if fml else []), rows)
        self.execute("CREATE TEMP TABLE r (i BIGINT PRIMARY KEY, id VARCHAR(32), t BIGINT)")
        self.insert_many("r", ["i", "id", "t"], [(i, row[0], row[7]) for i, row in enumerate(rows)])
        context, latest_context = (", 1, 1", ", 1, 1") if fml else ("", "")
        metric_columns = "key, value, timestamp, run_uuid, step, is_nan" + (", iter, context_id" if fml else "")
        latest_columns = "key, value, timestamp, step, is_nan, run_uuid" + (", last_iter, context_id" if fml else "")
        param_columns = "key, value_str, run_uuid" if fml else "key, value, run_uuid"
        false = "false" if self.postgres else "0"
        if p.metrics:
            value = "((r.i * 7919 + n.i * 104729) % 10007) / 10007.0"
            each = f"FROM r CROSS JOIN ({self.numbers(p.metrics)}) n"
            rare = "FROM r WHERE r.i % 100 = 0"
            key = "n.i"
            if p.pool:
                # Neighbours of one another within a run, so that all of them differ.
                key = f"CASE WHEN n.i < {p.shared} THEN n.i ELSE {p.shared} + (r.i * 37 + n.i) % {p.pool - p.shared} END"
            self.execute(f"INSERT INTO metrics ({metric_columns}) SELECT 'm' || {key}, {value}, r.t + n.i, r.id, 0, {false}{context} {each}")
            self.execute(f"INSERT INTO metrics ({metric_columns}) SELECT 'rare', r.i / 100.0, r.t, r.id, 0, {false}{context} {rare}")
            self.execute(
                f"INSERT INTO latest_metrics ({latest_columns}) SELECT 'm' || {key}, {value}, r.t + n.i, 0, {false}, r.id{latest_context} {each}")
            self.execute(f"INSERT INTO latest_metrics ({latest_columns}) SELECT 'rare', r.i / 100.0, r.t, 0, {false}, r.id{latest_context} {rare}")
        if p.params:
            # p0 to p4 have ten values each, the others nearly one a run.
            self.execute(
                f"INSERT INTO params ({param_columns}) SELECT 'p' || n.i, CASE WHEN n.i < 5 THEN 'v' || ((r.i * 31 + n.i * 17) % 10)"
                f" ELSE 'x' || ((r.i * 7919 + n.i) % 100003) END, r.id FROM r CROSS JOIN ({self.numbers(p.params)}) n")
            self.execute(f"INSERT INTO params ({param_columns}) SELECT 'rare', 'yes', r.id FROM r WHERE r.i % 100 = 0")
        if p.tags:
            # t2 is the same on every run.
            self.execute(f"INSERT INTO tags (key, value, run_uuid) SELECT 't' || n.i, CASE WHEN n.i = 2 THEN 'same' ELSE 'a' ||"
                         f" ((r.i * 13 + n.i) % 5) END, r.id FROM r CROSS JOIN ({self.numbers(p.tags)}) n")
        if p.table:
            listed = f'[{{"path": "{p.table}", "type": "table"}}]'
            self.execute(f"INSERT INTO tags (key, value, run_uuid) SELECT 'mlflow.loggedArtifacts', '{listed}', r.id FROM r")
        if p.keys:
            # In the order in which runs that train at the same time write.
            value = "((s.i * 7919 + k.i * 104729 + r.i) % 10007) / 10007.0"
            self.execute(
                f"INSERT INTO metrics ({metric_columns}) SELECT 'k' || k.i, {value}, r.t + s.i * 1000, r.id, s.i, {false}"
                f"{', s.i + 1, 1' if fml else ''} FROM ({self.numbers(p.steps)}) s CROSS JOIN r CROSS JOIN ({self.numbers(p.keys)}) k")
            self.execute(
                f"INSERT INTO latest_metrics ({latest_columns}) SELECT 'k' || k.i, {value.replace('s.i', str(p.steps - 1))},"
                f" r.t + {(p.steps - 1) * 1000}, {p.steps - 1}, {false}, r.id{f', {p.steps}, 1' if fml else ''}"
                f" FROM r CROSS JOIN ({self.numbers(p.keys)}) k")
        self.execute("DROP TABLE r")

    def numbers(self, count):
        if self.postgres:
            return f"SELECT i::bigint FROM generate_series(0, {count - 1}) AS g(i)"
        return f"WITH RECURSIVE g(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM g WHERE i < {count - 1}) SELECT i FROM g"


def template(flavor, name, make_schema):
    """The kept SQLite database of this content, in MLflow's or FastTrackML's schema."""
    path = WORK / "db" / f"{name}.{flavor}.db"
    if path.exists():
        return Sqlite(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    schema = WORK / "db" / f"schema.{flavor}.db"
    if not schema.exists():
        make_schema(Sqlite(schema))
    say(f"filling {path.name}")
    making = path.with_suffix(".making")
    shutil.copy(schema, making)
    db = sqlite3.connect(making, isolation_level=None)
    # Only this file's making is unsafe; how a server opens it later is the server's own choice.
    db.executescript("PRAGMA journal_mode=DELETE; PRAGMA synchronous=OFF; PRAGMA cache_size=-2000000; PRAGMA temp_store=MEMORY;")
    indexes = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN"
                         " ('metrics', 'latest_metrics', 'params', 'tags')").fetchall()
    db.execute("BEGIN")
    for index, _ in indexes:
        db.execute(f'DROP INDEX "{index}"')
    if flavor == "fasttrackml":
        db.execute("INSERT INTO contexts (id, json) VALUES (1, '{}') ON CONFLICT DO NOTHING")

    def insert_many(table, columns, rows):
        db.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", rows)

    root = "mlflow-artifacts:" if flavor == "mlflow" else f"file://{WORK}/artifacts"
    Fill(db.execute, insert_many, False, flavor).fill(CONTENTS[name], root)
    for _, sql in indexes:
        db.execute(sql)
    db.execute("COMMIT")
    db.close()
    making.rename(path)
    return Sqlite(path)


def postgres_template(cluster, name, make_schema):
    """The same in a database of the PostgreSQL server, in MLflow's schema."""
    database = Postgres(cluster, f"t_{name}")
    if cluster.has(database.name):
        return database
    schema = Postgres(cluster, "t_schema")
    if not cluster.has(schema.name):
        cluster.create(schema.name)
        make_schema(schema)
    say(f"filling {database.name} on PostgreSQL")
    making = Postgres(cluster, f"making_{name}")
    cluster.drop(making.name)
    cluster.create(making.name, schema.name)
    db = making.connect()
    cursor = db.cursor()
    cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT LIKE '%_pk' AND tablename IN"
                   " ('metrics', 'latest_metrics', 'params', 'tags')")
    indexes = cursor.fetchall()
    for index, _ in indexes:
        cursor.execute(f'DROP INDEX "{index}"')

    def insert_many(table, columns, rows):
        from psycopg2.extras import execute_values
        execute_values(cursor, f"INSERT INTO {table} ({', '.join(columns)}) VALUES %s", rows, page_size=5000)

    Fill(cursor.execute, insert_many, True, "mlflow").fill(CONTENTS[name], "mlflow-artifacts:")
    for _, sql in indexes:
        cursor.execute(sql)
    db.commit()
    db.autocommit = True
    cursor.execute("VACUUM ANALYZE")
    db.close()
    cluster.rename(making.name, database.name)
    return database


def copy(database, name):
    """A copy that a load may write into."""
    if isinstance(database, Postgres):
        database.cluster.drop(name)
        database.cluster.create(name, database.name)
        return Postgres(database.cluster, name)
    target = Sqlite(WORK / f"{name}.db")
    target.remove()
    subprocess.run(["cp", "--reflink=auto", str(database.path), str(target.path)], check=True)
    return target
