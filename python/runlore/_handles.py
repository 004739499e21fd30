"""The run that a call logs to."""

from __future__ import annotations

from collections import OrderedDict
from typing import Optional

from . import _native, _runs
from .exceptions import raised

# Runs that are kept at hand: joining one asks the server.
_KEPT = 256
_kept: OrderedDict[str, _native.Run] = OrderedDict()


def the_run(run_id: Optional[str] = None) -> _native.Run:
    """The run of an id, or else the active one, which begins now if there is none."""
    if run_id is not None:
        return by_id(_native.Client(), run_id)
    active = _native.active_run()
    if active is None:
        _runs.start_run()
        return the_run()
    return active


def by_id(client: _native.Client, run_id: str) -> _native.Run:
    """A run of a server that need not be active."""
    key = f"{client.uri} {run_id}"
    run = _kept.get(key)
    if run is None:
        with raised():
            run = client.run(run_id)
        _kept[key] = run
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return run


def forget() -> None:
    """In a forked child: the runs at hand are the parent's."""
    _kept.clear()
