"""Asking a model: what goes over the wire, and what becomes of answers, refusals and failures."""

import logging
import time

import pandas as pd
import pytest

from tests.evaluation import pure
from tests.evaluation.openai_server import REFUSED_BY_FILTER, embedding

pure.with_native()

from runlore._models.info import ModelInfo
from runlore.exceptions import MlflowException
from runlore.openai._model import OpenAIModel

MESSAGES = [{"role": "system", "content": "Answer briefly"}, {"role": "user", "content": "{question}"}]


def model(task="chat.completions", signature=None, **arguments):
    if task == "chat.completions":
        arguments.setdefault("messages", MESSAGES)
    return OpenAIModel({"model": "gpt-4", "task": task, **arguments}, ModelInfo({"flavors": {}, "signature": signature}, "m"))


def test_a_chat_is_asked_with_what_it_was_logged_with(llm):
    found = model(temperature=0.5, logit_bias={"1": -100}).predict(pd.DataFrame({"question": ["a", "b"]}), {"seed": 7, "top_p": None})
    assert found == ["Answer to: a", "Answer to: b"]
    assert [(request.path, request.headers["authorization"]) for request in llm.requests] == [("/v1/chat/completions", "Bearer test-key")] * 2
    assert sorted(body["messages"][1]["content"] for body in llm.bodies()) == ["a", "b"]
    for body in llm.bodies():
        assert body.pop("messages")[0] == MESSAGES[0]
        assert body == {"model": "gpt-4", "temperature": 0.5, "logit_bias": {"1": -100}, "seed": 7}


def test_params_of_the_signature_are_defaults(llm):
    asked = model(signature={"params": '[{"name": "temperature", "default": 0.25, "dtype": "double"}, {"name": "stop", "default": null}]'})
    asked.predict("a")
    asked.predict("a", {"temperature": 1})
    assert [body.get("temperature") for body in llm.bodies()] == [0.25, 1] and "stop" not in llm.bodies()[0]


@pytest.mark.parametrize("params, told", [({"temperature": 1}, "logged with"), ({"messages": []}, "logged with"), ({"batch_size": 2}, "batch_size"),
                                          ({"timeout": "x"}, "timeout"), ({"max_retries": -1}, "max_retries")])
def test_params_that_can_not_be(llm, params, told):
    with pytest.raises(MlflowException, match=told):
        model(temperature=0).predict("a", params)
    assert not llm.requests


def test_completions_and_embeddings(llm):
    assert model("completions", prompt="Say {x}", n=2).predict(["a", "b"]) == ["Answer to: Say a", "Answer to: Say b"]
    assert model("completions").predict(["a", "b"], {"batch_size": 2}) == ["Answer to: a", "Answer to: b"]
    assert model("completions", n=2).predict(["a", "b"], {"batch_size": 2}) == ["Answer to: a", "Answer to: b"]
    # Those of one call come in any order.
    asked = [body["prompt"] for body in llm.bodies()]
    assert sorted(asked[:2]) == ["Say a", "Say b"] and asked[2:] == [["a", "b"], ["a", "b"]]
    llm.clear()
    assert model("embeddings").predict(["a", "b", "c"], {"batch_size": 2}) == [embedding("a"), embedding("b"), embedding("c")]
    assert sorted((body["input"], body["model"]) for body in llm.bodies()) == [(["a", "b"], "gpt-4"), (["c"], "gpt-4")]


