"""What a saved model's files say, wherever they are: on this machine, of a run, or logged."""

from __future__ import annotations

import os
import posixpath
from typing import Any, Dict, Mapping

from .. import _yaml
from .._write import PathLike
from ..artifacts import load_text
from ..exceptions import MlflowException
from .folder import MLMODEL


def described(model_uri: PathLike) -> Dict[str, Any]:
    """What ``MLmodel`` says."""
    uri = os.fspath(model_uri)
    try:
        text = load_text(_below(uri, MLMODEL))
    except MlflowException as error:
        if error.error_code != "RESOURCE_DOES_NOT_EXIST":
            raise
        raise MlflowException(f"There is no model at {uri}: {error.message}", "RESOURCE_DOES_NOT_EXIST") from None
    said = _yaml.loads(text, f"{MLMODEL} of {uri}")
    if not isinstance(said, dict) or not isinstance(said.get("flavors"), dict):
        raise MlflowException.invalid_parameter_value(f"{MLMODEL} of {uri} is none: it names no flavors.")
    return said


def flavor(said: Mapping[str, Any], name: str, uri: PathLike) -> Mapping[str, Any]:
    """What a flavor needs to know; the error says which flavors there are."""
    found = said["flavors"].get(name)
    if not isinstance(found, Mapping):
        flavors = ", ".join(sorted(map(str, said["flavors"]))) or "none"
        raise MlflowException(
            f"The model at {os.fspath(uri)} has no flavor {name!r}; it has {flavors}.", "RESOURCE_DOES_NOT_EXIST"
        )
    return found


def data(model_uri: PathLike, path: Any) -> Any:
    """What a YAML file of the model says. The path is the model's, which may be anybody's: it stays inside."""
    uri = os.fspath(model_uri)
    name = posixpath.normpath(path) if isinstance(path, str) and path else ""
    if not name or name.startswith(("/", "..")) or "\\" in name or ":" in name or "\0" in name:
        raise MlflowException.invalid_parameter_value(f"The model at {uri} says that its data is {path!r}, outside of it.")
    local = _local(uri)
    if local is not None:
        root, file = os.path.realpath(local), os.path.realpath(os.path.join(local, name))
        if os.path.commonpath([root, file]) != root:
            raise MlflowException.invalid_parameter_value(f"{path!r} of the model at {uri} is a link to outside of it.")
    return _yaml.loads(load_text(_below(uri, name)), f"{name} of {uri}")


def _local(uri: str) -> "str | None":
    """The model's folder, if it is on this machine."""
    from urllib.parse import unquote, urlsplit

    parts = urlsplit(uri)
    if parts.scheme == "file":
        return unquote(parts.path)
    return uri if os.path.isdir(uri) else None


def _below(uri: str, name: str) -> str:
    from urllib.parse import quote

    if uri.startswith("file:"):
        name = quote(name)
    return f"{uri.rstrip('/')}/{name}"
