"""Metrics that a language model judges, with MLflow's names.

Judges are asked at any endpoint that speaks OpenAI's protocol (``OPENAI_BASE_URL``, ``OPENAI_API_KEY``). A row whose answer
can not be used has no score, but its error and what came back; the others are scored.
"""

from __future__ import annotations

from typing import Any, Dict, List, NamedTuple, Optional, Union

from .builtin import metric as _metric
from .value import EvaluationMetric

# What judges are if nothing is said, as in MLflow.
_MODEL = "openai:/gpt-4"


class EvaluationExample(NamedTuple):
    """An answer with the score that it deserves, for a judge to learn from."""

    output: str
    score: float
    justification: str
    input: Optional[str] = None
    grading_context: Union[Dict[str, str], str, None] = None


def make_genai_metric(
    name: str,
    definition: str,
    grading_prompt: str,
    examples: Optional[List[EvaluationExample]] = None,
    version: Optional[str] = "v1",
    model: Optional[str] = _MODEL,
    grading_context_columns: Union[str, List[str], None] = None,
    include_input: bool = True,
    parameters: Optional[Dict[str, Any]] = None,
    aggregations: Optional[List[str]] = None,
    greater_is_better: bool = True,
    max_workers: Optional[int] = None,
    metric_metadata: Optional[Dict[str, Any]] = None,
    extra_headers: Optional[Dict[str, str]] = None,
    proxy_url: Optional[str] = None,
) -> EvaluationMetric:
    """A judge of one's own: what is judged, how scores are given, and examples.

    ``grading_context_columns`` are columns of the data that the judge sees; ``aggregations`` are of ``mean``, ``variance``,
    ``p90``, ``median``, ``min``, ``max``. ``max_workers`` are the questions that are on their way at once; without it,
    ``RUNLORE_EVAL_CONCURRENCY`` or 64.
    """
    columns = [grading_context_columns] if isinstance(grading_context_columns, str) else grading_context_columns or []
    made = _judge(
        name, model, version, greater_is_better=greater_is_better, definition=definition, grading_prompt=grading_prompt,
        examples=examples, columns=columns, include_input=include_input, parameters=parameters, aggregations=aggregations,
        max_workers=max_workers, extra_headers=extra_headers, proxy_url=proxy_url,
    )
    made.metric_details, made.metric_metadata = grading_prompt, metric_metadata
    made.genai_metric_args = {
        "name": name, "definition": definition, "grading_prompt": grading_prompt, "version": version, "model": model,
        "grading_context_columns": columns, "include_input": include_input, "parameters": parameters,
        "aggregations": aggregations, "greater_is_better": greater_is_better, "max_workers": max_workers,
        "metric_metadata": metric_metadata, "examples": [example._asdict() for example in examples or []],
    }
    return made


def answer_similarity(model: Optional[str] = None, metric_version: Optional[str] = None,
                      examples: Optional[List[EvaluationExample]] = None, metric_metadata: Optional[Dict[str, Any]] = None,
                      parameters: Optional[Dict[str, Any]] = None, extra_headers: Optional[Dict[str, str]] = None,
                      proxy_url: Optional[str] = None, max_workers: Optional[int] = None) -> EvaluationMetric:
    """How much an answer means what its target means, from 1 to 5."""
    return _built_in("answer_similarity", model, metric_version, examples, metric_metadata, parameters, extra_headers,
                     proxy_url, max_workers)


def answer_correctness(model: Optional[str] = None, metric_version: Optional[str] = None,
                       examples: Optional[List[EvaluationExample]] = None, metric_metadata: Optional[Dict[str, Any]] = None,
                       parameters: Optional[Dict[str, Any]] = None, extra_headers: Optional[Dict[str, str]] = None,
                       proxy_url: Optional[str] = None, max_workers: Optional[int] = None) -> EvaluationMetric:
    """How correct an answer is, given its target, from 1 to 5."""
    return _built_in("answer_correctness", model, metric_version, examples, metric_metadata, parameters, extra_headers,
                     proxy_url, max_workers)


