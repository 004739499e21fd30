"""The programs in README.md run as they are printed."""

import re

from tests.support import servers


def blocks():
    return re.findall(r"```python\n(.*?)```", (servers.ROOT / "README.md").read_text(), re.S)


def test_the_stock_client(server, tmp_path, program):
    (code,) = [block for block in blocks() if "import mlflow\n" in block]
    path = tmp_path / "first_run.py"
    path.write_text(code.replace("http://127.0.0.1:5000", server.url) + "print(len(mlflow.search_runs()), 'rows')\n")
    assert "1 rows" in program(path, tmp_path, server.url)
