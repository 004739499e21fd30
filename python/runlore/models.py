"""Evaluating models, under the names that MLflow has for it."""

from __future__ import annotations

from ._evaluation import EvaluationArtifact, EvaluationResult, MetricStatus, evaluate
from .metrics.value import EvaluationMetric, make_metric

__all__ = ["EvaluationArtifact", "EvaluationMetric", "EvaluationResult", "MetricStatus", "evaluate", "make_metric"]
