"""The one place where models are asked.

TO BE REPLACED: the body of :func:`ask` asks one request after the other with the standard library. The native half will
ask them at once, obey rate limits and keep answers in a cache. What is around it (:class:`Reply`, :class:`Failure` and
the arguments) stays.
"""

from __future__ import annotations

import time
from typing import Any, Dict, List, NamedTuple, Optional, Sequence, Tuple, Union

from ._endpoint import Endpoint

Json = Dict[str, Any]
# Statuses after which the same question may be answered.
_PASSING = (408, 409, 429, 500, 502, 503, 504)
# Seconds before the second attempt, which double, and the longest pause.
_PAUSE, _LONGEST = 0.5, 60.0


class Reply(NamedTuple):
    """What a model answered."""

    body: Json
    #: Seconds, of the attempt that was answered.
    latency: float


class Failure(NamedTuple):
    """Why there is no answer."""

    message: str
    status: Optional[int] = None
    code: Optional[str] = None
    #: What came instead of an answer.
    raw: Optional[str] = None
    latency: float = 0.0


def ask(
    requests: Sequence[Json], *, task: str, endpoint: Endpoint, timeout: float = 60.0, max_retries: int = 5
) -> List[Union[Reply, Failure]]:
    """Sends bodies of requests; answers a reply or a failure for each, in their order."""
    headers = endpoint.headers()
    urls = [endpoint.url(task, str(body.get("model"))) for body in requests]
    return [_patiently(body, url, headers, timeout, max_retries) for body, url in zip(requests, urls)]


def _patiently(body: Json, url: str, headers: Dict[str, str], timeout: float, max_retries: int) -> Union[Reply, Failure]:
    pause = _PAUSE
    for attempt in range(max_retries + 1):
        answer, wanted = _once(body, url, headers, timeout)
        passing = isinstance(answer, Failure) and (answer.status is None or answer.status in _PASSING)
        if not passing or attempt == max_retries:
            return answer
        time.sleep(min(pause if wanted is None else wanted, _LONGEST))
        pause *= 2
    raise AssertionError("the last attempt returns")


def _once(body: Json, url: str, headers: Dict[str, str], timeout: float) -> Tuple[Union[Reply, Failure], Optional[float]]:
    """An answer, and how many seconds the server wants to be left alone."""
    import json
    from http.client import HTTPException
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    began = time.monotonic()
    request = Request(url, json.dumps(body).encode(), {**headers, "Content-Type": "application/json"}, method="POST")
    try:
        with urlopen(request, timeout=timeout) as answer:
            text = answer.read().decode("utf-8", "replace")
    except HTTPError as error:
        with error:
            text = error.read().decode("utf-8", "replace")
        return _refused(error.code, text, time.monotonic() - began), _seconds(error.headers.get("Retry-After"))
    except (OSError, HTTPException) as error:
        return Failure(f"{url} did not answer: {error}", latency=time.monotonic() - began), None
    took = time.monotonic() - began
    try:
        read = json.loads(text)
    except ValueError:
        read = None
    if not isinstance(read, dict):
        return Failure("The answer is no JSON object.", 200, None, text, took), None
    return Reply(read, took), None


def _refused(status: int, text: str, latency: float) -> Failure:
    import json

    error: Any = None
    try:
        error = json.loads(text).get("error")
    except (ValueError, AttributeError):
        pass
    told = error if isinstance(error, dict) else {"message": error if isinstance(error, str) else text[:500]}
    code = told.get("code") or told.get("type")
    return Failure(f"{status}: {told.get('message')}", status, None if code is None else str(code), text, latency)


def _seconds(header: Optional[str]) -> Optional[float]:
    try:
        return None if header is None else max(0.0, float(header))
    except ValueError:
        return None
