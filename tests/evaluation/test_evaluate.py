"""`evaluate` of answers that are there: what is returned, what the run has afterwards, and what is refused before it."""

import json

import pytest

PROGRAM = """
import json, sys
import runlore as mlflow
from runlore.metrics import *
from runlore.metrics import genai

rows = {"question": ["2+2?", "3+3?", "4+4?"], "answer": ["4", "five", "8"], "right": ["4", "6", "8"]}

def show(result):
    run = mlflow.get_run(result.run_id)
    table = result.tables.get("eval_results_table")
    shown = None if table is None else table.to_dict("list") if hasattr(table, "to_dict") else table
    print(json.dumps({
        "metrics": result.metrics, "logged": run.data.metrics, "params": run.data.params,
        "table": shown, "tags": {k: v for k, v in run.data.tags.items() if not k.startswith("mlflow.")},
        "loggedArtifacts": run.data.tags.get("mlflow.loggedArtifacts"),
        "inputs": [[i.dataset.name, [[t.key, t.value] for t in i.tags]] for i in run.inputs.dataset_inputs],
        "artifacts": {k: v.uri for k, v in result.artifacts.items()},
        "statuses": {s.metric: [s.state, s.reason, s.n_scored, s.n_failed] for s in result.statuses},
        "status": run.info.status,
    }))

"""


@pytest.fixture
def evaluated(run_python):
    """Runs the end of a program that shows a result; gives what it printed."""

    def run(code, uri, **environment):
        return json.loads(run_python(PROGRAM + code, uri, **environment).splitlines()[-1])

    return run


def test_question_answering_has_mlflows_keys_and_columns(evaluated, uri):
    found = evaluated("show(mlflow.evaluate(data=rows, targets='right', predictions='answer', model_type='question-answering'))", uri)
    grades = {f"{name}/v1/{part}" for name in ("flesch_kincaid_grade_level", "ari_grade_level") for part in ("mean", "variance", "p90")}
    assert set(found["metrics"]) == grades | {"exact_match/v1"}
    assert found["metrics"]["exact_match/v1"] == pytest.approx(2 / 3)
    assert found["logged"] == found["metrics"]
    assert list(found["table"]) == ["question", "right", "answer", "token_count", "flesch_kincaid_grade_level/v1/score",
                                    "ari_grade_level/v1/score"]
    assert found["table"]["token_count"] == [1, 1, 1]
    assert json.loads(found["loggedArtifacts"]) == [{"path": "eval_results_table.json", "type": "table"}]
    assert found["inputs"] == [["dataset", []]]
    assert found["artifacts"]["eval_results_table"].endswith("/artifacts/eval_results_table.json")
    assert found["status"] == "FINISHED"


def test_what_can_not_be_computed_is_told(evaluated, uri):
    found = evaluated("show(mlflow.evaluate(data=rows, targets='right', predictions='answer', model_type='question-answering'))", uri)
    state, reason, _, _ = found["statuses"]["toxicity/v1"]
    assert state == "unavailable" and "model" in reason
    assert found["tags"]["runlore.evaluation.toxicity/v1"] == f"unavailable: {reason}"


def test_strict_is_an_error_after_the_rest_is_logged(evaluated, server):
    found = evaluated("""
try:
    mlflow.evaluate(data=rows, targets="right", predictions="answer", model_type="question-answering", strict=True)
except mlflow.MlflowException as error:
    (run,) = mlflow.search_runs(output_format="list")
    print(json.dumps([error.message, run.data.metrics, run.info.status]))
""", server.url)
    message, metrics, status = found
    assert "toxicity/v1" in message and metrics["exact_match/v1"] == pytest.approx(2 / 3) and status == "FAILED"


