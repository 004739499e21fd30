"""Builds the one database that every recorded answer is about, with MLflow's own store.

`make oracle` runs it; the result is `seed.db.gz`, which tests unpack without MLflow (a file and not SQL text, because
text would round the extreme doubles). Ids and times come from counters, so the same MLflow always gives the same rows.
"""

import gzip
import hashlib
import math
import os
import sqlite3
import sys
import tempfile
import time
import uuid
from pathlib import Path
from unittest import mock

SEED = Path(__file__).with_name("seed.db.gz")
BASE = 1_700_000_000_000  # every time in the seed lies near here, long before any test runs


class Clock:
    """Time that moves by 7 ms a look."""

    def __init__(self):
        self.now = BASE / 1000

    def __call__(self):
        self.now += 0.007
        return self.now


class Ids:
    """UUIDs that are the digests of a counter."""

    def __init__(self):
        self.count = 0

    def __call__(self):
        self.count += 1
        return uuid.UUID(hashlib.md5(f"seed-{self.count}".encode()).hexdigest())


def build(path):
    """Writes the seeded database to `path`."""
    from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore

    store = SqlAlchemyStore(f"sqlite:///{path}", "mlflow-artifacts:/")
    with mock.patch("uuid.uuid4", Ids()), mock.patch("time.time", Clock()):
        experiments = seed_experiments(store)
        seed_runs(store, experiments)
        seed_datasets(store, experiments)
        seed_history(store, experiments)
        seed_models(store, experiments)
        seed_lifecycle(store, experiments)
    store._dispose_engine()
    settle(path)


def seed_experiments(store):
    from mlflow.entities import ExperimentTag

    def make(name, **tags):
        return store.create_experiment(name, tags=[ExperimentTag(k, v) for k, v in tags.items()])

    ids = {
        "alpha": make("alpha", env="prod", team="nlp", **{"mlflow.note.content": "first *notes*"}),
        "beta": make("old-beta", env="dev"),
        "gone": make("gone", env="prod"),
        "unicode": make("Ünïcode 実験 🐿", **{"schlüssel": "wert ü"}),
        "datasets": make("datasets/nested name", env=""),
        "history": make("history", env="Prod", team="NLP"),
        "models": make("models", team="vision"),
        "upper": make("ALPHA"),
        "odd": make("100%_odd 'quoted' \"name\"", **{"key with space": "v", "a/b.c": "it's"}),
        "empty": make("empty"),
    }
    store.rename_experiment(ids["beta"], "beta")
    for i in range(12):
        make(f"bulk-{i:02}", rank=str(i % 4))
    return ids


PARAM_POOL = ["v0", "v1", "v2", "V1", "", "it's", 'say "hi"', "100%", "under_score", "ünïcode", "10", "9", "1e-3"]
METRIC_POOL = [0.0, -0.0, 0.5, 0.5, 1.0, math.nan, math.inf, -math.inf, 5e-324, 1.7976931348623157e308, -1.5, 1e-7]
NAMES = ["solo", "twin", "twin", "Twin", "Läufer", "a_b", "a%b", "it's a run", "nested/child", "zz top", "0", "🐿"]
STATUSES = ["RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED"]


def seed_runs(store, experiments):
    for i in range(40):
        add_run(store, experiments["alpha"], i)
    for i in range(40, 52):
        add_run(store, experiments["beta"], i)
    for i in range(52, 56):
        add_run(store, experiments["gone"], i)
    for i in range(56, 60):
        add_run(store, experiments["unicode"], i)


