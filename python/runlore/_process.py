"""What holds for the whole process: where is logged to, waiting for it, and the end."""

from __future__ import annotations

import atexit
import os
import sys
from typing import Any, Dict, List, NamedTuple, Optional

from . import _handles, _native
from ._write import PathLike
from .exceptions import raised

_VARIABLES = ("RUNLORE_TRACKING_URI", "MLFLOW_TRACKING_URI")
_DEFAULT = "sqlite:///mlflow.db"
_is_set = False
# The variables as they were before they were set here.
_environment: Dict[str, Optional[str]] = {}


def set_tracking_uri(uri: Optional[PathLike]) -> None:
    """Sets where runs that begin from now on are logged to: a Runlore or MLflow server, ``http(s)://…``, or a database
    without a server, ``sqlite:///file.db`` or ``postgresql://…``. None, or an empty text, goes back to what the
    environment says.

    >>> set_tracking_uri("sqlite:///squirrels.db")
    >>> get_tracking_uri()
    'sqlite:///squirrels.db'
    """
    global _is_set
    text = "" if uri is None else os.fspath(uri)
    if text:
        _native.set_tracking_uri(text)
        # For the program's own subprocesses.
        for name in _VARIABLES:
            if not _is_set:
                _environment[name] = os.environ.get(name)
            os.environ[name] = text
        _is_set = True
    elif _is_set:
        for name, before in _environment.items():
            if before is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = before
        _native.set_tracking_uri(next((value for value in map(os.environ.get, _VARIABLES) if value), _DEFAULT))
        _is_set = False


def get_tracking_uri() -> str:
    """Where is logged to: as set, else RUNLORE_TRACKING_URI, else MLFLOW_TRACKING_URI, else ``sqlite:///mlflow.db``."""
    with raised():
        return _native.get_tracking_uri()


def is_tracking_uri_set() -> bool:
    """Whether it was set, by :func:`set_tracking_uri` or in the environment.

    >>> set_tracking_uri("sqlite:///squirrels.db")
    >>> is_tracking_uri_set()
    True
    """
    return _is_set or any(os.environ.get(name) for name in _VARIABLES)


def flush() -> None:
    """Waits until the server has everything that was logged, 30 seconds at most.

    Raises what the server refused, or that it is away; nothing is lost by that.

    >>> with start_run():
    ...     log_metric("score", 0.9)
    ...     flush()
    """
    with raised():
        _native.flush()


class Synced(NamedTuple):
    """What became of what a program left behind."""

    spool: str
    tracking_uri: str
    sent: int
    refused: int
    #: Ids that an MLflow server gave to runs that were begun without it.
    server_ids: Dict[str, str]
    #: Why not all of it was sent.
    problem: Optional[str]


def sync(folder: Optional[PathLike] = None, to: Optional[str] = None) -> List[Synced]:
    """Sends what programs left behind that were killed, or logged while the server was away: below the spool folder or in
    ``folder``, to the servers that it was for or to the one given.

    >>> sync()
    []
    """
    with raised():
        return [Synced(*told) for told in _native.sync(None if folder is None else os.fspath(folder), to)]


def _in_child() -> None:
    _handles.forget()
    util = sys.modules.get("multiprocessing.util")
    if util is not None:
        _at_the_end_of_a_child(_native.close)
        # Unless its server forked the child, multiprocessing clears its list of what is to be done at the end after a
        # fork, and then calls this.
        util.register_after_fork(_native.close, _at_the_end_of_a_child)


def _at_the_end_of_a_child(close: Any) -> None:
    """Children of multiprocessing end without what `atexit` was told."""
    from multiprocessing import util

    util.Finalize(None, close, exitpriority=0)


def _watch() -> None:
    atexit.register(_native.close)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_in_child)
    process: Any = sys.modules.get("multiprocessing.process")
    if process is not None:
        # A child of multiprocessing, which was not forked from a process that has this module. While it still loads its
        # program it does not know its parent.
        if process.parent_process() is not None or getattr(process.current_process(), "_inheriting", False):
            _in_child()


_watch()
