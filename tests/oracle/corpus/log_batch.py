"""Batches: limits, order, duplicates, all-or-nothing."""

from tests.oracle.corpus import scenario
from tests.oracle.ids import DELETED, MODELS, NO_RUN, RUNS

RUN = RUNS[3]
DEAD = next(run for run in RUNS if run in DELETED)


def metric(key="m", value=1.0, timestamp=10, **more):
    return {"key": key, "value": value, "timestamp": timestamp} | more


def param(key, value="v"):
    return {"key": key, "value": value}


def batch(s, **body):
    return s.post("runs/log-batch", {"run_id": RUN} | body)


@scenario
def accepted(s):
    batch(s)
    batch(s, metrics=[], params=[], tags=[])
    batch(s, metrics=[metric("a"), metric("b", "NaN"), metric("c", "Infinity", step=4)],
          params=[param("pa", ""), param("pb")], tags=[param("ta"), {"key": "tb"}])
    batch(s, metrics=[metric("a"), metric("a"), metric("a", 2.0), metric("a", "NaN"), metric("a", "NaN")])
    batch(s, metrics=[metric("a"), metric("a", 3.0)])
    batch(s, tags=[param("ta", "1"), param("ta", "2"), param("env", "changed")])
    batch(s, params=[param("pa", "")])
    batch(s, metrics=[{"key": "strings", "value": "1.5", "timestamp": "12", "step": "3"}])
    batch(s, metrics=[metric("seq", v, t, step=st) for v, t, st in [(1, 5, 1), (9, 4, 1), (0, 1, 2), ("NaN", 1, 2)]])
    batch(s, metrics=[metric(f"m{i}", float(i)) for i in range(1000)])
    batch(s, params=[param(f"p{i}") for i in range(100)], tags=[param(f"t{i}") for i in range(100)])
    s.get("runs/get", {"run_id": RUN})
    s.get("metrics/get-history", {"run_id": RUN, "metric_key": "a"})
    s.get("metrics/get-history", {"run_id": RUN, "metric_key": "seq"})


@scenario
def limits(s):
    batch(s, metrics=[metric(f"m{i}") for i in range(1001)])
    batch(s, params=[param(f"p{i}") for i in range(101)])
    batch(s, tags=[param(f"t{i}") for i in range(101)])
    batch(s, metrics=[metric(f"m{i}") for i in range(900)], params=[param(f"p{i}") for i in range(51)],
          tags=[param(f"t{i}") for i in range(50)])
    batch(s, metrics=[metric(f"m{i}") for i in range(1001)], params=[param(f"p{i}") for i in range(101)])
    batch(s, params=[param(f"p{i}") for i in range(101)], tags=[param(f"t{i}") for i in range(101)])
    s.get("runs/get", {"run_id": RUN})


@scenario
def refused_runs(s):
    for run in [NO_RUN, DEAD, "", None, 5, "x", "../x", "a" * 257, "-x", "ü", ["x"]]:
        s.post("runs/log-batch", {"run_id": run, "metrics": [metric()]})
    s.post("runs/log-batch", {})
    s.post("runs/log-batch", {"run_uuid": RUN, "metrics": [metric()]})
    s.post("runs/log-batch", {"metrics": [metric()]})


@scenario
def refused_values(s):
    for key in ["a#b", "", "../x", "a//b", "k" * 251, None, 5]:
        batch(s, metrics=[metric("fine"), metric(key)])
        batch(s, params=[param("fine"), param(key)])
        batch(s, tags=[param("fine"), param(key)])
    for bad in [metric(value=None), metric(value="abc"), metric(timestamp=None), metric(timestamp=-1),
                metric(timestamp="x"), metric(timestamp=2.5), metric(step="x"), metric(step=2.5), metric(value=True),
                {"value": 1, "timestamp": 1}, {"key": "k", "timestamp": 1}, {"key": "k", "value": 1}, {}, "x", None, 5, []]:
        batch(s, metrics=[metric("fine"), bad])
    for bad in [{"value": "v"}, {"key": None}, "x", None, 5, [], {}, {"key": "k", "value": 5}, {"key": "k", "value": []}]:
        batch(s, params=[param("fine"), bad])
        batch(s, tags=[param("fine"), bad])
    for bad in ["x", {}, 5, True]:
        batch(s, metrics=bad)
        batch(s, params=bad)
        batch(s, tags=bad)
    batch(s, metrics=None, params=None, tags=None)
    s.post("runs/log-batch", {"runId": RUN, "metrics": [metric("camel", modelId="")]})


@scenario
def duplicate_params(s):
    batch(s, params=[param("q", "1"), param("q", "2")])
    batch(s, params=[param("q", "1"), param("q", "1")])
    batch(s, params=[param("q", "1"), param("r"), param("q", "1"), param("r")])
    s.get("runs/get", {"run_id": RUN})


@scenario
def changed_params(s):
    batch(s, params=[param("p", "1"), param("q", "1")])
    batch(s, params=[param("p", "1"), param("q", "1"), param("new", "1")])
    batch(s, params=[param("p", "2")])
    batch(s, params=[param("p", "2"), param("q", "3"), param("r", "4")])
    batch(s, params=[param("p", "it's")])
    batch(s, params=[param("p", 'both \' and "')])
    batch(s, params=[param("p", "")])
    s.get("runs/get", {"run_id": RUN})


@scenario
def nothing_half_written(s):
    batch(s, metrics=[metric("kept?")], params=[param("kept?")], tags=[param("kept?"), param("bad#")])
    s.get("runs/get", {"run_id": RUN})


@scenario
def model_metrics(s):
    model = MODELS[0]
    batch(s, metrics=[metric("mm", 0.5, 11, step=1, model_id=model, dataset_name="train", dataset_digest="aaaa1111")])
    batch(s, metrics=[metric("mm", 0.7, 11, step=1, model_id=model)])
    s.get("runs/get", {"run_id": RUN})
    s.get(f"logged-models/{model}")
    s.post("runs/log-metric", {"run_id": RUN, "key": "one", "value": 3, "timestamp": 4, "model_id": model,
                               "dataset_name": "dn", "dataset_digest": "dd"})
    s.get(f"logged-models/{model}")
    batch(s, metrics=[metric("mn", 0.7, 12, step=1, model_id="m-" + "0" * 32)])
