"""Datasets as runs have them for inputs. What makes them is :mod:`runlore.data`."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from ._entity import Entity, Json, KeyValue, listed, texts


class InputTag(KeyValue):
    """A tag of a dataset's use, such as its context."""


class Dataset(Entity):
    """What is known of a dataset. ``source``, ``schema`` and ``profile`` are JSON."""

    name: str
    digest: str
    source_type: str
    source: str
    schema: Optional[str]
    profile: Optional[str]

    def __init__(
        self,
        name: str,
        digest: str,
        source_type: str,
        source: str,
        schema: Optional[str] = None,
        profile: Optional[str] = None,
    ) -> None:
        self._set(name=name, digest=digest, source_type=source_type, source=source, schema=schema, profile=profile)

    @classmethod
    def from_json(cls, json: Json) -> Dataset:
        """Reads REST's JSON."""
        name, digest, kind, source = (json.get(key, "") for key in ("name", "digest", "source_type", "source"))
        return cls(name, digest, kind, source, json.get("schema"), json.get("profile"))


class DatasetInput(Entity):
    """A dataset that a run used."""

    dataset: Dataset
    tags: List[InputTag]

    def __init__(self, dataset: Dataset, tags: Optional[List[InputTag]] = None) -> None:
        self._set(dataset=dataset, tags=list(tags or ()))

    @classmethod
    def from_json(cls, json: Json) -> DatasetInput:
        """Reads REST's JSON."""
        return cls(Dataset.from_json(json.get("dataset", {})), listed(InputTag, json.get("tags", ())))

    def to_dictionary(self) -> Dict[str, Any]:
        """The fields as plain values, the tags by their keys."""
        return {"dataset": self.dataset.to_dictionary(), "tags": texts(self.tags)}
