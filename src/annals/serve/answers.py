"""Answers that were given before: as long as the record is as it was, the same question has the same answer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

ROOM = 64 * 2**20
"""Bytes of answers that are kept at hand."""

Question = tuple[str, str, str]


class Answers:
    """The last answers, each with a tag by which a browser that has it can ask whether it still holds.

    An answer that says `Cache-Control: no-store`, or that nothing was found, is not kept.
    """

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._left = room
        self._kept: dict[Question, Response] = {}

    def to(self, request: Request, make: Callable[[], Response]) -> Response:
        """The answer to a request, made if it was not given before; only that it still holds, where that is enough."""
        question = request.url.path, request.url.query, request.headers.get("annals-part", "")
        answer = self._kept.pop(question, None)
        if answer is None:
            answer = make()
            if answer.status_code != 200 or "no-store" in answer.headers.get("cache-control", ""):
                return answer
            answer.headers["ETag"] = f'"{hashlib.sha256(bytes(answer.body)).hexdigest()[:32]}"'
            self._left -= len(answer.body)
        self._kept[question] = answer
        self._forget()
        return _unchanged(answer) if answer.headers["ETag"] in _known(request) else answer

    def clear(self) -> None:
        """Forget all answers."""
        self._kept.clear()
        self._left = self._room

    def _forget(self) -> None:
        """Let go of what was asked for longest ago until there is room."""
        while self._left < 0:
            self._left += len(self._kept.pop(next(iter(self._kept))).body)


def _known(request: Request) -> list[str]:
    return [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]


def _unchanged(answer: Response) -> Response:
    kept = {name: answer.headers[name] for name in ("ETag", "Vary") if name in answer.headers}
    return Response(status_code=304, headers=kept)
