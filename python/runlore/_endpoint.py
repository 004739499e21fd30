"""Where models are asked, as the environment says: the variables of the package ``openai`` and of MLflow."""

from __future__ import annotations

import os
from typing import Dict, NamedTuple, Optional

from .exceptions import MlflowException

_OPENAI = "https://api.openai.com/v1"
_AZURE = ("azure", "azure_ad", "azuread")
_PATHS = {"chat.completions": "chat/completions", "completions": "completions", "embeddings": "embeddings"}


class Endpoint(NamedTuple):
    """An OpenAI-compatible server, or a deployment of Azure."""

    base_url: str
    api_key: Optional[str] = None
    organization: Optional[str] = None
    project: Optional[str] = None
    #: ``azure``, or ``azure_ad`` whose key is a token; None for all others.
    api_type: Optional[str] = None
    api_version: Optional[str] = None
    deployment: Optional[str] = None

    def url(self, task: str, model: str) -> str:
        """The URL that a task's requests go to."""
        from urllib.parse import quote, urlencode

        base, path = self.base_url.rstrip("/"), _PATHS[task]
        if self.api_type is None:
            return f"{base}/{path}"
        deployment = quote(self.deployment or model, safe="")
        return f"{base}/openai/deployments/{deployment}/{path}?{urlencode({'api-version': self.api_version or ''})}"

    def headers(self) -> Dict[str, str]:
        """The headers that say who asks."""
        sent: Dict[str, str] = {}
        if self.api_key:
            sent.update({"api-key": self.api_key} if self.api_type == "azure" else {"Authorization": f"Bearer {self.api_key}"})
        if self.organization:
            sent["OpenAI-Organization"] = self.organization
        if self.project:
            sent["OpenAI-Project"] = self.project
        return sent


def from_environment() -> Endpoint:
    """The endpoint of the environment; an error that names the variable that is missing."""
    kind = (_variable("OPENAI_API_TYPE") or "").lower()
    api_type = None if kind not in _AZURE else "azure" if kind == "azure" else "azure_ad"
    base = _variable("OPENAI_API_BASE", "OPENAI_BASE_URL", *(("AZURE_OPENAI_ENDPOINT",) if api_type else ()))
    key = _variable("OPENAI_API_KEY", *(("AZURE_OPENAI_API_KEY",) if api_type == "azure" else ()))
    version = _variable("OPENAI_API_VERSION") if api_type else None
    if api_type and not base:
        raise _missing("OPENAI_API_BASE", "the address of the Azure resource, https://….openai.azure.com")
    if api_type and not version:
        raise _missing("OPENAI_API_VERSION", "the version of Azure's API, such as 2024-06-01")
    if not key and (api_type or not base):
        raise _missing("OPENAI_API_KEY", "the key of the API, or for azure_ad a token")
    return Endpoint(
        base or _OPENAI, key, _variable("OPENAI_ORGANIZATION", "OPENAI_ORG_ID"), _variable("OPENAI_PROJECT_ID"), api_type,
        version, _variable("OPENAI_DEPLOYMENT_NAME") if api_type else None,
    )


def _variable(*names: str) -> Optional[str]:
    return next((value for value in map(os.environ.get, names) if value), None)


def _missing(name: str, what: str) -> MlflowException:
    return MlflowException.invalid_parameter_value(f"Set {name} in the environment: {what}.")
