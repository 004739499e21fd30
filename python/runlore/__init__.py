"""Record what was asked of language models, what they answered and how good it was.

The functions have MLflow's names, arguments, defaults and exceptions, so that ``import runlore as mlflow`` is all that
a program has to change. They do not wait for the server: what is logged is recorded on this machine's disk first and
sent in the background.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import artifacts, client, data, entities, exceptions, llm, tracking
from ._experiments import (
    create_experiment,
    delete_experiment,
    delete_experiment_tag,
    get_experiment,
    get_experiment_by_name,
    restore_experiment,
    search_experiments,
    set_experiment,
    set_experiment_tag,
    set_experiment_tags,
)
from ._log import (
    delete_tag,
    log_artifact,
    log_artifacts,
    log_dict,
    log_figure,
    log_image,
    log_input,
    log_inputs,
    log_metric,
    log_metrics,
    log_outputs,
    log_param,
    log_params,
    log_stream,
    log_table,
    log_text,
    set_tag,
    set_tags,
)
from ._process import flush, get_tracking_uri, is_tracking_uri_set, set_tracking_uri, sync
from ._runs import ActiveRun, active_run, end_run, get_run, last_active_run, start_run
from ._search import delete_run, get_parent_run, load_table, restore_run, search_runs
from .artifacts import get_artifact_uri
from .client import MlflowClient
from .exceptions import MlflowException
from .images import Image
from .llm import load_predictions, log_predictions

if TYPE_CHECKING:
    from . import metrics, models, openai, pyfunc
    from ._evaluation import EvaluationResult, evaluate

__version__ = "0.1.0"
Client = MlflowClient
flush_async_logging = flush_artifact_async_logging = flush

__all__ = [
    "ActiveRun", "Client", "EvaluationResult", "Image", "MlflowClient", "MlflowException", "active_run", "artifacts", "client",
    "create_experiment", "data", "delete_experiment", "delete_experiment_tag", "delete_run", "delete_tag", "end_run",
    "entities", "evaluate", "exceptions", "flush", "flush_artifact_async_logging", "flush_async_logging", "get_artifact_uri",
    "get_experiment", "get_experiment_by_name", "get_parent_run", "get_run", "get_tracking_uri", "is_tracking_uri_set",
    "last_active_run", "llm", "load_predictions", "load_table", "log_artifact", "log_artifacts", "log_dict", "log_figure",
    "log_image", "log_input", "log_inputs", "log_metric", "log_metrics", "log_outputs", "log_param", "log_params",
    "log_predictions", "log_stream", "log_table", "log_text", "metrics", "models", "openai", "pyfunc", "restore_experiment", "restore_run",
    "search_experiments", "search_runs", "set_experiment", "set_experiment_tag", "set_experiment_tags", "set_tag", "set_tags",
    "set_tracking_uri", "start_run", "sync", "tracking",
]


# What few programs use, so that the others need not wait for it: modules, and from which module a name is.
_LATER = {"metrics": None, "models": None, "openai": None, "pyfunc": None, "EvaluationResult": "_evaluation", "evaluate": "_evaluation"}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        from importlib import import_module

        module = import_module(f"{__name__}.{_LATER[name] or name}")
        return getattr(module, name) if _LATER[name] else module
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> "list[str]":
    return sorted({*globals(), *__all__})
