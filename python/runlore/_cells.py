"""Values of a table's cells, as JSON has them and as pandas' ``to_json(date_format="iso")`` spells them."""

from __future__ import annotations

from typing import Any, Dict, List, Union

from .exceptions import MlflowException

# What JSON has.
Cell = Union[None, bool, int, float, str, List[Any], Dict[str, Any]]


def cell(value: Any) -> Cell:
    """The value as JSON has it. What is no number (NaN, infinities, NaT, NA) is null, an object that JSON does not know
    is its fields if it has such (dataclasses, pydantic models), else its text."""
    kind = type(value)
    if kind is str:
        return _text(value)
    if kind is bool or kind is int or value is None:
        return value  # type: ignore[no-any-return]
    if kind is float:
        return None if value != value or value in (_INFINITY, -_INFINITY) else value
    if kind is dict:
        return {name(key): cell(item) for key, item in value.items()}
    if kind is list or kind is tuple:
        return [cell(item) for item in value]
    return _other(value)


_INFINITY = float("inf")


def name(key: Any) -> str:
    """The text of a dict's key, or of a column's name."""
    if isinstance(key, bytes):
        return str(cell(key))
    return _text(str(key))


def _text(value: str) -> str:
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise MlflowException(f"{value[:100]!r} is not a text that can be stored: {error}") from None
    return value


def _other(value: Any) -> Cell:
    """What is not one of JSON's own types: a kind of one of them, a time, or of a library that need not be there."""
    if isinstance(value, str):
        return _text(str.__str__(value))
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return cell(float(value))
    if isinstance(value, dict):
        return cell(dict(value))
    if isinstance(value, (bytes, bytearray)):
        try:
            return value.decode()
        except UnicodeDecodeError as error:
            raise MlflowException(f"{bytes(value[:50])!r} is no text, and a table has no other bytes: {error}") from None
    module = type(value).__module__.split(".", 1)[0]
    if module == "pandas" and type(value).__name__ in ("NaTType", "NAType"):
        return None
    if module in ("numpy", "pandas") and hasattr(value, "dtype"):
        return _numpy(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return [cell(item) for item in value]
    return _time_or_object(value)


def _numpy(value: Any) -> Cell:
    """numpy's scalars and arrays, and pandas' series."""
    if value.dtype.kind in "Mm":  # their own nanoseconds would become numbers
        value = value.astype(f"{value.dtype.kind}8[us]")
    return cell(value.tolist() if value.ndim else value.item())


def _time_or_object(value: Any) -> Cell:
    from datetime import date, datetime, time, timedelta
    from decimal import Decimal

    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return f"{value.isoformat()}T00:00:00.000"
    if isinstance(value, time):
        return str(value)
    if isinstance(value, timedelta):
        return duration(value)
    if isinstance(value, Decimal):
        return f"{value:f}" if value.is_finite() else None
    if isinstance(value, complex):
        return {"imag": cell(value.imag), "real": cell(value.real)}
    return _fields(value)


def moment(value: Any) -> str:
    """A time as ISO 8601 with milliseconds; with a zone, it is told in UTC."""
    zone = ""
    if value.tzinfo is not None:
        from datetime import timezone

        value, zone = value.astimezone(timezone.utc), "Z"
    return f"{value.replace(tzinfo=None, microsecond=0).isoformat()[:19]}.{value.microsecond // 1000:03}{zone}"


def duration(value: Any) -> str:
    """A span of time as ISO 8601, in days and what is left of them."""
    minutes, seconds = divmod(value.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    micros = value.microseconds
    fraction = "" if not micros else f".{micros // 1000:03}" if micros % 1000 == 0 else f".{micros:06}"
    return f"P{value.days}DT{hours}H{minutes}M{seconds}{fraction}S"


def _fields(value: Any) -> Cell:
    if isinstance(value, type):
        return str(value)
    if hasattr(value, "model_dump"):
        return cell(value.model_dump())
    if hasattr(value, "__dataclass_fields__"):
        return {name: cell(getattr(value, name)) for name in value.__dataclass_fields__}
    return _text(str(value))
