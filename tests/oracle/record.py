"""Records MLflow's answers to the whole corpus (`make oracle`), or to the modules named on the command line."""

import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from tests.oracle import corpus, play, recorded_files, seed
from tests.support import servers


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
        folder = Path(base).resolve() / "server"
        play.fresh_folder(folder)
        seed.load(pristine := Path(base) / "pristine.db")
        with servers.mlflow(folder) as server:
            for scenario in scenarios:
                restore(pristine, folder)
                begun = time.monotonic()
                steps = play.play(scenario, server.port, folder)
                print(f"{scenario.name}: {len(steps)} in {time.monotonic() - begun:.1f} s", flush=True)
                taken.setdefault(scenario.module, {})[scenario.name] = steps
    for module, steps in taken.items():
        recorded_files.write(module, steps)
    count = sum(len(s) for steps in taken.values() for s in steps.values())
    print(f"recorded {count} requests of {len(scenarios)} scenarios in {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main(set(sys.argv[1:]))
