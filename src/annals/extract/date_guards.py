"""What keeps numbers and words that only look like dates out: `May` the verb, `46th Regiment`, `March 13 fighters`."""

from __future__ import annotations

import re
from functools import cache

from annals.base.span import Span
from annals.extract import time_words as w

EARLIEST, LATEST = 1000, 2100  # a bare number outside these years is no year


def astronomical(year: int, era: int) -> int:
    """The year as EDTF counts: 1 BC is 0, 31 BC is -30."""
    return 1 - year if era < 0 else year


def era_of(word: str | None) -> int:
    """-1 for BC, 1 for AD, 0 for nothing."""
    return 0 if not word else (-1 if word[0] in "bB" else 1)


_ERA = re.compile(w.ERA, re.I)
_STYLE = r"(?:\s?\((?:[on]\.?\s?s\.?|old\s+style|new\s+style|julian|gregorian)[^()]{0,20}\))?"  # no bracket in it
_YEAR_AFTER = re.compile(
    _STYLE
    + r"(?P<gap>\s{0,3},?\s{0,3})(?:of\s+)?(?P<ad>a\.?d\.?\s?)?(?P<year>\d{1,4})(?![\d%°]|[.,:/]\d|[-‐]?[^\W\d_])",
    re.I,
)
_CLOSED = re.compile(
    rf"[^\S\n]*(?:$|[][,;:.)(|\n]|{w.DASH}|(?:in|at|on|and|the|when|between|by|to|until|was|were|near|against|with|of|as)\b)",
    re.I,
)


def era_at(text: str, at: int) -> tuple[int, int] | None:
    """The era written at `at` (-1 BC, 1 AD) and where it ends."""
    hit = _ERA.match(text, at)
    return (era_of(hit["era"]), hit.end()) if hit else None


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:[a-z][\w-]*\s+)?{w.any_of(w.words()['counted']['words'])}(?!\w)")


@cache
def _counted_next() -> re.Pattern[str]:
    return re.compile(w.not_counted(), re.I)


def year_after(text: str, at: int) -> tuple[int | None, int, int]:
    """The year written right after a date that ends at `at`, where the date then ends, and the era."""
    hit = _YEAR_AFTER.match(text, at)
    if not hit:
        return None, at, 0
    year, era = int(hit["year"]), era_at(text, hit.end())
    if era:
        return astronomical(year, era[0]), era[1], era[0]
    if hit["ad"]:
        return year, hit.end(), 1
    modern = 1900 <= year <= LATEST
    if year == 0 or not (modern or _counted_next().match(text, hit.end())):
        return None, at, 0
    if len(hit["year"]) == 4 and EARLIEST <= year <= LATEST:
        return (year, hit.end(), 0) if hit["gap"] or modern else (None, at, 0)
    if len(hit["year"]) == 3 and _CLOSED.match(text, hit.end()):
        return year, hit.end(), 0
    return None, at, 0


def is_month_here(text: str, hit: re.Match[str], group: str, after_day: bool) -> bool:
    """Whether a word that may be a verb (`may`, `march`) is a month: a capital, or a year or a dash beside it."""
    word = hit[group]
    if word.casefold().rstrip(".") not in w.words()["month_words"]["ambiguous"]:
        return True
    after = text[hit.end() : hit.end() + 24]
    with_year = year_after(text, hit.end())[0] is not None
    if with_year or re.match(rf"\s*(?:{w.DASH}|/|to\s+\d|[,;.)\]|]|$)", after):
        return True
    if not word[0].isupper():
        return False
    return after_day or not re.match(r"\s+(?:be|have|not)\b", after)


def ends_a_date(text: str, at: int, listed: bool) -> bool:
    """Whether a day after its month ends there: no noun that it counts follows (`March 13 fighters`)."""
    if _counted().match(text, at):
        return False
    return not listed or _CLOSED.match(text, at) is not None or not re.match(r"\s+[a-z]", text[at : at + 4])


