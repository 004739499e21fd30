"""Judges against a server that answers by rule: what they are asked, what becomes of bad answers, and what an interrupted
evaluation asks again."""

import json
import subprocess
import sys
import time

import pytest

from tests.support import servers

PROGRAM = """
import json, sys
import runlore as mlflow
from runlore.metrics import genai

rows = {"inputs": [f"question {n}?" for n in range(%(count)d)], "answer": [f"answer {n}." for n in range(%(count)d)],
        "right": [f"right {n}" for n in range(%(count)d)], "source": [f"source {n}" for n in range(%(count)d)]}

def show(result):
    run = mlflow.get_run(result.run_id)
    table = result.tables["eval_results_table"].to_dict("list")
    print(json.dumps({"metrics": run.data.metrics, "table": table, "tags": dict(run.data.tags)}))

def judged(*metrics, **config):
    show(mlflow.evaluate(data=rows, predictions="answer", targets="right", extra_metrics=list(metrics),
                         evaluator_config={"col_mapping": {"context": "source"}}, **config))

"""


@pytest.fixture
def judged(llm, server, run_python, tmp_path):
    def run(code, count=3, **environment):
        settings = {"OPENAI_BASE_URL": llm.url, "OPENAI_API_KEY": "secret-key", "RUNLORE_EVAL_CACHE": str(tmp_path / "cache")}
        return json.loads(run_python(PROGRAM % {"count": count} + code, server.url, **settings | environment).splitlines()[-1])

    return run


def said(score, justification="Because."):
    return json.dumps({"score": score, "justification": justification})


def test_the_judge_sees_question_answer_target_context_and_examples(judged, llm):
    llm.rule(answer=said(4))
    found = judged("""
example = genai.EvaluationExample(input="What?", output="An example of an answer", score=2, justification="It is vague",
                                  grading_context={"targets": "The example's target"})
judged(genai.answer_correctness(model="openai:/judge-1", examples=[example]), genai.faithfulness(model="openai:/judge-1"))
""")
    assert found["metrics"]["answer_correctness/v1/mean"] == found["metrics"]["faithfulness/v1/mean"] == 4.0
    assert found["table"]["faithfulness/v1/justification"] == ["Because."] * 3
    assert found["metrics"]["answer_correctness/v1/n_scored"] == 3.0 and found["metrics"]["answer_correctness/v1/n_failed"] == 0.0
    assert found["metrics"]["judges/calls"] == 6.0 and found["metrics"]["judges/output_tokens"] > 0
    asked = [request for request in llm.requests if "right 1" in "".join(request.texts)]
    (text,) = ["\n".join(request.texts) for request in asked]
    for part in ("question 1?", "answer 1.", "right 1", "An example of an answer", "It is vague", "The example's target"):
        assert part in text, part
    (text,) = ["\n".join(request.texts) for request in llm.requests if "source 2" in "".join(request.texts)]
    assert "answer 2." in text and all(body["model"] == "judge-1" for body in llm.bodies())
    assert "secret-key" not in json.dumps(found)


def test_a_bad_answer_is_that_rows_error(judged, llm):
    llm.rule(when=r"answer 0\.", answer="I would rather not say.")
    llm.rule(when=r"answer 1\.", answer=said(9))
    llm.rule(when=r"answer 2\.", status=400, error={"message": "filtered", "code": "content_filter", "type": None, "param": None})
    llm.rule(when=r"answer 3\.", raw="no json at all")
    llm.rule(answer=said(5))
    found = judged('judged(genai.answer_similarity(model="openai:/judge-1"))', count=6)
    table, metrics = found["table"], found["metrics"]
    key = "answer_similarity/v1"
    assert table[f"{key}/score"][4:] == [5.0, 5.0] and metrics[f"{key}/mean"] == 5.0
    assert (metrics[f"{key}/n_scored"], metrics[f"{key}/n_failed"]) == (2.0, 4.0)
    assert table[f"{key}/raw"][0] == "I would rather not say." and "9" in table[f"{key}/raw"][1]
    assert [isinstance(error, str) for error in table[f"{key}/error"]] == [True] * 4 + [False] * 2
    assert found["tags"][f"runlore.evaluation.{key}"].startswith("partial: 4 of 6 rows")


