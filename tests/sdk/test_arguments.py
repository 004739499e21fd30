"""Arguments that can not be are refused by the call, as MLflow refuses them; what they mean is what MLflow means."""

NUMBERS = """
import decimal, math
import numpy
import runlore

NOW = 1790000000000
WHOLE = [1, -1, 2**63 - 1, -2**63, 1.0, -0.0, 1e18, True, numpy.int8(3), numpy.uint64(2**63 - 1), numpy.float32(4), numpy.array(5)]
NOT = [1.9, numpy.float64(0.5), decimal.Decimal("1.5"), 2**63, -2**63 - 1, 1e19, numpy.uint64(2**63), 10**5000, math.nan, math.inf, "1",
       b"1", [1], object(), numpy.array([1, 2])]
client = runlore.MlflowClient()
Metric = runlore.entities.Metric


def refused(act, name):
    try:
        act()
    except runlore.MlflowException as error:
        assert error.error_code == "INVALID_PARAMETER_VALUE", error
        assert name in error.message and "whole number" in error.message and "int()" in error.message, error
    else:
        raise AssertionError("nothing was raised")


with runlore.start_run(run_name="numbers") as run:
    id = run.info.run_id
    for number, step in enumerate(WHOLE):
        runlore.log_metric(f"a{number}", 1, step=step)
        runlore.log_metrics({f"b{number}": 1}, step)
        client.log_metric(id, f"c{number}", 1, NOW, step)
        client.log_batch(id, [Metric(f"d{number}", 1, NOW, step)])
        for kind in "abcd":
            (point,) = client.get_metric_history(id, f"{kind}{number}")
            assert point.step == int(step), (kind, step, point)
    for step in NOT:
        refused(lambda: runlore.log_metric("m", 1, step=step), "'step'")
        refused(lambda: runlore.log_metrics({"m": 1}, step), "'step'")
        refused(lambda: client.log_batch(id, [Metric("m", 1, NOW, step)]), "'step'")
        refused(lambda: client.log_batch(id, [Metric("m", 1, step, 1)]), "'timestamp'")
    for time in (12.5, 2**63, -2**63 - 1, math.nan, "1"):
        refused(lambda: runlore.log_metric("m", 1, timestamp=time), "'timestamp'")
        refused(lambda: client.log_metric(id, "m", 1, time), "'timestamp'")
        refused(lambda: client.set_terminated(id, end_time=time), "'end_time'")
    runlore.log_metric("at", 1, timestamp=float(NOW))
    (point,) = client.get_metric_history(id, "at")
    assert point.timestamp == NOW and "m" not in runlore.get_run(id).data.metrics
"""


def test_steps_and_times_are_whole_numbers_of_64_bits(run_python, tmp_path):
    run_python(NUMBERS, f"sqlite:///{tmp_path / 'own.db'}")


KEYS = """
import importlib, os, sys
module = importlib.import_module(sys.argv[1])
module.set_tracking_uri(os.environ["RUNLORE_TRACKING_URI"])
client, entities = module.MlflowClient(), module.entities
with module.start_run() as run:
    id = run.info.run_id
    for key in (1, 1.5, ("a",), None):
        for act in (lambda: module.log_metric(key, 1), lambda: module.log_metrics({key: 1}), lambda: module.log_param(key, 1),
                    lambda: module.log_params({key: 1}), lambda: module.set_tag(key, 1), lambda: module.set_tags({key: 1}),
                    lambda: client.log_metric(id, key, 1), lambda: client.log_param(id, key, 1), lambda: client.set_tag(id, key, 1)):
            try:
                act()
            except Exception as error:
                print("MlflowException" if isinstance(error, module.MlflowException) else type(error).__name__, getattr(error, "error_code", None))
            else:
                raise AssertionError("nothing was raised")
"""


def test_a_key_that_is_no_text_is_refused_as_by_the_stock_client(uri, run_python, mlflow_server):
    ours = run_python(KEYS, uri, "runlore").split("\n")
    theirs = run_python(KEYS, mlflow_server.url, "mlflow").split("\n")
    assert ours[:27] == theirs[:27] == ["TypeError None"] * 27
    # Some of MLflow's calls with a missing key are a TypeError as well.
    assert set(ours[27:36]) == {"MlflowException INVALID_PARAMETER_VALUE"} >= set(theirs[27:36]) - {"TypeError None"}


TRACES = """
import runlore
for act in (lambda: runlore.set_experiment("traced", trace_location="there"),
            lambda: runlore.create_experiment("traced", None, None, "there")):
    try:
        act()
    except runlore.MlflowException as error:
        assert error.error_code == "NOT_IMPLEMENTED" and "records no traces" in error.message, error
    else:
        raise AssertionError("nothing was raised")
assert runlore.get_experiment_by_name("traced") is None
assert runlore.create_experiment("made", trace_location=None) == runlore.set_experiment("made", trace_location=None).experiment_id
"""


def test_a_place_for_traces_is_refused(run_python, tmp_path):
    run_python(TRACES, f"sqlite:///{tmp_path / 'own.db'}")


SIGNATURES = """
import importlib, inspect
import mlflow, mlflow.entities, runlore

def arguments(function):
    try:
        return [(one.name, one.kind, one.default) for one in inspect.signature(function).parameters.values()]
    except ValueError:  # an enumeration's
        return None

def compare(name, theirs, ours):
    global compared
    compared += 1
    if name == "evaluate":  # MLflow's own functions call it in a way of theirs; ours can be strict, and compare
        theirs_alone, ours_alone = set(arguments(theirs)) - set(arguments(ours)), set(arguments(ours)) - set(arguments(theirs))
        if [one[0] for one in theirs_alone] != ["_called_from_genai_evaluate"] or {one[0] for one in ours_alone} != {
            "strict", "baseline", "thresholds",
        }:
            print(name, theirs_alone, ours_alone)
    elif arguments(theirs) != arguments(ours):
        print(name, arguments(theirs), arguments(ours), sep="\\n  ")

def members(of):
    return [name for name in dir(of) if not name.startswith("_") and inspect.isroutine(getattr(of, name))]

compared = 0
for where in ("", ".artifacts", ".tracking", ".entities"):
    theirs, ours = importlib.import_module("mlflow" + where), importlib.import_module("runlore" + where)
    for name in dir(ours):
        if name.startswith("_") or not hasattr(theirs, name) or name == "MlflowException":
            continue
        one, other = getattr(theirs, name), getattr(ours, name)
        if inspect.isroutine(other) or inspect.isclass(other):
            compare(name, one, other)
        if inspect.isclass(other):
            for member in members(other):
                if hasattr(one, member):
                    compare(f"{name}.{member}", getattr(one, member), getattr(other, member))
print(compared)
"""


def test_arguments_have_the_names_and_defaults_of_the_stock_client(run_python, tmp_path):
    *differ, compared = run_python(SIGNATURES, f"sqlite:///{tmp_path / 'own.db'}").splitlines()
    assert not differ and int(compared) > 150, (differ, compared)
