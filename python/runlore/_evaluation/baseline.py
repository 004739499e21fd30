"""An evaluation beside an earlier one: which numbers got worse, by how much, how sure that is, and whether it is too much."""

from __future__ import annotations

import posixpath
from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Tuple

from .. import _native
from ..exceptions import MlflowException, raised
from .result import TABLE


class Threshold(NamedTuple):
    """What is allowed of a number. Without any of it, it may not get worse where that is sure: where the whole interval is on
    the worse side, or where it is worse at all and there is no interval."""

    #: By how much it may get worse: 0 or more.
    allowed: Optional[float] = None
    #: By what share of the baseline it may get worse: 0 or more, 0.05 for 5 %.
    allowed_share: Optional[float] = None
    #: The worst that it may be: the least if more is better, else the most. It needs no baseline.
    limit: Optional[float] = None
    #: Whether more is better, if the metric does not say so itself.
    greater_is_better: Optional[bool] = None


class Change(NamedTuple):
    """How a number changed."""

    metric: str
    #: What it was; None if the baseline does not have it.
    baseline: Optional[float]
    current: Optional[float]
    difference: Optional[float]
    #: The difference as a share of the baseline.
    relative: Optional[float]
    is_worse: bool
    #: Between what the difference lies with a confidence of 95 %, by bootstrap, where both runs have scores of rows.
    interval: Optional[Tuple[float, float]]
    #: ``passed``, ``failed`` or ``not judged``.
    verdict: str
    #: Why it failed.
    reasons: List[str]


class Comparison(NamedTuple):
    """An evaluation beside its baseline."""

    #: The baseline's run; None if there are thresholds only.
    run_id: Optional[str]
    changes: List[Change]

    @property
    def passed(self) -> bool:
        """Whether nothing is worse than allowed."""
        return not self.failed

    @property
    def failed(self) -> List[Change]:
        """What is worse than allowed."""
        return [change for change in self.changes if change.verdict == "failed"]

    @property
    def worse(self) -> List[Change]:
        """What is worse, by however little."""
        return [change for change in self.changes if change.is_worse]


class Baseline(NamedTuple):
    """What is compared with, read before anything is scored or paid for."""

    run_id: Optional[str]
    metrics: List[Tuple[str, float]]
    table: List[Tuple[str, List[Any]]]
    thresholds: Dict[str, Threshold]

    def beside(self, found: _native.Outcome) -> Comparison:
        """The evaluation beside it."""
        with raised():
            return Comparison(self.run_id, [Change(*change) for change in found.compare(self.metrics, self.table, self.thresholds)])


def read(run_id: Any, thresholds: Optional[Mapping[str, Any]], prefix: str) -> Optional[Baseline]:
    """The baseline, if one is given; an error if it is none, or thresholds are none."""
    if run_id is None and not thresholds:
        return None
    allowed = {str(name): _threshold(name, given) for name, given in (thresholds or {}).items()}
    run_id = getattr(getattr(run_id, "info", run_id), "run_id", run_id)
    if run_id is None:
        return Baseline(None, [], [], allowed)
    if not isinstance(run_id, str):
        raise MlflowException.invalid_parameter_value(f"baseline is the id of a run, or a run; not {run_id!r}.")
    from .._runs import get_run

    run = get_run(run_id)
    metrics = list(run.data.metrics.items())
    if not metrics:
        raise MlflowException.invalid_parameter_value(f"There is nothing to compare with: the run {run_id} has no metrics.")
    return Baseline(run_id, metrics, _table(str(run.info.experiment_id), run_id, prefix), allowed)


def _table(experiment_id: str, run_id: str, prefix: str) -> List[Tuple[str, List[Any]]]:
    """The scores of rows. Of a run without them numbers are compared, and how sure a difference is stays open."""
    from ..artifacts import list_artifacts

    file = f"{prefix}{TABLE}.json"
    if all(one.path != file for one in list_artifacts(run_id=run_id, artifact_path=posixpath.dirname(file) or None)):
        return []
    with raised():
        tables = _native.Client().load_table(file, experiment_id, [run_id])
    if not tables:
        return []
    (_, columns, rows), *_ = tables
    return [(name[len(prefix):] if name.startswith(prefix) else name, [row[at] for row in rows]) for at, name in enumerate(columns)]


def _threshold(name: str, given: Any) -> Threshold:
    if isinstance(given, Threshold):
        return given
    if isinstance(given, (int, float)) and not isinstance(given, bool):
        return Threshold(limit=given)
    raise MlflowException.invalid_parameter_value(
        f"The threshold of {name} is the worst that it may be, as a number, or a Threshold; not {given!r}."
    )
