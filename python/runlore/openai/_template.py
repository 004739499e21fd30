"""What is asked for each row: messages or a prompt with the row's values in place of ``{variables}``."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional

from ..exceptions import MlflowException
from . import _fields
from ._rows import Rows
from ._tasks import CHAT


class Template:
    """The messages of a chat, or the prompt of a completion."""

    def __init__(self, task: str, template: Any) -> None:
        self._template = _messages(template) if task == CHAT else _prompt(template)
        found = {name for index, part in enumerate(self._parts()) for name in _fields.names(_asked(part), _place(task, index))}
        self._task = task
        #: The variables, sorted.
        self.variables: List[str] = sorted(found)
        if task == CHAT and not found:
            # What the row says is what the user says.
            self._template = [*self._template, {"role": "user", "content": "{content}"}]
            self.variables = ["content"]

    def _parts(self) -> List[Any]:
        return self._template if isinstance(self._template, list) else [self._template]

    def filled(self, rows: Rows) -> List[Any]:
        """Messages or a prompt for each row."""
        values = self._values(rows)
        parts = [[self._part(index, part, row) for index, part in enumerate(self._parts())] for row in values]
        return parts if self._task == CHAT else [part for (part,) in parts]

    def _part(self, index: int, part: Any, row: Mapping[str, Any]) -> Any:
        said = _fields.filled(_asked(part), row, _place(self._task, index))
        return {**part, **said} if isinstance(part, dict) else said

    def _values(self, rows: Rows) -> List[Dict[str, Any]]:
        """The variables of each row."""
        if len(self.variables) == 1 and self.variables[0] not in rows.columns:
            # The only variable needs no name: it is the first column of texts.
            return [{self.variables[0]: text} for text in rows.first_texts()]
        missing = [name for name in self.variables if name not in rows.columns]
        if missing:
            raise MlflowException.invalid_parameter_value(
                f"The template has the variables {_listed(self.variables)}, and there are no columns {_listed(missing)}: the "
                f"columns are {_listed(rows.columns) or 'none'}."
            )
        columns = {name: rows.present(name) for name in self.variables}
        return [{name: columns[name][index] for name in self.variables} for index in range(rows.count)]


def _asked(part: Any) -> Any:
    """What of a message may have variables, or the prompt."""
    return {key: part[key] for key in ("role", "content")} if isinstance(part, dict) else part


def _listed(names: Any) -> str:
    return ", ".join(repr(name) for name in names)


def _place(task: str, index: int) -> str:
    return f"Message {index + 1}" if task == CHAT else "The prompt"


def _messages(template: Any) -> List[Dict[str, Any]]:
    if template is None:
        return []
    if not isinstance(template, (list, tuple)):
        raise MlflowException.invalid_parameter_value(
            f"messages are a list of dicts with 'role' and 'content', not a {type(template).__name__}."
        )
    for index, message in enumerate(template):
        if not isinstance(message, Mapping) or "role" not in message or "content" not in message:
            raise MlflowException.invalid_parameter_value(
                f"Message {index + 1} is no dict with 'role' and 'content': {message!r}"
            )
    return [dict(message) for message in template]


def _prompt(template: Any) -> str:
    if template is not None and not isinstance(template, str):
        raise MlflowException.invalid_parameter_value(f"The prompt is a text, not a {type(template).__name__}.")
    return template or "{prompt}"


def variables(task: str, template: Optional[Any]) -> List[str]:
    """The variables of messages or a prompt, as far as a user gave one."""
    return Template(task, template).variables if template else []
