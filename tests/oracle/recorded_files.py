"""How recorded answers are kept.

One file a corpus module, one line a step, repeated entities written once, long lists as tables.
"""

import hashlib
import json
from pathlib import Path

FOLDER = Path(__file__).with_name("recorded")
REPEATED = ("runs", "experiments", "models")


def write(module, scenarios):
    """`scenarios` maps a name to its steps."""
    shared = {}
    lines = {name: [line(fold(step, shared)) for step in steps] for name, steps in scenarios.items()}
    blocks = [
        f' {json.dumps(name)}: [\n  ' + ",\n  ".join(steps) + "\n ]" for name, steps in sorted(lines.items())
    ]
    kept = ",\n ".join(f"{json.dumps(key)}: {line(value)}" for key, value in sorted(shared.items()))
    text = '{"shared": {\n ' + kept + '\n},\n"scenarios": {\n' + ",\n".join(blocks) + "\n}}\n"
    (FOLDER / f"{module}.json").write_text(text)


def read(module):
    """The steps of each scenario of a module, whole again."""
    kept = json.loads((FOLDER / f"{module}.json").read_text())
    return {name: [unfold(step, kept["shared"]) for step in steps] for name, steps in kept["scenarios"].items()}


def read_for_postgres(module):
    """What MLflow answers on PostgreSQL: its answers on SQLite, but for the steps kept in postgres.json."""
    steps = read(module)
    for name, answer in read("postgres").items():
        scenario, number = name.rsplit(":", 1)
        if scenario in steps:
            steps[scenario][int(number)] = answer[0]
    return steps


def line(value):
    return json.dumps(value, ensure_ascii=False)


def fold(value, shared, key=None):
    if isinstance(value, list):
        if key in REPEATED and value and all(isinstance(item, dict) for item in value):
            return [share(item, key, shared) for item in value]
        if len(value) > 8 and isinstance(value[0], dict) and all(
                isinstance(item, dict) and list(item) == list(value[0]) for item in value):
            return {"$columns": list(value[0]), "rows": [list(item.values()) for item in value]}
        return [fold(item, shared) for item in value]
    if isinstance(value, dict):
        return {k: fold(v, shared, k) for k, v in value.items()}
    return value


def share(item, key, shared):
    text = line(item)
    name = f"{key[:-1]} {title(item)} {hashlib.sha1(text.encode()).hexdigest()[:6]}"
    shared[name] = item
    return {"$": name}


def title(item):
    info = item.get("info", item)
    return str(info.get("run_name") or info.get("name") or "")[:30]


def unfold(value, shared):
    if isinstance(value, list):
        return [unfold(item, shared) for item in value]
    if isinstance(value, dict):
        if set(value) == {"$"}:
            return shared[value["$"]]
        if set(value) == {"$columns", "rows"}:
            return [dict(zip(value["$columns"], row)) for row in value["rows"]]
        return {k: unfold(v, shared) for k, v in value.items()}
    return value
