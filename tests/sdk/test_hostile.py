"""Servers, spools, names and texts that mean harm, or are just unusual."""

import json
import subprocess
import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.support import servers


def command(*arguments, cwd=None):
    return subprocess.run([servers.runlore_binary(), *map(str, arguments)], cwd=cwd, env=servers.clean_environment(), timeout=60,
                          capture_output=True, text=True)


class Lists(BaseHTTPRequestHandler):
    """A Runlore that lists one path in every folder."""

    listed = ""

    def do_GET(self):
        if "artifacts/list" in self.path:
            content = json.dumps({"root_uri": "x", "files": [{"path": self.listed, "is_dir": self.listed == "t"}]}).encode()
        else:
            content = b"content" if "artifact" in self.path else json.dumps({"name": "Runlore", "version": "0.1.0"}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


@pytest.mark.parametrize("listed", [".git/hooks/post-commit", "../up", "t", "/etc/passwd", "t/../../up"])
def test_a_server_writes_below_the_asked_folder_only(tmp_path, listed):
    handler = type("Handler", (Lists,), {"listed": listed})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    try:
        uri = f"http://127.0.0.1:{server.server_address[1]}"
        done = command("artifacts", "download", "0" * 32, "t", "--tracking-uri", uri, cwd=folder)
    finally:
        server.shutdown()
        server.server_close()
    assert done.returncode == 1, (done.stdout, done.stderr)
    assert "where it can not be" in done.stderr or "leads out of the folder" in done.stderr
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


OFFLINE = """
import json, runlore
with runlore.start_run() as run:
    runlore.log_text("mine", "a.txt")
print(json.dumps(run.info.run_id))
"""


def test_a_planted_spool_sends_no_other_file(programs, server, tmp_path):
    run_id = programs.run(OFFLINE, server.url, RUNLORE_OFFLINE="1")
    (secret := tmp_path / "secret").write_text("secret")
    (spool,) = programs.left()
    (segment,) = (spool / "files").glob("*.log")
    frame = segment.read_bytes()
    record = json.loads(frame[16:])
    record["put"]["blob"] = str(secret)
    changed, number = json.dumps(record).encode(), frame[8:16]
    checksum = zlib.crc32(number + changed)
    segment.write_bytes(len(changed).to_bytes(4, "little") + checksum.to_bytes(4, "little") + number + changed)
    done = command("sync", spool)
    assert done.returncode != 0 and "refused" in done.stderr, done
    assert secret.read_text() == "secret"
    with pytest.raises(AssertionError):
        programs.run("import runlore, sys\nprint(runlore.artifacts.load_text(sys.argv[1]))", server.url, f"runs:/{run_id}/a.txt")


def test_a_folder_that_is_not_there_is_no_folder_without_spools(tmp_path):
    done = command("sync", tmp_path / "nowhere")
    assert done.returncode == 1 and "There is no folder" in done.stderr
    (tmp_path / "empty").mkdir()
    done = command("sync", tmp_path / "empty")
    assert done.returncode == 0 and "nothing to send" in done.stdout


def test_passwords_are_not_kept_and_not_shown(programs):
    code = "import runlore\nrunlore.start_run()\nprint(1)"
    uri = "postgresql://127.0.0.1:1/d?user=u&password=SECRET1"
    programs.run(code, uri, RUNLORE_OFFLINE="1")
    programs.run(code, "http://u:SECRET2@127.0.0.1:9/?token=SECRET3", RUNLORE_OFFLINE="1")
    kept = b"".join(path.read_bytes() + str(path).encode() for path in programs.spools.rglob("*") if path.is_file())
    assert b"127.0.0.1" in kept and b"SECRET" not in kept
    for uri in "http://u:SE/CRET@h:1", "http://u:SECRET@h:99999", "ftp://u:SECRET@h", "postgresql://u:SEC/RET@h/d":
        done = command("runs", "list", "--tracking-uri", uri)
        assert done.returncode == 1 and "SEC" not in done.stderr and "SE/C" not in done.stderr, done.stderr
    modes = {path: path.stat().st_mode & 0o077 for path in [programs.spools, *programs.spools.iterdir()]}
    assert not any(modes.values()), "for the user's eyes only"


NUL = """
import json, runlore
said = []
for call in [lambda: runlore.start_run(tags={"a": "x\\0y"}), lambda: runlore.start_run(run_name="x\\0y"),
             lambda: runlore.start_run(description="x\\0y")]:
    try:
        call()
    except runlore.MlflowException as error:
        said.append(error.error_code)
runlore.end_run()
with runlore.start_run() as run:
    try:
        runlore.log_params({f"p{i}": "x\\0y" if i == 149 else "v" for i in range(150)})
    except runlore.MlflowException as error:
        said.append(error.error_code)
    runlore.log_param("about", r"a backslash: \\u0000, \\0")
runlore.flush()
params = runlore.get_run(run.info.run_id).data.params
print(json.dumps([said, params]))
"""


def test_a_nul_is_refused_in_the_call(programs, server):
    said, params = programs.run(NUL.replace("\\\\", "\\"), server.url)
    assert said == ["INVALID_PARAMETER_VALUE"] * 4
    assert params == {"about": "a backslash: \\u0000, \\0"}


ODD = """
import json, os, runlore
os.mkfifo("pipe")
said = []
with runlore.start_run():
    for call in [lambda: runlore.log_artifact("pipe"), lambda: runlore.log_artifact("/proc/self/mem"),
                 lambda: runlore.log_text("x", "%2e%2e/x.txt"), lambda: runlore.log_text("x", "n" * 300)]:
        try:
            call()
            said.append("nothing")
        except Exception as error:
            said.append(str(error))
print(json.dumps(said))
"""


def test_what_can_not_be_logged_is_said_at_once(programs, server):
    pipe, mem, dots, long = programs.run(ODD, server.url)
    assert "neither a file nor a folder" in pipe
    assert "/proc/self/mem can not be copied" in mem
    assert "Invalid artifact path" in dots and "300 bytes" in long
