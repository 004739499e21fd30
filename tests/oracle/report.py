"""Prints every difference in one list (`python -m tests.oracle.report [module or scenario…]`), for work on many at once."""

import sys
import tempfile
from pathlib import Path

from tests.oracle import corpus, play, recorded_files
from tests.oracle import test_differential as judge
from tests.support import servers


def main(wanted):
    with tempfile.TemporaryDirectory() as base:
        for scenario in corpus.load().values():
            if wanted and scenario.module not in wanted and scenario.name not in wanted:
                continue
            folder = Path(base).resolve() / scenario.name.replace("/", "-")
            play.fresh_folder(folder)
            with servers.runlore(folder) as server:
                try:
                    steps = play.play(scenario, server.port, folder)
                except Exception as error:  # a scenario that can not go on is one difference
                    print(f"\n## {scenario.name}: stopped: {error!r}")
                    continue
            complaints = []
            for number, (mine, theirs) in enumerate(zip(steps, recorded_files.read(scenario.module)[scenario.name])):
                found = judge.judged(mine, theirs)
                if found:
                    request = mine["request"]
                    rest = {k: v for k, v in request.items() if k != "line"}
                    line = f"- {number} {request['line']} {recorded_files.line(rest) if rest else ''}"
                    complaints.append(line[:400])
                    complaints += [f"    {text[:500]}" for text in found[:4]]
            if complaints:
                print(f"\n## {scenario.name}")
                print("\n".join(complaints))
    print(f"\n{dict(judge.COUNTS)}")


if __name__ == "__main__":
    main(set(sys.argv[1:]))