def test_data_comes_in_many_shapes(evaluated, server, tmp_path):
    (tmp_path / "rows.csv").write_text("question,answer,right\n2+2?,4,4\n3+3?,five,6\n4+4?,8,8\n")
    (tmp_path / "rows.json").write_text('{"columns": ["answer", "right"], "data": [["4", "4"], ["five", "6"], ["8", "8"]]}')
    (tmp_path / "rows.jsonl").write_text('{"answer": "4", "right": "4"}\n{"answer": "five", "right": "6"}\n{"answer": "8", "right": "8"}\n')
    found = evaluated("""
import pandas
frame = pandas.DataFrame(rows)
frame.to_parquet("rows.parquet")
shapes = {
    "columns": rows, "rows": [dict(zip(rows, row)) for row in zip(*rows.values())], "frame": frame,
    "labelled": frame.set_index(pandas.Index([7, 7, 3])), "jsonl": "rows.jsonl", "json": "rows.json", "csv": "rows.csv",
    "parquet": "rows.parquet",
    "dataset": mlflow.data.from_pandas(frame, targets="right", predictions="answer"),
}
with mlflow.start_run() as run:
    mlflow.log_table(rows, "questions.json")
shapes["table"] = f"runs:/{run.info.run_id}/questions.json"
out = {}
for name, shape in shapes.items():
    named = {} if name == "dataset" else {"targets": "right", "predictions": "answer"}
    out[name] = mlflow.evaluate(data=shape, extra_metrics=[exact_match()], **named).metrics
out["lists"] = mlflow.evaluate(data={"question": rows["question"]}, targets=rows["right"], predictions=rows["answer"],
                               extra_metrics=[exact_match()]).metrics
print(json.dumps(out))
""", server.url)
    assert found == dict.fromkeys(found, {"exact_match/v1": pytest.approx(2 / 3)})


def test_rows_stay_aligned_whatever_the_index(evaluated, server):
    found = evaluated("""
import pandas
frame = pandas.DataFrame(rows, index=[5, 0, 2]).sort_index()
show(mlflow.evaluate(lambda df: pandas.Series([q + " asked" for q in df["question"]], index=[9, 9, 1]), frame, targets="right",
                     extra_metrics=[token_count()]))
""", server.url)
    assert found["table"]["question"] == ["3+3?", "4+4?", "2+2?"]
    assert found["table"]["outputs"] == ["3+3? asked", "4+4? asked", "2+2? asked"]
    assert found["table"]["right"] == ["6", "8", "4"]


def test_functions_are_metrics(evaluated, server):
    found = evaluated("""
def length(predictions, targets):
    return MetricValue(scores=[float(len(a)) for a in predictions], justifications=[f"{a} for {t}" for a, t in zip(predictions, targets)])

def doubled(length, weight):
    return [score * weight for score in length.scores]

def whole(predictions):
    return {"rows": len(predictions), "none": None}

def one(predictions):
    return 7

def broken(predictions):
    raise ValueError("no luck")

made = [make_metric(eval_fn=f, greater_is_better=True) for f in (doubled, length, whole, one, broken)]
show(mlflow.evaluate(data=rows, targets="right", predictions="answer", extra_metrics=made, evaluator_config={"weight": 2}))
""", server.url)
    assert found["table"]["length/score"] == [1.0, 4.0, 1.0]
    assert found["table"]["length/justification"][1] == "five for 6"
    assert found["table"]["doubled/score"] == [2.0, 8.0, 2.0]
    assert found["metrics"]["length/mean"] == 2.0 and found["metrics"]["doubled/mean"] == 4.0
    assert found["metrics"]["whole/rows"] == 3.0 and "whole/none" not in found["metrics"] and found["metrics"]["one"] == 7.0
    assert found["statuses"]["broken"][:2] == ["failed", "ValueError: no luck"]
    # What looks at another metric comes after it.
    assert list(found["statuses"]) == ["length", "whole", "one", "broken", "doubled"]


