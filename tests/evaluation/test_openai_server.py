"""The test server speaks the protocol as the official package understands it."""

import json
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import openai
import pytest

from tests.evaluation.openai_server import REFUSED_BY_FILTER, embedding

ASK = [{"role": "system", "content": "Answer briefly"}, {"role": "user", "content": "Are squirrels astronauts?"}]


@pytest.fixture
def client(llm):
    return openai.OpenAI(max_retries=0)


def test_chats_completions_and_embeddings(llm, client):
    chat = client.chat.completions.create(model="gpt-4", messages=ASK, n=2)
    assert [choice.message.content for choice in chat.choices] == ["Answer to: Are squirrels astronauts?", "Answer to: Are squirrels astronauts? (2)"]
    assert (chat.model, chat.choices[0].finish_reason, chat.usage.prompt_tokens, chat.usage.total_tokens) == ("gpt-4", "stop", 5, 16)
    completion = client.completions.create(model="gpt-3", prompt=["a", "b"])
    assert [choice.text for choice in completion.choices] == ["Answer to: a", "Answer to: b"]
    # The package asks for packed numbers by itself, and unpacks them.
    for options in ({}, {"encoding_format": "float"}):
        made = client.embeddings.create(model="e", input=["a", "b"], **options)
        assert made.data[1].embedding == pytest.approx(embedding("b"))
    assert llm.requests[0].body["messages"] == ASK and [model.id for model in client.models.list()] == ["gpt-4"]


def test_streams(llm, client):
    pieces = list(client.chat.completions.create(model="m", messages=ASK, stream=True, stream_options={"include_usage": True}))
    assert "".join(piece.choices[0].delta.content or "" for piece in pieces[:-1]) == "Answer to: Are squirrels astronauts?"
    assert len(pieces) > 4 and pieces[-2].choices[0].finish_reason == "stop" and pieces[-1].usage.completion_tokens == 5
    assert "".join(piece.choices[0].text for piece in client.completions.create(model="m", prompt="a b", stream=True)) == "Answer to: a b"
    llm.rule(when="", break_after=2)
    broken = list(client.chat.completions.create(model="m", messages=ASK, stream=True))
    assert len(broken) == 2 and broken[-1].choices[0].finish_reason is None


@pytest.mark.parametrize("rule, error, code", [
    ({"status": 429, "retry_after": 2}, openai.RateLimitError, None), ({"status": 500}, openai.InternalServerError, None),
    ({"status": 400, "error": REFUSED_BY_FILTER}, openai.BadRequestError, "content_filter"), ({"hang_up": True}, openai.APIConnectionError, None),
    ({"raw": '{"choices": ['}, Exception, None),
])
def test_failures(llm, client, rule, error, code):
    llm.rule(**rule)
    with pytest.raises(error) as raised:
        client.chat.completions.create(model="m", messages=ASK)
    assert getattr(raised.value, "code", None) == code
    if rule.get("retry_after"):
        assert raised.value.response.headers["retry-after"] == "2"


def test_the_package_waits_as_it_is_told(llm):
    llm.rule(when="", times=1, status=429, retry_after=1)
    began = time.monotonic()
    openai.OpenAI(max_retries=2).chat.completions.create(model="m", messages=ASK)
    assert 1 <= time.monotonic() - began < 20 and len(llm.requests) == 2


def test_refusals_rules_and_keys(llm, client):
    llm.rule(when="astronauts", times=1, finish_reason="content_filter")
    llm.rule(when="astronauts", times=1, refusal="No.")
    llm.rule(when="astro.auts", answer=lambda body: f"{len(body['messages'])} messages")
    choices = [client.chat.completions.create(model="m", messages=ASK).choices[0] for _ in range(3)]
    assert [choice.finish_reason for choice in choices] == ["content_filter", "stop", "stop"]
    assert [choice.message.content for choice in choices] == [None, None, "2 messages"] and choices[1].message.refusal == "No."
    llm.key = "right"
    with pytest.raises(openai.AuthenticationError):
        client.chat.completions.create(model="m", messages=ASK)
    openai.OpenAI(api_key="right").chat.completions.create(model="m", messages=ASK)


def test_slow_answers_are_under_way_together(llm, client):
    llm.rule(when="", delay=0.5)
    with ThreadPoolExecutor(20) as threads:
        began = time.monotonic()
        list(threads.map(lambda n: client.completions.create(model="m", prompt=str(n)), range(20)))
    assert time.monotonic() - began < 8 and max(request.together for request in llm.requests) > 5
    with pytest.raises(openai.APITimeoutError):
        openai.OpenAI(max_retries=0, timeout=0.1).completions.create(model="m", prompt="a")


def test_other_processes_ask_what_was_asked(llm, client):
    rules = json.dumps([{"when": "a", "answer": "by another process"}]).encode()
    urllib.request.urlopen(urllib.request.Request(f"{llm.root}/_rules", rules, method="POST")).read()
    assert client.completions.create(model="m", prompt="a").choices[0].text == "by another process"
    (told,) = json.load(urllib.request.urlopen(f"{llm.root}/_requests"))
    assert told["body"] == {"model": "m", "prompt": "a"} and told["task"] == "completions" and told["status"] == 200


def test_azure(llm):
    client = openai.AzureOpenAI(azure_endpoint=llm.root, api_version="2024-06-01", azure_deployment="mine", api_key="k")
    assert client.chat.completions.create(model="m", messages=ASK).choices[0].message.content.startswith("Answer to")
    (request,) = llm.requests
    assert request.path == "/openai/deployments/mine/chat/completions" and request.query == {"api-version": "2024-06-01"}
    assert request.headers["api-key"] == "k"
