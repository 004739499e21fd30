"""An evaluation where there is no network at all, not even by mistake: in a namespace that has none."""

import json
import shutil
import subprocess
import sys

import pytest

# Up to the last line it is what runs inside; there is a loopback for the program's own use, and nothing else.
PROGRAM = """
import json, socket
try:
    socket.create_connection(("192.0.2.1", 80), timeout=2)
    raise SystemExit("there is a network")
except OSError as error:
    unreachable = str(error)

import runlore as mlflow
from runlore import metrics

rows = {"question": ["2+2?", "Why?"], "answer": ["It is four.", "Because of {\\"a\\": 1}"], "right": ["Four.", "Because."]}
extra = [metrics.bleu(), metrics.chrf(), metrics.levenshtein_ratio(), metrics.contains(["a"]), metrics.regex("i"), metrics.json_valid(),
         metrics.json_schema({"type": "object"}), metrics.rouge1(), metrics.rouge2(), metrics.rougeL(), metrics.rougeLsum()]
result = mlflow.evaluate(data=rows, predictions="answer", targets="right", model_type="question-answering", extra_metrics=extra)
found = mlflow.evaluate(data={"q": ["a"], "found": [["x", "y"]], "right": [["x"]]}, predictions="found", targets="right",
                        model_type="retriever")
tags = mlflow.get_run(result.run_id).data.tags
print(json.dumps({"unreachable": unreachable, "metrics": {**result.metrics, **found.metrics},
                  "statuses": {one.metric: [one.state, one.reason] for one in result.statuses + found.statuses},
                  "told": sorted(key for key in tags if key.startswith("runlore.evaluation."))}))
"""


@pytest.fixture
def cut_off():
    """The command that starts a program without a network."""
    command = ["unshare", "--net", "--map-root-user"]
    if shutil.which("unshare") is None or subprocess.run([*command, "true"], capture_output=True).returncode:
        pytest.skip("this machine lets nobody make network namespaces")
    return command


def test_no_metric_is_missing_without_a_reason(cut_off, site, tmp_path):
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    environment = {"PYTHONPATH": str(site), "RUNLORE_TRACKING_URI": f"sqlite:///{tmp_path / 'own.db'}", "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    done = subprocess.run([*cut_off, sys.executable, str(program)], env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert "unreachable" in said["unreachable"]
    missing = {metric: reason for metric, (state, reason) in said["statuses"].items() if state != "computed"}
    assert list(missing) == ["toxicity/v1"] and "model" in missing["toxicity/v1"]
    assert said["told"] == ["runlore.evaluation.toxicity/v1"]
    for metric in ("exact_match/v1", "ari_grade_level/v1/mean", "bleu/v1/mean", "rougeLsum/v1/mean", "chrf/mean", "json_schema/mean", "ndcg_at_3/mean"):
        assert metric in said["metrics"], sorted(said["metrics"])
