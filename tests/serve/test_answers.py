"""Answers are given again as long as the record is as it was, and no longer."""

from __future__ import annotations

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


def asked(path: str, **headers: str) -> Request:
    """A request."""
    told = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request(
        {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": told, "server": ("x", 80)}
    )


class Maker:
    """Counts how often it was asked to make an answer."""

    def __init__(self, body: str = "told", **headers: str) -> None:
        self.made, self.body, self.headers = 0, body, headers

    def __call__(self) -> Response:
        self.made += 1
        return Response(self.body, headers=self.headers)


def test_makes_an_answer_once() -> None:
    """What is asked twice is made once, and told the same."""
    answers, make = Answers(), Maker()
    assert [answers.to(asked("/"), make).body for _ in range(2)] == [b"told", b"told"]
    assert make.made == 1


def test_tells_parts_from_wholes() -> None:
    """A part of a page and the page are two answers."""
    answers = Answers()
    assert answers.to(asked("/"), Maker("whole")).body == b"whole"
    assert answers.to(asked("/", annals_part="overview"), Maker("part")).body == b"part"


def test_says_that_an_answer_still_holds() -> None:
    """Whoever has the answer already is told so, without it."""
    answers = Answers()
    tag = answers.to(asked("/"), Maker()).headers["etag"]
    again = answers.to(asked("/", if_none_match=tag), Maker())
    assert (again.status_code, again.body, again.headers["etag"]) == (304, b"", tag)


def test_keeps_no_more_than_there_is_room_for() -> None:
    """The answer that was asked for longest ago gives way, and is made again."""
    answers, one, two = Answers(room=10), Maker("1" * 6), Maker("2" * 6)
    answers.to(asked("/1"), one)
    answers.to(asked("/2"), two)
    answers.to(asked("/2"), two)
    answers.to(asked("/1"), one)
    assert (one.made, two.made) == (2, 1)


def test_keeps_nothing_that_is_not_to_be_stored() -> None:
    """An answer that must not be stored is made each time."""
    answers, make = Answers(), Maker(**{"Cache-Control": "no-store"})
    answers.to(asked("/"), make)
    answers.to(asked("/"), make)
    assert make.made == 2


def test_a_record_that_has_grown_is_answered_anew(record: Path, tmp_path: Path) -> None:
    """After somebody judged, by whatever way, what was answered before is forgotten."""
    path = tmp_path / "grown.annals"
    shutil.copy(record, path)
    desk = Desk(path)
    desk.look()
    desk.answers.to(asked("/"), Maker("before"))
    desk.look()
    assert desk.answers.to(asked("/"), Maker("after")).body == b"before"
    with Record.open(path) as other:
        one, two = [kept.id for kept in other.claims()][:2]
        other.judge(Judgement(one, two, "different", "Tester", "two days", "2026-01-01T00:00:00Z"))
    desk.look()
    assert desk.answers.to(asked("/"), Maker("after")).body == b"after"
    desk.close()