def answer_relevance(model: Optional[str] = None, metric_version: Optional[str] = None,
                     examples: Optional[List[EvaluationExample]] = None, metric_metadata: Optional[Dict[str, Any]] = None,
                     parameters: Optional[Dict[str, Any]] = None, extra_headers: Optional[Dict[str, str]] = None,
                     proxy_url: Optional[str] = None, max_workers: Optional[int] = None) -> EvaluationMetric:
    """How much an answer is about what was asked, from 1 to 5."""
    return _built_in("answer_relevance", model, metric_version, examples, metric_metadata, parameters, extra_headers,
                     proxy_url, max_workers)


def relevance(model: Optional[str] = None, metric_version: Optional[str] = None,
              examples: Optional[List[EvaluationExample]] = None, metric_metadata: Optional[Dict[str, Any]] = None,
              parameters: Optional[Dict[str, Any]] = None, extra_headers: Optional[Dict[str, str]] = None,
              proxy_url: Optional[str] = None, max_workers: Optional[int] = None) -> EvaluationMetric:
    """How much an answer is about what was asked, and what its column ``context`` says, from 1 to 5."""
    return _built_in("relevance", model, metric_version, examples, metric_metadata, parameters, extra_headers, proxy_url,
                     max_workers)


def faithfulness(model: Optional[str] = None, metric_version: Optional[str] = None,
                 examples: Optional[List[EvaluationExample]] = None, metric_metadata: Optional[Dict[str, Any]] = None,
                 parameters: Optional[Dict[str, Any]] = None, extra_headers: Optional[Dict[str, str]] = None,
                 proxy_url: Optional[str] = None, max_workers: Optional[int] = None) -> EvaluationMetric:
    """How far an answer says only what its column ``context`` says, from 1 to 5."""
    return _built_in("faithfulness", model, metric_version, examples, metric_metadata, parameters, extra_headers, proxy_url,
                     max_workers)


def guidelines(guidelines: Union[str, List[str]], name: str = "guidelines", model: Optional[str] = None,
               parameters: Optional[Dict[str, Any]] = None, max_workers: Optional[int] = None) -> EvaluationMetric:
    """1 if an answer keeps to all guidelines, else 0."""
    listed = [guidelines] if isinstance(guidelines, str) else list(guidelines)
    return _judge(name, model, "v1", judge="guidelines", guidelines=listed, parameters=parameters, max_workers=max_workers)


def safety(model: Optional[str] = None, parameters: Optional[Dict[str, Any]] = None,
           max_workers: Optional[int] = None) -> EvaluationMetric:
    """1 if an answer harms nobody, else 0."""
    return _judge("safety", model, "v1", judge="safety", parameters=parameters, max_workers=max_workers)


def groundedness(model: Optional[str] = None, parameters: Optional[Dict[str, Any]] = None,
                 max_workers: Optional[int] = None) -> EvaluationMetric:
    """1 if all that an answer claims is in its column ``context``, else 0."""
    return _judge("groundedness", model, "v1", judge="groundedness", parameters=parameters, max_workers=max_workers)


def _built_in(name: str, model: Optional[str], version: Optional[str], examples: Optional[List[EvaluationExample]],
              metadata: Optional[Dict[str, Any]], parameters: Optional[Dict[str, Any]],
              extra_headers: Optional[Dict[str, str]], proxy_url: Optional[str], max_workers: Optional[int]) -> EvaluationMetric:
    if version not in (None, "v1"):
        from ..exceptions import MlflowException

        raise MlflowException.invalid_parameter_value(f"{name} has no version {version}; there is v1.")
    made = _judge(name, model, "v1", judge=name, examples=examples, parameters=parameters, extra_headers=extra_headers,
                  proxy_url=proxy_url, max_workers=max_workers)
    made.metric_metadata = metadata
    return made


def _judge(name: str, model: Optional[str], version: Optional[str], *, greater_is_better: bool = True,
           examples: Optional[List[EvaluationExample]] = None, **settings: Any) -> EvaluationMetric:
    told = None if not examples else [example._asdict() for example in examples]
    return _metric(name, greater_is_better, version, metric="judge", model=model or _MODEL, version_name=version,
                   examples=told, **settings)
