"""The types of a dataset's columns, as MLflow names and finds them.

A type is what its JSON is: ``{"type": "string"}``, ``{"type": "array", "items": …}``,
``{"type": "object", "properties": …}``, or ``{"type": "any"}`` where nothing is known.
"""

from __future__ import annotations

from typing import Any, Dict, Iterable, List, Mapping, Optional, Set, Tuple

Type = Dict[str, Any]

_ANY: Type = {"type": "any"}
# By the names of Python's and numpy's types.
_SCALARS = {
    "bool": "boolean", "bool_": "boolean", "int": "long", "int64": "long", "int32": "integer", "float": "double",
    "float64": "double", "float32": "float", "str": "string", "str_": "string", "object": "string", "bytes": "binary",
    "bytes_": "binary", "bytearray": "binary", "datetime": "datetime", "date": "datetime", "datetime64": "datetime",
}
_MODULES = ("builtins", "numpy", "datetime")


class Unknown(Exception):
    """There is no type for the values."""


# Columns of these alone have neither holes nor other types.
_ALIKE: Tuple[Set[type], ...] = ({str}, {int}, {bool})


def column(name: Any, values: List[Any]) -> Type:
    """The type of a column of values; Unknown if they have none in common."""
    return {**_items(values), "name": name, "required": _is_whole(values)}


def pandas_column(name: Any, series: Any) -> Type:
    """The type of a column of a DataFrame."""
    values = series.tolist()
    if series.dtype.kind == "O":
        series = series.infer_objects()
    return {**_of_series(series), "name": name, "required": _is_whole(values)}


def _of_series(series: Any) -> Type:
    kind, size = series.dtype.kind, getattr(series.dtype, "itemsize", 0)
    if kind == "O":
        try:
            return _items(series.tolist())
        except Unknown:
            from pandas.api.types import is_string_dtype

            if is_string_dtype(series):
                return {"type": "string"}
            raise
    if kind == "i" or (kind == "u" and size < 8):
        return {"type": "integer" if size < 4 or (kind == "i" and size == 4) else "long"}
    if kind == "f" and size <= 8:
        return {"type": "float" if size <= 4 else "double"}
    named = {"b": "boolean", "U": "string", "S": "binary", "M": "datetime"}.get(kind)
    if named is None:
        raise Unknown(series.dtype)
    return {"type": named}


def _is_whole(values: List[Any]) -> bool:
    return {*map(type, values)} in _ALIKE or not any(map(_is_missing, values))


def _is_missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and value != value) or type(value).__name__ in ("NAType", "NaTType")


def _items(values: Iterable[Any]) -> Type:
    """The type that all values have; what is missing or empty is of any."""
    values = list(values)
    # As columns of texts and numbers are, and then it need not be asked of each.
    if {*map(type, values)} in _ALIKE:
        return {"type": _SCALARS[type(values[0]).__name__]}
    found: Optional[Type] = None
    for value in values:
        kind = _of(value)
        if kind is not None:
            found = kind if found is None else _merged(found, kind)
    if found is None:
        raise Unknown("there are no values")
    return found


def _of(value: Any) -> Optional[Type]:
    """The type of a value; None for an empty array, which may be of any numbers."""
    if _is_missing(value) or (isinstance(value, (list, dict)) and not value):
        return _ANY
    if isinstance(value, dict):
        return {"type": "object", "properties": {name: _property(name, value[name]) for name in sorted(value, key=str)}}
    if isinstance(value, list) or (hasattr(value, "dtype") and getattr(value, "ndim", 0) > 0):
        try:
            return {"type": "array", "items": _items(value)}
        except Unknown:
            if len(value) == 0 or not isinstance(value, list):
                return None
            raise
    name = type(value).__name__
    if type(value).__module__ not in _MODULES or name not in _SCALARS:
        raise Unknown(type(value))
    return {"type": _SCALARS[name]}


def _property(name: Any, value: Any) -> Type:
    kind = _of(value)
    if kind is None or not isinstance(name, str):
        raise Unknown(name)
    return {**kind, "required": kind != _ANY}


def _merged(one: Type, other: Type) -> Type:
    """The type of values of two types."""
    if _ANY in (one, other):
        known = other if one == _ANY else one
        return _object(known["properties"], {}) if known["type"] == "object" else known
    if one == other:
        return one
    if one["type"] == other["type"] == "array":
        return {"type": "array", "items": _merged(one["items"], other["items"])}
    if one["type"] == other["type"] == "object":
        return _object(one["properties"], other["properties"])
    raise Unknown(f"{one['type']} and {other['type']}")


def _object(one: Mapping[str, Type], other: Mapping[str, Type]) -> Type:
    """An object with all properties; those that not both have are not required."""
    properties = {}
    for name in sorted({**one, **other}):
        if name in one and name in other:
            kind = _merged(_plain(one[name]), _plain(other[name]))
            properties[name] = {**kind, "required": one[name]["required"] and other[name]["required"]}
        else:
            properties[name] = {**(one.get(name) or other[name]), "required": False}
    return {"type": "object", "properties": properties}


def _plain(kind: Type) -> Type:
    return {key: value for key, value in kind.items() if key != "required"}