_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|by|until|till|during|from|to|of|last|this|next|that|before|after|between|and|throughout|through"
    r"|following|around|about|as\s+of|for|whole|entire|every|each)\s+$",
    re.I,
)
_NAMING = re.compile(r"\b(?:the|a|an|its|their|his|this)\s+$", re.I)


@cache
def _month_in_range() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A dash and a date after a month (`May – 3 June`); a date and a dash before it (`3 May – June`)."""
    months = w.pattern_of("months")
    ahead = rf"\s*(?:{w.DASH}|to\b|until\b)\s*(?:\d|early|mid|late|{months}(?!\w))"
    return re.compile(ahead, re.I), re.compile(rf"(?:\d|{months})\s*(?:{w.DASH}|to|until|and)\s*$", re.I)


def month_stands_alone(text: str, hit: re.Match[str], span: Span) -> bool:
    """Whether a month without day and year is one: a preposition before it, a dash after it, or nothing else there."""
    word, name = hit["month"], hit["month"].casefold().rstrip(".")
    ambiguous = name in w.words()["month_words"]["ambiguous"] or len(name) <= 3
    before, after = text[max(span.start, hit.start() - 16) : hit.start()], text[hit.end() : hit.end() + 40]
    ahead, behind = _month_in_range()
    if ahead.match(after) or not (before.strip() or after.strip(" .:,)")):
        return True
    if not word[0].isupper() and not _lower_case(text, span):
        return False
    if len(name) <= 3 and name != "may" and re.match(r"\s+[A-Z]", after):
        return False  # `the convent of Mar Elias`
    if behind.search(before):
        return True
    if not _BEFORE_MONTH.search(before):
        return False
    return not (ambiguous and re.match(r"\s+(?:be|have|not)\b", after))


def _lower_case(text: str, span: Span) -> bool:
    return len(span) < 120 and text[span.start : span.end].islower()


def day_stands_alone(text: str, hit: re.Match[str], span: Span) -> bool:
    """Whether an ordinal is a day of the month: `on the 23rd,`; not `the 46th Regiment`, `on the 4th floor`."""
    before, after = text[max(span.start, hit.start() - 12) : hit.start()], text[hit.end() : hit.end() + 24]
    if not re.search(
        r"\b(?:on|by|until|till|since|from|before|after|of|to|around|about|between|and)\s+$", before, re.I
    ):
        return False
    follows = "when|and|in|on|at|with|after|as|while|near|they|he|the|a|an|it|by|to|for|until|but"
    closing = rf"\s*(?:$|[][,;:.)])|\s+(?:{follows})\b"
    return re.match(closing, after) is not None


def is_year_span(year: int, number: int) -> bool:
    """Whether `2013-14` (a number after a hyphen) can be a second year: it is greater than the first year's end."""
    return number > year % 100


def second_year(first: str, second: str) -> int:
    """The second year of `1542–46`."""
    return int(second) if len(second) == 4 else int(first[:2] + second)


def plausible_years(text: str, hit: re.Match[str]) -> bool:
    """Whether two numbers with a dash between them are years: in order, of this age, and counting nothing."""
    first, last = int(hit["year"]), second_year(hit["year"], hit["year2"])
    if not EARLIEST <= first < last <= LATEST or last - first > 400:
        return False
    return not (_counted().match(text, hit.end()) or _counted_of_name().match(text, hit.end()))


@cache
def _in_range_of_years() -> re.Pattern[str]:
    month = w.month()
    return re.compile(rf"{month}(?:\s?(?:\d{{1,2}},?\s)?\d{{3,4}})?\s*(?:{w.DASH}|\bto)\s*$", re.I)


@cache
def _counted_of_name() -> re.Pattern[str]:
    """A noun that a number counts, a name between them: `by 1500 Armenian soldiers`."""
    return re.compile(rf"\s+(?:[A-Z][\w-]*\s+)?{w.any_of(w.words()['counted']['words'])}(?!\w)")


