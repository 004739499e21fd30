"""Bringing a model's files to where the server says that they belong."""

from __future__ import annotations

import os
from typing import Iterator, Tuple

from .._rest import Rest
from ..entities import LoggedModel
from ..exceptions import MlflowException, raised
from .folder import MLMODEL

_FILES = "api/2.0/mlflow-artifacts/artifacts"


def upload(rest: Rest, model: LoggedModel, folder: str) -> None:
    """Copies all that is in a folder into the model's; fails if the server does not find it there."""
    from urllib.parse import unquote, urlsplit

    location = model.artifact_location
    parts = urlsplit(location)
    if parts.scheme == "mlflow-artifacts":
        _send(Rest(f"http://{parts.netloc}") if parts.netloc else rest, parts.path, folder)
    elif parts.scheme in ("http", "https") and f"/{_FILES}/" in location:
        server, _, path = location.partition(f"/{_FILES}/")
        _send(Rest(server), unquote(path), folder)
    elif parts.scheme == "file":
        _copy(unquote(parts.path), folder)
    elif not parts.scheme:
        _copy(location, folder)
    else:
        raise MlflowException(
            f"The files of models are kept at {location}, which is no place that can be written from here. Start the server "
            "so that it keeps files for its clients (--serve-artifacts with --artifacts-destination).", "NOT_IMPLEMENTED",
        )
    _check(rest, model)


def _files(folder: str) -> Iterator[Tuple[str, str]]:
    """Each file with its path in the folder. What names the others comes last, so that a model is whole or none."""
    found = []
    for root, _, names in os.walk(folder):
        for name in names:
            file = os.path.join(root, name)
            found.append((file, os.path.relpath(file, folder).replace(os.sep, "/")))
    return iter(sorted(found, key=lambda file: (file[1] == MLMODEL, file[1])))


def _send(rest: Rest, root: str, folder: str) -> None:
    from urllib.parse import quote

    for file, name in _files(folder):
        with open(file, "rb") as content:
            sent = content.read()
        with raised():
            rest.native.call("PUT", f"{_FILES}/{quote(root.strip('/'))}/{quote(name)}", [], sent)


def _copy(root: str, folder: str) -> None:
    for file, name in _files(folder):
        to = os.path.join(root, *name.split("/"))
        os.makedirs(os.path.dirname(to), exist_ok=True)
        with open(file, "rb") as content, open(to, "wb") as copied:
            copied.write(content.read())
            copied.flush()
            os.fsync(copied.fileno())


def _check(rest: Rest, model: LoggedModel) -> None:
    """A folder that the server names may be on another machine than this."""
    import json

    with raised():
        entries = json.loads(rest.native.list("model", model.model_id, ""))
    if not any(entry.get("path") == MLMODEL for entry in entries):
        raise MlflowException(
            f"The server does not find the model's files at {model.artifact_location}: that is a folder of its own machine. "
            "Start it so that it keeps files for its clients (--serve-artifacts).", "INVALID_STATE",
        )
