"""Sends the corpus to Runlore and compares every answer with the one MLflow gave."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.oracle import compare, corpus, play, recorded_files
from tests.support import servers

SCENARIOS = corpus.load()
COMPATIBILITY = servers.ROOT / "docs" / "compatibility.md"
COUNTS = Counter()
USED_ROWS = set()


@cache
def recorded(module):
    return recorded_files.read(module)


@cache
def compatibility_rows():
    """The ids in the first column of the tables of docs/compatibility.md."""
    text = COMPATIBILITY.read_text() if COMPATIBILITY.exists() else ""
    return set(re.findall(r"^\|\s*`([a-z0-9-]+)`\s*\|", text, re.M))


@pytest.mark.parametrize("name", SCENARIOS)
def test_same_answers(name, tmp_path, seeded_server):
    scenario = SCENARIOS[name]
    folder, server = seeded_server
    steps = play.play(scenario, server.port, folder)
    wanted = recorded(scenario.module).get(name)
    assert wanted is not None, f"{name} is not recorded: run `make oracle`"
    assert [s["request"] for s in steps[:len(wanted)]] == [s["request"] for s in wanted[:len(steps)]], (
        "the scenario sends other requests than the recorded ones: run `make oracle`")
    complaints = []
    for number, (mine, theirs) in enumerate(zip(steps, wanted)):
        complaints += [f"step {number}: {mine['request']}\n    {text}" for text in judged(mine, theirs)]
    assert len(steps) == len(wanted)
    assert not complaints, f"{len(complaints)} differences:\n" + "\n".join(complaints)


def judged(mine, theirs):
    rules = mine["rules"]
    found = compare.differences(mine, theirs, rules)
    row = rules.get("compat")
    COUNTS["compared"] += len(theirs.get("pages", [1]))
    if row is None:
        COUNTS["different" if found else "equal"] += len(theirs.get("pages", [1]))
        return found
    COUNTS["deliberate"] += 1
    USED_ROWS.add(row)
    if row not in compatibility_rows():
        return [f"docs/compatibility.md has no row `{row}`"]
    if not found:
        return [f"equal to MLflow's answer: `{row}` is not needed here"]
    return compare.meets(mine, rules["expect"])


def test_compatibility_rows_are_used(request):
    """A documented difference that no request shows is a claim without proof."""
    if COUNTS["compared"] == 0 or len(request.session.items) < len(SCENARIOS):
        pytest.skip("only part of the corpus ran")
    shown = {row for row in compatibility_rows() if not row.startswith("beyond-")}
    assert not shown - USED_ROWS, f"rows that no request of the corpus shows: {sorted(shown - USED_ROWS)}"


def test_corpus_is_whole():
    """Recorded files and corpus name the same scenarios."""
    kept = {name for file in recorded_files.FOLDER.glob("*.json") for name in recorded_files.read(Path(file).stem)}
    assert kept == set(SCENARIOS)
