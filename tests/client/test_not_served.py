"""What Runlore does not serve yet fails at once and in words: no minutes of retries, no broken program."""

import time

import pytest


TRACED = """
import time, mlflow
mlflow.set_experiment("traced")

@mlflow.trace
def answer(question):
    with mlflow.start_span("inner") as span:
        span.set_inputs({"q": question})
    return question.upper()

with mlflow.start_run() as run:
    for i in range(5):
        assert answer(f"why {i}?") == f"WHY {i}?"
    mlflow.log_metric("m", 1)
mlflow.flush_trace_async_logging()
assert mlflow.get_run(run.info.run_id).data.metrics["m"] == 1
print("went on")
"""


def test_a_traced_program_goes_on(server, program, tmp_path):
    (tmp_path / "traced.py").write_text(TRACED)
    began = time.monotonic()
    assert "went on" in program(tmp_path / "traced.py", tmp_path, server.url, MLFLOW_HTTP_REQUEST_MAX_RETRIES="7")
    assert time.monotonic() - began < 40, "the client retried what can not succeed"
    assert "race" in server.log.read_text(), "the first such request is logged as a warning"


@pytest.mark.parametrize("call", [
    lambda mlflow: mlflow.search_traces(locations=["0"]),
    lambda mlflow: mlflow.MlflowClient().create_registered_model("m"),
    lambda mlflow: mlflow.MlflowClient().search_registered_models(),
    lambda mlflow: mlflow.genai.register_prompt("p", "Hello {{ name }}"),
], ids=["search_traces", "create_registered_model", "search_registered_models", "register_prompt"])
def test_it_fails_at_once(mlflow, monkeypatch, call):
    monkeypatch.setenv("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "7")
    began = time.monotonic()
    with pytest.raises(mlflow.exceptions.MlflowException):
        call(mlflow)
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("path", ["/", "/static-files/x.js", "/experiments/1"])
def test_a_browser_gets_a_page(server, path):
    from tests.support.http import Http

    with Http(server.port) as client:
        answer = client.send("GET", path, headers={"Accept": "text/html,*/*"})
        assert answer.status == 200 and answer.kind == "text/html" and "Runlore" in answer.text
        assert client.send("GET", "/api/2.0/mlflow/nope", headers={"Accept": "text/html"}).kind == "application/json"
