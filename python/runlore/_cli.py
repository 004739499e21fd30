"""The command ``runlore`` of the wheel: a function of the native library."""

from __future__ import annotations

import signal
import sys

from . import _native


def main() -> None:
    """Runs the command with the arguments of the process."""
    # Ctrl-C is the command's own business, and no exception.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(_native.main(sys.argv))


if __name__ == "__main__":
    main()
