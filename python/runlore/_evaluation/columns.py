"""Columns of whatever a program has: lists, arrays, pandas' series; as JSON values, by position."""

from __future__ import annotations

from typing import Any, List

from .._cells import cell


def cells(values: Any) -> List[Any]:
    """The values, by their position: the index of a series says nothing."""
    if hasattr(values, "tolist"):
        values = values.tolist()
    return [cell(value) for value in values]
