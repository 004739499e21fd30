"""The recordings and the seed are what the installed MLflow makes today."""

import subprocess
import sys

import pytest

from tests.oracle import compare, corpus, record, recorded_files, seed
from tests.support import servers


@pytest.mark.slow
def test_the_seed_is_current(tmp_path):
    script = f"from tests.oracle import seed; seed.build({str(tmp_path / 'built.db')!r})"
    subprocess.run([sys.executable, "-c", script], cwd=servers.ROOT, check=True,
                   env=servers.clean_environment(PYTHONHASHSEED="0"))
    seed.load(tmp_path / "committed.db")
    assert seed.rows(tmp_path / "built.db") == seed.rows(tmp_path / "committed.db"), "run `make oracle`"


@pytest.mark.slow
def test_the_recordings_are_current(tmp_path):
    folder = (tmp_path / "server").resolve()
    seed.load(pristine := tmp_path / "pristine.db")
    stale = []
    for scenario, steps in record.played(list(corpus.load().values()), folder, None, lambda: record.restore(pristine, folder)):
        theirs = recorded_files.read(scenario.module).get(scenario.name, [])
        same = len(steps) == len(theirs) and all(
            mine["request"] == other["request"] and not compare.differences(mine, other) for mine, other in zip(steps, theirs))
        if not same:
            stale.append(scenario.name)
    assert not stale, f"MLflow answers these otherwise: run `make oracle`: {stale}"


