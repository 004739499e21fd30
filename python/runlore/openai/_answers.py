"""The answers to rows: what is asked for them, in how many requests, and what of the replies belongs to which row."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple, Union

from .. import _chat
from .._chat import Failure, Reply
from ._tasks import CHAT, EMBEDDINGS

_INPUTS = {CHAT: "messages", EMBEDDINGS: "input"}
# Of what was refused for what was asked: by a content filter, and for any other reason.
_FILTERED, _REFUSED = "INVALID_STATE", "INVALID_PARAMETER_VALUE"


class Answer(NamedTuple):
    """What a model answered to a row, or why it did not."""

    #: A text, or the numbers of an embedding; None if there is an error.
    value: Any
    error: Optional[str] = None
    #: The error's code: ``content_filter``, ``refusal``, ``tool_calls``, ``no_answer``, or MLflow's code of such an error.
    code: Optional[str] = None
    #: The request's body.
    request: Optional[Mapping[str, Any]] = None
    #: The reply's body, or the text that came instead.
    raw: Any = None
    #: Seconds that the request took.
    latency: Optional[float] = None
    #: Of the question and of the answer, where a request asked for this row only.
    tokens: Optional[Tuple[int, int]] = None
    #: What it cost, where a request asked for this row only and that is known.
    cost: Optional[float] = None


def answers(
    inputs: Sequence[Any], body: Mapping[str, Any], *, task: str, size: int, timeout: Optional[float], max_retries: Optional[int]
) -> List[Answer]:
    """An answer for each input; ``size`` of them are asked for in one request."""
    name = _INPUTS.get(task, "prompt")
    parts = [inputs[at : at + size] for at in range(0, len(inputs), size)]
    requests = [{**body, name: part[0] if _alone(task, size) else list(part)} for part in parts]

    def ask(bodies: List[Dict[str, Any]]) -> List[Union[Reply, Failure]]:
        return _chat.ask(bodies, task=task, timeout=timeout, max_retries=max_retries)

    found: List[Answer] = []
    for request, part, reply in zip(requests, parts, ask(requests)):
        if isinstance(reply, Failure) and reply.code in (_FILTERED, _REFUSED) and len(part) > 1:
            # One of them is refused: asked alone, only that one fails.
            alone: List[Dict[str, Any]] = [{**body, name: [one]} for one in part]
            for single, answer in zip(alone, ask(alone)):
                found += _of_reply(task, single, 1, answer)
        else:
            found += _of_reply(task, request, len(part), reply)
    return found


def _alone(task: str, size: int) -> bool:
    return task == CHAT or (size == 1 and task != EMBEDDINGS)


def _of_reply(task: str, request: Mapping[str, Any], count: int, reply: Union[Reply, Failure]) -> List[Answer]:
    if isinstance(reply, Failure):
        why = "content_filter" if reply.code == _FILTERED else reply.code
        return [Answer(None, reply.message, why, request, reply.raw)] * count
    items = _by_index(reply.body.get("data" if task == EMBEDDINGS else "choices"))
    each = request.get("n") if isinstance(request.get("n"), int) and task != EMBEDDINGS else 1
    tokens, cost = (_tokens(reply.body.get("usage")), reply.cost) if count == 1 else (None, None)
    found = []
    for row in range(count):
        value, error, code = _value(task, items.get(row * (each or 1)))
        found.append(Answer(value, error, code, request, reply.body, reply.latency, tokens, cost))
    return found


def _by_index(items: Any) -> Dict[int, Mapping[str, Any]]:
    """A reply's items by the numbers that they carry, in whatever order they come."""
    found: Dict[int, Mapping[str, Any]] = {}
    for at, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict):
            index = item.get("index")
            found[index if isinstance(index, int) else at] = item
    return found


def _value(task: str, item: Optional[Mapping[str, Any]]) -> Tuple[Any, Optional[str], Optional[str]]:
    """What an item says, or why it says nothing, and that reason's code."""
    if item is None:
        return None, "The reply has no answer to this row.", "no_answer"
    if task == EMBEDDINGS:
        vector = item.get("embedding")
        if not isinstance(vector, (list, str)):
            return None, "The reply has no embedding of this row.", "no_answer"
        return vector, None, None
    if item.get("finish_reason") == "content_filter":
        return None, "The content filter refused the answer.", "content_filter"
    message = item.get("message") if task == CHAT else {"content": item.get("text")}
    message = message if isinstance(message, dict) else {}
    if isinstance(message.get("content"), str):
        return message["content"], None, None
    if message.get("refusal"):
        return None, f"The model refused: {message['refusal']}", "refusal"
    if message.get("tool_calls") or message.get("function_call"):
        return None, "The model asked for a tool instead of answering.", "tool_calls"
    return None, "The answer has no text.", "no_answer"


def _tokens(usage: Any) -> Optional[Tuple[int, int]]:
    if not isinstance(usage, dict) or not isinstance(usage.get("prompt_tokens"), int):
        return None
    answered = usage.get("completion_tokens")
    return usage["prompt_tokens"], answered if isinstance(answered, int) else 0
