"""A client of a tracking server: of the one that is logged to, or of another one."""

from __future__ import annotations

import time
from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple, Union

from . import _handles, _native, _write
from ._operations import RunOperations, settled
from ._rest import OWN, Rest, page
from ._write import PathLike
from .entities import (
    DatasetInput,
    Experiment,
    FileInfo,
    LoggedModel,
    LoggedModelInput,
    LoggedModelOutput,
    Metric,
    PagedList,
    Param,
    Run,
    RunStatus,
    RunTag,
    ViewType,
)
from .exceptions import MlflowException, raised

_PAGE = 1000
# Points of a metric's history that are asked for at a time.
_POINTS = 25000


class LostRun(NamedTuple):
    """A run whose program has vanished."""

    run_id: str
    experiment_id: str
    #: When the program was heard of last, in milliseconds since 1970.
    last_seen: int


class MlflowClient:
    """The runs and experiments of a server, ``http(s)://…``, or of a database.

    What is logged is recorded and sent as by the functions of :mod:`runlore`; everything else is asked at once, when the
    server has what was logged before.

    >>> client = MlflowClient()
    >>> run = client.create_run("0", run_name="by hand")
    >>> client.log_metric(run.info.run_id, "score", 0.9)
    >>> client.set_terminated(run.info.run_id)
    >>> client.get_run(run.info.run_id).data.metrics
    {'score': 0.9}
    """

    def __init__(
        self,
        tracking_uri: Optional[PathLike] = None,
        registry_uri: Optional[str] = None,
        workspace_store_uri: Optional[str] = None,
    ) -> None:
        with raised():
            self._uri = str(tracking_uri) if tracking_uri else _native.get_tracking_uri()
        self._rest = Rest(self._uri)

    def __reduce__(self) -> Tuple[Any, ...]:
        return MlflowClient, (self._uri,)

    @property
    def tracking_uri(self) -> str:
        """The server."""
        return self._uri

    # Experiments

    def create_experiment(
        self, name: str, artifact_location: Optional[PathLike] = None, tags: Optional[Dict[str, Any]] = None
    ) -> str:
        """Makes an experiment; answers its id."""
        location = None if artifact_location is None else str(artifact_location)
        made = self._rest.post("experiments/create", name=name, artifact_location=location, tags=_pairs(tags))
        return str(made["experiment_id"])

    def get_experiment(self, experiment_id: str) -> Experiment:
        """An experiment by its id."""
        return Experiment.from_json(self._rest.get("experiments/get", experiment_id=experiment_id)["experiment"])

    def get_experiment_by_name(self, name: str) -> Optional[Experiment]:
        """An experiment by its name; None if there is none."""
        try:
            answer = self._rest.get("experiments/get-by-name", experiment_name=name)
        except MlflowException as error:
            if error.error_code != "RESOURCE_DOES_NOT_EXIST":
                raise
            return None
        return Experiment.from_json(answer["experiment"])

    def search_experiments(
        self,
        view_type: int = ViewType.ACTIVE_ONLY,
        max_results: Optional[int] = _PAGE,
        filter_string: Optional[str] = None,
        order_by: Optional[List[str]] = None,
        page_token: Optional[str] = None,
    ) -> PagedList[Experiment]:
        """A page of the experiments that a filter finds."""
        answer = self._rest.post(
            "experiments/search", view_type=_view(view_type), max_results=max_results, filter=filter_string,
            order_by=order_by, page_token=page_token,
        )
        return page(answer, "experiments", Experiment)

    def rename_experiment(self, experiment_id: str, new_name: str) -> None:
        """Gives an experiment another name."""
        self._rest.post("experiments/update", experiment_id=experiment_id, new_name=new_name)

    def delete_experiment(self, experiment_id: str) -> None:
        """Puts an experiment and its runs into the bin."""
        self._rest.post("experiments/delete", experiment_id=experiment_id)

    def restore_experiment(self, experiment_id: str) -> None:
        """Takes an experiment and its runs out of the bin."""
        self._rest.post("experiments/restore", experiment_id=experiment_id)

    def set_experiment_tag(self, experiment_id: str, key: str, value: Any) -> None:
        """Sets a tag of an experiment."""
        self._rest.post("experiments/set-experiment-tag", experiment_id=experiment_id, key=key, value=str(value))

    def delete_experiment_tag(self, experiment_id: str, key: str) -> None:
        """Deletes a tag of an experiment."""
        self._rest.post("experiments/delete-experiment-tag", experiment_id=experiment_id, key=key)

    # Runs

    def create_run(
        self,
        experiment_id: str,
        start_time: Optional[int] = None,
        tags: Optional[Dict[str, Any]] = None,
        run_name: Optional[str] = None,
    ) -> Run:
        """Makes a run, which is nobody's active one."""
        made = self._rest.post(
            "runs/create", experiment_id=str(experiment_id), user_id=str((tags or {}).get("mlflow.user", "unknown")),
            start_time=start_time or int(time.time() * 1000), tags=_pairs(tags), run_name=run_name,
        )
        return Run.from_json(made["run"])

    def get_run(self, run_id: str) -> Run:
        """A run with the latest value of each metric."""
        return Run.from_json(self._rest.get("runs/get", run_id=run_id)["run"])

    def get_parent_run(self, run_id: str) -> Optional[Run]:
        """The run that a run is nested in."""
        parent = self.get_run(run_id).data.tags.get("mlflow.parentRunId")
        return None if parent is None else self.get_run(parent)

    def search_runs(
        self,
        experiment_ids: Union[str, int, Sequence[str]],
        filter_string: str = "",
        run_view_type: int = ViewType.ACTIVE_ONLY,
        max_results: int = _PAGE,
        order_by: Optional[List[str]] = None,
        page_token: Optional[str] = None,
    ) -> PagedList[Run]:
        """A page of the runs that a filter finds."""
        answer = self._rest.post(
            "runs/search", experiment_ids=_ids(experiment_ids), filter=filter_string,
            run_view_type=_view(run_view_type), max_results=max_results, order_by=order_by, page_token=page_token,
        )
        return page(answer, "runs", Run)

    def update_run(self, run_id: str, status: Optional[str] = None, name: Optional[str] = None) -> None:
        """Changes a run's status or name."""
        if status is not None:
            RunStatus.from_string(status)
        if status is not None or name is not None:
            self._rest.post("runs/update", run_id=run_id, status=status, run_name=name)

    def set_terminated(self, run_id: str, status: Optional[str] = None, end_time: Optional[int] = None) -> None:
        """Ends a run, and waits until the server has all of it, 30 seconds at most."""
        status = status or "FINISHED"
        RunStatus.from_string(status)
        run = self._run(run_id)
        with raised():
            run.set_status(status, _write.whole("end_time", end_time) or int(time.time() * 1000))
            run.flush()

    def delete_run(self, run_id: str) -> None:
        """Puts a run into the bin."""
        self._rest.post("runs/delete", run_id=run_id)

    def restore_run(self, run_id: str) -> None:
        """Takes a run out of the bin."""
        self._rest.post("runs/restore", run_id=run_id)

    def lost_runs(self, experiment_ids: Union[str, int, Sequence[str], None] = None) -> List[LostRun]:
        """The runs, of these experiments or of all, that are RUNNING and whose program has vanished: it was not heard of
        for 90 seconds. Those that were heard of last come first. A program that is heard of again takes its runs back.

        >>> MlflowClient().lost_runs()
        []
        """
        with raised():
            known = self._rest.native.is_runlore()
        if not known:
            raise MlflowException("An MLflow server does not know which runs are lost.", "NOT_IMPLEMENTED")
        ids = None if experiment_ids is None else _ids(experiment_ids)
        found = self._rest.post("runs/lost", _api=OWN, experiment_ids=ids)["runs"]
        return [LostRun(run["run_id"], run["experiment_id"], run["last_seen"]) for run in found]

    def get_metric_history(self, run_id: str, key: str) -> PagedList[Metric]:
        """All points of a metric."""
        points: PagedList[Metric] = PagedList([], None)
        token: Optional[str] = None
        while True:
            answer = self._rest.get(
                "metrics/get-history", run_id=run_id, metric_key=key, max_results=_POINTS, page_token=token
            )
            points += page(answer, "metrics", Metric)
            token = answer.get("next_page_token") or None
            if token is None:
                return points

    # Logging

    def _run(self, run_id: str) -> _native.Run:
        return _handles.by_id(self._rest.native, run_id)

    def log_param(self, run_id: str, key: str, value: Any, synchronous: Optional[bool] = None) -> Any:
        """Logs a param, whose value never changes; answers the value."""
        run = self._run(run_id)
        _write.params(run, {key: value})
        operations = settled(run, synchronous)
        return value if operations is None else operations

    def log_metric(
        self,
        run_id: str,
        key: str,
        value: float,
        timestamp: Optional[int] = None,
        step: Optional[int] = None,
        synchronous: Optional[bool] = None,
        dataset_name: Optional[str] = None,
        dataset_digest: Optional[str] = None,
        model_id: Optional[str] = None,
    ) -> Optional[RunOperations]:
        """Logs a point of a metric."""
        run = self._run(run_id)
        now = int(time.time() * 1000) if timestamp is None else timestamp
        _write.batch(run, [Metric(key, value, now, step or 0, model_id, dataset_name, dataset_digest)])
        return settled(run, synchronous)

    def log_batch(
        self,
        run_id: str,
        metrics: Sequence[Metric] = (),
        params: Sequence[Param] = (),
        tags: Sequence[RunTag] = (),
        synchronous: Optional[bool] = None,
    ) -> Optional[RunOperations]:
        """Logs metrics with steps and times of their own, params and tags."""
        run = self._run(run_id)
        _write.batch(run, metrics, params, tags)
        return settled(run, synchronous)

    def set_tag(self, run_id: str, key: str, value: Any, synchronous: Optional[bool] = None) -> Optional[RunOperations]:
        """Sets a tag."""
        run = self._run(run_id)
        _write.tags(run, {key: value})
        return settled(run, synchronous)

    def delete_tag(self, run_id: str, key: str) -> None:
        """Deletes a tag. That it is not there is told by the next read."""
        run = self._run(run_id)
        with raised():
            run.delete_tag(key)

    def log_inputs(
        self,
        run_id: str,
        datasets: Optional[Sequence[DatasetInput]] = None,
        models: Optional[Sequence[LoggedModelInput]] = None,
    ) -> None:
        """Says which datasets and logged models a run reads."""
        _write.inputs(self._run(run_id), datasets or (), models or ())

    def log_outputs(self, run_id: str, models: Sequence[LoggedModelOutput]) -> None:
        """Says which logged models a run makes."""
        _write.outputs(self._run(run_id), models)

    def log_text(self, run_id: str, text: str, artifact_file: PathLike) -> None:
        """Logs a text as a file, in UTF-8."""
        _write.text(self._run(run_id), text, artifact_file)

    def log_dict(self, run_id: str, dictionary: Any, artifact_file: PathLike) -> None:
        """Logs a dict or list as a file: JSON, or YAML if its name says so."""
        _write.dictionary(self._run(run_id), dictionary, artifact_file)

    def log_stream(self, run_id: str, stream: Any, artifact_file: PathLike) -> None:
        """Logs what a binary stream has as a file."""
        _write.stream(self._run(run_id), stream, artifact_file)

    def log_image(
        self,
        run_id: str,
        image: Any,
        artifact_file: Optional[PathLike] = None,
        key: Optional[str] = None,
        step: Optional[int] = None,
        timestamp: Optional[int] = None,
        synchronous: Optional[bool] = None,
    ) -> None:
        """Logs an image, as a file or as one of a series under a key."""
        run = self._run(run_id)
        _write.image(run, image, artifact_file, key, step, timestamp)
        if synchronous:
            settled(run, synchronous)

    def log_figure(
        self, run_id: str, figure: Any, artifact_file: PathLike, *, save_kwargs: Optional[Dict[str, Any]] = None
    ) -> None:
        """Logs a figure of matplotlib or plotly."""
        _write.figure(self._run(run_id), figure, artifact_file, save_kwargs)

    def log_artifact(self, run_id: str, local_path: PathLike, artifact_path: Optional[PathLike] = None) -> None:
        """Logs a file or a folder."""
        _write.artifact(self._run(run_id), local_path, artifact_path)

    def log_artifacts(self, run_id: str, local_dir: PathLike, artifact_path: Optional[PathLike] = None) -> None:
        """Logs all that is in a folder."""
        _write.artifacts(self._run(run_id), local_dir, artifact_path)

    def log_table(self, run_id: str, data: Any, artifact_file: PathLike) -> None:
        """Appends rows to a table."""
        _write.table(self._run(run_id), data, artifact_file)

    def load_table(
        self,
        experiment_id: str,
        artifact_file: str,
        run_ids: Optional[Sequence[str]] = None,
        extra_columns: Optional[Sequence[str]] = None,
    ) -> Any:
        """The table of some runs, or of every run of an experiment that has one, below each other."""
        from . import frames, loaded, tables

        tables.check_file_name(artifact_file)
        wanted = list(run_ids or ())
        found = _tables(self._rest.native, _write.normal(artifact_file), str(experiment_id), wanted)
        if wanted and len(found) < len(wanted):
            import logging

            logging.getLogger("runlore").warning("%s of the %s runs have no table %s.", len(wanted) - len(found),
                                                 len(wanted), artifact_file)
        runs = [run for run, _ in found]
        extra = {column: frames.values(runs, column) for column in extra_columns or ()}
        return loaded.loaded([part for _, part in found], extra)

    # Artifacts

    def list_artifacts(self, run_id: str, path: Optional[str] = None) -> List[FileInfo]:
        """The entries of a folder of a run's artifacts."""
        from .artifacts import list_artifacts

        return list_artifacts(run_id=run_id, artifact_path=path, tracking_uri=self._uri)

    def download_artifacts(self, run_id: str, path: str, dst_path: Optional[PathLike] = None) -> str:
        """Copies a file or folder of a run's artifacts to this machine; answers where it is."""
        from .artifacts import download_artifacts

        return download_artifacts(run_id=run_id, artifact_path=path, dst_path=dst_path, tracking_uri=self._uri)

    # Logged models

    def get_logged_model(self, model_id: str) -> LoggedModel:
        """A logged model."""
        return LoggedModel.from_json(self._rest.get(f"logged-models/{_segment(model_id)}")["model"])

    def search_logged_models(
        self,
        experiment_ids: Sequence[str],
        filter_string: Optional[str] = None,
        datasets: Optional[Sequence[Mapping[str, Any]]] = None,
        max_results: Optional[int] = None,
        order_by: Optional[Sequence[Mapping[str, Any]]] = None,
        page_token: Optional[str] = None,
    ) -> PagedList[LoggedModel]:
        """A page of the logged models that a filter finds."""
        answer = self._rest.post(
            "logged-models/search", experiment_ids=[str(one) for one in experiment_ids], filter=filter_string,
            datasets=datasets, max_results=max_results, order_by=order_by, page_token=page_token,
        )
        return page(answer, "models", LoggedModel)

    def list_logged_model_artifacts(self, model_id: str, path: Optional[str] = None) -> List[FileInfo]:
        """The entries of a folder of a logged model."""
        from .artifacts import list_artifacts

        uri = f"models:/{model_id}/{path}" if path else f"models:/{model_id}"
        return list_artifacts(uri, tracking_uri=self._uri)


def _ids(ids: Union[str, int, Sequence[str]]) -> List[str]:
    return [str(one) for one in ([ids] if isinstance(ids, (str, int)) else ids)]


def _pairs(values: Optional[Mapping[str, Any]]) -> Optional[List[Dict[str, str]]]:
    return None if values is None else [{"key": key, "value": str(value)} for key, value in values.items()]


def _view(view_type: int) -> str:
    return ViewType.to_string(view_type).upper()


def _segment(text: str) -> str:
    """A text as a segment of a URL's path."""
    from urllib.parse import quote

    return quote(text, safe="")


def _tables(
    client: _native.Client, path: str, experiment_id: str, run_ids: List[str]
) -> List[Tuple[Run, Tuple[List[str], List[List[Any]]]]]:
    """Runs with their tables, the latest run first as a search gives them."""
    import json

    with raised():
        found = client.load_table(path, experiment_id, run_ids)
    parts = [(Run.from_json(json.loads(run)), (columns, rows)) for run, columns, rows in found]
    return sorted(parts, key=lambda part: (-part[0].info.start_time, part[0].info.run_id))
