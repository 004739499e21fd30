"""A tracking server's endpoints, asked for with JSON."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Optional, Tuple, TypeVar

from . import _native
from .entities import PagedList
from .exceptions import raised

T = TypeVar("T")
Json = Dict[str, Any]
V2 = "api/2.0/mlflow"
# What only Runlore has.
OWN = "api/runlore/v1"


class Rest:
    """The endpoints of one server; without a URI of the one that is logged to, which then has what was logged before."""

    def __init__(self, uri: Optional[str] = None) -> None:
        with raised():
            self.native = _native.Client(uri or None)

    def get(self, path: str, **query: Any) -> Json:
        """Asks with a query; what is None is left out, a list is a parameter for each item."""
        pairs: List[Tuple[str, str]] = []
        for key, value in query.items():
            values = value if isinstance(value, (list, tuple)) else () if value is None else (value,)
            pairs += [(key, str(item)) for item in values]
        return self._json("GET", path, pairs, None)

    def post(self, path: str, _api: str = V2, **body: Any) -> Json:
        """Asks or tells with a body; what is None is left out."""
        return self._with_body("POST", path, body, _api)

    def delete(self, path: str, **body: Any) -> Json:
        """Deletes."""
        return self._with_body("DELETE", path, body)

    def patch(self, path: str, **body: Any) -> Json:
        """Changes."""
        return self._with_body("PATCH", path, body)

    def _with_body(self, method: str, path: str, body: Json, api: str = V2) -> Json:
        import json

        sent = {key: value for key, value in body.items() if value is not None}
        return self._json(method, path, [], json.dumps(sent).encode(), api)

    def _json(
        self, method: str, path: str, query: List[Tuple[str, str]], body: Optional[bytes], api: str = V2
    ) -> Json:
        import json

        with raised():
            answer = self.native.call(method, f"{api}/{path}", query, body)
        read: Json = json.loads(answer) if answer else {}
        return read


def page(answer: Json, name: str, kind: Any) -> PagedList[Any]:
    """A page of a search's answer."""
    return PagedList((kind.from_json(item) for item in answer.get(name, ())), answer.get("next_page_token") or None)


def everything(ask: Callable[[int, Optional[str]], PagedList[T]], size: int, most: Optional[int] = None) -> List[T]:
    """All items of a search, or the first ``most`` of them. ``ask`` is for a number of them and a page's token."""
    found: List[T] = []
    token: Optional[str] = None
    while most is None or len(found) < most:
        items = ask(size if most is None else min(size, most - len(found)), token)
        found += items
        token = items.token
        if token is None:
            break
    return found
