"""Runs and tables, read back."""

from __future__ import annotations

from typing import Any, List, Optional, Sequence

from . import _experiments
from ._rest import everything
from .client import MlflowClient
from .entities import Run, ViewType
from .exceptions import MlflowException

# Runs that are asked for at a time.
_PAGE = 10000


def get_parent_run(run_id: str) -> Optional[Run]:
    """The run that a run is nested in.

    >>> with start_run(run_name="outer"):
    ...     with start_run(nested=True) as inner:
    ...         pass
    >>> get_parent_run(inner.info.run_id).info.run_name
    'outer'
    """
    return MlflowClient().get_parent_run(run_id)


def delete_run(run_id: str) -> None:
    """Puts a run into the bin.

    >>> with start_run() as run:
    ...     pass
    >>> delete_run(run.info.run_id)
    >>> get_run(run.info.run_id).info.lifecycle_stage
    'deleted'
    """
    MlflowClient().delete_run(run_id)


def restore_run(run_id: str) -> None:
    """Takes a run out of the bin.

    >>> with start_run() as run:
    ...     pass
    >>> delete_run(run.info.run_id)
    >>> restore_run(run.info.run_id)
    """
    MlflowClient().restore_run(run_id)


def search_runs(
    experiment_ids: Optional[List[str]] = None,
    filter_string: str = "",
    run_view_type: int = ViewType.ACTIVE_ONLY,
    max_results: int = 100000,
    order_by: Optional[List[str]] = None,
    output_format: str = "pandas",
    search_all_experiments: bool = False,
    experiment_names: Optional[List[str]] = None,
) -> Any:
    """The runs that a filter finds in some experiments, or in the one that runs belong to: as a pandas DataFrame, a row
    a run, or with ``output_format="list"`` as a list of :class:`Run`.

    >>> with start_run(run_name="searched") as run:
    ...     log_metric("score", 0.9)
    >>> found = search_runs(filter_string="metrics.score > 0.5 and run_name = 'searched'", output_format="list")
    >>> [run.data.metrics for run in found]
    [{'score': 0.9}]
    """
    if output_format not in ("pandas", "list"):
        raise ValueError(
            f"Unsupported output format: {output_format}. Supported string values are 'pandas' or 'list'"
        )
    if experiment_ids and experiment_names:
        raise MlflowException.invalid_parameter_value(
            "Only experiment_ids or experiment_names can be used, but not both"
        )
    ids = experiment_ids or _ids(experiment_names, search_all_experiments)
    client = MlflowClient()
    runs = everything(
        lambda size, token: client.search_runs(ids, filter_string, run_view_type, size, order_by, token), _PAGE, max_results
    ) if ids else []
    if output_format == "list":
        return runs
    from . import frames

    return frames.frame(runs)


def _ids(names: Optional[List[str]], everywhere: bool) -> List[str]:
    if names:
        found = {name: _experiments.get_experiment_by_name(name) for name in names if name is not None}
        missing = [name for name, experiment in found.items() if experiment is None]
        if missing:
            import logging

            logging.getLogger("runlore").warning("There is no experiment named %s.", ", ".join(missing))
        return [known.experiment_id for known in found.values() if known is not None and known.experiment_id is not None]
    if everywhere:
        return [known.experiment_id for known in _experiments.search_experiments() if known.experiment_id is not None]
    return [_experiments.experiment_id()]


def load_table(
    artifact_file: str, run_ids: Optional[Sequence[str]] = None, extra_columns: Optional[Sequence[str]] = None
) -> Any:
    """The table ``artifact_file`` of some runs, or of every run of the experiment that has one, below each other: a
    pandas DataFrame, or a list of rows that are dicts where there is no pandas.

    ``extra_columns`` are columns of :func:`search_runs`, such as ``params.model``, to add to each row.

    >>> with start_run() as run:
    ...     log_param("model", "small")
    ...     log_table({"answer": ["4", "6"]}, "sums.json")
    'small'
    >>> load_table("sums.json", [run.info.run_id], extra_columns=["params.model"]).to_dict("list")
    {'answer': ['4', '6'], 'params.model': ['small', 'small']}
    """
    number = "" if run_ids else _experiments.experiment_id()
    return MlflowClient().load_table(number, artifact_file, run_ids, extra_columns)
