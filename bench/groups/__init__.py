"""Groups of rows. A group is measured for one server after the other; each gives its rows as it has them.

`measure(server_class, bench)` yields `(row, result)`; a result has a `value`, or says why it `failed`.
"""

from bench.groups import artifacts, client, evaluation, growing, histories, interface, memory, mixed, processes, searches, start, writes

MEASURES = {
    "start": start.measure,
    "writes": writes.on("empty"),
    "writes10m": writes.on("points10m"),
    "search20k": searches.on("runs20k", searches.shapes),
    "bad20k": searches.on("runs20k", searches.bad_20k),
    "bad40k": searches.on("bad40k", searches.bad_40k),
    "search200k": searches.on("runs200k", searches.large),
    "wide30k": searches.on("wide30k", searches.wide),
    "history": histories.on("history"),
    "history10m": histories.on("points10m"),
    "mixed": mixed.measure,
    "memory": memory.measure,
    "processes": processes.measure,
    "artifacts": artifacts.local,
    "s3": artifacts.s3,
    "client": client.measure,
    "growing": growing.local,
    "growing-s3": growing.s3,
    "evaluation": evaluation.measure,
    "ui": interface.measure,
    "pg-writes": writes.on("empty", postgres=True),
    "pg-search20k": searches.on("runs20k", searches.all_20k, postgres=True),
    "pg-wide30k": searches.on("wide30k", searches.wide, postgres=True),
}
