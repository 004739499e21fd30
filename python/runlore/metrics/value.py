"""What a metric is, and what it says: the classes that metrics of one's own are made of."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Optional, Union


class MetricValue:
    """Scores of the rows, their justifications, and numbers of the whole by their names.

    Without ``aggregate_results``, numeric scores have mean, variance (of the population) and the 90th percentile.
    """

    def __init__(
        self,
        scores: Union[List[str], List[float], None] = None,
        justifications: Optional[List[str]] = None,
        aggregate_results: Optional[Dict[str, float]] = None,
    ) -> None:
        self.scores, self.justifications, self.aggregate_results = scores, justifications, aggregate_results
        if aggregate_results is None and isinstance(scores, (list, tuple)) and all(map(_is_number, scores)):
            from .. import _native

            self.aggregate_results = dict(_native.aggregates([float(score) for score in scores]))

    def __eq__(self, other: object) -> bool:
        return vars(self) == vars(other) if isinstance(other, MetricValue) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return (f"MetricValue(scores={self.scores!r}, justifications={self.justifications!r}, "
                f"aggregate_results={self.aggregate_results!r})")


def _is_number(value: Any) -> bool:
    if isinstance(value, (int, float)):
        return True
    return getattr(getattr(value, "dtype", None), "kind", "") in ("i", "u", "f") and not getattr(value, "ndim", 1)


class EvaluationMetric:
    """A metric for :func:`runlore.evaluate`; :func:`make_metric` and the functions of this module make them.

    ``eval_fn`` takes predictions and targets, the values of other metrics, and columns of the data by their names.
    """

    def __init__(
        self,
        eval_fn: Callable[..., Any],
        name: str,
        greater_is_better: bool,
        long_name: Optional[str] = None,
        version: Optional[str] = None,
        metric_details: Optional[str] = None,
        metric_metadata: Optional[Dict[str, Any]] = None,
        genai_metric_args: Optional[Dict[str, Any]] = None,
    ) -> None:
        self.eval_fn = eval_fn
        self.name = name
        self.greater_is_better = greater_is_better
        self.long_name = long_name or name
        self.version = version
        self.metric_details = metric_details
        self.metric_metadata = metric_metadata
        self.genai_metric_args = genai_metric_args
        # What the native half computes is told by this; None for functions of the program's.
        self._spec: Optional[Dict[str, Any]] = None

    @property
    def _key(self) -> str:
        return f"{self.name}/{self.version}" if self.version else self.name

    def __call__(self, **kwargs: Any) -> Any:
        """What the metric says of ``predictions``, ``targets`` and the columns that it looks at."""
        return self.eval_fn(**kwargs)

    def __repr__(self) -> str:
        better = "greater" if self.greater_is_better else "less"
        return f"<EvaluationMetric {self._key}: {better} is better>"

    __str__ = __repr__


def make_metric(
    *,
    eval_fn: Callable[..., Any],
    greater_is_better: bool,
    name: Optional[str] = None,
    long_name: Optional[str] = None,
    version: Optional[str] = None,
    metric_details: Optional[str] = None,
    metric_metadata: Optional[Dict[str, Any]] = None,
    genai_metric_args: Optional[Dict[str, Any]] = None,
) -> EvaluationMetric:
    """A metric of a function.

    The function's arguments are found by their names: ``predictions``, ``targets``, ``metrics`` (what the metrics before it
    said, by their keys), columns of the data, and settings of ``evaluator_config``. It returns a :class:`MetricValue`, a list
    of one score a row, a dict of numbers of the whole, or one number.

    >>> def length(predictions):
    ...     return [float(len(answer)) for answer in predictions]
    >>> make_metric(eval_fn=length, greater_is_better=False)
    <EvaluationMetric length: less is better>
    """
    from ..exceptions import MlflowException

    if name is None:
        name = getattr(eval_fn, "__name__", None)
        if name is None or name == "<lambda>":
            raise MlflowException.invalid_parameter_value(
                "`name` must be specified if `eval_fn` is a lambda function or has no name of its own."
            )
    if any(character in name for character in "/\\"):
        raise MlflowException.invalid_parameter_value(f"Invalid metric name '{name}': it contains a slash.")
    return EvaluationMetric(eval_fn, name, greater_is_better, long_name, version, metric_details, metric_metadata,
                            genai_metric_args)