def add_run(store, experiment_id, i):
    from mlflow.entities import Metric, Param, RunStatus, RunTag

    start = BASE + (i // 3) * 1000 if i % 13 else 0
    tags = [RunTag("mlflow.user", f"user{i % 3}"), RunTag("mlflow.source.name", f"train_{i % 4}.py")]
    if i % 3 == 1:
        tags.append(RunTag("mlflow.parentRunId", "0" * 32))
    run = store.create_run(experiment_id, f"user{i % 3}", start, tags, NAMES[i % len(NAMES)])
    run_id = run.info.run_id
    metrics = [Metric("always", i / 8, BASE + i, 0)]
    if i % 4:
        metrics.append(Metric("acc", METRIC_POOL[i % len(METRIC_POOL)], BASE + i, i % 5))
    if i % 5:
        metrics.append(Metric("loss", METRIC_POOL[(i * 7) % len(METRIC_POOL)], BASE + i, 1))
    if i % 6 == 0:
        metrics += [Metric("val loss", i * 0.1, BASE, -3), Metric("a/b.c", float(i), BASE, 2**62)]
    if i % 7 == 0:
        metrics += [Metric("précision", 0.25 * (i % 3), BASE, 0), Metric("flat", 1.0, BASE, 0)]
    if i % 10 == 0:
        metrics += [Metric("steps", v, BASE + t, s) for v, t, s in
                    [(1.0, 5, 1), (9.0, 4, 1), (2.0, 5, 1), (0.5, 1, 2), (math.nan, 1, 2), (7.0, 9, 0)]]
    params = [Param("p1", PARAM_POOL[i % len(PARAM_POOL)]), Param("seed", str(i))]
    if i % 2:
        params.append(Param("lr", ["0.1", "0.01", "1e-3", "10"][i % 4]))
    if i % 9 == 0:
        params += [Param("with space", "x y"), Param("dir/param.name", "deep"), Param("größe", "XL")]
    if i == 11:
        params.append(Param("prompt", "Tell me about squirrels.\n" * 200))
    more = [RunTag("env", ["prod", "dev", "PROD", "", "stage%"][i % 5])]
    if i % 2 == 0:
        more.append(RunTag("team", ["nlp", "vision"][i % 4 // 2]))
    if i % 8 == 0:
        more += [RunTag("tag with space", "s p"), RunTag("schlüssel", "wert"), RunTag("x.y/z", "deep")]
        more.append(RunTag("mlflow.loggedArtifacts", '[{"path": "tab.json", "type": "table"}]'))
    store.log_batch(run_id, metrics, params, more)
    status = STATUSES[i % 5]
    if status != "RUNNING":
        end = start + 10 * i if status in ("FINISHED", "FAILED", "KILLED") else None
        store.update_run_info(run_id, RunStatus.from_string(status), end, None)
    if i % 11 == 10:
        store.delete_run(run_id)


def seed_datasets(store, experiments):
    from mlflow.entities import Dataset, DatasetInput, InputTag

    def dataset(name, digest, **more):
        return Dataset(name, digest, more.pop("source_type", "code"), '{"tags": {}}', **more)

    train = dataset("train", "aaaa1111", schema='{"mlflow_colspec": []}', profile='{"num_rows": 10}')
    test = dataset("test", "bbbb2222", source_type="local")
    uni = dataset("dätä set 'x'", "cccc3333", source_type="s3", schema="", profile="")
    upper = dataset("TRAIN", "AAAA1111")

    def run(i, *inputs):
        made = store.create_run(experiments["datasets"], "ann", BASE + i, [], f"data-{i}")
        store.log_inputs(
            made.info.run_id,
            [DatasetInput(d, [InputTag("mlflow.data.context", c) for c in contexts]) for d, contexts in inputs],
        )
        return made.info.run_id

    run(0, (train, ["training"]))
    run(1, (train, ["eval"]), (test, ["eval"]))
    run(2, (test, ["Training"]), (uni, []))
    run(3, (upper, ["100%_ctx"]), (train, ["training"]))
    run(4)
    deleted = run(5, (dataset("only-deleted", "dddd4444"), ["training"]))
    store.delete_run(deleted)
    other = store.create_run(experiments["beta"], "ann", BASE + 7, [], "data-beta")
    store.log_inputs(other.info.run_id, [DatasetInput(train, [InputTag("mlflow.data.context", "beta"),
                                                              InputTag("other", "")])])


def seed_history(store, experiments):
    from mlflow.entities import Metric

    def run(name):
        return store.create_run(experiments["history"], "bob", BASE, [], name).info.run_id

    def log(run_id, metrics):
        for at in range(0, len(metrics), 1000):
            store.log_batch(run_id, metrics[at:at + 1000], [], [])

    long, short, messy = run("long"), run("short"), run("messy")
    log(long, [Metric("m", math.sin(i / 50) if i % 97 else math.nan, BASE + (i * 13) % 5000, i) for i in range(5000)])
    log(long, [Metric("sparse", float(i), BASE + i, i * 1000) for i in range(20)])
    log(short, [Metric("m", float(i % 5), BASE + i // 4, i // 2) for i in range(120)])
    log(messy, [Metric("m", v, BASE + t, s) for s in (-5, 0, 0, 3, 2**53 + 1) for t in (9, 3) for v in
                (1.0, -1.0, math.nan, math.inf, -math.inf, 5e-324, 0.1)])
    log(messy, [Metric("größe", 1.0, 0, 0), Metric("a b/c.d", 2.0, 1, 1)])
    run("blank")
    store.delete_run(short_deleted := run("deleted"))
    assert short_deleted


def seed_models(store, experiments):
    from mlflow.entities import Dataset, DatasetInput, LoggedModelInput, LoggedModelOutput, LoggedModelParameter
    from mlflow.entities import LoggedModelStatus, LoggedModelTag, Metric

    where = experiments["models"]
    runs = [store.create_run(where, "cara", BASE + i, [], f"model-run-{i}").info.run_id for i in range(3)]
    store.log_inputs(runs[0], [DatasetInput(Dataset("train", "aaaa1111", "code", "{}"), [])])
    ready, failed = LoggedModelStatus.READY, LoggedModelStatus.FAILED
    ids = []
    for i in range(14):
        model = store.create_logged_model(
            where,
            name=["net", "Net", "tree", "ünit", "a b", "a_b", "100"][i % 7],
            source_run_id=runs[i % 3] if i % 4 else None,
            tags=[LoggedModelTag("stage", ["dev", "prod"][i % 2])] if i % 3 else [LoggedModelTag("a b", "x y")],
            params=[LoggedModelParameter("depth", str(i % 4)), LoggedModelParameter("größe", "XL")] if i % 5 else [],
            model_type=["Agent", "agent", "", None][i % 4],
        )
        ids.append(model.model_id)
        if i % 3:
            store.finalize_logged_model(model.model_id, ready if i % 3 == 1 else failed)
        run_id = runs[i % 3]
        metrics = [Metric("acc", METRIC_POOL[(i * 5) % len(METRIC_POOL)], BASE + i, 0, model_id=model.model_id,
                          run_id=run_id)]
        if i % 2:
            metrics += [Metric("acc", i / 10 + s, BASE + s, s, model_id=model.model_id, run_id=run_id,
                               dataset_name="train", dataset_digest="aaaa1111") for s in range(3)]
        if i % 5 == 2:
            metrics.append(Metric("f 1/x", 0.5, BASE, 0, model_id=model.model_id, run_id=run_id,
                                  dataset_name="test", dataset_digest="bbbb2222"))
        store.log_batch(run_id, metrics, [], [])
    store.delete_logged_model(ids[13])
    other = store.create_logged_model(experiments["beta"], name="net", params=[LoggedModelParameter("depth", "1")])
    store.log_inputs(runs[1], models=[LoggedModelInput(ids[0]), LoggedModelInput(other.model_id)])
    store.log_outputs(runs[1], [LoggedModelOutput(ids[1], 3), LoggedModelOutput(ids[2], 0)])
    store.log_outputs(runs[2], [LoggedModelOutput(ids[3], 7)])


def seed_lifecycle(store, experiments):
    from mlflow.entities import ExperimentTag

    store.delete_experiment(experiments["gone"])
    store.set_experiment_tag(experiments["alpha"], ExperimentTag("late", "yes"))


def settle(path):
    """What no API can write: ties between times, and rows as older versions left them."""
    db = sqlite3.connect(path)
    db.execute("PRAGMA case_sensitive_like = ON")
    db.execute("UPDATE experiments SET creation_time = ?, last_update_time = ? WHERE experiment_id = 0", (BASE, BASE))
    db.execute("UPDATE experiments SET creation_time = ?, last_update_time = ? WHERE name LIKE 'bulk-%'",
               (BASE + 50, BASE + 60))
    db.execute("UPDATE experiments SET creation_time = NULL, last_update_time = NULL WHERE name = 'empty'")
    db.execute("UPDATE logged_models SET creation_timestamp_ms = ? WHERE name IN ('tree', 'a_b')", (BASE + 99,))
    db.commit()
    db.execute("VACUUM")
    db.close()


ARTIFACTS = {
    "a.txt": b"hello\n", "empty.txt": b"", "dir/b.json": b'{"b": 1}', "dir/deeper/c.bin": bytes(range(256)) * 40,
    "spa ce.txt": b"space", "ü.md": "# ü\n".encode(), "100%.txt": b"percent", "50%25.txt": b"encoded",
    "a+b.png": b"\x89PNG", "page.html": b"<b>hi</b>", "MLmodel": b"flavors: {}\n", "x.csv": b"a,b\n1,2\n",
    "ckpt#3": b"hash", "q?.txt": b"question", "[1].txt": b"brackets", "a~b.txt": b"tilde", "table.tsv": b"a\tb\n",
    "script.py": b"print()\n", "model.pkl": b"\x80\x04", "run.log": b"line\n", "notebook.ipynb": b"{}",
    "image.svg": b"<svg/>", "archive.tar.gz": b"\x1f\x8b", "noext": b"?",
}


def artifacts(destination):
    """The files of the seed's first run and first logged model, under the artifacts destination."""
    from tests.oracle.ids import MODELS, RUNS, experiment

    for root in (f"{experiment('alpha')}/{RUNS[0]}", f"{experiment('models')}/models/{MODELS[0]}"):
        for name, content in ARTIFACTS.items():
            path = Path(destination) / root / "artifacts" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def load(path):
    """Writes the committed seed to `path`: no MLflow needed."""
    Path(path).write_bytes(gzip.decompress(SEED.read_bytes()))


def load_postgres(uri):
    """Puts the seed's rows in place of all rows of a PostgreSQL database that has the schema."""
    import psycopg

    with tempfile.TemporaryDirectory() as folder, psycopg.connect(uri) as target:
        load(path := Path(folder) / "seed.db")
        source = sqlite3.connect(path)
        target.execute("SET session_replication_role = replica")  # foreign keys rest while the rows come
        booleans = set(target.execute("SELECT table_name, column_name FROM information_schema.columns "
                                      "WHERE table_schema = 'public' AND data_type = 'boolean'").fetchall())
        tables = [name for (name,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        mine = target.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        target.execute(f"TRUNCATE {', '.join(name for (name,) in mine)} CASCADE")
        for table in tables:
            cursor = source.execute(f"SELECT * FROM {table}")
            if not source.execute(f"SELECT EXISTS (SELECT * FROM {table})").fetchone()[0]:
                continue
            columns = [column[0] for column in cursor.description]
            flags = [n for n, column in enumerate(columns) if (table, column) in booleans]
            with target.cursor().copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                for row in cursor:
                    row = list(row)
                    for n in flags:
                        row[n] = None if row[n] is None else bool(row[n])
                    copy.write_row(row)
        target.execute("SELECT setval('experiments_experiment_id_seq', (SELECT max(experiment_id) FROM experiments))")
        source.close()


def rows(path):
    """Rows and schema in a form that does not depend on the order in which MLflow's migrations wrote them."""
    db = sqlite3.connect(path)
    inserts, lines = [], []
    for statement in db.iterdump():
        if statement.startswith("INSERT"):
            inserts.append(statement)
        else:
            lines += [line.strip().rstrip(",") for line in statement.splitlines()]
    db.close()
    return sorted(inserts), sorted(lines)


def main():
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "seed.db"
        build(path)
        if SEED.exists():
            load(committed := Path(folder) / "committed.db")
            if rows(committed) == rows(path):
                print("seed: unchanged", file=sys.stderr)
                return
        content = path.read_bytes()
    SEED.write_bytes(gzip.compress(content, 9, mtime=0))
    print(f"seed: {len(content):,} bytes in {time.monotonic() - started:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    if os.environ.get("PYTHONHASHSEED") != "0":  # MLflow's migrations walk over sets
        os.execve(sys.executable, [sys.executable, "-m", "tests.oracle.seed"], os.environ | {"PYTHONHASHSEED": "0"})
    main()
