"""Artifacts, listed, copied to this machine and read.

They are named by a run's id and a path, or by a URI: ``runs:/<run id>/<path>``, ``models:/<id of a logged model>/<path>``, a
run's ``artifact_uri`` with a path behind it, ``mlflow-artifacts:/<path>``, or a path on this machine.
"""

from __future__ import annotations

import os
import posixpath
from typing import Any, List, Optional

from . import dicts
from ._runs import active_run, start_run
from ._uris import located
from ._write import PathLike, normal
from .entities import FileInfo
from .exceptions import MlflowException


def download_artifacts(
    artifact_uri: Optional[PathLike] = None,
    run_id: Optional[str] = None,
    artifact_path: Optional[str] = None,
    dst_path: Optional[PathLike] = None,
    tracking_uri: Optional[str] = None,
    registry_uri: Optional[str] = None,
) -> str:
    """Copies a file or folder into the folder ``dst_path``, or into a new one; answers where it is. A path on this machine
    is only copied if ``dst_path`` is given.

    >>> with start_run() as run:
    ...     log_text("squirrels", "notes/first.txt")
    >>> path = artifacts.download_artifacts(run_id=run.info.run_id, artifact_path="notes/first.txt")
    >>> open(path).read()
    'squirrels'
    """
    found = located(artifact_uri, run_id, artifact_path, tracking_uri)
    if isinstance(found, str):
        return _copied(found, dst_path)
    if dst_path is not None:
        os.makedirs(dst_path, exist_ok=True)
        return found.download(os.path.abspath(dst_path))
    from tempfile import mkdtemp

    return found.download(mkdtemp())


def _copied(path: str, dst_path: Optional[PathLike]) -> str:
    """A file or folder of this machine, copied if somebody asks for that."""
    if not os.path.exists(path):
        raise MlflowException(f"No such artifact: '{path}'", "RESOURCE_DOES_NOT_EXIST")
    if dst_path is None:
        return os.path.abspath(path)
    import shutil

    os.makedirs(dst_path, exist_ok=True)
    to = os.path.join(os.path.abspath(dst_path), os.path.basename(os.path.abspath(path)))
    if os.path.isdir(path):
        return shutil.copytree(path, to, dirs_exist_ok=True)
    return shutil.copy2(path, to)


def list_artifacts(
    artifact_uri: Optional[PathLike] = None,
    run_id: Optional[str] = None,
    artifact_path: Optional[str] = None,
    tracking_uri: Optional[str] = None,
) -> List[FileInfo]:
    """The entries of a folder, one level. The paths of a run's are from its root; those of a URI begin with its last part.

    >>> with start_run() as run:
    ...     log_text("squirrels", "notes/first.txt")
    >>> [entry.path for entry in artifacts.list_artifacts(run_id=run.info.run_id, artifact_path="notes")]
    ['notes/first.txt']
    """
    found = located(artifact_uri, run_id, artifact_path, tracking_uri)
    if not isinstance(found, str):
        return found.list()
    if not os.path.isdir(found):
        return []
    name = os.path.basename(os.path.abspath(found))
    with os.scandir(found) as entries:
        files = [(entry.name, entry.is_dir(), None if entry.is_dir() else entry.stat().st_size) for entry in entries]
    return [FileInfo(posixpath.join(name, entry), is_dir, size) for entry, is_dir, size in sorted(files)]


def _read(artifact_uri: str) -> bytes:
    found = located(artifact_uri, None, None, None)
    if not isinstance(found, str):
        return found.read()
    with open(_copied(found, None), "rb") as file:
        return file.read()


def load_text(artifact_uri: str) -> str:
    """The text of a file.

    >>> with start_run() as run:
    ...     log_text("squirrels", "first.txt")
    >>> artifacts.load_text(run.info.artifact_uri + "/first.txt")
    'squirrels'
    """
    try:
        return _read(artifact_uri).decode()
    except UnicodeDecodeError as error:
        raise MlflowException(
            f"{artifact_uri} is no text in UTF-8: {error}. Read it with download_artifacts and open.", "BAD_REQUEST"
        ) from None


def load_dict(artifact_uri: str) -> Any:
    """What a JSON file has.

    >>> with start_run() as run:
    ...     log_dict({"layers": 2}, "model.json")
    >>> artifacts.load_dict(f"runs:/{run.info.run_id}/model.json")
    {'layers': 2}
    """
    return dicts.decoded(_read(artifact_uri), artifact_uri)


def load_image(artifact_uri: str) -> Any:
    """A Pillow image of a file.

    >>> from PIL import Image
    >>> with start_run() as run:
    ...     log_image(Image.new("RGB", (100, 50)), "black.png")
    >>> artifacts.load_image(f"runs:/{run.info.run_id}/black.png").size
    (100, 50)
    """
    from . import images

    return images.decoded(_read(artifact_uri), artifact_uri)


def get_artifact_uri(artifact_path: Optional[str] = None) -> str:
    """The URI of the active run's artifacts, or of one of them. It is waited for until the server has told it.

    >>> with start_run() as run:
    ...     get_artifact_uri("first.txt") == run.info.artifact_uri + "/first.txt"
    True
    """
    return uri_of(active_run() or start_run(), artifact_path)


def uri_of(run: Any, artifact_path: Optional[str] = None) -> str:
    """The URI of a run's artifacts, or of one of them."""
    uri: Optional[str] = run.info.artifact_uri
    if uri is None:
        raise MlflowException("The server is away, and has not told yet where this run's artifacts are.",
                              "TEMPORARILY_UNAVAILABLE")
    if not artifact_path:
        return uri
    root, question, query = uri.partition("?")
    return f"{root.rstrip('/')}/{normal(artifact_path).lstrip('/')}{question}{query}"
