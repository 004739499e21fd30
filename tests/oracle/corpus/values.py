"""Metrics, params and tags, one at a time."""

from tests.oracle.corpus import scenario
from tests.oracle.ids import DELETED, NO_RUN, RUNS

RUN = RUNS[3]
DEAD = next(run for run in RUNS if run in DELETED)
NAMES = ["a#b", "a\\b", "..", ".", "../x", "/x", "a//b", "a/./b", "a/", "a\nb", "a,b", "a'b", 'a"b', "a%b", "", "k" * 251,
         "a/../b", "a/..", "...", "..x", " ", "a b", "a:b", "ü", "實驗", "a\u00a0b", "a\tb", "x" * 250]


def metric(s, **body):
    return s.post("runs/log-metric", {"run_id": RUN, "key": "m", "value": 1.0, "timestamp": 10} | body)


@scenario
def metric_values(s):
    for i, value in enumerate([0, -0.0, 1.5, -1, "2.5", "NaN", "Infinity", "-Infinity", 5e-324, 1.7976931348623157e308,
                               2**60, 1e-300, "1e3", 0.1 + 0.2, 1e22, 123456789.123456789, 3.0, -2.5e-8]):
        metric(s, key=f"v{i}", value=value)
    s.get("runs/get", {"run_id": RUN})
    for i in range(18):
        s.get("metrics/get-history", {"run_id": RUN, "metric_key": f"v{i}"})


@scenario
def latest_metric_wins_by_step_time_value(s):
    sequence = [(1, 5, 1), (9, 4, 1), (2, 5, 1), (0, 1, 2), ("NaN", 1, 2), (-1, 1, 2), (5, 0, 3), (5, 0, 3), (4, 9, 3),
                ("Infinity", 9, 3), ("NaN", 10, 3), (-7, 10, 3), (3, 0, -4), (1, 2, 9223372036854775807)]
    for value, timestamp, step in sequence:
        metric(s, key="seq", value=value, timestamp=timestamp, step=step)
        s.post("runs/search", {"experiment_ids": ["1"], "filter": f"run_id = '{RUN}'"})
    s.get("metrics/get-history", {"run_id": RUN, "metric_key": "seq"})


@scenario
def metric_fields(s):
    for i, body in enumerate([
        {"step": 0}, {"step": -5}, {"step": "7"}, {"step": 2**63 - 1}, {"step": -(2**63)}, {"step": None}, {"step": 3.0},
        {"timestamp": 0}, {"timestamp": "123"}, {"timestamp": 2**63 - 1}, {"timestamp": 5.0},
        {"model_id": ""}, {"dataset_name": "d", "dataset_digest": "x"},
    ]):
        metric(s, key=f"f{i}", **body)
    s.post("runs/log-metric", {"run_uuid": RUN, "key": "uuid", "value": 1, "timestamp": 1})
    s.get("runs/get", {"run_id": RUN})


@scenario
def metric_refused(s):
    for body in [{"timestamp": -1}, {"timestamp": -2, "value": "NaN"}, {"timestamp": "x"}, {"timestamp": 2.5},
                 {"timestamp": None}, {"timestamp": True}, {"timestamp": 2**63}, {"timestamp": ""},
                 {"value": None}, {"value": "abc"}, {"value": ""}, {"value": True}, {"value": []}, {"value": "nan"},
                 {"value": "inf"}, {"value": {}}, {"value": "1_0"}, {"value": " 1"},
                 {"step": "x"}, {"step": 2.5}, {"step": True}, {"step": 2**63}, {"step": ""}, {"step": []},
                 {"key": None}, {"key": 5}, {"key": ["k"]}, {"run_id": NO_RUN}, {"run_id": DEAD}, {"run_id": ""},
                 {"run_id": None}, {"run_id": 5}, {"run_id": "x"}, {"model_id": "m-" + "0" * 32}, {"model_id": 5}]:
        metric(s, **body)
    for missing in ("run_id", "key", "value", "timestamp"):
        body = {"run_id": RUN, "key": "m", "value": 1.0, "timestamp": 10}
        del body[missing]
        s.post("runs/log-metric", body)
    s.post("runs/log-metric", {"runId": RUN, "key": "camel", "value": 1, "timestamp": 1})
    s.post("runs/log-parameter", {"runId": RUN, "key": "camel", "value": "1"})
    s.post("runs/set-tag", {"runId": RUN, "key": "camel", "value": "1"})


