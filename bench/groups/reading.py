"""Reading a history of millions of points without holding it."""

import http.client
import json
import time

PATH = "/api/2.0/mlflow/metrics/get-history?run_id={}&metric_key={}"


def whole(server, run, key, until=float("inf")):
    """One request without max_results, read as it comes. Gives points and seconds; stops in the middle at `until`."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)
    begin, points, tail = time.perf_counter(), 0, b""
    connection.request("GET", PATH.format(run, key))
    answer = connection.getresponse()
    if answer.status != 200:
        raise RuntimeError(f"get-history answered {answer.status}: {answer.read(300)!r}")
    while block := answer.read(1 << 20):
        # A word cut by the end of a block is found with the next one.
        points += (tail + block).count(b'"timestamp"')
        tail = block[-10:]
        if time.perf_counter() > until:
            break
    connection.close()
    return points, time.perf_counter() - begin


def paged(server, run, key, until=float("inf")):
    """As MLflow's own client reads: pages of 25,000."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)
    begin, points, token = time.perf_counter(), 0, ""
    while time.perf_counter() < until:
        connection.request("GET", PATH.format(run, key) + "&max_results=25000" + token)
        answer = connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"get-history answered {answer.status}: {text[:300]!r}")
        page = json.loads(text)
        points += len(page.get("metrics", []))
        if not page.get("next_page_token"):
            break
        token = "&page_token=" + page["next_page_token"]
    return points, time.perf_counter() - begin


def reader(server):
    # MLflow builds the whole answer in memory: five million points would take this machine's.
    return paged if server.name == "mlflow" else whole
