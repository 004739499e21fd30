"""Evaluating models, under the names that MLflow has for it."""

from __future__ import annotations

from ._evaluation import Change, Comparison, EvaluationArtifact, EvaluationResult, MetricStatus, Threshold, evaluate
from .metrics.value import EvaluationMetric, make_metric

__all__ = [
    "Change", "Comparison", "EvaluationArtifact", "EvaluationMetric", "EvaluationResult", "MetricStatus", "Threshold", "evaluate",
    "make_metric",
]
