"""The rules of the wire: prefixes, methods, content types, bodies, hosts, routes that do not exist."""

from tests.oracle.corpus import scenario
from tests.oracle.ids import RUNS, experiment

RUN, ALPHA = RUNS[1], experiment("alpha")
JSON = {"Content-Type": "application/json"}


@scenario
def prefixes(s):
    for prefix in ["/api/2.0", "/api/3.0", "/ajax-api/2.0", "/ajax-api/3.0", "/api/1.0", "/api/4.0", "/ajax/2.0", ""]:
        s.get(f"{prefix}/mlflow/runs/get", {"run_id": RUN})
        s.post(f"{prefix}/mlflow/experiments/search", {"max_results": 2})
        s.get(f"{prefix}/mlflow/logged-models/x")


@scenario
def services(s):
    s.get("/health")
    s.get("/version")
    s.get("/api/3.0/mlflow/server-info")
    s.get("/ajax-api/3.0/mlflow/server-info")
    s.get("/api/2.0/mlflow/server-info")


@scenario
def unknown_routes(s):
    for path in ["/api/2.0/mlflow/nope", "/api/2.0/mlflow/runs", "/api/2.0/mlflow/runs/", "/api/2.0/mlflow/runs/get/",
                 "/api/2.0/mlflow//runs/get", "/api/2.0/mlflow/Runs/get", "/api", "/nope", "/ajax-api/2.0/mlflow/nope"]:
        s.get(path)
        s.post(path, {})


@scenario
def wrong_methods(s):
    for method, path in [("POST", "runs/get"), ("GET", "runs/create"), ("PUT", "runs/create"), ("DELETE", "runs/delete"),
                         ("PATCH", "experiments/update"), ("GET", "runs/log-batch"), ("POST", "metrics/get-history"),
                         ("DELETE", "experiments/search"), ("PUT", "logged-models/x"), ("GET", "logged-models/search")]:
        s.send(method, path, body=None if method == "GET" else {})


@scenario
def content_types(s):
    body = b'{"experiment_ids": ["4"], "max_results": 1}'
    for kind in ["application/json", "application/json; charset=utf-8", "application/json;charset=UTF-8", "APPLICATION/JSON",
                 "text/plain", "application/x-www-form-urlencoded", "", "application/jsonx", "application/ld+json"]:
        s.send("POST", "runs/search", body=body, headers={"Content-Type": kind} if kind else {})
    s.send("POST", "runs/search", body=body, headers={})
    s.send("PATCH", "logged-models/x", body=b'{"model_id": "x", "status": "LOGGED_MODEL_READY"}', headers={})
    s.send("DELETE", "logged-models/x", headers={})


@scenario
def bodies(s):
    for body in [b"", b"{", b"[]", b"[1]", b"null", b"5", b'"x"', b"true", b"\xff\xfe", b"{'a': 1}", b"not json",
                 b'"{\\"experiment_ids\\": [\\"4\\"]}"', b'{"experiment_ids": ["4"],}', b'{"experiment_ids": ["4"]} x',
                 b'{"max_results": 1, "max_results": 2, "experiment_ids": ["4"]}', b" {}  ", b"\xef\xbb\xbf{}",
                 b'{"a":' * 200 + b"1" + b"}" * 200]:
        s.send("POST", "runs/search", body=body, headers=JSON)
        s.send("POST", "runs/log-batch", body=body, headers=JSON)
        s.send("POST", "experiments/create", body=body, headers=JSON)


@scenario
def number_literals(s):
    for literal in [b"NaN", b"Infinity", b"-Infinity", b"1e400", b"-0", b"-0.0", b"1E5", b"01", b"1.", b".5", b"+1",
                    b"123456789012345678901234567890", b"0x10"]:
        s.send("POST", "runs/log-metric", headers=JSON, body=b'{"run_id": "%s", "key": "lit", "timestamp": 1, "value": %s}'
               % (RUN.encode(), literal))
        s.send("POST", "runs/log-metric", headers=JSON, body=b'{"run_id": "%s", "key": "ts", "timestamp": %s, "value": 1}'
               % (RUN.encode(), literal))


