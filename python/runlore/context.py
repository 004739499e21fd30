"""The tags that say who began a run and with which program, as MLflow's client sets them."""

from __future__ import annotations

import os
import sys
from typing import Any, Dict, Optional

_git_tags: Dict[str, Dict[str, str]] = {}


def tags() -> Dict[str, str]:
    """The tags of a run that begins now."""
    program = sys.argv[0] if sys.argv and sys.argv[0] else None
    found = {"mlflow.user": user(), "mlflow.source.name": program or "<console>", "mlflow.source.type": "LOCAL"}
    if program:
        found.update(_git(program))
    shell = notebook_shell()
    if shell is not None:
        found["mlflow.source.type"] = "NOTEBOOK"
        name = _notebook_name(shell)
        if name:
            found["mlflow.source.name"] = name
    more = os.environ.get("MLFLOW_RUN_CONTEXT")
    if more:
        found.update(_more(more))
    return found


def user() -> str:
    """Who logs: the user name for the server, else the one on this computer."""
    for name in ("RUNLORE_TRACKING_USERNAME", "MLFLOW_TRACKING_USERNAME"):
        if os.environ.get(name):
            return os.environ[name]
    import getpass

    try:
        return _kept_name() or getpass.getuser()
    except (ImportError, KeyError, OSError):  # there is no such user
        return "unknown"


def _kept_name() -> Optional[str]:
    """The user name in the file that MLflow's clients keep credentials in."""
    path = os.path.expanduser("~/.mlflow/credentials")
    if not os.path.exists(path):
        return None
    import configparser

    config = configparser.ConfigParser(interpolation=None)
    config.read(path)
    return config.get("mlflow", "mlflow_tracking_username", fallback=None)


def _git(program: str) -> Dict[str, str]:
    """What is checked out where the program is; looked up once, as the program does not change any more."""
    if program not in _git_tags:
        from ._git import checkout

        folder = os.path.dirname(os.path.abspath(program)) if os.path.isfile(program) else program
        found = checkout(folder) if os.path.isdir(folder) else None  # a program may have no file: `python -c`
        named = {} if found is None else {"commit": found.commit, "branch": found.branch, "repoURL": found.url}
        _git_tags[program] = {f"mlflow.source.git.{key}": value for key, value in named.items() if value}
    return _git_tags[program]


def notebook_shell() -> Any:
    """IPython's shell, if this is a notebook's."""
    ipython = sys.modules.get("IPython")
    shell = None if ipython is None else ipython.get_ipython()
    return shell if type(shell).__name__ == "ZMQInteractiveShell" or hasattr(shell, "kernel") else None


def _notebook_name(shell: Any) -> Optional[str]:
    """The notebook's file name, where its editor tells it."""
    path = shell.user_ns.get("__vsc_ipynb_file__")
    for name in ("__vsc_ipynb_file__", "IPYNB_FILE", "JPY_SESSION_NAME"):
        path = path or os.environ.get(name)
    return os.path.basename(path) if path else None


def _more(text: str) -> Dict[str, str]:
    """The tags in a variable, as JSON."""
    import json

    try:
        return {str(key): str(value) for key, value in json.loads(text).items()}
    except (ValueError, AttributeError) as error:
        import logging

        logging.getLogger("runlore").warning("MLFLOW_RUN_CONTEXT is no JSON object of tags: %s", error)
        return {}
