"""Servers started with other flags: no files, only files, a prefix, other hosts and origins."""

from tests.oracle.corpus import scenario
from tests.oracle.ids import MODELS, RUNS, experiment

RUN = RUNS[0]
PROXIED = "/api/2.0/mlflow-artifacts/artifacts"


def tour(s, prefix=""):
    """One request of every kind."""
    api = f"{prefix}/api/2.0/mlflow"
    s.get(f"{prefix}/health")
    s.get(f"{prefix}/version")
    s.get(f"{prefix}/api/3.0/mlflow/server-info")
    s.get(f"{api}/runs/get", {"run_id": RUN})
    s.post(f"{api}/experiments/search", {"max_results": 2, "order_by": ["experiment_id"]})
    s.post(f"{api}/runs/search", {"experiment_ids": ["4"], "max_results": 1})
    s.post(f"{api}/runs/log-metric", {"run_id": RUN, "key": "m", "value": 1, "timestamp": 1})
    s.post(f"{api}/experiments/create", {"name": "made"})
    s.get(f"{api}/artifacts/list", {"run_id": RUN})
    s.get(f"{prefix}/get-artifact", {"run_id": RUN, "path": "a.txt"})
    s.get(f"{prefix}/ajax-api/2.0/mlflow/logged-models/{MODELS[0]}/artifacts/files", {"artifact_file_path": "a.txt"})
    s.get(f"{prefix}/api/2.0/mlflow-artifacts/artifacts", {"path": experiment("alpha")})
    s.get(f"{PROXIED}/{experiment('alpha')}/{RUN}/artifacts/a.txt")
    s.put(f"{PROXIED}/{experiment('alpha')}/{RUN}/artifacts/new.txt", b"x")
    s.delete(f"{prefix}{PROXIED}/{experiment('alpha')}/{RUN}/artifacts/new.txt")
    s.get(f"{prefix}/ajax-api/2.0/mlflow/metrics/get-history-bulk", {"run_id": RUN, "metric_key": "always"})
    s.send("POST", f"{prefix}/ajax-api/2.0/mlflow/upload-artifact", query={"run_uuid": RUN, "path": "up"}, body=b"x")
    s.get(f"{api}/nope")


@scenario(args=["--no-serve-artifacts", "--default-artifact-root", "mlflow-artifacts:/"])
def without_files(s):
    tour(s)


@scenario(args=["--artifacts-only"])
def only_files(s):
    tour(s)


@scenario(args=["--static-prefix", "/ml"])
def below_a_prefix(s):
    tour(s, "/ml")
    tour(s)


@scenario(args=["--default-artifact-root", "s3://bucket/root"])
def another_root(s):
    made = s.post("experiments/create", {"name": "made"}).json
    s.get("experiments/get", made)
    s.post("runs/create", {"experiment_id": made["experiment_id"], "run_name": "r"})
    s.post("logged-models", {"experiment_id": made["experiment_id"], "name": "m"})


@scenario(args=["--allowed-hosts", "mlflow.example,*.inner:5000", "--cors-allowed-origins", "https://ui.example"])
def named_hosts_and_origins(s):
    for host in ["mlflow.example", "mlflow.example:5000", "a.inner:5000", "a.inner", "localhost", "127.0.0.1",
                 "192.168.1.1"]:
        s.get("runs/get", {"run_id": RUN}, headers={"Host": host})
    for origin in ["https://ui.example", "http://ui.example", "http://localhost:1", "https://evil.example"]:
        s.post("experiments/search", {"max_results": 1, "order_by": ["name"]}, headers={
            "Host": "mlflow.example", "Origin": origin, "Content-Type": "application/json"},
            show=("access-control-allow-origin",))
