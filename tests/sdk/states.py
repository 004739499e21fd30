"""What a client left on a server, as the stock client reads it, apart from ids and times."""

import io
import json
import re
from pathlib import Path

import mlflow
import pandas

CHANGING = ("experiment_id", "start_time", "end_time", "creation_time", "last_update_time")
# Ids of 32 digits, with or without lines between them; numbers of experiments; times of images; the module's own name.
NAMES = [(r"\b[0-9a-f]{32}\b", "ID"), (r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", "UUID"),
         (r"\+timestamp\+179559\d+|\+timestamp\+(?!1790000000000)\d+", "+timestamp+T"), (r"[^ ]*/(?=ID/artifacts)", "ROOT/"),
         (r"(mlflow-artifacts:|[^ ]*/mlruns)/\d+$", "ROOT/N")]


def same(value, name=None, experiment=""):
    """A value without what differs from run to run."""
    if isinstance(value, dict):
        return {same(key, None, experiment): same(item, key, experiment) for key, item in value.items()}
    if isinstance(value, list):
        return [same(item, name, experiment) for item in value]
    if name in CHANGING and value is not None:
        return name
    if isinstance(value, str):
        for pattern, replacement in NAMES:
            value = re.sub(pattern, replacement, value)
        return value.replace(experiment, "EXPERIMENT") if experiment else value
    return None if isinstance(value, float) and value != value else value


def state(uri, experiment, folder):
    """All runs of an experiment by their names: status, params, tags, points of metrics, inputs, artifacts."""
    client = mlflow.MlflowClient(uri)
    number = client.get_experiment_by_name(experiment).experiment_id
    runs = client.search_runs([number], max_results=1000)
    return {run.info.run_name: same(of_run(client, run, folder), None, experiment) for run in runs}


def of_run(client, run, folder):
    id = run.info.run_id
    points = {key: [[point.value, point.step, point.timestamp if point.timestamp < 1790000000000 + 10**6 else "now"]
                    for point in client.get_metric_history(id, key)] for key in run.data.metrics}
    used = run.inputs.to_dictionary() if run.inputs else None
    return {"status": run.info.status, "user": run.info.user_id, "ended": run.info.end_time is not None,
            "params": run.data.params, "tags": tags(run.data.tags), "points": points,
            "inputs": sorted(used["dataset_inputs"], key=repr) if used else [], "artifacts": artifacts(client, id, folder / id)}


def tags(values):
    listed = values.get("mlflow.loggedArtifacts")
    return values if listed is None else {**values, "mlflow.loggedArtifacts": json.loads(listed)}


def artifacts(client, run_id, folder):
    """The files of a run: bytes, and tables by value."""
    if not client.list_artifacts(run_id):
        return {}
    folder.mkdir(parents=True)
    root = Path(client.download_artifacts(run_id, "", folder))
    files = [path for path in root.rglob("*") if path.is_file()]
    return {str(path.relative_to(root)): content(path) for path in files}


def content(path):
    data = path.read_bytes()
    if path.suffix == ".parquet":
        return pandas.read_parquet(io.BytesIO(data)).to_dict("list")
    if path.suffix == ".json" and data.startswith(b'{"columns"'):
        return json.loads(data)
    return data.hex() if len(data) < 10**6 else [len(data), hash(data)]
