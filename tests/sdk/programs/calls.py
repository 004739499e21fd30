"""Every fluent call, with the module that is named; what each returns or raises is written as JSON, a line for each.

`calls.py MODULE EXPERIMENT FILE` is run twice, with MLflow's client and with ours, and what they leave is compared.
"""

import importlib
import io
import json
import logging
import math
import os
import pathlib
import sys
import warnings

import numpy
import pandas
from PIL import Image

sys.argv, (module, experiment, results) = [*sys.argv[:1]], sys.argv[1:]
mlflow = importlib.import_module(module)
entities = importlib.import_module(f"{module}.entities")
exceptions = importlib.import_module(f"{module}.exceptions")
logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")
CALLS = []
NOW = 1790000000000


def call(function):
    """A call in a run of its own, named after it."""
    def within():
        with mlflow.start_run(run_name=function.__name__) as run:
            return function(run)
    within.__name__ = function.__name__
    return alone(within)


def alone(function):
    CALLS.append(function)
    return function


@call
def log_param(run):
    return [mlflow.log_param("a", 1), mlflow.log_param("b", None), mlflow.log_param("é x/y", [1, "x"]), mlflow.log_param("a", "1")]


@call
def log_params(run):
    return [mlflow.log_params({"a": 1.5, "b": True, "long": "x" * 5000}), mlflow.log_params({}),
            mlflow.log_params({f"p{i}": i for i in range(250)})]


@call
def log_metric(run):
    values = [1, 2.5, True, "3.5", math.nan, math.inf, numpy.float32(0.5), numpy.int64(7), numpy.array([4.0]), numpy.array(5)]
    for step, value in enumerate(values):
        mlflow.log_metric("m", value, step=step, timestamp=NOW + step)
    mlflow.log_metric("n", 1, step=numpy.int64(3), timestamp=NOW)
    return mlflow.log_metric("n", 2, -5, None, NOW)


@call
def log_metrics(run):
    return mlflow.log_metrics({"a": 1, "b/c": 2.5, "nan": math.nan}, step=4, timestamp=NOW)


@call
def log_metric_to_a_run(run):
    with mlflow.start_run(run_name="inner", nested=True):
        mlflow.log_metric("m", 1, step=1, timestamp=NOW, run_id=run.info.run_id)
        mlflow.log_metrics({"k": 2}, run_id=run.info.run_id, timestamp=NOW)
        mlflow.log_params({"p": 3}, run_id=run.info.run_id)
        mlflow.log_text("text", "t.txt", run_id=run.info.run_id)


@call
def log_asynchronously(run):
    done = [mlflow.log_param("p", 1, synchronous=False), mlflow.log_metric("m", 1, timestamp=NOW, synchronous=False),
            mlflow.log_metrics({"n": 1}, timestamp=NOW, synchronous=False), mlflow.set_tag("t", 1, synchronous=False),
            mlflow.set_tags({"u": 1}, synchronous=False), mlflow.log_params({"q": 1}, synchronous=False)]
    return [operations.wait() for operations in done]


@call
def log_metric_about_a_dataset(run):
    dataset = mlflow.data.from_pandas(pandas.DataFrame({"x": [1, 2]}), source="data.csv", name="about")
    mlflow.log_metric("m", 0.5, step=1, timestamp=NOW, dataset=dataset)
    mlflow.log_metrics({"n": 1, "o": 2}, timestamp=NOW, dataset=dataset)


@call
def set_tags(run):
    return [mlflow.set_tag("a", 1), mlflow.set_tags({"b": "x", "c": None}), mlflow.set_tag("a", "again"),
            mlflow.set_tag("mlflow.runName", "set_tags"), mlflow.set_tag("mlflow.note.content", "line\nline")]


@call
def delete_tag(run):
    mlflow.set_tag("gone", 1)
    return mlflow.delete_tag("gone")


@call
def log_text(run):
    return [mlflow.log_text("é\nline", "a.txt"), mlflow.log_text("", "empty/b.txt"), mlflow.log_text("<b>", "a/../c.html")]


