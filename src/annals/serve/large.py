"""Answers too large to be held: made while they are sent, as fast as they are taken; others are answered meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from annals.serve.desk import Desk
from annals.serve.making import Made, Order


class Large(Response):
    """A large answer. It is made anew for each who asks, and kept nowhere."""

    def __init__(self, desk: Desk, order: Order, made: Made) -> None:
        super().__init__(b"", made.status, {**made.headers, "Cache-Control": "no-store"}, made.type)
        self._desk, self._order = desk, order

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        headers = {name: value for name, value in self.headers.items() if name != "content-length"}
        with self._desk.pieces(self._order) as told:
            await StreamingResponse(_given(told), self.status_code, headers)(scope, receive, send)


async def _given(told: Iterator[bytes]) -> AsyncIterator[bytes]:
    for piece in told:
        yield piece
        await asyncio.sleep(0)  # let others be answered
