"""What the package does beyond the stock client's calls, over a database, a Runlore server and an MLflow server."""

import uuid

import mlflow
import pytest

from tests.support import servers


@pytest.fixture
def program(uri, run_python):
    """Runs a program in an experiment of its own; answers the runs by name, as the stock client reads them."""

    def run(code, **environment):
        name = f"test {uuid.uuid4()}"
        run_python(f"import runlore\nrunlore.set_experiment({name!r})\n" + code, uri, **environment)
        client = mlflow.MlflowClient(uri)
        runs = client.search_runs([client.get_experiment_by_name(name).experiment_id])
        return {run.info.run_name: run for run in runs}

    return run


PREDICTIONS = """
with runlore.start_run(run_name="predicting") as run:
    data = runlore.data.from_dict({"q": ["2+2?"]}, name="sums")
    runlore.log_predictions("2+2?", "4", "Answer briefly: 2+2?", model="small", latency=0.2, tokens=(9, 1),
                            prompt_version="sums/3", dataset=data, model_id="m-1")
    runlore.llm.log_predictions([{"sum": "3+3"}, {"sum": "4+4"}], ["6", "8"], ["3+3?", "4+4?"], model=["a", "b"],
                                latency=[0.1, 0.2], tokens=[(1, 2), (3, 4)])
    runlore.log_predictions([[{"role": "user", "content": "hi"}]], [{"role": "assistant", "content": "hello"}])
    for wrong in (dict(inputs=["a"], outputs=["b", "c"]), dict(inputs="a", outputs=["b", "c"]),
                  dict(inputs="a", outputs="b", tokens=5), dict(inputs=["a"], outputs=["b"], latency=[1, 2])):
        try:
            runlore.log_predictions(**wrong)
        except runlore.MlflowException as error:
            assert error.error_code == "INVALID_PARAMETER_VALUE", error
        else:
            raise AssertionError(wrong)
read = runlore.load_predictions(run.info.run_id)
assert list(read.columns) == ["inputs", "outputs", "prompts", "model", "latency", "input_tokens", "output_tokens", "prompt_version",
                              "dataset", "model_id", "timestamp"], list(read.columns)
assert list(read["outputs"]) == ["4", "6", "8", {"role": "assistant", "content": "hello"}]
assert list(read["inputs"])[1:] == [{"sum": "3+3"}, {"sum": "4+4"}, [{"role": "user", "content": "hi"}]]
assert list(read["model"])[:3] == ["small", "a", "b"] and list(read["output_tokens"])[:3] == [1, 2, 4]
assert read["dataset"][0] == f"sums@{data.digest}", read["dataset"][0]
"""


def test_predictions_are_rows_that_say_what_they_come_from(program):
    runs = program(PREDICTIONS)
    assert '{"path": "predictions.json", "type": "table"}' in runs["predicting"].data.tags["mlflow.loggedArtifacts"]


OLD = """
with runlore.start_run(run_name="old") as run:
    runlore.log_text('inputs,outputs,prompts\\n"2+2, please",4,\\n3+3,6,why?\\n', "llm_predictions.csv")
with runlore.start_run(run_name="evaluated") as evaluated:
    runlore.log_table({"inputs": ["a"], "outputs": ["b"], "score": [0.5]}, "eval_results_table.json")
with runlore.start_run(run_name="nothing") as nothing:
    pass
read = runlore.load_predictions(run.info.run_id)
assert list(read["inputs"]) == ["2+2, please", "3+3"], read
assert list(runlore.load_predictions(evaluated.info.run_id)["score"]) == [0.5]
try:
    runlore.load_predictions(nothing.info.run_id)
except runlore.MlflowException as error:
    assert error.error_code == "RESOURCE_DOES_NOT_EXIST"
else:
    raise AssertionError
"""


def test_predictions_of_mlflow_2_and_of_evaluations_are_read(program):
    program(OLD)


BARE = """
import sys
for name in ("pandas", "numpy", "PIL", "matplotlib", "yaml"):
    sys.modules[name] = None
with runlore.start_run(run_name="bare") as run:
    runlore.log_table({"q": ["007", "b"], "n": [1, 2]}, "t.json")
    runlore.log_table([{"q": "c", "more": None}], "t.json")
    runlore.log_input(runlore.data.from_dict({"q": ["a"], "n": [1]}, name="plain"), "eval")
    runlore.log_image(runlore.Image([[0, 128, 255], [1, 2, 3]]), "grey.png")
    runlore.log_image(runlore.Image([[(255, 0, 0), (0, 0, 255)]]), key="colours")
    runlore.log_metric("m", "1.5")
table = runlore.load_table("t.json", [run.info.run_id], ["metrics.m"])
assert table["q"] == ["007", "b", "c"] and table["metrics.m"] == [1.5] * 3, table
assert table[2] == {"q": "c", "n": None, "more": None, "metrics.m": 1.5}, table[2]
(found,) = runlore.search_runs(filter_string="run_name = 'bare'", output_format="list")
try:
    runlore.search_runs()
except ImportError as error:
    assert "output_format='list'" in str(error)
"""


