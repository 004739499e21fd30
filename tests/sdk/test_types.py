"""The package is typed, written for the oldest Python that it is for, and light to import."""

import ast
import subprocess
import sys

import pytest

from tests.sdk import pure
from tests.support import servers

SOURCES = sorted(pure.PACKAGE.rglob("*.py"))


def test_types_are_checked_strictly(tmp_path):
    done = subprocess.run([sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path), str(pure.PACKAGE)], cwd=servers.ROOT,
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


USER = """
from typing import List, Optional

import runlore as mlflow
from runlore.entities import Metric, Run, ViewType

experiment = mlflow.set_experiment("typed")
with mlflow.start_run(run_name="typed", tags={"a": 1}) as run:
    mlflow.log_metric("m", 0.5, step=1)
    mlflow.log_params({"lr": 0.1})
    mlflow.log_table({"q": ["a"]}, "t.json")
    mlflow.log_predictions("q", "a", model="small")
    id: str = run.info.run_id
    uri: Optional[str] = run.info.artifact_uri
found: List[Run] = mlflow.search_runs(output_format="list")
points: List[Metric] = mlflow.MlflowClient().get_metric_history(id, "m")
deleted = mlflow.search_experiments(ViewType.DELETED_ONLY)
names: List[str] = [one.name for one in deleted]
text: str = mlflow.artifacts.load_text(f"runs:/{id}/t.json")
"""


def test_programs_are_checked_against_it(site, tmp_path):
    program = tmp_path / "user.py"
    for wrong in ("", 'mlflow.log_metric("m", "x")', 'mlflow.log_text(3, "t.txt")', "number: int = run.info.run_id"):
        program.write_text(f"{USER}{wrong}\n")
        done = subprocess.run([sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), str(program)], cwd=tmp_path,
                              capture_output=True, text=True, env=servers.clean_environment(MYPYPATH=str(site)))
        # What is wrong in the package itself is told where it is not installed as one: the other test looks at that.
        found = [line for line in done.stdout.splitlines() if line.startswith("user.py") and ": error:" in line]
        assert len(found) == (1 if wrong else 0), done.stdout + done.stderr


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: str(source.relative_to(pure.PACKAGE)))
def test_a_file_says_why_it_exists_and_is_python_3_9(source):
    tree = ast.parse(source.read_text(), feature_version=(3, 9))
    assert ast.get_docstring(tree)


# What costs milliseconds, and is needed by few calls or for objects that the user has imported already.
HEAVY = {"asyncio", "dataclasses", "datetime", "decimal", "email", "hashlib", "http", "inspect", "json", "logging", "matplotlib", "numpy",
         "pandas", "PIL", "pprint", "socket", "tempfile", "urllib", "uuid"}


def test_importing_everything_imports_nothing_heavy(site):
    modules = [".".join(("runlore", *source.relative_to(pure.PACKAGE).with_suffix("").parts)) for source in SOURCES]
    names = [module.removesuffix(".__init__") for module in modules]
    assert "runlore" in names and "runlore.entities" in names and "runlore.tables" in names
    # Without the site's packages, which may import anything themselves.
    code = f"import sys; sys.path.append({str(site)!r})\nfor name in {names}: __import__(name)\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True)
    assert not done.stderr
    assert not HEAVY & set(done.stdout.split())
