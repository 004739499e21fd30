"""Models as functions of rows: what a flavor logged, loaded and asked."""

from __future__ import annotations

import os
from typing import Any, Mapping, Optional

from ._models import read
from ._models.info import ModelInfo
from ._write import PathLike
from .exceptions import MlflowException
from .openai import OpenAIModel

_FLAVOR = "python_function"
_LOADERS = ("mlflow.openai", "runlore.openai")


def load_model(
    model_uri: PathLike,
    suppress_warnings: bool = False,
    dst_path: Optional[PathLike] = None,
    model_config: Optional[Mapping[str, Any]] = None,
) -> OpenAIModel:
    """A model that can be asked with ``predict(rows)``, by its URI, ``models:/m-…`` or ``runs:/<run id>/<name>``, or by its
    folder. ``dst_path`` is a folder to copy its files into.

    >>> openai.save_model("gpt-4o-mini", "chat.completions", "model", messages=[{"role": "user", "content": "{question}"}])
    >>> pyfunc.load_model("model").task
    'chat.completions'
    """
    uri = os.fspath(model_uri)
    if model_config:
        raise MlflowException("Models of the flavor openai have no model_config; give params to predict.", "NOT_IMPLEMENTED")
    if dst_path is not None:
        from .artifacts import download_artifacts

        uri = download_artifacts(uri, dst_path=dst_path)
    said = read.described(uri)
    flavor = read.flavor(said, _FLAVOR, uri)
    loader = flavor.get("loader_module")
    if loader not in _LOADERS:
        raise MlflowException(
            f"The model at {os.fspath(model_uri)} is for {loader}: models of the flavor openai can be loaded, others not yet.",
            "NOT_IMPLEMENTED",
        )
    return OpenAIModel(read.data(uri, flavor.get("data", "model.yaml")), ModelInfo(said, os.fspath(model_uri)))
