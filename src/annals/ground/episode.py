"""The infobox's dates and coordinates: words made a start, an end and a point, or a gap that says why not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from msgspec import structs

from annals.base.claim import Statement
from annals.base.document import Document
from annals.base.gap import Gap
from annals.base.passage import Timing
from annals.base.span import Span
from annals.base.when import When
from annals.codebook import table
from annals.divide.masked import masked
from annals.extract.dates import dates
from annals.extract.time_words import any_of
from annals.ground.calendar import Reach, Stamp
from annals.ground.complete import Known, absolute
from annals.ground.coordinates import point


def grounded(document: Document, statements: Sequence[Statement]) -> tuple[list[Statement], list[Gap]]:
    """`statements` with their dates resolved into `start` and `end` and their coordinates into `point`, and gaps."""
    text = masked(document)
    said: list[Statement] = []
    gaps: list[Gap] = []
    for statement in statements:
        if statement.field == "date":
            said.append(_dated(text, statement, gaps))
        elif statement.field == "coordinates":
            said.append(_placed(text, statement, gaps))
        else:
            said.append(statement)
    return said, gaps


def _placed(text: str, statement: Statement, gaps: list[Gap]) -> Statement:
    found = point(statement.span.of(text)) or point(statement.words)
    if found is None:
        why = "These words hold no pair of a latitude and a longitude that can be."
        gaps.append(Gap("ground", "unread-coordinates", why, statement.words, statement.span, "coordinates"))
        return statement
    return structs.replace(statement, point=found, rule=statement.rule or "coordinates")


FOREVER = 10**9  # the number of a day that has not come


# --- dates ----------------------------------------------------------------------------------------------------------


class Told(NamedTuple):
    """One date of the row, with the words that label it."""

    timing: Timing
    label: str
    headed: bool  # the label stands before the date and ends in a colon


def _dated(text: str, statement: Statement, gaps: list[Gap]) -> Statement:
    told = list(_told(text, statement.span))
    reaches = _resolved(_of_the_whole(told)) if told else []
    if not reaches:
        why = "No date that the calendar knows was read in these words."
        gaps.append(Gap("ground", "unread-date", why, statement.words, statement.span, "date"))
        return statement
    unread = [timing for timing, reach in reaches if reach is None]
    gaps.extend(_undated(timing) for timing in unread)
    read = [(timing, reach) for timing, reach in reaches if reach is not None]
    if not read:
        return statement
    start, end = _when(*_outermost(read, 0), 0), _when(*_outermost(read, 1), 1)
    return structs.replace(statement, start=start, end=end, rule=statement.rule or "date")


def _outermost(read: Sequence[tuple[Timing, Reach]], which: int) -> tuple[Timing, Reach]:
    """The date that begins first (or ends last); of several that may be the same day, the most exact."""

    def bounds(item: tuple[Timing, Reach]) -> tuple[int, int]:
        stamp = item[1].end if which else item[1].start
        return (stamp.first, stamp.last) if stamp else (FOREVER, FOREVER)

    outer = max(read, key=lambda r: bounds(r)[1]) if which else min(read, key=lambda r: bounds(r)[0])
    low, high = bounds(outer)
    same = [item for item in read if low <= bounds(item)[0] and bounds(item)[1] <= high]
    least = min(bounds(item)[1] - bounds(item)[0] for item in same)
    exact = [item for item in same if bounds(item)[1] - bounds(item)[0] == least]
    return max(exact, key=bounds) if which else min(exact, key=bounds)


def _undated(timing: Timing) -> Gap:
    why = "This date lacks its year, or there is no such day, or it would end before it begins."
    return Gap("ground", "unresolved-date", why, timing.words, timing.span, "date")


def _when(timing: Timing, reach: Reach, which: int) -> When:
    stamp = reach.end if which else reach.start
    edtf = reach.mask or Reach(stamp, stamp, reach.about).edtf()
    return When(edtf, "date", words=timing.words, span=timing.span)


def _told(text: str, span: Span) -> Iterator[Told]:
    """The dates of the row, line by line, each with what is said before it and in brackets after it."""
    above = ""
    for line in _lines(text, span):
        found = dates(text, line)
        if not found:
            above = line.of(text)
            continue
        ends = [timing.span.start for timing in found[1:]] + [line.end]
        at = line.start
        for timing, end in zip(found, ends, strict=True):
            before = text[at : timing.span.start].strip(" \n*•-–—|;,(&") or above.strip()
            after = re.match(r"\s*\(([^()]{0,80})\)", text[timing.span.end : end])
            at = timing.span.end + (after.end() if after else 0)
            yield Told(timing, " ".join((before, after[1] if after else "")), before.endswith(":"))
            above = ""


def _lines(text: str, span: Span) -> Iterator[Span]:
    at = span.start
    for line in span.of(text).split("\n"):
        yield Span(at, at + len(line))
        at += len(line) + 1


@cache
def _labels(part: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(table('time')['phases'][part])}(?!\w)", re.I)


def _of_the_whole(told: Sequence[Told]) -> list[Timing]:
    """The dates that make up the episode: those of its phases, not remarks, legal acts or other reckonings."""
    plain = [t for t in told if not _labels("other").search(t.label)] or list(told)
    if any(_labels("version").search(t.label) for t in plain):
        return _first_version(plain)
    kept = [plain[0].timing]
    for item in plain[1:]:
        bounded = any(flag in item.timing.parts for flag in ("since", "until", "by", "after", "before", "as_of"))
        if item.headed or not bounded or item.timing.kind == "range":
            kept.append(item.timing)
    return kept


def _first_version(told: Sequence[Told]) -> list[Timing]:
    """The first of several reckonings, with the year that only a later one states."""
    first = told[0].timing
    if "year" in first.parts or "year2" in first.parts:
        return [first]
    year = next((t.timing.parts["year"] for t in told if "year" in t.timing.parts), None)
    return [first if year is None else structs.replace(first, parts={**first.parts, "year": year})]


def _resolved(timings: Sequence[Timing]) -> list[tuple[Timing, Reach | None]]:
    """Each date with its reach; one without a year takes that of the next date, or else of the one before."""
    found: list[tuple[Timing, Reach | None]] = []
    known = Known()
    for timing in reversed(timings):
        hit = absolute(timing.parts, known)
        found.append((timing, hit[0] if hit else None))
        if hit and hit[0].start:
            known = Known(hint=_begin(hit[0].start))
    before = Known()
    for i, (timing, reach) in reversed(list(enumerate(found))):
        if reach is None and before.hint:
            hit = absolute(timing.parts, before)
            found[i] = (timing, hit[0] if hit else None)
        elif reach is not None and reach.known:
            before = Known(hint=reach.known)
    return found[::-1]


def _begin(stamp: Stamp) -> Stamp:
    """Where the search for the year of an earlier date begins: the same year, as the same row tells it."""
    return Stamp(stamp.year)
