"""One page of a search."""

from __future__ import annotations

from typing import Iterable, List, Optional, TypeVar

T = TypeVar("T")


class PagedList(List[T]):
    """A page of a search: a list, and the ``token`` with which the next page is asked for."""

    def __init__(self, items: Iterable[T], token: Optional[str]) -> None:
        super().__init__(items)
        self.token = token

    def to_list(self) -> List[T]:
        """The page without its token."""
        return list(self)