def test_a_refusal_stays_on_its_row(llm, caplog):
    llm.rule(when="refused", refusal="I can not help with that.")
    llm.rule(when="filtered", finish_reason="content_filter")
    llm.rule(when="azure", status=400, error=REFUSED_BY_FILTER)
    llm.rule(when="malformed", raw='{"choices": [')
    llm.rule(when="empty", raw="{}")
    llm.rule(when="strange", raw='[{"choices": null}]')
    rows = ["fine", "refused", "filtered", "azure", "malformed", "empty", "strange", "fine too"]
    found = model().answers(rows)
    assert [answer.value for answer in found] == ["Answer to: fine", *[None] * 6, "Answer to: fine too"]
    assert [answer.code for answer in found] == [
        None, "refusal", "content_filter", "content_filter", "TEMPORARILY_UNAVAILABLE", "no_answer", "no_answer", None]
    assert found[1].error == "The model refused: I can not help with that."
    assert found[4].raw == '{"choices": [' and found[3].request["messages"][1]["content"] == "azure"
    assert found[0].tokens == (3, 3) and 0 < found[0].latency < 60
    with caplog.at_level(logging.WARNING, "runlore"):
        assert model().predict(rows)[:2] == ["Answer to: fine", None]
    assert "6 of 8 rows have no answer: row 1: The model refused" in caplog.text


def test_if_all_rows_fail_that_is_an_error(llm):
    llm.key = "another"
    with pytest.raises(MlflowException, match="None of the 2 rows was answered. The first: .*check OPENAI_API_KEY .401: Incorrect API key"):
        model().predict(["a", "b"])
    assert len(llm.requests) <= 2  # a wrong key is not tried again


def test_one_bad_text_of_a_batch_fails_alone(llm):
    llm.rule(when="bad", status=400, error=REFUSED_BY_FILTER)
    found = model("embeddings").answers(["a", "bad", "c"])
    assert [answer.value for answer in found] == [embedding("a"), None, embedding("c")]
    assert found[1].code == "content_filter" and llm.bodies()[0]["input"] == ["a", "bad", "c"]
    assert sorted(body["input"] for body in llm.bodies()[1:]) == [["a"], ["bad"], ["c"]]


def test_what_passes_is_tried_again_when_the_server_wants_it(llm):
    llm.rule(when="a", times=1, status=429, retry_after=1.2)
    llm.rule(when="b", times=2, status=500)
    llm.rule(when="c", times=1, hang_up=True)
    began = time.monotonic()
    assert model().predict(["a"]) == ["Answer to: a"]
    assert 1.2 <= time.monotonic() - began < 30
    assert model().predict(["b", "c"]) == ["Answer to: b", "Answer to: c"]
    assert len(llm.requests) == 2 + 3 + 2


def test_retries_and_patience_end(llm):
    llm.rule(when="a", status=503)
    llm.rule(when="slow", delay=2)
    found = model().answers(["a", "slow", "b"], {"max_retries": 0, "timeout": 0.5})
    assert "failed (503: " in found[0].error and "no answer within 0.5 s" in found[1].error and found[2].error is None


def test_azure(llm, monkeypatch):
    for name, value in {"OPENAI_API_TYPE": "azure", "OPENAI_API_BASE": llm.root + "/", "OPENAI_API_VERSION": "2024-06-01",
                        "OPENAI_DEPLOYMENT_NAME": "my deployment"}.items():
        monkeypatch.setenv(name, value)
    model().predict("a")
    model("embeddings").predict(["a"] * 17)
    monkeypatch.setenv("OPENAI_API_TYPE", "azure_ad")
    monkeypatch.delenv("OPENAI_DEPLOYMENT_NAME")
    model().predict("a")
    chat, first, second, token = llm.requests
    assert chat.path == "/openai/deployments/my%20deployment/chat/completions" and chat.query == {"api-version": "2024-06-01"}
    assert chat.headers["api-key"] == "test-key" and "authorization" not in chat.headers
    assert first.path.endswith("/my%20deployment/embeddings") and sorted(len(one.texts) for one in (first, second)) == [1, 16]
    assert token.path == "/openai/deployments/gpt-4/chat/completions"
    assert token.headers["authorization"] == "Bearer test-key" and "api-key" not in token.headers


def test_organization_and_project(llm, monkeypatch):
    monkeypatch.setenv("OPENAI_ORGANIZATION", "org-1")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj-1")
    model().predict("a")
    assert llm.requests[0].headers["openai-organization"] == "org-1" and llm.requests[0].headers["openai-project"] == "proj-1"


