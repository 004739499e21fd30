"""What all entities have in common: fields that do not change, equality by value, MLflow's iteration and spelling."""

from __future__ import annotations

from typing import Any, Dict, Iterable, Iterator, List, Mapping, Tuple, TypeVar, Union

Json = Mapping[str, Any]
E = TypeVar("E", bound="Entity")


class Entity:
    """A value with named fields. ``dict(entity)`` has them all, by name."""

    def _set(self, **fields: Any) -> None:
        vars(self).update(fields)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name} of a {type(self).__name__} can not be set: what was read does not change")

    def __delattr__(self, name: str) -> None:
        self.__setattr__(name, None)

    def __iter__(self) -> Iterator[Tuple[str, Any]]:
        return iter(sorted(vars(self).items()))

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and vars(other) == vars(self)

    def __hash__(self) -> int:
        # Collections take no part, so that runs can be put into sets although they hold dicts.
        return hash((type(self), *(value for _, value in self if not isinstance(value, (dict, list)))))

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {', '.join(f'{name}={_spelled(value)}' for name, value in self)}>"

    def to_dictionary(self) -> Dict[str, Any]:
        """The fields as plain values."""
        return {name: _plain(value) for name, value in self}


class KeyValue(Entity):
    """A key and its text."""

    key: str
    value: str

    def __init__(self, key: str, value: str) -> None:
        self._set(key=key, value=value)

    @classmethod
    def from_json(cls, json: Json) -> Any:
        """Reads REST's JSON."""
        return cls(json.get("key", ""), json.get("value", ""))


def _spelled(value: object) -> str:
    if isinstance(value, Entity):
        return repr(value)
    from pprint import pformat

    return pformat(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Entity):
        return value.to_dictionary()
    return [_plain(item) for item in value] if isinstance(value, list) else value


def integer(value: Union[int, float, str, None]) -> int:
    """REST's whole numbers: also as text, and 0 if absent."""
    return int(value or 0)


def number(value: Union[int, float, str, None]) -> float:
    """REST's numbers: also as text, such as ``"NaN"``, and 0 if absent."""
    return float(value or 0)


def texts(pairs: Any) -> Dict[str, Any]:
    """The values of tags, params or metrics by their keys, from entities, a dict or None."""
    if isinstance(pairs, Mapping):
        return dict(pairs)
    return {pair.key: pair.value for pair in pairs or ()}


def json_texts(pairs: Iterable[Json]) -> Dict[str, str]:
    """The same from REST's JSON."""
    return {pair.get("key", ""): pair.get("value", "") for pair in pairs}


def listed(kind: Any, items: Iterable[Json]) -> List[Any]:
    """Entities of one kind from REST's JSON."""
    return [kind.from_json(item) for item in items]
