"""The packages that a model says it needs: ``conda.yaml``, ``python_env.yaml``, ``requirements.txt``.

MLflow finds packages by loading the model in a process of its own. That would need the packages and a key, so here they
are those of the flavor, at the versions that are installed.
"""

from __future__ import annotations

import os
import re
import sys
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple, Union

from .. import _yaml
from ..exceptions import MlflowException

#: The release of MLflow whose format the files have.
MLFLOW_VERSION = "3.17.2"
PYTHON_VERSION = ".".join(str(part) for part in sys.version_info[:3])
CONSTRAINTS = "constraints.txt"
_NAME = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(\[[^\]]*\])?")

Given = Union[Sequence[str], str, "os.PathLike[str]"]
# Requirements and constraints.
_Lines = Tuple[List[str], List[str]]


def installed(package: str) -> Optional[str]:
    """The version of an installed package."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return None


def pinned(package: str) -> str:
    """A requirement of the version that is installed, or of any if none is."""
    version = installed(package)
    return package if version is None else f"{package}=={version.split('+')[0]}"


def files(
    default: Sequence[str], conda_env: Any, pip_requirements: Optional[Given], extra_pip_requirements: Optional[Given]
) -> Dict[str, str]:
    """The files by their names."""
    given = {"conda_env": conda_env, "pip_requirements": pip_requirements, "extra_pip_requirements": extra_pip_requirements}
    named = [name for name, value in given.items() if value is not None]
    if len(named) > 1:
        raise ValueError(f"Give one of conda_env, pip_requirements and extra_pip_requirements, not {' and '.join(named)}.")
    if conda_env is not None:
        env, needed, constraints = _of_conda(conda_env)
    else:
        needed, constraints = _of_pip(default, pip_requirements, extra_pip_requirements)
        env = conda(needed)
    written = {
        "conda.yaml": _yaml.dumps(env, "conda_env"),
        "python_env.yaml": _yaml.dumps(_python_env(), "python_env.yaml"),
        "requirements.txt": "\n".join(needed),
    }
    return {**written, CONSTRAINTS: "\n".join(constraints)} if constraints else written


def _of_pip(default: Sequence[str], pip: Optional[Given], extra: Optional[Given]) -> _Lines:
    more, constraints = _lines("pip_requirements" if extra is None else "extra_pip_requirements", pip if extra is None else extra)
    named = {_name(line) for line in more}
    # What the user says of a package is what holds.
    needed = more if pip is not None else [line for line in default if _name(line) not in named] + more
    return _with_mlflow(list(dict.fromkeys(needed)), constraints)


def _with_mlflow(needed: List[str], constraints: List[str]) -> _Lines:
    own = [] if {"mlflow", "mlflow-skinny"} & {_name(line) for line in needed} else [f"mlflow=={MLFLOW_VERSION}"]
    return [*own, *needed, *([f"-c {CONSTRAINTS}"] if constraints else [])], constraints


def _name(line: str) -> str:
    found = _NAME.match(line)
    return found.group(1).lower().replace("_", "-") if found else line


def _lines(what: str, given: Optional[Given]) -> _Lines:
    if given is None:
        return [], []
    if isinstance(given, (str, os.PathLike)):
        return _of_file(os.fspath(given), set())
    lines = list(given)
    wrong = next((line for line in lines if not isinstance(line, str)), None)
    if wrong is not None:
        raise TypeError(f"{what} is a list of texts or the path of a requirements file; {wrong!r} is neither.")
    return _sorted_out(lines, "", set())


def _of_file(path: str, seen: "set[str]") -> _Lines:
    path = os.path.abspath(path)
    if path in seen:
        return [], []
    with open(path, encoding="utf-8") as file:
        return _sorted_out(file.read().replace("\\\n", "").splitlines(), os.path.dirname(path), seen | {path})


def _sorted_out(lines: Sequence[str], folder: str, seen: "set[str]") -> _Lines:
    """Requirements and constraints, with those of the files that the lines name."""
    needed: List[str] = []
    constraints: List[str] = []
    for line in lines:
        line = re.sub(r"(^|\s)#.*$", "", line).strip()
        flag = re.match(r"(?:-r|--requirement|(-c|--constraint))[\s=]+(.+)$", line)
        if flag is None:
            needed += [line] if line else []
            continue
        more, limits = _of_file(os.path.join(folder, flag.group(2).strip()), seen)
        (constraints if flag.group(1) else needed).extend(more)
        constraints += limits
    return needed, constraints


def _of_conda(given: Any) -> Tuple[Dict[str, Any], List[str], List[str]]:
    env = given
    if isinstance(given, (str, os.PathLike)):
        with open(given, encoding="utf-8") as file:
            env = _yaml.loads(file.read(), os.fspath(given))
    if not isinstance(env, Mapping):
        raise TypeError(f"conda_env is a dict or the path of a conda.yaml, not a {type(given).__name__}.")
    packages = env.get("dependencies") or []
    if not isinstance(packages, (list, tuple)):
        raise MlflowException.invalid_parameter_value("The dependencies of a conda_env are a list.")
    pip = [line for entry in packages if isinstance(entry, Mapping) for line in entry.get("pip") or ()]
    needed, constraints = _with_mlflow(*_lines("conda_env", pip))
    others = [entry for entry in packages if not (isinstance(entry, Mapping) and "pip" in entry)]
    return {**env, "dependencies": [*others, {"pip": needed}]}, needed, constraints


def conda(needed: Sequence[str]) -> Dict[str, Any]:
    """An environment of conda with these packages."""
    version = installed("pip")
    # The newest pip may not be in conda's channel yet.
    pip = "pip" if version is None else f"pip<={version}"
    packages: List[Any] = [f"python={PYTHON_VERSION}", pip, {"pip": list(needed)}]
    return {"channels": ["conda-forge"], "dependencies": packages, "name": "mlflow-env"}


def _python_env() -> Dict[str, Any]:
    tools = ((name, installed(name)) for name in ("pip", "setuptools", "wheel"))
    built_with = [name if version is None else f"{name}=={version}" for name, version in tools]
    return {"python": PYTHON_VERSION, "build_dependencies": built_with, "dependencies": ["-r requirements.txt"]}
