"""The command line: one file a command. Nothing is imported before it is needed: every command starts at once."""

from __future__ import annotations

import sys


def main() -> None:
    """Run `annals` with the arguments of the process, and leave with its exit code."""
    from annals.shell.program import run

    sys.exit(run(sys.argv[1:]))
