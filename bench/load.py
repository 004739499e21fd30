"""Loads by wrk: one load, its result, whether every answer was a success and every acknowledged row is there."""

import json
import re
import subprocess
import tempfile
import time

_loads = 0


def version():
    out = subprocess.run(["wrk", "-v"], capture_output=True, text=True).stdout
    return re.sub(r"\s*\[.*", "", out.splitlines()[0])


def start(script, url, connections, seconds, arguments=()):
    command = ["wrk", f"-t{min(2, connections)}", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s"]
    command += ["-s", f"bench/wrk/{script}.lua", url, "--", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def finish(process):
    out, _ = process.communicate()
    found = re.search(r"^RESULT (\{.*\})$", out, re.M)
    if process.returncode or not found:
        raise RuntimeError(f"wrk failed:\n{out}")
    result = json.loads(found.group(1))
    result["errors"] = sum(result[k] for k in ("non_2xx", "connect_errors", "read_errors", "write_errors", "timeouts"))
    result["requests_per_s"] = result["requests"] / result["seconds"]
    return result


def get(server, path, connections, seconds):
    cpu = server.cpu_seconds()
    result = finish(start("get", server.url + path, connections, seconds))
    return result | {"server_cpu_us_per_request": cpu_us(server, cpu, result)}


def cpu_us(server, before, result):
    """The server's processor time for each request: what stays comparable when others use the machine."""
    return round((server.cpu_seconds() - before) / max(1, result["requests"]) * 1e6, 1)


class Writes:
    """A load of points never seen before, and the count of its rows in the database afterwards."""

    def __init__(self, server, script, run_ids, connections, seconds):
        global _loads
        _loads += 1
        self.server, self.connections = server, connections
        self.points = 1000 if script == "log_batch" else 1
        now = int(time.time() * 1000)
        self.prefix = f"w{now:x}x{_loads}."
        self.runs = tempfile.NamedTemporaryFile("w", suffix=".runs")
        self.runs.write("".join(f"{r}\n" for r in run_ids))
        self.runs.flush()
        self.cpu = server.cpu_seconds()
        self.process = start(script, server.url, connections, seconds, [self.prefix, now, self.runs.name])

    def finish(self):
        result = finish(self.process)
        result["server_cpu_us_per_request"] = cpu_us(self.server, self.cpu, result)
        # Requests that wrk cut off at the end may still be applied: at most one for each connection.
        rows, before, deadline = self.server.database.points(self.prefix), -1, time.time() + 15
        while rows != before and time.time() < deadline:
            time.sleep(0.3)
            before, rows = rows, self.server.database.points(self.prefix)
        acknowledged = (result["requests"] - result["non_2xx"]) * self.points
        result |= {"acknowledged": acknowledged, "rows": rows, "points_per_s": acknowledged / result["seconds"]}
        result["counted"] = acknowledged <= rows <= acknowledged + self.connections * self.points
        return result


def writes(server, script, run_ids, connections, seconds):
    return Writes(server, script, run_ids, connections, seconds).finish()
