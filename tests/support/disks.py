"""File systems that are soon full."""

import subprocess
from contextlib import contextmanager

import pytest


@contextmanager
def small_disk(place, size):
    """A file system of this size (`6m`), where the test may mount one."""
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def resize(place, size):
    subprocess.run(["mount", "-o", f"remount,size={size}", str(place)], check=True)
