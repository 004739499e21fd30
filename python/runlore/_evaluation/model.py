"""Asking what is evaluated: a logged model, an object that predicts, or a function."""

from __future__ import annotations

import math
import time
from typing import Any, Callable, Dict, List, Optional

from ..exceptions import MlflowException
from .columns import cells, plain
from .data import Data


class Answers:
    """What was answered, one a row: null where there is no answer, and then why."""

    def __init__(
        self,
        predictions: List[Any],
        name: Optional[str] = None,
        others: Optional[Dict[str, List[Any]]] = None,
        latencies: Optional[List[float]] = None,
        errors: Optional[List[Optional[str]]] = None,
        records: Optional[Dict[str, List[Any]]] = None,
        model: Optional[str] = None,
        given: bool = False,
        raw: Optional[List[Any]] = None,
    ) -> None:
        self.predictions, self.name, self.latencies = predictions, name, latencies
        # The same as they were given, for functions of the program's.
        self.raw = predictions if raw is None else raw
        # Further columns that the model gave.
        self.others: Dict[str, List[Any]] = others or {}
        self.errors: List[Optional[str]] = errors or []
        # What is logged with each answer as the run's predictions, when the model says so much.
        self.records: Dict[str, List[Any]] = records or {}
        # What the model is called, if it says so.
        self.model = model
        # They came with the data.
        self.given = given


def ask(model: Any, data: Data, name: Optional[str], timed: bool) -> Answers:
    """The model's answers to all rows. ``name`` is the column of them if the model gives several; ``timed`` asks row by row."""
    if hasattr(model, "answers"):
        return _told(model.model, model.answers(data.asked()), timed)
    predict: Callable[[Any], Any] = model.predict if hasattr(model, "predict") else model
    if not callable(predict):
        raise MlflowException.invalid_parameter_value(
            "The model must be a URI (models:/… or runs:/…), an object with a method predict, a function, or None with a "
            f"column of predictions; it is a {type(model).__name__}."
        )
    asked = data.asked()
    if not timed:
        return _split(predict(asked), data.rows, name)
    parts, latencies = [], []
    for at in range(data.rows):
        one = asked.iloc[[at]] if data.frame is not None else asked[at : at + 1]
        begin = time.perf_counter()
        parts.append(predict(one))
        latencies.append(time.perf_counter() - begin)
    split = [_split([part] if isinstance(part, str) else part, 1, name) for part in parts]
    others = {key: [value for one in split for value in one.others.get(key, [None])] for key in split[0].others}
    return Answers([value for one in split for value in one.predictions], split[0].name, others, latencies,
                   raw=[value for one in split for value in one.raw])


def _told(name: str, found: Any, timed: bool) -> Answers:
    """The answers of a model that tells errors, time and tokens of each row."""
    requests = [answer.request or {} for answer in found]
    records: Dict[str, List[Any]] = {
        "prompts": [request.get("messages", request.get("prompt", request.get("input"))) for request in requests],
        "latency": [answer.latency for answer in found],
    }
    if any(answer.tokens for answer in found):
        records["tokens"] = [answer.tokens or (None, None) for answer in found]
    if any(answer.cost is not None for answer in found):
        records["cost"] = [answer.cost for answer in found]
    latencies = [math.nan if answer.latency is None else answer.latency for answer in found] if timed else None
    return Answers([answer.value for answer in found], latencies=latencies, errors=[answer.error for answer in found],
                   records=records, model=name)


def _split(given: Any, rows: int, name: Optional[str]) -> Answers:
    """The predictions among all that a model gave: a list, a column, or several columns of which ``name`` is one."""
    columns: Optional[Dict[Any, Any]] = None
    if hasattr(given, "columns") and hasattr(given, "iloc"):
        columns = {str(key): given.iloc[:, at].tolist() for at, key in enumerate(given.columns)}
    elif isinstance(given, dict):
        columns = given
    elif isinstance(given, (list, tuple)) and given and all(isinstance(row, dict) for row in given):
        columns = {key: [row.get(key) for row in given] for key in dict.fromkeys(key for row in given for key in row)}
    if columns is None:
        if isinstance(given, str) or not (isinstance(given, (list, tuple)) or hasattr(given, "tolist")):
            raise MlflowException.invalid_parameter_value(
                f"The model must give one answer for each row, as a list or a column; it gave a {type(given).__name__}."
            )
        return Answers(_all("answers", given, rows), raw=plain(given))
    if name not in columns:
        if len(columns) != 1:
            raise MlflowException.invalid_parameter_value(
                f"The model gave several columns ({', '.join(map(str, columns))}): name the one with its answers, "
                "predictions=…"
            )
        name = next(iter(columns))
    others = {key: _all(f"values of {key}", values, rows) for key, values in columns.items() if key != name}
    return Answers(_all("answers", columns[name], rows), name, others, raw=plain(columns[name]))


def _all(what: str, values: Any, rows: int) -> List[Any]:
    listed = cells(values)
    if len(listed) != rows:
        raise MlflowException.invalid_parameter_value(f"The model gave {len(listed)} {what} for {rows} rows.")
    return listed
