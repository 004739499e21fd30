"""What is asked for each row: variables, columns, and what is refused before anything is asked."""

import pandas as pd
import pytest
from mlflow.openai.model import _ContentFormatter

from tests.evaluation import pure  # noqa: F401
from runlore.exceptions import MlflowException
from runlore.openai._rows import Rows
from runlore.openai._template import Template

SYSTEM = {"role": "system", "content": "Answer briefly"}
ASK = [SYSTEM, {"role": "user", "content": "{question}"}]


def asked(messages, rows):
    return [[message["content"] for message in filled] for filled in Template("chat.completions", messages).filled(Rows(rows))]


def test_one_variable_that_is_no_column_takes_the_first_column_of_texts():
    frame = pd.DataFrame({"n": [1, 2], "inputs": ["a", "b"], "truth": ["x", "y"]}, index=[7, 7])
    assert asked(ASK, frame) == [["Answer briefly", "a"], ["Answer briefly", "b"]]


def test_one_variable_that_is_a_column_takes_that():
    assert asked(ASK, {"inputs": ["a"], "question": ["b"]}) == [["Answer briefly", "b"]]
    assert asked(ASK, [{"inputs": "a", "question": 3}]) == [["Answer briefly", "3"]]


@pytest.mark.parametrize("rows", [["a", "b"], ("a", "b"), pd.Series(["a", "b"]), pd.Series(["a", "b"]).to_numpy(), {"x": ["a", "b"]},
                                  [{"x": "a"}, {"x": "b"}], pd.DataFrame({"x": ["a", "b"]})], ids=lambda rows: type(rows).__name__)
def test_rows_of_many_kinds(rows):
    assert [row[-1] for row in asked(ASK, rows)] == ["a", "b"]


def test_one_text_is_one_row():
    assert asked(ASK, "a") == [["Answer briefly", "a"]]
    assert asked(ASK, {"question": "a"}) == [["Answer briefly", "a"]]
    assert asked(ASK, []) == [] and asked(ASK, pd.DataFrame({"question": []})) == []


def test_without_a_variable_the_text_of_the_row_is_what_the_user_says():
    assert Template("chat.completions", [SYSTEM]).filled(Rows(["a"])) == [[SYSTEM, {"role": "user", "content": "a"}]]
    assert Template("chat.completions", None).filled(Rows(["a"])) == [[{"role": "user", "content": "a"}]]


def test_several_variables_must_all_be_columns():
    template = [{"role": "user", "content": "{question} {style} {tone}"}]
    assert asked(template, [{"style": "s", "question": "q", "tone": "t"}]) == [["q s t"]]
    with pytest.raises(MlflowException, match="no columns 'style', 'tone': the columns are 'question', 'x'") as raised:
        asked(template, [{"question": "q", "x": "y"}])
    assert raised.value.error_code == "INVALID_PARAMETER_VALUE"


def test_texts_within_parts_roles_and_other_keys():
    template = [{"role": "{who}", "name": "{kept}", "content": [{"type": "text", "text": "{what}"},
                                                                {"type": "image_url", "image_url": {"url": "{what}", "n": 1}}]}]
    (filled,) = Template("chat.completions", template).filled(Rows([{"who": "user", "what": "a{b}"}]))
    assert filled == [{"role": "user", "name": "{kept}", "content": [
        {"type": "text", "text": "a{b}"}, {"type": "image_url", "image_url": {"url": "a{b}", "n": 1}}]}]
    assert template[0]["role"] == "{who}"


def test_nothing_is_looked_up_in_a_value():
    assert asked([{"role": "user", "content": "{a.__class__} {b}"}], [{"a.__class__": "x", "b": "y"}]) == [["x y"]]


def test_prompts():
    rows = Rows(["a", "b"])
    assert Template("completions", "Say {text:>3}! {{x}}").filled(rows) == ["Say   a! {x}", "Say   b! {x}"]
    assert Template("completions", None).filled(rows) == ["a", "b"]
    assert Template("completions", "Say something").filled(rows) == ["Say something"] * 2


@pytest.mark.parametrize("content", ["plain", "{a}", "{a} and {b!r} {c:>5}", "{{a}} {b}", "a{a}a{a}", "", "é {größe}"])
def test_they_are_filled_as_by_mlflow(content):
    values = {"a": "1", "b": "2{x}", "c": "3", "größe": "4", "content": "5"}
    theirs = _ContentFormatter("chat.completions", [{"role": "user", "content": content}])
    ours = Template("chat.completions", [{"role": "user", "content": content}])
    assert ours.variables == theirs.variables
    assert ours.filled(Rows([values])) == [theirs.format(**values)]


@pytest.mark.parametrize("content, told", [
    ("{question", "Message 1 can not be read"), ("a } b", "Message 1 can not be read"), ("{}", "no variable's name"),
    ('{"a": 1}', "Write {{ and }} for braces"), ("{a[0]}", "no variable's name"),
    ("{a:{b}}", "no variable's name"), ("{a!x}", "can not be"),
])
def test_what_is_no_template(content, told):
    with pytest.raises(MlflowException) as raised:
        Template("chat.completions", [{"role": "user", "content": content}]).filled(Rows([{"a": "x", "b": "y"}]))
    assert told in str(raised.value)


@pytest.mark.parametrize("messages", [["a"], [{"role": "user"}], [{"content": "a"}], "a", {"role": "user", "content": "a"}])
def test_what_are_no_messages(messages):
    with pytest.raises(MlflowException, match="'role' and 'content'"):
        Template("chat.completions", messages)


def test_a_row_that_can_not_be_asked_is_named():
    with pytest.raises(MlflowException, match="Row 1 has no text in the column 'q': it is 3"):
        asked(ASK, {"q": ["a", 3]})
    with pytest.raises(MlflowException, match="Row 1 has no value in the column 'question'"):
        asked(ASK, pd.DataFrame({"question": ["a", None]}))
    with pytest.raises(MlflowException, match="None of the columns is one of texts: 'n' .int."):
        asked(ASK, {"n": [1, 2]})
    with pytest.raises(MlflowException, match="Row 0 has no text|None of the columns"):
        asked(ASK, [1, "a"])
