"""Tasks by name, by the objects of today's package `openai`, by those of openai<1, and by what stands in their place now."""

import types

import openai
import pytest

from tests.evaluation import pure  # noqa: F401
from runlore.exceptions import MlflowException
from runlore.openai._tasks import task_name

client = openai.OpenAI(api_key="none")


@pytest.mark.parametrize("task, name", [
    ("chat.completions", "chat.completions"), ("completions", "completions"), ("embeddings", "embeddings"), ("audio", "audio"),
    (client.chat.completions, "chat.completions"), (client.completions, "completions"), (client.embeddings, "embeddings"),
    (client.chat, "chat.completions"), (client.chat.completions.create, "chat.completions"), (client.images.edit, "images.edit"),
    (openai.AsyncOpenAI(api_key="none").chat.completions, "chat.completions"),
    (openai.AzureOpenAI(api_key="none", azure_endpoint="http://x", api_version="1").chat.completions, "chat.completions"),
    (openai.resources.chat.Completions, "chat.completions"), (openai.resources.Completions, "completions"),
    (openai.resources.Embeddings, "embeddings"),
])
def test_of_today(task, name):
    assert task_name(task) == name


def test_of_the_module_without_a_key(monkeypatch):
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY"):
        monkeypatch.delenv(name, raising=False)
    assert task_name(openai.completions) == "completions" and task_name(openai.embeddings) == "embeddings"
    assert task_name(openai.chat) == "chat.completions"


@pytest.mark.parametrize("name, task", [("ChatCompletion", "chat.completions"), ("Completion", "completions"), ("Embedding", "embeddings")])
def test_of_the_past(name, task):
    placeholder = getattr(openai, name)
    with pytest.raises(Exception, match="no longer supported"):
        placeholder.create()
    assert task_name(placeholder) == task
    old = type(name, (), {"__module__": f"openai.api_resources.{name.lower()}"})
    assert task_name(old) == task and task_name(old()) == task


class Liar:
    _symbol = "ChatCompletion"


@pytest.mark.parametrize("task", ["chat", "", None, 3, object(), openai, openai.OpenAI, types, Liar(), print,
                                  type("Completions", (), {"__module__": "mine.chat"})], ids=lambda task: type(task).__name__)
def test_of_nothing(task):
    with pytest.raises(MlflowException, match="is not known") as raised:
        task_name(task)
    assert raised.value.error_code == "INVALID_PARAMETER_VALUE"
