"""Logging to the active run, or to one that is named."""

from __future__ import annotations

import time
from typing import Any, Dict, List, Mapping, Optional, Sequence

from . import _native, _write
from ._handles import the_run
from ._operations import RunOperations, settled
from ._write import PathLike
from .entities import Dataset, DatasetInput, LoggedModelInput, LoggedModelOutput, Metric
from .exceptions import MlflowException, raised

_log_metric = _native.log_metric
_NativeError = _native.NativeError


def log_param(key: str, value: Any, synchronous: Optional[bool] = None) -> Any:
    """Logs a param, whose value never changes; answers the value.

    >>> with start_run() as run:
    ...     log_param("lr", 0.1)
    0.1
    >>> get_run(run.info.run_id).data.params
    {'lr': '0.1'}
    """
    operations = log_params({key: value}, synchronous)
    return value if operations is None else operations


def log_params(
    params: Dict[str, Any], synchronous: Optional[bool] = None, run_id: Optional[str] = None
) -> Optional[RunOperations]:
    """Logs params, all or none.

    >>> with start_run() as run:
    ...     log_params({"lr": 0.1, "model": "small"})
    """
    run = the_run(run_id)
    _write.params(run, params)
    return settled(run, synchronous)


def log_metric(
    key: str,
    value: float,
    step: Optional[int] = None,
    synchronous: Optional[bool] = None,
    timestamp: Optional[int] = None,
    run_id: Optional[str] = None,
    model_id: Optional[str] = None,
    dataset: Any = None,
) -> Optional[RunOperations]:
    """Logs a point of a metric; the time is milliseconds since 1970, and now if there is none.

    ``model_id`` and ``dataset`` say what it is about, and become inputs of the run.

    >>> with start_run() as run:
    ...     for step in range(3):
    ...         log_metric("loss", 1 / (step + 1), step)
    >>> get_run(run.info.run_id).data.metrics
    {'loss': 0.3333333333333333}
    """
    if run_id is None and model_id is None and dataset is None and synchronous is None:
        try:
            return _log_metric(key, value, step, timestamp or None)
        except (_NativeError, TypeError, OverflowError):
            # Slow, and only once: there is no run yet, or an argument is not what it should be.
            pass
    return log_metrics({key: value}, step, synchronous, run_id, timestamp, model_id, dataset)


def log_metrics(
    metrics: Dict[str, float],
    step: Optional[int] = None,
    synchronous: Optional[bool] = None,
    run_id: Optional[str] = None,
    timestamp: Optional[int] = None,
    model_id: Optional[str] = None,
    dataset: Any = None,
) -> Optional[RunOperations]:
    """Logs a point of several metrics, all or none.

    >>> with start_run() as run:
    ...     log_metrics({"precision": 0.9, "recall": 0.8}, step=1)
    """
    run = the_run(run_id)
    if model_id is None and dataset is None:
        _write.metrics(run, metrics, step, timestamp)
        return settled(run, synchronous)
    used = None if dataset is None else _used(dataset)
    name, digest = (None, None) if used is None else (used.dataset.name, used.dataset.digest)
    at, now = _write.whole("step", step) or 0, timestamp or int(time.time() * 1000)
    points = [Metric(key, value, now, at, model_id, name, digest) for key, value in metrics.items()]
    # Names and values are checked with these; a metric that can not be leaves nothing behind.
    _write.batch(run, points)
    _write.inputs(run, [] if used is None else [used], [] if model_id is None else [LoggedModelInput(model_id)])
    return settled(run, synchronous)


def _used(dataset: Any) -> DatasetInput:
    from .data import dataset_input

    used = DatasetInput(dataset) if isinstance(dataset, Dataset) else dataset_input(dataset)
    if used is None:
        raise MlflowException.invalid_parameter_value("The dataset is missing.")
    return used


def set_tag(key: str, value: Any, synchronous: Optional[bool] = None) -> Optional[RunOperations]:
    """Sets a tag.

    >>> with start_run() as run:
    ...     set_tag("team", "squirrels")
    """
    return set_tags({key: value}, synchronous)


def set_tags(tags: Dict[str, Any], synchronous: Optional[bool] = None) -> Optional[RunOperations]:
    """Sets tags, all or none.

    >>> with start_run():
    ...     set_tags({"team": "squirrels", "release": "1.2"})
    """
    run = the_run()
    _write.tags(run, tags)
    return settled(run, synchronous)


def delete_tag(key: str) -> None:
    """Deletes a tag. That it is not there is told by the next :func:`flush` or read.

    >>> with start_run(tags={"draft": "yes"}):
    ...     delete_tag("draft")
    """
    run = the_run()
    with raised():
        run.delete_tag(key)


def log_text(text: str, artifact_file: PathLike, run_id: Optional[str] = None) -> None:
    """Logs a text as a file, in UTF-8.

    >>> with start_run() as run:
    ...     log_text("Should we send squirrels to space?", "prompts/first.txt")
    >>> artifacts.load_text(f"runs:/{run.info.run_id}/prompts/first.txt")
    'Should we send squirrels to space?'
    """
    _write.text(the_run(run_id), text, artifact_file)


