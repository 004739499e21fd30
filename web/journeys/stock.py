"""What the released MLflow writes, for journeys to look at; nothing in here knows Runlore.

    stock.py store URI     10,000 runs in a database that MLflow's own store makes
    stock.py log URL       two prompts over 500 questions, an evaluation of two models, a run with files of several kinds
    stock.py live URL      a run that goes on until it is ended, a point every half second
"""

import json
import os
import random
import sys
import tempfile
import time
import uuid
from pathlib import Path

RUNS = 10_000
QUESTIONS = 500
DAY = 86_400_000
TOPICS = ["a parcel that is late", "a wrong invoice", "a lost password", "an address that changed", "a broken charger"]
PROMPTS = {
    "prompt-v2": "Answer the customer briefly: {question}",
    "prompt-v3": "You are a support agent. Answer briefly and say what happens next: {question}",
}


def store(uri):
    """Row by row through the store would take ten minutes; these are its own tables, filled through its own models."""
    from mlflow.store.tracking.dbmodels.models import SqlLatestMetric, SqlMetric, SqlParam, SqlRun, SqlTag
    from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore
    from sqlalchemy import insert

    made = SqlAlchemyStore(uri, "mlflow-artifacts:/")
    for name in ("nightly training", "translations"):
        made.create_experiment(name)
    experiment = made.create_experiment("support answers")
    rng, now = random.Random(3), int(time.time() * 1000)
    rows = {model: [] for model in (SqlRun, SqlParam, SqlTag, SqlMetric, SqlLatestMetric)}
    for at in range(RUNS):
        run, start = uuid.UUID(int=rng.getrandbits(128)).hex, now - 30 * DAY + at * 30 * DAY // RUNS
        name = f"sweep-{at}"
        rows[SqlRun].append({"run_uuid": run, "name": name, "source_type": "LOCAL", "source_name": "sweep.py", "user_id": "ana", "status": "FINISHED",
                             "start_time": start, "end_time": start + 60_000, "lifecycle_stage": "active", "experiment_id": int(experiment),
                             "artifact_uri": f"mlflow-artifacts:/{experiment}/{run}/artifacts", "source_version": "", "entry_point_name": ""})
        tags = {"mlflow.runName": name, "mlflow.user": "ana", "mlflow.source.name": "sweep.py", "mlflow.source.type": "LOCAL", "team": "support"}
        rows[SqlTag] += [{"key": key, "value": value, "run_uuid": run} for key, value in tags.items()]
        params = {"model": ["small", "large"][at % 2], "temperature": str(at % 10 / 10), "prompt_template": f"Answer in {at % 40 + 10} words: {{question}}"}
        rows[SqlParam] += [{"key": key, "value": value, "run_uuid": run} for key, value in params.items()]
        for key, value in {"correctness": rng.uniform(1, 4), "latency": rng.uniform(0.2, 3)}.items():
            metric = {"key": key, "value": value, "timestamp": start, "step": 0, "is_nan": False, "run_uuid": run}
            rows[SqlMetric].append(metric)
            rows[SqlLatestMetric].append(metric)
    with made.ManagedSessionMaker() as session:
        for model, some in rows.items():
            session.execute(insert(model), some)


def log(url):
    mlflow = client(url)
    worse = two_prompts(mlflow)
    evaluation(mlflow)
    files(mlflow)
    # The client prints where its runs are, before this.
    print(json.dumps({"worse": worse}))


def two_prompts(mlflow):
    """Ten answers get worse with the second prompt; both runs are three days old, so that later ones stand above them."""
    worse = random.Random(5).sample(range(QUESTIONS), 10)
    experiment = mlflow.set_experiment("support answers")
    start = int(time.time() * 1000) - 3 * DAY
    for at, (name, template) in enumerate(PROMPTS.items()):
        run = mlflow.MlflowClient().create_run(experiment.experiment_id, start_time=start + at, run_name=name)
        with mlflow.start_run(run_id=run.info.run_id):
            mlflow.log_params({"model": "small", "prompt_template": template})
            mlflow.set_tag("release", "candidate")
            rows = [answer(question, at == 1, question in worse) for question in range(QUESTIONS)]
            mlflow.log_table({key: [row[key] for row in rows] for key in rows[0]}, "answers.json")
            mlflow.log_metric("correctness", sum(row["correctness"] for row in rows) / QUESTIONS)
    return [question_text(at) for at in sorted(worse)]


def question_text(at):
    return f"Case {at}: what happens with {TOPICS[at % len(TOPICS)]}?"


def answer(at, new, worse):
    topic = TOPICS[at % len(TOPICS)]
    if not new:
        text, score = f"We are sorry about {topic}. We look into case {at} today.", 4
    elif worse:
        text, score = "Please ask again later.", 1 + at % 3
    else:
        text, score = f"We are sorry about {topic}. We look into case {at} today and write to you by tomorrow noon.", 5 if at % 3 else 4
    return {"question": question_text(at), "answer": text, "correctness": score}


def evaluation(mlflow):
    import pandas
    from mlflow.metrics import MetricValue, make_metric

    def graded(predictions, targets):
        scores = [5 if one == other else 2 for one, other in zip(predictions, targets)]
        return MetricValue(scores=scores, justifications=["It is the capital." if score > 2 else "It is another town." for score in scores],
                           aggregate_results={"mean": sum(scores) / len(scores)})

    mlflow.set_experiment("capitals")
    truth = {"France": "Paris", "Peru": "Lima", "Japan": "Tokyo", "Kenya": "Nairobi", "Canada": "Ottawa"}
    for model, wrong in {"small": {"Canada": "Toronto", "Kenya": "Mombasa"}, "large": {"Canada": "Montreal"}}.items():
        frame = pandas.DataFrame({"inputs": [f"The capital of {land}?" for land in truth], "targets": truth.values(),
                                  "answers": [wrong.get(land, town) for land, town in truth.items()]})
        with mlflow.start_run(run_name=model):
            mlflow.log_param("model", model)
            mlflow.models.evaluate(data=frame, predictions="answers", targets="targets", extra_metrics=[make_metric(eval_fn=graded, greater_is_better=True, name="graded")])


def files(mlflow):
    mlflow.set_experiment("files")
    with mlflow.start_run(run_name="with files"):
        mlflow.log_text("# Report\n\nAll is **well**.\n", "notes/report.md")
        mlflow.log_dict({"model": "small", "layers": [1, 2]}, "notes/config.json")
        mlflow.log_dict({"model": "small"}, "notes/config.yaml")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "answers.csv")
            path.write_text("question,answer\nWhy?,Because\n", encoding="utf-8")
            mlflow.log_artifact(str(path), "tables")
        mlflow.set_tag("mlflow.note.content", "Made by _MLflow_.")
        for step in range(20):
            mlflow.log_metric("loss", 1 / (step + 1), step=step)
        with mlflow.start_run(run_name="inside", nested=True):
            mlflow.log_metric("loss", 0.5)


def live(url):
    mlflow = client(url)
    mlflow.set_experiment("files")
    with mlflow.start_run(run_name="still going"):
        step = 0
        while True:
            mlflow.log_metric("progress", step / 8, step=step)
            step += 1
            time.sleep(0.5)


def client(url):
    import mlflow

    mlflow.set_tracking_uri(url)
    return mlflow


if __name__ == "__main__":
    os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
    {"store": store, "log": log, "live": live}[sys.argv[1]](sys.argv[2])
