"""Lines of a flattened page: where they stand, what they are, and which of them carry prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from annals.base.span import Span, trimmed
from annals.codebook import table

MARK = re.compile(
    r"\[\s?(?:\d{1,4}|(?:note|nb|n|lower-alpha|upper-alpha) ?\d{1,3})\s?\]"
    r"|(?:(?<=[\w.,;:!?)\]%”»])|(?<=\S\"))\[[a-z]\]",
    re.I,
)
ASIDE = re.compile(
    r"\[(?:edit(?: source)?|citation needed|clarification needed|who\?|when\?|where\?|which\?|by whom\?|update\]?|"
    r"better source needed|failed verification|dubious[^\[\]\n]{0,20}|page needed|sic)\](?::[\d–-]{1,9})?",
    re.I,
)
_EDIT = re.compile(r"\s?\[\s?(?:edit|edit source)(?:\s?\|\s?edit source)?\s?\]$", re.I)
_ENDED = re.compile(r"[.!?…][\"”»')\]]*$")
_TELLS = re.compile(r"\b(?:was|were|is|are|had|has|took|began|saw|occurred|started|ended|refers)\b")
_BULLET = re.compile(r"[ \t\xa0]*(?:[•◦▪‣·*]|[-–—](?=\s))[ \t\xa0]*")


def lines(text: str) -> list[Span]:
    """The span of every line, without its line break, blank ones included."""
    found, at = [], 0
    for line in text.split("\n"):
        found.append(Span(at, at + len(line)))
        at += len(line) + 1
    return found


def bare(words: str) -> str:
    """Words without footnote marks, notes of editors and the white space around them."""
    return ASIDE.sub("", MARK.sub("", words)).strip() if "[" in words else words.strip()


def unedited(words: str) -> tuple[str, bool]:
    """Words without the mark at their end that invites to edit a section, and whether they had it."""
    words = words.strip()
    found = _EDIT.search(words[-40:])
    return (words[: len(words) - len(found[0])].rstrip(), True) if found else (words, False)


def blank(text: str, span: Span) -> bool:
    """Whether a line holds nothing that is seen."""
    return not text[span.start : span.end].strip()


def is_prose(words: str, after_blank: bool) -> bool:
    """Whether a line is running text: a sentence that ends, long enough or after a blank line with a verb in it."""
    words = bare(words)
    count = words.count(" ") + 1
    if count < 5 or not _ENDED.search(words):
        return False
    return (len(words) >= 60 and count >= 9) or (after_blank and _TELLS.search(words) is not None)


def is_furniture(words: str) -> bool:
    """Whether a line belongs to the page and not to the article."""
    line = " ".join(words.casefold().split())
    told = table("flattened")["furniture"]
    if line in listed("furniture", "lines") or line.startswith(tuple(told["starts"])):
        return True
    return re.match(r"for .{3,90}, see ", line) is not None


def bullet(text: str, span: Span) -> tuple[Span, int]:
    """A line's words without bullet and white space at its edges, and its level (1 with a bullet)."""
    found = _BULLET.match(text, span.start, span.end)
    start = found.end() if found else span.start
    return trimmed(text, start, span.end), int(found is not None)


def covering(spans: Sequence[Span]) -> Span:
    """The span from the first of `spans` to the last."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))


@cache
def listed(part: str, group: str) -> frozenset[str]:
    """A word list of `codebook/flattened.toml`."""
    return frozenset(table("flattened")[part][group])
