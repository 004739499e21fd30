"""Runs: their own columns, and what was logged to them."""

from __future__ import annotations

from typing import Any, Dict, Iterable, List, Mapping, Optional, Union

from ..exceptions import MlflowException
from ._entity import Entity, Json, KeyValue, integer, json_texts, listed, number, texts
from .datasets import DatasetInput
from .metrics import Metric
from .models import LoggedModelInput, LoggedModelOutput


class Param(KeyValue):
    """A param of a run."""


class RunTag(KeyValue):
    """A tag of a run."""


class RunInfo(Entity):
    """A run's own columns. Times are milliseconds since 1970.

    A run that the server has not seen yet has no ``experiment_id`` and ``artifact_uri``.
    """

    run_id: str
    experiment_id: Optional[str]
    user_id: str
    status: str
    start_time: int
    end_time: Optional[int]
    lifecycle_stage: str
    artifact_uri: Optional[str]
    run_name: Optional[str]

    def __init__(
        self,
        run_id: str,
        experiment_id: Optional[str],
        user_id: str,
        status: str,
        start_time: int,
        end_time: Optional[int],
        lifecycle_stage: str,
        artifact_uri: Optional[str] = None,
        run_name: Optional[str] = None,
    ) -> None:
        self._set(
            run_id=run_id, experiment_id=experiment_id, user_id=user_id, status=status, start_time=start_time,
            end_time=end_time, lifecycle_stage=lifecycle_stage, artifact_uri=artifact_uri, run_name=run_name,
        )

    @classmethod
    def from_json(cls, json: Json) -> RunInfo:
        """Reads REST's JSON."""
        experiment_id, user_id, stage, artifact_uri, name = (
            json.get(key, "") for key in ("experiment_id", "user_id", "lifecycle_stage", "artifact_uri", "run_name")
        )
        run_id = json.get("run_id", json.get("run_uuid", ""))
        return cls(run_id, experiment_id, user_id, json.get("status", "RUNNING"), integer(json.get("start_time")),
                   integer(json.get("end_time")) or None, stage, artifact_uri, name)


class RunData(Entity):
    """What was logged to a run: the latest value of each metric, params, tags."""

    metrics: Dict[str, float]
    params: Dict[str, str]
    tags: Dict[str, str]

    def __init__(
        self,
        metrics: Union[Iterable[Metric], Mapping[str, float], None] = None,
        params: Union[Iterable[Param], Mapping[str, str], None] = None,
        tags: Union[Iterable[RunTag], Mapping[str, str], None] = None,
    ) -> None:
        self._set(metrics=texts(metrics), params=texts(params), tags=texts(tags))

    @classmethod
    def from_json(cls, json: Json) -> RunData:
        """Reads REST's JSON."""
        metrics = {metric.get("key", ""): number(metric.get("value")) for metric in json.get("metrics", ())}
        return cls(metrics, json_texts(json.get("params", ())), json_texts(json.get("tags", ())))


class RunInputs(Entity):
    """The datasets and models that a run used."""

    dataset_inputs: List[DatasetInput]
    model_inputs: List[LoggedModelInput]

    def __init__(
        self, dataset_inputs: List[DatasetInput], model_inputs: Optional[List[LoggedModelInput]] = None
    ) -> None:
        self._set(dataset_inputs=dataset_inputs, model_inputs=model_inputs or [])

    @classmethod
    def from_json(cls, json: Json) -> RunInputs:
        """Reads REST's JSON."""
        return cls(listed(DatasetInput, json.get("dataset_inputs", ())),
                   listed(LoggedModelInput, json.get("model_inputs", ())))


class RunOutputs(Entity):
    """The models that a run made."""

    model_outputs: List[LoggedModelOutput]

    def __init__(self, model_outputs: List[LoggedModelOutput]) -> None:
        self._set(model_outputs=model_outputs)

    @classmethod
    def from_json(cls, json: Json) -> RunOutputs:
        """Reads REST's JSON."""
        return cls(listed(LoggedModelOutput, json.get("model_outputs", ())))


class Run(Entity):
    """A run."""

    info: RunInfo
    data: RunData
    inputs: Optional[RunInputs]
    outputs: Optional[RunOutputs]

    def __init__(
        self,
        run_info: RunInfo,
        run_data: RunData,
        run_inputs: Optional[RunInputs] = None,
        run_outputs: Optional[RunOutputs] = None,
    ) -> None:
        if run_info is None:
            raise MlflowException("run_info cannot be None")
        self._set(info=run_info, data=run_data, inputs=run_inputs, outputs=run_outputs)

    @classmethod
    def from_json(cls, json: Json) -> Run:
        """Reads REST's JSON."""
        return cls(RunInfo.from_json(json.get("info", {})), RunData.from_json(json.get("data", {})),
                   RunInputs.from_json(json.get("inputs", {})), RunOutputs.from_json(json.get("outputs", {})))

    def to_dictionary(self) -> Dict[str, Any]:
        """The parts that there are, as plain values."""
        return {name: part for name, part in super().to_dictionary().items() if part is not None}

    def _repr_html_(self) -> str:
        from .. import _html

        info = self.info
        about = {"id": info.run_id, "experiment": info.experiment_id, "status": info.status,
                 "started": _html.time(info.start_time), "ended": _html.time(info.end_time),
                 "artifacts": info.artifact_uri}
        tags = {key: value for key, value in self.data.tags.items() if not key.startswith("mlflow.")}
        return "".join([
            _html.pairs(f"Run {info.run_name or info.run_id}", about), _html.section("Metrics", self.data.metrics),
            _html.section("Params", self.data.params), _html.section("Tags", tags),
        ])