@call
def log_dict(run):
    value = {"b": [1, {"x": None}], "a": "é", "when": pathlib.PurePosixPath("/x")}
    mlflow.log_dict(value, "d/one.json")
    mlflow.log_dict([1, "two"], "plain")
    mlflow.log_dict({"b": [1, {"x": None}], "a": "é"}, "two.yaml")


@call
def log_stream(run):
    mlflow.log_stream(io.BytesIO(b"\x00\xff" * 1000), "bytes/s.bin")


@call
def log_artifact(run):
    pathlib.Path("file.txt").write_text("file")
    mlflow.log_artifact("file.txt")
    mlflow.log_artifact(pathlib.Path("file.txt"), "folder/below")
    os.makedirs("folder/deep/er", exist_ok=True)
    pathlib.Path("folder/one.txt").write_text("1")
    pathlib.Path("folder/deep/er/+ü #.txt".replace("#", "x")).write_text("2")
    mlflow.log_artifact("folder")


@call
def log_artifacts(run):
    os.makedirs("many/deep", exist_ok=True)
    for name in ("a.txt", "deep/b.json", "deep/c"):
        pathlib.Path("many", name).write_text(name)
    mlflow.log_artifacts("many")
    mlflow.log_artifacts("many", "into/here")


@call
def log_image(run):
    pixels = numpy.arange(48, dtype=numpy.uint8).reshape(4, 4, 3)
    mlflow.log_image(pixels, "pixels.png")
    mlflow.log_image(Image.new("RGB", (300, 20), "red"), "folder/red.jpeg")
    mlflow.log_image(mlflow.Image(pixels), "image.png")


@call
def log_image_of_a_key(run):
    mlflow.log_image(numpy.zeros((8, 4)), key="a/b", step=3, timestamp=NOW)
    mlflow.log_image(numpy.ones((4, 4), dtype=bool), key="plain")


@call
def log_figure(run):
    import matplotlib
    from matplotlib.figure import Figure

    matplotlib.rcParams["svg.hashsalt"] = "always the same ids"
    figure = Figure()
    figure.subplots().plot([1, 2], [3, 4])
    mlflow.log_figure(figure, "f/plot.png")
    mlflow.log_figure(figure, "plot.svg", save_kwargs={"metadata": {"Date": None}})


@call
def log_table(run):
    mlflow.log_table({"q": ["a/b", "é"], "n": [1, 2], "f": [0.5, None], "t": [True, False]}, "t.json")
    mlflow.log_table(pandas.DataFrame({"q": ["c"], "n": [3], "new": ["x"]}), "t.json")
    mlflow.log_table({"one": "x", "two": 2}, "folder/once.json")
    return mlflow.load_table("t.json", run_ids=[run.info.run_id])


@call
def log_table_as_parquet(run):
    mlflow.log_table({"q": ["a", "b"], "n": [1, 2]}, "t.parquet")
    mlflow.log_table({"q": ["c"], "n": [3]}, "t.parquet")
    return mlflow.load_table("t.parquet", run_ids=[run.info.run_id])


@call
def log_table_of_images(run):
    image = Image.new("RGB", (4, 2), "blue")
    mlflow.log_table({"q": ["a", "b"], "picture": [image, image]}, "pictures.json")


@call
def load_table_with_columns(run):
    mlflow.log_param("p", "x")
    mlflow.log_metric("m", 0.5)
    mlflow.log_table({"a": [1, 2], "run_id": ["x", "y"]}, "extra.json")
    return mlflow.load_table("extra.json", [run.info.run_id], ["params.p", "metrics.m", "status", "run_id"])


@call
def log_input(run):
    frame = pandas.DataFrame({"x": [1, 2], "y": ["a", "b"]})
    mlflow.log_input(mlflow.data.from_pandas(frame, source="https://example.org/data.csv", name="d", targets="y"), context="eval")
    mlflow.log_input(mlflow.data.from_pandas(frame), tags={"a": "1"})
    mlflow.log_inputs([mlflow.data.from_pandas(frame, name="e")], ["train"], [{"k": "v"}])


