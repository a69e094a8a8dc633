"""Time expressions in context, infobox date rows and coordinates, from the cases that anybody can add."""

from __future__ import annotations

from pathlib import Path

import pytest

from annals.base.claim import Statement
from annals.base.document import Document
from annals.base.span import Span
from annals.extract.when import timings
from annals.ground.calendar import Reach, reach_of
from annals.ground.complete import Known
from annals.ground.coordinates import point
from annals.ground.episode import grounded
from annals.ground.trail import resolved

CASES = Path(__file__).parents[1] / "cases"


def rows(name: str) -> list[list[str]]:
    """The cases of a file: its lines, cut at the bars, without comments."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line.strip() and line[0] != "#"]


def known(words: str) -> Known:
    """What a case says is known."""
    said = dict(item.strip().split(" ", 1) for item in words.split(";") if item.strip())
    reaches: dict[str, Reach] = {}
    for name in ("latest", "heading", "episode", "hint", "published"):
        if name in said:
            reach = reach_of(said[name])
            assert reach is not None, said[name]
            reaches[name] = reach
    return Known(
        latest=reaches.get("latest"),
        late="night" in said,
        hint=reaches["hint"].start if "hint" in reaches else None,
        heading=reaches.get("heading"),
        side=said.get("side", ""),
        episode=reaches.get("episode"),
        published=reaches["published"].start if "published" in reaches else None,
        nouns=(said["noun"],) if "noun" in said else (),
    )


@pytest.mark.parametrize("case", rows("dates.txt"), ids=" | ".join)
def test_an_expression_comes_to_its_date(case: list[str]) -> None:
    """The words, with what is known where they stand, come to the date and the part of the day of the case."""
    words, context, expected = case
    found = timings(words, Span(0, len(words)))
    hit = resolved(found[0], known(context)) if found else None
    part = f" {found[0].part_of_day}" if hit and found[0].part_of_day else ""
    assert (hit[0].edtf() + part if hit else "-") == expected


@pytest.mark.parametrize("words", [line[0] for line in rows("no_dates.txt")])
def test_words_that_only_look_like_dates_are_none(words: str) -> None:
    """No date is read in words that state none."""
    assert [t.words for t in timings(words, Span(0, len(words)))] == []


def boxed(field: str, words: str) -> tuple[Document, Statement]:
    """A document that is one statement of an infobox."""
    span = Span(0, len(words))
    document = Document("x", "wikitext", 1.0, "0", None, words)
    return document, Statement(field, words, span)


@pytest.mark.parametrize("case", rows("infobox_dates.txt"), ids=" | ".join)
def test_a_date_row_comes_to_its_start_and_end(case: list[str]) -> None:
    """The words of a date row come to the start and the end of the case."""
    document, statement = boxed("date", case[0].replace(" / ", "\n"))
    said = grounded(document, [statement])[0][0]
    assert [said.start.edtf if said.start else "-", said.end.edtf if said.end else "-"] == case[1:]


@pytest.mark.parametrize("case", [case for case in rows("infobox_dates.txt") if case[1] == "-"], ids=lambda c: c[0])
def test_a_date_row_that_is_not_read_is_a_gap(case: list[str]) -> None:
    """What gives no date is kept as a gap with its words."""
    document, statement = boxed("date", case[0])
    gaps = grounded(document, [statement])[1]
    assert [gap.field for gap in gaps] == ["date"]
    assert gaps[0].words == document[gaps[0].span or Span(0, 0)]


@pytest.mark.parametrize("case", rows("coordinates.txt"), ids=" | ".join)
def test_coordinates_come_to_their_point(case: list[str]) -> None:
    """The words come to the point of the case, or to none."""
    found = point(case[0])
    assert (found is None) if case[1] == "-" else found == (float(case[1]), float(case[2]))


def test_template_fields_come_to_their_point() -> None:
    """Degrees, minutes and seconds parted by bars are read as printed ones are."""
    assert point("12|30|36|N|20|15|18|E|region:XX") == (12.51, 20.255)


def test_an_impossible_point_is_a_gap() -> None:
    """Coordinates that no place has are kept as a gap, and the statement has no point."""
    document, statement = boxed("coordinates", "95.5°N, 41.2°E")
    said, gaps = grounded(document, [statement])
    assert said[0].point is None
    assert [gap.code for gap in gaps] == ["unread-coordinates"]
