"""What may be hostile or large, as the released MLflow writes it, for a journey to look at; nothing in here knows Runlore.

    stock_hostile.py URL FOLDER NAME     texts with that name, the folder's files, values that are no numbers, 12,000 metrics, large cells

The last line says which runs these are.
"""

import json
import os
import sys

os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"

import mlflow
import numpy
import pandas
from mlflow.entities import Metric, Param

METRICS = 12_000
STEPS = 50
MIB = 1 << 20


def texts(folder, name):
    with mlflow.start_run(run_name=name) as run:
        mlflow.log_param("script", "<script>alert(1)</script>")
        mlflow.log_param("a/b c:d.e-f", name)
        mlflow.set_tag("path.to/a key: x", name)
        mlflow.set_tag("mlflow.note.content", f"# Note\n{name}\n<script>alert(1)</script>\n[link](javascript:alert(1))")
        mlflow.log_metric("a/b c:d.e-f", 0.25)
        mlflow.log_artifacts(folder)
        mlflow.log_image(numpy.full((40, 60, 3), 200, dtype=numpy.uint8), "media/square.png")
        mlflow.log_table({"question": [name, "Why?"], "answer": [f"**{name}**", "<script>alert(1)</script>"], "score": [float("nan"), 0.5]}, "tables/hostile.json")
        mlflow.set_tag("table", "tables/hostile.json")
        frame = pandas.DataFrame({"question": ["Why?", "How?"], "score": [0.25, float("nan")]})
        os.makedirs(os.path.join(folder, "more"), exist_ok=True)
        frame.to_parquet(os.path.join(folder, "more", "evals.parquet"))
        mlflow.log_artifact(os.path.join(folder, "more", "evals.parquet"), "tables")
    return run.info.run_id


def no_numbers():
    """Two runs of which no metric is a number at the end; one is one now and then."""
    runs = []
    for of in range(2):
        with mlflow.start_run(run_name=f"no numbers {of}") as run:
            mlflow.log_params({"rate": "nan", "depth": of})
            for step in range(STEPS):
                mlflow.log_metric("loss", float("nan") if step % 10 == 9 or of else 1 / (step + 1), step=step)
            for key, value in {"nothing": float("nan"), "up": float("inf"), "down": float("-inf")}.items():
                mlflow.log_metric(key, value)
        runs.append(run.info.run_id)
    return runs


def wide():
    with mlflow.start_run(run_name="wide") as run:
        client = mlflow.MlflowClient()
        for start in range(0, METRICS, 1000):
            client.log_batch(run.info.run_id, metrics=[Metric(f"layer/{start + at}/norm", at, 1_790_000_000_000, 0) for at in range(1000)])
        client.log_batch(run.info.run_id, params=[Param(f"p{at}", str(at)) for at in range(100)])
    return run.info.run_id


def large():
    """50 MB of JSON: half of it in one cell, and in each of the others half a megabyte."""
    def trace(at, size):
        return {"id": f"trace {at}", "spans": [{"name": "<b>ask</b>", "text": "x" * 1000} for _ in range(size // 1050)], "end": f"end of {at}"}

    with mlflow.start_run(run_name="large") as run:
        rows = [trace(0, 25 * MIB), *(trace(at, MIB // 2) for at in range(1, 51))]
        mlflow.log_table({"question": [f"Case {at}" for at in range(len(rows))], "trace": rows}, "large.json")
    return run.info.run_id


def main(url, folder, name):
    mlflow.set_tracking_uri(url)
    mlflow.set_experiment(name)
    made = {"texts": texts(folder, name), "nothing": no_numbers(), "wide": wide(), "large": large()}
    # The client prints where its runs are, before this.
    print(json.dumps(made))


if __name__ == "__main__":
    main(*sys.argv[1:])
