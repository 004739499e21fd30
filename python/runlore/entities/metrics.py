"""Points of metrics."""

from __future__ import annotations

from typing import Any, Dict, Optional

from ..exceptions import MlflowException
from ._entity import Entity, Json, integer, number


class Metric(Entity):
    """A point of a metric, at a time in milliseconds since 1970 and a step."""

    key: str
    value: float
    timestamp: int
    step: int
    model_id: Optional[str]
    dataset_name: Optional[str]
    dataset_digest: Optional[str]
    run_id: Optional[str]

    def __init__(
        self,
        key: str,
        value: float,
        timestamp: int,
        step: int,
        model_id: Optional[str] = None,
        dataset_name: Optional[str] = None,
        dataset_digest: Optional[str] = None,
        run_id: Optional[str] = None,
    ) -> None:
        if (dataset_name is None) != (dataset_digest is None):
            raise MlflowException.invalid_parameter_value(
                "Both dataset_name and dataset_digest must be provided if one is provided"
            )
        self._set(
            key=key, value=value, timestamp=timestamp, step=step, model_id=model_id, dataset_name=dataset_name,
            dataset_digest=dataset_digest, run_id=run_id,
        )

    @classmethod
    def from_json(cls, json: Json) -> Metric:
        """Reads REST's JSON."""
        model_id, name, digest, run_id = (
            json.get(key) or None for key in ("model_id", "dataset_name", "dataset_digest", "run_id")
        )
        return cls(json.get("key", ""), number(json.get("value")), integer(json.get("timestamp")),
                   integer(json.get("step")), model_id, name, digest, run_id)

    @classmethod
    def from_dictionary(cls, metric_dict: Dict[str, Any]) -> Metric:
        """What :meth:`to_dictionary` gave."""
        missing = [key for key in ("key", "value", "timestamp", "step") if key not in metric_dict]
        if missing:
            raise MlflowException.invalid_parameter_value(f"Missing required keys {missing} in metric dictionary")
        return cls(**metric_dict)
