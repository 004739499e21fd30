"""Runs as a data frame are the stock client's."""

import datetime as dt
import math
import random
import subprocess
import sys

import mlflow
import pandas as pd
import pytest
from mlflow import entities as stock
from mlflow.store.entities import PagedList

from tests.sdk import pure
from runlore import entities, frames


def runs(of, seed):
    source = random.Random(seed)
    made = []
    for number in range(source.randrange(6)):
        metrics, params, tags = ({key: source.choice(values) for key in "abc" if source.random() < 0.6} for values in (
            [0.5, 1.0, math.nan, math.inf, 3], ["1", "x", ""], ["t", "é"]))
        info = of.RunInfo(f"run{number}", "1", "u", source.choice(["RUNNING", "FINISHED"]), source.choice([0, 1790000000123]),
                          source.choice([None, 1790000000999]), "active", "file:/a", "name")
        made.append(of.Run(info, of.RunData([of.Metric(key, value, 0, 0) for key, value in metrics.items()],
                                            [of.Param(*pair) for pair in params.items()], [of.RunTag(*pair) for pair in tags.items()])))
    return made


def stock_frame(monkeypatch, found):
    monkeypatch.setattr("mlflow.tracking.fluent.MlflowClient.search_runs", lambda *_: PagedList(found, None))
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:9")  # nothing is asked of it
    return mlflow.search_runs(["1"])


def group(column):
    return column.partition(".")[0]


def test_the_frame_is_the_stock_one_but_for_the_order_of_what_was_logged(monkeypatch):
    for seed in range(300):
        ours, theirs = frames.frame(runs(entities, seed)), stock_frame(monkeypatch, runs(stock, seed))
        # Within metrics, params and tags the stock client's order is any.
        assert list(map(group, ours.columns)) == list(map(group, theirs.columns))
        pd.testing.assert_frame_equal(ours, theirs[ours.columns], obj=str(seed))


def test_columns_come_as_they_first_appear():
    first, second = (entities.Run(entities.RunInfo(run_id, "1", "", "RUNNING", 0, None, "active"), entities.RunData(metrics))
                     for run_id, metrics in (("a", {"z": 1.0, "b": 2.0}), ("b", {"a": 3.0, "z": 4.0})))
    assert [name for name in frames.frame([first, second]).columns if "." in name] == ["metrics.z", "metrics.b", "metrics.a"]


def test_one_column(monkeypatch):
    for seed in range(100):
        made = runs(entities, seed)
        frame = frames.frame(made)
        for column in frame.columns:
            pd.testing.assert_series_equal(pd.Series(frames.values(made, column), name=column, dtype=frame[column].dtype), frame[column])
        for column in ("nothing", "metrics.nothing", "params", "info", "tags."):
            with pytest.raises(KeyError, match=column):
                frames.values(made, column)


def test_without_pandas_there_are_columns_and_no_frame():
    code = (f"import sys; sys.path.insert(0, {str(pure.PACKAGE.parent.parent)!r}); sys.modules['pandas'] = None\n"
            "from tests.sdk import pure\nfrom runlore import entities, frames\n"
            "run = entities.Run(entities.RunInfo('r', '1', '', 'RUNNING', 1500, None, 'active'), entities.RunData())\n"
            "print(frames.values([run], 'start_time') + frames.values([run], 'end_time'))\nframes.frame([run])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == str([dt.datetime(1970, 1, 1, 0, 0, 1, 500000, tzinfo=dt.timezone.utc), None])
    assert "need pandas. Please install it (`pip install pandas`), or search with output_format='list'" in done.stderr
