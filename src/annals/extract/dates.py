"""Calendar dates as written: `20 April 2021`, `May 8–9, 1992`, `late May 1274 BC`, `from 27 September to 1 October`.

A date is read as a *point* (year, month, day, as far as stated); points with a dash or "to" between them are joined
into a range. Nothing is completed here: a year left out stays out. Years BC are astronomical here: 31 BC is -30.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from annals.base.passage import Timing
from annals.base.span import Span
from annals.extract import date_guards as guards
from annals.extract import time_words as w

Parts = dict[str, int]


class Point(NamedTuple):
    """One date as far as stated; `parts` may hold a second end already (`day2`). `era` is -1 BC, 1 AD, 0 untold."""

    start: int
    end: int
    parts: Parts
    era: int = 0


def dates(text: str, span: Span) -> list[Timing]:
    """Every calendar date or range of dates in `text[span]`, in order, none overlapping another."""
    words = span.of(text)
    inside = Span(0, len(words))
    chains = _chains(words, list(_points(words, inside)), inside)
    return [moved(_timing(words, chain, inside), span.start) for chain in chains]


def moved(timing: Timing, by: int) -> Timing:
    """`timing` as it stands in a text in which its own begins at `by`."""
    if not by:
        return timing
    span = Span(timing.span.start + by, timing.span.end + by)
    return Timing(span, timing.words, timing.kind, timing.parts, timing.part_of_day)


@cache
def _starter() -> re.Pattern[str]:
    seasons, halves = w.pattern_of("seasons"), r"first\s+half|second\s+half|latter\s+half"
    firsts = rf"(?:{'|'.join(w.words()['ordinals'])}|last)\s+day\s+of"
    days, thirds = w.pattern_of("weekdays"), w.pattern_of("thirds")
    named = "|".join((w.pattern_of("months"), days, thirds, seasons, halves, firsts))
    return re.compile(rf"(?<![\w$€£#№])(?<!\d[.,:])(?:the\s+)?(?:\d|a\.?d\.?\s?\d|(?:{named})(?!\w))", re.I)


_MONTHISH = re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|agu|sep|oct|okt|nov|dec|set|ocot", re.I)
_MAYBE = re.compile(rf"\d|{_MONTHISH.pattern}", re.I)


def _points(text: str, span: Span) -> Iterator[Point]:
    if not _MAYBE.search(text, span.start, span.end):
        return
    at = span.start
    for hit in _starter().finditer(text, span.start, span.end):
        if hit.start() < at:
            continue
        for form in _FORMS:
            point = form(text, hit.start(), span)
            if point:
                yield point
                at = point.end
                break


# --- the forms of a point; each reads at one place and gives a point or nothing -------------------------------------


@cache
def _pattern(name: str) -> re.Pattern[str]:
    sep = rf"\s*(?:{w.DASH}|,?\s?and|&|or|{w.TO}|/)\s*(?:the\s+)?"
    sep_comma = rf"\s*(?:{w.DASH}|,?\s?and|&|or|{w.TO}|/|,)\s*(?:the\s+)?"
    suffix = r"(?:\s?(?:st|nd|rd|th))?(?!\w|[:.]\d|,\d{3}(?!\d)|\s?%)"
    day, day2, more = rf"(?P<day>\d{{1,2}}){suffix}", rf"(?P<day2>\d{{1,2}}){suffix}", rf"\d{{1,2}}{suffix}"
    month, thirds = rf"(?P<month>{w.month()})", w.pattern_of("thirds")
    weekday = rf"(?:(?P<weekday>{w.pattern_of('weekdays')})\.?,?\s+)?(?:the\s+)?"
    season = rf"(?:the\s+)?(?:{thirds}[\s-]{{1,2}})?(?P<season>{w.pattern_of('seasons')})(?!\w)"
    forms = {
        "iso": r"(?P<year>\d{4})-(?P<number>\d\d)(?:-(?P<day>\d\d))?(?:T\d\d[\d:.]{0,12}Z?)?(?![\w-])",
        "dotted": r"(?P<day>\d{1,2})(?P<sign>[./])(?P<number>\d{1,2})(?P=sign)(?P<year>\d{4})(?!\d)",
        "days_month": rf"{weekday}{day}(?:{sep_comma}{more}){{0,4}}?{sep_comma}{day2}\s*(?:of\s+)?{month}",
        "day_month": rf"{weekday}{day}[\s-]{{0,3}}(?:of\s+)?(?:the\s+)?{month}",
        "month_days": rf"{weekday}{month}\s*(?:the\s+)?{day}(?:{sep}{more}){{0,4}}?{sep}{day2}"
        rf"(?!\s+(?:of\s+)?{w.month()})",
        "month_day": rf"{weekday}{month}\s*(?:the\s+)?{day}",
        "thirds": rf"(?:the\s+)?(?P<third>{thirds})\s*(?:to|and|{w.DASH}|/)\s*(?P<third2>{thirds})[\s-]{{0,2}}"
        rf"(?:in\s+)?{month}",
        "third": rf"(?P<third>{thirds})[\s-]{{0,2}}(?:in\s+)?(?:the\s+month\s+of\s+)?{month}(?!\s*\d{{1,2}}(?!\d))",
        "half": rf"(?:the\s+)?(?P<half>first|second|latter)\s+half\s+of\s+{month}",
        "nth_day": rf"(?:the\s+)?(?P<nth>{'|'.join(w.words()['ordinals'])}|last)\s+day\s+of\s+{month}",
        "month": rf"(?:the\s+)?{month}",
        "season": season,
        "century": rf"(?:the\s+)?(?:{thirds}[\s-]{{0,2}})?(?P<century>\d{{1,2}})(?:st|nd|rd|th)[\s-]century",
        "decade": rf"(?:the\s+)?(?:{thirds}[\s-]{{0,2}})?(?P<decade>\d{{3}})0['’]?s(?!\w)",
        "third_year": rf"(?:the\s+)?(?:{thirds}|(?:first|second|latter)\s+half\s+of)[\s-]{{0,2}}(?=\d{{4}}(?!\d))",
        "years_bc": rf"(?P<year>\d{{1,4}})\s*(?:{w.DASH}|{w.TO})\s*(?P<year2>\d{{1,4}}){w.ERA}",
        "years": rf"(?P<year>\d{{4}})\s*(?:{w.DASH}|/)\s*(?P<year2>\d{{4}}|\d\d(?!\s+{month}))"
        r"(?![\d%]|[.,:]\d|\w)",
        "days": rf"(?:the\s+)(?P<day>\d{{1,2}})(?:st|nd|rd|th)(?:{sep}(?P<day2>\d{{1,2}})(?:st|nd|rd|th))?(?!\w)",
    }
    return re.compile(forms[name], re.I)


_NEEDS = {"half": "half", "nth_day": "day", "century": "centur"}
_NEAR = 80
"""Characters in which the word that a form needs stands."""


def _hit(name: str, text: str, at: int, span: Span) -> re.Match[str] | None:
    """The form `name` at one place. A rare form is not even made before a text holds the word that it needs."""
    needed = _NEEDS.get(name, "")
    if needed and needed not in text[at : min(at + _NEAR, span.end)].casefold():
        return None
    return _pattern(name).match(text, at, span.end)


def _numbers(hit: re.Match[str], *names: str) -> Parts:
    return {name: int(hit[name]) for name in names if name in hit.re.groupindex and hit[name]}


def _dated(text: str, hit: re.Match[str], parts: Parts) -> Point | None:
    """A point whose month (and year, if it follows) are read from `hit` and what stands after it."""
    parts = {**parts, "month": w.numbered("months")[hit["month"].casefold().rstrip(".")]}
    weekday = hit.groupdict().get("weekday")
    if weekday:
        parts["weekday"] = w.numbered("weekdays")[weekday.casefold()]
    if any(not 1 <= parts.get(name, 1) <= 31 for name in ("day", "day2")):
        return None
    year, end, era = guards.year_after(text, hit.end())
    if year is not None:
        parts["year"] = year
    for name in ("day", "third"):
        if f"{name}2" in parts:
            parts.update({f"{unit}2": parts[unit] for unit in ("month", "year") if unit in parts})
    return Point(hit.start(), end, parts, era)


def _iso(text: str, at: int, span: Span) -> Point | None:
    hit = _pattern("iso").match(text, at, span.end)
    if not hit or not 1 <= int(hit["number"]) <= 12:
        return None
    parts = {"year": int(hit["year"]), "month": int(hit["number"])}
    if hit["day"]:
        parts["day"] = int(hit["day"])
    elif guards.is_year_span(int(hit["year"]), int(hit["number"])):
        return None
    return Point(at, hit.end(), parts)


def _dotted(text: str, at: int, span: Span) -> Point | None:
    """`31.12.2012` is day first; `12/31/2012` month first where only that can be; `5/6/2012` is not read."""
    hit = _pattern("dotted").match(text, at, span.end)
    if not hit:
        return None
    day, month = int(hit["day"]), int(hit["number"])
    if hit["sign"] == "/":
        if day <= 12 and month <= 12 and day != month:
            return None
        day, month = (month, day) if month > 12 else (day, month)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Point(at, hit.end(), {"year": int(hit["year"]), "month": month, "day": day})


def _day_first(text: str, at: int, span: Span) -> Point | None:
    if not _MONTHISH.search(text, at, min(at + 80, span.end)):
        return None
    for name in ("days_month", "day_month"):
        hit = _hit(name, text, at, span)
        if hit and guards.is_month_here(text, hit, "month", after_day=True):
            point = _dated(text, hit, _numbers(hit, "day", "day2"))
            if point:
                return point
    return None


def _month_first(text: str, at: int, span: Span) -> Point | None:
    for name in ("month_days", "month_day"):
        hit = _hit(name, text, at, span)
        if not hit or not guards.is_month_here(text, hit, "month", after_day=False):
            continue
        point = _dated(text, hit, _numbers(hit, "day", "day2"))
        if point and ("year" in point.parts or guards.ends_a_date(text, hit.end(), listed=name == "month_days")):
            return point
    return None


def _part_of_month(text: str, at: int, span: Span) -> Point | None:
    for name in ("thirds", "third", "half"):
        hit = _hit(name, text, at, span)
        if not hit or not guards.is_month_here(text, hit, "month", after_day=True):
            continue
        groups = hit.groupdict()
        parts = {n: w.numbered("thirds")[_spaced(groups[n])] for n in ("third", "third2") if groups.get(n)}
        if groups.get("half"):
            parts["half"] = 1 if groups["half"].casefold() == "first" else 2
        return _dated(text, hit, parts)
    return None


def _nth_day(text: str, at: int, span: Span) -> Point | None:
    """`The first day of March`; the last day of February needs a year, so it is not read."""
    hit = _hit("nth_day", text, at, span)
    if not hit or not guards.is_month_here(text, hit, "month", after_day=True):
        return None
    month = w.numbered("months")[hit["month"].casefold().rstrip(".")]
    last = None if month == 2 else 30 + (month in (1, 3, 5, 7, 8, 10, 12))
    day = w.ordinal_of(hit["nth"]) or last
    return _dated(text, hit, {"day": day}) if day else None


def _spaced(phrase: str) -> str:
    return " ".join(phrase.casefold().split())


def _month(text: str, at: int, span: Span) -> Point | None:
    hit = _pattern("month").match(text, at, span.end)
    point = _dated(text, hit, {}) if hit else None
    if not hit or not point:
        return None
    if "year" in point.parts:
        return point if guards.is_month_here(text, hit, "month", after_day=True) else None
    return point if guards.month_stands_alone(text, hit, span) else None


def _season(text: str, at: int, span: Span) -> Point | None:
    hit = _pattern("season").match(text, at, span.end)
    if not hit:
        return None
    year, end, era = guards.year_after(text, hit.end())
    if year is None:
        return None
    short = re.compile(rf"{w.DASH}\d\d(?:\d\d)?(?!\w)").match(text, end)
    parts = {"season": w.numbered("seasons")[hit["season"].casefold()], "year": year}
    return Point(at, short.end() if short else end, parts, era)


def _span_of_years(text: str, at: int, span: Span) -> Point | None:
    for name in ("century", "decade"):
        hit = _hit(name, text, at, span)
        if hit:
            era = guards.era_at(text, hit.end())
            return None if era and era[0] < 0 else Point(at, hit.end(), _numbers(hit, name))
    hit = _pattern("years_bc").match(text, at, span.end)
    if hit:
        era_of = guards.era_of(hit["era"])
        first, last = (guards.astronomical(int(hit[n]), era_of) for n in ("year", "year2"))
        return Point(at, hit.end(), {"year": first, "year2": last}, era_of) if first <= last else None
    hit = _pattern("years").match(text, at, span.end)
    if not hit or not guards.plausible_years(text, hit):
        return None
    return Point(at, hit.end(), {"year": int(hit["year"]), "year2": guards.second_year(hit["year"], hit["year2"])})


def _year(text: str, at: int, span: Span) -> Point | None:
    begun = _pattern("third_year").match(text, at, span.end)
    at = begun.end() if begun else at + 4 * text[at : at + 4].casefold().startswith("the ")
    year, end, era, named = guards.year_alone(text, at, span, sure=bool(begun))
    if year is None:
        return None
    return Point(at, end, {"year": year, "name": 1} if named else {"year": year}, era)


def _day_alone(text: str, at: int, span: Span) -> Point | None:
    hit = _pattern("days").match(text, at, span.end)
    if not hit or not guards.day_stands_alone(text, hit, span):
        return None
    parts = _numbers(hit, "day", "day2")
    return Point(at, hit.end(), parts) if all(1 <= n <= 31 for n in parts.values()) else None


_FORMS = (
    _iso, _dotted, _nth_day, _day_first, _month_first, _part_of_month, _month, _season, _span_of_years, _day_alone,
    _year,
)  # fmt: skip


# --- ranges ---------------------------------------------------------------------------------------------------------

_JOIN = re.compile(rf"\s*\)?\s*,?\s*(?:(?:up\s+)?{w.TO}(?:\s+the)?|{w.DASH}|/)\s*\(?\s*(?:the\s+)?", re.I)
_AND = re.compile(r"\s*,?\s*and\s+(?:the\s+)?", re.I)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.I)
_OPEN = re.compile(
    rf"\s*(?:{w.DASH}|{w.TO})\s*(?:\(?(?:the\s+)?(?:present(?:\s+day)?|ongoing|now|today|date|current)\b\)?|\s*$)"
    r"|\s*\(ongoing\)",
    re.I,
)


def _chains(text: str, points: list[Point], span: Span) -> Iterator[list[Point]]:
    chain: list[Point] = []
    for point in points:
        if chain and _joined(text, chain, point, span):
            chain.append(point)
            continue
        if chain:
            yield chain
        chain = [point]
    if chain:
        yield chain


def _joined(text: str, chain: list[Point], point: Point, span: Span) -> bool:
    gap = text[chain[-1].end : point.start]
    if len(gap) > 12:
        return False
    if _JOIN.fullmatch(gap):
        return "name" not in chain[-1].parts
    if len(chain) > 1 or not _AND.fullmatch(gap):
        return False
    if all(set(p.parts) <= {"month", "year"} and "month" in p.parts for p in (chain[0], point)):
        return True  # `in April and May`
    return bool(_BETWEEN.search(text[max(span.start, chain[0].start - 16) : chain[0].start]))


def _timing(text: str, chain: list[Point], span: Span) -> Timing:
    parts, end = _ends(chain), chain[-1].end
    opening = _OPEN.match(text, end, span.end)
    if opening and (opening.end() > opening.start()) and "name" not in parts:
        parts, end = {**parts, "open": 1}, opening.end()
    start, bound = guards.bound_before(text, chain[0].start, span.start)
    if bound:
        parts = {**parts, bound: 1}
    kind = "range" if any(n.endswith("2") or n == "open" for n in parts) else "date"
    edge = _EDGE.search(text, max(span.start, start - 12), start) if kind == "date" and "day" in parts else None
    start = edge.start() if edge else start
    return Timing(Span(start, end), text[start:end], kind, parts, _PART[edge[1].casefold()] if edge else None)


_EDGE = re.compile(
    r"(?<!days )(?<!weeks )(?<!months )(?<!years )(?<!hours )\b(early|late|later|earlier)\s+on\s+(?:the\s+)?$", re.I
)
_PART = {"early": "early_morning", "late": "night", "later": None, "earlier": None}


def _ends(chain: list[Point]) -> Parts:
    """The parts of a chain: those of its first point, and those of its last with a 2."""
    first, last = chain[0], chain[-1]
    if len(chain) == 1:
        return dict(first.parts)
    begun = {n: v for n, v in first.parts.items() if not n.endswith("2")}
    if last.era < 0 and first.era == 0 and "year" in begun:
        begun["year"] = guards.astronomical(begun["year"], -1)
    ended = {n[:-1]: v for n, v in last.parts.items() if n.endswith("2")} or last.parts
    return {**begun, **{f"{n}2": v for n, v in ended.items()}}
