"""An evaluation beside an earlier run: what got worse, by how much, how sure that is, and what is allowed."""

import json

import pytest

PROGRAM = """
import json
import runlore as mlflow
from runlore.metrics import exact_match, rouge1
from runlore.models import Threshold

right = [f"the answer is {n}" for n in range(40)]
good, bad = right, [text if n % 2 else "who knows" for n, text in enumerate(right)]

def evaluated(answers, **more):
    return mlflow.evaluate(data={"a": answers, "t": right}, predictions="a", targets="t", extra_metrics=[exact_match(), rouge1()], **more)

def show(result):
    found = result.comparison
    tags = mlflow.get_run(result.run_id).data.tags
    print(json.dumps({"passed": found.passed, "run": found.run_id, "worse": [one.metric for one in found.worse],
                      "changes": {one.metric: one._asdict() for one in found.changes}, "shown": repr(result),
                      "tags": {key: value for key, value in tags.items() if key.startswith("runlore.evaluation.")}}))

first = evaluated(good)
"""


@pytest.fixture
def shown(run_python):
    def run(code, uri):
        return json.loads(run_python(PROGRAM + code, uri).splitlines()[-1])

    return run


def test_what_got_worse_is_told_with_how_sure_it_is(shown, uri):
    found = shown("show(evaluated(bad, baseline=first.run_id))", uri)
    assert not found["passed"] and set(found["worse"]) == {"exact_match/v1", "rouge1/v1/mean", "rouge1/v1/p90"} - (
        set() if "rouge1/v1/p90" in found["worse"] else {"rouge1/v1/p90"})
    change = found["changes"]["rouge1/v1/mean"]
    assert (change["baseline"], change["current"], change["difference"], change["relative"]) == (1.0, 0.5, -0.5, -0.5)
    low, high = change["interval"]
    assert low < -0.5 < high < 0 and change["verdict"] == "failed" and change["reasons"]
    assert found["tags"]["runlore.evaluation.baseline"] == found["run"]
    assert found["tags"]["runlore.evaluation.verdict"].startswith("failed\n") and "rouge1/v1/mean" in found["shown"]


def test_what_did_not_get_worse_passes(shown, server):
    found = shown("show(evaluated(good, baseline=mlflow.get_run(first.run_id)))", server.url)
    assert found["passed"] and found["worse"] == [] and found["tags"]["runlore.evaluation.verdict"] == "passed"


def test_thresholds_say_what_is_allowed(shown, server):
    found = shown("""
show(evaluated(bad, baseline=first.run_id, thresholds={"rouge1/v1/mean": Threshold(allowed=0.6), "exact_match/v1": Threshold(allowed_share=0.5)}))
""", server.url)
    assert found["passed"] and {change["verdict"] for change in found["changes"].values()} == {"passed", "not judged"}
    found = shown('show(evaluated(bad, thresholds={"exact_match/v1": 0.9}))', server.url)
    assert not found["passed"] and found["run"] is None and "0.9" in found["changes"]["exact_match/v1"]["reasons"][0]


def test_scores_with_a_prefix_find_those_of_the_baseline(shown, server):
    found = shown("""
config = {"metric_prefix": "test_"}
show(evaluated(bad, baseline=evaluated(good, evaluator_config=config).run_id, evaluator_config=config))
""", server.url)
    assert found["changes"]["test_exact_match/v1"]["difference"] == -0.5
    assert any(change["interval"] for change in found["changes"].values())


NOT_COMPARED = {
    "baseline='0' * 32": "not found",
    "baseline=7": "id of a run",
    "thresholds={'exact_match/v1': 'high'}": "not 'high'",
    "thresholds={'exact_match/v1': Threshold(allowed=-1)}": "0 or more",
    "baseline=mlflow.MlflowClient().create_run('0').info.run_id": "no metrics",
}


def test_what_can_not_be_compared_is_told(run_python, server):
    tried = "".join(f"""
try:
    evaluated(good, {arguments})
except mlflow.MlflowException as error:
    told.append(error.message)
""" for arguments in NOT_COMPARED)
    told = json.loads(run_python(f"{PROGRAM}\ntold = []\n{tried}\nprint(json.dumps(told))", server.url).splitlines()[-1])
    assert len(told) == len(NOT_COMPARED)
    for part, message in zip(NOT_COMPARED.values(), told):
        assert part in message, told
