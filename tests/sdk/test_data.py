"""Datasets are told to the server as the stock client tells them."""

import datetime as dt
import decimal
import hashlib
import json
import pathlib
import random
import subprocess
import sys
import warnings

import mlflow
import numpy as np
import pandas as pd
import pytest
from google.protobuf.json_format import MessageToDict
from mlflow import data as stock
from mlflow.tracking.fluent import _create_dataset_input

from tests.sdk import pure
from runlore import data, entities
from runlore.exceptions import MlflowException

NAN = float("nan")
CELLS = [1, 2**40, 1.5, NAN, None, True, "a", "", b"x", dt.datetime(2020, 1, 1), dt.date(2020, 1, 1), decimal.Decimal(1), 1j, {1}, (1, 2),
         [], ["a"], ["a", None], [1, 2], [[]], [["a"], []], [1.5, None], {}, {"k": 1}, {"k": "x", "z": None}, {"k": {"n": [1]}}, {"k": {"m": 2.5}},
         {1: 2}, [{"role": "user", "content": "x"}], [{"role": "tool", "content": None, "name": "t"}], np.array([1, 2]), np.array([]),
         np.array([1.5], "float32"), np.bool_(True), np.str_("n"), [np.int64(1)], [np.int32(1)], [np.datetime64("2020-01-01")],
         [np.float32(1)], [bytearray(b"x")], pd.NA, pd.NaT, pd.Timestamp("2020-01-01"), object(), [{"a": []}], [{"a": ["x"]}], [{}]]
