"""Figures: counts with their bounds, in digits or words. What looks like a number and is no count is left out.

Years and dates, pages, percentages, sums of money, measures, clock times, ordinals, names of weapons ("T-72") and of
units ("46th Regiment", "Base 46") are never counts (codebook, section 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from annals.base.span import Span
from annals.codebook import table

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
_TENS = """twenty thirty forty fifty sixty seventy eighty ninety"""
ONES = {word: n for n, word in enumerate(re.findall(r"\w+", _ONES))}
TENS = {word: 10 * n for n, word in enumerate(re.findall(r"\w+", _TENS), 2)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12, "score": 20}

_WORD = "|".join(sorted([*ONES, *TENS, *SCALES], key=len, reverse=True))
NUMBER_WORDS = rf"(?:(?:half )?an? (?={'|'.join(SCALES)}))?(?:{_WORD})(?:(?:[ -]| and )(?:{_WORD}))*"
DIGITS = (
    r"\d{1,3}(?:[,\u00a0\u2009\u202f']\d{3})+(?!\d)|\d{1,3}(?: 000)+(?!\d)|\d{1,3}(?:\.\d{3})+(?![\d.])|\d+(?:\.\d+)?"
)
_SCALE = r"(?:[ \u00a0]?(?:million|thousand)\b)?"
NUMBER = rf"(?:(?:{DIGITS}){_SCALE}|\b(?:{NUMBER_WORDS})\b)"
DASH = r"[-–—−‒‐~\ufffd]"

LARGEST = 10**10  # more than all people; a larger number is a number of something else


class Figure(msgspec.Struct, frozen=True):
    """A count of whole things: bounds as in the codebook, section 5, and where it stands (bounding words included)."""

    span: Span
    min: int | None
    max: int | None
    approx: bool = False


@cache
def _alternatives(part: str, name: str) -> str:
    words: list[str] = table("losses")[part][name]
    return "|".join(sorted(words, key=len, reverse=True))


@cache
def _figure() -> re.Pattern[str]:
    bounds = "|".join(rf"(?P<{name}>(?:{_alternatives('bounds', name)}))" for name in ("least", "most", "about"))
    before = rf"(?:(?<!\w)(?:{bounds})(?:[ \u00a0]+|(?<=[~≈<>≤≥.])))?"
    again = r"(?:(?<!\w)(?:an? )?(?P<about2>about|around|estimated|approximately|~|c\.|circa|some)[ \u00a0]*)?"
    join = rf"(?:[ \u00a0]*{DASH}[ \u00a0]*|[ \u00a0]+(?:to|or)[ \u00a0]+|(?(pair)[ \u00a0]+and[ \u00a0]+|(?!)))"
    tail = r"(?P<plus>[ \u00a0]?\+|[ \u00a0]+or more\b|[ \u00a0]+or above\b)?"
    return re.compile(
        r"(?:(?<!\w)|(?=\d))"  # nothing begins within a word but digits; said first, for speed
        rf"(?P<pair>\bbetween[ \u00a0]+)?{before}{again}(?P<low>{NUMBER})(?P<plus1>\+)?"
        rf"(?:{join}(?:{_alternatives('bounds', 'about')})?"
        rf"[ \u00a0]*(?P<high>{NUMBER}))?{tail}",
        re.IGNORECASE,
    )


MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_NOT_BEFORE = re.compile(
    r"(?:[$€£¥#]|\b(?:pp?|no|nos|vol|art|ch|hill|height|base|route|highway|type|mark|mk|camp|article|resolution|page|pages"
    r"|chapter|table|figure|fig|section|appendix|map|note|line|number"
    r"|operation|phase|u-|area|zone|point|task force|year|aged?|age of)\b\.?)[ \u00a0]?$"
    r"|[A-Za-z][-–]$|\d[-–.,:/]$",
    re.IGNORECASE,
)
_UNIT_BEFORE = re.compile(
    r"\b(?:Division|Brigade|Regiment|Battalion|Corps|Army|Squadron"
    r"|Company|Battery|Unit|Legion|Group|Force|Flight|Fleet|Sector)[ \u00a0]$"
)
_MONTH_BEFORE = re.compile(
    rf"\b{MONTH}[ \u00a0]?(?:\d{{1,2}}(?:st|nd|rd|th)?[ ,]*)?(?:and[ ]|{DASH}[ ]?)?$", re.IGNORECASE
)
_MONTH_BEFORE_YEAR = re.compile(rf"\b{MONTH}[ ,\u00a0]+$", re.IGNORECASE)
_DAY_MONTH_BEFORE = re.compile(rf"\d(?:st|nd|rd|th)?[ \u00a0]{MONTH}[ \u00a0]$", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|until|till|during|by|from|to|of|early|late|mid|spring|summer|autumn|fall|winter|between|year|before|after|and)"
    rf"[ \u00a0]|\b{MONTH}[ ,\u00a0]+|[(–/-])$",
    re.IGNORECASE,
)
_MEASURES = """km km2 kilometers? kilometres? m meters? metres? mi miles? ft feet mm cm inch(?:es)? tons? tonnes? grt kg
kilograms? lbs? litres? square sq acres? hectares? degrees? days? weeks? months? years? minutes? min seconds? hours?
dollars euros pounds villages towns cities settlements districts times"""
# a length of what is destroyed is a count ("60 miles of track")
_LINES = r" of (?:[a-z-]+ ){0,2}(?:tracks?|rails?|railroads?|railways?|cables?|pipelines?|wires?|power lines?)"
_NOT_AFTER = re.compile(
    r" and a half\b|[ \u00a0]?(?:%|per ?cent\b|percent\b)|(?:st|nd|rd|th)\b|:\d\d"
    r"|[ \u00a0]?(?:a\.m\.|p\.m\.|am\b|pm\b|hours\b|hrs?\b)"
    rf"|[ \u00a0-]?(?:long tons|nautical miles|{'|'.join(_MEASURES.split())})(?![\w-])(?!{_LINES})"
    r"|[A-Za-z](?<![kmwp])|[-–](?:year|man|member|strong|day|hour|week|month|storey|foot|inch|pounder)|°|′|″",
    re.IGNORECASE,
)
_KIND_GLUED = re.compile(r"(?:kia|wia|mia|pows?)\b", re.IGNORECASE)
_AND_LATER = rf"[ \u00a0]?(?:{DASH}|/|,|and|to|or|until)[ \u00a0]?(?:\d{{1,2}}[ \u00a0]?(?:and[ ])?)?"
_DATE_AFTER = re.compile(rf"(?:{_AND_LATER})?[ \u00a0]?(?:of[ ])?{MONTH}", re.IGNORECASE)


_SPELLED = frozenset((*ONES, *TENS, *SCALES))
_DIGIT, _LETTERS = re.compile(r"\d"), re.compile(r"[a-z]+")


def _counted(words: str) -> bool:
    """Whether `words` hold a digit or a number word: found much faster than a figure is."""
    return bool(_DIGIT.search(words)) or not _SPELLED.isdisjoint(_LETTERS.findall(words.casefold()))


def figures(text: str, start: int = 0, end: int | None = None) -> Iterator[Figure]:
    """Every count in `text[start:end]`, from left to right."""
    stop = len(text) if end is None else end
    if not _counted(text[start:stop]):
        return
    at = start
    while match := _figure().search(text, at, stop):
        at = match.end()
        if match["low"] and not _no_count(text, match):
            figure = _read(match)
            if max(figure.min or 0, figure.max or 0) < LARGEST:
                yield figure
        elif match["high"] and not (_is_year(match["low"]) and _is_year(match["high"])):
            at = match.end("low")  # the first number of a pair may be no count while the second is one


def _no_count(text: str, match: re.Match[str]) -> bool:
    start, end = match.start("low"), match.end("high") if match["high"] else match.end("low")
    before = text[max(0, start - 40) : start].rpartition("\n")[2]
    after = text[end : end + 40].partition("\n")[0]
    if start and (text[start - 1].isalpha() or text[start - 1] in "_"):
        return True
    if re.match(
        r"one (?:of|another)\b|one's|ones\b|hundreds|thousands|dozens|scores", text[start : start + 12].lower()
    ):
        return True
    if _NOT_BEFORE.search(before) or _UNIT_BEFORE.search(before):
        return True
    if not _KIND_GLUED.match(after) and _NOT_AFTER.match(after):
        return True
    return _is_date(match, before, after)


def _is_date(match: re.Match[str], before: str, after: str) -> bool:
    low = match["low"]
    if _DATE_AFTER.match(after) and re.fullmatch(r"\d{1,2}|[a-z]+", low):
        follows = after[_DATE_AFTER.match(after).end() :] if _DATE_AFTER.match(after) else ""  # type: ignore[union-attr]
        return not re.match(r"[a-z]", follows)
    if re.fullmatch(r"\d{1,2}", low) and _MONTH_BEFORE.search(before):
        return not _DAY_MONTH_BEFORE.search(before)
    if re.fullmatch(r"1\d{3}|20\d{2}", low):
        if _MONTH_BEFORE_YEAR.search(before) or (before.endswith("(") and _is_year(match["high"])):
            return True
        if match["high"] and re.fullmatch(r"\d{2}|1\d{3}|20\d{2}", match["high"]) and not after.lstrip()[:1].isalpha():
            return True
        return bool(_YEAR_BEFORE.search(before)) and not re.match(r"[ \u00a0]+[a-z]", after)
    return False


def _is_year(digits: str | None) -> bool:
    return bool(digits and re.fullmatch(r"1\d{3}|20\d{2}", digits))


def _read(match: re.Match[str]) -> Figure:
    low = number(match["low"])
    high = number(match["high"]) if match["high"] else None
    span = Span(match.start(), match.end())
    if high is not None:
        low, high = _stretch(match["low"], low, high)
    approx = bool(match["about"] or match["about2"]) and high is None
    if (match["least"] or match["plus"] or match["plus1"]) and not _concerning(match):
        return Figure(span, low, None)
    if match["most"]:
        return Figure(span, None, high if high is not None else low)
    return Figure(span, low, low if high is None else high, approx)


_CONCERNED = re.compile(
    r"\b(?:negotiat\w+|talks|bargain\w*|dispute\w*|quarrel\w*|mourn\w*|angry|anger|protest\w*)\s+$", re.I
)


def _concerning(match: re.Match[str]) -> bool:
    """Whether "over" says what something is about, not how many at least: "negotiate over 9 prisoners"."""
    over = (match["least"] or "").casefold() == "over"
    return over and _CONCERNED.search(match.string, max(0, match.start() - 16), match.start()) is not None


def _stretch(first: str, low: int, high: int) -> tuple[int, int]:
    """Bounds of a range; "10-11,000" is 10,000 to 11,000, "235–45" is 235 to 245."""
    if low < 1000 <= high and high % 1000 == 0 and "," not in first and low * 1000 <= high:
        return low * 1000, high
    if high < low and high < 100 <= low:
        high += low - low % 100
    return (low, high) if low <= high else (high, low)


def number(words: str) -> int:
    """The value of a number in digits ("1,500", "1.2 million") or words ("twenty-five", "two hundred and five")."""
    words = words.lower().replace("\u00a0", " ")
    if not words[0].isdigit():
        return _spelled(words)
    scale = next((SCALES[s] for s in ("million", "thousand") if words.endswith(s)), 1)
    digits = re.sub(r"[^\d.]", "", words).rstrip(".")
    if len(digits) > 15:
        return LARGEST
    if scale == 1 or re.fullmatch(r"\d{1,3}(?:\.\d{3})+", digits):
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", digits):
            digits = digits.replace(".", "")
        return int(float(digits)) * scale
    return round(float(digits) * scale)


def _spelled(words: str) -> int:
    total = current = 0
    half = words.startswith("half ")
    for word in re.findall(r"[a-z]+", words):
        if word in ONES or word in TENS:
            current += ONES.get(word, 0) + TENS.get(word, 0)
        elif word in SCALES:
            current = (current or 1) * SCALES[word]
            if SCALES[word] >= 1000:
                total, current = total + current, 0
    return (total + current) // 2 if half else total + current
