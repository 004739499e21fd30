"""YAML by the native half and by PyYAML: each reads what the other wrote."""

import json
import random

import yaml

WORDS = ["yes", "on", "y", "N", "~", "null", "1:20", "017", "1_000", "2026-11-28", "=", "<<", ".inf", "0x1f", "+1", "-", "- a", "a: b", "a #b",
         "? x", "! x", "&a", "*b", "|", ">", "%a", "@a", "`a", "{a}", "[a", "\n", "\n\n", "\ta", " a", "a ", "a\nb", "a\n", "  a\nb", "\r", "\u2028",
         "\x85", "\x7f", "\x00", "\ufeff", "é", "😀", "'", '"', "\\", "---", "...", "a" * 100 + " b", "word " * 40, "!!str a", ":a", "a,b", "\x1b[0m"]
PROGRAM = """
import json, sys
from runlore import _native
values, texts = json.load(open(sys.argv[1]))
written = [_native.json_to_yaml(json.dumps(value)) for value in values]
read = [json.loads(_native.yaml_to_json(text)) for text in texts]
json.dump([written, read], open(sys.argv[1], "w"))
"""


def some_text(chance):
    return "".join(chance.choice(WORDS) for _ in range(chance.choice([0, 1, 1, 1, 2, 3])))


def some_value(chance, depth=0):
    kind = chance.random()
    if depth > 3 or kind < 0.5:
        return some_text(chance)
    if kind < 0.7:
        return chance.choice([0, -5, 10**12, 2**63 - 1, 0.5, 1e-5, 1e22, -2.5e-7, 3.0, 1.5e300, None, True, False])
    if kind < 0.85:
        return [some_value(chance, depth + 1) for _ in range(chance.randint(0, 3))]
    return {some_text(chance): some_value(chance, depth + 1) for _ in range(chance.randint(0, 3))}


def test_each_reads_what_the_other_writes(run_python, tmp_path):
    chance = random.Random(7)
    values = [some_value(chance) for _ in range(3000)]
    texts = [yaml.safe_dump(value) for value in values]
    (tmp_path / "values.json").write_text(json.dumps([values, texts]))
    run_python(PROGRAM, "sqlite:///none.db", str(tmp_path / "values.json"))
    written, read = json.loads((tmp_path / "values.json").read_text())
    for value, by_us, text, ours in zip(values, written, texts, read):
        assert json.dumps(yaml.safe_load(by_us)) == json.dumps(value), by_us
        assert ours == value, text


REFUSED = """
from runlore import _native
for text in ("a: [", "a: 1\\na: 2", "--- 1\\n--- 2", "? [a]\\n: b", "&a [*a]", "a: .nan",
             "a: &a [x,x,x,x,x,x,x,x,x]\\n" + "".join(f"{n}: &{n} [{','.join('*' + p for _ in range(9))}]\\n" for p, n in zip("abcdefgh", "bcdefghi"))):
    try:
        print(_native.yaml_to_json(text)[:100])
    except _native.NativeError as error:
        assert error.args[1] == "INVALID_PARAMETER_VALUE"
        print("refused")
"""


def test_what_is_no_document_of_one_value(run_python):
    assert run_python(REFUSED, "sqlite:///none.db").split() == ["refused"] * 7
