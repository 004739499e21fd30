"""HTML for notebooks. Everything in it is escaped: names and values come from whoever logged them."""

from __future__ import annotations

from typing import Iterable, Mapping, Optional, Sequence

# What a notebook shows of a long text, and of a long table.
_CHARACTERS = 300
_ROWS = 60


def text(value: object) -> str:
    """A value for people, cut where nobody reads on."""
    from html import escape

    written = "" if value is None else str(value)
    return escape(written if len(written) <= _CHARACTERS else written[:_CHARACTERS] + "…")


def time(milliseconds: Optional[int]) -> str:
    """A time for people."""
    if not milliseconds:
        return ""
    from datetime import datetime, timedelta, timezone

    return f"{datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(milliseconds=milliseconds):%Y-%m-%d %H:%M:%S} UTC"


def grid(columns: Sequence[object], rows: Sequence[Iterable[object]]) -> str:
    """A table with a heading for each column."""
    head = "".join(f"<th>{text(column)}</th>" for column in columns)
    body = "".join(f"<tr>{''.join(f'<td>{text(cell)}</td>' for cell in row)}</tr>" for row in rows[:_ROWS])
    more = f"<p>{len(rows) - _ROWS} more rows</p>" if len(rows) > _ROWS else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def pairs(heading: str, values: Mapping[str, object]) -> str:
    """A heading and names with their values."""
    items = list(values.items())
    body = "".join(f"<tr><th>{text(name)}</th><td>{text(value)}</td></tr>" for name, value in items[:_ROWS])
    more = f"<p>{len(items) - _ROWS} more</p>" if len(items) > _ROWS else ""
    return f"<b>{text(heading)}</b><table><tbody>{body}</tbody></table>{more}"


def section(heading: str, values: Mapping[str, object]) -> str:
    """The same, or nothing if there are no values."""
    return pairs(heading, values) if values else ""
