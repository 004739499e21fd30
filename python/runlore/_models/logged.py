"""Logging a model: the server's record of it, its files, and whether it is ready."""

from __future__ import annotations

import os
from typing import Any, Callable, Dict, List, Mapping, Optional, Tuple

from .. import _handles, _native, _process, _write, context
from .._experiments import experiment_id as default_experiment
from .._rest import Rest
from .._runs import active_run
from ..client import MlflowClient
from ..entities import LoggedModel, LoggedModelOutput, Metric
from ..exceptions import MlflowException
from . import registry
from .folder import Origin
from .upload import upload

# Writes the model's files into a folder; answers what MLmodel says.
Save = Callable[[str, Origin], Mapping[str, Any]]


def log(
    save: Save,
    name: Optional[str],
    *,
    params: Optional[Mapping[str, Any]] = None,
    tags: Optional[Mapping[str, Any]] = None,
    model_type: Optional[str] = None,
    step: int = 0,
    model_id: Optional[str] = None,
    registered_model_name: Optional[str] = None,
    patience: Optional[int] = None,
) -> Tuple[LoggedModel, Mapping[str, Any], Optional[int]]:
    """Logs a model to the active run, or to the experiment if there is none. Answers the model, what its ``MLmodel`` says
    and the version it has in the registry."""
    if _native.offline():
        raise _away("A model can not be logged offline.")
    rest = Rest()
    run = active_run()
    run_id = None if run is None else run.info.run_id
    if registered_model_name is not None:
        registry.prepare(rest, registered_model_name)
    try:
        known = None if model_id is None else _known(rest, model_id)
        model = known or _made(rest, name, run_id, params or {}, tags or {}, model_type)
    except MlflowException as error:
        if error.error_code != "TEMPORARILY_UNAVAILABLE":
            raise
        raise _away(error.message) from None
    if run_id is not None:
        _tell_the_run(run_id, model.model_id, step)
    try:
        from tempfile import TemporaryDirectory

        with TemporaryDirectory() as temporary:
            folder = os.path.join(temporary, "model")
            said = save(folder, Origin(model.model_id, run_id, model.artifact_location))
            upload(rest, model, folder)
    except BaseException:
        _finalized(rest, model.model_id, "LOGGED_MODEL_UPLOAD_FAILED")
        raise
    model = _finalized(rest, model.model_id, "LOGGED_MODEL_READY")
    if registered_model_name is None:
        return model, said, None
    return model, said, registry.register(rest, registered_model_name, model, run_id, tags or {}, patience)


def _away(why: str) -> MlflowException:
    """A model has its id and its place from the server, so it can not be logged without one."""
    return MlflowException(
        f"{why} A model's id, and where its files go, come from the server. Without it, save the model with "
        "save_model(path=…) and log the folder with log_artifacts(path, 'model'); it is loaded as runs:/<run id>/model then.",
        "TEMPORARILY_UNAVAILABLE",
    )


def _made(
    rest: Rest, name: Optional[str], run_id: Optional[str], params: Mapping[str, Any], tags: Mapping[str, Any],
    model_type: Optional[str],
) -> LoggedModel:
    of_run: Mapping[str, str] = {}
    if run_id is None:
        experiment_id = default_experiment()
    else:
        run = MlflowClient().get_run(run_id)
        experiment_id, of_run = str(run.info.experiment_id), run.data.params
    made = rest.post(
        "logged-models", experiment_id=experiment_id, name=name, model_type=model_type, source_run_id=run_id,
        params=_pairs({**params, **of_run}), tags=_pairs({**context.tags(), **tags}),
    )
    return LoggedModel.from_json(made["model"])


def _known(rest: Rest, model_id: str) -> LoggedModel:
    return LoggedModel.from_json(rest.get(f"logged-models/{segment(model_id)}")["model"])


def segment(text: str) -> str:
    """A text as a segment of a URL's path."""
    from urllib.parse import quote

    return quote(text, safe="")


def _finalized(rest: Rest, model_id: str, status: str) -> LoggedModel:
    answer = rest.patch(f"logged-models/{segment(model_id)}", model_id=model_id, status=status)
    return LoggedModel.from_json(answer["model"])


def _pairs(values: Mapping[str, Any]) -> Optional[List[Dict[str, str]]]:
    return [{"key": str(key), "value": str(value)} for key, value in values.items()] or None


def _tell_the_run(run_id: str, model_id: str, step: int) -> None:
    """The model is an output of the run, and what the run measured at that step is about it."""
    handle = _handles.by_id(_native.Client(), run_id)
    _write.outputs(handle, [LoggedModelOutput(model_id, step)])
    client = MlflowClient()
    histories = (client.get_metric_history(run_id, key) for key in client.get_run(run_id).data.metrics)
    points = [
        Metric(point.key, point.value, point.timestamp, point.step, model_id, point.dataset_name, point.dataset_digest)
        for history in histories for point in history
        if point.step == step and not point.model_id
    ]
    if points:
        _write.batch(handle, points)
    _process.flush()
