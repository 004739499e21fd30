"""Metric histories: whole, paged, of many runs, sampled."""

from tests.oracle.corpus import scenario
from tests.oracle.ids import NO_RUN, RUNS, run

LONG, SHORT, MESSY = run("long"), run("short"), run("messy")
BULK, INTERVAL = "/ajax-api/2.0/mlflow/metrics/get-history-bulk", "metrics/get-history-bulk-interval"


@scenario
def whole(s):
    for one, key in [(SHORT, "m"), (MESSY, "m"), (LONG, "sparse"), (MESSY, "größe"), (MESSY, "a b/c.d"), (LONG, "nope"),
                     (run("blank"), "m"), (NO_RUN, "m"), (RUNS[0], "steps"), (RUNS[0], "acc")]:
        s.get("metrics/get-history", {"run_id": one, "metric_key": key})
    s.get("metrics/get-history", {"run_uuid": SHORT, "metric_key": "m", "max_results": "2"})
    s.get("metrics/get-history", body={"run_id": SHORT, "metric_key": "m", "max_results": 2})


@scenario
def pages(s):
    for one, key, size in [(SHORT, "m", 7), (SHORT, "m", 120), (SHORT, "m", 119), (SHORT, "m", 121), (MESSY, "m", 1),
                           (MESSY, "m", 9), (LONG, "sparse", 6), (LONG, "m", 1250), (LONG, "nope", 5)]:
        s.pages("metrics/get-history", {"run_id": one, "metric_key": key, "max_results": size}, "GET")


@scenario
def refused(s):
    for query in [{}, {"run_id": SHORT}, {"metric_key": "m"}, {"run_id": "", "metric_key": "m"},
                  {"run_id": SHORT, "metric_key": ""}]:
        s.get("metrics/get-history", query)
    for size in ["0", "-1", "x", "", "2.5", "99999999999", "50001", "25001"]:
        s.get("metrics/get-history", {"run_id": MESSY, "metric_key": "m", "max_results": size})
    for token in ["x", "e30=", "eyJvZmZzZXQiOiAxfQ==", "bnVsbA==", "eyJvZmZzZXQiOiAiYSJ9", "%%%", "",
                  "eyJvZmZzZXQiOiA5OTl9"]:
        s.get("metrics/get-history", {"run_id": SHORT, "metric_key": "m", "max_results": "3", "page_token": token})
        s.get("metrics/get-history", {"run_id": SHORT, "metric_key": "m", "page_token": token})


@scenario
def bulk(s):
    for query in [
        {"run_id": [SHORT, MESSY], "metric_key": "m"}, {"run_id": [MESSY, SHORT], "metric_key": "m"},
        {"run_id": SHORT, "metric_key": "m", "max_results": "5"}, {"run_id": [LONG, SHORT], "metric_key": "sparse"},
        {"run_id": [SHORT, SHORT], "metric_key": "m", "max_results": "3"}, {"run_id": NO_RUN, "metric_key": "m"},
        {"run_id": [SHORT, NO_RUN], "metric_key": "m", "max_results": "200"}, {"run_id": SHORT, "metric_key": "nope"},
        {"run_id": SHORT}, {"metric_key": "m"}, {}, {"run_id": SHORT, "metric_key": ""},
        {"run_id": [NO_RUN] * 100, "metric_key": "m"}, {"run_id": [NO_RUN] * 101, "metric_key": "m"},
        {"run_id": SHORT, "metric_key": "m", "max_results": "0"}, {"run_id": SHORT, "metric_key": "m", "max_results": "-1"},
        {"run_id": SHORT, "metric_key": "m", "max_results": "x"}, {"run_id": LONG, "metric_key": "m", "max_results": "60"},
        {"run_id": SHORT, "metric_key": "m", "max_results": "99999999"},
    ]:
        s.get(BULK, query)
    s.get("metrics/get-history-bulk", {"run_id": SHORT, "metric_key": "m"})


@scenario
def interval(s):
    for query in [
        {"run_ids": LONG, "metric_key": "m"}, {"run_ids": LONG, "metric_key": "m", "max_results": "320"},
        {"run_ids": LONG, "metric_key": "m", "max_results": "1"}, {"run_ids": LONG, "metric_key": "m", "max_results": "7"},
        {"run_ids": [LONG, SHORT, MESSY], "metric_key": "m", "max_results": "10"},
        {"run_ids": [SHORT, LONG], "metric_key": "m", "max_results": "10"},
        {"run_ids": MESSY, "metric_key": "m"}, {"run_ids": MESSY, "metric_key": "m", "max_results": "4"},
        {"run_ids": LONG, "metric_key": "m", "start_step": "100", "end_step": "200", "max_results": "10"},
        {"run_ids": LONG, "metric_key": "m", "start_step": "0", "end_step": "0"},
        {"run_ids": LONG, "metric_key": "m", "start_step": "-5", "end_step": "3"},
        {"run_ids": LONG, "metric_key": "sparse", "max_results": "5"},
        {"run_ids": LONG, "metric_key": "sparse", "max_results": "5", "start_step": "2500", "end_step": "9999"},
        {"run_ids": SHORT, "metric_key": "m", "max_results": "50"}, {"run_ids": SHORT, "metric_key": "m", "max_results": "2500"},
        {"run_ids": [SHORT, SHORT], "metric_key": "m", "max_results": "3"},
        {"run_ids": NO_RUN, "metric_key": "m"}, {"run_ids": SHORT, "metric_key": "nope"},
        {"run_ids": [LONG, SHORT], "metric_key": "m", "start_step": "3", "end_step": "9", "max_results": "4"},
    ]:
        s.get(INTERVAL, query)
        s.get("/ajax-api/2.0/mlflow/" + INTERVAL, query)


@scenario
def interval_refused(s):
    for query in [
        {}, {"run_ids": SHORT}, {"metric_key": "m"}, {"run_ids": "", "metric_key": "m"}, {"run_ids": SHORT, "metric_key": ""},
        {"run_ids": [NO_RUN] * 101, "metric_key": "m"}, {"run_ids": SHORT, "metric_key": "m", "max_results": "0"},
        {"run_ids": SHORT, "metric_key": "m", "max_results": "2501"}, {"run_ids": SHORT, "metric_key": "m", "max_results": "-1"},
        {"run_ids": SHORT, "metric_key": "m", "max_results": "x"}, {"run_ids": SHORT, "metric_key": "m", "start_step": "1"},
        {"run_ids": SHORT, "metric_key": "m", "end_step": "1"},
        {"run_ids": SHORT, "metric_key": "m", "start_step": "5", "end_step": "1"},
        {"run_ids": SHORT, "metric_key": "m", "start_step": "x", "end_step": "1"},
        {"run_id": SHORT, "metric_key": "m"},
    ]:
        s.get(INTERVAL, query)


@scenario
def written_histories(s):
    target = RUNS[4]
    for step, timestamp, value in [(3, 1, 1.0), (1, 3, 2.0), (2, 2, "NaN"), (2, 2, "-Infinity"), (2, 2, 0.0), (2, 2, -0.0),
                                   (2, 2, "NaN"), (1, 3, 2.0)]:
        s.post("runs/log-metric", {"run_id": target, "key": "h", "value": value, "timestamp": timestamp, "step": step})
    s.get("metrics/get-history", {"run_id": target, "metric_key": "h"})
    s.get(INTERVAL, {"run_ids": target, "metric_key": "h"})
    s.get(BULK, {"run_id": target, "metric_key": "h"})
    s.pages("metrics/get-history", {"run_id": target, "metric_key": "h", "max_results": 2}, "GET")
