"""Processes beside the server make the same answers as the server itself, and end with it."""

from __future__ import annotations

import asyncio
import io
import os
import signal
from pathlib import Path

import msgspec
import pytest

from annals.keep.record import Record
from annals.serve.maker import LENGTH, Bench, work
from annals.serve.makers import Makers
from annals.serve.making import Made, Order, made
from annals.serve.view import View
from tests.serve.awaited import awaited


@pytest.fixture
def order(record: Path) -> Order:
    """The overview."""
    view = View.of(record)
    view.close()
    return Order("/", {}, "/", [("type", "clash")], str(view.path), view.about["state"], block="overview")


async def ready(makers: Makers, order: Order) -> None:
    """Wait until the processes are ready; before that they make nothing, so that nobody waits for them."""
    assert await makers.make(order) is None
    await asyncio.gather(*makers._begun)


def test_makes_what_the_server_makes(record: Path, order: Order) -> None:
    """An answer of another process is the same as one made here."""

    async def both() -> Made | None:
        makers = Makers(record, 1)
        try:
            await ready(makers, order)
            return await makers.make(order)
        finally:
            await makers.close()

    view = View.of(record)
    with Record.open(record) as opened:
        assert awaited(both()) == made(order, opened, view)
    view.close()


def test_a_process_that_dies_is_replaced(record: Path, order: Order) -> None:
    """Whoever waits for a process that dies is told so; the next is answered."""

    async def thrice() -> list[int]:
        makers = Makers(record, 1)
        try:
            await ready(makers, order)
            first = await makers.make(order)
            os.kill(makers._started[0].pid, signal.SIGKILL)
            return [each.status for each in (first, await makers.make(order), await makers.make(order)) if each]
        finally:
            await makers.close()

    assert awaited(thrice()) == [200, 500, 200]


def test_works_until_nobody_can_order(record: Path, order: Order) -> None:
    """A process answers each order after its length, and ends where orders end."""
    told = msgspec.msgpack.encode(order)
    orders, answers = io.BytesIO((LENGTH.pack(len(told)) + told) * 2 + b"cut"), io.BytesIO()
    work(Bench(record), orders, answers)
    whole = answers.getvalue()
    (length,) = LENGTH.unpack(whole[: LENGTH.size])
    assert len(whole) == 2 * (LENGTH.size + length)
    assert msgspec.msgpack.decode(whole[LENGTH.size : LENGTH.size + length], type=Made).status == 200


def test_an_order_that_fails_says_so(record: Path, order: Order, capsys: pytest.CaptureFixture[str]) -> None:
    """An order that nothing can be made of is answered, and told where the server runs."""
    failed = Bench(record).make(msgspec.structs.replace(order, route="/nowhere"))
    assert failed.status == 500
    assert "/nowhere" in capsys.readouterr().err
