"""The same evaluation with the stock client and with this package: keys, values, columns and tags."""

import json

import pytest

PROGRAM = """
import importlib, json, os, sys, warnings
warnings.simplefilter("ignore")
mlflow = importlib.import_module(sys.argv[1])
metrics = importlib.import_module(sys.argv[1] + ".metrics")
mlflow.set_tracking_uri(sys.argv[2])
import pandas

def show(result):
    run = mlflow.get_run(result.run_id)
    print(json.dumps({
        "metrics": result.metrics, "logged": run.data.metrics, "artifacts": sorted(result.artifacts),
        "tables": {name: json.loads(table.to_json(orient="split")) for name, table in result.tables.items()},
        "loggedArtifacts": run.data.tags.get("mlflow.loggedArtifacts"),
        "inputs": [[i.dataset.name, i.dataset.digest, i.dataset.schema, i.dataset.profile, [[t.key, t.value] for t in i.tags]]
                   for i in run.inputs.dataset_inputs],
    }))

frame = pandas.DataFrame({"inputs": ["a?", "b?", "c?", "d?"], "answers": ["x y", "", "z", "x"], "right": ["x y", "", "y", "z"]})
documents = pandas.DataFrame({"inputs": ["a?", "b?", "c?", "d?"],
                              "found": [["1", "2", "3", "4"], [], ["2", "2"], ["5"]],
                              "right": [["1", "3"], [], ["2"], ["1"]]})
"""
CASES = {
    "exact match": "show(mlflow.evaluate(data=frame, predictions='answers', targets='right', extra_metrics=[metrics.exact_match()]))",
    "retriever": "show(mlflow.evaluate(data=documents, predictions='found', targets='right', model_type='retriever'))",
    "retriever k": "show(mlflow.evaluate(data=documents, predictions='found', targets='right', model_type='retriever', "
                   "evaluator_config={'retriever_k': 2, 'metric_prefix': 'p_'}))",
    "functions": """
def length(predictions, targets, metrics, inputs):
    return metrics_module.MetricValue(scores=[float(len(p) + len(i)) for p, i in zip(predictions, inputs)])
metrics_module = metrics
made = mlflow.models.make_metric(eval_fn=length, greater_is_better=True, version="v2")
show(mlflow.evaluate(data=frame, predictions='answers', targets='right', extra_metrics=[made]))
""",
    "a function as model": """
def length(predictions):
    return metrics.MetricValue(scores=[float(len(p)) for p in predictions], justifications=[p.upper() for p in predictions])
made = mlflow.models.make_metric(eval_fn=length, greater_is_better=True)
show(mlflow.evaluate(lambda df: df["inputs"] + "!", frame[["inputs", "right"]], targets='right', extra_metrics=[made]))
""",
    "no targets": """
made = mlflow.models.make_metric(eval_fn=lambda predictions: metrics.MetricValue(scores=[1.0] * len(predictions)),
                                 greater_is_better=True, name="one")
show(mlflow.evaluate(data=frame, predictions='answers', extra_metrics=[made]))
""",
}


@pytest.mark.parametrize("case", [case if case == "retriever k" else pytest.param(case, marks=pytest.mark.slow) for case in CASES])
def test_results_stand_beside_mlflows(case, run_python, mlflow_server):
    ours, theirs = (
        json.loads(run_python(PROGRAM + CASES[case], mlflow_server.url, package, mlflow_server.url).splitlines()[-1])
        for package in ("runlore", "mlflow")
    )
    assert ours.pop("metrics") == pytest.approx(theirs.pop("metrics"), abs=1e-9, nan_ok=True)
    assert ours.pop("logged") == pytest.approx(theirs.pop("logged"), abs=1e-9, nan_ok=True)
    ours_tables, their_tables = ours.pop("tables"), theirs.pop("tables")
    assert set(ours_tables) == set(their_tables)
    for name, table in their_tables.items():
        assert ours_tables[name]["columns"] == table["columns"]
        for row, expected in zip(ours_tables[name]["data"], table["data"], strict=True):
            assert [pytest.approx(x, abs=1e-9) if isinstance(x, float) else x for x in expected] == row
    # Answers of a model are kept as predictions too.
    artifacts = [one for one in json.loads(ours.pop("loggedArtifacts") or "[]") if one["path"] != "predictions.json"]
    assert artifacts == json.loads(theirs.pop("loggedArtifacts") or "[]")
    assert ours == theirs
