"""The command ``runlore`` of the wheel: a function of the native library."""

from __future__ import annotations

import sys
from typing import Any

from . import _native


def main() -> None:
    """Runs the command with the arguments of the process."""
    command: Any = getattr(_native, "main", None)
    if command is None:
        sys.exit("This build of the package has no command; use the binary `runlore`.")
    sys.exit(command(sys.argv))


if __name__ == "__main__":
    main()
