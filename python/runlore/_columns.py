"""Rows of what ``log_table`` takes: a dict of columns, a list of dicts, or a pandas DataFrame.

A dict means what it means to pandas, without pandas being there: scalars are repeated for every row, dicts are columns
with labelled rows, whole numbers next to missing ones become floats.
"""

from __future__ import annotations

import sys
from typing import Any, Dict, List, Mapping, Optional, Sequence

from .exceptions import MlflowException

Columns = Dict[Any, List[Any]]



def columns(data: Any) -> Columns:
    """The values of the columns by their names, all of one length."""
    if isinstance(data, Mapping):
        return _of_dict({key: _values(value) for key, value in data.items()})
    if isinstance(data, (list, tuple)) and all(isinstance(row, Mapping) for row in data):
        return _of_rows(data)
    if _is_pandas(data, "DataFrame"):
        return _of_frame(data)
    raise MlflowException.invalid_parameter_value(
        f"data must be a pandas.DataFrame, a dictionary or a list of dictionaries, not {type(data).__name__}"
    )


def _is_pandas(value: Any, *kinds: str) -> bool:
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(value, tuple(getattr(pandas, kind) for kind in kinds))


def _of_frame(frame: Any) -> Columns:
    names = list(frame.columns)
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"The DataFrame has more than one column named {twice!r}. Please give them different names.")
    return {name: frame.iloc[:, at].tolist() for at, name in enumerate(names)}


def _of_rows(rows: Sequence[Mapping[Any, Any]]) -> Columns:
    names = dict.fromkeys(key for row in rows for key in row)
    return {name: _settled([row.get(name) for row in rows]) for name in names}


class _Scalar:
    """One value for all rows."""

    def __init__(self, value: Any) -> None:
        self.value = value


def _values(value: Any) -> Any:
    """A list of values, a dict of values by labels, something of pandas, an array, or a scalar."""
    if isinstance(value, (str, bytes)) or not hasattr(value, "__iter__") or hasattr(value, "model_dump"):
        return _Scalar(value)
    if isinstance(value, (set, frozenset)):
        raise TypeError("'set' type is unordered")
    if isinstance(value, Mapping):
        return dict(value)
    if hasattr(value, "ndim"):
        return value if value.ndim else _Scalar(value.item())
    return list(value)


def _of_dict(data: Dict[Any, Any]) -> Columns:
    kinds = [type(value) for value in data.values()]
    if any(_is_pandas(value, "Series", "Index") for value in data.values()):
        # Labelled by pandas, so aligned by pandas.
        return _of_frame(sys.modules["pandas"].DataFrame({key: _plain(value) for key, value in data.items()}))
    labelled = dict in kinds
    listed = any(kind not in (dict, _Scalar) for kind in kinds)
    if data and labelled == listed or any(getattr(value, "ndim", 1) > 1 for value in data.values()):
        # Scalars only, or what makes no columns together: one row.
        return {key: [_plain(value)] for key, value in data.items()}
    if labelled:
        labels = dict.fromkeys(label for value in data.values() if isinstance(value, dict) for label in value)
        return {key: _settled([value.get(label) for label in labels] if isinstance(value, dict)
                              else [value.value] * len(labels)) for key, value in data.items()}
    lengths = {len(value) for value in data.values() if not isinstance(value, _Scalar)}
    if len(lengths) > 1:
        raise ValueError("All arrays must be of the same length")
    rows = next(iter(lengths), 0)
    return {key: _repeated(value, rows) for key, value in data.items()}


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, _Scalar) else value


def _repeated(value: Any, rows: int) -> List[Any]:
    if isinstance(value, _Scalar):
        return [value.value] * rows
    return _settled(value) if isinstance(value, list) else _of_array(value)


def _of_array(array: Any) -> List[Any]:
    kind = getattr(array.dtype, "kind", None)
    if kind in ("M", "m"):  # their own nanoseconds would become numbers
        array = array.astype(f"{kind}8[us]")
    values: List[Any] = array.tolist()
    return values


_WHOLE = {"signed", "unsigned", "either"}


def _settled(values: List[Any]) -> List[Any]:
    """A column of whole numbers is one of floats as soon as one of them is missing or has a fraction."""
    kinds = {_number_kind(value) for value in values}
    if None in kinds or kinds <= _WHOLE or kinds.isdisjoint(_WHOLE) or {"signed", "unsigned"} <= kinds:
        return values
    return [value if value is None else float(value) for value in values]


def _number_kind(value: Any) -> Optional[str]:
    """What kind of whole number a value is to pandas, or a float, or missing; None if it is something else."""
    if value is None:
        return "missing"
    kind = type(value)
    if kind is float:
        return "float"
    if kind is int:
        if value < 0:
            return "signed" if value >= -(2**63) else None
        return "either" if value < 2**63 else "unsigned" if value < 2**64 else None
    dtype = getattr(value, "dtype", None)
    if dtype is None or getattr(value, "ndim", 1) > 0:
        return None
    return {"i": "signed", "u": "unsigned", "f": "float"}.get(dtype.kind)
