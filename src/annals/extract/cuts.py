"""Where one line of an infobox value holds several names: at what is printed between them, or at a lost line break."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from annals.base.document import within
from annals.base.span import Span
from annals.extract.formations import formation
from annals.extract.joined import Cut, between, lost
from annals.extract.lines import Sheet, outside
from annals.extract.ranks import ranked, titled


def segments(page: Sheet, line: Span, field: str) -> tuple[list[Span], bool]:
    """The stretches of `line` that may hold one name each, and whether a lost line break was put back."""
    cuts = sorted({*_printed(page, line, field), *_flags(page, line)})
    if page.lossy:
        for part in between(line, cuts):
            cuts += lost(page, part, field)
    parts = [p for p in between(line, sorted(cuts)) if page.clean(p)]
    repaired = any(
        c.joined and page.clean(Span(line.start, c.start)) and page.clean(Span(c.end, line.end)) for c in cuts
    )
    return parts, repaired


def _flags(page: Sheet, line: Span) -> Iterator[Cut]:
    """A flag opens a name."""
    open_stretches = [Span(*s) for s in outside(page.text, line)]
    for flag in within(page.document.flags, line):
        if any(s.start <= flag.span.start and flag.span.end <= s.end for s in open_stretches):
            yield Cut(flag.span.start, flag.span.start, True)


_PRINTED = re.compile(r";|[•·]| +[/|] +|\n")


def _printed(page: Sheet, line: Span, field: str) -> Iterator[Cut]:
    """Semicolons, slashes and bullets; commas and "and" where both sides are names of their own."""
    for start, end in outside(page.text, line):
        for mark in _PRINTED.finditer(page.text, start, end):
            if mark[0] != "\n":
                yield Cut(mark.start(), mark.end())
    yield from _listed(page, line, field)


def _listed(page: Sheet, line: Span, field: str) -> Iterator[Cut]:
    commas = [
        at for s, e in outside(page.text, line) for at in range(s, e) if page.text[at] == "," and not _linked(page, at)
    ]
    if not commas and not re.search(r"\s(?:and|&)\s", line.of(page.text)):
        return
    bounds = [line.start, *(at + 1 for at in commas), line.end + 1]
    parts = [Span(a, b - 1) for a, b in pairwise(bounds)]
    if len(parts) > 1 and _all_names(page, parts, field):
        yield from (Cut(at, at + 1) for at in commas)
    for part in parts:
        yield from _and(page, part)


def _linked(page: Sheet, at: int) -> bool:
    return any(link.span.start < at < link.span.end for link in within(page.document.links, _line_of(page, at)))


def _line_of(page: Sheet, at: int) -> Span:
    start = page.text.rfind("\n", 0, at) + 1
    end = page.text.find("\n", at)
    return Span(start, len(page.text) if end < 0 else end)


def _all_names(page: Sheet, parts: list[Span], field: str) -> bool:
    """Whether commas part names: every part is a link or ranked, or all are plain names and none is a title."""
    spans = [page.trim(p.start, p.end) for p in parts]
    kept = [s for s in spans if len(s)]
    if all(_whole_link(page, s) or (field == "commander" and ranked(page.clean(s))) for s in kept):
        return True
    words = [re.sub(r"^and\s+", "", re.sub(r"\s*\([^()]*\)", "", page.clean(s))) for s in kept]
    if field == "commander":
        return all(_plain_person(w, len(kept)) or _whole_link(page, s) for w, s in zip(words, kept, strict=True))
    return len(kept) > 1 and all(_whole_link(page, s) or formation(w) for w, s in zip(words, kept, strict=True))


def _plain_person(words: str, count: int) -> bool:
    """A name without a title: two or three capitalised words, or (in a list of three or more) one."""
    if titled(words) or re.search(r"\b(?:of|Jr|Sr|[IVX]+|\d\S*)\b", words):
        return False
    tokens = words.split()
    return (2 if count == 2 else 1) <= len(tokens) <= 4 and all(t[:1].isupper() for t in (tokens[0], tokens[-1]))


def _whole_link(page: Sheet, span: Span) -> bool:
    """Whether `span` is one link, perhaps with a bracket, a mark or a plural ending after it."""
    inside = [link for link in within(page.document.links, span) if len(link.span) > 1]
    if not inside:
        return False
    rest = page.clean(Span(span.start, inside[0].span.start)) + page.clean(Span(inside[0].span.end, span.end))
    return not re.search(r"\w", re.sub(r"\([^()]*\)|^and\b", "", rest))


def _and(page: Sheet, part: Span) -> Iterator[Cut]:
    """An "and" between two links that are the whole of both sides."""
    for match in re.finditer(r"\s(?:and|&)\s", part.of(page.text)):
        left = page.trim(part.start, part.start + match.start())
        right = page.trim(part.start + match.end(), part.end)
        if _whole_link(page, left) and _whole_link(page, right):
            yield Cut(left.end, right.start)
