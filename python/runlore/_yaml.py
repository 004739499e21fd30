"""YAML as models' files have it, read and written by the native half: users need no PyYAML."""

from __future__ import annotations

from typing import Any

from . import _native
from .exceptions import MlflowException, raised


def loads(text: str, named: str) -> Any:
    """What a YAML text says, as JSON's types. ``named`` is what an error calls it."""
    import json

    try:
        with raised():
            return json.loads(_native.yaml_to_json(text))
    except MlflowException as error:
        raise MlflowException.invalid_parameter_value(f"{named} can not be read as YAML: {error.message}") from None


def dumps(value: Any, named: str) -> str:
    """A value as YAML, its keys sorted as MLflow sorts them."""
    import json

    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True)
        # Half of a pair of surrogates is in no file.
        text.encode()
    except (TypeError, ValueError) as error:
        raise MlflowException.invalid_parameter_value(
            f"{named} can not be written: {error}. It is made of texts, finite numbers, booleans, None, lists and dicts."
        ) from None
    with raised():
        return _native.json_to_yaml(text)
