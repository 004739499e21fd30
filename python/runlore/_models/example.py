"""An example of what a model takes, kept with it: ``input_example.json``, and what a serving endpoint would be sent."""

from __future__ import annotations

import sys
from typing import Any, Dict, List, Mapping, NamedTuple, Optional

from ..exceptions import MlflowException

FILE = "input_example.json"
SERVED = "serving_input_example.json"
# A request of a chat or completion, which is served as it is.
_OF_LLM = ("messages", "prompt", "input")


class Example(NamedTuple):
    """The example's files by their names, and what ``MLmodel`` says of them."""

    files: Dict[str, str]
    info: Dict[str, Any]


def example(given: Any) -> Optional[Example]:
    """What is kept of an example: a DataFrame, an array, a dict, a list or a scalar; or a pair of these and params."""
    import json

    if given is None:
        return None
    params: Optional[Mapping[str, Any]] = None
    if isinstance(given, tuple) and len(given) == 2 and isinstance(given[1], Mapping):
        given, params = given[0], dict(given[1])
    info: Dict[str, Any] = {"artifact_path": FILE}
    if params:
        info["params"] = "true"
    if hasattr(given, "model_dump"):
        given = given.model_dump()
    served: Dict[str, Any]
    if _is_frame(given):
        value: Any = _split(given)
        info.update(type="dataframe", pandas_orient="split" if "columns" in value else "values")
        served = {"dataframe_split": value}
    elif hasattr(given, "dtype"):
        info["type"], value = "ndarray", given.tolist()
        served = {"inputs": value}
    else:
        info["type"], value = "json_object", given
        as_it_is = isinstance(given, dict) and any(key in given for key in _OF_LLM)
        served = given if as_it_is else {"inputs": given}
    if params is not None:
        value = {"inputs": value, "params": params}
        # A request has them among its own fields.
        among = info["type"] == "json_object" and "inputs" not in served
        served = {**served, **(params if among else {"params": params})}
    info["serving_input_path"] = SERVED
    try:
        files = {FILE: json.dumps(value, default=_plain), SERVED: json.dumps(served, default=_plain, indent=2)}
    except (TypeError, ValueError) as error:
        raise MlflowException.invalid_parameter_value(f"The input example can not be kept as JSON: {error}") from None
    return Example(files, info)


def _is_frame(value: Any) -> bool:
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(value, pandas.DataFrame)


def _split(frame: Any) -> Dict[str, Any]:
    """A frame's columns and rows; only rows if it has no names of its own, as MLflow keeps it."""
    rows: List[List[Any]] = [[_plain_cell(cell) for cell in row] for row in frame.itertuples(index=False, name=None)]
    names = list(frame.columns)
    return {"data": rows} if names == list(range(len(names))) else {"columns": names, "data": rows}


def _plain_cell(cell: Any) -> Any:
    missing = cell is None or (isinstance(cell, float) and cell != cell) or type(cell).__name__ in ("NAType", "NaTType")
    return None if missing else cell


def _plain(value: Any) -> Any:
    """What JSON makes of what it does not know: numbers and arrays of numpy, bytes, times."""
    if isinstance(value, (bytes, bytearray)):
        from base64 import encodebytes

        return encodebytes(value).decode("ascii")
    if hasattr(value, "tolist"):
        return value.tolist()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    raise TypeError(f"{value!r} is of type {type(value).__name__}")