_WEAK = re.compile(r"\b(?:by|of|to|and|or|between|from|around|about|late|early)\s*$", re.I)
_MEASURED = re.compile(
    r"\b(?:distance|range|height|depth|altitude|elevation|width|length|strength|speed|garrison|force|army|population|total|number)s?"
    r"\s+of\s+(?:some\s+|about\s+|around\s+)?$",
    re.I,
)
_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|by|until|till|during|from|of|before|after|throughout|through|around|about|circa|ca\.?|c\.|to|between"
    r"|and|as\s+of|prior\s+to|year|years|or|summer|spring|autumn|fall|winter|late|early)\s*(?:the\s+)?(?:year\s+)?$",
    re.I,
)
_ALONE = re.compile(r"(?P<ad>a\.?d\.?\s?)?(?P<year>\d{1,4})(?![\d%°]|[.,:]\d|[-‐]?[^\W\d_]|\s?[-–—]\s?\d{3})", re.I)


def year_alone(text: str, at: int, span: Span, sure: bool) -> tuple[int | None, int, int, bool]:
    """A year that stands without a month at `at`: year, end, era, and whether it only names something."""
    hit = _ALONE.match(text, at, span.end)
    if not hit:
        return None, at, 0, False
    year, era = int(hit["year"]), era_at(text, hit.end())
    if era or hit["ad"]:
        sign, end = era or (1, hit.end())
        return astronomical(year, sign), end, sign, False
    if len(hit["year"]) != 4 or not EARLIEST <= year <= LATEST or _counted().match(text, hit.end()):
        return None, at, 0, False
    before, after = text[max(span.start, at - 28) : at], text[hit.end() : min(span.end, hit.end() + 3)]
    if _MEASURED.search(before):
        return None, at, 0, False
    if _WEAK.search(before) and _counted_of_name().match(text, hit.end()):
        return None, at, 0, False
    if before.rstrip().endswith("(") and after.startswith(")"):
        return year, hit.end(), 0, True
    if (_NAMING.search(before) and re.match(r"\s\w", after)) or (not before.strip() and re.match(r"\s[^\W\d_]", after)):
        return year, hit.end(), 0, True
    if sure or _BEFORE_YEAR.search(before) or (not before.strip(" (\n") and re.match(r"\s*(?:$|[^\w\s])", after)):
        return year, hit.end(), 0, False
    return (year, hit.end(), 0, False) if _in_range_of_years().search(before) else (None, at, 0, False)


_BOUNDS = {
    "by": r"by|no\s+later\s+than|not\s+later\s+than",
    "since": r"since|from|as\s+from|starting\s+from|beginning\s+from",
    "until": r"until|till|up\s+to|through|up\s+until|into",
    "before": r"before|prior\s+to",
    "after": r"after",
    "as_of": r"as\s+of|as\s+at|as\s+on",
    "about": r"c\.|ca\.|circa|around|about|approximately|approx\.|on\s+or\s+about|on\s+or\s+around|probably",
    "between": r"between",
}


@cache
def _bounds() -> re.Pattern[str]:
    groups = "|".join(rf"(?P<{name}>{words})" for name, words in _BOUNDS.items() if name != "about")
    about = rf"(?P<about>{_BOUNDS['about']})"
    return re.compile(rf"(?<!\w)(?:{groups}|{about})(?:\s+(?:on|about|around|in|the|the\s+end\s+of))?\s*$", re.I)


_BESIDE = ("around", "about")


def bound_before(text: str, at: int, least: int) -> tuple[int, str | None]:
    """The word before a date at `at` that bounds it (`by`, `since`, ...), and where the expression then starts."""
    begin = max(least, at - 24)
    hit = _bounds().search(text, begin, at)
    if not hit or (hit["about"] and hit[0].split()[-1].casefold() == "on" and hit["about"].casefold() in _BESIDE):
        return at, None  # "the villages around | on 10 May"
    return hit.start(), next(name for name, words in hit.groupdict().items() if words)
