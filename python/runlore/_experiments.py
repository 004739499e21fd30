"""Experiments: which one runs belong to, and those that there are."""

from __future__ import annotations

import os
from typing import Any, Dict, List, Optional

from . import _native
from .client import MlflowClient
from ._rest import everything
from .entities import Experiment, ViewType
from .exceptions import MlflowException, raised

# Experiments that are asked for at a time.
_PAGE = 1000


def _no_traces(trace_location: Any) -> None:
    if trace_location is not None:
        raise MlflowException(
            "This version records no traces, so `trace_location` can have no effect: leave it out.", "NOT_IMPLEMENTED"
        )


def set_experiment(
    experiment_name: Optional[str] = None, experiment_id: Optional[str] = None, trace_location: Any = None
) -> Experiment:
    """Sets the experiment of runs that begin from now on, by name or by id; one that is not there is made by its name.

    While the server is away the answer is what its last contact told, or has no id; the first run makes the
    experiment then.

    >>> set_experiment("squirrels").name
    'squirrels'
    """
    _no_traces(trace_location)
    if (experiment_name is None) == (experiment_id is None):
        raise MlflowException.invalid_parameter_value(
            "Must specify exactly one of: `experiment_id` or `experiment_name`."
        )
    with raised():
        if experiment_name is not None:
            told = _native.set_experiment(str(experiment_name))
        else:
            told = _native.set_experiment_id(str(experiment_id))
    if told is None:
        experiment = Experiment(experiment_id, experiment_name or "", None, "active")
    else:
        import json

        experiment = Experiment.from_json(json.loads(told))
    # For the program's own subprocesses.
    if experiment.name:
        os.environ["RUNLORE_EXPERIMENT_NAME"] = experiment.name
    if experiment.experiment_id:
        os.environ["MLFLOW_EXPERIMENT_ID"] = experiment.experiment_id
    return experiment


def experiment_id() -> str:
    """The id of the experiment that runs belong to. One that is known by name only, and is not there, is made."""
    name, known = _native.experiment()
    if name is None:
        return known or "0"
    client = MlflowClient()
    experiment = client.get_experiment_by_name(name)
    if experiment is not None and experiment.experiment_id is not None:
        return experiment.experiment_id
    return client.create_experiment(name)


def get_experiment(experiment_id: str) -> Experiment:
    """An experiment by its id.

    >>> get_experiment("0").name
    'Default'
    """
    return MlflowClient().get_experiment(experiment_id)


def get_experiment_by_name(name: str) -> Optional[Experiment]:
    """An experiment by its name; None if there is none.

    >>> get_experiment_by_name("Default").experiment_id
    '0'
    """
    return MlflowClient().get_experiment_by_name(name)


def create_experiment(
    name: str,
    artifact_location: Optional[str] = None,
    tags: Optional[Dict[str, Any]] = None,
    trace_location: Any = None,
) -> str:
    """Makes an experiment; answers its id.

    >>> get_experiment(create_experiment("new", tags={"team": "squirrels"})).tags
    {'team': 'squirrels'}
    """
    _no_traces(trace_location)
    return MlflowClient().create_experiment(name, artifact_location, tags)


def delete_experiment(experiment_id: str) -> None:
    """Puts an experiment and its runs into the bin.

    >>> delete_experiment(create_experiment("short"))
    """
    MlflowClient().delete_experiment(experiment_id)


def restore_experiment(experiment_id: str) -> None:
    """Takes an experiment and its runs out of the bin.

    >>> number = create_experiment("back")
    >>> delete_experiment(number)
    >>> restore_experiment(number)
    """
    MlflowClient().restore_experiment(experiment_id)


def search_experiments(
    view_type: int = ViewType.ACTIVE_ONLY,
    max_results: Optional[int] = None,
    filter_string: Optional[str] = None,
    order_by: Optional[List[str]] = None,
) -> List[Experiment]:
    """The experiments that a filter finds, the latest first.

    >>> [experiment.name for experiment in search_experiments(filter_string="name LIKE 'Def%'")]
    ['Default']
    """
    client = MlflowClient()
    return everything(
        lambda size, token: client.search_experiments(view_type, size, filter_string, order_by, token), _PAGE, max_results
    )


def set_experiment_tag(key: str, value: Any) -> None:
    """Sets a tag of the experiment that runs belong to.

    >>> set_experiment_tag("team", "squirrels")
    """
    MlflowClient().set_experiment_tag(experiment_id(), key, value)


def set_experiment_tags(tags: Dict[str, Any]) -> None:
    """Sets tags of the experiment that runs belong to.

    >>> set_experiment_tags({"team": "squirrels", "goal": "space"})
    """
    number = experiment_id()
    for key, value in tags.items():
        MlflowClient().set_experiment_tag(number, key, value)


def delete_experiment_tag(key: str) -> None:
    """Deletes a tag of the experiment that runs belong to.

    >>> set_experiment_tag("draft", "yes")
    >>> delete_experiment_tag("draft")
    """
    MlflowClient().delete_experiment_tag(experiment_id(), key)
