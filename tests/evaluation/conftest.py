"""Servers of models for the tests of the flavor; servers to log to are those of the other tests of the package."""

import pytest

from tests.evaluation.openai_server import OpenAIServer
from tests.sdk.conftest import mlflow_server, run_python, server, site, uri  # noqa: F401

VARIABLES = ("OPENAI_API_BASE", "OPENAI_API_KEY", "OPENAI_API_TYPE", "OPENAI_API_VERSION", "OPENAI_BASE_URL", "OPENAI_DEPLOYMENT_NAME",
             "OPENAI_ORGANIZATION", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "AZURE_OPENAI_API_KEY", "AZURE_OPENAI_ENDPOINT")


@pytest.fixture
def llm(monkeypatch):
    """A server of models, which the environment of this process leads to."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    with OpenAIServer() as running:
        monkeypatch.setenv("OPENAI_BASE_URL", running.url)
        monkeypatch.setenv("OPENAI_API_KEY", "test-key")
        yield running


def pytest_collection_modifyitems(items):
    """MLflow's own server takes long to start; what is tried against it here waits for `make test-all`."""
    for item in items:
        if "/evaluation/" in str(item.path) and "[mlflow" in item.name:
            item.add_marker(pytest.mark.slow)
