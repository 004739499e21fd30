"""What is read: runs with their columns, metrics, params and tags."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Dict, Optional

from . import _native
from .exceptions import raised


@dataclass(frozen=True)
class Metric:
    """A point of a metric."""

    key: str
    value: float
    timestamp: int
    step: int


@dataclass(frozen=True)
class Param:
    """A param."""

    key: str
    value: str


@dataclass(frozen=True)
class RunTag:
    """A tag of a run."""

    key: str
    value: str


@dataclass(frozen=True)
class RunInfo:
    """A run's own columns. Times are milliseconds since 1970."""

    run_id: str
    experiment_id: Optional[str]
    run_name: str
    status: str
    start_time: int
    end_time: Optional[int]
    artifact_uri: Optional[str]
    lifecycle_stage: str
    user_id: str = ""


@dataclass(frozen=True)
class RunData:
    """What was logged to a run: the latest value of each metric, params, tags."""

    metrics: Dict[str, float] = field(default_factory=dict)
    params: Dict[str, str] = field(default_factory=dict)
    tags: Dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Run:
    """A run."""

    info: RunInfo
    data: RunData


class ActiveRun(Run):
    """A run that is being logged to. As a context manager it ends FINISHED, or FAILED after an exception."""

    def __enter__(self) -> ActiveRun:
        return self

    def __exit__(self, kind: object, value: object, traceback: object) -> bool:
        with raised():
            _native.end_run("FINISHED" if kind is None else "FAILED")
        return False
