"""Which run is active, and how runs begin and end."""

from __future__ import annotations

import os
from threading import local
from typing import Any, Dict, Optional, Tuple, Union

from . import _native
from ._rest import Rest
from .entities import Run, RunData, RunInfo, RunInputs, RunOutputs
from .exceptions import MlflowException, raised

_NOTE = "mlflow.note.content"
_NAME = "mlflow.runName"
_FIELDS = ("run_id", "experiment_id", "user_id", "status", "start_time", "end_time", "lifecycle_stage", "artifact_uri",
           "run_name")
# What only a server can say.
_TOLD = ("experiment_id", "artifact_uri")

# The runs that are active in any thread, by their ids.
_begun: Dict[str, ActiveRun] = {}


class _Last(local):
    """The run that ended last in a thread."""

    run_id: Optional[str] = None


_last = _Last()


class _LiveInfo(RunInfo):
    """The columns of a run that has just begun. What the server has to say is waited for when it is asked for."""

    __slots__ = ("_run",)
    _run: _native.Run

    def __init__(self, run: _native.Run) -> None:
        object.__setattr__(self, "_run", run)
        self._set(**_known(run, wait=False))

    def __getattr__(self, name: str) -> Any:
        if name not in _TOLD:
            raise AttributeError(name)
        self._set(**_known(self._run, wait=True))
        return vars(self).get(name)

    def _whole(self) -> RunInfo:
        return RunInfo(*(getattr(self, name) for name in _FIELDS))

    def __iter__(self) -> Any:
        return iter(self._whole())

    def __eq__(self, other: object) -> bool:
        return self._whole() == (other._whole() if isinstance(other, _LiveInfo) else other)

    def __hash__(self) -> int:
        return hash(self._whole())

    def __repr__(self) -> str:
        return repr(self._whole())

    def __reduce__(self) -> Tuple[Any, ...]:
        return RunInfo, tuple(getattr(self, name) for name in _FIELDS)


def _known(run: _native.Run, wait: bool) -> Dict[str, Any]:
    import json

    told = json.loads(run.info(wait))
    return {name: told[name] for name in _FIELDS if name not in _TOLD or told[name] is not None}


class ActiveRun(Run):
    """A run that is being logged to. As a context manager it ends FINISHED, or FAILED after an exception."""

    def __init__(self, run: Run) -> None:
        super().__init__(run.info, run.data, run.inputs, run.outputs)

    def __enter__(self) -> ActiveRun:
        return self

    def __exit__(self, kind: object, value: object, traceback: object) -> None:
        # It may have been ended inside; what was begun inside and is still there ends with it.
        while _native.is_active(self.info.run_id):
            end_run("FINISHED" if kind is None else "FAILED")


def start_run(
    run_id: Optional[str] = None,
    experiment_id: Union[str, int, None] = None,
    run_name: Optional[str] = None,
    nested: bool = False,
    parent_run_id: Optional[str] = None,
    tags: Optional[Dict[str, Any]] = None,
    description: Optional[str] = None,
    log_system_metrics: Optional[bool] = None,
) -> ActiveRun:
    """Begins a run, which is the thread's active one until it ends: with :func:`end_run`, or as a context manager.

    ``run_id``, or the variable ``MLFLOW_RUN_ID``, goes on with a run that is there; the arguments other than ``run_name``,
    ``tags`` and ``description`` are not used then. System metrics are not logged.

    >>> with start_run(run_name="first", tags={"team": "squirrels"}, description="a try") as run:
    ...     print(run.info.run_name, run.info.status, run.data.tags["team"])
    first RUNNING squirrels
    """
    if experiment_id is not None and not isinstance(experiment_id, (str, int)):
        raise MlflowException.invalid_parameter_value(
            f"Invalid experiment id: {experiment_id} of type {type(experiment_id)}. Must be one of str, int, or None."
        )
    if log_system_metrics:
        import logging

        logging.getLogger("runlore").warning("log_system_metrics: this version logs no system metrics.")
    run_id = run_id or os.environ.pop("RUNLORE_RUN_ID", None) or os.environ.pop("MLFLOW_RUN_ID", None)
    if run_id and not all(part.isalnum() for part in run_id.replace("_", "-").split("-") if part):
        raise MlflowException.invalid_parameter_value(f"Invalid value {run_id!r} for parameter 'run_id' supplied.")
    texts = {str(key): str(value) for key, value in (tags or {}).items()}
    if description:
        if _NOTE in texts:
            raise MlflowException.invalid_parameter_value(
                f"The description is given twice, by `description` and by the tag {_NOTE}. Leave one of them out."
            )
        texts[_NOTE] = description
    if run_id is None:
        from .context import tags as context

        texts = {**context(), **texts}
    with raised():
        native = _native.start_run(
            name=run_name or None, tags=texts, nested=nested, parent=parent_run_id, resume=run_id,
            experiment_id=None if experiment_id is None else str(experiment_id),
        )
    return _noted(native, texts, resumed=run_id is not None)


def _noted(native: _native.Run, tags: Dict[str, str], resumed: bool) -> ActiveRun:
    info = _LiveInfo(native)
    if resumed and "artifact_uri" in vars(info):  # the server was reached
        run = get_run(info.run_id)
    else:
        run = Run(info, RunData(tags={**tags, _NAME: info.run_name or ""}), RunInputs([]), RunOutputs([]))
    active = ActiveRun(run)
    _begun[info.run_id] = active
    return active


def end_run(status: str = "FINISHED") -> None:
    """Ends the thread's active run, if there is one, and waits until the server has all of it, 30 seconds at most.

    >>> run = start_run()
    >>> end_run()
    >>> get_run(run.info.run_id).info.status, active_run()
    ('FINISHED', None)
    """
    native = _native.active_run()
    if native is None:
        return
    for name in ("RUNLORE_RUN_ID", "MLFLOW_RUN_ID"):
        os.environ.pop(name, None)
    _last.run_id = native.run_id
    _begun.pop(native.run_id, None)
    with raised():
        _native.end_run(str(status))


def active_run() -> Optional[ActiveRun]:
    """The thread's active run.

    >>> with start_run() as run:
    ...     active_run() is run
    True
    """
    native = _native.active_run()
    if native is None:
        return None
    return _begun.get(native.run_id) or _noted(native, {}, resumed=False)


def last_active_run() -> Optional[Run]:
    """The thread's active run, or else the one that ended last in it, as the server has it.

    >>> with start_run(run_name="latest"):
    ...     pass
    >>> run = last_active_run()
    >>> run.info.run_name, run.info.status
    ('latest', 'FINISHED')
    """
    active = active_run()
    if active is not None:
        return active
    return None if _last.run_id is None else get_run(_last.run_id)


def get_run(run_id: str) -> Run:
    """A run with the latest value of each metric; what was logged before is part of it.

    >>> with start_run() as run:
    ...     pass
    >>> get_run(run.info.run_id).info.status
    'FINISHED'
    """
    return Run.from_json(Rest().get("runs/get", run_id=run_id)["run"])