@call
def artifacts_of_a_run(run):
    mlflow.log_text("one", "a/b/one.txt")
    mlflow.log_text("two", "two.txt")
    mlflow.log_dict({"x": [1]}, "d.json")
    mlflow.log_image(Image.new("RGB", (3, 2), "green"), "green.png")
    mlflow.log_table({"q": ["a"]}, "t.json")
    id, uri = run.info.run_id, run.info.artifact_uri
    found = [mlflow.artifacts.list_artifacts(run_id=id), mlflow.artifacts.list_artifacts(run_id=id, artifact_path="a"),
             mlflow.artifacts.list_artifacts(run_id=id, artifact_path="a/b/one.txt"),
             mlflow.artifacts.list_artifacts(run_id=id, artifact_path="nothing"),
             mlflow.artifacts.list_artifacts(f"runs:/{id}/a"), mlflow.artifacts.list_artifacts(f"runs:/{id}/a/b"),
             mlflow.artifacts.list_artifacts(uri), mlflow.artifacts.list_artifacts(uri + "/a/b")]
    read = [mlflow.artifacts.load_text(f"runs:/{id}/a/b/one.txt"), mlflow.artifacts.load_text(uri + "/two.txt"),
            mlflow.artifacts.load_dict(uri + "/d.json"), mlflow.artifacts.load_image(f"runs:/{id}/green.png").size,
            json.loads(mlflow.artifacts.load_text(uri + "/t.json"))]
    return [found, read]


@call
def download(run):
    mlflow.log_text("one", "a/b/one.txt")
    mlflow.log_text("two", "two.txt")
    id, uri = run.info.run_id, run.info.artifact_uri
    found = []
    for number, arguments in enumerate([
        dict(run_id=id), dict(run_id=id, artifact_path="a"), dict(run_id=id, artifact_path="a/b/one.txt"),
        dict(artifact_uri=f"runs:/{id}/a/b"), dict(artifact_uri=uri), dict(artifact_uri=uri + "/a/b/one.txt"),
    ]):
        to = f"downloads-{module}/{number}"
        path = mlflow.artifacts.download_artifacts(dst_path=to, **arguments)
        found.append([os.path.relpath(path, to), sorted(str(p.relative_to(to)) for p in pathlib.Path(to).rglob("*"))])
    return [found, os.path.relpath(mlflow.artifacts.download_artifacts("file.txt")),
            os.path.basename(mlflow.artifacts.download_artifacts("folder", dst_path=f"downloads-{module}/local"))]


@call
def get_artifact_uri(run):
    return [mlflow.get_artifact_uri() == run.info.artifact_uri,
            mlflow.get_artifact_uri("a/b.txt").removeprefix(run.info.artifact_uri)]


@alone
def start_run():
    with mlflow.start_run(run_name="start_run", tags={"a": "1"}, description="said", log_system_metrics=False) as run:
        same = mlflow.active_run().info.run_id == run.info.run_id == mlflow.last_active_run().info.run_id
        told = [run.data.tags["a"], run.data.tags["mlflow.note.content"], run.info.status, run.info.run_name,
                run.info.lifecycle_stage, run.info.end_time, run.data.params, run.data.metrics]
    return [same, told, mlflow.active_run(), mlflow.last_active_run().info.status]


@alone
def nested_runs():
    with mlflow.start_run(run_name="outer") as outer:
        with mlflow.start_run(run_name="inner", nested=True) as inner:
            mlflow.log_param("in", "inner")
        mlflow.log_param("in", "outer")
    with mlflow.start_run(run_name="later", parent_run_id=outer.info.run_id) as later:
        pass
    return [mlflow.get_parent_run(run.info.run_id).info.run_name for run in (inner, later)] + [
        mlflow.get_parent_run(outer.info.run_id)]


@alone
def resumed_run():
    with mlflow.start_run(run_name="resumed_run") as run:
        mlflow.log_param("p", 1)
    with mlflow.start_run(run_id=run.info.run_id, tags={"again": 1}, description="more") as again:
        mlflow.log_metric("m", 1, timestamp=NOW)
        seen = [again.data.params, again.data.tags["again"], again.info.status]
    return seen + [mlflow.get_run(run.info.run_id).info.status]


@alone
def failed_run():
    try:
        with mlflow.start_run(run_name="failed_run"):
            raise KeyError("x")
    except KeyError as error:
        return str(error)


@alone
def ended_by_hand():
    with mlflow.start_run(run_name="ended_by_hand"):
        mlflow.end_run("KILLED")
    mlflow.end_run()
    return mlflow.active_run()


