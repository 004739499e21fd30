"""What may be evaluated: a data frame, rows, columns, a file, a logged table or a dataset; as columns of JSON values."""

from __future__ import annotations

import os
import sys
from typing import Any, Dict, List, Mapping, Optional, Tuple

from .. import _columns
from .._cells import name as text
from ..exceptions import MlflowException
from .columns import cells

FILES = (".json", ".jsonl", ".csv", ".parquet")


class Data:
    """Columns as they were given and as cells, the targets, and the predictions if they came along."""

    def __init__(self, given: Any, targets: Any, predictions: Any, feature_names: Optional[List[str]]) -> None:
        dataset = given if hasattr(given, "digest") and hasattr(given, "to_dict") else None
        if dataset is not None:
            _only_once("targets", targets)
            targets = getattr(dataset, "targets", None)
            predictions = predictions or getattr(dataset, "predictions", None)
            given = dataset.df if hasattr(dataset, "df") else dataset.columns
        if given is None:
            raise MlflowException.invalid_parameter_value("The data argument cannot be None.")
        texts = [name for name in (targets, predictions) if isinstance(name, str)]
        given = _named(_read(given, texts), feature_names)
        self.dataset = dataset
        self.frame = given if _is_frame(given) else None
        self.values = {text(key): values for key, values in _columns.columns(given).items()}
        self.rows = len(next(iter(self.values.values()), ()))
        if not self.rows:
            raise MlflowException.invalid_parameter_value("The data has no rows; there is nothing to evaluate.")
        self.targets_name = self._column("targets", targets)
        self.targets = None if targets is None else self.values[self.targets_name] if self.targets_name else self._list(
            "targets", targets)
        self.predictions_name = self._column("predictions", predictions) if isinstance(predictions, str) else None
        self.predictions = self.values[self.predictions_name] if self.predictions_name else None if predictions is None \
            else self._list("predictions", predictions)
        if feature_names:
            self._only(feature_names)

    def _only(self, feature_names: List[str]) -> None:
        """Leaves out what is neither asked for nor compared."""
        missing = [name for name in feature_names if name not in self.values]
        if missing:
            raise MlflowException.invalid_parameter_value(
                f"The data has no column {', '.join(missing)}, of feature_names; it has: {', '.join(self.values)}."
            )
        kept = [*feature_names, self.targets_name, self.predictions_name]
        self.values = {name: self.values[name] for name in dict.fromkeys(kept) if name is not None}

    def features(self) -> Dict[str, List[Any]]:
        """What a model is asked: all columns but targets and predictions."""
        apart = (self.targets_name, self.predictions_name)
        return {name: values for name, values in self.values.items() if name not in apart}

    def cells(self) -> List[Tuple[str, List[Any]]]:
        """All columns as JSON values."""
        return [(name, cells(values)) for name, values in self.values.items()]

    def asked(self) -> Any:
        """The same as a data frame if the data was one, else as a list of rows."""
        features = self.features()
        if self.frame is not None:
            # By position: two columns of other types may have one text.
            return self.frame[[key for key in self.frame.columns if text(key) in features]].copy()
        return [dict(zip(features, row)) for row in zip(*features.values())]

    def as_dataset(self, source: Optional[str]) -> Any:
        """The dataset that is logged as the run's input, from ``source``."""
        from .. import data

        if self.dataset is not None:
            return self.dataset
        if self.frame is not None:
            frame, targets = self.frame, self.targets_name
            if self.targets is not None and not targets:
                targets = "targets"
                frame = frame.assign(targets=list(self.targets))
            return data.from_pandas(frame, source, targets=targets, predictions=self.predictions_name)
        return data.from_dict(self.values, source, targets=self.targets_name, predictions=self.predictions_name)

    def _column(self, role: str, name: Any) -> Optional[str]:
        if not isinstance(name, str):
            return None
        if name not in self.values:
            raise MlflowException.invalid_parameter_value(
                f"The data has no column '{name}', which was named as {role}; it has: {', '.join(self.values)}."
            )
        return name

    def _list(self, role: str, values: Any) -> List[Any]:
        listed = cells(values)
        if len(listed) != self.rows:
            raise MlflowException.invalid_parameter_value(
                f"The data has {self.rows} rows, and there are {len(listed)} {role}: give one for each row."
            )
        return listed


def _only_once(role: str, given: Any) -> None:
    if given is not None:
        raise MlflowException.invalid_parameter_value(
            f"The {role} of a dataset are named when it is made: runlore.data.from_pandas(df, {role}=…). Leave out {role}=."
        )


def _is_frame(value: Any) -> bool:
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(value, pandas.DataFrame)


def _read(given: Any, texts: List[str]) -> Any:
    """A file by its path, or a logged table by its URI; anything else as it is."""
    if not isinstance(given, (str, os.PathLike)):
        return given
    uri = os.fspath(given)
    if uri.startswith("runs:/"):
        run_id, _, path = uri[len("runs:/"):].partition("/")
        from .._search import load_table

        return load_table(path, [run_id])
    from .. import _native
    from ..exceptions import raised

    if not uri.lower().endswith(FILES):
        raise MlflowException.invalid_parameter_value(
            f"{uri} is not read as data: give a file that ends with {', '.join(FILES)}, or a logged table as "
            "runs:/<run id>/<table>.json."
        )
    with raised():
        return dict(_native.read_dataset(uri, texts))


def _named(given: Any, feature_names: Optional[List[str]]) -> Any:
    """Lists and arrays get names for their columns, as MLflow gives them; all else has names."""
    if isinstance(given, Mapping) or _is_frame(given) or (
        isinstance(given, (list, tuple)) and given and isinstance(given[0], Mapping)
    ):
        return given
    if isinstance(given, (list, tuple)) or hasattr(given, "tolist"):
        values = given.tolist() if hasattr(given, "tolist") else list(given)
        rows = [row if isinstance(row, (list, tuple)) else [row] for row in values]
        width = max((len(row) for row in rows), default=0)
        names = feature_names or [f"feature_{at + 1:0{len(str(width))}}" for at in range(width)]
        if any(len(row) != len(names) for row in rows):
            raise MlflowException.invalid_parameter_value(
                f"Each row of the data must have one value for each of the names {', '.join(names)}."
            )
        return {name: [row[at] for row in rows] for at, name in enumerate(names)}
    return given
