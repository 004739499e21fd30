"""The interface in a browser, on a slow processor and on this one, on a database with much in it; Runlore's alone."""

import json
import os
import shutil
import statistics
import subprocess

from bench.databases import CONTENTS, say
from bench.groups.client import PROGRAMS

SLOWER = 4
TABLE_ROWS = 1_000_000
# Measured on this machine's processor as it is, too.
AS_IS = ("points", "table", "compare")


def measure(kind, bench):
    if kind.name != "runlore":
        return
    with bench.own(kind, "ui") as server:
        # What the server makes of a table in the background is not there at the first opening, so each speed has its own.
        tables = {rate: f"{rate}-{CONTENTS['ui'].part('table').table}" for rate in (SLOWER, 1)}
        for name in tables.values():
            write_table(server, name, 20_000 if bench.quick else TABLE_ROWS)
        yield from browse(server, bench.quick, tables)


def browse(server, quick, tables):
    """The program's rows as it has them; of a row with several loads the value is their median."""
    part = CONTENTS["ui"].part
    runs = part("many")
    (keys,), (history,), (tabled,) = part("keys").ids(), part("history").ids(), part("table").ids()
    compared = ",".join(part("compared").ids())

    def pages(rate):
        return {
            "experiments": {"path": "/", "selector": "tr[data-index] [data-row]", "least": 10},
            "runs": {"path": f"/experiments/{runs.experiments[0]}", "selector": "tr[data-index] [data-row]", "least": 10},
            "keys": {"path": f"/runs/{keys}", "selector": ".panel th[scope=row]", "least": 50},
            "points": {"path": f"/runs/{history}?view=charts", "selector": ".lines canvas", "least": 1},
            "table": {"path": f"/runs/{tabled}?view=tables&table={tables[rate]}", "selector": "tr[data-index] td:nth-child(2)", "least": 5},
            "compare": {"path": f"/compare?runs={compared}", "selector": ".compare th[scope=row]", "least": 20},
        }

    as_is = {f"{row}-as-is": page | {"slower": 1} for row, page in pages(1).items() if row in AS_IS}
    settings = {"slower": SLOWER, "loads": 1 if quick else 7, "pages": pages(SLOWER) | as_is, "scrolled": "runs",
                "rows": runs.runs if not quick else 500, "patience": 60_000}
    for found in program(server, settings):
        row = found.pop("row")
        samples = found.get("samples")
        if "failed" not in found and samples:
            if row.startswith("table"):
                yield row.replace("table", "table-first"), {"value": samples[0]}
            found["value"] = statistics.median(samples)
        yield row, found


def program(server, settings):
    node = shutil.which("node")
    if not node:
        raise RuntimeError("there is no Node, which drives the browser; scripts/setup browser installs one")
    command = [node, PROGRAMS / "interface.mjs", server.url, json.dumps(settings)]
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, text=True) as running:
        for line in running.stdout:
            yield json.loads(line)
    if running.returncode:
        raise RuntimeError(f"interface.mjs ended with {running.returncode}")


def write_table(server, name, rows):
    """The file of the logged table, as the client writes it, and younger than whatever was made of one before it."""
    (run,) = CONTENTS["ui"].part("table").ids()
    folder = os.path.join(server.artifacts, run, "artifacts")
    os.makedirs(folder, exist_ok=True)
    say(f"writing a table of {rows:,} rows")
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write('{"columns": ["question", "answer", "score"], "data": [')
        for at in range(rows):
            row = [f"Case {at}: what happens with a parcel that is late?", f"We look into case {at} today and write to you.", at * 7919 % 1000 / 1000]
            file.write((", " if at else "") + json.dumps(row))
        file.write("]}")
