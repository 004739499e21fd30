"""What an evaluation leaves on its run: the dataset, numbers, the table of results, and why a metric is missing."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Sequence

from .. import _log, _native, llm
from .._handles import the_run
from .._runs import active_run
from .._write import normal
from ..artifacts import uri_of
from ..exceptions import raised
from .baseline import Comparison
from .data import Data
from .model import Answers
from .result import TABLE, EvaluationArtifact, MetricStatus

# The tag that tells why a metric is missing; its key follows.
STATUS = "runlore.evaluation."
_TAG = 5000


def log_table(found: _native.Outcome, prefix: str, run_id: str) -> EvaluationArtifact:
    """Logs the table of results."""
    from ..loaded import of_columns

    file = f"{prefix}{TABLE}.json"
    with raised():
        found.log_table(the_run(run_id), normal(file))
    # A program that looks at the numbers only does not pay for a frame.
    run = active_run()
    return EvaluationArtifact(lambda: uri_of(run, file), lambda: of_columns(found.columns()))


def log_statuses(statuses: Sequence[MetricStatus], prefix: str) -> None:
    """Tells on the run which metrics are missing, and why."""
    told = {f"{STATUS}{prefix}{one.metric}": f"{one.state}: {one.reason}"[:_TAG] for one in statuses if one.reason}
    if told:
        _log.set_tags(told)


def log_comparison(comparison: Comparison, prefix: str) -> None:
    """Tells on the run what it was compared with, and what is worse than allowed."""
    failed = [f"{change.metric}: {' '.join(change.reasons)}" for change in comparison.failed]
    told = {"baseline": comparison.run_id, "verdict": "\n".join(["failed", *failed]) if failed else "passed"}
    _log.set_tags({f"{STATUS}{prefix}{name}": value[:_TAG] for name, value in told.items() if value})


def log_answers(given: Data, answers: Answers, model: Optional[str], model_id: Optional[str]) -> None:
    """Keeps what a model answered as the run's predictions."""
    features = given.features()
    rows = zip(*features.values()) if features else [()] * given.rows
    asked: List[Any] = [row[0] if len(row) == 1 else dict(zip(features, row)) for row in rows]
    answered = [at for at, prediction in enumerate(answers.predictions) if prediction is not None]
    chosen: Dict[str, Any] = {name: [values[at] for at in answered] for name, values in answers.records.items()}
    llm.log_predictions(
        [asked[at] for at in answered], [answers.predictions[at] for at in answered], chosen.pop("prompts", None),
        model=answers.model or model, model_id=model_id, **chosen,
    )
