"""Which folders git ignores, by the rules in the repository's own files."""

from __future__ import annotations

import os
from typing import Dict, Iterator, List, NamedTuple


def ignored(root: str, exclude: str, folder: str) -> bool:
    """Whether git ignores a folder of the working folder ``root``, or one that it is in."""
    parts = os.path.relpath(folder, root).split(os.sep)
    if parts == ["."]:
        return False
    rules: List[_Rule] = list(_rules(exclude, ""))
    for depth in range(len(parts)):
        base, path = "/".join(parts[:depth]), "/".join(parts[: depth + 1])
        rules += _rules(os.path.join(root, base, ".gitignore"), base)
        # The last rule that knows the folder counts.
        if next((rule.ignores for rule in reversed(rules) if rule.matches(path)), False):
            return True
    return False


class _Rule(NamedTuple):
    """A line of a .gitignore."""

    base: str
    pattern: str
    ignores: bool

    def matches(self, path: str) -> bool:
        import re

        inside = path[len(self.base) + 1:] if self.base else path
        try:
            return re.fullmatch(self.pattern, f"/{inside}") is not None
        except re.error:  # a range that is none, such as [z-a], matches nothing
            return False


def _rules(file: str, base: str) -> Iterator[_Rule]:
    try:
        with open(file, encoding="utf-8", errors="replace") as opened:
            lines = opened.read().splitlines()
    except OSError:
        return
    for line in lines:
        ignores = not line.startswith("!")
        # Only folders are asked for, so a slash at the end says nothing.
        pattern = (line if ignores else line[1:]).rstrip().rstrip("/")
        if pattern.startswith("\\"):
            pattern = pattern[1:]
        if pattern and not line.startswith("#"):
            yield _Rule(base, _expression(pattern), ignores)


_WILD: Dict[str, str] = {"/**/": "/(?:.*/)?", "/**": "/.*", "?": "[^/]"}


def _expression(pattern: str) -> str:
    """The regular expression of a pattern of a .gitignore, for paths that begin with a slash."""
    import re

    # A name alone is looked for at any depth.
    pattern = f"/{pattern.lstrip('/')}" if "/" in pattern else f"/**/{pattern}"
    pattern = re.sub(r"(\*\*/)+", "**/", pattern)
    return "".join(map(_part, re.split(r"(/\*\*/|/\*\*$|\*+|\?|\[[!^]?\]?[^]/]*\])", pattern)))


def _part(part: str) -> str:
    import re

    if part in _WILD:
        return _WILD[part]
    if part.startswith("*"):
        return "[^/]*"
    if part.startswith("[") and part.endswith("]"):
        inside = part[1:-1]
        negated = inside[:1] in ("!", "^")
        return f"(?!/)[{'^' if negated else ''}{(inside[1:] if negated else inside).replace(chr(92), chr(92) * 2)}]"
    return re.escape(part)
