"""Medians of repeated measurements, and a table of them."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Row(NamedTuple):
    """What was measured, in how many milliseconds (the median), and beside which other row it is to be seen."""

    what: str
    ms: float
    beside: float | None = None


def timed(work: Callable[[], object], times: int = 7) -> float:
    """The median time of `work` in milliseconds, after one run that does not count."""
    work()
    return statistics.median(_once(work) for _ in range(times))


def _once(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def process(*arguments: str, times: int = 7) -> float:
    """The median time of a whole Python process in milliseconds, from start to end."""
    command = [sys.executable, *arguments]
    return timed(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL), times)


def table(title: str, rows: list[Row]) -> Iterator[str]:
    """The rows as lines, each with its ratio to the row that it stands beside."""
    yield title
    room = max(len(row.what) for row in rows)
    for row in rows:
        ratio = f"  {row.ms / row.beside:6.1f} x" if row.beside else ""
        yield f"  {row.what:<{room}}  {row.ms:9.2f} ms{ratio}"
    yield ""
