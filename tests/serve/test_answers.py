"""Answers are given again as long as the record is as it was, and no longer."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the server needs starlette")

from starlette.requests import Request
from starlette.responses import Response

from annals.base.judgement import Judgement
from annals.keep.record import Record
from annals.serve.answers import Answers
from annals.serve.app import Desk
from tests.serve.awaited import awaited


def asked(path: str, **headers: str) -> Request:
    """A request."""
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request(
        {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": named, "server": ("x", 80)}
    )


class Maker:
    """Counts how often it was asked to make an answer."""

    def __init__(self, body: str = "told", **headers: str) -> None:
        self.made, self.body, self.headers = 0, body, headers

    async def __call__(self) -> Response:
        self.made += 1
        return Response(self.body, headers=self.headers)


def told(answers: Answers, request: Request, make: Maker, author: str | None = None) -> Response:
    """What is answered."""
    return awaited(answers.to(request, make, author))


def test_makes_an_answer_once() -> None:
    """What is asked twice is made once, and told the same."""
    answers, make = Answers(), Maker()
    assert [told(answers, asked("/"), make).body for _ in range(2)] == [b"told", b"told"]
    assert make.made == 1


def test_tells_parts_from_wholes() -> None:
    """A part of a page and the page are two answers."""
    answers = Answers()
    assert told(answers, asked("/"), Maker("whole")).body == b"whole"
    assert told(answers, asked("/", annals_part="overview"), Maker("part")).body == b"part"


def test_says_that_an_answer_still_holds() -> None:
    """Whoever has the answer already is told so, without it."""
    answers = Answers()
    tag = told(answers, asked("/"), Maker()).headers["etag"]
    again = told(answers, asked("/", if_none_match=tag), Maker())
    assert (again.status_code, again.body, again.headers["etag"]) == (304, b"", tag)


def test_authors_are_answered_apart() -> None:
    """What one author is told is not told to another."""
    answers = Answers()
    assert told(answers, asked("/"), Maker("one"), "One").body == b"one"
    assert told(answers, asked("/"), Maker("two"), "Two").body == b"two"


def test_what_is_asked_at_once_is_made_once() -> None:
    """Several who ask the same at the same time wait for one answer."""
    answers, make = Answers(), Maker()

    async def several() -> list[Response]:
        return await asyncio.gather(*(answers.to(asked("/"), make) for _ in range(5)))

    assert {bytes(each.body) for each in awaited(several())} == {b"told"}
    assert make.made == 1


def test_an_answer_of_before_is_not_kept_after() -> None:
    """What was begun before the record grew, and ends after, is told to who asked, and forgotten."""
    answers, after = Answers(), Maker("after")

    async def grows() -> Response:
        answers.clear()
        return Response("before")

    assert awaited(answers.to(asked("/"), grows)).body == b"before"
    assert told(answers, asked("/"), after).body == b"after"


def test_keeps_no_more_than_there_is_room_for() -> None:
    """The answer that was asked for longest ago gives way, and is made again."""
    answers, one, two = Answers(room=10), Maker("1" * 6), Maker("2" * 6)
    told(answers, asked("/1"), one)
    told(answers, asked("/2"), two)
    told(answers, asked("/2"), two)
    told(answers, asked("/1"), one)
    assert (one.made, two.made) == (2, 1)


def test_keeps_nothing_that_is_not_to_be_stored() -> None:
    """An answer that must not be stored is made each time."""
    answers, make = Answers(), Maker(**{"Cache-Control": "no-store"})
    told(answers, asked("/"), make)
    told(answers, asked("/"), make)
    assert make.made == 2


def test_a_record_that_has_grown_is_answered_anew(record: Path, tmp_path: Path) -> None:
    """After somebody judged, by whatever way, what was answered before is forgotten."""
    path = tmp_path / "grown.annals"
    shutil.copy(record, path)
    desk = Desk(path)
    desk.look()
    told(desk.answers, asked("/"), Maker("before"))
    desk.look()
    assert told(desk.answers, asked("/"), Maker("after")).body == b"before"
    with Record.open(path) as other:
        one, two = [kept.id for kept in other.claims()][:2]
        other.judge(Judgement(one, two, "different", "Tester", "two days", "2026-01-01T00:00:00Z"))
    desk.look()
    assert told(desk.answers, asked("/"), Maker("after")).body == b"after"
    desk.close()
