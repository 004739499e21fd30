"""Logged models."""

from __future__ import annotations

from typing import Any, Dict, Iterable, List, Mapping, Optional, Union

from ._entity import Entity, Json, KeyValue, integer, json_texts, listed, texts
from .kinds import LoggedModelStatus
from .metrics import Metric

_STATUS = {
    "LOGGED_MODEL_PENDING": LoggedModelStatus.PENDING,
    "LOGGED_MODEL_READY": LoggedModelStatus.READY,
    "LOGGED_MODEL_UPLOAD_FAILED": LoggedModelStatus.FAILED,
}


class LoggedModelTag(KeyValue):
    """A tag of a logged model."""


class LoggedModelParameter(KeyValue):
    """A param of a logged model."""


class LoggedModelInput(Entity):
    """A logged model that a run used."""

    model_id: str

    def __init__(self, model_id: str) -> None:
        self._set(model_id=model_id)

    @classmethod
    def from_json(cls, json: Json) -> LoggedModelInput:
        """Reads REST's JSON."""
        return cls(json.get("model_id", ""))


class LoggedModelOutput(Entity):
    """A logged model that a run made."""

    model_id: str
    step: int

    def __init__(self, model_id: str, step: int) -> None:
        self._set(model_id=model_id, step=step)

    @classmethod
    def from_json(cls, json: Json) -> LoggedModelOutput:
        """Reads REST's JSON."""
        return cls(json.get("model_id", ""), integer(json.get("step")))


class LoggedModel(Entity):
    """A model that was logged to an experiment. Times are milliseconds since 1970."""

    experiment_id: str
    model_id: str
    name: str
    artifact_location: str
    creation_timestamp: int
    last_updated_timestamp: int
    model_type: Optional[str]
    source_run_id: Optional[str]
    status: LoggedModelStatus
    status_message: Optional[str]
    tags: Dict[str, str]
    params: Dict[str, str]
    metrics: Optional[List[Metric]]
    model_uri: str

    def __init__(
        self,
        experiment_id: str,
        model_id: str,
        name: str,
        artifact_location: str,
        creation_timestamp: int,
        last_updated_timestamp: int,
        model_type: Optional[str] = None,
        source_run_id: Optional[str] = None,
        status: Union[LoggedModelStatus, int] = LoggedModelStatus.READY,
        status_message: Optional[str] = None,
        tags: Union[Iterable[LoggedModelTag], Mapping[str, str], None] = None,
        params: Union[Iterable[LoggedModelParameter], Mapping[str, str], None] = None,
        metrics: Optional[List[Metric]] = None,
    ) -> None:
        self._set(
            experiment_id=experiment_id, model_id=model_id, name=name, artifact_location=artifact_location,
            creation_timestamp=creation_timestamp, last_updated_timestamp=last_updated_timestamp, model_type=model_type,
            source_run_id=source_run_id,
            status=status if isinstance(status, LoggedModelStatus) else LoggedModelStatus.from_int(status),
            status_message=status_message, tags=texts(tags), params=texts(params), metrics=metrics,
            model_uri=f"models:/{model_id}",
        )

    @classmethod
    def from_json(cls, json: Json) -> LoggedModel:
        """Reads REST's JSON."""
        info, data = json.get("info", {}), json.get("data", {})
        experiment_id, model_id, name, location, kind, run_id, message = (
            info.get(key, "") for key in ("experiment_id", "model_id", "name", "artifact_uri", "model_type",
                                          "source_run_id", "status_message")
        )
        return cls(
            experiment_id, model_id, name, location, integer(info.get("creation_timestamp_ms")),
            integer(info.get("last_updated_timestamp_ms")), kind, run_id,
            _STATUS.get(info.get("status", ""), LoggedModelStatus.UNSPECIFIED), message,
            json_texts(info.get("tags", ())), json_texts(data.get("params", ())), listed(Metric, data.get("metrics", ())),
        )

    def __repr__(self) -> str:
        # Without what can be long.
        fields = ", ".join(f"{name}={value!r}" for name, value in self if name not in ("metrics", "params", "tags"))
        return f"LoggedModel({fields})"

    def to_dictionary(self) -> Dict[str, Any]:
        """The fields as plain values; the status is its number."""
        fields = {**super().to_dictionary(), "status": self.status.to_int()}
        del fields["model_uri"]
        return fields