def log_dict(dictionary: Any, artifact_file: PathLike, run_id: Optional[str] = None) -> None:
    """Logs a dict or list as a file: JSON, or YAML if its name ends with ``.yaml`` or ``.yml``.

    >>> with start_run() as run:
    ...     log_dict({"layers": [64, 32]}, "model.json")
    >>> artifacts.load_dict(f"runs:/{run.info.run_id}/model.json")
    {'layers': [64, 32]}
    """
    _write.dictionary(the_run(run_id), dictionary, artifact_file)


def log_stream(stream: Any, artifact_file: PathLike, run_id: Optional[str] = None) -> None:
    """Logs what a binary stream has as a file.

    >>> import io
    >>> with start_run():
    ...     log_stream(io.BytesIO(b"squirrels"), "stream.bin")
    """
    _write.stream(the_run(run_id), stream, artifact_file)


def log_table(data: Any, artifact_file: PathLike, run_id: Optional[str] = None) -> None:
    """Appends rows to a table, a ``.json`` or ``.parquet`` file of the run: a dict of columns, a list of rows that are
    dicts, or a pandas DataFrame.

    >>> with start_run() as run:
    ...     log_table({"question": ["2+2?"], "answer": ["4"]}, "answers.json")
    ...     log_table([{"question": "3+3?", "answer": "6"}], "answers.json")
    >>> list(load_table("answers.json", [run.info.run_id])["answer"])
    ['4', '6']
    """
    _write.table(the_run(run_id), data, artifact_file)


def log_image(
    image: Any,
    artifact_file: Optional[PathLike] = None,
    key: Optional[str] = None,
    step: Optional[int] = None,
    timestamp: Optional[int] = None,
    synchronous: Optional[bool] = False,
) -> None:
    """Logs a numpy array, a Pillow image or an :class:`Image`: as the file ``artifact_file``, or as one of a series
    under ``key``.

    >>> with start_run():
    ...     log_image(Image([[0, 128, 255]]), "gradient.png")
    """
    run = the_run()
    _write.image(run, image, artifact_file, key, step, timestamp)
    if synchronous:
        settled(run, synchronous)


def log_figure(figure: Any, artifact_file: PathLike, *, save_kwargs: Optional[Dict[str, Any]] = None) -> None:
    """Logs a figure of matplotlib or plotly, in the format that the file's name says.

    >>> from matplotlib.figure import Figure
    >>> with start_run():
    ...     log_figure(Figure(), "empty.png")
    """
    _write.figure(the_run(), figure, artifact_file, save_kwargs)


def log_artifact(local_path: PathLike, artifact_path: Optional[PathLike] = None, run_id: Optional[str] = None) -> None:
    """Logs a file, or a folder, into the folder ``artifact_path`` of the run's artifacts or at their top.

    The program may change or delete its own when this returns.

    >>> import pathlib
    >>> _ = pathlib.Path("notes.txt").write_text("squirrels")
    >>> with start_run():
    ...     log_artifact("notes.txt", "notes")
    """
    _write.artifact(the_run(run_id), local_path, artifact_path)


def log_artifacts(local_dir: PathLike, artifact_path: Optional[PathLike] = None, run_id: Optional[str] = None) -> None:
    """Logs all that is in a folder.

    >>> import pathlib
    >>> pathlib.Path("model").mkdir()
    >>> _ = pathlib.Path("model/config.json").write_text("{}")
    >>> with start_run() as run:
    ...     log_artifacts("model", "model")
    >>> [file.path for file in artifacts.list_artifacts(run_id=run.info.run_id, artifact_path="model")]
    ['model/config.json']
    """
    _write.artifacts(the_run(run_id), local_dir, artifact_path)


def log_input(
    dataset: Any = None,
    context: Optional[str] = None,
    tags: Optional[Dict[str, str]] = None,
    model: Optional[LoggedModelInput] = None,
) -> None:
    """Says that the run reads a dataset; ``context`` is what for.

    >>> with start_run() as run:
    ...     log_input(data.from_dict({"question": ["2+2?"], "answer": ["4"]}, name="sums"), context="eval")
    >>> get_run(run.info.run_id).inputs.dataset_inputs[0].dataset.name
    'sums'
    """
    from .data import dataset_input

    used = dataset_input(dataset, context, tags)
    _write.inputs(the_run(), [] if used is None else [used], [] if model is None else [model])


def log_inputs(
    datasets: Optional[Sequence[Any]] = None,
    contexts: Optional[Sequence[Optional[str]]] = None,
    tags_list: Optional[Sequence[Optional[Mapping[str, str]]]] = None,
    models: Optional[Sequence[LoggedModelInput]] = None,
) -> None:
    """Says which datasets and logged models the run reads; contexts and tags are one for each dataset.

    >>> with start_run():
    ...     log_inputs([data.from_dict({"n": [1]})], ["train"], [None])
    """
    from .data import dataset_input

    datasets, contexts, tags_list = datasets or [], contexts or [], tags_list or []
    if not len(datasets) == len(contexts) == len(tags_list):
        raise MlflowException.invalid_parameter_value(
            "`log_inputs` takes a context and tags, which may be None, for each dataset: there are "
            f"{len(datasets)} datasets, {len(contexts)} contexts and {len(tags_list)} tags."
        )
    used = [dataset_input(*of_one) for of_one in zip(datasets, contexts, tags_list)]
    _write.inputs(the_run(), [one for one in used if one is not None], models or [])


def log_outputs(models: Optional[List[LoggedModelOutput]] = None) -> None:
    """Says which logged models the run makes."""
    _write.outputs(the_run(), models or [])
