"""Compares two answers value by value."""

import json
import math


def differences(ours, theirs):
    """Why the answers differ, as short sentences; empty when they are equal."""
    if "pages" in theirs:
        return page_differences(ours["pages"], theirs["pages"])
    found = []
    for part in ("status", "type", "headers", "text", "sha256"):
        if ours.get(part) != theirs.get(part):
            found.append(f"{part}: ours {ours.get(part)!r}, MLflow's {theirs.get(part)!r}")
    return found + list(walk(ours.get("json"), theirs.get("json"), "$"))


def page_differences(ours, theirs):
    found = [] if len(ours) == len(theirs) else [f"{len(ours)} pages, MLflow's {len(theirs)}"]
    for number, (mine, other) in enumerate(zip(ours, theirs), 1):
        found += [f"page {number}: {text}" for text in differences(mine, other)]
    return found


def walk(mine, other, where):
    if isinstance(mine, dict) and isinstance(other, dict):
        mine, other = unordered(mine, where), unordered(other, where)
        for key in sorted(mine.keys() | other.keys()):
            if key not in mine:
                yield f"{where}.{key}: missing, MLflow's {brief(other[key])}"
            elif key not in other:
                yield f"{where}.{key}: ours {brief(mine[key])}, absent in MLflow's"
            else:
                yield from walk(mine[key], other[key], f"{where}.{key}")
    elif isinstance(mine, list) and isinstance(other, list):
        if len(mine) != len(other):
            yield f"{where}: {len(mine)} items, MLflow's {len(other)}: {names(mine)} / {names(other)}"
        elif names(mine) != names(other):
            yield f"{where}: order {names(mine)}, MLflow's {names(other)}"
        else:
            for index, (a, b) in enumerate(zip(mine, other)):
                yield from walk(a, b, f"{where}[{index}]")
    elif type(mine) is not type(other) or not same(mine, other):
        yield f"{where}: ours {brief(mine)}, MLflow's {brief(other)}"


def unordered(value, where):
    """MLflow reads these lists without an ORDER BY: their order is the database's accident, and no client looks at it."""
    sets = ("tags", "params", "dataset_inputs", "model_inputs", "model_outputs", "dataset_summaries")
    if where.endswith(".data"):
        sets += ("metrics",)
    return {k: sorted(v, key=line) if k in sets and isinstance(v, list) else v for k, v in value.items()}


def line(value):
    """As text, with what tells items apart first."""
    return json.dumps(value, sort_keys=True) if not isinstance(value, dict) or "dataset" not in value else json.dumps(
        [value["dataset"].get("name"), value["dataset"].get("digest")])


def same(mine, other):
    if isinstance(mine, float):
        if math.isnan(mine) and math.isnan(other):
            return True
        return mine == other and math.copysign(1, mine) == math.copysign(1, other)
    return mine == other


def names(items):
    """What tells the items of a list apart, to show order."""
    return [name(item) for item in items] if all(isinstance(i, dict) for i in items) else None


def name(item):
    info = item.get("info", item)
    for key in ("run_id", "model_id", "experiment_id", "key", "path", "name"):
        if key in info:
            return info[key][:8] + (":" + info["run_name"] if "run_name" in info else "")
    return None


def brief(value):
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) < 300 else text[:300] + "…"
