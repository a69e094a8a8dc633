"""Cutting prose into sentences without falling for footnote marks, ranks, initials, dates and decimal points."""

from __future__ import annotations

import re
from functools import cache

from annals.base.span import Span, trimmed
from annals.codebook import table

_STOP = re.compile(r"[.!?…](?:[.!?…])*")
_CLOSERS = "\"'”’»)]"
_OPENERS = "\"'“‘«(["
_WORD_BEFORE = re.compile(r"([^\s\"'“”‘’«»()\[\]/–—]{1,24})$")
_NEXT_WORD = re.compile(r"[^\W\d_]+")


@cache
def _words(part: str) -> frozenset[str]:
    return frozenset(word for words in table("abbreviations")[part].values() for word in words.split())


def sentences(text: str, span: Span) -> tuple[Span, ...]:
    """The sentences of the masked `text` within `span`; blanked footnote marks after a sentence belong to it.

    >>> text = "Brig. Gen. J. Doe left at 7 a.m. on Dec. 15.    Nobody followed."
    >>> [s.of(text) for s in sentences(text, Span(0, len(text)))]
    ['Brig. Gen. J. Doe left at 7 a.m. on Dec. 15.', 'Nobody followed.']
    """
    found, start = [], span.start
    for stop in _STOP.finditer(text, span.start, span.end):
        end = _closed(text, stop.end(), span.end)
        if stop.start() < start or not _ends(text, stop, end, span):
            continue
        found.append(trimmed(text, start, end))
        start = end
    rest = trimmed(text, start, span.end)
    return tuple(s for s in (*found, rest) if len(s))


def _closed(text: str, at: int, limit: int) -> int:
    """Past the closing quotes and brackets that follow a stop."""
    while at < limit and text[at] in _CLOSERS:
        at += 1
    return at


def _ends(text: str, stop: re.Match[str], end: int, span: Span) -> bool:
    """Whether the stop ends a sentence, by what stands before and after it."""
    after = end
    while after < span.end and text[after].isspace():
        after += 1
    if after >= span.end:
        return True
    if after == end:
        return False
    broken = "\n" in text[end:after]
    while after < span.end - 1 and text[after] in _OPENERS:
        after += 1
    first = text[after]
    if first.islower() and not (broken and "\n\n" in text[end:after]):
        return False
    return stop[0] != "." or _full(text, stop.start(), after, first, span)


def _full(text: str, at: int, after: int, first: str, span: Span) -> bool:
    """Whether a single full stop at `at`, before a word that could begin a sentence, is one that ends it."""
    before = _WORD_BEFORE.search(text, max(span.start, at - 24), at)
    word = before[1] if before else ""
    low = word.casefold()
    if low in _words("open") and not (low in ("no", "p", "st", "art", "v") and not first.isdigit() and word.islower()):
        return False
    starts = _starts(text, after)
    if len(word) == 1 and word.isupper():
        return starts and _preceded_by_lower(text, at - 1, span)
    if low in _words("either") or re.fullmatch(r"(?:\w\.)+\w", low):
        return starts
    return True


def _starts(text: str, at: int) -> bool:
    word = _NEXT_WORD.match(text, at)
    return bool(word) and word[0].casefold() in _words("starters")  # type: ignore[index]


def _preceded_by_lower(text: str, at: int, span: Span) -> bool:
    """Whether the word before position `at` is in lower case or a number ("group B. The", not "John J. The")."""
    before = re.search(r"(\S+)\s+$", text[max(span.start, at - 40) : at])
    return bool(before) and not before[1][:1].isupper()  # type: ignore[index]
