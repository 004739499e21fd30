"""What an evaluation gives back."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterator, List, NamedTuple, Optional

if TYPE_CHECKING:
    from .baseline import Comparison

TABLE = "eval_results_table"


class MetricStatus(NamedTuple):
    """Whether a metric was ``computed``, only ``partial``ly when some rows have no score, or not at all: it ``failed``, or
    is ``unavailable`` for want of something that it needs; and why."""

    metric: str
    state: str
    reason: Optional[str]
    n_scored: int
    n_failed: int


class EvaluationArtifact:
    """A file that an evaluation logged."""

    def __init__(self, locate: Callable[[], str], read: Callable[[], Any]) -> None:
        self._locate, self._read = locate, read

    @cached_property
    def uri(self) -> str:
        """Where the file is. A server that is away may not have told that yet, and is asked for it."""
        return self._locate()

    @cached_property
    def content(self) -> Any:
        """What is in it, made when it is first looked at: of a table a pandas DataFrame, or a list of rows where there is no
        pandas."""
        return self._read()

    def __iter__(self) -> Iterator[Any]:
        return iter((self.uri, self.content))

    def __reduce__(self) -> Any:
        return _artifact, (self.uri, self.content)

    def __repr__(self) -> str:
        return f"<EvaluationArtifact of {self.__dict__.get('uri', 'a run')}>"


def _artifact(uri: str, content: Any) -> EvaluationArtifact:
    return EvaluationArtifact(lambda: uri, lambda: content)


class EvaluationResult:
    """Numbers, tables and files of an evaluation, and of each metric whether it was computed."""

    def __init__(self, metrics: Dict[str, float], artifacts: Dict[str, EvaluationArtifact], run_id: Optional[str] = None,
                 statuses: Optional[List[MetricStatus]] = None, comparison: Optional[Comparison] = None) -> None:
        self._metrics, self._artifacts, self._run_id = metrics, artifacts, run_id
        self.statuses = statuses or []
        #: Beside the baseline and thresholds, if any were given.
        self.comparison = comparison

    @property
    def metrics(self) -> Dict[str, float]:
        """The numbers, by the names under which they are logged."""
        return self._metrics

    @property
    def artifacts(self) -> Dict[str, EvaluationArtifact]:
        """The files, by their names without what follows the dot."""
        return self._artifacts

    @property
    def tables(self) -> Dict[str, Any]:
        """The tables: pandas DataFrames, or lists of rows where there is no pandas."""
        return {name: file.content for name, file in self._artifacts.items()}

    @property
    def run_id(self) -> Optional[str]:
        """The run that has it all."""
        return self._run_id

    def __repr__(self) -> str:
        lines = [f"{key}: {value:.6g}" for key, value in self._metrics.items()]
        lines += [f"{status.metric}: {status.reason}" for status in self.statuses if status.reason]
        for change in self.comparison.failed if self.comparison else ():
            lines.append(f"{change.metric}: {' '.join(change.reasons)}")
        return f"<EvaluationResult of run {self._run_id}>\n" + "\n".join(lines)
