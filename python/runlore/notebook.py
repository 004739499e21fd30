"""Progress of what takes long: a line on a terminal, a bar in a notebook, nothing anywhere else."""

from __future__ import annotations

import os
import sys
from typing import Any, Callable

# What is transferred sooner than one would look.
_SMALL = 10 * 1024 * 1024
# Seconds between two drawings.
_PAUSE = 0.1

Progress = Callable[[int], None]


def progress(description: str, total: int) -> Progress:
    """A function to call with the bytes that are done so far, from any thread; the last call is with all of them."""
    shown = os.environ.get("MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR", "true").lower() not in ("false", "0")
    if total < _SMALL or not shown:
        return _silent
    from .context import notebook_shell

    if notebook_shell() is not None:
        return _drawn(_in_notebook(description, total), total)
    if sys.stderr is not None and sys.stderr.isatty():
        return _drawn(_on_terminal(description, total), total)
    return _silent


def _silent(done: int) -> None:
    pass


def _drawn(draw: Callable[[int, float], None], total: int) -> Progress:
    """Draws now and then, and at the end."""
    from time import monotonic

    started = monotonic()
    last = started - _PAUSE

    def called(done: int) -> None:
        nonlocal last
        now = monotonic()
        if done >= total or now - last >= _PAUSE:
            last = now
            draw(min(done, total), now - started)

    return called


def _on_terminal(description: str, total: int) -> Callable[[int, float], None]:
    def draw(done: int, seconds: float) -> None:
        end = "\n" if done == total else ""
        sys.stderr.write(f"\r\033[K{_printable(description)} {_state(done, total, seconds)}{end}")
        sys.stderr.flush()

    return draw


def _in_notebook(description: str, total: int) -> Callable[[int, float], None]:
    from IPython.display import HTML, display

    from ._html import text

    def html(done: int, seconds: float) -> Any:
        state = _state(done, total, seconds)
        return HTML(f"<div>{text(description)} <progress value='{done}' max='{total}'></progress> {state}</div>")

    handle = display(html(0, 0.0), display_id=True)  # type: ignore[no-untyped-call, unused-ignore]

    def draw(done: int, seconds: float) -> None:
        handle.update(html(done, seconds))

    return draw


def _state(done: int, total: int, seconds: float) -> str:
    rate = f", {done / seconds / 1e6:.0f} MB/s" if seconds > 0.5 else ""
    return f"{100 * done // total} % of {total / 1e6:.0f} MB{rate}"


def _printable(text: str) -> str:
    """A name without what would steer the terminal."""
    return "".join(character if character.isprintable() else "?" for character in text)
