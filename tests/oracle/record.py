"""Records MLflow's answers to the whole corpus (`make oracle`), or to the modules named on the command line.

Afterwards the same on PostgreSQL, where only what differs is kept (`postgres` alone: just that).
"""

import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from tests.oracle import compare, corpus, play, recorded_files, seed
from tests.support import servers
from tests.support.postgres import Postgres


def restore(pristine, folder):
    """Puts the seed back under the running server, through SQLite itself."""
    source, live = sqlite3.connect(pristine), sqlite3.connect(folder / "mlflow.db", timeout=30)
    source.backup(live)
    source.close()
    live.close()
    play.fresh_artifacts(folder)


def main(wanted):
    scenarios = [s for s in corpus.load().values() if not wanted or s.module in wanted]
    started, taken = time.monotonic(), {}
    with tempfile.TemporaryDirectory() as base:
        seed.load(pristine := Path(base) / "pristine.db")
        folder = Path(base).resolve() / "server"
        for scenario, steps in played(scenarios, folder, None, lambda: restore(pristine, folder)):
            taken.setdefault(scenario.module, {})[scenario.name] = steps
    for module, steps in taken.items():
        recorded_files.write(module, steps)
    if not wanted:
        forget(taken)
    count = sum(len(s) for steps in taken.values() for s in steps.values())
    print(f"recorded {count} requests of {len(scenarios)} scenarios in {time.monotonic() - started:.0f} s")


def on_postgres():
    """Keeps the answers that MLflow gives otherwise on PostgreSQL."""
    started, different = time.monotonic(), {}
    with tempfile.TemporaryDirectory() as base, Postgres() as postgres:
        folder = Path(base).resolve() / "server"
        database = postgres.new_database()
        scenarios = [scenario for scenario in corpus.load().values() if not scenario.args]
        for scenario, steps in played(scenarios, folder, database, lambda: reseed(database, folder)):
            theirs = recorded_files.read(scenario.module)[scenario.name]
            assert len(steps) == len(theirs), f"{scenario.name} goes another way on PostgreSQL: it can not be compared"
            for number, (mine, other) in enumerate(zip(steps, theirs)):
                if compare.differences(mine, other):
                    different[f"{scenario.name}:{number}"] = [mine]
    recorded_files.write("postgres", different)
    print(f"{len(different)} answers are others on PostgreSQL; {time.monotonic() - started:.0f} s")


def reseed(database, folder):
    seed.load_postgres(database)
    play.fresh_artifacts(folder)


def played(scenarios, folder, database, restore_seed):
    """(scenario, steps) of each; one MLflow server for those with the same arguments, the seed restored before each."""
    play.fresh_folder(folder)
    for args in dict.fromkeys(scenario.args for scenario in scenarios):
        with servers.mlflow(folder, database, *args) as server:
            for scenario in (one for one in scenarios if one.args == args):
                restore_seed()
                begun = time.monotonic()
                steps = play.play(scenario, server.port, folder)
                print(f"{scenario.name}: {len(steps)} in {time.monotonic() - begun:.1f} s", flush=True)
                yield scenario, steps


def forget(taken):
    """Removes the recordings of modules that are no more."""
    for file in recorded_files.FOLDER.glob("*.json"):
        if file.stem not in taken and file.stem != "postgres":
            file.unlink()


if __name__ == "__main__":
    if sys.argv[1:] != ["postgres"]:
        main(set(sys.argv[1:]))
    if sys.argv[1:] in ([], ["postgres"]):
        on_postgres()
