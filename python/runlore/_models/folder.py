"""The folder of a saved model, and its ``MLmodel``, which says what the other files are."""

from __future__ import annotations

import os
from typing import Any, Dict, Mapping, NamedTuple, Optional, Sequence

from .. import _yaml
from .._write import PathLike
from ..exceptions import MlflowException
from .requirements import MLFLOW_VERSION

MLMODEL = "MLmodel"
CODE = "code"


class Origin(NamedTuple):
    """Where a model that is being logged belongs to."""

    model_id: str
    run_id: Optional[str]
    artifact_location: str


def prepared(path: PathLike) -> str:
    """An empty folder for a model, made now if it is not there."""
    folder = os.path.abspath(path)
    if os.path.isdir(folder) and any(os.scandir(folder)):
        raise MlflowException(f"There are files in {folder} already: give an empty folder.", "RESOURCE_ALREADY_EXISTS")
    os.makedirs(folder, exist_ok=True)
    return folder


def with_code(folder: str, code_paths: Optional[Sequence[PathLike]]) -> Optional[str]:
    """Copies files and folders of code; answers where in the model's folder they are."""
    if code_paths is None:
        return None
    if isinstance(code_paths, (str, os.PathLike)):
        raise TypeError(f"code_paths is a list of paths, not {code_paths!r}.")
    from shutil import copy2, copytree, ignore_patterns

    into = os.path.join(folder, CODE)
    os.makedirs(into, exist_ok=True)
    for path in code_paths:
        to = os.path.join(into, os.path.basename(os.path.abspath(path)))
        try:
            if os.path.isdir(path):
                copytree(path, to, ignore=ignore_patterns("__pycache__"), dirs_exist_ok=True)
            else:
                copy2(path, to)
        except OSError as error:
            raise MlflowException.invalid_parameter_value(f"{path} of code_paths can not be copied: {error}") from None
    return CODE


def described(
    flavors: Mapping[str, Any],
    signature: Optional[Mapping[str, Optional[str]]],
    example: Optional[Mapping[str, Any]],
    metadata: Optional[Mapping[str, Any]],
    origin: Optional[Origin],
) -> Dict[str, Any]:
    """What ``MLmodel`` says."""
    from datetime import datetime, timezone
    from uuid import uuid4

    said: Dict[str, Any] = {
        "flavors": dict(flavors),
        "mlflow_version": MLFLOW_VERSION,
        "model_id": None if origin is None else origin.model_id,
        "model_uuid": uuid4().hex if origin is None else origin.model_id,
        "prompts": None,
        # A time without its zone, which is UTC.
        "utc_time_created": str(datetime.now(timezone.utc).replace(tzinfo=None)),
    }
    if origin is not None:
        said["artifact_path"] = origin.artifact_location
        if origin.run_id is not None:
            said["run_id"] = origin.run_id
    if signature is not None:
        said.update(signature=dict(signature), is_signature_from_type_hint=False, type_hint_from_example=False)
    if example is not None:
        said["saved_input_example_info"] = dict(example)
    if metadata is not None:
        said["metadata"] = dict(metadata)
    return said


def write(folder: str, files: Mapping[str, str]) -> None:
    """Writes files, in UTF-8 wherever this runs."""
    for name, text in files.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="\n") as file:
            file.write(text)


def mlmodel(said: Mapping[str, Any]) -> str:
    """The text of ``MLmodel``."""
    return _yaml.dumps(dict(said), MLMODEL)
