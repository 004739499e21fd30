"""A server on this machine that speaks OpenAI's protocol, and answers by rule from what it is sent.

    with OpenAIServer() as server:
        server.rule(when="astronauts", answer="No.")
        server.rule(when="slow", delay=2)
        …  # OPENAI_BASE_URL=server.url
        server.requests[0].body["messages"]

A request that no rule is about is answered with what it asks, so that each answer shows its question. Every request is kept:
`server.requests` here, `GET /_requests` for other processes, which may also add rules with `POST /_rules`. Azure's paths are
served too. `python -m tests.evaluation.openai_server` runs it alone and prints its URL.
"""

import base64
import hashlib
import json
import re
import struct
import sys
import threading
import time
from dataclasses import asdict, dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Callable, Optional, Union
from urllib.parse import parse_qs, urlsplit

TASKS = {"/chat/completions": "chat.completions", "/completions": "completions", "/embeddings": "embeddings"}
REFUSED_BY_FILTER = {
    "message": "The response was filtered due to the prompt triggering the content management policy.",
    "type": None, "param": "prompt", "code": "content_filter",
}


@dataclass
class Rule:
    """What happens to requests whose texts have `when`, a regular expression."""

    when: str = ""
    task: Optional[str] = None
    # How many requests it is about; None for all.
    times: Optional[int] = None
    answer: Union[str, Callable, None] = None
    # Seconds before anything is sent.
    delay: float = 0.0
    status: int = 200
    retry_after: Optional[float] = None
    # The `error` of an answer that is none.
    error: Optional[dict] = None
    finish_reason: str = "stop"
    refusal: Optional[str] = None
    # Sent instead of JSON.
    raw: Optional[str] = None
    # The connection ends without an answer.
    hang_up: bool = False
    # Ends a stream after so many pieces.
    break_after: Optional[int] = None

    def is_about(self, task, texts):
        return self.times != 0 and self.task in (None, task) and re.search(self.when, "\n".join(texts)) is not None


@dataclass
class Recorded:
    """A request, and what became of it."""

    path: str
    query: dict
    headers: dict
    body: dict
    task: Optional[str]
    texts: list
    at: float
    # 0 if the connection ended without one.
    status: Optional[int] = None
    # How many requests were under way with it.
    together: int = 1
    ended: Optional[float] = field(default=None)


def words(text):
    return max(1, len(text.split()))


def embedding(text, size=8):
    """Numbers of a text: the same for the same text."""
    digest = hashlib.sha256(text.encode()).digest()
    return [byte / 255 for byte in digest[:size]]


def texts_of(task, body):
    """All that a request asks."""
    if task == "chat.completions":
        contents = [message.get("content") for message in body.get("messages") or ()]
        return [text if isinstance(text, str) else json.dumps(text) for text in contents]
    given = body.get("prompt" if task == "completions" else "input")
    return [given] if isinstance(given, str) else [text if isinstance(text, str) else json.dumps(text) for text in given or ()]


