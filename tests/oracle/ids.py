"""Names for the seed's rows, read from the seed itself."""

import sqlite3
import tempfile
from pathlib import Path

from tests.oracle import seed

NO_RUN = "0" * 32
NO_MODEL = "m-" + "0" * 32


def _read():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "seed.db"
        seed.load(path)
        db = sqlite3.connect(path)
        experiments = {name: str(number) for name, number in db.execute("SELECT name, experiment_id FROM experiments")}
        runs = db.execute("SELECT run_uuid, name, lifecycle_stage, experiment_id FROM runs ORDER BY rowid").fetchall()
        models = [row[0] for row in db.execute("SELECT model_id FROM logged_models ORDER BY rowid")]
        db.close()
    return experiments, runs, models


EXPERIMENTS, _ROWS, MODELS = _read()
RUNS = [row[0] for row in _ROWS]  # in the order of creation: RUNS[i] is add_run's i
DELETED = {row[0] for row in _ROWS if row[2] == "deleted"}
ALL_EXPERIMENTS = sorted(EXPERIMENTS.values(), key=int)


def experiment(name):
    return EXPERIMENTS[name]


def run(name):
    """The run of that (unique) name."""
    (found,) = [row[0] for row in _ROWS if row[1] == name]
    return found
