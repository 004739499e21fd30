"""The rows that ``predict`` takes: a DataFrame, a list of dicts, a dict of columns, a list of texts, or one text."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping

from .._columns import columns
from ..exceptions import MlflowException

# What texts that come without a column's name are called; no template can mean it by accident.
_UNNAMED = 0


class Rows:
    """Columns of one length, by their names."""

    def __init__(self, data: Any) -> None:
        self.columns: Dict[Any, List[Any]] = _columns(data)
        self.count = len(next(iter(self.columns.values()), []))

    def first_texts(self) -> List[str]:
        """The first column that begins with a text; each of its cells is one."""
        if not self.count:
            return []
        name = next((name for name, cells in self.columns.items() if isinstance(cells[0], str)), None)
        if name is None:
            kinds = ", ".join(f"{name!r} ({type(cells[0]).__name__})" for name, cells in self.columns.items())
            raise MlflowException.invalid_parameter_value(f"None of the columns is one of texts: {kinds}.")
        for index, cell in enumerate(self.columns[name]):
            if not isinstance(cell, str):
                raise MlflowException.invalid_parameter_value(
                    f"Row {index} has no text{_of(name)}: it is {cell!r}, of type {type(cell).__name__}."
                )
        return self.columns[name]

    def present(self, name: Any) -> List[Any]:
        """A column without holes."""
        cells = self.columns[name]
        for index, cell in enumerate(cells):
            if _is_missing(cell):
                raise MlflowException.invalid_parameter_value(f"Row {index} has no value{_of(name)}.")
        return cells


def _of(name: Any) -> str:
    return "" if name is _UNNAMED else f" in the column {name!r}"


def _is_missing(cell: Any) -> bool:
    return cell is None or (isinstance(cell, float) and cell != cell) or type(cell).__name__ in ("NAType", "NaTType")


def _columns(data: Any) -> Dict[Any, List[Any]]:
    if isinstance(data, str):
        return {_UNNAMED: [data]}
    if isinstance(data, (list, tuple)) and not all(isinstance(row, Mapping) for row in data):
        return {_UNNAMED: list(data)}
    if getattr(data, "ndim", 0) == 1 and hasattr(data, "tolist"):
        # An array, or a column of a DataFrame.
        return {_UNNAMED: data.tolist()}
    return columns(data)
