"""bench/RESULTS.md, out of the raw samples."""

import json
from pathlib import Path

from bench.reasons import REASONS
from bench.rows import GROUPS, POINTS, RATE, ROWS

NAMES = {"mlflow": "MLflow", "fasttrackml": "FastTrackML", "runlore": "Runlore"}
HOW = """\
## How it was measured

- All servers and the load generator share one machine; the servers run one after the other, each on a fresh process and, for writes, on a
  copy of the same database. MLflow runs with its default 4 workers, for single searches and histories with 1.
- Loads (`/s`, p99) come from {wrk}, a closed loop over kept connections (`bench/wrk/*.lua`). Every write is a point never seen before. A load
  counts only if every answer was a success and the rows found in the database afterwards are those acknowledged (up to one more request for
  each connection, which wrk cut off at its end).
- Single requests (`ms`) are medians over one kept connection, one after the other, from before sending to the last byte of the body; rounds
  take turns between the rows; at most 240 samples in 6 rounds, 9 seconds for each request. p95 and all samples are in `bench/results`.
- Cold start is from `exec` to the first 200 of `/health`, asked every half millisecond. Memory is summed over all processes of a server;
  RSS counts shared pages once a process, PSS once.
- Large databases are filled by SQL in the schema that each server made, with the same values; Runlore's copy has its own indexes built by
  `runlore db index`. Searches give the same runs in the same order from each server unless a row says otherwise.
- The interface is opened in Debian's chromium without a window, 1280 × 800, each load with an empty profile, the processor slowed four times by the
  browser itself. A page's time is from the start of the navigation until its first rows (or its chart) are painted; the median of 7 loads.
  Tasks are those that the browser reports as long (50 ms and more); the heap is JavaScript's, after a collection.
- FastTrackML has a schema of its own and is not asked for what it does not have (PostgreSQL is compared between Runlore and MLflow only).
- The ratio is to MLflow; × is better, in whichever direction the unit counts.
- `bench/run` measures all; `bench/run --rows GROUP,…` some; `--servers` chooses servers. Big databases are kept in `bench/work`.
"""


def write(raw, target=Path("bench/RESULTS.md")):
    found = {group: json.loads((raw / f"{group}.json").read_text()) for group in GROUPS if (raw / f"{group}.json").exists()}
    sessions = [part["session"] for group in found.values() for part in group.values()]
    if not sessions:
        raise SystemExit("no results yet")
    out = ["# Runlore beside MLflow and FastTrackML", ""]
    out += [f"- {line}" for line in head(sessions, found)]
    # Later loads are the benchmark's own; what others do shows before its first group.
    firsts = [min((s for s in sessions if s["id"] == i), key=lambda s: s["began"]) for i in {s["id"] for s in sessions}]
    if max(s["load_before"] for s in firsts) > 2:
        out += ["", "**The machine was busy with other work** (load averages below, by group and server; two cores). Rates and latencies of all "
                "servers suffer, not all alike, and the ratios with them; the processor time for each request, in the notes, "
                "suffers least. `make bench` on an idle machine replaces these numbers."]
    out += ["", "\n".join(summary(found)), ""]
    for group, parts in found.items():
        out += [f"## {GROUPS[group]}", ""]
        out += table(group, parts)
        out += [""]
        out += [f"- {note}" for note in notes(group, parts)]
        out += [""]
    out += [HOW.format(wrk=sessions[-1]["load_generator"])]
    target.write_text("\n".join(out).replace("\n\n\n", "\n\n"))


def head(sessions, found):
    versions = {}
    for session in sessions:
        for name, version in session["versions"].items():
            versions.setdefault(name, set()).add(version)
    commits = sorted({p["session"]["commit"] for g in found.values() for n, p in g.items() if n == "runlore"})
    yield "Versions: " + ", ".join(f"{NAMES[n]} {'/'.join(sorted(v))}" for n, v in versions.items())
    yield f"Runlore's commit: {', '.join(commits)}"
    yield "Machine: " + "; ".join(sorted({s["machine"] for s in sessions}))
    yield f"Measured: {min(s['began'] for s in sessions)} to {max(s['began'] for s in sessions)}, " \
          f"{sum(s['seconds'] for s in sessions) / 60:.0f} minutes of measuring"
    yield "Commands: " + ", ".join(f"`{c}`" for c in sorted({s["command"].strip() for s in sessions}))
    for group in ("writes", "pg-writes"):
        for name, part in found.get(group, {}).items():
            if "durability" in part["rows"]:
                facts = ", ".join(f"{k.replace('_', ' ')} {v}" for k, v in part["rows"]["durability"].items() if v is not None)
                if (part["rows"]["durability"]["syncs_per_write"] or 1) < 1:
                    facts += " (less than one: a power cut takes back writes that were answered)"
                yield f"Durability of {NAMES[name]}{' on PostgreSQL' if group == 'pg-writes' else ' on SQLite'}, read from the running server: {facts}"


