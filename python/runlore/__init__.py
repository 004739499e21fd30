"""Record what was asked of language models, what they answered and how good it was.

The functions have MLflow's names, arguments, defaults and exceptions, so that ``import runlore as mlflow`` is
all that a program has to change. They never wait for the server: what is logged is recorded on this machine's disk
first and sent in the background.
"""

from __future__ import annotations

import atexit as _atexit
import sys as _sys
from typing import Any, Dict, Optional

from . import _native
from .entities import ActiveRun, Metric, Param, Run, RunData, RunInfo, RunTag
from .exceptions import MlflowException, raised as _raised

__all__ = [
    "ActiveRun", "Metric", "MlflowException", "Param", "Run", "RunData", "RunInfo", "RunTag", "active_run", "delete_tag",
    "end_run", "flush", "get_run", "get_tracking_uri", "last_active_run", "log_metric", "log_metrics", "log_param",
    "log_params", "set_experiment", "set_tag", "set_tags", "set_tracking_uri", "start_run",
]
__version__ = "0.1.0"

_last_run_id: Optional[str] = None


def set_tracking_uri(uri: str) -> None:
    """Sets the server that is logged to, ``http(s)://…``."""
    _native.set_tracking_uri(str(uri))


def get_tracking_uri() -> str:
    """The server that is logged to: as set, or RUNLORE_TRACKING_URI, or MLFLOW_TRACKING_URI."""
    with _raised():
        return _native.get_tracking_uri()


def set_experiment(experiment_name: str) -> None:
    """Sets the experiment, by name, of runs that begin from now on. It is made with the first run."""
    with _raised():
        _native.set_experiment(experiment_name)


def start_run(
    *,
    run_name: Optional[str] = None,
    nested: bool = False,
    tags: Optional[Dict[str, Any]] = None,
    description: Optional[str] = None,
) -> ActiveRun:
    """Begins a run, which is the thread's active one until :func:`end_run`. A context manager."""
    global _last_run_id
    texts = {key: str(value) for key, value in (tags or {}).items()}
    if description is not None:
        texts["mlflow.note.content"] = description
    if _sys.argv and _sys.argv[0]:
        # What MLflow shows as the source of a run: the program, not the interpreter.
        texts.setdefault("mlflow.source.name", _sys.argv[0])
    with _raised():
        info = RunInfo(**_native.start_run(run_name, texts, nested))
    _last_run_id = info.run_id
    return ActiveRun(info, RunData(tags=texts))


def end_run(status: str = "FINISHED") -> None:
    """Ends the active run and waits until the server has all of it, 30 seconds at most."""
    with _raised():
        _native.end_run(str(status))


def active_run() -> Optional[ActiveRun]:
    """The thread's active run."""
    info = _native.active_run()
    return None if info is None else ActiveRun(RunInfo(**info), RunData())


def last_active_run() -> Optional[Run]:
    """The run that began last, as the server has it."""
    return None if _last_run_id is None else get_run(_last_run_id)


def _in_a_run() -> None:
    if _native.active_run() is None:
        start_run()


def log_param(key: str, value: Any) -> Any:
    """Logs a param of the active run; its value never changes."""
    log_params({key: value})
    return value


def log_params(params: Dict[str, Any]) -> None:
    """Logs params, all or none."""
    _in_a_run()
    with _raised():
        _native.log_params({key: str(value) for key, value in params.items()})


def log_metric(key: str, value: float, step: Optional[int] = None, timestamp: Optional[int] = None) -> None:
    """Logs a point of a metric; without a time it is now, in milliseconds since 1970."""
    try:
        _native.log_metric(key, value, step, timestamp)
    except _native.NativeError:
        # Slow, and only once: there may be no run yet, or the key may be wrong.
        _in_a_run()
        with _raised():
            _native.log_metric(key, value, step, timestamp)


def log_metrics(metrics: Dict[str, float], step: Optional[int] = None, timestamp: Optional[int] = None) -> None:
    """Logs a point of several metrics, all or none."""
    _in_a_run()
    with _raised():
        _native.log_metrics(metrics, step, timestamp)


def set_tag(key: str, value: Any) -> None:
    """Sets a tag of the active run."""
    set_tags({key: value})


def set_tags(tags: Dict[str, Any]) -> None:
    """Sets tags, all or none."""
    _in_a_run()
    with _raised():
        _native.set_tags({key: str(value) for key, value in tags.items()})


def delete_tag(key: str) -> None:
    """Deletes a tag of the active run. One that is not there is told by the next :func:`flush`."""
    with _raised():
        _native.delete_tag(key)


def flush() -> None:
    """Waits until the server has everything that was logged, 30 seconds at most.

    Raises what the server refused, or that it is away; nothing is lost by that.
    """
    with _raised():
        _native.flush()


def get_run(run_id: str) -> Run:
    """A run with everything but its history; what was logged before is part of it."""
    with _raised():
        info, metrics, params, tags = _native.get_run(run_id)
    return Run(RunInfo(**info), RunData(metrics=metrics, params=params, tags=tags))


def _end() -> None:
    while _native.active_run() is not None:
        try:
            _native.end_run("FINISHED")
        except _native.NativeError:
            break
    _native.close()


_atexit.register(_end)
