"""Every time expression of a sentence, as written: what it states, and nothing it does not.

Kinds and their parts (numbers by name):

| kind | such as | parts |
|---|---|---|
| `date` | `20 April 2021`, `in April`, `the 23rd`, `late May 1274 BC`, `the 1990s` | `year`, `month`, `day`, `third` (1 early, 2 mid, 3 late), `half`, `season` (21 to 24), `decade` (199), `century`, `weekday` |
| `range` | `27–28 September`, `from 5 May to 8 June 2012`, `2 May – present` | as `date`, the second end with a 2 (`day2`); `open` |
| `same` | `that night`, `the same day`, `later in the day` | a unit (`days`, `weeks`, `months`, `years`): 0 |
| `shift` | `the next day`, `two weeks later`, `the day before` | a unit: how many; `event` where counted from what follows |
| `nth` | `on the third day`, `the last day` | `nth` (-1 the last), `of_whole`, `of_other` |
| `weekday` | `on Thursday`, `last Friday night` | `weekday` (Monday 1), `last`, `next`, `this` |
| `deictic` | `yesterday`, `this week`, `in the last 24 hours` | a unit: how many from the day of writing; `over` |
| `clock`, `daypart` | `at 22:00`, `around 2 a.m.`, `overnight`, `at dawn` | `hour`, `minute` |
| `whole` | `during the battle` | |
| `lasting` | `after a four-day battle` | a unit: how many |
| `vague` | `subsequently`, `previously`, `after the battle` | `later` or `earlier` |

Flags among the parts: `by`, `since`, `until`, `before`, `after`, `as_of`, `about`, `between` (the word before it bounds
the date), `name` (a year that only names something: `the 2014 annexation`). Years BC are astronomical: 31 BC is -30.
"""  # noqa: E501

from __future__ import annotations

import re
from functools import lru_cache

from annals.base.passage import Timing
from annals.base.span import Span
from annals.extract.dates import dates, moved
from annals.extract.relative import relative

_MAYBE = re.compile(
    r"\d|[jfmasond][a-z]{2}|day|week|month|year|hour|night|morning|noon|evening|dawn|dusk|twilight|sun|later|after|dur"
    r"|thr|fol|prev|ear|since|even|hist|bef|in the|light|hours|spring|winter",
    re.I,
)


def timings(text: str, span: Span) -> list[Timing]:
    """The time expressions in `text[span]` in order, none overlapping another (the calendar's before the others)."""
    if not _MAYBE.search(text, span.start, span.end):
        return []
    return [moved(timing, span.start) for timing in _read(span.of(text))]


@lru_cache(maxsize=1024)
def _read(words: str) -> tuple[Timing, ...]:
    """The expressions of one sentence; remembered, since a sentence is read for its claims and for its dates."""
    inside = Span(0, len(words))
    found = dates(words, inside)
    taken = [0] * (len(words) + 1)
    for number, timing in enumerate(found, 1):
        _take(taken, timing, number)
    for timing in relative(words, inside):
        clash = {n for n in taken[timing.span.start : timing.span.end] if n}
        if not clash:
            found.append(timing)
            _take(taken, timing, len(found))
        elif timing.kind in ("daypart", "same"):
            for n in sorted(clash):
                found[n - 1] = _with_part(found[n - 1], timing)
    return tuple(_merged(words, found))


def _take(taken: list[int], timing: Timing, number: int) -> None:
    taken[timing.span.start : timing.span.end] = [number] * len(timing.span)


def _with_part(timing: Timing, part: Timing) -> Timing:
    if timing.part_of_day or not part.part_of_day:
        return timing
    return Timing(timing.span, timing.words, timing.kind, timing.parts, part.part_of_day)


_OF = re.compile(r"\s*(?:,|of|on|on\s+the|of\s+the|in)?\s*", re.I)


def _merged(text: str, found: list[Timing]) -> list[Timing]:
    """`the night of` + `20 April` is one expression; so is `20 April` + `at 22:00`, and `Thursday` + `15 December`."""
    ordered = sorted(found, key=lambda t: t.span)
    merged: list[Timing] = []
    for timing in ordered:
        last = merged[-1] if merged else None
        if last and _OF.fullmatch(text[last.span.end : timing.span.start]):
            joined = _joined(text, last, timing)
            if joined:
                merged[-1] = joined
                continue
        merged.append(timing)
    return merged


_PARTS = ("daypart", "clock")
_DATED = ("date", "range", "same", "shift", "weekday", "deictic", "nth")


def _joined(text: str, first: Timing, second: Timing) -> Timing | None:
    span = Span(first.span.start, second.span.end)
    part = second.part_of_day or first.part_of_day
    if first.kind in _PARTS and second.kind in _DATED:
        kind, parts = second.kind, {**first.parts, **second.parts}
        part = first.part_of_day
    elif first.kind in _DATED and second.kind in _PARTS and not second.parts.get("by"):
        kind, parts = first.kind, {**second.parts, **first.parts}
    elif first.kind == "clock" and second.kind == "daypart":
        kind, parts, part = "clock", {**second.parts, **first.parts}, second.part_of_day
    elif first.kind == "daypart" and second.kind == "daypart":
        kind, parts = "daypart", {**first.parts, **second.parts}
    elif first.kind == "date" and second.kind == "nth" and "," in text[first.span.end : second.span.start]:
        kind, parts = "date", first.parts  # "on 5 May, the second day of the siege"
    elif first.kind == "nth" and second.kind == "date" and "," in text[first.span.end : second.span.start]:
        kind, parts = "date", second.parts
    elif first.kind == "weekday" and second.kind == "date":
        kind, parts = "date", {**second.parts, "weekday": first.parts["weekday"]}
    else:
        return None
    return Timing(span, text[span.start : span.end], kind, parts, part)
