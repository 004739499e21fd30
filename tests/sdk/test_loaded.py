"""Loaded tables are the stock client's data frames, but that texts stay texts, and lists of rows without pandas."""

import io
import json
import pickle
import random
import subprocess
import sys

import mlflow
import pandas as pd
import pytest

from tests.sdk import pure
from tests.sdk.test_entities import Read
from runlore import loaded

POOLS = [[1, 2], [1, None], [1.0, 2.0], [1.5, 2], [1.5, None], [True, False], [True, None], [True, 1], [True, 0.5, None], ["x", "y"],
         ["x", None], ["x", 2, None], ["x", True], [{"a": 1}, None], [[1], [2, "x"]], [[1], 2], [{"a": 1}, "x"], [None], [2**63, 1],
         [2**63, None], [2**63, -1], [1e300, 1], [2**53, None], [-1, 0], ["2020-01-01T00:00:00.000", None], ["2020-01-01", "x"],
         ["2020-01-01T00:00:00.000Z"], [1790000000, 1790000001], [1790000000000, None], [1.5e9, 1600000000.25]]
NAMES = ["inputs", "outputs", "a b", "created_at", "Date", "timestamp_ms", "modified", "run_time", "date of birth"]


def tables(seed, columns=None):
    source = random.Random(seed)
    columns = columns or source.sample(NAMES, source.randrange(1, 4))
    pools = [source.choice(POOLS) for _ in columns]
    return columns, [[source.choice(pool) for pool in pools] for _ in range(source.randrange(5))]


def stock(columns, rows):
    """As the stock client reads a table's file."""
    return pd.read_json(io.StringIO(json.dumps({"columns": columns, "data": rows})), orient="split", precise_float=True)


@pytest.mark.filterwarnings("ignore")
def test_types_are_those_that_the_stock_client_finds():
    for seed in range(1000):
        columns, rows = tables(seed)
        pd.testing.assert_frame_equal(loaded.frame(columns, rows), stock(columns, rows), obj=f"{columns} {rows}")


@pytest.mark.filterwarnings("ignore")
def test_tables_of_several_runs_are_one_below_the_other():
    for seed in range(200):
        columns = random.Random(seed).sample(NAMES[:3], 2)
        parts = [tables(seed), tables(seed, columns), tables(seed + 1, columns)]
        parts = [part for part in parts if part[1]] or [(["a"], [[1]])]
        ours = loaded.loaded(parts, {})
        theirs = pd.concat([stock(*part) for part in parts], ignore_index=True)
        assert list(ours.columns) == list(theirs.columns) and len(ours) == len(theirs)
        for name in theirs.columns:
            for mine, other in zip(ours[name], theirs[name]):
                assert mine == other or (pd.isna(mine) and pd.isna(other)) or name not in NAMES[:3], (parts, name)


def test_texts_that_look_like_numbers_stay_texts():
    rows = [["007", "1.5", "true", 1], ["1e3", "2", "", 2]]
    columns = ["number", "half", "word", "n"]
    made = loaded.frame(columns, rows)
    assert made.values.tolist() == rows
    assert stock(columns, rows)["number"].tolist() == [7, 1000]
    assert loaded.frame(["a"], [["1"], [2]])["a"].tolist() == ["1", 2]
    assert list(loaded.frame(["1", "2"], [[5, 6]]).columns) == ["1", "2"]
    assert loaded.frame(["at_time"], [[2**70]])["at_time"].tolist() == [2**70]


def test_rows_and_whole_columns_of_all_tables():
    parts = [(["q", "a"], [[1, 2]]), (["a", "b"], [[3, 4], [5, 6]]), ([], []), (["q"], [[7]])]
    assert loaded.united(parts) == (["q", "a", "b"], [[1, 2, None], [None, 3, 4], [None, 5, 6], [7, None, None]])
    assert loaded.united([]) == ([], [])


def test_columns_of_the_runs_are_added(caplog):
    parts = [(["q"], [["a"], ["b"]]), (["q"], []), (["q"], [["c"]])]
    times = [pd.Timestamp(time, unit="ms", tz="UTC") for time in (1, 2, 3)]
    made = loaded.loaded(parts, {"run_id": ["r1", "r2", "r3"], "metrics.m": [1.0, 2.0, None], "start_time": times})
    assert made["run_id"].tolist() == ["r1", "r1", "r3"] and made["metrics.m"].tolist()[:2] == [1.0, 1.0]
    assert made["metrics.m"].dtype == "float64" and made["start_time"].tolist() == [times[0], times[0], times[2]]
    taken = loaded.loaded([(["run_id", "q"], [["mine", 1]])], {"run_id": ["r1"]})
    assert taken.to_dict("records") == [{"run_id": "mine", "q": 1, "run_id_": "r1"}] and "run_id_" in caplog.text


