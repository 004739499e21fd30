"""`runlore evaluate` with judges, against a server of models."""

import csv
import json
import subprocess

import pytest

from tests.support import servers

ROWS = [("2+2?", "4", "4"), ("3+3?", "five", "6"), ("4+4?", "8", "8")]


@pytest.fixture
def evaluate(llm, tmp_path):
    with open(tmp_path / "rows.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("ask", "answer", "right"), *ROWS])
    llm.rule(when="five", status=400, error={"message": "Not this one.", "code": "no"})
    llm.rule(when="", answer='{"score": 4, "justification": "Nearly."}')

    def run(*words):
        given = ["evaluate", "--data", "rows.csv", "--predictions", "answer", "--targets", "right", "--judge-model", "gpt-4", "--judge-url", llm.url]
        env = {**servers.clean_environment(), "OPENAI_API_KEY": "test-key", "OPENAI_BASE_URL": "http://127.0.0.1:9", "RUNLORE_EVAL_CACHE": str(tmp_path / "cache"), "RUNLORE_EVAL_PRICES": "2,10"}
        return subprocess.run([servers.runlore_binary(), *given, *words], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120)

    return run


def test_judges_are_asked_where_it_says_and_what_they_spent_is_told(evaluate, llm):
    done = evaluate("--judges", "relevance,answer_similarity", "--column", "inputs=ask", "--column", "context=right", "-o", "json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["metrics"]["relevance/v1/mean"] == 4.0
    assert (found["metrics"]["relevance/v1/n_scored"], found["metrics"]["relevance/v1/n_failed"]) == (2.0, 1.0)
    # Those that were answered, and may have to be paid.
    assert found["metrics"]["judges/calls"] == 4.0 and found["metrics"]["judges/cost"] > 0
    assert len(llm.requests) == 6
    states = {one["metric"]: (one["state"], one["n_failed"]) for one in found["statuses"]}
    assert states == {"relevance/v1": ("partial", 1), "answer_similarity/v1": ("partial", 1)}
    # What is known is not asked again, and the table has it too.
    again = evaluate("--judges", "relevance", "--column", "inputs=ask", "--column", "context=right")
    assert again.returncode == 0 and "judges/cached" in again.stdout and "2.000000" in again.stdout, again.stdout


def test_strict_is_for_each_row(evaluate):
    done = evaluate("--judges", "answer_similarity", "--column", "inputs=ask", "--strict")
    assert done.returncode == 1 and "1 of 3 rows have no score" in done.stderr, done.stderr


def test_a_column_that_a_judge_does_not_find(evaluate, llm):
    done = evaluate("--judges", "relevance")
    assert done.returncode != 0 and "no column inputs" in done.stderr and not llm.requests, done.stderr
