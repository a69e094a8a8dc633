"""A process that reads invented accounts into a record, for tests that kill it or run several of it at once.

    python -m tests.keep.reader RECORD FIRST AFTER [STEPS]

adds the articles from FIRST up to, not including, AFTER; where STEPS is given it kills itself (as `kill -9` does) after
so many steps of SQLite, wherever that is. `reversed` in place of STEPS adds them the other way round.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys

from tests.keep.accounts import article

from annals.base.errors import AnnalsError
from annals.keep import file
from annals.keep.record import Record


def die_after(steps: int) -> None:
    """Make every connection kill the process after so many steps."""
    connect = sqlite3.connect
    every, left = 20, [steps]

    def step() -> int:
        left[0] -= every
        if left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    def connected(*args: object, **more: object) -> sqlite3.Connection:
        db: sqlite3.Connection = connect(*args, **more)  # type: ignore[call-overload]
        db.set_progress_handler(step, every)
        return db

    file.sqlite3.connect = connected  # type: ignore[attr-defined, assignment]


def main(path: str, first: str, after: str, *more: str) -> None:
    """Read, telling each article that is kept on a line."""
    numbers = list(range(int(first), int(after)))
    if more == ("reversed",):
        numbers.reverse()
    elif more:
        die_after(int(more[0]))
    with Record.open(path, create=True) as record:
        for number in numbers:
            record.add(article(number))
            print(number, flush=True)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except AnnalsError as error:
        sys.exit(f"{type(error).__name__}: {error.message}")