@scenario
def strange_strings(s):
    for value in ["\\ud83d\\udc3f", "\\/", "\\u00e9", "\\u202e", "\\uffff", "\\u0000", "a\\u0000b", "\\ud83d"]:
        s.send("POST", "runs/set-tag", headers=JSON,
               body=b'{"run_id": "%s", "key": "strange", "value": "%s"}' % (RUN.encode(), value.encode()))
        if value[-5:] not in ("u0000", "0000b", "ud83d"):  # what MLflow stores of these is not text
            s.get("runs/get", {"run_id": RUN})


@scenario
def names_both_ways(s):
    s.post("runs/search", {"experimentIds": ["4"], "runViewType": "ALL", "maxResults": 2, "orderBy": ["run_id"]})
    s.post("runs/log-metric", {"run_id": RUN, "runId": RUN, "key": "k", "value": 1, "timestamp": 1})
    s.post("runs/update", {"runId": RUN, "endTime": 5, "runName": "x"})
    s.post("runs/update", {"run_id": RUN, "endTime": 5, "end_time": 6})
    s.post("runs/log-inputs", {"runId": RUN, "datasets": [{"dataset": {
        "name": "n", "digest": "d", "sourceType": "t", "source_type": "t", "source": "s"}}]})
    s.post("experiments/create", {"name": "camel", "artifactLocation": "mlflow-artifacts:/camel"})


@scenario
def hosts(s):
    for host in ["localhost", "localhost:5000", "127.0.0.1", "[::1]:80", "0.0.0.0", "192.168.1.5:5000", "10.0.0.1",
                 "172.16.0.1", "172.32.0.1", "mlflow:5000", "evil.example", "localhost.evil.example", "[fd00::1]:5000", ""]:
        s.get("runs/get", {"run_id": RUN}, headers={"Host": host})
        s.get("/health", headers={"Host": host})


@scenario
def origins(s):
    for origin in ["http://localhost:3000", "http://127.0.0.1:5000", "https://evil.example", "null", "http://localhost.evil.example",
                   "http://[::1]:5000", ""]:
        s.post("experiments/search", {"max_results": 1}, headers={"Origin": origin, **JSON})
        s.get("runs/get", {"run_id": RUN}, headers={"Origin": origin})
        s.send("OPTIONS", "experiments/search", headers={"Origin": origin, "Access-Control-Request-Method": "POST"})


@scenario
def safe_headers(s):
    s.get("runs/get", {"run_id": RUN}, show=("x-content-type-options", "x-frame-options"))
    s.get("runs/get", {"run_id": "nope"}, show=("x-content-type-options", "x-frame-options"))


@scenario
def workspaces_are_off(s):
    s.get("runs/get", {"run_id": RUN}, headers={"X-MLFLOW-WORKSPACE": "other"})
    s.get("/api/3.0/mlflow/server-info", headers={"X-MLFLOW-WORKSPACE": "other"})


@scenario
def query_forms(s):
    s.get("runs/get?run_id=" + RUN + "&unknown=1")
    s.get("runs/get?run_id=" + RUN + "&run_id=x")
    s.get("runs/get?run_id=x&run_id=" + RUN)
    s.get("runs/get?run_id")
    s.get("runs/get?run_id=")
    s.get("runs/get?RUN_ID=" + RUN)
    s.get("experiments/get-by-name?experiment_name=datasets/nested+name")
    s.get("experiments/get-by-name?experiment_name=datasets%2Fnested%20name")
    s.get("experiments/get-by-name?experiment_name=%FF")
    s.get("experiments/search?max_results=3&order_by=name%20DESC&filter=name%20LIKE%20'bulk%25'")
