"""Runlore's copy of MLflow's schema is what MLflow itself makes."""

import subprocess
import sys
from pathlib import Path


def test_the_committed_schema_is_mlflows():
    script = Path(__file__).parents[2] / "scripts" / "schema-oracle"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
