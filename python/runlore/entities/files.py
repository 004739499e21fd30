"""What a listing of artifacts says."""

from __future__ import annotations

from typing import Optional

from ._entity import Entity, Json, integer


class FileInfo(Entity):
    """A file or folder of a run's artifacts."""

    path: str
    is_dir: bool
    file_size: Optional[int]

    def __init__(self, path: str, is_dir: bool, file_size: Optional[int]) -> None:
        self._set(path=path, is_dir=is_dir, file_size=file_size)

    @classmethod
    def from_json(cls, json: Json) -> FileInfo:
        """Reads REST's JSON. Folders have no size."""
        is_dir = bool(json.get("is_dir", False))
        return cls(json.get("path", ""), is_dir, None if is_dir else integer(json.get("file_size")))
