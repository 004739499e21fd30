"""Tables mean what they mean to the stock client, with and without pandas."""

import dataclasses
import datetime as dt
import decimal
import enum
import json
import math
import random
import re
import subprocess
import sys
import uuid

import mlflow
import numpy as np
import pandas as pd
import PIL.Image
import pytest

from tests.sdk import pure
from tests.sdk.stock_tables import StockTables
from runlore import tables
from runlore.exceptions import MlflowException

UTC = dt.timezone.utc
NAN, INF = float("nan"), float("inf")


def same(ours, theirs):
    """Equal, and of the same type; theirs has floats of 10 decimals."""
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return list(ours) == list(theirs) and all(same(ours[key], theirs[key]) for key in ours)
    if type(ours) is not type(theirs):
        return False
    return math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-9) if isinstance(ours, float) else ours == theirs


def logged(data):
    """Columns and rows, as JSON brings them to the server."""
    columns, rows, files = tables.prepare(data, "table.json")
    assert not files
    return json.loads(json.dumps([columns, rows], allow_nan=False))


def both(data):
    ours, theirs = logged(data), list(StockTables().table(data))
    assert same(ours, theirs), f"{data}\n  ours {ours}\ntheirs {theirs}"
    return ours


class Text(str):
    pass


class Kind(str, enum.Enum):
    QUESTION = "question"


class Named(dict):
    pass


TEXTS = ["", "a", "007", "1", "1.5", "true", "null", "é𝔘/\\\"'", "2020-01-01", "line\nline", "<b>", Text("kind"), Kind.QUESTION]
NUMBERS = [0, 1, -7, 2**31, 2**53 + 1, 2**63 - 1, -(2**63), 2**63, 0.0, 1.0, 0.1, -2.5, 1e300, 1e-9, NAN, INF, -INF,
           np.int64(3), np.int8(-1), np.uint64(2**63), np.float32(0.5), np.float64(0.25), np.float16(2)]
OTHERS = [None, True, False, np.True_, decimal.Decimal("1.10"), decimal.Decimal("NaN"), b"bytes", pd.NA, pd.NaT]
TIMES = [dt.datetime(2020, 1, 2, 3, 4, 5, 678901), dt.datetime(1960, 1, 1, 0, 0, 0, 5), dt.datetime(2020, 1, 1, tzinfo=UTC),
         dt.datetime(2020, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=-5, minutes=30))), dt.date(2021, 2, 3), dt.time(1, 2, 3),
         dt.time(1, 2, 3, 4567), dt.timedelta(days=1, seconds=3.5), dt.timedelta(seconds=-3.25), dt.timedelta(microseconds=5),
         np.datetime64("2020-01-01T00:00:00.123456789"), np.datetime64("2020-01-01"), np.timedelta64(1500, "ms"),
         pd.Timestamp("2020-01-01 12:00", tz="Europe/Berlin"), pd.Timedelta("1s")]
NESTED = [{"role": "user", "content": "hi"}, [], {}, [1, 2.5, None], {"k": [1, {"z": None}], "n": NAN}, ("a", 1), {1: 2, None: 3},
          [{"role": "user", "content": "q"}, {"role": "assistant", "content": None}], {"t": dt.datetime(2020, 1, 1, 1, 1, 1, 123456)},
          np.array([1, 2]), np.array([[1.5, NAN]]), {"d": dt.date(2020, 1, 1), "x": decimal.Decimal("1.5")}, Named(a=1)]
POOLS = [TEXTS, [*TEXTS, None], [1, 2, None], [1, 2.5], [1, NAN], NUMBERS, [*NUMBERS, None], [True, False], [True, None], [True, 1, 0.5],
         TIMES[:2], [*TIMES[:2], None], TIMES, NESTED, OTHERS, [*TEXTS, *NUMBERS, *OTHERS, *TIMES, *NESTED], [1, pd.NA],
         [dt.datetime(2020, 1, 1), pd.NaT], [decimal.Decimal("1.5"), 1, None], [np.int64(1), None, np.float32(0.1)]]


