"""The stock client's fluent API, from beginning to end."""

import io
import math
import urllib.parse
import urllib.request
import zipfile

import numpy
import pandas
import pytest


def test_runs_params_metrics_tags(mlflow):
    with mlflow.start_run(run_name="first") as run:
        mlflow.log_params({"a": 1, "b": "x"})
        mlflow.log_params({"a": 1, "b": "x"})
        with pytest.raises(mlflow.exceptions.MlflowException, match="Changing param values is not allowed"):
            mlflow.log_param("a", 2)
        mlflow.log_metric("loss", 0.5, step=1)
        mlflow.log_metric("loss", 0.25, step=2)
        mlflow.log_metric("nan", math.nan)
        mlflow.log_metrics({"m1": 1.0, "m2": math.inf})
        mlflow.set_tag("t", "v")
        mlflow.set_tags({"u": 1, "gone": 2})
        mlflow.delete_tag("gone")
    got = mlflow.get_run(run.info.run_id)
    assert got.info.status == "FINISHED" and got.info.run_name == "first"
    assert got.data.params == {"a": "1", "b": "x"}
    assert got.data.metrics["loss"] == 0.25 and math.isnan(got.data.metrics["nan"])
    assert got.data.metrics["m2"] == pytest.approx(1.7976931348623157e308)
    assert got.data.tags["u"] == "1" and "gone" not in got.data.tags
    history = mlflow.MlflowClient().get_metric_history(run.info.run_id, "loss")
    assert [(m.value, m.step) for m in history] == [(0.5, 1), (0.25, 2)]


def test_search_orders_nan_and_missing_last(mlflow):
    for name, value in [("low", 0.1), ("nan", math.nan), ("high", 0.9), ("missing", None)]:
        with mlflow.start_run(run_name=name):
            if value is not None:
                mlflow.log_metric("m", value)
    found = mlflow.search_runs(order_by=["metrics.m DESC"])
    assert list(found["tags.mlflow.runName"]) == ["high", "low", "nan", "missing"]
    found = mlflow.search_runs(filter_string="metrics.m > 0.5", output_format="list")
    assert [run.info.run_name for run in found] == ["high"]
    pages = mlflow.MlflowClient().search_runs([found[0].info.experiment_id], max_results=3)
    assert len(pages) == 3 and pages.token


def test_nested_runs(mlflow):
    with mlflow.start_run(run_name="parent") as parent:
        with mlflow.start_run(run_name="child", nested=True) as child:
            mlflow.log_metric("m", 1)
    children = mlflow.search_runs(filter_string=f"tags.mlflow.parentRunId = '{parent.info.run_id}'", output_format="list")
    assert [run.info.run_id for run in children] == [child.info.run_id]


def test_resumed_run(mlflow):
    with mlflow.start_run() as run:
        pass
    with mlflow.start_run(run_id=run.info.run_id):
        assert mlflow.get_run(run.info.run_id).info.status == "RUNNING"
        mlflow.log_metric("later", 1)
    assert mlflow.get_run(run.info.run_id).info.status == "FINISHED"


def test_failed_run(mlflow):
    with pytest.raises(ValueError), mlflow.start_run() as run:
        raise ValueError("no")
    assert mlflow.get_run(run.info.run_id).info.status == "FAILED"


def test_tables_grow_and_load(mlflow):
    with mlflow.start_run() as run:
        mlflow.log_table({"q": ["a", "b"], "n": [1.5, None]}, "tables/qa.json")
        mlflow.log_table(pandas.DataFrame({"q": ["ü / 🐿"], "n": [3.0]}), "tables/qa.json")
        mlflow.log_table({"q": ["p"]}, "other.parquet")
    loaded = mlflow.load_table("tables/qa.json", run_ids=[run.info.run_id], extra_columns=["run_id"])
    assert list(loaded["q"]) == ["a", "b", "ü / 🐿"] and set(loaded["run_id"]) == {run.info.run_id}
    assert len(mlflow.load_table("tables/qa.json")) == 3
    assert list(mlflow.load_table("other.parquet")["q"]) == ["p"]
    with pytest.raises(mlflow.exceptions.MlflowException):
        mlflow.load_table("nope.json")


def test_images(mlflow):
    picture = numpy.zeros((20, 30, 3), dtype="uint8")
    with mlflow.start_run() as run:
        mlflow.log_image(picture, "plain.png")
        mlflow.log_image(picture, key="a/b", step=3, timestamp=1700000000000)
    mlflow.flush_artifact_async_logging()  # images with a key are sent by a thread
    client = mlflow.MlflowClient()
    names = [file.path for file in client.list_artifacts(run.info.run_id, "images")]
    assert len(names) == 2 and all("a~b+step+3+timestamp+1700000000000+" in name for name in names)
    for name in names:
        assert client.download_artifacts(run.info.run_id, name)
    assert mlflow.get_run(run.info.run_id).data.tags["mlflow.loggedImages"] == "True"


