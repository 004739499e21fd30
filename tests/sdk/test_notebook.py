"""Progress is a line on a terminal, a bar in a notebook and nothing elsewhere; a notebook is a notebook's kernel."""

import os
import pty
import re
import subprocess
import sys

import pytest
from jupyter_client.manager import start_new_kernel

from tests.sdk import pure
from tests.support import servers

BEGIN = f"import sys; sys.path.insert(0, {str(pure.PACKAGE.parent.parent)!r})\nfrom tests.sdk import pure\n"
TRANSFER = BEGIN + """
import threading, time
from runlore.notebook import progress
show = progress("model\\033[2J<b>.bin", 50_000_000)
def send():
    for done in range(0, 50_000_001, 1000):
        show(done)
        if done % 10_000_000 == 0:
            time.sleep(0.15)
sending = threading.Thread(target=send)
sending.start()
sending.join()
progress("small", 1_000_000)(1_000_000)
"""


def on_terminal(program, **options):
    """What the program writes to the terminal that its errors go to."""
    ours, theirs = pty.openpty()
    done = subprocess.Popen([sys.executable, "-c", program], stderr=theirs, stdout=subprocess.PIPE, **options)
    os.close(theirs)
    written = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        written += piece
    os.close(ours)
    assert done.wait() == 0 and done.stdout.read() == b"", written
    done.stdout.close()
    return written.decode()


def test_a_terminal_shows_one_line_that_moves():
    written = on_terminal(TRANSFER)
    drawn = written.split("\r\033[K")[1:]
    assert 4 <= len(drawn) <= 12, drawn  # of 50,000 calls
    assert drawn[0].startswith("model?[2J<b>.bin 0 % of 50 MB") and drawn[-1].rstrip("\r\n").startswith("model?[2J<b>.bin 100 % of 50 MB")
    assert written.endswith("\n") and written.count("\n") == 1 and "small" not in written and "MB/s" in drawn[-1]


def test_nothing_else_is_written_to():
    assert on_terminal(TRANSFER, env=os.environ | {"MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR": "false"}) == ""
    done = subprocess.run([sys.executable, "-c", TRANSFER], capture_output=True, check=True)
    assert done.stdout == done.stderr == b""


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    """A notebook's kernel: what it shows is what a cell's code gives."""
    folder = tmp_path_factory.mktemp("notebook")
    environment = {**os.environ, "JPY_SESSION_NAME": "some/folder/study.ipynb", "IPYTHONDIR": str(folder)}
    manager, client = start_new_kernel(kernel_name="python3", env=environment, cwd=str(folder))

    def shown(code):
        messages = []
        client.execute_interactive(code, timeout=60, output_hook=messages.append)
        errors = [message["content"] for message in messages if message["msg_type"] == "error"]
        assert not errors, errors
        return [(message["msg_type"], message["content"].get("data") or message["content"].get("text")) for message in messages
                if message["msg_type"] in ("display_data", "update_display_data", "execute_result", "stream")]

    yield shown
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def test_a_notebook_shows_a_bar_that_moves(kernel):
    shown = kernel(TRANSFER)
    assert [kind for kind, _ in shown[:1]] == ["display_data"] and {kind for kind, _ in shown[1:]} == {"update_display_data"}
    first, last = shown[0][1]["text/html"], shown[-1][1]["text/html"]
    assert "<progress value='0' max='50000000'>" in first and "<progress value='50000000' max='50000000'>" in last
    assert "&lt;b&gt;.bin" in first and "<b>" not in last and len(shown) <= 12


def test_a_notebook_shows_runs_and_tables(kernel):
    ((kind, run),) = kernel(BEGIN + "from runlore import entities\n"
                            "entities.Run(entities.RunInfo('r', '1', '', 'RUNNING', 0, None, 'active', '', 'my run'), entities.RunData({'loss': 0.5}))")
    assert kind == "execute_result" and "my run" in run["text/html"] and "<td>0.5</td>" in run["text/html"] and "<Run:" in run["text/plain"]
    ((_, table),) = kernel("from runlore import loaded\nloaded.Table(['q'], [['<i>']])")
    assert "&lt;i&gt;" in table["text/html"] and "| <i> |" in table["text/plain"]


def test_a_run_of_a_notebook_says_so(kernel):
    ((_, tags),) = kernel(BEGIN + "from runlore import context\nfound = context.tags()\nprint(found['mlflow.source.type'], found['mlflow.source.name'])")
    assert tags == "NOTEBOOK study.ipynb\n"
    ((_, tags),) = kernel("__vsc_ipynb_file__ = '/x/other.ipynb'\nprint(context.tags()['mlflow.source.name'])")
    assert tags == "other.ipynb\n"
    ((_, tags),) = kernel("from mlflow.tracking.context.registry import resolve_tags\ndel found['mlflow.source.name']\n"
                          "print({**resolve_tags(), **found} == resolve_tags())")
    assert tags == "True\n"


TRANSFERS = """
import os, sys
sys.stderr.isatty() or sys.exit("no terminal")
import runlore
os.makedirs("folder/deep")
for name in ("big.bin", "folder/one.bin", "folder/deep/two.bin", "small.bin"):
    with open(name, "wb") as file:
        file.write(os.urandom(9_000_000 if "/" in name else 12_000_000 if name == "big.bin" else 1000))
with runlore.start_run() as run:
    runlore.log_artifact("big.bin")
    runlore.log_artifacts("folder", "in")
    runlore.log_artifact("small.bin")
for path in ("big.bin", "in", "small.bin"):
    runlore.artifacts.download_artifacts(run_id=run.info.run_id, artifact_path=path, dst_path="to")
assert os.path.getsize("to/in/deep/two.bin") == 9_000_000
"""


def test_transfers_over_10_mb_are_shown(uri, site, tmp_path):
    environment = servers.clean_environment(RUNLORE_TRACKING_URI=uri, RUNLORE_SPOOL_DIR=str(tmp_path / "spool"), PYTHONPATH=str(site))
    written = on_terminal(TRANSFERS, cwd=tmp_path, env=environment)
    last = [line.split("\r\033[K")[-1].rstrip() for line in written.split("\n")]
    assert [re.sub(r", .*", "", line) for line in last] == [
        "Logging big.bin 100 % of 12 MB", "Logging folder 100 % of 18 MB", "Downloading big.bin 100 % of 12 MB",
        "Downloading in 100 % of 18 MB", ""]


BROKEN = BEGIN + """
from runlore.notebook import transfer
for parts in ((), (20_000_000,), (30_000_000, 20_000_000)):
    try:
        with transfer("model.bin", lambda: 50_000_000) as told:
            for part in parts:
                told is None or told(part)
            raise ConnectionError
    except ConnectionError:
        told is None or told(1_000_000)  # one that is late
print("after", file=sys.stderr)
"""


def test_a_transfer_that_fails_closes_its_line():
    lines = on_terminal(BROKEN).replace("\r\n", "\n").split("\n")
    assert [line.split("\r\033[K")[-1] for line in lines] == ["model.bin 40 % of 50 MB", "model.bin 100 % of 50 MB", "after", ""]


def test_a_transfer_that_fails_leaves_a_notebooks_bar(kernel):
    shown = kernel(BROKEN)
    assert [kind for kind, _ in shown if kind != "update_display_data"] == ["display_data"] * 3 + ["stream"]
    assert "value='20000000'" in [data["text/html"] for kind, data in shown if kind == "update_display_data"][0]
