"""Predictions of language models: what was asked, what was answered, and what produced the answer."""

from __future__ import annotations

import time
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple, Union

from . import _native
from ._handles import the_run
from ._write import table
from .exceptions import MlflowException, raised

PREDICTIONS = "predictions.json"
# What all answers of a batch may have in common.
_FOR_ALL = ("model", "prompt_version", "dataset", "model_id")


def log_predictions(
    inputs: Any,
    outputs: Any,
    prompts: Any = None,
    *,
    model: Union[str, Sequence[str], None] = None,
    latency: Union[float, Sequence[float], None] = None,
    tokens: Any = None,
    cost: Union[float, Sequence[float], None] = None,
    prompt_version: Union[str, Sequence[str], None] = None,
    dataset: Any = None,
    model_id: Union[str, Sequence[str], None] = None,
    run_id: Optional[str] = None,
) -> None:
    """Logs what was asked of a model and what it answered, as rows of the run's table ``predictions.json``.

    If ``outputs`` is a list it is a batch, and ``inputs`` and ``prompts`` are lists as long. Else it is one call. Each input,
    output and prompt is a text, a dict of template variables, or a list of chat messages.

    The rest says what produced the answers. ``latency``, in seconds, ``tokens``, of prompt and answer as ``(12, 34)``, and
    ``cost``, in any one currency, are lists for a batch; ``model``, ``prompt_version``, ``dataset`` and ``model_id`` (of a logged model) may be one for all.

    >>> with start_run() as run:
    ...     log_predictions("2+2?", "4", "Answer briefly: 2+2?", model="small", latency=0.2, tokens=(9, 1))
    ...     log_predictions([{"sum": "3+3"}, {"sum": "4+4"}], ["6", "8"], model="small", latency=[0.1, 0.2])
    >>> list(load_predictions(run.info.run_id)["outputs"])
    ['4', '6', '8']
    """
    batch = _is_list(outputs)
    count = len(outputs) if batch else 1
    rows = {"inputs": inputs, "outputs": outputs, "prompts": [None] * count if batch and prompts is None else prompts}
    columns = {name: _each(name, values, batch, count) for name, values in rows.items()}
    about = {"model": model, "latency": latency, **_tokens(tokens, batch), "cost": cost, "prompt_version": prompt_version,
             "dataset": _named(dataset), "model_id": model_id}
    for name, values in about.items():
        if values is not None:
            one_for_all = name in _FOR_ALL and not _is_list(values)
            columns[name] = [values] * count if one_for_all else _each(name, values, batch or name in _FOR_ALL, count)
    columns["timestamp"] = [int(time.time() * 1000)] * count
    table(the_run(run_id), columns, PREDICTIONS)


def load_predictions(run_id: str) -> Any:
    """The predictions of a run, as :func:`load_table` gives tables: those of :func:`log_predictions`, or else those that
    MLflow 2 wrote (``llm_predictions.csv``), or else the table of an evaluation (``eval_results_table.json``).

    >>> with start_run() as run:
    ...     log_predictions(["2+2?"], ["4"])
    >>> list(load_predictions(run.info.run_id)["inputs"])
    ['2+2?']
    """
    from .loaded import loaded

    with raised():
        columns, rows = _native.Client().load_predictions(run_id)
    return loaded([(columns, rows)], {})


def _is_list(value: Any) -> bool:
    """A list of values, which may also be a column of a data frame or an array."""
    return isinstance(value, (list, tuple)) or getattr(value, "ndim", 0) > 0


def _each(name: str, values: Any, batch: bool, count: int) -> List[Any]:
    items: List[Any] = list(values) if batch and _is_list(values) else [values]
    if len(items) != count:
        raise MlflowException.invalid_parameter_value(
            f"There are {count} outputs and {len(items)} {name}: give one for each. For one call, give its output itself "
            "instead of a list."
        )
    return items


def _tokens(tokens: Any, batch: bool) -> Mapping[str, Any]:
    if tokens is None:
        return {}
    pairs = list(tokens) if batch and _is_list(tokens) else [tokens]
    if not all(_is_list(pair) and len(pair) == 2 for pair in pairs):
        raise MlflowException.invalid_parameter_value(
            f"tokens are two numbers for each output, of its prompt and of the answer, such as (12, 34); not {tokens!r}"
        )
    counts: Tuple[List[Any], List[Any]] = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    names = ("input_tokens", "output_tokens")
    return dict(zip(names, counts if batch else (counts[0][0], counts[1][0])))


def _named(dataset: Any) -> Any:
    """A dataset's name and digest."""
    if hasattr(dataset, "digest") and hasattr(dataset, "name"):
        return f"{dataset.name}@{dataset.digest}"
    return dataset
