"""Figures and dicts become the files that the stock client uploads."""

import datetime as dt
import json
import random
import re
import subprocess
import sys

import matplotlib
import pytest

from tests.sdk import pure
from tests.sdk.stock_tables import StockTables
from runlore import dicts, figures
from runlore.exceptions import MlflowException

matplotlib.use("Agg")

import matplotlib.pyplot as plt  # noqa: E402
import plotly.graph_objects as plotly  # noqa: E402


@pytest.fixture(scope="module")
def drawn():
    figure, axes = plt.subplots()
    axes.plot([0, 1], [2, 3])
    yield figure
    plt.close(figure)


def both(figure, name, **arguments):
    client = StockTables()
    client.log_figure("run", figure, name, **arguments)
    return figures.encoded(figure, name, arguments.get("save_kwargs")), client.uploaded[name]


@pytest.mark.parametrize("name", ["a.png", "some/folder/a.jpg", "a.webp", "a.tif"])
def test_a_figure_of_matplotlib(drawn, name):
    for arguments in ({}, {"save_kwargs": {"dpi": 30, "facecolor": "red"}}):
        ours, theirs = both(drawn, name, **arguments)
        assert ours == theirs and len(ours) > 500


@pytest.mark.parametrize("name", ["a.svg", "a.pdf"])
def test_a_figure_whose_file_has_the_time_in_it(drawn, name):
    ours, theirs = both(drawn, name, save_kwargs={"metadata": {"Date": None} if name == "a.svg" else {"CreationDate": None}})
    assert ours[:4] == theirs[:4] and abs(len(ours) - len(theirs)) < 10


def test_a_figure_of_plotly():
    figure = plotly.Figure(plotly.Scatter(x=[0, 1], y=[2, 3]))
    options = {"full_html": False}
    for arguments in ({}, {"save_kwargs": options}):
        ours, theirs = (re.sub(rb"[0-9a-f]{8}-[0-9a-f-]{27}", b"ID", html) for html in both(figure, "a/b.html", **arguments))
        assert ours == theirs and b"cdn" in ours
    figures.encoded(figure, "a.html", untouched := {})
    assert untouched == {}


def test_what_can_not_be_written_is_refused_in_the_same_words(drawn):
    figure = plotly.Figure()
    for wrong, name in ((figure, "a.gif"), (figure, "a"), (3, "a.png"), (None, "a.html"), (drawn, "a.txt")):
        with pytest.raises((TypeError, ValueError)) as theirs:
            StockTables().log_figure("run", wrong, name)
        with pytest.raises(theirs.type) as ours:
            figures.encoded(wrong, name)
        assert str(ours.value) == str(theirs.value)
    with pytest.raises(ValueError, match="'folder/figure' has no extension"):
        figures.encoded(drawn, "folder/figure")


VALUES = [1, 1.5, float("nan"), float("inf"), True, None, "text", "é𝔘", "007", "yes", "multi\nline", "2020-01-01", dt.date(2020, 1, 1),
          dt.datetime(2020, 1, 1, 2, 3), [], {}, "# no comment", "key: value", 2**70]


def nested(source, depth=0):
    kind = source.random()
    if depth < 3 and kind < 0.3:
        return {source.choice(["a", "b", "é", "1", 1, "long key " * 20]): nested(source, depth + 1) for _ in range(source.randrange(4))}
    if depth < 3 and kind < 0.5:
        return [nested(source, depth + 1) for _ in range(source.randrange(4))]
    return source.choice(VALUES)


@pytest.mark.parametrize("name", ["a.json", "some/folder/a.yml", "a.yaml", "a", "a.YAML", "a.txt"])
def test_a_dict_is_the_same_file(name):
    for seed in range(150):
        source, client = random.Random(seed), StockTables()
        value = nested(source)
        try:
            client.log_dict("run", value, name)
        except TypeError as theirs:  # keys that can not be sorted
            with pytest.raises(TypeError, match=re.escape(str(theirs))):
                dicts.encoded(value, name)
            continue
        assert dicts.encoded(value, name) == client.uploaded[name]


def test_what_is_written_is_read():
    assert dicts.decoded(dicts.encoded({"a": [1, "é"]}, "a.json"), "runs:/x/a.json") == {"a": [1, "é"]}
    for wrong in (b"\xff", b"{", b""):
        with pytest.raises(MlflowException, match="runs:/x/a.json is no") as refused:
            dicts.decoded(wrong, "runs:/x/a.json")
        assert refused.value.error_code == "BAD_REQUEST"


def test_without_pyyaml_it_says_what_to_install():
    code = (f"import sys; sys.path.insert(0, {str(pure.PACKAGE.parent.parent)!r}); sys.modules['yaml'] = None\n"
            "from tests.sdk import pure\nfrom runlore import dicts\nprint(dicts.encoded({}, 'a.json'))\ndicts.encoded({}, 'a.yml')")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == str(json.dumps({}).encode()) and "needs PyYAML. Please install it (`pip install pyyaml`)" in done.stderr
