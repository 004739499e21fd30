"""What a model takes and gives: MLflow's signatures, as the JSON that they are in files."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional

from ..exceptions import MlflowException

Columns = List[Dict[str, Any]]
_PARTS = ("inputs", "outputs", "params")


class ModelSignature:
    """The columns that a model takes and gives, and the params that its ``predict`` takes, each a list of dicts."""

    def __init__(
        self, inputs: Optional[Columns] = None, outputs: Optional[Columns] = None, params: Optional[Columns] = None
    ) -> None:
        self.inputs = inputs
        self.outputs = outputs
        self.params = params

    def to_dict(self) -> Dict[str, Optional[str]]:
        """Each part as the text that is in the model's files."""
        import json

        parts = ((name, getattr(self, name)) for name in _PARTS)
        return {name: None if part is None else json.dumps(part) for name, part in parts}

    @classmethod
    def from_dict(cls, texts: Mapping[str, Optional[str]]) -> ModelSignature:
        """Reads what a model's files have."""
        import json

        try:
            parts = {name: json.loads(texts.get(name) or "null") for name in _PARTS}
        except (TypeError, ValueError) as error:
            raise MlflowException.invalid_parameter_value(f"The model's signature can not be read: {error}") from None
        return cls(**parts)

    def defaults(self) -> Dict[str, Any]:
        """The params with the values that they have if nobody says otherwise."""
        return {param["name"]: param.get("default") for param in self.params or () if "name" in param}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ModelSignature) and vars(self) == vars(other)

    def __repr__(self) -> str:
        return f"ModelSignature(inputs={self.inputs!r}, outputs={self.outputs!r}, params={self.params!r})"


def of_user(signature: Any) -> Optional[ModelSignature]:
    """The signature that a program gives: one of these, MLflow's own, or a dict of texts as in the files."""
    if signature is None or isinstance(signature, ModelSignature):
        return signature
    texts = signature.to_dict() if callable(getattr(signature, "to_dict", None)) else signature
    if not isinstance(texts, Mapping):
        raise MlflowException.invalid_parameter_value(
            f"signature is a ModelSignature, of Runlore or MLflow, not a {type(signature).__name__}"
        )
    return ModelSignature.from_dict(texts)