class Tables:
    """Random arguments of `log_table`."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def cells(self, count):
        pool = self.random.choice(POOLS)
        return [self.random.choice(pool) for _ in range(count)]

    def column(self, rows):
        values = self.cells(rows)
        kind = self.random.randrange(12)
        if kind == 0:
            return tuple(values)
        if kind == 1:
            return np.array(self.random.choices([1, 2, 3], k=rows), dtype=self.random.choice(["int64", "float32", "M8[s]", "bool"]))
        if kind == 2:
            return range(rows)
        if kind == 3:
            return dict(enumerate(values)).values()
        return values

    def columns(self):
        rows = self.random.choice([0, 1, 1, 2, 3, 5])
        names = self.random.sample(["inputs", "outputs", "a b", "é", "0", ""], self.random.randrange(1, 4))
        # A list as a scalar would be a column.
        return {name: self.column(rows) if self.random.random() < 0.8 else self.scalar() for name in names}

    def scalar(self):
        return self.random.choice([*TEXTS, *NUMBERS, None, True, *TIMES[:4]])

    def labelled(self):
        labels = ["x", "y", 3, "w"]
        return {name: {label: self.random.choice(self.random.choice(POOLS)) for label in self.random.sample(labels, self.random.randrange(4))}
                for name in ("a", "b")} | ({"s": self.scalar()} if self.random.random() < 0.3 else {})

    def records(self):
        pools = {name: self.random.choice(POOLS) for name in "abc"}
        return [{name: self.random.choice(pool) for name, pool in pools.items() if self.random.random() < 0.8}
                for _ in range(self.random.randrange(5))]

    def frame(self):
        frame = pd.DataFrame({name: pd.Series(self.cells(3), dtype=self.random.choice([None, object])) for name in "ab"})
        frame.index = self.random.choice([[0, 1, 2], [3, 3, 1], ["x", "y", "z"]])
        frame["numbers"] = self.random.choice([
            pd.array([1, None, 3], dtype="Int64"), np.array([0.1, NAN, 3], "float32"), pd.array([True, None, False], dtype="boolean"),
            pd.Categorical(["x", "y", None]), pd.to_datetime(["2020-01-01", None, "2021-02-03 04:05:06.789123"], format="ISO8601"),
            pd.to_datetime(["2020-01-01", "2020-06-01", None]).tz_localize("Europe/Berlin"), pd.to_timedelta([1, None, 3], unit="s"),
            np.array([1, 2, 3], "uint8"),
        ])
        return frame


@pytest.mark.parametrize("kind", ["columns", "labelled", "frame"])
@pytest.mark.filterwarnings("ignore")
def test_random_tables_are_what_the_stock_client_logs(kind):
    compared = refused = 0
    for seed in range(600):
        make = getattr(Tables(seed), kind)
        data = make()
        try:
            theirs = list(StockTables().table(data))
        except Exception as error:  # what its serializer can not write is not compared
            refused += 1
            assert not isinstance(error, AssertionError)
            continue
        ours = logged(data)
        assert same(ours, theirs), f"{data}\n  ours {ours}\ntheirs {theirs}"
        compared += 1
    assert compared > 400, (compared, refused)


@pytest.mark.filterwarnings("ignore")
def test_lists_of_dicts_are_what_pandas_makes_of_them():
    for seed in range(500):
        records = Tables(seed).records()
        if records and any(records):
            ours, theirs = logged(records), list(StockTables().table(pd.DataFrame(records)))
            assert same(ours, theirs), f"{records}\n  ours {ours}\ntheirs {theirs}"
    assert logged([]) == [[], []]


@pytest.mark.parametrize("data", [
    {}, {"a": []}, {"a": [], "b": 1}, {"a": 1, "b": "x"}, {"a": None}, {"a": [None, None]}, {"a": "x", "b": ["y", "z"]},
    {"a": {"x": 1}, "b": [1]}, {"a": {"x": 1}, "b": 2}, {"a": {"x": 1}}, {"a": {"x": 1, "y": 2}, "b": {"z": 3, "x": 5}},
    {"a": 1, "b": {"c": [1]}}, {"a": np.array([[1, 2], [3, 4]])}, {"a": np.array([[1, 2], [3, 4]]), "b": [1]},
    {"a": np.array(5), "b": [1, 2]}, {"a": pd.Series([1, 2], index=[5, 6]), "b": pd.Series([3, 4], index=[6, 7])},
    {"a": pd.Series([1, 2]), "b": [3, 4]}, {"a": pd.Series([1, 2], index=[5, 6]), "b": {5: 1}}, {"a": pd.Index([1, 2]), "b": "x"},
    {"a": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "a"}], "b": "x"}, {"a": [{1, 2}, frozenset([3])]},
    {"a": {"k": 1}.keys(), "b": {"k": 1}.values()}, {"a": np.array([1, None], dtype=object)}, {"a": pd.array([1, None], dtype="Int64")},
    {"a": pd.Categorical(["x", "y"])}, {"a": [[1, 2], [3]], "b": [(), {}]}, {"a": [dt.datetime(1, 1, 1), dt.datetime(9999, 1, 1)]},
], ids=str)
def test_shapes_of_arguments(data):
    both(data)


def test_iterators_are_read_once():
    assert logged({"a": (i for i in range(3)), "b": iter("xyz"), "c": "d"}) == [["a", "b", "c"], [[0, "x", "d"], [1, "y", "d"], [2, "z", "d"]]]


def test_columns_have_names_that_are_texts():
    assert logged({1: [1], 2.5: [2], "x": [3], b"y": [4], None: [5]})[0] == ["1", "2.5", "x", "y", "None"]
    assert logged(pd.DataFrame({1: [1]}))[0] == ["1"]
    for twice in ({1: [1], "1": [2]}, pd.DataFrame([[1, 2]], columns=["a", "a"])):
        with pytest.raises(ValueError, match="more than one column named '?[1a]'?"):
            logged(twice)


def test_columns_of_different_lengths_are_refused_in_pandas_words():
    for data in ({"a": [1, 2], "b": [1]}, {"a": [], "b": (1,)}):
        with pytest.raises(ValueError) as theirs:
            pd.DataFrame(data)
        with pytest.raises(ValueError) as ours:
            logged(data)
        assert str(ours.value) == str(theirs.value)


def test_sets_have_no_order():
    for data in ({"a": {1, 2}}, {"a": frozenset([1])}):
        with pytest.raises(TypeError, match="unordered"):
            StockTables().table(data)
        with pytest.raises(TypeError, match="unordered"):
            logged(data)


@pytest.mark.parametrize("data", [[1, 2], "text", None, 5, [{"a": 1}, 2]], ids=str)
def test_what_is_no_table_is_refused(data):
    with pytest.raises(mlflow.MlflowException):
        StockTables().table(data)
    with pytest.raises(MlflowException, match="data must be a pandas.DataFrame") as refused:
        logged(data)
    assert refused.value.error_code == "INVALID_PARAMETER_VALUE"


@pytest.mark.parametrize("name", ["a.txt", "a", "a.json.gz", "a:b.json", 'a".json', "a'.json", "[a].json", "{a}.json", "a,b.json", "a.csv"])
def test_file_names_are_refused_in_the_same_words(name):
    with pytest.raises(ValueError) as theirs:
        StockTables().table({"a": 1}, name)
    with pytest.raises(ValueError) as ours:
        tables.prepare({"a": 1}, name)
    assert str(ours.value) == str(theirs.value)


def test_what_can_not_be_stored_names_its_row_and_column():
    around = {}
    around["again"] = around
    for value in (b"\xff\xfe", "\ud800", around, [around]):
        with pytest.raises((mlflow.MlflowException, ValueError)):
            StockTables().table({"a": ["fine", value]})
        with pytest.raises(MlflowException, match="Row 1 of column 'a' can not be logged") as refused:
            logged({"a": ["fine", value]})
        assert refused.value.error_code == "INTERNAL_ERROR"


@dataclasses.dataclass
class Answer:
    text: str
    score: float = NAN


class Model:
    """As pydantic's models are: iterable, and with its fields as a dict."""

    def __iter__(self):
        return iter([("role", "user")])

    def model_dump(self):
        return {"role": "user", "at": dt.date(2020, 1, 1)}


