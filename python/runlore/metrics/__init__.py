"""Metrics for :func:`runlore.evaluate`, with MLflow's names.

All of this module are computed in the process, without a network and without other packages; those of
:mod:`runlore.metrics.genai` ask a language model. ``docs/evaluation.md`` has each one's definition, range and reference.
"""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Union

from . import genai
from .builtin import metric as _metric
from .value import EvaluationMetric, MetricValue, make_metric

__all__ = [
    "EvaluationMetric", "MetricValue", "ari_grade_level", "bleu", "chrf", "contains", "embedding_similarity", "exact_match",
    "flesch_kincaid_grade_level", "genai", "json_schema", "json_valid", "latency", "levenshtein_ratio", "make_metric",
    "ndcg_at_k", "precision_at_k", "recall_at_k", "regex", "rouge1", "rouge2", "rougeL", "rougeLsum", "token_count", "toxicity",
]


def exact_match() -> EvaluationMetric:
    """The share of answers that are their target, character by character.

    >>> exact_match()(predictions=["4", "5"], targets=["4", "6"]).aggregate_results
    {'exact_match': 0.5}
    """
    return _metric("exact_match", True, "v1")


def token_count(encoding: str = "cl100k_base") -> EvaluationMetric:
    """The number of tokens of each answer, in OpenAI's ``cl100k_base`` or ``o200k_base``.

    >>> token_count()(predictions=["Hello world."]).scores
    [3]
    """
    return _metric("token_count", True, encoding=encoding)


def flesch_kincaid_grade_level(edition: str = "0.7.13") -> EvaluationMetric:
    """The school grade that an answer's length of sentences and syllables asks for; as in that edition of ``textstat``,
    0.7.13 or 0.7.4."""
    return _metric("flesch_kincaid_grade_level", False, "v1", edition=edition)


def ari_grade_level(edition: str = "0.7.13") -> EvaluationMetric:
    """The automated readability index of each answer, a school grade; as in that edition of ``textstat``, 0.7.13 or 0.7.4."""
    return _metric("ari_grade_level", False, "v1", edition=edition)


def toxicity(model: Optional[str] = None) -> EvaluationMetric:
    """How probable it is that an answer is toxic, from 0 to 1, as a classifier on this machine says.

    ``model`` is its folder, or its name in ``RUNLORE_EVAL_MODEL_DIR`` or in the cache of Hugging Face's libraries. Without one
    it is the classifier that is there; if there is none, the metric is ``unavailable``. Nothing is downloaded.
    """
    return _metric("toxicity", False, "v1", model=model)


def embedding_similarity(model: Optional[str] = None) -> EvaluationMetric:
    """The cosine of the vectors of answer and target, from -1 to 1, by a model on this machine.

    ``model`` is as in :func:`toxicity`; without one it is the model in ``RUNLORE_EVAL_MODEL_DIR``, or else
    ``sentence-transformers/all-MiniLM-L6-v2`` in the cache of Hugging Face's libraries.
    """
    return _metric("embedding_similarity", True, model=model)


def rouge1() -> EvaluationMetric:
    """The F-measure of words that answer and target share."""
    return _metric("rouge1", True, "v1")


def rouge2() -> EvaluationMetric:
    """The F-measure of pairs of words that answer and target share."""
    return _metric("rouge2", True, "v1")


def rougeL() -> EvaluationMetric:  # noqa: N802
    """The F-measure of the longest sequence of words that answer and target share."""
    return _metric("rougeL", True, "v1")


def rougeLsum() -> EvaluationMetric:  # noqa: N802
    """The same line by line."""
    return _metric("rougeLsum", True, "v1")


def bleu() -> EvaluationMetric:
    """BLEU of each answer to its target, from 0 to 1."""
    return _metric("bleu", True, "v1")


def chrf() -> EvaluationMetric:
    """chrF of each answer to its target, from 0 to 100."""
    return _metric("chrf", True)


def levenshtein_ratio() -> EvaluationMetric:
    """How alike answer and target are, from 0 to 1: 1 less the edits between them to the longer one's length."""
    return _metric("levenshtein_ratio", True)


def latency() -> EvaluationMetric:
    """How long each answer took, in seconds. A function is asked row by row for it; predictions that were given
    took 0."""
    return _metric("latency", False)


def precision_at_k(k: int) -> EvaluationMetric:
    """The share of relevant documents among the first ``k`` that were retrieved.

    >>> precision_at_k(2)(predictions=[["a", "b", "c"]], targets=[["b"]]).scores
    [0.5]
    """
    return _metric(f"precision_at_{k}", True, metric="precision_at_k", k=k)


def recall_at_k(k: int) -> EvaluationMetric:
    """The share of the relevant documents that are among the first ``k`` retrieved."""
    return _metric(f"recall_at_{k}", True, metric="recall_at_k", k=k)


def ndcg_at_k(k: int) -> EvaluationMetric:
    """How near the order of the first ``k`` documents is to the best one, from 0 to 1."""
    return _metric(f"ndcg_at_{k}", True, metric="ndcg_at_k", k=k)


def contains(texts: Union[str, List[str], None] = None, ignore_case: bool = False) -> EvaluationMetric:
    """1 for an answer that has all of the texts in it, else 0; without texts, its target.

    >>> contains("squirrel")(predictions=["A squirrel.", "A crow."]).scores
    [1.0, 0.0]
    """
    listed = [texts] if isinstance(texts, str) else texts
    return _metric("contains", True, texts=listed, ignore_case=ignore_case)


def regex(pattern: str, name: str = "regex") -> EvaluationMetric:
    """1 for an answer in which the pattern is found, else 0.

    >>> regex("^[0-9]+$")(predictions=["42", "forty-two"]).scores
    [1.0, 0.0]
    """
    return _metric(name, True, metric="regex", pattern=pattern)


def json_valid() -> EvaluationMetric:
    """1 for an answer that is JSON, else 0."""
    return _metric("json_valid", True)


def json_schema(schema: Dict[str, Any], name: str = "json_schema") -> EvaluationMetric:
    """1 for an answer that is JSON of this schema, else 0. The schema may not refer to other documents."""
    return _metric(name, True, metric="json_schema", schema=schema)
