"""``evaluate``: how good the answers of a model are."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any, Dict, Iterator, List, Mapping, Optional, Sequence, Union

from .. import _log, _native, _runs, _write
from ..exceptions import MlflowException
from ..metrics.value import EvaluationMetric
from . import baseline as _baseline
from . import record
from .baseline import Change, Comparison, Threshold
from .custom import Arguments
from .data import Data
from .model import Answers, ask
from .result import TABLE, EvaluationArtifact, EvaluationResult, MetricStatus
from .score import LATENCY, check, default_metrics, in_order, score

__all__ = ["Change", "Comparison", "EvaluationArtifact", "EvaluationResult", "MetricStatus", "Threshold", "evaluate"]


def evaluate(
    model: Any = None,
    data: Any = None,
    *,
    model_type: Optional[str] = None,
    targets: Any = None,
    predictions: Any = None,
    dataset_path: Optional[str] = None,
    feature_names: Optional[List[str]] = None,
    evaluators: Union[str, List[str], None] = None,
    evaluator_config: Optional[Mapping[str, Any]] = None,
    extra_metrics: Optional[Sequence[EvaluationMetric]] = None,
    custom_artifacts: Any = None,
    env_manager: str = "local",
    model_config: Any = None,
    inference_params: Optional[Dict[str, Any]] = None,
    model_id: Optional[str] = None,
    strict: bool = False,
    baseline: Any = None,
    thresholds: Optional[Mapping[str, Any]] = None,
) -> EvaluationResult:
    """Scores a model's answers, or answers that are there already, and logs the scores to the active run or a new one.

    ``model`` is a logged model's URI, an object with a method ``predict``, a function of the rows, or None when
    ``predictions`` names the column of answers. ``data`` is a data frame, a list of rows, a dict of columns, a JSON, CSV or
    Parquet file, a logged table (``runs:/<id>/<file>``) or a dataset. ``model_type`` is ``question-answering``,
    ``text-summarization``, ``text`` or ``retriever``, and chooses the metrics; ``extra_metrics`` adds to them.

    ``dataset_path`` says where the data is from. With ``feature_names`` a model and metrics see these columns only.

    ``baseline`` is an earlier run to compare with: the result's ``comparison`` says what got worse, by how much and how sure
    that is. ``thresholds`` say what is allowed, by the metric's name: the worst that it may be, or a ``Threshold``.

    A metric that can not be computed is told in ``statuses``, on the run (tags ``runlore.evaluation.…``) and, with
    ``strict``, by an exception when all else is logged.

    >>> rows = {"question": ["2+2?", "3+3?"], "answer": ["4", "5"], "right": ["4", "6"]}
    >>> result = evaluate(data=rows, predictions="answer", targets="right", extra_metrics=[metrics.exact_match()])
    >>> result.metrics
    {'exact_match/v1': 0.5}
    """
    config = _config(evaluators, evaluator_config)
    names: Mapping[str, Any] = config.get("col_mapping") or {}
    prefix = str(config.get("metric_prefix") or "")
    _nameable(f"{prefix}{TABLE}.json")
    if model_type is None and not extra_metrics:
        raise MlflowException.invalid_parameter_value("Give a model_type, extra_metrics, or both: there is nothing to compute.")
    for unused, value in (("custom_artifacts", custom_artifacts), ("model_config", model_config),
                          ("inference_params", inference_params)):
        if value:
            raise MlflowException(f"evaluate does not take {unused}.", "NOT_IMPLEMENTED")
    if env_manager != "local":
        raise MlflowException.invalid_parameter_value(
            f"env_manager={env_manager!r}: models are evaluated in this process and its environment (local) only."
        )
    targets = names.get(targets, targets) if isinstance(targets, str) else targets
    predictions = names.get(predictions, predictions) if isinstance(predictions, str) else predictions
    given = Data(data, targets, None if model is not None else predictions, feature_names)
    chosen = _chosen(default_metrics(model_type, config), list(extra_metrics or []))
    earlier = _baseline.read(baseline, thresholds, prefix)
    timed = any(metric.name == LATENCY for metric in chosen)
    if model is None and given.predictions is None:
        raise MlflowException.invalid_parameter_value("There is no model and there are no predictions: name the column of them.")
    loaded, found_id = _load(model)
    if model_id and found_id and model_id != found_id:
        raise MlflowException.invalid_parameter_value(f"The model is {found_id}, and model_id says {model_id}.")
    model_id = model_id or found_id

    wanted = predictions if model is not None and isinstance(predictions, str) else None
    if model is not None:
        # A function may answer with a column that a function of the program asks for, or among several with one for a judge.
        told = hasattr(loaded, "answers")
        ours = [metric for metric in chosen if told or metric._spec and (wanted is None or metric._spec["metric"] != "judge")]
        check(ours, given, Arguments(given.values, [None] * given.rows, given.targets, names, config, None, given.targets_name),
              names, timed)
    elif given.predictions is not None:
        # What a model's other columns make possible is known when it was asked.
        in_order(chosen, Arguments(given.values, given.predictions, given.targets, names, config, given.predictions_name,
                                   given.targets_name))
    with _run() as run_id:
        dataset = given.as_dataset(dataset_path)
        answers = _answers(loaded, given, wanted, timed)
        used = _input(dataset, prefix, model_id)
        if model is not None:
            record.log_answers(given, answers, model if isinstance(model, str) else None, model_id)
        arguments = Arguments({**answers.others, **given.values}, answers.raw, given.targets, names, config,
                              wanted or answers.name or given.predictions_name, given.targets_name)
        found = score(chosen, given, answers, arguments, names, prefix)
        comparison = earlier.beside(found) if earlier else None
        result = _log_all(found, answers, prefix, run_id, used, model_id, comparison)
        missing = [f"{status.metric}: {status.reason}" for status in result.statuses if status.reason]
        if strict and missing:
            raise MlflowException("Not all metrics could be computed. " + "; ".join(missing))
    return result


def _config(evaluators: Union[str, List[str], None], config: Optional[Mapping[str, Any]]) -> Dict[str, Any]:
    listed = [evaluators] if isinstance(evaluators, str) else list(evaluators or ["default"])
    if listed != ["default"]:
        raise MlflowException.invalid_parameter_value(f"The evaluator is 'default'; there is no other: {', '.join(listed)}.")
    given = dict(config or {})
    return dict(given["default"]) if set(given) == {"default"} else given


def _nameable(file: str) -> None:
    from ..tables import check_file_name

    try:
        check_file_name(file)
    except ValueError as error:
        raise MlflowException.invalid_parameter_value(f"The metric_prefix can not be: {error}") from None


def _chosen(usual: List[EvaluationMetric], extra: List[EvaluationMetric]) -> List[EvaluationMetric]:
    """The metrics of the model type and the others. One of these stands in for the usual one of its name: it has other settings."""
    seen: Dict[str, EvaluationMetric] = {}
    for metric in extra:
        if not hasattr(metric, "eval_fn"):
            raise MlflowException.invalid_parameter_value(
                f"extra_metrics are made by runlore.metrics and make_metric; {metric!r} is a {type(metric).__name__}."
            )
        if metric._key in seen:
            raise MlflowException.invalid_parameter_value(f"The metric '{metric._key}' is asked for twice.")
        seen[metric._key] = metric
    return [seen.pop(metric._key, metric) for metric in usual] + list(seen.values())


def _load(model: Any) -> Any:
    """What predicts, and the id of the logged model that it is."""
    if not isinstance(model, str):
        return model, getattr(model, "model_id", None)
    from .. import pyfunc

    loaded = pyfunc.load_model(model)
    return loaded, loaded.model_id


@contextmanager
def _run() -> Iterator[str]:
    """The active run, or one of its own."""
    active = _runs.active_run()
    if active is not None:
        yield active.info.run_id
        return
    with _runs.start_run() as run:
        yield run.info.run_id


def _input(dataset: Any, prefix: str, model_id: Optional[str]) -> Any:
    """Logs what is evaluated; answers the record of it, which took looking at all cells."""
    from .._handles import the_run
    from ..data import dataset_input
    from ..entities import LoggedModelInput

    used = dataset_input(dataset, prefix or None)
    _write.inputs(the_run(), [] if used is None else [used], [LoggedModelInput(model_id)] if model_id else [])
    return None if used is None else used.dataset


def _answers(model: Any, given: Data, wanted: Optional[str], timed: bool) -> Answers:
    if model is not None:
        answers = ask(model, given, wanted, timed)
        answers.name = answers.name or wanted
        return answers
    from .columns import cells, plain

    return Answers(cells(given.predictions), latencies=[0.0] * given.rows if timed else None, given=True,
                   raw=plain(given.predictions))


def _log_all(found: _native.Outcome, answers: Answers, prefix: str, run_id: str, dataset: Any,
             model_id: Optional[str], comparison: Optional[Comparison]) -> EvaluationResult:
    numbers = {**dict(found.metrics), **{f"{prefix}{name}": number for name, number in found.spent}}
    if any(answers.errors):
        numbers[f"{prefix}predictions/n_failed"] = float(sum(1 for error in answers.errors if error))
    if numbers:
        _log.log_metrics(numbers, dataset=dataset, run_id=run_id)
        if model_id:
            _log.log_metrics(numbers, dataset=dataset, run_id=run_id, model_id=model_id)
    artifacts: Dict[str, EvaluationArtifact] = {}
    if found.has_scores or any(answers.errors):
        artifacts[TABLE] = record.log_table(found, prefix, run_id)
    statuses = [MetricStatus(*status) for status in found.statuses]
    record.log_statuses(statuses, prefix)
    if comparison is not None:
        record.log_comparison(comparison, prefix)
    return EvaluationResult(numbers, artifacts, run_id, statuses, comparison)
