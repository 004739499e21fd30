"""Datasets: what a run was given, told by name, digest, source, schema and size, for ``log_input``."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Sequence, Union

from . import _columns, _schema, entities
from .exceptions import MlflowException

# What a source may be besides files and web pages, by the scheme of its URI.
_STORES = ("s3", "r2", "b2", "gs", "wasbs", "abfss", "ftp", "sftp", "hdfs", "viewfs")
_DIGESTED_ROWS = 10_000


class DatasetSource:
    """Where a dataset is from: ``code`` that made it, a ``local`` file, a URL (``http``), or an object of a store."""

    def __init__(self, source_type: str, fields: Mapping[str, Any]) -> None:
        self.source_type = source_type
        self._fields = dict(fields)

    def _get_source_type(self) -> str:
        return self.source_type

    def to_dict(self) -> Dict[str, Any]:
        """What is known of it: ``uri`` or ``url``, or for code the ``tags`` of a run that would begin there."""
        return dict(self._fields)

    def to_json(self) -> str:
        """The same as JSON."""
        import json

        return json.dumps(self._fields)

    def __repr__(self) -> str:
        return f"<DatasetSource: {self.source_type} {self.to_json()}>"


class Dataset:
    """A dataset. The functions of this module make them."""

    def __init__(
        self, columns: Sequence[Any], source: Any, targets: Any, name: Optional[str], digest: Optional[str], predictions: Any
    ) -> None:
        for role, column in (("targets", targets), ("predictions", predictions)):
            if column is not None and column not in columns:
                raise MlflowException.invalid_parameter_value(
                    f"The dataset does not contain the specified {role} column '{column}'."
                )
        self.name = "dataset" if name is None else name
        self.source: Any = _source(source)
        self.targets = targets
        self.predictions = predictions
        self.digest = digest or self._compute_digest()

    def _compute_digest(self) -> str:
        raise NotImplementedError

    @property
    def schema(self) -> Optional[List[_schema.Type]]:
        """The columns' names and types, in MLflow's words; None if one of them has values of different types."""
        try:
            return self._columns() or None
        except _schema.Unknown:
            return None

    def _columns(self) -> List[_schema.Type]:
        raise NotImplementedError

    @property
    def profile(self) -> Dict[str, int]:
        """How many rows and values there are."""
        raise NotImplementedError

    def to_dict(self) -> Dict[str, Optional[str]]:
        """What is logged: texts, of which source, schema and profile are JSON."""
        import json

        schema = self.schema
        return {
            "name": self.name, "digest": self.digest, "source": self.source.to_json(),
            "source_type": self.source._get_source_type(),
            "schema": None if schema is None else json.dumps({"mlflow_colspec": schema}),
            "profile": json.dumps(self.profile),
        }

    def to_json(self) -> str:
        """The same as JSON."""
        import json

        return json.dumps(self.to_dict())


class PandasDataset(Dataset):
    """A dataset of a pandas DataFrame, :attr:`df`."""

    def __init__(self, df: Any, *rest: Any) -> None:
        self.df = df
        super().__init__(list(df.columns), *rest)

    def _compute_digest(self) -> str:
        """MLflow's digest: of the columns of texts and numbers in the first 10,000 rows, the number of rows, all names."""
        import hashlib

        import numpy
        import pandas

        texts = [all(type(value) is str for value in self.df.iloc[:, at]) for at in range(self.df.shape[1])]
        head = self.df.head(_DIGESTED_ROWS)
        named = self.df.columns[texts].union(head.select_dtypes(include=[numpy.number]).columns)
        digest = hashlib.md5(usedforsecurity=False)
        digest.update(pandas.util.hash_pandas_object(head[named]).values)
        digest.update(numpy.int64(len(self.df)))
        for column in self.df.columns:
            digest.update(str(column).encode())
        return digest.hexdigest()[:8]

    def _columns(self) -> List[_schema.Type]:
        return [_schema.pandas_column(name, self.df.iloc[:, at]) for at, name in enumerate(self.df.columns)]

    @property
    def profile(self) -> Dict[str, int]:
        return {"num_rows": len(self.df), "num_elements": int(self.df.size)}