def test_a_server_of_ones_own_may_want_no_key(llm, monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY")
    assert model().predict("a") == ["Answer to: a"] and "authorization" not in llm.requests[0].headers


@pytest.mark.parametrize("variables, told", [
    ({}, "OPENAI_API_KEY"), ({"OPENAI_API_TYPE": "azure", "OPENAI_API_KEY": "k"}, "OPENAI_API_BASE"),
    ({"OPENAI_API_TYPE": "azure", "OPENAI_API_BASE": "https://x", "OPENAI_API_VERSION": "1"}, "OPENAI_API_KEY"),
])
def test_the_variable_that_is_missing_is_named(llm, monkeypatch, variables, told):
    monkeypatch.delenv("OPENAI_BASE_URL")
    monkeypatch.delenv("OPENAI_API_KEY")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(MlflowException, match=f"Set {told} in the environment"):
        model().predict("a")


def test_many_are_asked_at_once_and_the_environment_says_how_many(llm, monkeypatch):
    llm.rule(when="", delay=0.2)
    began = time.monotonic()
    rows = [str(number) for number in range(100)]
    assert model().predict(rows) == [f"Answer to: {row}" for row in rows]
    assert time.monotonic() - began < 10, "one after the other they take 20 s"
    monkeypatch.setenv("RUNLORE_EVAL_CONCURRENCY", "1")
    began = time.monotonic()
    model().predict(rows[:5])
    assert time.monotonic() - began > 1


def test_what_it_costs_is_known_when_prices_are(llm, monkeypatch):
    assert model().answers(["a"])[0].cost is None
    monkeypatch.setenv("RUNLORE_EVAL_PRICES", "1000000,2000000")
    (answer,) = model().answers(["a"])
    assert answer.cost == answer.tokens[0] + 2 * answer.tokens[1] > 0


def test_no_rows_are_no_calls(llm):
    assert model().predict([]) == [] and not llm.requests


def test_what_earlier_releases_kept_in_the_file_is_not_sent(llm):
    model(api_type="open_ai", api_base="http://elsewhere", engine="e", stream=True).predict("a")
    assert set(llm.bodies()[0]) == {"model", "messages"}


def test_who_looks_sees_how_many_are_answered(llm, monkeypatch):
    from runlore import notebook

    drawn = []
    monkeypatch.setattr(notebook, "_how", lambda: lambda description, total, state: lambda done, seconds: drawn.append(
        f"{description}: {state(done, total, seconds)}"))
    model().predict(["quick"])
    assert not drawn, "nobody can read so fast"
    llm.rule(when="slow", delay=0.4)
    monkeypatch.setenv("RUNLORE_EVAL_CONCURRENCY", "1")
    model().predict(["slow"] * 5)
    assert drawn[0].startswith("Asking gpt-4: ") and "of 5 answers" in drawn[0] and drawn[-1] == "Asking gpt-4: 5 of 5 answers"


def test_an_interrupt_ends_it(llm, request):
    import _thread
    import signal
    import threading

    # Other tests' packages may have put handlers of their own.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, before))
    llm.rule(when="", delay=0.5)
    timer = threading.Timer(0.7, _thread.interrupt_main)
    timer.start()
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        model().predict([str(number) for number in range(2000)])
    assert time.monotonic() - began < 5


def test_an_interrupt_while_progress_is_shown_ends_it_too(llm, monkeypatch):
    from runlore import notebook

    def draw(done, seconds):
        raise KeyboardInterrupt

    monkeypatch.setattr(notebook, "_how", lambda: lambda description, total, state: draw)
    monkeypatch.setenv("RUNLORE_EVAL_CONCURRENCY", "1")
    llm.rule(when="", delay=0.4)
    with pytest.raises(KeyboardInterrupt):
        model().predict([str(number) for number in range(20)])
    assert len(llm.requests) < 10
