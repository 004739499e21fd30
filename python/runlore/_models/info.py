"""What is known of a saved model: MLflow's ``ModelInfo``."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional

from ..entities import LoggedModel, Metric
from .signature import ModelSignature


class ModelInfo:
    """A saved model: what its ``MLmodel`` file says, and what the server knows if it was logged."""

    def __init__(self, described: Mapping[str, Any], model_uri: str, logged: Optional[LoggedModel] = None) -> None:
        signature = described.get("signature")
        self.artifact_path: Optional[str] = described.get("artifact_path")
        self.flavors: Dict[str, Any] = dict(described.get("flavors") or {})
        self.model_uri = model_uri
        self.model_uuid: Optional[str] = described.get("model_uuid")
        self.run_id: Optional[str] = described.get("run_id")
        self.saved_input_example_info: Optional[Dict[str, Any]] = described.get("saved_input_example_info")
        self.signature = None if signature is None else ModelSignature.from_dict(signature)
        self.utc_time_created: Optional[str] = described.get("utc_time_created")
        self.mlflow_version: Optional[str] = described.get("mlflow_version")
        self.metadata: Optional[Dict[str, Any]] = described.get("metadata")
        self.prompts: Optional[List[str]] = described.get("prompts")
        self.env_vars: Optional[List[str]] = described.get("env_vars")
        self.registered_model_version: Optional[int] = None
        self._model_id: Optional[str] = described.get("model_id")
        self._logged = logged

    @property
    def model_id(self) -> Optional[str]:
        """The id of the logged model; None if it is only a folder."""
        return self._logged.model_id if self._logged else self._model_id

    @property
    def name(self) -> Optional[str]:
        """The name it was logged under."""
        return self._logged.name if self._logged else None

    @property
    def creation_timestamp(self) -> Optional[int]:
        """When it was logged, in milliseconds since 1970."""
        return self._logged.creation_timestamp if self._logged else None

    @property
    def params(self) -> Optional[Dict[str, str]]:
        """The logged model's params."""
        return self._logged.params if self._logged else None

    @property
    def tags(self) -> Optional[Dict[str, str]]:
        """The logged model's tags."""
        return self._logged.tags if self._logged else None

    @property
    def metrics(self) -> Optional[List[Metric]]:
        """The logged model's metrics."""
        return self._logged.metrics if self._logged else None

    def __repr__(self) -> str:
        return f"ModelInfo(model_uri={self.model_uri!r}, run_id={self.run_id!r}, flavors={list(self.flavors)})"
