"""The command line: one file a command. Nothing is imported before it is needed: every command starts at once."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping


def main() -> None:
    """Run `annals` with the arguments of the process, and leave with its exit code."""
    from annals.shell.program import run

    settle(sys.stdout, os.environ)
    settle(sys.stderr, os.environ)
    sys.exit(run(sys.argv[1:]))


def settle(stream: object, settings: Mapping[str, str]) -> None:
    """Have a stream take any name: what goes to a file or another program is UTF-8 wherever it is written, and what a
    terminal has no sign for is shown as its number."""
    if isinstance(stream, io.TextIOWrapper):
        told = stream.isatty() or "PYTHONIOENCODING" in settings
        stream.reconfigure(encoding=None if told else "utf-8", errors="backslashreplace")
