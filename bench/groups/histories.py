"""Metric histories, one request at a time."""

import json

from bench.databases import CONTENTS
from bench.probe import get, latencies, offset_token

PATH = "/api/2.0/mlflow/metrics/get-history?run_id={}&metric_key=k0&max_results=25000"
INTERVAL = "/ajax-api/2.0/mlflow/metrics/get-history-bulk-interval?run_ids={}&metric_key=k0&max_results=320"


def on(content):
    def measure(kind, bench):
        run = CONTENTS[content].part("h200k").ids()[0]
        with bench.shared(kind, content, workers=1) as server:
            requests = {"page": get(PATH.format(run)), "interval": get(INTERVAL.format(run)), "last-page": last_page(kind, run)}
            for row, result in latencies(server, requests, bench.quick).items():
                if result.get("rows", 0) > 25_000:
                    # The number stays in the raw file, but it is not this row's.
                    result = result | {"failed": f"answers all {result['rows']:,} points, whatever max_results"}
                yield row, result
    return measure


def last_page(kind, run):
    path = PATH.format(run)
    if kind.name == "runlore":
        return lambda connection: walked(connection, path)
    return get(f"{path}&page_token={offset_token(175_000)}")


def walked(connection, path):
    token = ""
    for _ in range(7):
        _, text = connection.timed(get(path + token))
        token = "&page_token=" + json.loads(text)["next_page_token"]
    return get(path + token)
