"""Columns of whatever a program has: lists, arrays, pandas' series; as they are or as JSON values, by position."""

from __future__ import annotations

from typing import Any, List

from .._cells import cell


def plain(values: Any) -> List[Any]:
    """The values as a list: the index of a series says nothing."""
    return list(values.tolist() if hasattr(values, "tolist") else values)


def cells(values: Any) -> List[Any]:
    """The values as JSON has them."""
    return [value if type(value) is str and value.isascii() else cell(value) for value in plain(values)]
