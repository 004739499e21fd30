"""What a page of a table takes of the server's memory, whatever is in the table: docs/tables.md says 64 MiB."""

import json
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from tests.client.test_tables import artifact, post
from tests.support import servers

ROWS, CELL = 1_100, 60_000


def cell(row):
    # Each another one, as answers of models are: nothing that a dictionary or a compression makes small.
    return "".join(f"{row * 7919 + at * 104729:x} " for at in range(CELL // 7))


@pytest.fixture
def server(tmp_path):
    """One that makes no copies of tables, which take memory of their own in the background."""
    with servers.runlore(tmp_path / "server", env={"RUNLORE_CACHE_DIR": "/proc/none"}) as running:
        yield running


@pytest.fixture
def memory(server):
    """How far the server's memory went beyond what it had, in MiB, while a question was answered."""
    process = Path(f"/proc/{server.process.pid}")

    def of(name):
        lines = (process / "status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith(name)).split()[1]) / 1024

    def asked(body):
        (process / "clear_refs").write_text("5")
        before = of("VmRSS")
        answer = post(server, "rows", body)
        return answer, of("VmHWM") - before

    return asked


def parquet(path, dictionary):
    schema = pyarrow.schema([("n", pyarrow.int64()), ("answer", pyarrow.string())])
    with pyarrow.parquet.ParquetWriter(path, schema, use_dictionary=dictionary, compression="snappy", write_batch_size=64) as writer:
        for first in range(0, ROWS, 500):
            numbers = list(range(first, first + 500))
            # Few enough that each stands in the file once.
            writer.write_table(pyarrow.table([numbers, [cell(n % 10 if dictionary else n) for n in numbers]], schema=schema))


def rows_json(path, _):
    with open(path, "w", encoding="utf-8") as file:
        file.write('{"columns":["n","answer"],"data":[')
        for n in range(ROWS):
            file.write(("," if n else "") + json.dumps([n, cell(n)]))
        file.write("]}")


def one_row_json(path, _):
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps({"columns": ["n", "answer"], "data": [[0, "a"], [1, "é" * 8_300_000], [2, "c"]]}))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "write", "dictionary"),
    [("t.parquet", parquet, False), ("d.parquet", parquet, True), ("t.json", rows_json, False), ("row.json", one_row_json, False)],
)
def test_a_page_takes_little_memory(server, mlflow, memory, name, write, dictionary):
    with mlflow.start_run() as active:
        mlflow.log_text("", "here")
        run = active.info.run_id
    write(artifact(server, run, name), dictionary)
    body = {"run_id": run, "path": name, "max_rows": 50, "max_cell": 2_000, "count": False}
    for more in ({}, {"offset": 1_000}, {"filter": "answer ILIKE '%nothing of the kind%'"}, {"count": True}):
        # A filter must have the cell as a text as well.
        if name == "row.json" and "filter" in more:
            continue
        _, taken = memory(body | more)
        assert taken < 64, (more, taken)
