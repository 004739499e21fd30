"""MLflow's module of this name: the client, and where is logged to."""

from __future__ import annotations

from ._process import get_tracking_uri, is_tracking_uri_set, set_tracking_uri
from .client import MlflowClient

__all__ = ["MlflowClient", "get_tracking_uri", "is_tracking_uri_set", "set_tracking_uri"]
