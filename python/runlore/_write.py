"""What is logged to a run, as the native half takes it."""

from __future__ import annotations

import errno
import os
import posixpath
from typing import Any, Dict, Iterable, List, Mapping, Optional, Sequence, Union

from . import _native
from .entities import DatasetInput, LoggedModelInput, LoggedModelOutput, Metric, Param, RunTag
from .exceptions import MlflowException, raised

PathLike = Union[str, "os.PathLike[str]"]
IMAGES = "mlflow.loggedImages"
# Whole numbers of 64 bits.
_LEAST, _MOST = -(2**63), 2**63 - 1


def params(run: _native.Run, values: Mapping[str, Any]) -> None:
    """Params, all or none."""
    with raised():
        run.log_params({_key(key): str(value) for key, value in values.items()})


def tags(run: _native.Run, values: Mapping[str, Any]) -> None:
    """Tags, all or none."""
    with raised():
        run.set_tags({_key(key): str(value) for key, value in values.items()})


def metrics(run: _native.Run, values: Mapping[str, Any], step: Any = None, timestamp: Any = None) -> None:
    """A point of some metrics, all or none."""
    numbers = {_key(key): number(value) for key, value in values.items()}
    with raised():
        run.log_metrics(numbers, whole("step", step), whole("timestamp", timestamp) or None)


def batch(
    run: _native.Run, metrics: Iterable[Metric] = (), params: Iterable[Param] = (), tags: Iterable[RunTag] = ()
) -> None:
    """Metrics with steps, times and subjects of their own, params and tags, all or none."""
    points = [
        (_key(point.key), number(point.value), whole("timestamp", point.timestamp) or 0, whole("step", point.step) or 0,
         point.model_id, point.dataset_name, point.dataset_digest)
        for point in metrics
    ]
    pairs = [[(_key(pair.key), str(pair.value)) for pair in kind] for kind in (params, tags)]
    with raised():
        run.log_batch(points, *pairs)


def _key(key: Any) -> str:
    if key is None:
        raise MlflowException.invalid_parameter_value("A key is missing: a param, metric or tag has a name.")
    if not isinstance(key, str):
        raise TypeError(f"The key {key!r} is of type {type(key).__name__}; keys are texts.")
    return key


def number(value: Any) -> float:
    """A metric's value: a number, an array or tensor of one, or the text of one."""
    if type(value) is float:
        return value
    if value is None:
        raise MlflowException.invalid_parameter_value("Missing value for required parameter 'value'.")
    if callable(getattr(value, "item", None)):
        if callable(getattr(value, "detach", None)):
            value = value.detach().cpu()
        try:
            value = value.item()
        except (TypeError, ValueError, RuntimeError) as error:
            raise MlflowException.invalid_parameter_value(f"Failed to convert metric value to float: {error}") from None
    try:
        return float(value)
    except ValueError:
        raise MlflowException.invalid_parameter_value(
            f"Invalid value {value!r} for parameter 'value' supplied: Please specify value as a valid double "
            "(64-bit floating point)"
        ) from None


def whole(name: str, value: Any) -> Optional[int]:
    """A step or a time, which is not rounded: a whole number may be of any type of numbers."""
    if value is None or (type(value) is int and _LEAST <= value <= _MOST):
        return value
    try:
        number = None if isinstance(value, str) else int(value)
        if number is not None and number == value and _LEAST <= number <= _MOST:
            return number
    except (TypeError, ValueError, OverflowError):
        pass
    # The digits of a number may be too many to print.
    shown = "beyond 64 bits" if isinstance(value, int) else repr(value)
    raise MlflowException.invalid_parameter_value(
        f"Invalid value {shown} for parameter '{name}' supplied: it must be a whole number of 64 bits. Make one of it "
        "with int() or round(), or log the value as a metric."
    )


def content(run: _native.Run, data: bytes, artifact_file: PathLike) -> None:
    """A file of these bytes."""
    with raised():
        run.log_bytes(data, normal(artifact_file))


def normal(path: PathLike) -> str:
    """The path without detours."""
    return posixpath.normpath(os.fspath(path)) if path else ""


def text(run: _native.Run, value: str, artifact_file: PathLike) -> None:
    """A text, in UTF-8."""
    if not isinstance(value, str):
        raise TypeError(f"The text for {artifact_file} is a {type(value).__name__}: make a str of it.")
    content(run, value.replace("\n", os.linesep).encode(), artifact_file)


