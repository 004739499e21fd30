"""A client that sends exactly what a test says: no retries, no path clean-up, no header of its own."""

import http.client
import json
from dataclasses import dataclass
from urllib.parse import quote, urlencode

TIMEOUT = 60


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def kind(self):
        """The content type without its parameters."""
        return self.headers.get("content-type", "").split(";")[0].strip()


class Http:
    """One kept-alive connection to one server."""

    def __init__(self, port, host="127.0.0.1"):
        self.host, self.port, self.connection = host, port, None

    def send(self, method, path, query=None, body=None, headers=None):
        """One request; a body that is not bytes goes as JSON."""
        headers = dict(headers or {})
        if query:
            path += "?" + urlencode(query, doseq=True, quote_via=quote)
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            headers.setdefault("Content-Type", "application/json")
        try:
            return self._once(method, path, body, headers)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self.close()  # a server may close an idle connection at any time
            return self._once(method, path, body, headers)

    def _once(self, method, path, body, headers):
        if self.connection is None:
            self.connection = http.client.HTTPConnection(self.host, self.port, timeout=TIMEOUT)
        try:
            self.connection.request(method, path, body=body, headers=headers)
        except (BrokenPipeError, ConnectionResetError):
            if not body or self.connection.sock is None:
                raise
            # The server may answer before it has read a large body.
        response = self.connection.getresponse()
        answer = Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        if response.will_close:
            self.close()
        return answer

    def close(self):
        if self.connection:
            self.connection.close()
            self.connection = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def api(port, method, path, body=None, query=None):
    """One API call that must succeed; returns its JSON."""
    with Http(port) as client:
        answer = client.send(method, f"/api/2.0/mlflow/{path}", query, body)
    assert answer.status == 200, f"{method} {path}: {answer.status} {answer.text[:500]}"
    return answer.json if answer.body else {}
