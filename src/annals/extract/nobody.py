"""What stands in a list of names and names nobody: words for "unknown", pointers, headings, offices, formations."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from annals.base.document import Link, within
from annals.base.span import Span
from annals.codebook import table
from annals.extract.lines import Sheet, word_set, words_of
from annals.extract.ranks import office

Refusal = tuple[str, str]
"""Code and sentence of a gap; both empty where nothing is lost."""

SILENT: Refusal = ("", "")


class Known(msgspec.Struct, frozen=True):
    """Names of the same infobox that help to read another row: parties (belligerents) and units, squeezed."""

    parties: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()


class Place(msgspec.Struct, frozen=True):
    """Where a possible name stands: its bare `span`, the `part` of the line it came from, whether items hang on it."""

    span: Span
    part: Span
    field: str
    heads: bool


def squeezed(name: str) -> str:
    """Letters and digits of `name` alone, in lower case: how names are compared."""
    return "".join(c for c in name.casefold() if c.isalnum())


def refused(page: Sheet, at: Place, known: Known) -> Refusal | None:
    """Why the words at `at` are no name; `None`: they are one."""
    words = page.clean(at.span)
    first = words.casefold().strip(" .,:;*–—-").split()[:1]
    if nothing(words) or pointer(words) or re.fullmatch(r"[\d\s–—\-/:.,'()]+", words):
        return SILENT
    if at.field != "belligerent" and word_set("marks", "unknown", "openers").intersection(first):
        return "unnamed", "the source names nobody here"
    if _heading(page, at, known):
        return SILENT
    if at.field == "commander" and _body(page, at, known):
        return "not-a-commander", "a formation or party heads or stands among the commanders"
    if at.field == "commander" and office(words):
        return "unnamed", "an office without a name"
    return None


@cache
def _approximate() -> re.Pattern[str]:
    words = "|".join(map(re.escape, words_of("marks", "unknown", "approximate")))
    return re.compile(rf"^(?:(?:{words})\.?\s+)+")


def nothing(words: str) -> bool:
    """Whether `words` say that nothing is known ("Unknown", "c. estimates vary", "None", "?")."""
    bare = words.casefold().strip(" .,:;*()[]").replace("’", "'")
    bare = _approximate().sub("", bare)
    return bare in word_set("marks", "unknown", "words") or not squeezed(bare)


@cache
def _pointer() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, words_of('marks', 'pointers', 'openers')))})\b")


def pointer(words: str) -> bool:
    """Whether `words` only lead to another page or section ("See order of battle", "...full list")."""
    bare = words.casefold().strip(" .…,:;*()[]")
    return bare in word_set("marks", "pointers", "whole") or bool(_pointer().match(bare))


_HANGING = re.compile(r"\b(?:of|from|by|with|including|under)$", re.IGNORECASE)
_HELP = re.compile(r"\b(?:support|supporters|suppliers|belligerents|aid)$", re.IGNORECASE)


def _heading(page: Sheet, at: Place, known: Known) -> bool:
    """Whether the words head a part of the list and are no name of their own."""
    words = page.clean(at.span).rstrip(" :")
    colon = page.clean(at.part).endswith(":")
    linked = any(link.span.start <= at.span.start and link.span.end >= at.span.end - 2 for link in _links(page, at))
    if _list_heading(words, colon, linked) or period(words) or (_HANGING.search(words) and not linked):
        return True
    if at.field == "unit" and _polity(page, at, known):
        return True
    if not colon or (linked and at.field != "commander"):
        return False
    return at.field != "unit" or not _formation(words)


def _links(page: Sheet, at: Place) -> list[Link]:
    return within(page.document.links, Span(at.part.start, min(at.part.end + 2, len(page.text))))


def _list_heading(words: str, colon: bool, linked: bool) -> bool:
    """Whether `words` head a part of a list: phrases that never name anybody, others only where a colon ends them."""
    bare = re.sub(r"\s*\([^()]*\)", "", words).casefold().strip(" :.")
    if bare in word_set("marks", "headings", "bare"):
        return True
    proper = linked and words in ("Allies", "Axis")
    return colon and not proper and (bare in word_set("marks", "headings", "words") or bool(_HELP.search(bare)))


_PERIOD_WORDS = re.compile(
    r"\b(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?|from|until|till|to|since|after|before|early|mid"
    r"|late|and|bc|ad|ce|bce|present|in|onwards?|c|pre|post|\d+(?:st|nd|rd|th)?)\b|[\s–—\-/,.]"
)
_PHASE = re.compile(r"(?:first|second|third|fourth|\d(?:st|nd|rd|th)) (?:phase|stage|war|period)")


def period(words: str) -> bool:
    """Whether `words` are nothing but a period ("1793–1798", "April 1941", "from 1806", "First phase")."""
    bare = words.casefold().strip(" :()")
    if _PHASE.fullmatch(bare):
        return True
    return not _PERIOD_WORDS.sub("", bare) and any(c.isdigit() for c in bare)


def _formation(words: str) -> bool:
    """Whether a unit's heading is the name of a formation."""
    tokens = words.split()
    closing = tokens[-1].casefold() in word_set("formations", "nouns", "bodies") if len(tokens) > 1 else False
    return closing or bool(re.match(r"\d", words))


@cache
def _countries() -> frozenset[str]:
    return frozenset(squeezed(name) for name in table("flags")["countries"].values())


def _polity(page: Sheet, at: Place, known: Known) -> bool:
    """Whether a line among the units is a belligerent that heads its units: a state, a flag's name, a bold party."""
    name = squeezed(page.clean(at.span))
    if name in _countries():
        return True
    if name not in known.parties:
        return False
    before = Span(max(0, at.span.start - 12), at.span.start)
    flagged = any(squeezed(flag.name) == name for flag in within(page.document.flags, before) if flag.name)
    lost = any(link.target is None and len(link.span) > 2 for link in within(page.document.links, at.span))
    return flagged or lost or _bold(page, at.span)


def _bold(page: Sheet, span: Span) -> bool:
    return any(bold.span.start <= span.start and span.end <= bold.span.end for bold in page.document.bolds)


def _body(page: Sheet, at: Place, known: Known) -> bool:
    """Whether words among the commanders name a party or a formation."""
    words = page.clean(at.span)
    tokens = re.sub(r"\s*\([^()]*\)", "", words).casefold().strip(" .,:").split()
    person = len(tokens) < 2 or tokens[0] in ("abu", "al")
    closing = not person and tokens[-1] in word_set("formations", "nouns", "bodies")
    if closing or squeezed(words) in known.units:
        return True
    party = squeezed(words) in known.parties
    return party and (at.heads or squeezed(words) in _countries() or _bold(page, at.span))
