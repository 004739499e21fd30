"""Whether a call that logs waits for the server."""

from __future__ import annotations

from typing import Optional

from . import _native
from .exceptions import raised


class RunOperations:
    """What was logged with ``synchronous=False``, and is on its way."""

    def __init__(self, run: _native.Run) -> None:
        self._run = run

    def wait(self) -> None:
        """Waits until the server has it, 30 seconds at most, and raises what the server refused."""
        with raised():
            self._run.flush()


def settled(run: _native.Run, synchronous: Optional[bool]) -> Optional[RunOperations]:
    """Nothing is waited for unless ``synchronous`` says so: what was logged is on this machine's disk."""
    if synchronous is None:
        return None
    operations = RunOperations(run)
    if not synchronous:
        return operations
    operations.wait()
    return None