def test_one_s_own_judge_and_rules(judged, llm):
    llm.rule(when="polite", answer=said(2, "Curt"))
    llm.rule(when="never shouts", answer=said("yes"))
    found = judged("""
own = genai.make_genai_metric(name="politeness", definition="How polite an answer is", grading_prompt="5 is very polite",
                              model="openai:/judge-1", grading_context_columns=["source"], aggregations=["median", "max"],
                              version=None)
judged(own, genai.guidelines("The answer never shouts.", model="openai:/judge-1"))
""")
    assert found["metrics"]["politeness/median"] == found["metrics"]["politeness/max"] == 2.0
    assert "politeness/mean" not in found["metrics"] and found["metrics"]["guidelines/v1/mean"] == 1.0
    assert any("source 0" in "".join(request.texts) for request in llm.requests)


def test_one_s_own_judge_has_a_scale_and_a_direction_of_its_own(judged, llm):
    llm.rule(when="mild", answer=said(0))
    llm.rule(when="harsh", answer=said(9))
    found = judged("""
harm = genai.make_genai_metric(name="harm", definition="How much an answer harms", grading_prompt="From 0, not at all, to 10",
                               model="openai:/judge-1", include_input=False, greater_is_better=False,
                               examples=[genai.EvaluationExample(output="Hello", score=0, justification="Kind")])

def scored(answer, **more):
    return mlflow.evaluate(data=[{"question": "q", "answer": answer}], predictions="answer", extra_metrics=[harm], **more)

first = scored("mild")
second = scored("harsh", baseline=first.run_id)
(change,) = [one for one in second.comparison.changes if one.metric == "harm/v1/mean"]
print(json.dumps([first.metrics["harm/v1/mean"], change.current, change.is_worse]))
""")
    assert found == [0.0, 9.0, True]


def test_a_missing_column_is_told_before_anything_is_asked(judged, llm, run_python):
    found = judged("""
try:
    mlflow.evaluate(data=rows, predictions="answer", extra_metrics=[genai.relevance(model="openai:/judge-1")])
except mlflow.MlflowException as error:
    print(json.dumps(error.message))
""")
    assert "context" in found and "col_mapping" in found and llm.requests == []


def test_retry_after_is_obeyed(judged, llm):
    llm.rule(times=1, status=429, retry_after=2)
    llm.rule(answer=said(3))
    found = judged('judged(genai.answer_relevance(model="openai:/judge-1"))', count=1)
    first, second = llm.requests
    assert second.at - first.at >= 2.0 and found["metrics"]["answer_relevance/v1/mean"] == 3.0


def test_an_interrupted_evaluation_asks_only_for_what_is_missing(llm, server, site, tmp_path):
    llm.rule(delay=0.05, answer=said(4))
    (tmp_path / "program.py").write_text(
        PROGRAM % {"count": 200} + 'judged(genai.answer_similarity(model="openai:/judge-1", max_workers=4))')
    environment = servers.clean_environment(
        RUNLORE_TRACKING_URI=server.url, PYTHONPATH=str(site), RUNLORE_SPOOL_DIR=str(tmp_path / "spool"), OPENAI_BASE_URL=llm.url,
        OPENAI_API_KEY="k", RUNLORE_EVAL_CACHE=str(tmp_path / "cache"))
    command = [sys.executable, str(tmp_path / "program.py")]
    first = subprocess.Popen(command, cwd=tmp_path, env=environment)
    until = time.monotonic() + 60
    while len(llm.requests) < 100:
        assert time.monotonic() < until and first.poll() is None
        time.sleep(0.01)
    first.kill()
    first.wait()
    time.sleep(0.5)
    answered = [request for request in llm.requests]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=True)
    again = llm.requests[len(answered):]
    metrics = json.loads(done.stdout.splitlines()[-1])["metrics"]
    assert metrics["answer_similarity/v1/n_scored"] == 200.0
    kept = metrics["judges/cached"]
    # What was under way when the program was killed had its answer nowhere.
    assert 95 <= kept <= len(answered) and len(again) == 200 - kept
    asked_again = {tuple(request.texts) for request in again} & {tuple(request.texts) for request in answered}
    assert len(asked_again) <= 4
