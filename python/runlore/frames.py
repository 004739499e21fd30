"""Runs as a pandas DataFrame, as ``search_runs`` gives them, and as columns of loaded tables."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Optional, Sequence

from .entities import Run

# A column for each run's own fields; the others are named after what was logged.
_INFO = ("run_id", "experiment_id", "status", "artifact_uri")
_TIMES = ("start_time", "end_time")
_LOGGED = ("metrics", "params", "tags")


def frame(runs: Sequence[Run]) -> Any:
    """A row a run, with a column for each metric, param and tag that any of them has.

    What a run does not have is NaN for metrics and None for params and tags.
    """
    try:
        import pandas
    except ImportError as error:
        raise ImportError(
            "Runs as a DataFrame need pandas. Please install it (`pip install pandas`), or search with "
            "output_format='list'."
        ) from error
    columns: Dict[str, Any] = {name: [getattr(run.info, name) for run in runs] for name in _INFO}
    for name in _TIMES:
        times = [getattr(run.info, name) for run in runs]
        # Times that are all missing have no zone, as in MLflow.
        columns[name] = pandas.to_datetime(times, unit="ms", utc=True) if set(times) - {None} else [pandas.NaT] * len(times)
    for kind in _LOGGED:
        logged = [getattr(run.data, kind) for run in runs]
        missing = float("nan") if kind == "metrics" else None
        for key in dict.fromkeys(key for values in logged for key in values):
            columns[f"{kind}.{key}"] = [values.get(key, missing) for values in logged]
    return pandas.DataFrame(columns)


def values(runs: Sequence[Run], column: str) -> List[Any]:
    """What the runs have in one of the columns that :func:`frame` would give; a KeyError if none of them has it."""
    if column in _INFO:
        return [getattr(run.info, column) for run in runs]
    if column in _TIMES:
        at = _moment()
        return [at(getattr(run.info, column)) for run in runs]
    kind, _, key = column.partition(".")
    logged = [getattr(run.data, kind) for run in runs] if kind in _LOGGED else []
    if not any(key in values for values in logged):
        raise KeyError(column)
    missing = float("nan") if kind == "metrics" else None
    return [values.get(key, missing) for values in logged]


def _moment() -> Callable[[Optional[int]], Any]:
    """What makes a time of milliseconds since 1970: pandas' kind if there is pandas."""
    try:
        from pandas import to_datetime
    except ImportError:
        from datetime import datetime, timedelta, timezone

        epoch = datetime(1970, 1, 1, tzinfo=timezone.utc)
        return lambda ms: None if ms is None else epoch + timedelta(milliseconds=ms)
    return lambda ms: to_datetime(ms, unit="ms", utc=True)
