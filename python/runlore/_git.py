"""What a git repository says of a folder, read from its files: no git needs to be there, and no process is started."""

from __future__ import annotations

import os
from typing import NamedTuple, Optional, Tuple

from ._gitignore import ignored


class Checkout(NamedTuple):
    """What is checked out where a folder is."""

    commit: str
    branch: Optional[str]
    url: Optional[str]


def checkout(folder: str) -> Optional[Checkout]:
    """What is checked out around a folder; None without a repository or a commit, and if git ignores the folder."""
    try:
        root, git = _find(os.path.abspath(folder))
        common = os.path.join(git, _read(git, "commondir", "."))
        if ignored(root, os.path.join(common, "info", "exclude"), os.path.abspath(folder)):
            return None
        head = _read(git, "HEAD")
        branch = head[len("ref: refs/heads/"):] if head.startswith("ref: refs/heads/") else None
        commit = _resolve(git, common, head)
        return Checkout(commit, branch, _url(common)) if commit else None
    except OSError:
        return None


def _find(folder: str) -> Tuple[str, str]:
    """The repository's working folder and its git folder."""
    while True:
        git = os.path.join(folder, ".git")
        if os.path.isfile(git):  # of a worktree or a submodule
            return folder, os.path.join(folder, _read(folder, ".git")[len("gitdir: "):])
        if os.path.isfile(os.path.join(git, "HEAD")):
            return folder, git
        if os.path.dirname(folder) == folder:
            raise FileNotFoundError("no repository")
        folder = os.path.dirname(folder)


def _read(folder: str, name: str, otherwise: Optional[str] = None) -> str:
    try:
        with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
            return file.read().strip()
    except OSError:
        if otherwise is None:
            raise
        return otherwise


def _resolve(git: str, common: str, value: str) -> Optional[str]:
    """The commit that a HEAD or a branch names."""
    for _ in range(5):  # a branch may name another one
        if not value.startswith("ref: "):
            return value or None
        name = value[len("ref: "):]
        value = _read(git, name, "") or _read(common, name, "") or _packed(common, name)
    return None


def _packed(common: str, name: str) -> str:
    for line in _read(common, "packed-refs", "").splitlines():
        commit, _, ref = line.partition(" ")
        if ref == name:
            return commit
    return ""


def _url(common: str) -> Optional[str]:
    """Where the first remote is, without user and password."""
    remote = False
    for line in _read(common, "config", "").splitlines():
        line = line.strip()
        if line.startswith("["):
            remote = line.startswith("[remote ")
        elif remote and line.partition("=")[0].strip().lower() == "url":
            url = line.partition("=")[2].strip().strip('"')
            scheme, separator, rest = url.partition("://")
            host, slash, path = rest.partition("/")
            return f"{scheme}{separator}{host.rpartition('@')[2]}{slash}{path}" if separator else url
    return None
