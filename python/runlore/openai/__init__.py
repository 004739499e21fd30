"""Models of OpenAI and of servers that speak its API: a model's name with messages or a prompt, logged, loaded and asked.

The files are MLflow's, in both directions. Logging needs neither the package ``openai`` nor a key; asking needs what the
environment says: ``OPENAI_API_KEY``, and ``OPENAI_BASE_URL`` for other servers than OpenAI's.
"""

from __future__ import annotations

import os
from typing import Any, Dict, List, Mapping, Optional, Sequence

from .._models import folder, logged, read, registry
from .._models.info import ModelInfo
from .._write import PathLike
from ..exceptions import MlflowException
from . import _save
from ._answers import Answer
from ._model import OpenAIModel

__all__ = [
    "Answer", "OpenAIModel", "get_default_conda_env", "get_default_pip_requirements", "load_model", "log_model", "save_model",
]


def log_model(
    model: Any,
    task: Any,
    artifact_path: Optional[str] = None,
    conda_env: Any = None,
    code_paths: Optional[Sequence[PathLike]] = None,
    registered_model_name: Optional[str] = None,
    signature: Any = None,
    input_example: Any = None,
    await_registration_for: Optional[int] = registry.PATIENCE,
    pip_requirements: Any = None,
    extra_pip_requirements: Any = None,
    metadata: Optional[Mapping[str, Any]] = None,
    prompts: Optional[Sequence[Any]] = None,
    name: Optional[str] = None,
    params: Optional[Mapping[str, Any]] = None,
    tags: Optional[Mapping[str, Any]] = None,
    model_type: Optional[str] = None,
    step: int = 0,
    model_id: Optional[str] = None,
    **kwargs: Any,
) -> ModelInfo:
    """Logs a model to the active run, or to the experiment if there is none: its name, the task, and the arguments of its
    calls, such as ``messages``, ``prompt`` or ``temperature``.

    ``{variables}`` in messages or prompt are columns of the rows that the model is asked about. If there is one only, it
    may be called anything: the first column of texts is taken. If there is none, a row's text is the user's message.

    Unlike other functions that log, this one waits for the server, which gives the model its id.

    >>> messages = [{"role": "system", "content": "Answer briefly"}, {"role": "user", "content": "{question}"}]
    >>> with start_run():
    ...     info = openai.log_model("gpt-4o-mini", "chat.completions", name="model", messages=messages, temperature=0)
    >>> openai.load_model(info.model_uri)["messages"][1]["content"]
    '{question}'
    """
    if name is not None and artifact_path is not None:
        raise MlflowException.invalid_parameter_value("Give the model's name as `name`; `artifact_path` is its old name.")
    if prompts:
        raise MlflowException("There is no prompt registry yet, so a model can not be linked to prompts.", "NOT_IMPLEMENTED")

    def save(path: str, origin: folder.Origin) -> Mapping[str, Any]:
        return _save.save(
            path, model, task, conda_env, code_paths, signature, input_example, pip_requirements, extra_pip_requirements,
            metadata, origin, kwargs,
        )

    made, said, version = logged.log(
        save, name or artifact_path, params=params, tags=tags, model_type=model_type, step=step, model_id=model_id,
        registered_model_name=registered_model_name, patience=await_registration_for,
    )
    info = ModelInfo(said, made.model_uri, made)
    info.registered_model_version = version
    return info


def save_model(
    model: Any,
    task: Any,
    path: PathLike,
    conda_env: Any = None,
    code_paths: Optional[Sequence[PathLike]] = None,
    mlflow_model: Any = None,
    signature: Any = None,
    input_example: Any = None,
    pip_requirements: Any = None,
    extra_pip_requirements: Any = None,
    metadata: Optional[Mapping[str, Any]] = None,
    **kwargs: Any,
) -> None:
    """Writes the files of a model into an empty folder.

    >>> openai.save_model("gpt-4o-mini", "completions", "model", prompt="{text}. The sentiment of this text is")
    >>> openai.load_model("model")["prompt"]
    '{text}. The sentiment of this text is'
    """
    if mlflow_model is not None:
        raise MlflowException("mlflow_model is an object of MLflow's own; leave it out.", "NOT_IMPLEMENTED")
    _save.save(
        path, model, task, conda_env, code_paths, signature, input_example, pip_requirements, extra_pip_requirements, metadata,
        None, kwargs,
    )


def load_model(model_uri: PathLike, dst_path: Optional[PathLike] = None) -> Dict[str, Any]:
    """What was saved of a model, as a dict: its name, the task, and the arguments of its calls. ``dst_path`` is a folder
    to copy its files into. To ask it, load it with :func:`pyfunc.load_model`.

    >>> openai.save_model("gpt-4o-mini", "embeddings", "model")
    >>> openai.load_model("model")
    {'model': 'gpt-4o-mini', 'task': 'embeddings'}
    """
    uri = os.fspath(model_uri)
    if dst_path is not None:
        from ..artifacts import download_artifacts

        uri = download_artifacts(uri, dst_path=dst_path)
    flavor = read.flavor(read.described(uri), "openai", uri)
    saved = read.data(uri, flavor.get("data", _save.DATA))
    if not isinstance(saved, dict):
        raise MlflowException.invalid_parameter_value(f"The file of the model at {uri} is no dict.")
    return saved


def get_default_pip_requirements() -> List[str]:
    """The packages that a model of this flavor needs in MLflow, at the versions that are installed."""
    return _save.default_requirements()


def get_default_conda_env() -> Dict[str, Any]:
    """The environment of conda that a model of this flavor needs in MLflow."""
    from .._models.requirements import conda

    return conda(get_default_pip_requirements())
