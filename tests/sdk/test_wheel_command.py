"""The command that the wheel brings: a function of the native library, with the server in it."""

import os
import signal
import subprocess
import sys

from tests.support import servers


def command(site, *arguments):
    return [sys.executable, "-m", "runlore._cli", *arguments], servers.clean_environment(PYTHONPATH=str(site))


def test_it_is_the_same_command(site, tmp_path):
    for arguments, code in (["--help"], 0), (["--version"], 0), (["runs", "list", "--tracking-uri", "ftp://x"], 1), (["nonsense"], 2):
        ours, environment = command(site, *arguments)
        done = subprocess.run(ours, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60)
        binary = subprocess.run([servers.runlore_binary(), *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True,
                                timeout=60)
        assert done.returncode == binary.returncode == code
        assert done.stdout == binary.stdout and done.stderr == binary.stderr


def test_it_serves_and_stops(site, tmp_path):
    port = servers.free_port()
    ours, environment = command(site, "server", "--port", str(port))
    server = servers.Server(ours, tmp_path, port, {"PYTHONPATH": environment["PYTHONPATH"]})
    with server:
        os.kill(server.process.pid, signal.SIGINT)
        assert server.process.wait(10) == 0, "Ctrl-C lets it end as it wants"
    assert "stopped" in server.log.read_text() and "Traceback" not in server.log.read_text()
