"""The example program that evaluates a model, with one line changed: what it prints, logs and asks, against each kind of server."""

import json
import re
import uuid

import mlflow
import pytest

from tests.support import servers

PROGRAM = servers.ROOT / "tests" / "seed_programs" / "2_metrics.py"
SQUIRRELS = "Are squirrels astronauts?"
BALLOON = "From a logistics perspective, do you think a single weather balloon could get a squirrel to space?"


def test_readme_shows_what_it_prints(llm, server, run_python):
    llm.rule(when="astronauts", answer="Squirrels are not astronauts. They are animals that live in trees and have never been trained for space.")
    llm.rule(when="balloon", answer="It is unlikely that a single balloon could carry a squirrel to space. It would need oxygen, warmth and a way back.")
    code = PROGRAM.read_text().replace("import mlflow\n", "import runlore as mlflow\n")
    printed = run_python(code, server.url, OPENAI_BASE_URL=llm.url, OPENAI_API_KEY="test-key")
    (shown,) = re.findall(r"```text\n(Logged metrics .*?)```", (servers.ROOT / "README.md").read_text(), re.S)
    assert printed.strip().splitlines() == shown.splitlines()


@pytest.fixture
def evaluated(llm, uri, run_python, tmp_path):
    llm.rule(when="astronauts", answer="Squirrels are not astronauts. They are not trained for it.")
    code, experiment = PROGRAM.read_text(), f"seed {uuid.uuid4()}"
    assert code.count("import mlflow\n") == 1
    printed = run_python(code.replace("import mlflow\n", "import runlore as mlflow\n"), uri, MLFLOW_EXPERIMENT_NAME=experiment,
                         OPENAI_BASE_URL=llm.url, OPENAI_API_KEY="test-key", RUNLORE_EVAL_CACHE=str(tmp_path / "cache"))
    client = mlflow.MlflowClient(uri)
    (run,) = client.search_runs([client.get_experiment_by_name(experiment).experiment_id])
    return printed, client.get_run(run.info.run_id), client


def test_the_program_runs_as_it_is_written(evaluated, llm, tmp_path):
    printed, run, client = evaluated
    assert run.info.status == "FINISHED"
    metrics = run.data.metrics
    assert metrics["exact_match/v1"] == 0.0
    assert metrics["manually logged ari grade level"] == metrics["ari_grade_level/v1/mean"]
    assert f"ari_grade_level/v1/mean: {metrics['ari_grade_level/v1/mean']}" in printed

    # Both questions, the system's prompt first, the model's name.
    bodies = sorted(llm.bodies(), key=lambda body: len(body["messages"][1]["content"]))
    assert [body["messages"] for body in bodies] == [
        [{"role": "system", "content": "Answer the following question in two sentences"}, {"role": "user", "content": question}]
        for question in (SQUIRRELS, BALLOON)]
    assert all(body["model"] == "gpt-4" for body in bodies)

    table = json.loads(open(client.download_artifacts(run.info.run_id, "eval_results_table.json", tmp_path)).read())
    assert table["columns"] == ["inputs", "ground_truth", "outputs", "token_count", "flesch_kincaid_grade_level/v1/score",
                                "ari_grade_level/v1/score"]
    assert table["data"][0][2] == "Squirrels are not astronauts. They are not trained for it."
    predictions = json.loads(open(client.download_artifacts(run.info.run_id, "predictions.json", tmp_path)).read())
    rows = [dict(zip(predictions["columns"], row)) for row in predictions["data"]]
    assert [row["inputs"] for row in rows] == [SQUIRRELS, BALLOON]
    assert all(row["model"] == "gpt-4" and row["latency"] >= 0 and row["output_tokens"] > 0 for row in rows)
    assert run.data.tags["runlore.evaluation.toxicity/v1"].startswith("unavailable: ")
    assert [one.model_id for one in run.inputs.model_inputs] == [rows[0]["model_id"]]