@alone
def begun_by_logging():
    mlflow.log_param("begins", "a run")
    run = mlflow.active_run()
    mlflow.set_tag("mlflow.runName", "begun_by_logging")
    mlflow.end_run()
    return mlflow.get_run(run.info.run_id)


@alone
def deleted_run():
    with mlflow.start_run(run_name="deleted_run") as run:
        pass
    mlflow.delete_run(run.info.run_id)
    stages = [mlflow.get_run(run.info.run_id).info.lifecycle_stage]
    found = mlflow.search_runs(run_view_type=entities.ViewType.DELETED_ONLY, output_format="list")
    mlflow.MlflowClient().restore_run(run.info.run_id)
    return stages + [run.info.run_name for run in found] + [mlflow.get_run(run.info.run_id).info.lifecycle_stage]


@alone
def search_runs():
    for number in range(3):
        with mlflow.start_run(run_name=f"search_runs {number}", tags={"searched": "yes"}):
            mlflow.log_metric("score", number, timestamp=NOW)
            if number:
                mlflow.log_param("p", number)
    where, order = "tags.searched = 'yes'", ["metrics.score DESC"]
    frame = mlflow.search_runs(filter_string=where, order_by=order)
    columns = ["status", "metrics.score", "params.p", "tags.mlflow.runName"]
    listed = mlflow.search_runs(filter_string=where, order_by=order, output_format="list", max_results=2)
    named = mlflow.search_runs(experiment_names=[experiment, "not there"], filter_string=where, output_format="list")
    everywhere = mlflow.search_runs(search_all_experiments=True, filter_string=where + f" and tags.module = '{module}'")
    nothing = mlflow.search_runs(filter_string="tags.searched = 'no'")
    return [frame[columns], sorted(frame.columns), {name: str(kind) for name, kind in frame.dtypes.items()},
            [run.info.run_name for run in listed], len(named), len(everywhere), list(nothing.columns), len(nothing)]


@alone
def experiments():
    name = f"{experiment} made"
    number = mlflow.create_experiment(name, tags={"a": "1"})
    seen = [mlflow.get_experiment(number), mlflow.get_experiment_by_name(name), mlflow.get_experiment_by_name("none"),
            mlflow.set_experiment(name)]
    mlflow.set_experiment_tag("b", 2)
    mlflow.set_experiment_tags({"c": 3, "d": "4"})
    mlflow.delete_experiment_tag("d")
    with mlflow.start_run() as run:
        pass
    seen += [run.info.experiment_id == number, mlflow.get_experiment(number).tags]
    mlflow.set_experiment(experiment_id=mlflow.get_experiment_by_name(experiment).experiment_id)
    mlflow.delete_experiment(number)
    seen.append(mlflow.search_experiments(entities.ViewType.DELETED_ONLY, filter_string=f"name = '{name}'"))
    mlflow.restore_experiment(number)
    client = mlflow.MlflowClient()
    client.rename_experiment(number, name + " renamed")
    seen.append(mlflow.search_experiments(filter_string=f"name LIKE '{name}%'", order_by=["name"], max_results=5))
    return seen


@alone
def client():
    client = mlflow.MlflowClient()
    number = mlflow.get_experiment_by_name(experiment).experiment_id
    run = client.create_run(number, NOW, {"a": "1"}, "client")
    id = run.info.run_id
    told = [run, client.log_param(id, "p", 1), client.log_metric(id, "m", 0.5, NOW, 2), client.set_tag(id, "t", 1)]
    client.log_batch(id, [entities.Metric("m", step / 2, NOW + step, step) for step in range(1500)],
                     [entities.Param(f"q{i}", i) for i in range(150)], [entities.RunTag("u", "v"), entities.RunTag("gone", "x")])
    client.delete_tag(id, "gone")
    client.log_text(id, "text", "a/t.txt")
    client.log_dict(id, {"x": 1}, "d.json")
    client.log_table(id, {"q": ["a"]}, "t.json")
    client.log_image(id, numpy.zeros((2, 2)), "i.png")
    pathlib.Path("file.txt").write_text("file")
    client.log_artifact(id, "file.txt", "b")
    client.log_inputs(id, [entities.DatasetInput(entities.Dataset("d", "abc", "local", "{}"), [entities.InputTag("k", "v")])])
    told += [client.load_table(number, "t.json"), client.list_artifacts(id, "a"), len(client.get_metric_history(id, "m"))]
    client.set_terminated(id, "FAILED", NOW + 5)
    told += [client.get_run(id).info.status, client.get_run(id).info.end_time, client.get_parent_run(id)]
    client.update_run(id, status="FINISHED", name="client")
    told += [[r.info.run_name for r in client.search_runs([number], "attributes.run_name = 'client'", max_results=1)],
             client.search_runs(number, "attributes.run_name = 'no such run'").token]
    path = client.download_artifacts(id, "a/t.txt", f"downloads-{module}")
    return told + [os.path.basename(path), open(path).read(), client.search_experiments(max_results=1)[0].lifecycle_stage]


