"""Prints every difference in one list, for work on many at once.

`python -m tests.oracle.report [postgres] [module or scenario…]`
"""

import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.oracle import corpus, play, recorded_files, seed
from tests.oracle import test_differential as judge
from tests.support import servers
from tests.support.postgres import Postgres


def differing(wanted, database=None):
    """(scenario, [(step number, our step, MLflow's step, complaints)]) of every scenario that differs.

    On SQLite, or where `database()` leads to.
    """
    with tempfile.TemporaryDirectory() as base:
        for scenario in corpus.load().values():
            if wanted and scenario.module not in wanted and scenario.name not in wanted:
                continue
            folder = Path(base).resolve() / scenario.name.replace("/", "-")
            play.fresh_folder(folder)
            with servers.runlore(folder, database and database(), *scenario.args) as server:
                try:
                    steps = play.play(scenario, server.port, folder)
                except Exception as error:  # a scenario that can not go on is one difference
                    print(f"\n## {scenario.name}: stopped: {error!r}")
                    continue
            read = recorded_files.read_for_postgres if database else recorded_files.read
            recorded = read(scenario.module)[scenario.name]
            found = [(n, mine, theirs, judge.judged(scenario.name, n, mine, theirs))
                     for n, (mine, theirs) in enumerate(zip(steps, recorded))]
            if found := [one for one in found if one[3]]:
                yield scenario, found


@contextmanager
def postgres():
    """A function that gives a new seeded PostgreSQL database at each call."""
    with Postgres() as server:
        template = server.new_database()
        with tempfile.TemporaryDirectory() as folder, servers.runlore(folder, template):
            pass
        seed.load_postgres(template)
        last = []

        def database():
            if last:
                server.drop(last.pop())
            last.append(server.new_database(template))
            return last[0]

        yield database


def main(wanted):
    if "postgres" in wanted:
        with postgres() as database:
            show(wanted - {"postgres"}, database)
    else:
        show(wanted)


def show(wanted, database=None):
    for scenario, found in differing(wanted, database):
        print(f"\n## {scenario.name}")
        for number, mine, _, complaints in found:
            request = mine["request"]
            rest = {k: v for k, v in request.items() if k != "line"}
            print(f"- {number} {request['line']} {recorded_files.line(rest) if rest else ''}"[:400])
            for text in complaints[:4]:
                print(f"    {text[:500]}")
    print(f"\n{dict(judge.COUNTS)}")


if __name__ == "__main__":
    main(set(sys.argv[1:]))
