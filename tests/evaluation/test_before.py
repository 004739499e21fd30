"""What can be refused before a model is asked, and paid for, is."""

import json

import pytest

PROGRAM = """
import json
import runlore as mlflow
from runlore import metrics
from runlore.metrics import genai, make_metric

rows = {"question": ["2+2?", "3+3?"], "right": ["4", "6"]}
info = mlflow.openai.log_model("gpt-4", "chat.completions", name="m", messages=[{"role": "user", "content": "{question}"}])

def asked(questions):
    calls.append(len(questions))
    return ["4"] * len(questions)

calls = []
"""


REFUSED = {
    "extra_metrics=[metrics.regex('(')]": "regex",
    "extra_metrics=[metrics.json_schema({'type': 7})]": "schema",
    "extra_metrics=[genai.relevance(model='openai:/gpt-4')]": "no column inputs",
    "extra_metrics=[metrics.rouge1()], targets=['4', 6]": "Row 1 (from 0) of column target must be a text",
    "extra_metrics=[metrics.exact_match()]": "targets",
    "predictions='answer', extra_metrics=[metrics.regex('(')]": "regex",
    "predictions='answer', extra_metrics=[metrics.exact_match()]": "targets",
}


@pytest.mark.parametrize("model", ["info.model_uri", "asked"])
def test_it_is_named_and_nobody_was_asked(run_python, server, llm, model):
    tried = "".join(f"""
try:
    mlflow.evaluate({model}, rows, {arguments})
except mlflow.MlflowException as error:
    refused.append(error.message)
""" for arguments in REFUSED)
    said = run_python(f"{PROGRAM}\nrefused = []\n{tried}\nprint(json.dumps([refused, calls]))", server.url)
    refused, calls = json.loads(said.splitlines()[-1])
    assert len(refused) == len(REFUSED) and calls == [] and not llm.requests
    for told, message in zip(REFUSED.values(), refused):
        assert told in message, refused


def test_a_model_with_one_answer_has_no_column_for_a_judge(run_python, server, llm):
    said = run_python(PROGRAM + """
try:
    mlflow.evaluate(info.model_uri, rows, predictions="answer", extra_metrics=[genai.relevance(model="openai:/gpt-4")])
except mlflow.MlflowException as error:
    print("refused:", error.message)
""", server.url)
    assert "no column inputs" in said and not llm.requests


def test_a_metric_of_ones_own_that_asks_for_too_much(run_python, server, llm):
    said = run_python(PROGRAM + """
odd = make_metric(eval_fn=lambda predictions, price: 1.0, greater_is_better=True, name="odd")
try:
    mlflow.evaluate(info.model_uri, rows, extra_metrics=[odd])
except mlflow.MlflowException as error:
    print("refused:", error.message)
""", server.url)
    assert "price" in said and not llm.requests


def test_what_a_function_answers_with_is_there_for_metrics(run_python, server):
    said = run_python(PROGRAM + """
same = make_metric(eval_fn=lambda answer, targets: float(list(answer) == list(targets)), greater_is_better=True, name="same")
result = mlflow.evaluate(lambda rows: [{"answer": text} for text in ("4", "6")], rows, targets="right", extra_metrics=[same])
retrieved = mlflow.evaluate(lambda rows: [["a", "b"], ["c"]], {"q": ["x", "y"], "t": [["a"], ["c"]]}, targets="t", model_type="retriever")
print(result.metrics, retrieved.metrics["recall_at_3/mean"])
""", server.url)
    assert "'same': 1.0" in said and said.strip().endswith("1.0")
