"""The programs in README.md run as they are printed."""

import re

from tests.support import servers


def test_the_first_run(server, tmp_path, program):
    blocks = re.findall(r"```python\n(.*?)```", (servers.ROOT / "README.md").read_text(), re.S)
    assert len(blocks) == 2 and len(blocks[0].splitlines()) == 5, "a first run in five lines, then a search"
    path = tmp_path / "first_run.py"
    path.write_text("".join(blocks).replace("http://127.0.0.1:5000", server.url))
    assert "1 rows" in program(path, tmp_path, server.url)
