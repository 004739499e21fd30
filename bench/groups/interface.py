"""The interface in a browser on a slow processor, on a database with much in it; Runlore's alone."""

import json
import os
import shutil
import statistics
import subprocess

from bench.databases import CONTENTS, say
from bench.groups.client import PROGRAMS

SLOWER = 4
TABLE_ROWS = 1_000_000


def measure(kind, bench):
    if kind.name != "runlore":
        return
    with bench.own(kind, "ui") as server:
        write_table(server, 20_000 if bench.quick else TABLE_ROWS)
        yield from browse(server, bench.quick)


def browse(server, quick):
    """The program's rows as it has them; of a row with several loads the value is their median."""
    part = CONTENTS["ui"].part
    runs, table = part("many"), part("table")
    (keys,), (history,), (tabled,) = part("keys").ids(), part("history").ids(), table.ids()
    compared = ",".join(part("compared").ids())
    # The table comes twice: what the server makes of the file in the background is not there at the first opening.
    first_rows = {"path": f"/runs/{tabled}?view=tables&table={table.table}", "selector": "tr[data-index] td:nth-child(2)", "least": 5}
    pages = {
        "experiments": {"path": "/", "selector": "tr[data-index] [data-row]", "least": 10},
        "runs": {"path": f"/experiments/{runs.experiments[0]}", "selector": "tr[data-index] [data-row]", "least": 10},
        "keys": {"path": f"/runs/{keys}", "selector": ".panel th[scope=row]", "least": 50},
        "points": {"path": f"/runs/{history}?view=charts", "selector": ".lines canvas", "least": 1},
        "table": first_rows,
        "compare": {"path": f"/compare?runs={compared}", "selector": ".compare th[scope=row]", "least": 20},
    }
    settings = {"slower": SLOWER, "loads": 1 if quick else 7, "pages": pages, "scrolled": "runs", "rows": runs.runs if not quick else 500,
                "patience": 60_000}
    for found in program(server, settings):
        row = found.pop("row")
        samples = found.get("samples")
        if "failed" not in found and samples:
            if row == "table":
                yield "table-first", {"value": samples[0]}
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


def write_table(server, rows):
    """The file of the logged table, as the client writes it, and younger than whatever was made of one before it."""
    part = CONTENTS["ui"].part("table")
    (run,) = part.ids()
    folder = os.path.join(server.artifacts, run, "artifacts")
    os.makedirs(folder, exist_ok=True)
    say(f"writing a table of {rows:,} rows")
    with open(os.path.join(folder, part.table), "w", encoding="utf-8") as file:
        file.write('{"columns": ["question", "answer", "score"], "data": [')
        for at in range(rows):
            row = [f"Case {at}: what happens with a parcel that is late?", f"We look into case {at} today and write to you.", at * 7919 % 1000 / 1000]
            file.write((", " if at else "") + json.dumps(row))
        file.write("]}")
