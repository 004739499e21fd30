"""The differences that are meant: which request differs, by which row of docs/compatibility.md, and what Runlore answers.

`deliberate.json` maps scenario -> step -> [row, status, error_code]. `python -m tests.oracle.deliberate` proposes
entries: a difference gets a row only if it has exactly that row's shape below; `scenario:step=row` arguments name the
rows of single requests. Entries that are no longer needed go. Review the diff before you commit it.
"""

import json
import re
import sys
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("deliberate.json")
SEARCHES = ("experiments/search", "runs/search", "logged-models/search")
TYPED = re.compile(r"Invalid value .*supplied:  Hint: (?:Value was of type|Expected one of|Text must not)|"
                   r"Bad Request\. The body|Invalid value -1 for parameter 'max_results'|Invalid boolean value|"
                   r"Invalid page token, parsed|.*Hint: It must not be negative|.*exceeds the maximum length", re.DOTALL)
# What only Runlore's filters and orders know.
WIDER = re.compile(r"\b(OR|NOT|IN|BETWEEN|IS|like|in|ilike|experiment_id)\b|^\(|[ e]\+|^ | $")
WORDED = ("'artifact_location' cannot use", "Invalid artifact path length", "Invalid attribute key", "Invalid filter",
          "Invalid page token", "No such artifact", "Artifact path refers", "Experiment IDs in the page token",
          "Filter string in the page token", "Order by in the page token", "Could not find experiment")


@cache
def entries():
    return json.loads(FILE.read_text()) if FILE.exists() else {}


def entry(scenario, step):
    return entries().get(scenario, {}).get(str(step))


def meets(ours, kept):
    """Complaints about an answer that is meant to differ."""
    _, status, code = kept
    answer = (ours["pages"][0] if "pages" in ours else ours)
    found = [answer["status"], (answer.get("json") or {}).get("error_code") if answer["type"] == "application/json" else None]
    return [] if found == [status, code] else [f"documented to answer {status} {code}, but answers {found[0]} {found[1]}"]


def is_postgres_text(theirs):
    """PostgreSQL refused the SQL that MLflow made of the request: Runlore answers in words, or as on SQLite."""
    answer = theirs.get("json")
    return isinstance(answer, dict) and "(psycopg." in answer.get("message", "")


def propose(request, mine, theirs):
    """The row whose shape this difference has."""
    if "pages" in mine:
        return None
    ours, other = mine.get("json") or {}, theirs.get("json") or {}
    if not isinstance(ours, dict) or not isinstance(other, dict):
        return None
    code, message, said, line = ours.get("error_code"), ours.get("message", ""), other.get("message", ""), request["line"]
    same = mine["status"] == theirs["status"] and code == other.get("error_code") and code is not None
    if theirs["status"] == mine["status"] and (mine.get("text", "").startswith("Endpoint: ") or code == "FEATURE_DISABLED"):
        return "disabled"
    if line.endswith("/server-info") and theirs["status"] == mine["status"] == 200:
        return "no-gateway"
    if theirs["status"] == 500 and mine["status"] < 500 and code != "ENDPOINT_NOT_FOUND":
        return "no-crash"
    if theirs["type"] in ("text/html", "") and theirs["status"] >= 300 and mine["status"] in (400, 404, 405) and code:
        return "json-errors"
    if "detail" in other and mine["status"] == theirs["status"] and code:
        return "json-errors"
    if mine["status"] == theirs["status"] == 400 and "(sqlite3." in said:
        return "sql-text"
    if same and line.endswith(SEARCHES) and (" at position " in message or message.startswith("Invalid clause")):
        return "filter-message"
    if theirs["status"] == 400 and mine["status"] == 200 and WIDER.search(searched(request)):
        return "filter-superset"
    if line.endswith("get-history-bulk") and theirs["status"] == mine["status"] == 200:
        return "bare-nan" if all(isinstance(m["value"], str) or m["value"] == m["value"] for m in ours["metrics"]) else None
    if same and ours | {"error_class": "", "sqlstate": ""} == other | {"error_class": "", "sqlstate": ""}:
        return "wording"
    if "mlflow-artifacts" in line or "artifact" in line:
        if artifact := propose_for_artifacts(request, mine, theirs):
            return artifact
    if same and message.startswith(WORDED):
        return "wording"
    if mine["status"] == 400 and code == "INVALID_PARAMETER_VALUE" and TYPED.match(message) and theirs["status"] in (
            200, 400, 404):
        return "strict-body"
    if theirs["status"] == 400 and "Missing value for required parameter" in said and camel(request):
        return "camel-case"
    if "Missing value for required parameter 'run_id'" in message and said in (
            "Run with id= not found", "Run with id=None not found", 'Invalid value "" for parameter \'run_id\' supplied.'):
        return "required-run-id"
    return None


def propose_for_artifacts(request, mine, theirs):
    asked = json.dumps(request)
    if ("#" in asked or "%23" in asked or "%25" in asked) and theirs["status"] in (400, 404):
        return "artifact-names"
    if ("..\\\\" in asked or "..%5C" in asked or "//" in asked) and mine["status"] == 400:
        return "artifact-paths"
    return None


def searched(request):
    body = request.get("body", {})
    order = body.get("order_by")
    return str(body.get("filter") or (order[0] if isinstance(order, list) and order else ""))


def camel(request):
    return any(re.search("[a-z][A-Z]", key) for key in request.get("body", {}))


def main(wanted):
    from tests.oracle import compare, report

    named = dict(argument.split("=") for argument in wanted if "=" in argument)
    wanted = {argument for argument in wanted if "=" not in argument} | {name.split(":")[0] for name in named}
    kept = dict(entries())
    for scenario, differing in report.differing(wanted):
        for number, mine, theirs, _ in differing:
            kept.get(scenario.name, {}).pop(str(number), None)
            row = named.get(f"{scenario.name}:{number}") or propose(mine["request"], mine, theirs)
            if row and compare.differences(mine, theirs):
                answer = [row, mine["status"], (mine.get("json") or {}).get("error_code")]
                kept.setdefault(scenario.name, {})[str(number)] = answer
    lines = [
        f' {json.dumps(name)}: {{\n  ' + ",\n  ".join(
            f"{json.dumps(step)}: {json.dumps(kept[name][step])}" for step in sorted(kept[name], key=int)) + "\n }"
        for name in sorted(kept) if kept[name]]
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main(set(sys.argv[1:]))
