"""Progress on long work: one line on standard error where that is a terminal, and nothing elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from annals.shell.terminal import cut, safe, width

PATIENCE = 0.5
"""Seconds before the first line: short work shows none."""
_EVERY = 0.1


class Progress:
    """Counts `name` while work goes on; messages written through `say` do not mix with the line."""

    def __init__(self, name: str, *, beside_output: bool = False) -> None:
        self._name = name
        self._wanted = sys.stderr.isatty() and not (beside_output and sys.stdout.isatty())
        self._began = self._last = time.monotonic()
        self._count = 0
        self._shown = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._erase()

    def step(self) -> None:
        """One more is done."""
        self._count += 1
        now = time.monotonic()
        if self._wanted and now - self._began >= PATIENCE and now - self._last >= _EVERY:
            self._last = now
            line = f"{self._count:,} {self._name}, {self._count / (now - self._began):.0f} a second"
            self._write(cut(safe(line), width() - 1))

    def say(self, message: str) -> None:
        """A message of its own on standard error."""
        self._erase()
        sys.stderr.write(f"{message}\n")

    def _erase(self) -> None:
        if self._shown:
            self._write("")
            self._shown = False

    def _write(self, line: str) -> None:
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()
        self._shown = True