def test_objects_are_their_fields_or_their_text():
    some = uuid.UUID(int=1)
    assert logged({"a": [Answer("x"), Model(), some, int, 1 + 2j]})[1] == [
        [{"text": "x", "score": None}], [{"role": "user", "at": "2020-01-01T00:00:00.000"}], [str(some)], ["<class 'int'>"],
        [{"imag": 2.0, "real": 1.0}]]
    assert logged({"a": Model(), "b": ["x"]})[1] == [[{"role": "user", "at": "2020-01-01T00:00:00.000"}, "x"]]


def test_a_data_frame_stays_as_it_is():
    frame = pd.DataFrame({"image": [PIL.Image.new("L", (2, 2))], "x": [1]}, index=["i"])
    before = frame.copy()
    tables.prepare(frame, "table.json")
    assert frame.equals(before) and frame["image"].iloc[0] is before["image"].iloc[0]


def without_ids(paths):
    return [re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", path) for path in paths]


@pytest.mark.parametrize("artifact_file", ["table.json", "some/folder/table.parquet"])
@pytest.mark.filterwarnings("ignore")
def test_images_are_artifacts_that_cells_name(artifact_file):
    source = np.random.default_rng(1)
    images = [PIL.Image.fromarray(source.integers(0, 255, (height, 30, 3), np.uint8)) for height in (10, 70)]
    data = {"q": ["a", "b"], "image": [mlflow.Image(images[0]), images[1]]}
    client = StockTables()
    client.log_table("run", data, artifact_file)
    columns, rows, files = tables.prepare(data, artifact_file)
    assert columns == ["q", "image"] and [row[0] for row in rows] == ["a", "b"]
    theirs = [(path, content) for path, content in client.uploaded.items() if path != artifact_file]
    assert [content for _, content in files] == [content for _, content in theirs]
    assert without_ids(path for path, _ in files) == without_ids(path for path, _ in theirs)
    named = [path for _, cell in rows for path in (cell["filepath"], cell["compressed_filepath"])]
    assert named == [path for path, _ in files] and all(row[1]["type"] == "image" for row in rows)
    assert len(set(named)) == 4


@pytest.mark.filterwarnings("ignore")
def test_a_column_of_images_has_nothing_else():
    data = {"a": [PIL.Image.new("L", (1, 1)), "text"]}
    with pytest.raises(ValueError) as theirs:
        StockTables().table(data)
    with pytest.raises(ValueError) as ours:
        tables.prepare(data, "table.json")
    assert str(ours.value) == str(theirs.value)


def test_nothing_is_imported_for_plain_tables():
    code = (f"import sys; sys.path.insert(0, {str(pure.PACKAGE.parent.parent)!r})\n"
            "from tests.sdk import pure\nfrom runlore import tables\nimport json, time\n"
            "print(json.dumps(tables.prepare({'a': [1, None], 'b': 'x', 'c': [{'k': 0.1}, time]}, 'a.json')[1][0]))\n"
            "assert not {'pandas', 'numpy', 'PIL', 'mlflow'} & set(sys.modules)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == '[1.0, "x", {"k": 0.1}]', done.stderr
