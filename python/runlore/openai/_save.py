"""Writing a model of the flavor into a folder, file for file as MLflow does."""

from __future__ import annotations

from typing import Any, Dict, Mapping, Optional, Sequence

from .. import _yaml
from .._models import folder, requirements
from .._models.example import example
from .._models.signature import ModelSignature, of_user
from .._write import PathLike
from ..exceptions import MlflowException
from ._model import check_params
from ._tasks import CHAT, COMPLETIONS, EMBEDDINGS, PREDICTED, task_name
from ._template import variables

DATA = "model.yaml"
#: Who loads it in MLflow.
LOADER = "mlflow.openai"
_TEXT: Dict[str, Any] = {"type": "string", "required": True}
_VECTOR: Dict[str, Any] = {"type": "tensor", "tensor-spec": {"dtype": "float64", "shape": [-1]}}


def save(
    path: PathLike,
    model: Any,
    task: Any,
    conda_env: Any = None,
    code_paths: Optional[Sequence[PathLike]] = None,
    signature: Any = None,
    input_example: Any = None,
    pip_requirements: Any = None,
    extra_pip_requirements: Any = None,
    metadata: Optional[Mapping[str, Any]] = None,
    origin: Optional[folder.Origin] = None,
    arguments: Optional[Mapping[str, Any]] = None,
) -> Mapping[str, Any]:
    """Checks everything, then writes the files; answers what ``MLmodel`` says."""
    name, called = task_name(task), dict(arguments or {})
    kept = {"model": _model_name(model), "task": name, **called}
    if "api_key" in called:
        raise MlflowException.invalid_parameter_value(
            "api_key would be written into the model's files, for all who can read them. Set OPENAI_API_KEY where it is used."
        )
    taken = _signature(name, called, of_user(signature))
    shown = example(input_example)
    files = {DATA: _yaml.dumps(kept, f"{DATA}, which has the arguments of the model's calls,")}
    files.update(requirements.files(default_requirements(), conda_env, pip_requirements, extra_pip_requirements))
    files.update(shown.files if shown else {})

    into = folder.prepared(path)
    code = folder.with_code(into, code_paths)
    said = folder.described(
        _flavors(name, code), taken.to_dict() if taken else None, shown.info if shown else None, metadata, origin
    )
    folder.write(into, {**files, folder.MLMODEL: folder.mlmodel(said)})
    return said


def default_requirements() -> "list[str]":
    """What MLflow needs to load and ask the model."""
    return [requirements.pinned(name) for name in ("openai", "tenacity", "tiktoken")]


def _model_name(model: Any) -> str:
    if isinstance(model, str):
        return model
    # What openai.Model.retrieve gave in openai<1, and client.models.retrieve gives later.
    if type(model).__module__.split(".")[0] == "openai" and isinstance(getattr(model, "id", None), str):
        return str(model.id)
    raise MlflowException.invalid_parameter_value(
        f"The model is a name, such as 'gpt-4o-mini', or a model of the package openai; not a {type(model).__name__}."
    )


def _signature(task: str, called: Mapping[str, Any], given: Optional[ModelSignature]) -> Optional[ModelSignature]:
    """The signature that was given, or that follows from messages or prompt; both are checked now rather than by the
    first call."""
    names = [] if task not in (CHAT, COMPLETIONS) else variables(task, called.get("messages" if task == CHAT else "prompt"))
    if given is not None:
        check_params(task, called, given.defaults())
        return given
    if task not in PREDICTED:
        return None
    inputs = [{"type": "string", "name": name, "required": True} for name in names] if len(names) > 1 else [dict(_TEXT)]
    return ModelSignature(inputs, [dict(_VECTOR if task == EMBEDDINGS else _TEXT)])


def _flavors(task: str, code: Optional[str]) -> Dict[str, Any]:
    flavors: Dict[str, Any] = {"openai": {"openai_version": requirements.installed("openai"), "data": DATA, "code": code}}
    if task in PREDICTED:
        flavors["python_function"] = {
            "loader_module": LOADER, "python_version": requirements.PYTHON_VERSION, "data": DATA,
            "env": {"conda": "conda.yaml", "virtualenv": "python_env.yaml"}, **({"code": code} if code else {}),
        }
    return flavors
