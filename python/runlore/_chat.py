"""The one place where models are asked: by the native half, many requests at once."""

from __future__ import annotations

from typing import Any, Dict, List, NamedTuple, Optional, Sequence, Union

from . import _native
from .exceptions import raised
from .notebook import counted

Json = Dict[str, Any]


class Reply(NamedTuple):
    """What a model answered."""

    body: Json
    #: Seconds, of the attempt that was answered.
    latency: float
    #: What it cost, if that is known.
    cost: Optional[float]


class Failure(NamedTuple):
    """Why there is no answer."""

    message: str
    #: MLflow's code of such an error.
    code: str
    #: What came instead of an answer.
    raw: Optional[str]


def ask(
    requests: Sequence[Json], *, task: str, timeout: Optional[float] = None, max_retries: Optional[int] = None
) -> List[Union[Reply, Failure]]:
    """Sends bodies of requests to one model; answers a reply or a failure for each, in their order.

    The environment says where the model is, and how many requests are on their way at once. What passes (too many requests,
    an overloaded server, a broken connection) is tried again, ``max_retries`` times if it is given; ``timeout`` are the
    seconds that an answer may take.
    """
    if not requests:
        return []
    with counted(f"Asking {requests[0].get('model')}", "answers") as told, raised():
        found = _native.ask(task, list(requests), timeout, max_retries, told)
    return [_one(reply, failure) for reply, failure in found]


def _one(reply: Any, failure: Any) -> Union[Reply, Failure]:
    if reply is None:
        return Failure(*failure)
    body, latency, cost = reply
    # A server may send any JSON.
    return Reply(body if isinstance(body, dict) else {}, latency, cost)