@scenario
def metric_names(s):
    for name in NAMES:
        metric(s, key=name)
    s.get("runs/get", {"run_id": RUN})


@scenario
def params(s):
    def param(**body):
        return s.post("runs/log-parameter", {"run_id": RUN, "key": "p", "value": "1"} | body)

    param()
    param()
    param(value="2")
    param(value="")
    param(key="empty", value="")
    param(key="empty", value="")
    param(key="empty", value="x")
    param(key="ünï", value="🐿 'q' \"d\" \n\t\\")
    param(key="long", value="v" * 6000)
    param(key="null", value=None)
    param(key="spaces", value="  a  ")
    s.post("runs/log-parameter", {"run_id": RUN, "key": "novalue"})
    s.post("runs/log-parameter", {"run_uuid": RUN, "key": "uuid", "value": "1"})
    s.get("runs/get", {"run_id": RUN})
    for body in [{"key": None}, {"key": 5}, {"value": 5}, {"value": True}, {"value": []}, {"value": {}},
                 {"run_id": NO_RUN}, {"run_id": DEAD}, {"run_id": ""}, {"run_id": None}, {"run_id": 5}]:
        param(**body)
    s.post("runs/log-parameter", {})
    s.post("runs/log-parameter", {"run_id": RUN})
    s.post("runs/log-parameter", {"key": "k", "value": "v"})
    for name in NAMES:
        param(key=name)
    s.get("runs/get", {"run_id": RUN})


@scenario
def tags(s):
    def tag(**body):
        return s.post("runs/set-tag", {"run_id": RUN, "key": "t", "value": "1"} | body)

    tag()
    tag(value="2")
    tag(value="")
    tag(key="ünï", value="🐿 'q' \"d\" \n\t\\")
    tag(key="long", value="v" * 8000)
    tag(key="null", value=None)
    s.post("runs/set-tag", {"run_id": RUN, "key": "novalue"})
    s.post("runs/set-tag", {"run_uuid": RUN, "key": "uuid", "value": "1"})
    s.get("runs/get", {"run_id": RUN})
    for body in [{"key": None}, {"key": 5}, {"value": 5}, {"value": True}, {"value": []}, {"value": {}},
                 {"run_id": NO_RUN}, {"run_id": DEAD}, {"run_id": ""}, {"run_id": None}, {"run_id": 5}]:
        tag(**body)
    s.post("runs/set-tag", {})
    s.post("runs/set-tag", {"run_id": RUN})
    for name in NAMES:
        tag(key=name)
    s.get("runs/get", {"run_id": RUN})


@scenario
def delete_tags(s):
    s.post("runs/delete-tag", {"run_id": RUN, "key": "env"})
    s.post("runs/delete-tag", {"run_id": RUN, "key": "env"})
    s.get("runs/get", {"run_id": RUN})
    for body in [{}, {"run_id": RUN}, {"key": "env"}, {"run_id": RUN, "key": ""}, {"run_id": RUN, "key": None},
                 {"run_id": RUN, "key": 5}, {"run_id": NO_RUN, "key": "k"}, {"run_id": DEAD, "key": "env"},
                 {"run_id": "", "key": "k"}, {"run_id": RUN, "key": "a#b"}, {"run_uuid": RUN, "key": "team"},
                 {"runId": RUN, "key": "mlflow.user"}]:
        s.post("runs/delete-tag", body)


@scenario
def long_values(s):
    s.post("runs/log-parameter", {"run_id": RUN, "key": "long", "value": "v" * 6001})
    s.post("runs/log-parameter", {"run_id": RUN, "key": "long", "value": "v" * 6001})
    s.get("runs/get", {"run_id": RUN})
    s.post("runs/set-tag", {"run_id": RUN, "key": "longtag", "value": "ü" * 8001})
    s.post("runs/log-parameter", {"run_id": RUN, "key": "big", "value": "v" * 1_100_000})
