"""The ``{variables}`` of a text, as ``str.format`` writes them, but only names: nothing is looked up in a value."""

from __future__ import annotations

import re
from typing import Any, Mapping, Optional, Set

from ..exceptions import MlflowException

# What a column may be called. Braces that are meant as such, around JSON for example, look different.
_NAME = re.compile(r"[^\W\d]|[^\W\d][\w .\-]*[\w]|\d+")


def _pieces(text: str, place: str) -> Any:
    from string import Formatter

    try:
        pieces = list(Formatter().parse(text))
    except ValueError as error:
        raise MlflowException.invalid_parameter_value(
            f"{place} can not be read as a template: {error}. Write {{{{ and }}}} for braces that mean themselves."
        ) from None
    for _, name, spec, _ in pieces:
        if name is not None and (not _NAME.fullmatch(name) or "{" in (spec or "")):
            raise MlflowException.invalid_parameter_value(
                f"{place} has {{{name}}}, which is no variable's name: names are words. Write {{{{ and }}}} for braces that "
                "mean themselves, as those of JSON do."
            )
    return pieces


def names(template: Any, place: str) -> Set[str]:
    """The variables of a text, or of all texts in lists and in the values of dicts."""
    if isinstance(template, str):
        return {name for _, name, _, _ in _pieces(template, place) if name is not None}
    if isinstance(template, Mapping):
        template = list(template.values())
    if isinstance(template, (list, tuple)):
        return {name for item in template for name in names(item, place)}
    return set()


def filled(template: Any, values: Mapping[str, Any], place: str) -> Any:
    """The same with values in place of the variables."""
    if isinstance(template, str):
        return "".join(
            literal + ("" if name is None else _shown(values[name], spec, conversion, name, place))
            for literal, name, spec, conversion in _pieces(template, place)
        )
    if isinstance(template, Mapping):
        return {key: filled(item, values, place) for key, item in template.items()}
    if isinstance(template, (list, tuple)):
        return [filled(item, values, place) for item in template]
    return template


def _shown(value: Any, spec: Optional[str], conversion: Optional[str], name: str, place: str) -> str:
    from string import Formatter

    try:
        return format(Formatter().convert_field(value, conversion), spec or "")  # type: ignore[arg-type, unused-ignore]
    except (TypeError, ValueError) as error:
        raise MlflowException.invalid_parameter_value(f"{{{name}}} of {place} can not be written so: {error}") from None