RAISING = {
    "param of a bad name": lambda run: mlflow.log_param("a#b", 1),
    "param of no name": lambda run: mlflow.log_param(None, 1),
    "param that changes": lambda run: (mlflow.log_param("p", 1), mlflow.log_param("p", 2)),
    "params that change": lambda run: mlflow.log_params({"p": 3, "new": 1}),
    "param of a long name": lambda run: mlflow.log_param("x" * 251, 1),
    "param of a number's name": lambda run: mlflow.log_param(1, 1),
    "params that are none": lambda run: mlflow.log_params([("a", 1)]),
    "metric of a text": lambda run: mlflow.log_metric("m", "x"),
    "metric of nothing": lambda run: mlflow.log_metric("m", None),
    "metric of a dict": lambda run: mlflow.log_metric("m", {}),
    "metric of an array": lambda run: mlflow.log_metric("m", numpy.array([1.0, 2.0])),
    "metric of a text's step": lambda run: mlflow.log_metric("m", 1, step="1"),
    "metric before 1970": lambda run: mlflow.log_metric("m", 1, timestamp=-1),
    "metric of a bad name": lambda run: mlflow.log_metric("m#", 1),
    "metrics, one of a text": lambda run: mlflow.log_metrics({"good": 1, "bad": "x"}),
    "tag of a bad name": lambda run: mlflow.set_tag("a#", 1),
    "a second run": lambda run: mlflow.start_run(),
    "a run that is not there": lambda run: mlflow.start_run(run_id="0" * 32, nested=True),
    "a run of a bad id": lambda run: mlflow.start_run(run_id="a b", nested=True),
    "a run of a list's experiment": lambda run: mlflow.start_run(experiment_id=[1], nested=True),
    "two descriptions": lambda run: mlflow.start_run(nested=True, tags={"mlflow.note.content": "a"}, description="b"),
    "another parent": lambda run: mlflow.start_run(nested=True, parent_run_id="0" * 32),
    "get_run": lambda run: mlflow.get_run("0" * 32),
    "get_experiment": lambda run: mlflow.get_experiment("7777"),
    "set_experiment of nothing": lambda run: mlflow.set_experiment(),
    "set_experiment of both": lambda run: mlflow.set_experiment("a", experiment_id="0"),
    "set_experiment of an id": lambda run: mlflow.set_experiment(experiment_id="7777"),
    "set_experiment of no name": lambda run: mlflow.set_experiment(""),
    "an experiment twice": lambda run: mlflow.create_experiment("Default"),
    "an experiment of no name": lambda run: mlflow.create_experiment(""),
    "delete_experiment": lambda run: mlflow.delete_experiment("7777"),
    "delete_run": lambda run: mlflow.delete_run("0" * 32),
    "a bad filter": lambda run: mlflow.search_runs(filter_string="metrics."),
    "a bad format": lambda run: mlflow.search_runs(output_format="x"),
    "ids and names": lambda run: mlflow.search_runs(experiment_ids=["0"], experiment_names=["Default"]),
    "text that is a number": lambda run: mlflow.log_text(3, "x"),
    "artifact that is not there": lambda run: mlflow.log_artifact("nope"),
    "table of a csv": lambda run: mlflow.log_table({"a": [1]}, "a.csv"),
    "table of a colon": lambda run: mlflow.log_table({"a": [1]}, "a:b.json"),
    "table of numbers": lambda run: mlflow.log_table([1], "a.json"),
    "table of images and texts": lambda run: mlflow.log_table({"a": [Image.new("L", (1, 1)), "x"]}, "a.json"),
    "load_table": lambda run: mlflow.load_table("nope.json", [run.info.run_id]),
    "load_table of a column": lambda run: (mlflow.log_table({"a": [1]}, "c.json"),
                                           mlflow.load_table("c.json", [run.info.run_id], ["params.none"])),
    "load_text": lambda run: mlflow.artifacts.load_text(f"runs:/{run.info.run_id}/nope.txt"),
    "load_text of bytes": lambda run: (mlflow.log_stream(io.BytesIO(b"\xff"), "b.bin"),
                                       mlflow.artifacts.load_text(f"runs:/{run.info.run_id}/b.bin")),
    "load_dict of a text": lambda run: (mlflow.log_text("no json", "n.txt"),
                                        mlflow.artifacts.load_dict(f"runs:/{run.info.run_id}/n.txt")),
    "load_image of a text": lambda run: mlflow.artifacts.load_image(f"runs:/{run.info.run_id}/n.txt"),
    "download of both": lambda run: mlflow.artifacts.download_artifacts("a", run_id="b"),
    "download of nothing": lambda run: mlflow.artifacts.download_artifacts(),
    "download of a URI and a path": lambda run: mlflow.artifacts.download_artifacts("runs:/a", artifact_path="b"),
    "download of no run": lambda run: mlflow.artifacts.download_artifacts(run_id="0" * 32, artifact_path="x"),
    "download of a file that is not there": lambda run: mlflow.artifacts.download_artifacts("/nowhere/x"),
    "download of no model": lambda run: mlflow.artifacts.download_artifacts(f"models:/m-{'0' * 32}"),
    "image of a text": lambda run: mlflow.log_image("abc", "a.png"),
    "image of both": lambda run: mlflow.log_image(numpy.zeros((1, 1)), "a.png", key="b"),
    "image of nothing": lambda run: mlflow.log_image(numpy.zeros((1, 1))),
    "image of a bad key": lambda run: mlflow.log_image(numpy.zeros((1, 1)), key="a#b"),
    "figure of a text": lambda run: mlflow.log_figure("abc", "a.png"),
    "tags of no dataset": lambda run: mlflow.log_input(tags={"a": "1"}, context="x"),
    "log_inputs of other lengths": lambda run: mlflow.log_inputs([1], []),
    "a client's run that is not there": lambda run: mlflow.MlflowClient().log_metric("0" * 32, "m", 1),
    "a status": lambda run: mlflow.MlflowClient().update_run(run.info.run_id, status="BOGUS"),
    "a batch with a param twice": lambda run: mlflow.MlflowClient().log_batch(
        run.info.run_id, params=[entities.Param("twice", "1"), entities.Param("twice", "2")]),
}


@call
def raising(run):
    return {name: raised(act, run) for name, act in RAISING.items()}


def raised(act, *arguments):
    try:
        return ["returned", told(act(*arguments))]
    except Exception as error:
        kind = "MlflowException" if isinstance(error, exceptions.MlflowException) else type(error).__name__
        return [kind, getattr(error, "error_code", None)]


def told(value):
    """A value as JSON knows it."""
    if isinstance(value, pandas.DataFrame):
        return {"columns": list(value.columns), "types": [str(kind) for kind in value.dtypes],
                "rows": json.loads(value.to_json(orient="values"))}
    if isinstance(value, dict):
        return {str(key): told(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [told(item) for item in value]
    if hasattr(value, "to_dictionary"):
        return told(value.to_dictionary())
    if type(value).__module__.startswith(module):
        return told(dict(value))
    return value if value is None or isinstance(value, (str, bool, int, float)) else repr(value)


mlflow.set_experiment(experiment)
with open(results, "w") as file:
    for function in CALLS:
        try:
            result = told(function())
        except Exception as error:
            result = ["raised", type(error).__name__, str(error)]
            while mlflow.active_run():
                mlflow.end_run()
        print(json.dumps([function.__name__, result]), file=file, flush=True)
