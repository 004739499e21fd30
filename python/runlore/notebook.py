"""Progress of what takes long: a line on a terminal, a bar in a notebook, nothing anywhere else."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import Any, Callable, Iterator, Optional

# What is transferred sooner than one would look.
_SMALL = 10_000_000
# Seconds between two drawings.
_PAUSE = 0.1
# What is counted sooner than in so many seconds is not shown.
_SOON = 1.0

Progress = Callable[[int], None]


def progress(description: str, total: int) -> Progress:
    """A function to call with the bytes that are done so far, from any thread; the last call is with all of them."""
    how = _how() if total >= _SMALL else None
    return _silent if how is None else _drawn(how(description, total, _bytes), total)


_State = Callable[[int, int, float], str]


def _how() -> Optional[Callable[[str, int, _State], Callable[[int, float], None]]]:
    """What draws, if somebody looks."""
    if os.environ.get("MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR", "true").lower() in ("false", "0"):
        return None
    from .context import notebook_shell

    if notebook_shell() is not None:
        return _in_notebook
    return _on_terminal if sys.stderr is not None and sys.stderr.isatty() else None


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


def _on_terminal(description: str, total: int, state: _State) -> Callable[[int, float], None]:
    def draw(done: int, seconds: float) -> None:
        end = "\n" if done == total else ""
        sys.stderr.write(f"\r\033[K{_printable(description)} {state(done, total, seconds)}{end}")
        sys.stderr.flush()

    return draw


def _in_notebook(description: str, total: int, state: _State) -> Callable[[int, float], None]:
    from IPython.display import HTML, display

    from ._html import text

    def html(done: int, seconds: float) -> Any:
        shown = state(done, total, seconds)
        return HTML(f"<div>{text(description)} <progress value='{done}' max='{total}'></progress> {shown}</div>")

    handle = display(html(0, 0.0), display_id=True)  # type: ignore[no-untyped-call, unused-ignore]

    def draw(done: int, seconds: float) -> None:
        handle.update(html(done, seconds))

    return draw


def _bytes(done: int, total: int, seconds: float) -> str:
    rate = f", {done / seconds / 1e6:.0f} MB/s" if seconds > 0.5 else ""
    return f"{100 * done // total} % of {total / 1e6:.0f} MB{rate}"


def _printable(text: str) -> str:
    """A name without what would steer the terminal."""
    return "".join(character if character.isprintable() else "?" for character in text)


@contextmanager
def transfer(description: str, size: Callable[[], int]) -> Iterator[Optional[Progress]]:
    """Shows the progress of a transfer. What it gives is to be told the bytes since the last time; nothing if nobody
    looks, and then the size is not asked for."""
    how = _how()
    total = size() if how else 0
    shown = progress(description, total)
    if shown is _silent:
        yield None
        return
    done = 0

    def told(more: int) -> None:
        nonlocal done
        if done < total:  # else what failed is sent once more
            done += more
            shown(min(done, total))

    try:
        yield told
    except BaseException:
        # The line stays as far as it came, and who is late draws no more.
        came, done = done, total
        if how is _on_terminal and 0 < came < total:
            sys.stderr.write("\n")
            sys.stderr.flush()
        raise
    if done < total:
        shown(total)


def size_of(path: str) -> int:
    """The bytes of a file, or of all in a folder."""
    if os.path.isfile(path):
        return os.path.getsize(path)
    files = (os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names)
    return sum(os.path.getsize(file) for file in files if os.path.isfile(file))


@contextmanager
def counted(description: str, unit: str) -> Iterator[Optional[Callable[[int, int], None]]]:
    """Shows how many of so many things are done, if that takes longer than a moment. What it gives is to be told both numbers,
    and begins anew when all were done; nothing if nobody looks."""
    from time import monotonic

    how = _how()
    drawn: Optional[Progress] = None
    began: Optional[float] = None

    def state(done: int, total: int, seconds: float) -> str:
        return f"{done:,} of {total:,} {unit}"

    def told(done: int, total: int) -> None:
        nonlocal drawn, began
        began = began or monotonic()
        if how is not None and drawn is None and monotonic() - began >= _SOON:
            drawn = _drawn(how(description, total, state), total)
        if drawn is not None:
            drawn(done)
        if done >= total:
            drawn = began = None

    yield None if how is None else told
