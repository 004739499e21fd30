"""What a URI of an artifact means: files of a run, of a logged model or of a server, or a path on this machine."""

from __future__ import annotations

import os
import posixpath
from typing import List, Optional, Tuple, Union

from . import _native
from ._rest import Rest
from ._write import PathLike, normal
from .entities import FileInfo, LoggedModel, Run
from .exceptions import MlflowException, raised

_PROXY = "/api/2.0/mlflow-artifacts/artifacts"


class Place:
    """A file or folder of a server: of ``run`` or ``model`` with an id, or of what is ``served`` under no id."""

    def __init__(self, rest: Rest, kind: str, id: str, path: str, name: Optional[str] = None) -> None:
        self.rest = rest
        self.kind = kind
        self.id = id
        self.path = path.strip("/")
        # What listings, and a copy of all, call it; as by its whole path if there is none.
        self.name = name

    def list(self) -> List[FileInfo]:
        """The entries of the folder."""
        import json

        with raised():
            entries = json.loads(self.rest.native.list(self.kind, self.id, self.path))
        found = [FileInfo.from_json(entry) for entry in entries]
        model = None if found else self._model()
        if model is not None:
            name, place = model
            found = [FileInfo(f"{name}/{entry.path}", entry.is_dir, entry.file_size) for entry in place.list()]
        if not self.name:
            return found
        cut = len(self.path) + 1 if self.path else 0
        return [FileInfo(f"{self.name}/{entry.path[cut:]}", entry.is_dir, entry.file_size) for entry in found]

    def read(self) -> bytes:
        """The file's bytes."""
        try:
            with raised():
                return self.rest.native.read(self.kind, self.id, self.path)
        except MlflowException as error:
            model = self._model_for(error)
            if model is None:
                raise
        return model[1].read()

    def download(self, to: str) -> str:
        """Copies it into a folder; answers where it is."""
        from .notebook import transfer

        name = self.name or posixpath.basename(self.path) or self.id
        if not self.path:
            to = os.path.join(to, self.name or "")
        try:
            with raised(), transfer(f"Downloading {name}", self._size) as told:
                return os.path.abspath(self.rest.native.download(self.kind, self.id, self.path, to, told))
        except MlflowException as error:
            model = self._model_for(error)
            if model is None:
                raise
        return model[1].download(os.path.join(to, model[0]))

    def _size(self) -> int:
        return self.rest.native.size(self.kind, self.id, self.path)

    def _model_for(self, error: MlflowException) -> Optional[Tuple[str, Place]]:
        return self._model() if error.error_code == "RESOURCE_DOES_NOT_EXIST" else None

    def _model(self) -> Optional[Tuple[str, Place]]:
        """The logged model that a run made under the name that the path begins with: its name, and the place in it."""
        name, _, rest = self.path.partition("/")
        if self.kind != "run" or not name or "'" in name:
            return None
        run = Run.from_json(self.rest.get("runs/get", run_id=self.id)["run"])
        found = self.rest.post("logged-models/search", experiment_ids=[run.info.experiment_id], filter=f"name = '{name}'")
        models = [LoggedModel.from_json(model) for model in found.get("models", ())]
        made = next((model.model_id for model in models if model.source_run_id == self.id), None)
        return None if made is None else (name, Place(self.rest, "model", made, rest))


def located(
    artifact_uri: Optional[PathLike], run_id: Optional[str], artifact_path: Optional[str], tracking_uri: Optional[str]
) -> Union[Place, str]:
    """Where the files of a URI, or of a run and a path, are: on a server, or on this machine."""
    if (artifact_uri is None) == (run_id is None):
        raise MlflowException.invalid_parameter_value("Exactly one of `run_id` or `artifact_uri` must be specified")
    if run_id is not None:
        return Place(Rest(tracking_uri), "run", run_id, normal(artifact_path or ""))
    if artifact_path is not None:
        raise MlflowException.invalid_parameter_value(
            "`artifact_path` cannot be specified if `artifact_uri` is specified"
        )
    return _meant(os.fspath(artifact_uri or ""), tracking_uri)


def _meant(uri: str, tracking_uri: Optional[str]) -> Union[Place, str]:
    from urllib.parse import unquote, urlsplit

    parts = urlsplit(uri)
    path = parts.path.strip("/")
    if parts.scheme == "runs":
        return _below(Rest(tracking_uri), "run", path, uri)
    if parts.scheme == "models":
        return _below(Rest(tracking_uri), "model", path, uri)
    of_run = _of_a_run(uri, parts.path, tracking_uri)
    if of_run is not None:
        return of_run
    if parts.scheme == "mlflow-artifacts":
        return Place(Rest(f"http://{parts.netloc}" if parts.netloc else tracking_uri), "served", "", path,
                     posixpath.basename(path))
    if parts.scheme in ("http", "https") and _PROXY in uri:
        server, _, path = uri.partition(_PROXY)
        return Place(Rest(server), "served", "", path, posixpath.basename(path.strip("/")))
    if parts.scheme == "file":
        return unquote(parts.path)
    if not parts.scheme or os.path.exists(uri):
        return uri
    raise MlflowException(
        f"{uri} can not be read from here: give runs:/<run id>/<path>, models:/<id of a logged model>/<path>, "
        "mlflow-artifacts:/<path> or a path on this machine. Objects of a cloud store are read through their run.",
        "INVALID_PARAMETER_VALUE",
    )


def _below(rest: Rest, kind: str, path: str, uri: str) -> Place:
    id, _, below = path.partition("/")
    if kind == "model" and not id.startswith("m-"):
        raise MlflowException(
            f"{uri} names no logged model by its id, as models:/m-…; the model registry is not there yet.", "NOT_IMPLEMENTED"
        )
    if not id:
        raise MlflowException.invalid_parameter_value(
            f"Not a proper runs:/ URI: {uri}. Runs URIs must be of the form 'runs:/<run_id>/run-relative/path/to/artifact'"
        )
    below = normal(below) if below else ""
    return Place(rest, kind, id, below, posixpath.basename(below) if kind == "run" else None)


def _of_a_run(uri: str, path: str, tracking_uri: Optional[str]) -> Optional[Place]:
    """What lies below a run's `artifact_uri` is read through the run, wherever it is: its tables may still grow."""
    import re

    found = re.search(r"/([0-9a-f]{32})/artifacts(?:/(.*))?$", path)
    if found is None:
        return None
    rest = Rest(tracking_uri)
    try:
        run = Run.from_json(rest.get("runs/get", run_id=found.group(1))["run"])
    except MlflowException as error:
        if error.error_code != "RESOURCE_DOES_NOT_EXIST":
            raise
        return None
    below = found.group(2) or ""
    root = uri[: len(uri) - len(below)].rstrip("/")
    if root != (run.info.artifact_uri or "").rstrip("/"):
        return None
    return Place(rest, "run", run.info.run_id, below, posixpath.basename(path.rstrip("/")))
