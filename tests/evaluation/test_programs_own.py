"""What programs bring along: functions as metrics and as models, and what they expect of a result."""

import json

PROGRAM = """
import json, pickle
import numpy, pandas
import runlore as mlflow
from runlore.metrics import MetricValue, exact_match, genai, make_metric, rouge1, toxicity

rows = pandas.DataFrame({"id": ["r1", "r2"], "question": ["2+2?", "3+3?"], "right": ["4", "6"]})

def table(result):
    return result.tables["eval_results_table"].to_dict("list")

"""


def said(run_python, code, uri):
    return json.loads(run_python(PROGRAM + code, uri).splitlines()[-1])


def test_scores_may_be_numpys_and_functions_of_the_old_kind(run_python, server):
    found = said(run_python, """
def near(predictions, targets):
    return MetricValue(scores=[numpy.float32(0.5), numpy.int64(1)], justifications=pandas.Series(["a", "b"], index=[7, 8]))

def old(eval_df, _builtin_metrics):
    return {"count": len(eval_df), "same": float((eval_df["prediction"] == eval_df["target"]).sum())}

result = mlflow.evaluate(data=rows.assign(answer=["4", "5"]), predictions="answer", targets="right", extra_metrics=[
    make_metric(eval_fn=near, greater_is_better=True), make_metric(eval_fn=old, greater_is_better=True)])
print(json.dumps([result.metrics, table(result)]))
""", server.url)
    metrics, table = found
    assert metrics["near/mean"] == 0.75 and metrics["old/count"] == 2 and metrics["old/same"] == 1
    assert table["near/score"] == [0.5, 1.0] and table["near/justification"] == ["a", "b"]


def test_a_metric_gets_what_the_model_gave(run_python, server):
    assert said(run_python, """
times = [pandas.Timestamp("2026-01-01"), pandas.Timestamp("2026-01-02")]

def same(predictions, targets):
    return [float(a == b) for a, b in zip(predictions, targets)]

result = mlflow.evaluate(lambda given: times, rows.assign(when=times), targets="when",
                         extra_metrics=[make_metric(eval_fn=same, greater_is_better=True)])
print(json.dumps(result.metrics["same/mean"]))
""", server.url) == 1.0


def test_an_interrupt_in_a_metric_ends_the_evaluation(run_python, server):
    assert said(run_python, """
def stopped(predictions):
    raise KeyboardInterrupt

later = []
try:
    mlflow.evaluate(data=rows.assign(answer="4"), predictions="answer",
                    extra_metrics=[make_metric(eval_fn=stopped, greater_is_better=True),
                                   make_metric(eval_fn=lambda predictions: later.append(1), greater_is_better=True, name="later")])
except KeyboardInterrupt:
    print(json.dumps(["stopped", later]))
""", server.url) == ["stopped", []]


def test_answers_that_are_compared_with_themselves(run_python, server):
    found = said(run_python, """
result = mlflow.evaluate(data={"right": ["4", "6"], "q": ["a", "b"]}, predictions="right", targets="right",
                         extra_metrics=[exact_match(), rouge1()])
print(json.dumps([result.metrics["exact_match/v1"], table(result)]))
""", server.url)
    assert found[0] == 1.0 and found[1]["right"] == ["4", "6"] and found[1]["rouge1/v1/score"] == [1.0, 1.0]


def test_a_model_sees_the_features_and_may_repeat_them(run_python, server):
    found = said(run_python, """
seen = []

def model(given):
    seen.append(list(given.columns))
    return pandas.DataFrame({"question": ["other", "other"], "answer": ["4", "5"]})

result = mlflow.evaluate(model, rows, targets="right", predictions="answer", feature_names=["question"],
                         dataset_path="s3://bucket/rows.csv", extra_metrics=[exact_match(), rouge1()])
sources = [i.dataset.source for i in mlflow.get_run(result.run_id).inputs.dataset_inputs]
listed = mlflow.evaluate(lambda given: ["4", "6"], rows, targets="right", predictions="said", extra_metrics=[rouge1()])
print(json.dumps([seen, table(result), list(table(listed)), sources]))
""", server.url)
    seen, table, columns, sources = found
    assert [json.loads(source) for source in sources] == [{"uri": "s3://bucket/rows.csv"}]
    assert seen == [["question"]]
    assert list(table) == ["question", "right", "answer", "rouge1/v1/score"] and table["question"] == ["2+2?", "3+3?"]
    assert columns == ["id", "question", "right", "said", "rouge1/v1/score"]


def test_a_result_can_be_sent_to_another_process(run_python, server):
    found = said(run_python, """
result = mlflow.evaluate(data=rows.assign(answer=["4", "5"]), predictions="answer", targets="right", extra_metrics=[rouge1()])
again = pickle.loads(pickle.dumps(result))
(uri, content) = again.artifacts["eval_results_table"]
print(json.dumps([again.metrics == result.metrics, uri, content.equals(result.tables["eval_results_table"])]))
""", server.url)
    assert found[0] and found[1].endswith("/artifacts/eval_results_table.json") and found[2]


def test_refusals_are_in_the_table_though_no_metric_has_scores(run_python, server, llm):
    llm.rule(when=r"3\+3", finish_reason="content_filter")
    found = said(run_python, """
info = mlflow.openai.log_model("gpt-4", "chat.completions", name="model", messages=[{"role": "user", "content": "{question}"}])
result = mlflow.evaluate(info.model_uri, rows, targets="right", feature_names=["question"], extra_metrics=[exact_match()])
print(json.dumps([result.metrics, table(result)]))
""", server.url)
    metrics, table = found
    assert metrics["predictions/n_failed"] == 1
    assert "filter" not in str(table["outputs/error"][0]) and "filter" in table["outputs/error"][1]


def test_models_that_are_not_here_are_named(run_python, server):
    told = said(run_python, """
refused = []
for metric in (toxicity(model="owner/none"), toxicity()):
    try:
        mlflow.evaluate(data=rows.assign(answer="4"), predictions="answer", extra_metrics=[metric])
    except mlflow.MlflowException as error:
        refused.append(error.message)
print(json.dumps(refused))
""", server.url)
    assert "owner/none" in told[0] and "RUNLORE_EVAL_MODEL_DIR" in told[1]


def test_answers_to_nothing_are_kept_too(run_python, server):
    assert said(run_python, """
result = mlflow.evaluate(lambda given: ["4", "5"], [{"right": "4"}, {"right": "6"}], targets="right", extra_metrics=[exact_match()])
print(json.dumps(list(mlflow.llm.load_predictions(result.run_id)["outputs"])))
""", server.url) == ["4", "5"]