def stream(run: _native.Run, source: Any, artifact_file: PathLike) -> None:
    """What a binary stream has. It goes through a file, so that it need not fit into memory."""
    from shutil import copyfileobj
    from tempfile import TemporaryDirectory

    folder, name = posixpath.split(normal(artifact_file))
    with TemporaryDirectory() as temporary:
        path = os.path.join(temporary, name)
        with open(path, "wb") as file:
            copyfileobj(source, file)
        artifact(run, path, folder or None)


def dictionary(run: _native.Run, value: Any, artifact_file: PathLike) -> None:
    """A dict or list, as JSON or YAML."""
    from . import dicts

    content(run, dicts.encoded(value, os.fspath(artifact_file)), artifact_file)


def figure(run: _native.Run, value: Any, artifact_file: PathLike, save_kwargs: Optional[Dict[str, Any]] = None) -> None:
    """A figure of matplotlib or plotly."""
    from . import figures

    content(run, figures.encoded(value, os.fspath(artifact_file), save_kwargs), artifact_file)


def image(
    run: _native.Run,
    value: Any,
    artifact_file: Optional[PathLike] = None,
    key: Optional[str] = None,
    step: Optional[int] = None,
    timestamp: Optional[int] = None,
) -> None:
    """An image, as a file or as one of a series under a key."""
    from . import images

    images.check_arguments(None if artifact_file is None else os.fspath(artifact_file), key, step, timestamp)
    prepared = images.prepared(value)
    if artifact_file is not None:
        extension = posixpath.splitext(os.fspath(artifact_file))[1]
        content(run, images.encoded(prepared, extension[1:]), artifact_file)
    elif key is not None:
        name, small = images.artifact_names(key, step, timestamp)
        content(run, images.encoded(prepared, "png"), name)
        content(run, images.thumbnail(prepared), small)
        tags(run, {IMAGES: True})


def table(run: _native.Run, data: Any, artifact_file: PathLike) -> None:
    """Rows of a table, behind those that it has."""
    from . import tables

    path = normal(artifact_file)
    columns, rows, files = tables.prepare(data, path)
    with raised():
        for name, image_file in files:
            run.log_bytes(image_file, name)
        run.log_table(columns, rows, path)


def artifact(run: _native.Run, local_path: PathLike, artifact_path: Optional[PathLike] = None) -> None:
    """A file, or a folder with all that is in it."""
    from .notebook import size_of, transfer

    path = os.fspath(local_path)
    if not os.path.exists(path):
        raise OSError(errno.ENOENT, os.strerror(errno.ENOENT), path)
    with raised(), transfer(f"Logging {os.path.basename(path)}", lambda: size_of(path)) as told:
        run.log_artifact(path, _folder(artifact_path), told)


def artifacts(run: _native.Run, local_dir: PathLike, artifact_path: Optional[PathLike] = None) -> None:
    """What is in a folder."""
    from .notebook import size_of, transfer

    path = os.fspath(local_dir)
    if not os.path.isdir(path):
        number = errno.ENOTDIR if os.path.exists(path) else errno.ENOENT
        raise OSError(number, os.strerror(number), path)
    name = os.path.basename(os.path.abspath(path))
    with raised(), transfer(f"Logging {name}", lambda: size_of(path)) as told:
        run.log_artifacts(path, _folder(artifact_path), told)


def _folder(artifact_path: Optional[PathLike]) -> Optional[str]:
    return None if artifact_path is None else normal(artifact_path)


def inputs(
    run: _native.Run, datasets: Sequence[DatasetInput] = (), models: Sequence[LoggedModelInput] = ()
) -> None:
    """Datasets and logged models that the run reads."""
    import json

    from .data import inputs_json

    sent = inputs_json(datasets, models)
    with raised():
        run.log_inputs(json.dumps(sent.get("datasets", [])), json.dumps(sent.get("models", [])))


def outputs(run: _native.Run, models: Sequence[LoggedModelOutput]) -> None:
    """Logged models that the run makes."""
    import json

    sent: List[Dict[str, Any]] = [model.to_dictionary() for model in models]
    with raised():
        run.log_outputs(json.dumps(sent))