def test_artifacts_up_and_down(mlflow, tmp_path):
    source = tmp_path / "source"
    (source / "deep" / "er").mkdir(parents=True)
    contents = {"plain.txt": b"x", "deep/ü ö.txt": b"y", "deep/er/a+b~c.bin": bytes(range(256)) * 4096, "empty": b"",
                "deep/100%.txt": b"p", "deep/[1].txt": b"b"}
    for name, content in contents.items():
        (source / name).write_bytes(content)
    with mlflow.start_run() as run:
        mlflow.log_artifacts(str(source), "data")
        mlflow.log_artifact(str(source / "plain.txt"))
        mlflow.log_text("text ü", "notes/text.txt")
        mlflow.log_dict({"a": [1]}, "notes/d.json")
        mlflow.log_dict({"a": [1]}, "notes/d.yaml")
    fetched = tmp_path / "fetched"
    mlflow.artifacts.download_artifacts(run_id=run.info.run_id, artifact_path="data", dst_path=str(fetched))
    assert {name: (fetched / "data" / name).read_bytes() for name in contents} == contents
    # Runlore's own: the folder as one file, whole by what Python's reader says of it.
    query = urllib.parse.urlencode({"run_id": run.info.run_id, "path": "data"})
    with urllib.request.urlopen(f"{mlflow.get_tracking_uri()}/api/runlore/v1/artifacts/zip?{query}") as answer:
        packed = zipfile.ZipFile(io.BytesIO(answer.read()))
    assert packed.testzip() is None
    assert {name: packed.read(name) for name in packed.namelist()} == contents
    uri = f"runs:/{run.info.run_id}/notes/text.txt"
    assert mlflow.artifacts.load_text(uri) == "text ü"
    assert mlflow.artifacts.load_dict(f"runs:/{run.info.run_id}/notes/d.json") == {"a": [1]}
    top = {(file.path, file.is_dir) for file in mlflow.MlflowClient().list_artifacts(run.info.run_id)}
    assert top == {("data", True), ("plain.txt", False), ("notes", True)}


def test_inputs(mlflow):
    frame = pandas.DataFrame({"q": ["a", "b"], "n": [1, 2]})
    dataset = mlflow.data.from_pandas(frame, name="questions", targets="n")
    with mlflow.start_run() as run:
        mlflow.log_input(dataset, context="eval")
        mlflow.log_input(dataset, context="eval")
    inputs = mlflow.get_run(run.info.run_id).inputs.dataset_inputs
    assert [(i.dataset.name, i.tags[0].key, i.tags[0].value) for i in inputs] == [
        ("questions", "mlflow.data.context", "eval")]
    found = mlflow.search_runs(filter_string="dataset.name = 'questions' AND dataset.context = 'eval'")
    assert list(found["run_id"]) == [run.info.run_id]


def test_experiments(mlflow):
    client = mlflow.MlflowClient()
    made = client.create_experiment("one", tags={"k": "v"})
    assert client.get_experiment(made).tags == {"k": "v"}
    client.set_experiment_tag(made, "l", "w")
    client.rename_experiment(made, "uno")
    client.delete_experiment(made)
    assert client.get_experiment_by_name("uno").lifecycle_stage == "deleted"
    client.restore_experiment(made)
    assert "uno" in [e.name for e in mlflow.search_experiments(filter_string="tags.k = 'v'")]
    with pytest.raises(mlflow.exceptions.MlflowException, match="already exists"):
        client.create_experiment("uno")
    assert client.get_experiment_by_name("nope") is None


def test_logged_models(mlflow):
    client = mlflow.MlflowClient()
    with mlflow.start_run():
        model = mlflow.initialize_logged_model(name="net", params={"depth": "3"}, tags={"t": "1"}, model_type="Agent")
        mlflow.log_metric("acc", 0.5, model_id=model.model_id)
        mlflow.finalize_logged_model(model.model_id, "READY")
    got = mlflow.get_logged_model(model.model_id)
    assert got.status == "READY" and got.params == {"depth": "3"} and got.metrics[0].value == 0.5
    client.set_logged_model_tags(model.model_id, {"u": "2"})
    client.delete_logged_model_tag(model.model_id, "t")
    assert mlflow.get_logged_model(model.model_id).tags.get("u") == "2"
    found = mlflow.search_logged_models(filter_string="metrics.acc > 0.4 AND params.depth = '3'", output_format="list")
    assert [m.model_id for m in found] == [model.model_id]
    client.delete_logged_model(model.model_id)


def test_big_batches_are_chunked(mlflow):
    from mlflow.entities import Metric, Param, RunTag

    with mlflow.start_run() as run:
        mlflow.MlflowClient().log_batch(
            run.info.run_id,
            [Metric(f"m{i % 7}", float(i), 1000 + i, i) for i in range(2500)],
            [Param(f"p{i}", str(i)) for i in range(250)],
            [RunTag(f"t{i}", str(i)) for i in range(250)],
        )
    got = mlflow.get_run(run.info.run_id)
    assert len(got.data.params) == 250
    assert sum(len(mlflow.MlflowClient().get_metric_history(run.info.run_id, f"m{k}")) for k in range(7)) == 2500