def summary(found):
    verdicts = [(row, *verdict(row, found[row.group])) for row in ROWS.values() if row.group in found and (row.goal is not None or row.times_mlflow)]
    met = sum(v is True for _, v, _ in verdicts)
    yield f"{met} of {len(verdicts)} goals met. Missed or without a number:" if met < len(verdicts) else f"All {met} goals met."
    yield ""
    for row, good, text in verdicts:
        if good is not True:
            why = f". Why: {REASONS[row.id]}" if row.id in REASONS and good is False else ""
            yield f"- {GROUPS[row.group]}: {row.title}: {text}{why}"


def table(group, parts):
    yield "| what | MLflow | FastTrackML | Runlore | to MLflow | goal | |"
    yield "|---|---:|---:|---:|---:|---:|---|"
    for row in ROWS.values():
        if row.group != group:
            continue
        cells = [cell(row, parts.get(name)) for name in NAMES]
        yield f"| {row.title} | {' | '.join(cells)} | {ratio(row, parts)} | {goal(row)} | {verdict(row, parts)[1]} |"


def entry(row, part):
    return (part or {}).get("rows", {}).get(row.id.split(".", 1)[1])


def value(row, part):
    found = entry(row, part)
    return found.get("value") if found and "failed" not in found else None


def number(row, v):
    if row.unit in (RATE, POINTS):
        text = f"{v:,.0f}"
    else:
        text = f"{v:,.0f}" if v >= 100 or v == int(v) else f"{v:.1f}" if v >= 10 else f"{v:.2f}"
    return f"{text} {row.unit}".strip()


def cell(row, part):
    v = value(row, part)
    if v is not None:
        return number(row, v)
    found = entry(row, part)
    if found is None:
        return "–" if not part or "_failed" not in part["rows"] else "failed"
    text = found["failed"]
    return "fails (500)" if text.startswith("answers 500") else text.split(":")[0][:60] if text.startswith("answers 4") else text[:80]


def ratio(row, parts):
    ours, theirs = value(row, parts.get("runlore")), value(row, parts.get("mlflow"))
    if not ours or not theirs:
        return ""
    times = ours / theirs if row.high else theirs / ours
    return f"{times:,.0f}×" if times >= 10 else f"{times:.1f}×"


def goal(row):
    if row.times_mlflow:
        return f"≥ {row.times_mlflow:g}×"
    if row.goal is None:
        return ""
    return f"{'≥' if row.high else '≤'} {row.goal:,g} {row.unit}".strip()


def verdict(row, parts):
    """Whether the goal is met (None without one or without a number), in words."""
    target = row.goal
    if row.times_mlflow:
        theirs = value(row, parts.get("mlflow"))
        if theirs is None:
            return None, "no number of MLflow's"
        target = theirs * row.times_mlflow if row.high else theirs / row.times_mlflow
    if target is None:
        return None, ""
    ours = value(row, parts.get("runlore"))
    if ours is None:
        return None, "not measured" if entry(row, parts.get("runlore")) is None else "failed"
    if (ours >= target) if row.high else (ours <= target):
        return True, "met"
    if not target or not ours:
        return False, "missed"
    by = target / ours if row.high else ours / target
    return False, f"missed by {by:.2f}× ({number(row, ours)})"


def notes(group, parts):
    times = {name: part["session"] for name, part in parts.items()}
    if len({s["id"] for s in times.values()}) > 1:
        yield "Not all in one session: " + ", ".join(f"{NAMES[n]} {s['began']}" for n, s in times.items())
    yield "Load average before, the benchmark's own loads included: " + ", ".join(
        f"{NAMES[n]} {s['load_before']}" for n, s in times.items())
    for content, seconds in parts.get("runlore", {}).get("index_seconds", {}).items():
        yield f"Building Runlore's indexes on {content} took {seconds} s."
    for name, part in parts.items():
        if "_failed" in part["rows"]:
            yield f"{NAMES[name]} broke off: {part['rows']['_failed']}"
    theirs = parts.get("mlflow", {}).get("rows", {})
    for name in ("runlore", "fasttrackml"):
        differ = [ROWS[f"{group}.{row}"].title for row, result in parts.get(name, {}).get("rows", {}).items()
                  if isinstance(result, dict) and "failed" not in result and result.get("digest") and theirs.get(row, {}).get("digest")
                  and result["digest"] != theirs[row]["digest"]]
        if differ:
            yield f"{NAMES[name]}'s answer has other runs, or another order, than MLflow's: {', '.join(differ)}"
    for name, part in parts.items():
        first = [ROWS[f"{group}.{row}"].title for row, result in part["rows"].items()
                 if isinstance(result, dict) and result.get("samples") and result["samples"] == [result.get("first_ms")]]
        if first:
            yield f"{NAMES[name]}: the only sample is the first answer, with cold caches: {', '.join(first)}"
    for row in ROWS.values():
        spent = [f"{NAMES[n]} {entry(row, p)['server_cpu_us_per_request']:,.0f} µs" for n, p in parts.items()
                 if row.group == group and row.unit in (RATE, POINTS) and (entry(row, p) or {}).get("server_cpu_us_per_request")]
        if spent:
            yield f"Processor time of the server for each request of {row.title}: {', '.join(spent)}"
    for row, result in parts.get("runlore", {}).get("rows", {}).items():
        if isinstance(result, dict) and result.get("failed") and f"{group}.{row}" in ROWS:
            yield f"{ROWS[f'{group}.{row}'].title}: Runlore: {result['failed'][:200]}"