def test_what_the_stock_client_loads(tmp_path, monkeypatch):
    monkeypatch.setenv("MLFLOW_TRACKING_URI", f"sqlite:///{tmp_path / 'runs.db'}")
    client = mlflow.MlflowClient()
    experiment = client.create_experiment("e", (tmp_path / "artifacts").as_uri())
    parts, runs = [], []
    for rows in ([["a", 1], ["b", 2]], [["c", None]]):
        run = client.create_run(experiment)
        client.log_metric(run.info.run_id, "m", 0.5)
        client.log_table(run.info.run_id, pd.DataFrame(rows, columns=["q", "n"]), "table.json")
        parts.insert(0, (["q", "n"], rows))
        runs.insert(0, client.get_run(run.info.run_id))
    theirs = client.load_table(experiment, "table.json", extra_columns=["run_id", "metrics.m", "start_time"])
    ours = loaded.loaded(parts, {
        "run_id": [run.info.run_id for run in runs], "metrics.m": [run.data.metrics["m"] for run in runs],
        "start_time": [pd.Timestamp(run.info.start_time, unit="ms", tz="UTC") for run in runs]})
    pd.testing.assert_frame_equal(ours, theirs)


def rows_of_all_kinds(seed):
    source = random.Random(seed)
    pools = [[1, 20, 300], [0.5, 3.0, 1e-7, 123.25], ["text", "longer text", ""], [True, False], [1e20, 1.5]]
    columns = [f"c{at}" * source.randrange(1, 4) for at, _ in enumerate(pools)]
    return columns, [[source.choice(pool) for pool in pools] for _ in range(source.randrange(1, 6))]


def test_markdown_is_what_pandas_writes():
    for seed in range(200):
        columns, rows = rows_of_all_kinds(seed)
        frame, table = pd.DataFrame(rows, columns=columns), loaded.Table(columns, rows)
        assert table.to_markdown() == frame.to_markdown() == repr(table)
        assert table.to_markdown(index=False) == frame.to_markdown(index=False)
        for orient in ("dict", "list", "records"):
            assert table.to_dict(orient) == frame.to_dict(orient)


def test_a_table_is_a_list_of_its_rows():
    table = loaded.Table(["a", "b"], [[1, None], [2, "x|y\nz"]])
    assert len(table) == 2 and table[0] == {"a": 1, "b": None} and table[1:] == [{"a": 2, "b": "x|y\nz"}]
    assert [row["a"] for row in table] == table["a"] == [1, 2] and table.columns == ["a", "b"]
    assert table.to_markdown().splitlines()[3].endswith("| x\\|y z |")
    with pytest.raises(KeyError):
        table["c"]
    with pytest.raises(ValueError, match="orient"):
        table.to_dict("split")
    again = pickle.loads(pickle.dumps(table))
    assert again == table and again.columns == table.columns


def test_a_notebook_shows_a_table_and_runs_nothing_in_it():
    evil = "<script>alert(1)</script>"
    read = Read(loaded.Table([evil], [[evil], [{"k": evil}]] + [[1]] * 100)._repr_html_())
    assert read.tags == {"table", "thead", "tbody", "tr", "th", "td", "p"}
    assert read.text.count(evil) == 3 and "42 more rows" in read.text


def test_without_pandas_there_is_a_table():
    code = (f"import sys; sys.path.insert(0, {str(pure.PACKAGE.parent.parent)!r}); sys.modules['pandas'] = None\n"
            "from tests.sdk import pure\nfrom runlore import loaded\n"
            "table = loaded.loaded([(['a'], [['007'], [1]]), (['b'], [[2]])], {'run_id': ['r1', 'r2'], 'a': [5, 6]})\n"
            "assert type(table) is loaded.Table\nprint(table.to_dict('records'))")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == str([{"a": "007", "b": None, "run_id": "r1", "a_": 5}, {"a": 1, "b": None, "run_id": "r1", "a_": 5},
                                       {"a": None, "b": 2, "run_id": "r2", "a_": 6}]), done.stderr
