"""Plays a scenario on a server that stands on a fresh copy of the seed."""

import shutil
import sqlite3
from functools import cache
from pathlib import Path

from tests.oracle import seed
from tests.oracle.normal import ID, Normalizer
from tests.oracle.session import Session

ARTIFACTS = Path(__file__).with_name("artifacts")


@cache
def known_ids():
    """Every id of the seed: these are the same on both servers."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "seed.db"
        seed.load(path)
        db = sqlite3.connect(path)
        found = set(ID.findall("\n".join(db.iterdump())))
        db.close()
    return frozenset(found)


def fresh_folder(folder):
    """The seeded database and artifacts in `folder`."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    seed.load(folder / "mlflow.db")
    fresh_artifacts(folder)


def fresh_artifacts(folder):
    destination = Path(folder) / "mlartifacts"
    shutil.rmtree(destination, ignore_errors=True)
    seed.artifacts(destination)


def play(scenario, port, folder):
    """The scenario's steps."""
    session = Session(port, Normalizer(known_ids(), folder))
    try:
        scenario.play(session)
    finally:
        session.http.close()
    return session.steps
