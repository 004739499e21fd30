"""Scoring answers: MLflow's default metrics of a model type and those that the caller adds."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Tuple, Union

from .. import _native, metrics
from ..exceptions import MlflowException, raised
from ..metrics.value import EvaluationMetric, MetricValue
from ..notebook import counted
from .custom import Arguments, said
from .data import Data
from .model import Answers

LATENCY = "latency"
_News = List[Tuple[str, Optional[List[Any]], Optional[List[Optional[str]]], List[Tuple[str, float]]]]


def default_metrics(model_type: Optional[str], config: Mapping[str, Any]) -> List[EvaluationMetric]:
    """The metrics of a model type, in the order of the table's columns."""
    if model_type is None:
        return []
    with raised():
        names = _native.default_metrics(model_type)
    k = config.get("retriever_k", 3)
    return [getattr(metrics, f"{name.split('_at_')[0]}_at_k")(k) if "_at_" in name else getattr(metrics, name)() for name in names]


class Function:
    """A metric that is a function of the program's, as the engine calls it."""

    def __init__(self, metric: EvaluationMetric, arguments: Arguments, rows: int) -> None:
        self._metric, self._arguments, self._rows = metric, arguments, rows
        self.name, self.key, self.greater_is_better = metric.name, metric._key, metric.greater_is_better

    def __call__(self, news: _News) -> Any:
        """What it says, given what earlier metrics said that no function of this evaluation knows yet."""
        for key, scores, justifications, aggregates in news:
            name = key.split("/")[0]
            told: Any = justifications
            self._arguments.found[key] = MetricValue(scores, told, {part or name: number for part, number in aggregates})
        value = said(self._metric, self._metric.eval_fn(*self._arguments.of(self._metric)), self._rows)
        numbers = (value.aggregate_results or {}).items()
        whole = [("" if part == self.name else part, float(number)) for part, number in numbers if number is not None]
        return value.scores, value.justifications, whole


def in_order(chosen: List[EvaluationMetric], arguments: Arguments) -> List[EvaluationMetric]:
    """The metrics, those that look at others after these, as MLflow orders them. A function that asks for what there is
    not is refused, before anything is scored or paid for."""
    out: List[EvaluationMetric] = []
    waiting = list(chosen)
    while waiting:
        before = len(out)
        later, waiting = waiting, []
        for metric in later:
            there = [one.name for one in out] + [one._key for one in out]
            ready = metric._spec is not None or not arguments.missing(metric, there)
            (out if ready else waiting).append(metric)
        if len(out) == before:
            missing = arguments.missing(waiting[0], [one.name for one in out])
            raise MlflowException.invalid_parameter_value(
                f"The metric '{waiting[0].name}' asks for {', '.join(missing)}, of which there is neither a column nor a "
                "setting. evaluator_config={'col_mapping': {…}} says which column is meant."
            )
    return out


def check(chosen: List[EvaluationMetric], given: Data, arguments: Arguments, names: Mapping[str, Any], timed: bool) -> None:
    """Refuses what can not be scored whatever a model answers, before it is asked and paid for."""
    asked = _asked(in_order(chosen, arguments), given, arguments)
    with raised():
        _native.check(given.cells(), given.rows, _targets(given), timed, _mapped(names), asked)


def score(chosen: List[EvaluationMetric], given: Data, answers: Answers, arguments: Arguments, names: Mapping[str, Any],
          prefix: str) -> _native.Outcome:
    """What all metrics say of the answers."""
    asked = _asked(in_order(chosen, arguments), given, arguments)
    predictions = (given.predictions_name, None) if answers.given else (answers.name or "outputs", answers.predictions)
    if answers.given and given.predictions_name is None:
        predictions = ("outputs", answers.predictions)
    # What a model repeats of its input stands in the data already.
    others = [(name, values) for name, values in answers.others.items() if name not in given.values]
    errors = f"{prefix}outputs/error"
    if any(answers.errors) and errors not in given.values:
        others.append((errors, list(answers.errors)))
    with counted("Scoring", "answers") as judged, raised():
        return _native.evaluate(given.cells(), predictions, _targets(given), others, answers.latencies,
                                _mapped(names), asked, prefix, judged)


def _asked(ordered: List[EvaluationMetric], given: Data, arguments: Arguments) -> List[Union[str, Function]]:
    import json

    return [Function(metric, arguments, given.rows) if metric._spec is None else json.dumps(metric._spec) for metric in ordered]


def _targets(given: Data) -> Any:
    if given.targets is None:
        return None
    return (given.targets_name, None) if given.targets_name else ("target", given.targets)


def _mapped(names: Mapping[str, Any]) -> Dict[str, str]:
    return {name: column for name, column in names.items() if isinstance(column, str)}
