"""MLflow's enumerations, with its numbers and names."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar, Dict, List

from ..exceptions import MlflowException


class _Named:
    """Numbers that have names."""

    _names: ClassVar[Dict[int, str]]

    @classmethod
    def _number(cls, name: str) -> int:
        for number, known in cls._names.items():
            if known == name:
                return number
        raise MlflowException.invalid_parameter_value(
            f"{name!r} is no {cls.__name__}; there are {', '.join(cls._names.values())}"
        )

    @classmethod
    def _name(cls, number: int) -> str:
        try:
            return cls._names[number]
        except KeyError:
            raise MlflowException.invalid_parameter_value(
                f"{number!r} is no {cls.__name__}; there are {', '.join(map(str, cls._names))}"
            ) from None


class _WithStatus(_Named):
    """Those whose numbers MLflow calls a status."""

    @classmethod
    def from_string(cls, status_str: str) -> int:
        """The number of a name."""
        return cls._number(status_str)

    @classmethod
    def to_string(cls, status: int) -> str:
        """The name of a number."""
        return cls._name(status)


class RunStatus(_WithStatus):
    """What a run is doing, or how it ended."""

    RUNNING, SCHEDULED, FINISHED, FAILED, KILLED = range(1, 6)
    _names = {1: "RUNNING", 2: "SCHEDULED", 3: "FINISHED", 4: "FAILED", 5: "KILLED"}

    @classmethod
    def is_terminated(cls, status: int) -> bool:
        """Whether a run of this status has ended."""
        return status in (cls.FINISHED, cls.FAILED, cls.KILLED)

    @classmethod
    def all_status(cls) -> List[int]:
        """All of them."""
        return list(cls._names)


class ViewType(_Named):
    """Whether a search finds what is active, what is deleted, or both."""

    ACTIVE_ONLY, DELETED_ONLY, ALL = range(1, 4)
    _names = {1: "active_only", 2: "deleted_only", 3: "all"}

    @classmethod
    def from_string(cls, view_str: str) -> int:
        """The number of a name."""
        return cls._number(view_str)

    @classmethod
    def to_string(cls, view_type: int) -> str:
        """The name of a number."""
        return cls._name(view_type)


class LifecycleStage:
    """Whether something was deleted."""

    ACTIVE = "active"
    DELETED = "deleted"

    @classmethod
    def view_type_to_stages(cls, view_type: int = ViewType.ALL) -> List[str]:
        """The stages that a search with this view finds."""
        return [stage for stage, other in ((cls.ACTIVE, ViewType.DELETED_ONLY), (cls.DELETED, ViewType.ACTIVE_ONLY))
                if view_type in ViewType._names and view_type != other]

    @classmethod
    def is_valid(cls, lifecycle_stage: str) -> bool:
        """Whether there is such a stage."""
        return lifecycle_stage in (cls.ACTIVE, cls.DELETED)

    @classmethod
    def matches_view_type(cls, view_type: int, lifecycle_stage: str) -> bool:
        """Whether a search with this view finds what is in this stage."""
        ViewType.to_string(view_type)
        if not cls.is_valid(lifecycle_stage):
            raise MlflowException.invalid_parameter_value(f"{lifecycle_stage!r} is no lifecycle stage: active, deleted")
        return lifecycle_stage in cls.view_type_to_stages(view_type)


class SourceType(_WithStatus):
    """What kind of program a run is from."""

    NOTEBOOK, JOB, PROJECT, LOCAL, UNKNOWN = range(1, 6)
    _names = {1: "NOTEBOOK", 2: "JOB", 3: "PROJECT", 4: "LOCAL", 5: "UNKNOWN"}


class LoggedModelStatus(str, Enum):
    """Whether a logged model can be used."""

    UNSPECIFIED = "UNSPECIFIED"
    PENDING = "PENDING"
    READY = "READY"
    FAILED = "FAILED"

    def __str__(self) -> str:
        return self.value

    @staticmethod
    def is_finalized(status: LoggedModelStatus) -> bool:
        """Whether the status changes no more."""
        return status in (LoggedModelStatus.READY, LoggedModelStatus.FAILED)

    @classmethod
    def from_int(cls, status_int: int) -> LoggedModelStatus:
        """The status of a number."""
        try:
            return list(cls)[status_int]
        except IndexError:
            raise MlflowException.invalid_parameter_value(f"Unknown model status: {status_int}") from None

    def to_int(self) -> int:
        """Its number."""
        return list(type(self)).index(self)
