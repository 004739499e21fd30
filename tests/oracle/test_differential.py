"""Sends the corpus to Runlore and compares every answer with the one MLflow gave."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.oracle import compare, corpus, deliberate, play, recorded_files
from tests.support import servers

SCENARIOS = corpus.load()
COMPATIBILITY = servers.ROOT / "docs" / "compatibility.md"
COUNTS = Counter()
USED_ROWS = set()


@cache
def recorded(module, kind):
    return recorded_files.read(module) if kind == "sqlite" else recorded_files.read_for_postgres(module)


@cache
def compatibility_rows():
    """The ids in the first column of the tables of docs/compatibility.md."""
    text = COMPATIBILITY.read_text() if COMPATIBILITY.exists() else ""
    return set(re.findall(r"^\|\s*`([a-z0-9-]+)`\s*\|", text, re.M))


@pytest.mark.parametrize("name", SCENARIOS)
def test_same_answers(name, seeded):
    scenario = SCENARIOS[name]
    folder, server, kind = seeded(*scenario.args)
    steps = play.play(scenario, server.port, folder)
    wanted = recorded(scenario.module, kind).get(name)
    assert wanted is not None, f"{name} is not recorded: run `make oracle`"
    assert [asked(s) for s in steps[:len(wanted)]] == [asked(s) for s in wanted[:len(steps)]], (
        "the scenario sends other requests than the recorded ones: run `make oracle`")
    complaints = []
    for number, (mine, theirs) in enumerate(zip(steps, wanted)):
        complaints += [f"step {number}: {mine['request']}\n    {text}" for text in judged(name, number, mine, theirs)]
    assert len(steps) == len(wanted)
    assert not complaints, f"{len(complaints)} differences:\n" + "\n".join(complaints)


def asked(step):
    """The request without its page token: each server follows its own."""
    parts = step["request"].items()
    return {k: v | {"page_token": ""} if isinstance(v, dict) and "page_token" in v else v for k, v in parts}


def judged(scenario, number, mine, theirs):
    """What is wrong with our answer to one request."""
    found = compare.differences(mine, theirs)
    count = len(theirs.get("pages", [1]))
    COUNTS["compared"] += count
    kept = deliberate.entry(scenario, number)
    if found and deliberate.is_postgres_text(theirs):
        COUNTS["deliberate"] += count
        return [] if mine["status"] in (200, 400) else found
    if kept is None:
        COUNTS["different" if found else "equal"] += count
        return found
    COUNTS["deliberate"] += 1
    USED_ROWS.add(kept[0])
    if not found:
        return [f"equal to MLflow's answer: its entry `{kept[0]}` in deliberate.json is not needed"]
    return deliberate.meets(mine, kept)


def test_deliberate_differences_are_documented(request):
    """A documented difference that no request shows is a claim without proof."""
    if COUNTS["compared"] == 0 or len(request.session.items) < len(SCENARIOS):
        pytest.skip("only part of the corpus ran")
    missing = USED_ROWS - compatibility_rows()
    assert not missing, f"deliberate.json names rows that docs/compatibility.md lacks: {sorted(missing)}"
    shown = {row for row in compatibility_rows() if not row.startswith("beyond-")}
    assert not shown - USED_ROWS, f"rows that no request of the corpus shows: {sorted(shown - USED_ROWS)}"


def test_corpus_is_whole():
    """Recorded files and corpus name the same scenarios."""
    files = [Path(file).stem for file in recorded_files.FOLDER.glob("*.json")]
    kept = {name for module in files if module != "postgres" for name in recorded_files.read(module)}
    assert kept == set(SCENARIOS)