class OpenAIServer:
    def __init__(self, port=0, key=None):
        """Any key is right unless there is one."""
        self.key = key
        self.requests, self.rules = [], []
        self.lock = threading.Lock()
        self._under_way = 0
        self._http = _Http(("127.0.0.1", port), _Handler)
        self._http.owner = self
        self.port = self._http.server_port

    @property
    def root(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self):
        """What OPENAI_BASE_URL is to be."""
        return f"{self.root}/v1"

    def rule(self, **rule):
        """Adds a rule; the first that is about a request counts."""
        with self.lock:
            self.rules.append(Rule(**rule))

    def bodies(self):
        with self.lock:
            return [request.body for request in self.requests]

    def clear(self):
        with self.lock:
            self.requests.clear()
            self.rules.clear()

    def __enter__(self):
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self._http.shutdown()
        self._http.server_close()

    def begin(self, recorded):
        """Keeps a request; answers the rule for it."""
        with self.lock:
            self._under_way += 1
            recorded.together = self._under_way
            self.requests.append(recorded)
            rule = next((rule for rule in self.rules if rule.is_about(recorded.task, recorded.texts)), None)
            if rule is None:
                return Rule()
            if rule.times is not None:
                rule.times -= 1
            return rule

    def end(self, recorded, status):
        """Before the answer goes out: who has it can not be under way with the next."""
        with self.lock:
            self._under_way -= 1
            recorded.status, recorded.ended = status, time.monotonic()


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    # Connections that wait to be taken: batches come at once.
    request_queue_size = 1024


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # The request that is not answered yet.
    recorded = None

    def _ended(self, status):
        recorded, self.recorded = self.recorded, None
        if recorded is not None:
            self.owner.end(recorded, status)

    def log_message(self, *_):
        pass

    @property
    def owner(self):
        return self.server.owner

    def do_GET(self):
        if self.path == "/_requests":
            with self.owner.lock:
                self._json(200, [asdict(request) for request in self.owner.requests])
        elif self.path.endswith("/models"):
            self._json(200, {"object": "list", "data": [{"id": "gpt-4", "object": "model", "created": 0, "owned_by": "test"}]})
        else:
            self._error(404, {"message": f"Invalid URL (GET {self.path})", "type": "invalid_request_error"})

    def do_POST(self):
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path == "/_rules":
            for rule in json.loads(sent):
                self.owner.rule(**rule)
            return self._json(200, {})
        if self.path == "/_clear":
            self.owner.clear()
            return self._json(200, {})
        parts = urlsplit(self.path)
        task = next((task for end, task in TASKS.items() if parts.path.endswith(end)), None)
        try:
            body = json.loads(sent)
        except ValueError:
            body = None
        valid = task is not None and isinstance(body, dict)
        recorded = Recorded(parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()},
                            {name.lower(): value for name, value in self.headers.items()}, body, task,
                            texts_of(task, body) if valid else [], time.monotonic())
        rule = self.owner.begin(recorded)
        self.recorded = recorded
        try:
            self._follow(rule, recorded) if valid else self._unknown(task)
        finally:
            self._ended(0)

    def _unknown(self, task):
        what = f"Invalid URL (POST {self.path})" if task is None else "We could not parse the JSON body of your request."
        return self._error(404 if task is None else 400, {"message": what, "type": "invalid_request_error"})

    def _follow(self, rule, request):
        time.sleep(rule.delay)
        given = request.headers.get("api-key") or request.headers.get("authorization", "").removeprefix("Bearer ")
        if self.owner.key is not None and given != self.owner.key:
            return self._error(401, {"message": "Incorrect API key provided.", "type": "invalid_request_error", "code": "invalid_api_key"})
        if rule.hang_up:
            self.close_connection = True
            return
        if rule.raw is not None:
            return self._send(rule.status, rule.raw.encode())
        if rule.status >= 400:
            told = rule.error or {"message": f"It is said to answer {rule.status}.", "type": "test", "code": None}
            return self._error(rule.status, told, rule.retry_after)
        if not isinstance(request.body.get("model"), str) and "/deployments/" not in request.path:
            return self._error(400, {"message": "you must provide a model parameter", "type": "invalid_request_error"})
        if request.task == "embeddings":
            return self._json(200, _embeddings(request))
        if request.body.get("stream"):
            return self._stream(rule, request)
        return self._json(200, _chat(rule, request) if request.task == "chat.completions" else _completions(rule, request))

    def _stream(self, rule, request):
        chat = request.task == "chat.completions"
        (said, *_) = _texts(rule, request)
        pieces = re.findall(r"\S+\s*", said)
        head = _head(request, "chat.completion.chunk" if chat else "text_completion")
        self._ended(200)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        for at, piece in enumerate([*pieces, None]):
            if at == rule.break_after:
                return
            reason = rule.finish_reason if piece is None else None
            what = {"delta": {} if piece is None else {"content": piece}} if chat else {"text": piece or ""}
            self._event({**head, "choices": [{"index": 0, "finish_reason": reason, **what}]})
        if (request.body.get("stream_options") or {}).get("include_usage"):
            self._event({**head, "choices": [], "usage": _usage(request, [said])})
        self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, value):
        self.wfile.write(f"data: {json.dumps(value)}\n\n".encode())
        self.wfile.flush()

    def _error(self, status, error, retry_after=None):
        return self._json(status, {"error": error}, {} if retry_after is None else {"Retry-After": f"{retry_after:g}"})

    def _json(self, status, value, headers=None):
        return self._send(status, json.dumps(value).encode(), headers)

    def _send(self, status, content, headers=None):
        self._ended(status)
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("x-request-id", f"req_{id(self)}")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        # In one piece with the headers: else the second waits for the client's acknowledgement of the first.
        self._headers_buffer.append(b"\r\n" + content)
        self.flush_headers()


def _head(request, kind):
    return {"id": f"{kind}-test", "object": kind, "created": int(time.time()), "model": request.body.get("model") or "deployed"}


def _texts(rule, request):
    """An answer for each that is wanted."""
    asked = request.texts if request.task == "completions" else [request.texts[-1] if request.texts else ""]
    count = request.body.get("n") or 1
    answer = rule.answer
    said = [answer(request.body) if callable(answer) else f"Answer to: {text}" if answer is None else answer for text in asked]
    return [text if at == 0 else f"{text} ({at + 1})" for text in said for at in range(count)]


def _usage(request, said):
    asked, answered = sum(map(words, request.texts)), sum(map(words, said))
    return {"prompt_tokens": asked, "completion_tokens": answered, "total_tokens": asked + answered}


def _chat(rule, request):
    said = _texts(rule, request)
    blocked = rule.finish_reason == "content_filter" or rule.refusal is not None
    choices = [{"index": at, "finish_reason": rule.finish_reason, "logprobs": None,
                "message": {"role": "assistant", "content": None if blocked else text, "refusal": rule.refusal}}
               for at, text in enumerate(said)]
    return {**_head(request, "chat.completion"), "choices": choices, "usage": _usage(request, [] if blocked else said)}


def _completions(rule, request):
    said = _texts(rule, request)
    choices = [{"index": at, "finish_reason": rule.finish_reason, "logprobs": None, "text": text} for at, text in enumerate(said)]
    return {**_head(request, "text_completion"), "choices": choices, "usage": _usage(request, said)}


def _embeddings(request):
    packed = request.body.get("encoding_format") == "base64"
    data = []
    for at, text in enumerate(request.texts):
        numbers = embedding(text)
        vector = base64.b64encode(struct.pack(f"<{len(numbers)}f", *numbers)).decode() if packed else numbers
        data.append({"object": "embedding", "index": at, "embedding": vector})
    tokens = sum(map(words, request.texts))
    return {"object": "list", "data": data, "model": request.body["model"] if "model" in request.body else "deployed",
            "usage": {"prompt_tokens": tokens, "total_tokens": tokens}}


if __name__ == "__main__":
    with OpenAIServer(int(sys.argv[1]) if len(sys.argv) > 1 else 0) as alone:
        print(alone.url, flush=True)
        threading.Event().wait()
