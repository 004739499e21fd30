"""The stock client's `log_table`, as far as what it would upload: its own code, without a server behind it."""

import json
import pathlib

import mlflow
from mlflow import entities


class StockTables(mlflow.MlflowClient):
    """Keeps what is uploaded."""

    def __init__(self):
        self.uploaded = {}

    def table(self, data, artifact_file="table.json"):
        """Columns and rows of the file that it makes."""
        self.log_table("run", data, artifact_file)
        table = json.loads(self.uploaded[artifact_file])
        return table["columns"], table["data"]

    def log_artifact(self, run_id, local_path, artifact_path=None):
        name = pathlib.Path(local_path).name
        self.uploaded[f"{artifact_path}/{name}" if artifact_path else name] = pathlib.Path(local_path).read_bytes()

    def list_artifacts(self, run_id, path=None):
        return []

    def get_run(self, run_id):
        return entities.Run(entities.RunInfo(run_id, "1", "", "RUNNING", 0, None, "active"), entities.RunData())

    def set_tag(self, *_, **__):
        pass