def test_a_prefix_is_on_all_names(evaluated, server):
    found = evaluated("""
show(mlflow.evaluate(data=rows, targets="right", predictions="answer", extra_metrics=[rouge1(), token_count()],
                     evaluator_config={"metric_prefix": "val_"}))
""", server.url)
    assert set(found["logged"]) == {"val_rouge1/v1/val_mean", "val_rouge1/v1/val_variance", "val_rouge1/v1/val_p90"}
    assert list(found["table"]) == ["question", "right", "answer", "val_rouge1/v1/score", "val_token_count"]
    assert found["inputs"] == [["dataset", [["mlflow.data.context", "val_"]]]]
    assert found["artifacts"]["eval_results_table"].endswith("/val_eval_results_table.json")


def test_the_latency_of_a_model(evaluated, server):
    found = evaluated("""
import time
def model(rows):
    time.sleep(0.01)
    return [row["question"] for row in rows]
show(mlflow.evaluate(model, rows, targets="right", extra_metrics=[latency()]))
""", server.url)
    assert found["metrics"]["latency/mean"] >= 0.01 and len(found["table"]["latency"]) == 3
    assert list(found["table"]) == ["question", "answer", "right", "outputs", "latency"]


REFUSED = {
    "no rows": ("data={'a': [], 'b': []}, predictions='a', targets='b', extra_metrics=[exact_match()]", "no rows"),
    "no column": ("data=rows, predictions='nothing', targets='right', extra_metrics=[exact_match()]", "'nothing'"),
    "no targets": ("data=rows, predictions='answer', extra_metrics=[exact_match()]", "targets"),
    "unequal": ("data=rows, predictions=['1'], targets='right', extra_metrics=[exact_match()]", "3 rows, and there are 1 predictions"),
    "no text": ("data=dict(rows, answer=['4', 5, '8']), predictions='answer', targets='right', extra_metrics=[rouge1()]", "Row 1"),
    "bad regex": ("data=rows, predictions='answer', extra_metrics=[regex('(')]", "regex"),
    "bad schema": ("data=rows, predictions='answer', extra_metrics=[json_schema({'type': 7})]", "schema"),
    "remote schema": ("data=rows, predictions='answer', extra_metrics=[json_schema({'$ref': 'http://127.0.0.1:9/x'})]", "schema"),
    "no type": ("data=rows, predictions='answer', model_type='poetry'", "question-answering"),
    "classifier": ("data=rows, predictions='answer', targets='right', model_type='classifier'", "does not evaluate a model of type classifier"),
    "nothing": ("data=rows, predictions='answer'", "nothing to compute"),
    "no predictions": ("data=rows, extra_metrics=[token_count()]", "no predictions"),
    "twice": ("data=rows, predictions='answer', extra_metrics=[token_count(), token_count()]", "twice"),
    "argument": ("data=rows, predictions='answer', extra_metrics=[make_metric(eval_fn=lambda shape: 1, greater_is_better=True, name='m')]",
                 "shape"),
    "evaluator": ("data=rows, predictions='answer', evaluators='mine', extra_metrics=[token_count()]", "mine"),
}


def test_bad_input_is_refused_before_anything_is_logged(evaluated, server):
    cases = "".join(f"    {case!r}: lambda: mlflow.evaluate({arguments}),\n" for case, (arguments, _) in REFUSED.items())
    found = evaluated(f"""
cases = {{
{cases}}}
told = {{}}
for case, evaluate in cases.items():
    try:
        evaluate()
        told[case] = "nothing was refused"
    except mlflow.MlflowException as error:
        told[case] = error.message
runs = mlflow.search_runs(output_format="list")
print(json.dumps([told, [run.data.metrics for run in runs]]))
""", server.url)
    told, metrics = found
    assert {case: expected for case, (_, expected) in REFUSED.items() if expected not in told[case]} == {}, told
    assert all(not logged for logged in metrics)


def test_without_pandas(evaluated, server):
    found = evaluated("""
import sys
sys.modules["pandas"] = None
show(mlflow.evaluate(data=rows, targets="right", predictions="answer", model_type="text-summarization"))
""", server.url)
    assert found["table"]["answer"][1] == "five" and found["metrics"]["rouge1/v1/mean"] == pytest.approx(2 / 3)
