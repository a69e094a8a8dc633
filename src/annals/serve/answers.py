"""Answers that were given before: as long as the record is as it was, the same question has the same answer."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

ROOM = 64 * 2**20
"""Bytes of answers that are kept at hand."""

Question = tuple[str, str, str, str | None]
"""What is asked: path, query, part of the page, and by which author."""


class Answers:
    """The last answers, each with a tag by which a browser that has it can ask whether it still holds.

    An answer that says `Cache-Control: no-store`, or that nothing was found, is not kept. What several ask at once is
    made once.
    """

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._left = room
        self._age = 0
        self._kept: dict[Question, Response] = {}
        self._making: dict[tuple[int, Question], asyncio.Future[Response]] = {}

    async def to(
        self, request: Request, make: Callable[[], Awaitable[Response]], author: str | None = None
    ) -> Response:
        """The answer to a request, made if it was not given before; only that it still holds, where that is enough."""
        question = request.url.path, request.url.query, request.headers.get("annals-part", ""), author
        answer = self._kept.pop(question, None)
        if answer is None:
            answer = await self._made(question, make)
            if "ETag" not in answer.headers:
                return answer
        else:
            self._kept[question] = answer
        return _unchanged(answer) if answer.headers["ETag"] in _known(request) else answer

    def clear(self) -> None:
        """Forget all answers, those too that are still being made."""
        self._kept.clear()
        self._left = self._room
        self._age += 1

    async def _made(self, question: Question, make: Callable[[], Awaitable[Response]]) -> Response:
        age = self._age
        making = self._making.get((age, question))
        if making is not None:
            return await asyncio.shield(making)
        self._making[age, question] = asyncio.ensure_future(make())
        try:
            answer = await asyncio.shield(self._making[age, question])
        finally:
            del self._making[age, question]
        if answer.status_code == 200 and "no-store" not in answer.headers.get("cache-control", ""):
            answer.headers["ETag"] = f'"{hashlib.sha256(bytes(answer.body)).hexdigest()[:32]}"'
            if age == self._age:
                self._keep(question, answer)
        return answer

    def _keep(self, question: Question, answer: Response) -> None:
        """Keep an answer, and let go of what was asked for longest ago until there is room."""
        self._kept[question] = answer
        self._left -= len(answer.body)
        while self._left < 0:
            self._left += len(self._kept.pop(next(iter(self._kept))).body)


def _known(request: Request) -> list[str]:
    return [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]


def _unchanged(answer: Response) -> Response:
    kept = {name: answer.headers[name] for name in ("ETag", "Vary") if name in answer.headers}
    return Response(status_code=304, headers=kept)
