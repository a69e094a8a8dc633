"""What the words of a claim say of an agreement or a siege: what it is, what becomes of it, its terms, its length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from annals.base.edtf import bounds
from annals.base.span import Span
from annals.codebook import table
from annals.extract.time_words import any_of, number_of, ordinal_of
from annals.extract.when import timings
from annals.ground.calendar import day_of, reach_of
from annals.ground.complete import Known
from annals.ground.trail import resolved

LONGEST = 300
"""How many characters of a term are kept."""


@cache
def pattern(part: str, key: str) -> re.Pattern[str]:
    """A pattern for the phrases of one entry of the codebook; `*` stands for any ending."""
    phrases = sorted(table("truces")[part][key], key=lambda p: (-len(p), p))
    worded = (re.escape(p.rstrip("*")).replace(r"\ ", r"\s+") + (r"\w*" if p.endswith("*") else "") for p in phrases)
    return re.compile(rf"(?<!\w)(?:{'|'.join(worded)})(?!\w)", re.I)


def says(part: str, key: str, words: str) -> bool:
    """Whether the words hold a phrase of the entry."""
    return pattern(part, key).search(words) is not None


def ends_with(part: str, key: str, words: str) -> bool:
    """Whether the words end with a phrase of the entry, but for one word or two behind it ("trying to fully")."""
    return any(len(words[match.end() :].split()) <= 2 for match in pattern(part, key).finditer(words))


def agreement_kind(quote: str, rest: str) -> str | None:
    """`truce` or `deal` by the nouns of the claim and of the rest of its sentence; `None` where they name none."""
    words = f"{quote} {rest}"
    if says("agreement", "truce", words) or says("agreement", "stop", words):
        return "truce"
    return "deal" if says("agreement", "deal", words) else None


def foreign(quote: str) -> bool:
    """Whether what is broken is no agreement of the parties, but human rights, airspace or the like."""
    return says("agreement", "other", quote) and not says("agreement", "truce", quote)


def becomes(words: str, *kinds: str) -> str | None:
    """The first of `kinds` that the words say became of an agreement."""
    return next((kind for kind in kinds if says("becomes", kind, words)), None)


@cache
def _extended() -> re.Pattern[str]:
    verb, noun = pattern("becomes", "extended").pattern, pattern("agreement", "truce").pattern
    return re.compile(rf"{verb}\s+(?:the|a|an|this|that|their|its)\s+(?:\w+\s+){{0,2}}?{noun}", re.I)


def extended(sentence: str) -> bool:
    """Whether the sentence says that a truce is extended (`a deal to extend the ceasefire`)."""
    return _extended().search(sentence) is not None


@cache
def _lapse() -> re.Pattern[str]:
    noun, verb = pattern("agreement", "truce").pattern, pattern("becomes", "lapsed").pattern
    return re.compile(rf"{noun}[^.;]{{0,40}}?(?:{verb}|\bended\b)|{verb}\s+of\s+(?:the|a)\s+{noun}", re.I)


def lapsed(sentence: str) -> bool:
    """Whether the sentence says that a truce ran out."""
    return _lapse().search(sentence) is not None


@cache
def _openings() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(table('truces')['terms']['openings'])}\s", re.I)


_ASIDE = re.compile(r",\s(?:while|but|although|though|however)\s")


def terms(text: str, span: Span) -> str | None:
    """The terms that follow an agreement in its sentence, as worded, to the end of the sentence."""
    match = _openings().search(text, span.start, span.end)
    return _ASIDE.split(text[match.start() : span.end])[0].strip(" .\n")[:LONGEST] if match else None


# --- brokers

_NAME = r"(?!An?\s|The\s)[A-Z][\w.’'-]*(?:\s(?:of\sthe\s|and\s)?[A-Z][\w.’'-]*){0,4}"


_NAMES = rf"{_NAME}(?:,?\s(?:and\s)?(?:the\s)?{_NAME}){{0,4}}"
_AND = re.compile(r",?\s+and\s+(?:the\s+)?|,\s+(?:the\s+)?")


@cache
def _brokers() -> tuple[re.Pattern[str], ...]:
    done, nouns = (any_of(table("truces")["broker"][key]) for key in ("done", "nouns"))
    return (
        re.compile(rf"(?P<name>(?!An?\s|The\s)[A-Z][\w.]*(?:\s[A-Z][\w.]*){{0,3}})-{done}(?!\w)"),
        re.compile(rf"(?<!\w){done}\s+by\s+(?:the\s+)?(?P<name>{_NAMES})"),
        re.compile(
            rf"\b(?:[Uu]nder|[Aa]fter|[Tt]hrough|[Ww]ith|[Bb]y)\s+(?:the\s+)?(?P<name>{_NAME})(?:’s|'s)?\s+{nouns}(?!\w)"
        ),
        re.compile(rf"\b(?:[Uu]nder|[Tt]hrough|[Ww]ith)\s+(?:the\s+)?{nouns}\s+of\s+(?:the\s+)?(?P<name>{_NAME})"),
    )


def brokers(sentence: str) -> tuple[str, ...]:
    """Those whom words beside the agreement name as having brought it about (`a Russian-mediated ceasefire`)."""
    found = (match["name"] for each in _brokers() for match in each.finditer(sentence))
    return tuple(dict.fromkeys(_bare(name) for names in found for name in _AND.split(names) if name))


def _bare(name: str) -> str:
    """A name without the stop that ends its sentence (`U.S.` keeps its own)."""
    return name if "." in name[:-1] else name.rstrip(".")


# --- how long


class Length(NamedTuple):
    """A length of time as worded, in days; `ordinal` where it counts a day so far (`in its 13th day`)."""

    words: str
    days: float
    ordinal: bool = False


@cache
def _units() -> str:
    return f"(?P<unit>{'|'.join(table('truces')['lasting']['units'])})"


@cache
def _lengths() -> tuple[re.Pattern[str], ...]:
    known = table("truces")["lasting"]
    after, about = any_of(known["after"]), any_of(known["about"])
    number = rf"(?P<count>\d{{1,3}}|{any_of([w for w in table('time')['numbers'] if len(w) > 2])})"
    noun = rf"(?:{pattern('agreement', 'truce').pattern}|siege|blockade|encirclement)"
    amount = rf"{number}(?:\s+(?:additional|more|further))?[\s-]+{_units()}s?"
    return (
        re.compile(rf"(?<![\w.,]){amount}(?:[\s-]long)?\s+(?:[\w-]+\s+){{0,2}}?{noun}", re.I),
        re.compile(rf"(?<!\w){after}\s+(?P<words>(?:{about}\s+){{0,2}}{amount})(?!\w)", re.I),
    )


@cache
def _nth() -> re.Pattern[str]:
    ordinals = any_of(list(table("time")["ordinals"]))
    return re.compile(
        rf"(?<!\w)(?P<count>\d{{1,3}}(?:st|nd|rd|th)|{ordinals})\s+(?:consecutive\s+|straight\s+)?{_units()}\b", re.I
    )


def lengths(words: str, *, running: bool = False) -> Iterator[Length]:
    """How long it lasted or is to last; with `running`, also which day of it this is."""
    for each in _lengths():
        for match in each.finditer(words):
            count = number_of(match["count"])
            if count:
                said = match.groupdict().get("words") or match[0]
                yield Length(" ".join(said.split()), round(count * _days(match["unit"]), 3))
    for match in _nth().finditer(words) if running else ():
        count = ordinal_of(match["count"])
        if count and match["unit"].casefold() == "day":
            yield Length(" ".join(match[0].split()), count, ordinal=True)


def _days(unit: str) -> float:
    return float(table("truces")["lasting"]["units"][unit.casefold()])


# --- days


def days_after(date: str | None, days: float) -> str | None:
    """The day so many days after a day; `None` where the date is no day or the count no whole number of days."""
    first, last = bounds(date)
    if first is None or first != last or days != int(days):
        return None
    return day_of(first + int(days)).edtf()


def until(text: str, span: Span, date: str | None) -> tuple[str, str] | None:
    """Until when, with the words: the time behind `until`, counted from the day of the claim (codebook, section 6)."""
    for timing in timings(text, span):
        if "until" not in timing.parts:
            continue
        reach = reach_of(date) if date else None
        found = resolved(timing, Known(latest=reach, told=reach, hint=reach.known if reach else None))
        stamp = found[0].known if found else None
        if stamp:
            return f"{stamp.edtf()}{_clock(timing.parts, timing.words) if stamp.day else ''}", timing.words
    return None


def _clock(parts: dict[str, int], words: str) -> str:
    if "hour" in parts:
        return f"T{parts['hour']:02d}:{parts.get('minute', 0):02d}"
    return "T12:00" if re.search(r"\bnoon\b|\bmidday\b", words, re.I) else ""
