"""A process that makes answers for a server: orders come in, answers go out, each after its length.

It ends when the server does, however that comes about: then nothing can be read any more.
"""

from __future__ import annotations

import gc
import os
import signal
import struct
import sys
import traceback
from pathlib import Path
from typing import BinaryIO

import msgspec

from annals.base.errors import AnnalsError, NotInRecord
from annals.keep.record import Record
from annals.serve.making import Made, Order, made, missing
from annals.serve.view import View

LENGTH = struct.Struct(">Q")


class Bench:
    """The record and its view, as this process has them open."""

    def __init__(self, record: Path) -> None:
        self._record = Record.open(record)
        self._view: View | None = None

    def make(self, order: Order) -> Made:
        """The answer to an order, or why there is none."""
        try:
            return made(order, self._record, self._of(order))  # of a large one the server makes the rest
        except AnnalsError as error:
            return missing(error.message, 404 if isinstance(error, NotInRecord) else 503)
        except Exception:  # told where the server runs, not to whoever asked; the next order may do better
            traceback.print_exc()
            return missing("this page could not be made", 500)

    def _of(self, order: Order) -> View:
        """The view as it is ordered; it is opened again where it was made anew."""
        if self._view is None or self._view.about["state"] != order.state:
            if self._view is not None:
                self._view.close()
            self._view = View(Path(order.view))
        return self._view


def work(bench: Bench, orders: BinaryIO, answers: BinaryIO) -> None:
    """Make what is ordered until nobody can order any more."""
    while len(head := orders.read(LENGTH.size)) == LENGTH.size:
        order = msgspec.msgpack.decode(orders.read(LENGTH.unpack(head)[0]), type=Order)
        answer = msgspec.msgpack.encode(bench.make(order))
        answers.write(LENGTH.pack(len(answer)) + answer)
        answers.flush()


def main() -> None:
    """Work for the process that started this one, through standard input and output."""
    gc.set_threshold(100_000)  # an answer makes many things and keeps none
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server is interrupted, and ends this process by ending
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)  # what else is printed must not come between answers
        work(Bench(Path(sys.argv[1])), sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
