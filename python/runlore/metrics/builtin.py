"""Metrics that the engine computes."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from .value import EvaluationMetric, MetricValue


def metric(name: str, greater_is_better: bool, version: Optional[str] = None, *, metric: Optional[str] = None,
           **settings: Any) -> EvaluationMetric:
    """A metric that is called ``name``; ``metric`` is what the engine calls it, if that is another name."""

    def eval_fn(predictions: Any, targets: Any = None, **columns: Any) -> MetricValue:
        import json

        from .. import _native
        from .._evaluation.columns import cells
        from ..exceptions import MlflowException, raised

        given = [(column, cells(values)) for column, values in columns.items()]
        expected = None if targets is None else (None, cells(targets))
        probe = _Probe()
        with raised():
            found = _native.evaluate(given, (None, cells(predictions)), expected, [], None, {}, [json.dumps(made._spec), probe], "",
                                     None)
        _, _, reason, scored, _ = found.statuses[0]
        if not scored:
            raise MlflowException(f"Metric '{name}': {reason}")
        return probe.seen

    made = EvaluationMetric(eval_fn, name, greater_is_better, version=version)
    spec = {"metric": metric or name, "name": name, "greater_is_better": None if greater_is_better else False, **settings}
    made._spec = {key: setting for key, setting in spec.items() if setting is not None}
    return made


class _Probe:
    """A metric that only looks at what the one before it said."""

    name = key = "seen"
    greater_is_better = True

    def __init__(self) -> None:
        self.seen = MetricValue()

    def __call__(self, news: List[Any]) -> Any:
        for key, scores, justifications, aggregates in news:
            numbers: Dict[str, float] = {part or key.split("/")[0]: number for part, number in aggregates}
            self.seen = MetricValue(scores, justifications, numbers)
        return None, None, []
