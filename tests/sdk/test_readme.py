"""README's first run, as it is printed: to a file, and to a server."""

import pytest

from tests.client.test_readme import blocks


@pytest.mark.parametrize("where", ["a file", "a server"])
def test_the_first_run(where, run_python, server, tmp_path):
    (code,) = [block for block in blocks() if "import runlore as mlflow\n" in block]
    assert len(code.splitlines()) == 5, "a first run in five lines"
    uri = server.url if where == "a server" else f"sqlite:///{tmp_path / 'mlflow.db'}"
    printed = run_python(code, uri)
    assert "'score': 0.9" in printed and "'model': 'small'" in printed, printed
