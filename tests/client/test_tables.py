"""Tables that Runlore appends to, as the stock client reads and writes them."""

import json
import sqlite3

import pandas as pd
import pytest

from tests.support.http import Http

TABLES = "/api/runlore/v1/tables"


def post(server, what, body):
    with Http(server.port) as client:
        answer = client.send("POST", f"{TABLES}/{what}", body=body)
    assert answer.status == 200, answer.text
    return answer.json


def append(server, run, path, columns, data):
    return post(server, "append", {"run_id": run, "path": path, "columns": columns, "data": data})["rows"]


def artifact(server, run, path):
    (folder,) = (server.folder / "mlartifacts").glob(f"*/{run}/artifacts")
    return folder / path


@pytest.mark.parametrize("path", ["t.json", "d/t.parquet"])
def test_both_append_to_one_table(server, mlflow, path):
    with mlflow.start_run() as active:
        run = active.info.run_id
        mlflow.log_table({"q": ["a/é", "b"], "n": [1, 2]}, path)
        assert append(server, run, path, ["n", "q", "s"], [[3, "c", {"x": [1.5]}], [None, "007", None]]) == 4
        mlflow.log_table({"q": ["d"], "n": [5]}, path)
        assert append(server, run, path, ["q"], [["e"]]) == 6
    table = mlflow.load_table(path, run_ids=[run])
    assert list(table.columns) == ["q", "n", "s"]
    assert [str(q) for q in table["q"]] == ["a/é", "b", "c", table["q"][3], "d", "e"]
    assert table["n"].fillna(0).tolist() == [1, 2, 3, 0, 5, 0]
    assert table["s"][2]["x"][0] == 1.5
    assert json.loads(mlflow.get_run(run).data.tags["mlflow.loggedArtifacts"]) == [{"path": path, "type": "table"}]


def test_the_file_is_pandas_own(server, mlflow):
    cells = ["a/b", "é😀", "\n\"\\", None]
    frame = pd.DataFrame({"t/": cells, "f": [1.0, 0.5, -2.25, None], "i": [1, 2, 3, 4], "b": [True, False, True, True]})
    with mlflow.start_run() as active:
        run = active.info.run_id
        rows = json.loads(frame.to_json(orient="split", index=False))
        append(server, run, "t.json", rows["columns"], rows["data"])
    server.stop()
    written = artifact(server, run, "t.json")
    assert written.read_text() == frame.to_json(orient="split", index=False)


def test_parquet_is_read_by_pandas(server, mlflow):
    with mlflow.start_run() as active:
        run = active.info.run_id
        append(server, run, "t.parquet", ["i", "f", "s", "b", "l", "o"], [[1, 0.5, "007", True, [1, 2], {"k": "v"}]])
        append(server, run, "t.parquet", ["i", "s"], [[2, None]])
    post(server, "flush", {"run_id": run})
    frame = pd.read_parquet(artifact(server, run, "t.parquet"))
    assert frame["i"].tolist() == [1, 2] and frame["i"].dtype == "int64"
    assert (frame["f"][0], frame["s"][0], frame["b"][0]) == (0.5, "007", True)
    assert frame["l"][0].tolist() == [1, 2] and frame["o"][0] == {"k": "v"}
    frame["w"] = pd.to_datetime(["2026-01-01", "2026-01-02"])
    frame["c"] = pd.Categorical(["x", "y"])
    frame["small"] = frame["i"].astype("int8")
    frame.to_parquet(artifact(server, run, "t.parquet"), index=False)
    append(server, run, "t.parquet", ["i", "small", "c", "w"], [[3, 300, "z", None], [4, None, None, None]])
    post(server, "flush", {"run_id": run})
    again = pd.read_parquet(artifact(server, run, "t.parquet"))
    assert again["w"].tolist()[:2] == frame["w"].tolist() and again["w"].isna().tolist()[2:] == [True, True]
    assert again["c"].tolist()[:3] == ["x", "y", "z"] and again["small"].tolist()[:3] == [1, 2, 300]
    assert again["o"][0] == {"k": "v"} and again["l"][0].tolist() == [1, 2]


def test_two_thousand_tables_in_one_run(server, mlflow):
    with mlflow.start_run() as active:
        run = active.info.run_id
        for n in range(2000):
            append(server, run, f"tables/{n}.json", ["n"], [[n]])
        # The client's own log_table reads the tag as JSON, extends it and sends it.
        mlflow.log_table({"n": [2000]}, "tables/2000.json")
    listed = json.loads(mlflow.get_run(run).data.tags["mlflow.loggedArtifacts"])
    assert [entry["path"] for entry in listed] == [f"tables/{n}.json" for n in range(2001)]
    for n in (0, 1999, 2000):
        assert mlflow.load_table(f"tables/{n}.json")["n"].tolist() == [n]
    server.stop()
    with sqlite3.connect(server.folder / "mlflow.db") as database:
        query = "SELECT value FROM tags WHERE key = 'mlflow.loggedArtifacts'"
        ((column,),) = database.execute(query).fetchall()
    # What MLflow sees when it takes the database over.
    assert 7900 < len(column) <= 8000 and json.loads(column) == listed[: len(json.loads(column))]
