"""A loaded model of the flavor, which can be asked: ``pyfunc.load_model`` gives one."""

from __future__ import annotations

import os
from typing import Any, Dict, List, Mapping, Optional

from .._models.info import ModelInfo
from ..exceptions import MlflowException
from ._answers import Answer, answers
from ._rows import Rows
from ._tasks import CHAT, EMBEDDINGS, PREDICTED, task_name
from ._template import Template

# Texts of one request, of an embedding only: a refusal of one text would be one of all in a request.
_BATCH, _BATCH_OF_AZURE = 1024, 16
# What earlier releases of MLflow kept in the file, and what is no part of a request.
_NOT_SENT = ("task", "messages", "prompt", "input", "api_type", "api_base", "api_key", "api_version", "deployment_id",
             "organization", "engine", "stream", "stream_options")


class OpenAIModel:
    """A model of an OpenAI-compatible server with messages or a prompt."""

    def __init__(self, model: Mapping[str, Any], metadata: ModelInfo) -> None:
        if not isinstance(model, Mapping):
            raise MlflowException.invalid_parameter_value("The model's file is no dict.")
        self._raw = dict(model)
        self.task = task_name(self._raw.get("task"))
        if self.task not in PREDICTED:
            raise MlflowException.invalid_parameter_value(
                f"A model for {self.task!r} can be saved, but not asked: predict is for {', '.join(map(repr, PREDICTED))}."
            )
        name = self._raw.get("model")
        if not isinstance(name, str):
            raise MlflowException.invalid_parameter_value(f"The model's file names no model: it says {name!r}.")
        self.model = name
        #: What is known of it, as ``log_model`` answers it.
        self.metadata = metadata
        self._template = None
        if self.task != EMBEDDINGS:
            self._template = Template(self.task, self._raw.get("messages" if self.task == CHAT else "prompt"))

    @property
    def model_id(self) -> Optional[str]:
        """The id of the logged model."""
        return self.metadata.model_id

    def get_raw_model(self) -> Dict[str, Any]:
        """What was saved: model, task, and the arguments of its calls."""
        return dict(self._raw)

    def predict(self, data: Any, params: Optional[Mapping[str, Any]] = None) -> List[Any]:
        """What the model answers to each row of a DataFrame, a list of dicts or of texts, a dict of columns, or a text.

        ``params`` are arguments of the calls, such as ``temperature``, and ``max_retries``, ``timeout`` and, but not for
        chats, ``batch_size``. A row that is refused, or fails, is None, and a warning says why. If all rows fail, that is
        an exception.
        """
        found = self.answers(data, params)
        failed = [(row, answer) for row, answer in enumerate(found) if answer.error is not None]
        if failed and len(failed) == len(found):
            _, first = failed[0]
            raise MlflowException(f"None of the {len(found)} rows was answered. The first: {first.error}")
        if failed:
            import logging

            reasons = "; ".join(f"row {row}: {answer.error}" for row, answer in failed[:3])
            logging.getLogger("runlore").warning("%s of %s rows have no answer: %s", len(failed), len(found), reasons)
        return [answer.value for answer in found]

    def answers(self, data: Any, params: Optional[Mapping[str, Any]] = None) -> List[Answer]:
        """The same with what each call took, and with errors on their rows."""
        rows = Rows(data)
        inputs = rows.first_texts() if self._template is None else self._template.filled(rows)
        used = self._params(params)
        is_azure = os.environ.get("OPENAI_API_TYPE", "").lower().startswith("azure")
        batch = 1 if self.task != EMBEDDINGS else _BATCH_OF_AZURE if is_azure else _BATCH
        size = _number(used.pop("batch_size", batch), "batch_size", 1)
        timeout = _number(used.pop("timeout"), "timeout", 0) if "timeout" in used else None
        retries = int(_number(used.pop("max_retries"), "max_retries", 0)) if "max_retries" in used else None
        kept = {key: value for key, value in self._raw.items() if key not in _NOT_SENT}
        return answers(inputs, {**kept, **used}, task=self.task, size=int(size), timeout=timeout, max_retries=retries)

    def _params(self, params: Optional[Mapping[str, Any]]) -> Dict[str, Any]:
        signature = self.metadata.signature
        given = {**(signature.defaults() if signature else {}), **(params or {})}
        used = {key: value for key, value in given.items() if value is not None}
        check_params(self.task, self._raw, used)
        return used


def check_params(task: str, model: Mapping[str, Any], params: Mapping[str, Any]) -> None:
    """What was logged with a model holds for all of its calls."""
    twice = sorted(set(params) & set(model))
    if twice:
        raise MlflowException.invalid_parameter_value(
            f"{', '.join(map(repr, twice))} can not be params, because the model was logged with them. Log it without, or "
            "leave them out of params and signature."
        )
    if task == CHAT and "batch_size" in params:
        raise MlflowException.invalid_parameter_value("A chat is a request of its own: batch_size is not for it.")


def _number(value: Any, name: str, least: float) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not value >= least:
        raise MlflowException.invalid_parameter_value(f"{name} is a number of at least {least:g}, not {value!r}.")
    return value