def test_nothing_is_needed_beside_the_package(program, uri, tmp_path):
    run = program(BARE)["bare"]
    assert run.inputs.dataset_inputs[0].dataset.name == "plain"
    from PIL import Image

    client = mlflow.MlflowClient(uri)
    image = Image.open(client.download_artifacts(run.info.run_id, "grey.png", tmp_path))
    assert (image.size, list(image.getdata())) == ((3, 2), [0, 128, 255, 1, 2, 3])
    small, full = sorted(file.path for file in client.list_artifacts(run.info.run_id, "images"))
    assert small.endswith("+compressed.webp")
    image = Image.open(client.download_artifacts(run.info.run_id, full, tmp_path))
    assert list(image.convert("RGB").getdata()) == [(255, 0, 0), (0, 0, 255)]
    assert run.data.tags["mlflow.loggedImages"] == "True"


THREADS = """
import threading

def log(number):
    assert runlore.active_run() is None
    with runlore.start_run(run_name=f"thread {number}") as run:
        for step in range(100):
            runlore.log_metric("m", number, step=step)
        assert runlore.active_run() is run

with runlore.start_run(run_name="main") as main:
    threads = [threading.Thread(target=log, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert runlore.active_run() is main
    runlore.log_metrics({"done": 1})
"""


def test_a_run_is_its_threads_own(program):
    runs = program(THREADS)
    assert {name: run.data.metrics for name, run in runs.items()} == {
        "main": {"done": 1.0}, **{f"thread {number}": {"m": float(number)} for number in range(8)}}
    assert {run.info.status for run in runs.values()} == {"FINISHED"}


LAZY = """
import copy, pickle
run = runlore.start_run(run_name="lazy", tags={"a": 1})
assert run.info.run_id and run.info.status == "RUNNING"
assert run.info.artifact_uri.endswith(f"{run.info.run_id}/artifacts"), run.info.artifact_uri
assert run.info.experiment_id == runlore.get_run(run.info.run_id).info.experiment_id
assert dict(run.info)["experiment_id"] == run.info.experiment_id
assert copy.copy(run.info) == pickle.loads(pickle.dumps(run.info)) == run.info
assert pickle.loads(pickle.dumps(run)).info == run.info
assert runlore.get_run(run.info.run_id).info == run.info and run.info == runlore.get_run(run.info.run_id).info
assert run.to_dictionary()["info"]["artifact_uri"] == run.info.artifact_uri
assert "lazy" in run._repr_html_() and "<table>" in runlore.get_experiment(run.info.experiment_id)._repr_html_()
"""


def test_what_only_the_server_knows_is_there_when_it_is_asked_for(program):
    # The end of the program ends the run.
    assert program(LAZY)["lazy"].info.status == "FINISHED"


REFUSED = """
with runlore.start_run(run_name="refused") as run:
    runlore.log_metric("before", 1)
    runlore.delete_tag("never set")
    runlore.log_metric("after", 1)
    try:
        runlore.flush()
    except runlore.MlflowException as error:
        assert error.error_code == "RESOURCE_DOES_NOT_EXIST" and "never set" in error.message, (error.error_code, error.message)
    else:
        raise AssertionError
    runlore.flush()
"""


def test_what_the_server_refuses_is_told_and_holds_up_nothing(program):
    assert program(REFUSED)["refused"].data.metrics == {"before": 1.0, "after": 1.0}


INSIDE = """
with runlore.start_run(run_name="outer") as outer:
    inner = runlore.start_run(run_name="forgotten inside", nested=True)
    runlore.log_metric("m", 1)
assert runlore.active_run() is None
with runlore.start_run(run_name="ended inside"):
    runlore.end_run("KILLED")
    other = runlore.start_run(run_name="other")
assert runlore.active_run() is other
"""


def test_the_end_of_a_block_ends_its_run_and_no_other(program):
    runs = program(INSIDE)
    assert {name: run.info.status for name, run in runs.items()} == {
        "outer": "FINISHED", "forgotten inside": "FINISHED", "ended inside": "KILLED", "other": "FINISHED"}


CHILDREN = """
import multiprocessing, os, sys

def child(number):
    assert runlore.active_run() is None
    runlore.start_run(run_name=f"child {number}")
    runlore.log_metric("m", number)
    runlore.log_text("text", "t.txt")
    # Nobody ends the run, and multiprocessing ends its children without what `atexit` was told.

if __name__ == "__main__":
    with runlore.start_run(run_name="parent"):
        runlore.log_metric("m", 5)
        for number, kind in enumerate(("fork", "spawn", "forkserver")):
            process = multiprocessing.get_context(kind).Process(target=child, args=(number,))
            process.start()
            process.join()
            assert process.exitcode == 0
        runlore.log_metric("m", 6, step=1)
        if os.fork() == 0:
            child("3")
            sys.exit()
        os.wait()
        assert runlore.active_run().info.run_name == "parent"
"""


