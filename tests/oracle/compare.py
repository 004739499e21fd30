"""Compares two answers value by value, under the rules that a step may carry.

Rules: `message=False` leaves error texts out; `compat="row"` says that Runlore differs on purpose, as that row of
docs/compatibility.md explains, and `expect={...}` then pins what Runlore answers instead (status, error_code, json).
"""

import json
import math


def differences(ours, theirs, rules):
    """Why the answers differ, as short sentences; empty when they are equal."""
    if "pages" in theirs:
        return page_differences(ours["pages"], theirs["pages"], rules)
    found = []
    for part in ("status", "type", "headers", "text", "sha256"):
        if ours.get(part) != theirs.get(part):
            found.append(f"{part}: ours {ours.get(part)!r}, MLflow's {theirs.get(part)!r}")
    mine, other = ours.get("json"), theirs.get("json")
    if rules.get("message") is False:
        mine, other = without_message(mine), without_message(other)
    return found + list(walk(mine, other, "$"))


def page_differences(ours, theirs, rules):
    found = [] if len(ours) == len(theirs) else [f"{len(ours)} pages, MLflow's {len(theirs)}"]
    for number, (mine, other) in enumerate(zip(ours, theirs), 1):
        found += [f"page {number}: {text}" for text in differences(mine, other, rules)]
    return found


def without_message(value):
    return {k: v for k, v in value.items() if k != "message"} if isinstance(value, dict) else value


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
    sets = ("tags", "params", "dataset_inputs", "model_inputs", "model_outputs")
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


def meets(ours, expected):
    """What a deliberate difference is pinned to; a list of complaints."""
    found = []
    if ours.get("status") != expected["status"]:
        found.append(f"status: ours {ours.get('status')}, documented {expected['status']}: {brief(ours.get('json'))}")
    answer = ours.get("json") or {}
    if "error_code" in expected and answer.get("error_code") != expected["error_code"]:
        found.append(f"error_code: ours {brief(answer)}, documented {expected['error_code']}")
    if "contains" in expected and expected["contains"] not in answer.get("message", ""):
        found.append(f"message: ours {brief(answer)} lacks {expected['contains']!r}")
    if "json" in expected:
        found += walk(answer, expected["json"], "$")
    return found
