"""What a client of any age does: create, log, search, tables, files up and down. Run by the tests in its own environment."""

import os
import sys
import tempfile

import mlflow
from mlflow.tracking import MlflowClient

client = MlflowClient()
mlflow.set_experiment("old client")
with mlflow.start_run(run_name="old") as run:
    mlflow.log_param("p", 1)
    mlflow.log_params({"q": "x", "r": "y" * 400})
    for step in range(5):
        mlflow.log_metric("m", step / 2, step=step)
    mlflow.log_metrics({"a": 1.0, "b": float("nan")})
    mlflow.set_tag("t", "v")
    mlflow.log_text("hello", "notes/hello.txt")
    mlflow.log_dict({"k": [1]}, "d.json")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("x y.txt", "a+b.bin"):
            with open(os.path.join(folder, name), "wb") as file:
                file.write(b"\x00\x01" * 50_000)
        mlflow.log_artifacts(folder, "files")

run_id = run.info.run_id
got = client.get_run(run_id)
assert got.info.status == "FINISHED" and got.info.run_name == "old", got.info
assert got.data.params["q"] == "x" and got.data.metrics["m"] == 2.0 and got.data.metrics["b"] != got.data.metrics["b"]
assert [metric.value for metric in client.get_metric_history(run_id, "m")] == [0.0, 0.5, 1.0, 1.5, 2.0]
found = client.search_runs([run.info.experiment_id], "metrics.m >= 2 and params.q = 'x' and tags.t = 'v'",
                           order_by=["metrics.m DESC"])
assert [one.info.run_id for one in found] == [run_id]
assert client.get_experiment_by_name("old client").experiment_id == run.info.experiment_id
assert client.search_experiments(filter_string="name LIKE 'old%'")[0].name == "old client"

fetched = mlflow.artifacts.download_artifacts(run_id=run_id, artifact_path="files")
assert sorted(os.listdir(fetched)) == ["a+b.bin", "x y.txt"], os.listdir(fetched)
assert os.path.getsize(os.path.join(fetched, "a+b.bin")) == 100_000
assert mlflow.artifacts.load_text("runs:/%s/notes/hello.txt" % run_id) == "hello"
assert sorted(f.path for f in client.list_artifacts(run_id)) == ["d.json", "files", "notes"]

try:
    import pandas  # noqa: F401, the small client comes without
except ImportError:
    print("no tables without pandas")
else:
    with mlflow.start_run(run_id=run_id):
        mlflow.log_table({"q": ["a", "b"], "n": [1, 2]}, "table.json")
        mlflow.log_table({"q": ["c"], "n": [3]}, "table.json")
    assert list(mlflow.load_table("table.json", run_ids=[run_id])["q"]) == ["a", "b", "c"]
    print("tables too")

for change in (client.delete_run, client.restore_run):
    change(run_id)
try:
    client.log_param(run_id, "p", 2)
except mlflow.exceptions.MlflowException as error:
    assert "Changing param values is not allowed" in str(error), error
else:
    sys.exit("a param could be changed")
print("done with", mlflow.__version__)
