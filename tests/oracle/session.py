"""Plays scenarios against a server and writes down what came back."""

import hashlib
import json

from tests.support.http import Http

MAX_PAGES = 200


class Session:
    """What a scenario talks to. Every call is one recorded step and returns the server's raw answer."""

    def __init__(self, port, normalizer):
        self.http, self.normalizer, self.steps = Http(port), normalizer, []

    def get(self, path, query=None, **options):
        return self.send("GET", path, query=query, **options)

    def post(self, path, body=None, **options):
        return self.send("POST", path, body={} if body is None else body, **options)

    def patch(self, path, body=None, **options):
        return self.send("PATCH", path, body={} if body is None else body, **options)

    def put(self, path, body=b"", **options):
        return self.send("PUT", path, body=body, **options)

    def delete(self, path, body=None, **options):
        return self.send("DELETE", path, body=body, **options)

    def send(self, method, path, query=None, body=None, headers=None, show=()):
        """One request. `show` names response headers to compare."""
        path = full(path)
        request = self._described(method, path, query, body, headers)
        answer = self.http.send(method, path, query, body, headers)
        self.steps.append({"request": request, **self._seen(answer, show)})
        return answer

    def pages(self, path, body, method="POST"):
        """All pages of a search, each asked for with the token of the one before."""
        path, token, pages = full(path), None, []
        request = self._described(method, path, None, body, None) | {"pages": "all"}
        while len(pages) < MAX_PAGES:
            asked = body | ({"page_token": token} if token else {})
            query, sent = (asked, None) if method == "GET" else (None, asked)
            answer = self.http.send(method, path, query, sent)
            pages.append(self._seen(answer, ()))
            token = answer.json.get("next_page_token") if answer.status == 200 else None
            if not token:
                break
        self.steps.append({"request": request, "pages": pages})
        return pages

    def _described(self, method, path, query, body, headers):
        shown = {"line": f"{method} {path}"}
        if query:
            shown["query"] = query
        if isinstance(body, bytes):
            shown["bytes"] = body.decode("utf-8", "backslashreplace")[:200]
        elif body is not None:
            shown["body"] = body
        if headers:
            shown["headers"] = headers
        return shortened(self.normalizer.request(shown))

    def _seen(self, answer, show):
        seen = {"status": answer.status, "type": answer.kind if answer.body else ""}
        for header in show:
            seen.setdefault("headers", {})[header] = self.normalizer.answer(answer.headers.get(header))
        if not answer.body:
            return seen
        if answer.kind == "application/json":
            seen["json"] = self.normalizer.answer(answer.json)
        elif answer.kind.startswith("text/") and answer.kind != "text/html" or len(answer.body) < 200:
            seen["text"] = self.normalizer.text(answer.text)
        elif answer.kind != "text/html":
            seen["sha256"] = hashlib.sha256(answer.body).hexdigest()
        return seen


def full(path):
    return path if path.startswith("/") else f"/api/2.0/mlflow/{path}"


def shortened(value):
    """Long lists of a request by their beginning and length: the scenario has the whole."""
    if isinstance(value, dict):
        return {k: shortened(v) for k, v in value.items()}
    if isinstance(value, list) and len(value) > 8 and len(json.dumps(value)) > 400:
        return [*value[:3], f"… {len(value)} items"]
    return value
