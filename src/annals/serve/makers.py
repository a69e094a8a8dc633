"""Processes that make answers beside the server, so that it can make several at once and be asked meanwhile."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import msgspec

from annals.serve.maker import LENGTH
from annals.serve.making import Made, Order, missing
from annals.serve.view import View

LARGE = 5_000
"""Events of a record from which on more than one process is worth its memory."""
MOST = 4


def suitable(view: View) -> int:
    """How many processes a record asks for: none if it is small, else one for each core, to a limit."""
    return 0 if view.size < LARGE else min(MOST, os.cpu_count() or 1)


class Makers:
    """So many processes, started when they are first needed; each makes one answer at a time."""

    def __init__(self, record: Path, count: int) -> None:
        self._record, self._count = record, count
        self._free: asyncio.LifoQueue[Process | None] = asyncio.LifoQueue()
        self._started: list[Process] = []
        self._begun: list[asyncio.Task[None]] = []
        self._ready = False

    async def make(self, order: Order) -> Made | None:
        """The answer to an order, from the first process that is free; `None` while none is ready yet.

        The first order is also what each process begins with, so that it has all at hand when it is needed.
        """
        if not self._begun:
            self._begun = [asyncio.create_task(self._begin(order)) for _ in range(self._count)]
        if not self._ready:
            return None
        process = await self._free.get()
        try:
            process = process or await self._start()
            return await _exchange(process, order)
        except (OSError, EOFError):
            process = None  # it is gone; another takes its place
            return missing("this page could not be made", 500)
        finally:
            self._free.put_nowait(process)

    async def _begin(self, order: Order) -> None:
        try:
            process: Process | None = await self._start()
            assert process is not None, "it was started"
            await _exchange(process, order)
        except (OSError, EOFError):
            process = None
        self._free.put_nowait(process)
        self._ready = True

    async def _start(self) -> Process:
        command = [sys.executable, "-P", "-m", "annals.serve.maker", str(self._record.absolute())]
        process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
        self._started.append(process)
        return process

    async def close(self) -> None:
        """End all processes."""
        for task in self._begun:
            task.cancel()
        for process in self._started:
            if process.returncode is None:
                process.kill()  # nothing of theirs can be lost
            await process.wait()
        self._started.clear()


async def _exchange(process: Process, order: Order) -> Made:
    assert process.stdin is not None, "it was started with pipes"
    assert process.stdout is not None, "it was started with pipes"
    told = msgspec.msgpack.encode(order)
    process.stdin.write(LENGTH.pack(len(told)) + told)
    await process.stdin.drain()
    (length,) = LENGTH.unpack(await process.stdout.readexactly(LENGTH.size))
    return msgspec.msgpack.decode(await process.stdout.readexactly(length), type=Made)
