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
        self._record = record
        self._free: asyncio.LifoQueue[Process | None] = asyncio.LifoQueue()
        self._started: list[Process] = []
        for _ in range(count):
            self._free.put_nowait(None)

    async def make(self, order: Order) -> Made:
        """The answer to an order, from the first process that is free."""
        process = await self._free.get()
        try:
            process = process or await self._start()
            return await _exchange(process, order)
        except (OSError, EOFError):
            process = None  # it is gone; another takes its place
            return missing("this page could not be made", 500)
        finally:
            self._free.put_nowait(process)

    async def _start(self) -> Process:
        command = [sys.executable, "-P", "-m", "annals.serve.maker", str(self._record.absolute())]
        process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
        self._started.append(process)
        return process

    async def close(self) -> None:
        """End all processes."""
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