def test_children_log_to_runs_of_their_own(program):
    runs = program(CHILDREN)
    assert {name: run.data.metrics for name, run in runs.items()} == {
        "parent": {"m": 6.0}, **{f"child {number}": {"m": float(number)} for number in range(4)}}
    assert {name: run.info.status for name, run in runs.items()} == dict.fromkeys(runs, "FINISHED")


def test_a_failed_program_ends_its_run_as_the_stock_client_does(uri, run_python):
    name = f"test {uuid.uuid4()}"
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        run_python(f"import runlore\nrunlore.set_experiment({name!r})\nrunlore.start_run()\n1 / 0", uri)
    client = mlflow.MlflowClient(uri)
    (run,) = client.search_runs([client.get_experiment_by_name(name).experiment_id])
    assert run.info.status == "FINISHED"


ELSEWHERE = """
import sys
import runlore
there = runlore.MlflowClient(sys.argv[1])
run = there.create_run(there.create_experiment("elsewhere"), run_name="elsewhere")
with runlore.start_run(run_name="here") as here:
    for step in range(100):
        there.log_metric(run.info.run_id, "m", step, step=step)
        runlore.log_metric("m", -step, step=step)
    there.log_table(run.info.run_id, {"a": [1]}, "t.json")
    there.log_text(run.info.run_id, "there", "a/t.txt")
    assert there.get_run(run.info.run_id).data.metrics == {"m": 99.0}
    assert [entry.path for entry in there.list_artifacts(run.info.run_id, "a")] == ["a/t.txt"]
    assert list(there.load_table(run.info.experiment_id, "t.json")["a"]) == [1]
    try:
        runlore.get_run(run.info.run_id)
    except runlore.MlflowException as error:
        assert error.error_code == "RESOURCE_DOES_NOT_EXIST"
    else:
        raise AssertionError
there.set_terminated(run.info.run_id)
"""


def test_a_client_logs_to_another_server(uri, run_python, tmp_path):
    other = tmp_path / "other"
    with servers.runlore(other) as server:
        run_python(ELSEWHERE, uri, server.url)
        client = mlflow.MlflowClient(server.url)
        (run,) = client.search_runs([client.get_experiment_by_name("elsewhere").experiment_id])
        assert (run.info.status, len(client.get_metric_history(run.info.run_id, "m"))) == ("FINISHED", 100)


BEYOND = """
import threading

def raises(kind, code, act):
    try:
        act()
    except kind as error:
        assert getattr(error, "error_code", None) == code, error
    else:
        raise AssertionError("nothing was raised")

with runlore.start_run(run_name="first") as first:
    runlore.log_table({"a": [1]}, "t.json")
    runlore.log_text("x", "d/x.txt")
    raises(FileNotFoundError, None, lambda: runlore.log_artifacts("not there"))
    raises(NotADirectoryError, None, lambda: runlore.log_artifacts(__file__))
assert {entry.path for entry in runlore.artifacts.list_artifacts(f"runs:/{first.info.run_id}")} == {"t.json", "d"}

def in_a_thread():
    runlore.start_run(run_name="forgotten in a thread")

thread = threading.Thread(target=in_a_thread)
thread.start()
thread.join()
# Only the server knows that there is no such run.
with runlore.start_run(run_name="nested in nothing", parent_run_id="0" * 32):
    pass
here = first.info.experiment_id
runlore.set_experiment(experiment_id="0")
assert list(runlore.load_table("t.json", [first.info.run_id])["a"]) == [1]
raises(runlore.MlflowException, "RESOURCE_DOES_NOT_EXIST", lambda: runlore.load_table("t.json"))
runlore.set_experiment(experiment_id=here)
runlore.start_run(run_name="forgotten")
runlore.start_run(run_name="forgotten inside", nested=True)
"""


def test_what_is_different_on_purpose(program):
    runs = program(BEYOND)
    assert {name: run.info.status for name, run in runs.items()} == dict.fromkeys(
        ["first", "forgotten in a thread", "nested in nothing", "forgotten", "forgotten inside"], "FINISHED")


UNKNOWN = """
try:
    with runlore.start_run(experiment_id="7777"):
        runlore.log_param("p", 1)
except runlore.MlflowException as error:
    assert error.error_code == "RESOURCE_DOES_NOT_EXIST", (error.error_code, error.message)
else:
    raise AssertionError
with runlore.start_run(run_name="next"):
    pass
"""


def test_an_experiment_that_is_not_there_is_told_at_the_end(program):
    assert set(program(UNKNOWN)) == {"next"}
