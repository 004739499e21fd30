"""Experiments."""

from __future__ import annotations

from typing import Any, Iterable, Mapping, Optional, Union

from ._entity import Entity, Json, KeyValue, integer, json_texts, texts


class ExperimentTag(KeyValue):
    """A tag of an experiment."""


class Experiment(Entity):
    """An experiment, which has runs. Times are milliseconds since 1970.

    One that the server has not been told of yet has no ``experiment_id`` and ``artifact_location``.
    """

    experiment_id: Optional[str]
    name: str
    artifact_location: Optional[str]
    lifecycle_stage: str
    tags: Mapping[str, str]
    creation_time: Optional[int]
    last_update_time: Optional[int]
    workspace: str
    trace_location: Any
    effective_trace_archival_retention: Optional[str]

    DEFAULT_EXPERIMENT_NAME = "Default"

    def __init__(
        self,
        experiment_id: Optional[str],
        name: str,
        artifact_location: Optional[str],
        lifecycle_stage: str,
        tags: Union[Iterable[ExperimentTag], Mapping[str, str], None] = None,
        creation_time: Optional[int] = None,
        last_update_time: Optional[int] = None,
        workspace: Optional[str] = None,
        trace_location: Any = None,
        effective_trace_archival_retention: Optional[str] = None,
    ) -> None:
        self._set(
            experiment_id=experiment_id, name=name, artifact_location=artifact_location, lifecycle_stage=lifecycle_stage,
            tags=texts(tags), creation_time=creation_time, last_update_time=last_update_time,
            workspace=workspace or "default", trace_location=trace_location,
            effective_trace_archival_retention=effective_trace_archival_retention,
        )

    @classmethod
    def from_json(cls, json: Json) -> Experiment:
        """Reads REST's JSON."""
        experiment_id, name, location, stage = (
            json.get(key, "") for key in ("experiment_id", "name", "artifact_location", "lifecycle_stage")
        )
        return cls(
            experiment_id, name, location, stage, json_texts(json.get("tags", ())),
            integer(json.get("creation_time")) or None, integer(json.get("last_update_time")) or None,
            json.get("workspace"), None, json.get("effective_trace_archival_retention"),
        )

    def _repr_html_(self) -> str:
        from .. import _html

        about = {"id": self.experiment_id, "stage": self.lifecycle_stage, "artifacts": self.artifact_location,
                 "created": _html.time(self.creation_time)}
        return _html.pairs(f"Experiment {self.name}", about) + _html.section("Tags", self.tags)
