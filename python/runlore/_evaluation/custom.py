"""Metrics that are functions of the program's: which arguments they get, and what their answers mean."""

from __future__ import annotations

import sys
from typing import Any, Dict, List, Mapping, Optional

from ..exceptions import MlflowException
from ..metrics.value import EvaluationMetric, MetricValue
from .columns import cells

_MISSING = object()


def _asked(metric: EvaluationMetric) -> List[Any]:
    """The arguments that a metric's function has."""
    import inspect

    return list(inspect.signature(metric.eval_fn).parameters.values())


class Arguments:
    """What a function can ask for by the names of its arguments."""

    def __init__(self, columns: Mapping[str, List[Any]], predictions: List[Any], targets: Optional[List[Any]],
                 names: Mapping[str, Any], config: Mapping[str, Any], predictions_name: Optional[str],
                 targets_name: Optional[str]) -> None:
        self._columns, self._names, self._config = columns, names, config
        self._predictions, self._targets = predictions, targets
        self._as_predictions = ("predictions", predictions_name)
        self._as_targets = ("targets", targets_name)
        self.found: Dict[str, MetricValue] = {}

    def missing(self, metric: EvaluationMetric, later: List[str]) -> List[str]:
        """The arguments that there is nothing for; ``later`` are metrics that will be there by then."""
        asked = _asked(metric)
        missing = [one.name for one in asked if one.default is one.empty and one.kind is not one.VAR_KEYWORD
                   and self._names.get(one.name, one.name) not in later and self._one(one.name) is _MISSING]
        return [] if _is_old_kind(asked, missing) else missing

    def of(self, metric: EvaluationMetric) -> List[Any]:
        """The arguments of a metric's function."""
        asked = _asked(metric)
        if _is_old_kind(asked, [one.name for one in asked if self._one(one.name) is _MISSING]):
            return self._of_old_kind()
        given = [(one, self._one(one.name)) for one in asked if one.kind is not one.VAR_KEYWORD]
        return [one.default if value is _MISSING else value for one, value in given]

    def _of_old_kind(self) -> List[Any]:
        """A frame of predictions and targets, and the numbers so far."""
        columns: Dict[str, Any] = {"prediction": list(self._predictions)}
        if self._targets is not None:
            columns["target"] = list(self._targets)
        pandas = sys.modules.get("pandas")
        return [columns if pandas is None else pandas.DataFrame(columns), numbers(self.found)]

    def _one(self, argument: str) -> Any:
        column = self._names.get(argument, argument)
        if column in self._as_predictions:
            return _series(self._predictions)
        if column in self._as_targets:
            return _MISSING if self._targets is None else _series(self._targets)
        if column == "metrics":
            return dict(self.found)
        if not isinstance(column, str):
            return column
        if column in self._columns:
            return _series(self._columns[column])
        if column in self._config:
            return self._config[column]
        by_name = {key.split("/")[0]: value for key, value in self.found.items()}
        return self.found.get(column, by_name.get(column, _MISSING))


def _is_old_kind(asked: List[Any], missing: List[str]) -> bool:
    """Whether it is a function of a frame and of the numbers so far, whatever it calls them, as MLflow 2 had them."""
    return len(asked) == 2 == len(missing) and not {"predictions", "targets"} & set(missing)


def _series(values: List[Any]) -> Any:
    pandas = sys.modules.get("pandas")
    return list(values) if pandas is None else pandas.Series(values)


def said(metric: EvaluationMetric, answer: Any, rows: int) -> MetricValue:
    """What a function's answer means."""
    if answer is None:
        raise MlflowException.invalid_parameter_value("its function returned nothing")
    if hasattr(answer, "scores") and hasattr(answer, "aggregate_results"):
        value = MetricValue(_plain(answer.scores), _plain(answer.justifications), answer.aggregate_results)
    elif isinstance(answer, dict):
        value = MetricValue(aggregate_results=answer)
    elif isinstance(answer, (list, tuple)) or bool(getattr(answer, "ndim", 0)):
        value = MetricValue(_plain(answer))
    elif isinstance(answer, (int, float)) or hasattr(answer, "item"):
        value = MetricValue(aggregate_results={metric.name: float(answer)})
    else:
        raise MlflowException.invalid_parameter_value(
            f"it returned a {type(answer).__name__}; it must return a MetricValue, scores of the rows, or numbers"
        )
    for what, listed in (("scores", value.scores), ("justifications", value.justifications)):
        if listed is not None and len(listed) != rows:
            raise MlflowException.invalid_parameter_value(f"it returned {len(listed)} {what} for {rows} rows")
    for name, number in (value.aggregate_results or {}).items():
        if number is not None and not isinstance(number, (int, float)) and not hasattr(number, "item"):
            raise MlflowException.invalid_parameter_value(f"its number '{name}' is a {type(number).__name__}")
    return value


def _plain(values: Any) -> Any:
    return None if values is None else cells(values)


def numbers(found: Mapping[str, MetricValue]) -> Dict[str, float]:
    """The numbers of the whole, by the names under which they are logged."""
    out: Dict[str, float] = {}
    for key, value in found.items():
        for name, number in (value.aggregate_results or {}).items():
            if number is not None:
                out[key if name == key.split("/")[0] else f"{key}/{name}"] = float(number)
    return out