COLUMNS = [pd.Series(values) for values in (
    [1, 2, 3], [1.5, NAN, 2], ["a", "b", None], ["a", "b", "c"], [True, False, True], [b"x", b"y", b"z"], [None] * 3, [NAN] * 3,
    pd.Categorical(["a", "b", "a"]), pd.Categorical([1, 2, 1]), pd.array([1, None, 2], dtype="Int64"), pd.array([1, None, 2], dtype="Int16"),
    pd.array([0.5, None, 2], dtype="Float32"), pd.array([True, None, False], dtype="boolean"), pd.array(["a", None, "b"], dtype="string"),
    *(np.array([1, 2, 3], kind) for kind in ("uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "float16", "float32", "bool")),
    pd.to_datetime(["2020-01-01"] * 3), pd.to_datetime(["2020-01-01", None, None]).tz_localize("UTC"), pd.to_timedelta([1, 2, 3], unit="s"),
    pd.period_range("2020", periods=3, freq="D"), np.array([1, 2, 3], "complex64"))]
COLUMNS += [pd.Series(values, dtype=object) for values in ([1, 2.5, 3], [1, True, 2], [1, 2, 3], ["a", 1, None], ["a", "b", None])]


def random_frame(seed):
    source = random.Random(seed)
    frame = pd.DataFrame(index=range(3))
    for name in source.sample(["a", "b", "é", "z y", "0"], source.randrange(1, 4)):
        if source.random() < 0.5:
            frame[name] = source.choice(COLUMNS)
        else:
            pool = source.sample(CELLS, 2) if source.random() < 0.7 else source.choices(CELLS, k=1)
            frame[name] = pd.Series(source.choices(pool, k=3), dtype=object)
    return frame


def both(frame, **arguments):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the stock client's hint about whole numbers
        theirs = stock.from_pandas(frame, **arguments).to_dict()
    return data.from_pandas(frame, **arguments).to_dict(), theirs


def test_datasets_of_data_frames_are_told_as_the_stock_client_tells_them():
    with_schema = 0
    for seed in range(600):
        frame = random_frame(seed)
        ours, theirs = both(frame, source="data.csv")
        assert ours == theirs, frame.to_dict()
        with_schema += ours["schema"] is not None
    assert 120 < with_schema < 560


@pytest.mark.parametrize("frame", [
    pd.DataFrame(), pd.DataFrame({"a": []}), pd.DataFrame({1: [1], "a": ["x"]}), pd.DataFrame({"a": range(20_000), "b": ["x"] * 20_000}),
    pd.DataFrame([[1, 2]], columns=["b", "a"], index=["i"]), pd.DataFrame({("a", "b"): [1]}),
], ids=lambda frame: str(frame.shape))
def test_frames_of_other_shapes(frame):
    ours, theirs = both(frame, source="data.csv", name="mine")
    assert ours == theirs


def test_names_roles_and_given_digests():
    frame = pd.DataFrame({"q": ["a"], "right": ["b"], "answer": ["c"]})
    ours = data.from_pandas(frame, "data.csv", "right", "mine", "given", "answer")
    theirs = stock.from_pandas(frame, "data.csv", "right", "mine", "given", "answer")
    assert ours.to_json() == theirs.to_json() and ours.df is frame
    assert (ours.name, ours.digest, ours.targets, ours.predictions, ours.profile) == (
        theirs.name, theirs.digest, theirs.targets, theirs.predictions, theirs.profile)
    for wrong in ({"targets": "x"}, {"predictions": "x"}):
        with pytest.raises(mlflow.MlflowException):
            stock.from_pandas(frame, "data.csv", **wrong)
        for make, of in ((data.from_pandas, frame), (data.from_dict, {"q": ["a"]})):
            with pytest.raises(MlflowException, match="does not contain the specified .* column 'x'") as refused:
                make(of, "data.csv", **wrong)
            assert refused.value.error_code == "INVALID_PARAMETER_VALUE"


@pytest.mark.parametrize("source", [
    "data.csv", "/a/b", "file:///a", "file:/a", "s3://b/k", "S3://B/k", "gs://b/k", "http://x/y?z", "https://x", "HTTP://x", "hdfs://h/p",
    "sftp://u@h/p", "wasbs://c@a/p", "abfss://a", "viewfs://a", "ftp://x", "r2://x", "b2://x", pathlib.Path("/x/y"), pathlib.Path("x"), "",
    "a b:c", "/Volumes/a/b", "c:/x", "runs:/a/b", "models:/m", "mlflow-artifacts:/a", "foo://x", "file://host/a", 5, ["a"],
], ids=str)
def test_sources_are_told_apart(source):
    frame = pd.DataFrame({"a": [1]})
    try:
        theirs = stock.from_pandas(frame, source=source).source
    except mlflow.MlflowException as error:
        with pytest.raises(MlflowException, match="Could not find a source information resolver") as refused:
            data.from_pandas(frame, source=source)
        assert refused.value.error_code == error.error_code
        return
    ours = data.from_pandas(frame, source=source).source
    assert (ours.to_json(), ours._get_source_type(), ours.to_dict()) == (theirs.to_json(), theirs._get_source_type(), theirs.to_dict())
    assert data.from_pandas(frame, source=theirs).to_dict()["source"] == theirs.to_json()


def test_without_a_source_it_is_the_program():
    ours, theirs = both(pd.DataFrame({"a": [1]}))
    assert ours == theirs and ours["source_type"] == "code"


def test_datasets_of_dicts_need_no_pandas_and_have_a_digest_of_their_own():
    code = (f"import sys; sys.path.insert(0, {str(pure.PACKAGE.parent.parent)!r})\n"
            "from tests.sdk import pure\nfrom runlore import data\n"
            "print(data.from_dict({'q': ['a', 'é'], 'n': [1, None], 'k': 'x'}, 'f.csv').to_json())\n"
            "assert not {'pandas', 'numpy'} & set(sys.modules)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert not done.stderr
    told = json.loads(done.stdout)
    spelled = r'{"q":["a","\u00e9"],"n":[1.0,null],"k":["x","x"]}'
    assert told == {
        "name": "dataset", "digest": hashlib.sha256(spelled.encode()).hexdigest()[:8], "source": '{"uri": "f.csv"}', "source_type": "local",
        "schema": json.dumps({"mlflow_colspec": [{"type": "string", "name": "q", "required": True},
                                                 {"type": "double", "name": "n", "required": False},
                                                 {"type": "string", "name": "k", "required": True}]}),
        "profile": '{"num_rows": 2, "num_elements": 6}'}


def test_datasets_of_dicts_differ_if_their_values_do():
    rows = [{"q": "a", "n": 1}, {"q": "b", "n": 2}]
    digests = [data.from_dict(of).digest for of in (
        {"q": ["a", "b"], "n": [1, 2]}, {"n": [1, 2], "q": ["a", "b"]}, {"q": ["b", "a"], "n": [1, 2]}, {"q": ["a", "b"], "n": [1.0, 2.0]},
        {"q": ["a"], "n": [1]}, {})]
    assert len(set(digests)) == len(digests) and data.from_dict(rows).digest == digests[0]
    with pytest.raises(ValueError, match="same length"):
        data.from_dict({"a": [1, 2], "b": [1]})


def test_schemas_of_dicts_are_those_of_the_data_frames():
    checked = 0
    for seed in range(500):
        source = random.Random(seed)
        values = source.choices(source.sample([cell for cell in CELLS if not isinstance(cell, np.generic)], 2), k=3)
        try:
            theirs = both(pd.DataFrame({"a": pd.Series(values)}), source="x")[1]["schema"]
        except TypeError:
            continue
        ours = data.from_dict({"a": values}, "x")
        if theirs is not None and '"string"' not in theirs and pd.Series(values).dtype == object:
            assert ours.schema == json.loads(theirs)["mlflow_colspec"], values
            checked += 1
    assert checked > 50


def test_what_is_sent_is_what_the_stock_client_sends():
    frame = pd.DataFrame({"q": ["a"]})
    mixed = pd.DataFrame({"q": pd.Series(["a", 1], dtype=object)})
    for of in (frame, mixed):
        for context, tags in ((None, None), ("eval", None), ("eval", {"k": "v", "z": "w"}), (None, {"k": "v"})):
            theirs = _create_dataset_input(stock.from_pandas(of, source="x"), context, tags)
            for dataset in (data.from_pandas(of, source="x"), stock.from_pandas(of, source="x")):
                ours = data.dataset_input(dataset, context, tags)
                assert ours.to_dictionary() == theirs.to_dictionary()
                sent = MessageToDict(theirs.to_proto(), preserving_proto_field_name=True)
                assert data.inputs_json([ours]) == {"datasets": [{"tags": [], **sent}]}
    assert data.inputs_json([], [entities.LoggedModelInput("m-1")]) == {"models": [{"model_id": "m-1"}]}
    assert data.inputs_json([]) == {} and data.dataset_input(None) is None


def test_what_is_no_dataset_is_refused():
    for wrong in ({"q": ["a"]}, pd.DataFrame({"q": ["a"]}), "data.csv", 5):
        with pytest.raises(MlflowException, match=r"please make a dataset of it: runlore.data.from_pandas") as refused:
            data.dataset_input(wrong)
        assert refused.value.error_code == "INVALID_PARAMETER_VALUE"
    with pytest.raises(MlflowException, match="`dataset` must be specified"):
        data.dataset_input(None, "eval")
