"""Registering a logged model under a name, on servers that have a model registry."""

from __future__ import annotations

import time
from typing import Any, Mapping, Optional

from .._rest import Rest
from ..entities import LoggedModel
from ..exceptions import MlflowException

# Seconds that one waits for a version if nobody says otherwise, as in MLflow.
PATIENCE = 300
_ABSENT = ("ENDPOINT_NOT_FOUND", "NOT_IMPLEMENTED", "NOT_FOUND")


def prepare(rest: Rest, name: str) -> None:
    """Makes the name, before anything is logged for it: a server without a registry is told now."""
    try:
        rest.post("registered-models/create", name=name)
    except MlflowException as error:
        if error.error_code in _ABSENT:
            raise MlflowException(
                f"The server has no model registry, so the model can not be registered as {name!r}. Leave out "
                "registered_model_name: the model is found by its id, as models:/m-….", "NOT_IMPLEMENTED",
            ) from None
        if error.error_code != "RESOURCE_ALREADY_EXISTS":
            raise


def register(
    rest: Rest, name: str, model: LoggedModel, run_id: Optional[str], tags: Mapping[str, Any], patience: Optional[int]
) -> int:
    """Makes a version of the model; answers its number."""
    pairs = [{"key": str(key), "value": str(value)} for key, value in tags.items()]
    made = rest.post(
        "model-versions/create", name=name, source=model.model_uri, run_id=run_id, model_id=model.model_id, tags=pairs or None,
    )["model_version"]
    until = time.monotonic() + (patience or 0)
    while made.get("status") == "PENDING_REGISTRATION" and time.monotonic() < until:
        time.sleep(1)
        made = rest.get("model-versions/get", name=name, version=made["version"])["model_version"]
    return int(made["version"])