class DictDataset(Dataset):
    """A dataset of plain values: ``columns``, by their names."""

    def __init__(self, columns: Dict[str, List[Any]], *rest: Any) -> None:
        self.columns = columns
        super().__init__(list(columns), *rest)

    def _compute_digest(self) -> str:
        """The first 8 digits of the SHA-256 of the columns as JSON: ``{"name":[values]}``, in their order, in ASCII,
        without spaces, values spelled as in a table. It does not depend on pandas, and is not the digest of the DataFrame
        with the same values."""
        import hashlib
        import json

        from ._cells import cell

        cells = {name: [cell(value) for value in values] for name, values in self.columns.items()}
        return hashlib.sha256(json.dumps(cells, separators=(",", ":")).encode()).hexdigest()[:8]

    def _columns(self) -> List[_schema.Type]:
        return [_schema.column(name, values) for name, values in self.columns.items()]

    @property
    def profile(self) -> Dict[str, int]:
        rows = len(next(iter(self.columns.values()), ()))
        return {"num_rows": rows, "num_elements": rows * len(self.columns)}


def from_pandas(
    df: Any,
    source: Any = None,
    targets: Optional[str] = None,
    name: Optional[str] = None,
    digest: Optional[str] = None,
    predictions: Optional[str] = None,
) -> PandasDataset:
    """The dataset of a pandas DataFrame. ``source`` is where it is from, a path or a URI; by default the running code.

    ``targets`` and ``predictions`` are the names of the columns with the right answers and with a model's.
    """
    return PandasDataset(df, source, targets, name, digest, predictions)


def from_dict(
    data: Union[Mapping[str, Any], Sequence[Mapping[str, Any]]],
    source: Any = None,
    targets: Optional[str] = None,
    name: Optional[str] = None,
    digest: Optional[str] = None,
    predictions: Optional[str] = None,
) -> DictDataset:
    """The dataset of a dict of columns, or of a list of rows that are dicts; without pandas.

    ``source``, ``targets`` and ``predictions`` are those of :func:`from_pandas`.
    """
    from ._cells import name as text

    columns = {text(key): values for key, values in _columns.columns(data).items()}
    return DictDataset(columns, source, targets, name, digest, predictions)


def _source(source: Any) -> Any:
    if source is None:
        from .context import tags

        return DatasetSource("code", {"tags": tags()})
    if hasattr(source, "to_json") and hasattr(source, "_get_source_type"):
        return source
    import os
    from urllib.parse import urlsplit

    if isinstance(source, (str, os.PathLike)):
        uri = os.fspath(source)
        parts = urlsplit(uri)
        if parts.scheme in ("http", "https"):
            return DatasetSource("http", {"url": uri})
        if parts.scheme in _STORES:
            return DatasetSource(parts.scheme, {"uri": uri})
        if isinstance(source, os.PathLike) or not parts.scheme or (parts.scheme == "file" and not parts.netloc):
            return DatasetSource("local", {"uri": uri})
    raise MlflowException(
        f"Could not find a source information resolver for the specified dataset source: {source}. It may be a path, or a "
        f"URI that begins with file:, http:, https: or {', '.join(f'{scheme}:' for scheme in _STORES)}.",
        "RESOURCE_DOES_NOT_EXIST",
    )


def dataset_input(
    dataset: Any, context: Optional[str] = None, tags: Optional[Mapping[str, str]] = None
) -> Optional[entities.DatasetInput]:
    """A dataset with its use, as a run's input; of this package's, or of MLflow's own kinds of datasets."""
    if dataset is None:
        if context or tags:
            raise MlflowException.invalid_parameter_value(
                "`dataset` must be specified if `context` or `tags` is specified."
            )
        return None
    if not callable(getattr(dataset, "to_dict", None)) or not hasattr(dataset, "digest"):
        raise MlflowException.invalid_parameter_value(
            f"`dataset` is a {type(dataset).__name__}; please make a dataset of it: runlore.data.from_pandas(…) or "
            "runlore.data.from_dict(…)."
        )
    fields = dataset.to_dict()
    named = [*(tags or {}).items(), *([("mlflow.data.context", context)] if context else [])]
    entity = entities.Dataset(fields["name"], fields["digest"], fields["source_type"], fields["source"],
                              fields.get("schema"), fields.get("profile"))
    return entities.DatasetInput(entity, [entities.InputTag(key, value) for key, value in named])


def inputs_json(
    datasets: Sequence[entities.DatasetInput], models: Sequence[entities.LoggedModelInput] = ()
) -> Dict[str, Any]:
    """The inputs as ``runs/log-inputs`` takes them, beside the ``run_id``."""
    sent: Dict[str, Any] = {}
    if datasets:
        sent["datasets"] = [
            {"tags": [tag.to_dictionary() for tag in used.tags],
             "dataset": {name: value for name, value in used.dataset if value is not None}}
            for used in datasets
        ]
    if models:
        sent["models"] = [model.to_dictionary() for model in models]
    return sent
