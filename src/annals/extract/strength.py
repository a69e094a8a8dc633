"""Strength: how strong a side was, a string a line, with the heading of its group before it."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from annals.base.document import Row, within
from annals.base.gap import Gap
from annals.base.span import Span
from annals.extract.lines import Sheet, Strand, aside, gap, overlong, strands, word_set, words_of
from annals.extract.nobody import nothing, pointer
from annals.extract.roster import Name


def strengths(page: Sheet, row: Row) -> tuple[list[Name], list[Gap]]:
    """The strength lines of `row`; "Unknown" gives none."""
    found: list[Name] = []
    gaps: list[Gap] = []
    headings: list[str] = []
    for strand in strands(page, row):
        if not page.clean(strand.span):
            continue
        if title := _heading(page, strand):
            headings = [*headings[:1], title] if _branch(title) and headings else [title]
            continue
        if too_long := overlong(page, strand.span, "strength"):
            gaps += too_long
            continue
        parts = _parts(page, strand)
        if len(parts) > 1:
            why = "several figures stand in one line where a line break was lost"
            gaps.append(gap("joined-lines", why, page, strand.span, "strength", repaired=True))
        for part in parts:
            _take(page, part, [h for h in headings if not _plain(h)], found)
    return found, gaps


def _take(page: Sheet, part: Span, headings: list[str], found: list[Name]) -> None:
    words = re.sub(r"\bundefined\s+", "", page.clean(part)).strip(" ;,|")
    words = re.sub(r"(?<=[^\W\d_]{4})\.$", "", words)
    if aside(words) and found and not nothing(words):
        last = found[-1]
        text, span = f"{last.text} {words}", Span(last.span.start, part.end)
        found[-1] = Name(text, span, (*last.citations, *page.cited(part)), last.rule)
    elif words and not nothing(words.rpartition(":")[2]) and not pointer(words):
        span = page.trim(part.start, part.end)
        above = [] if _own_heading(page, span) else headings
        found.append(Name(": ".join([*above, words]), span, page.cited(part), "heading" if above else None))


def _own_heading(page: Sheet, span: Span) -> bool:
    """Whether a line opens with a bold heading of its own ("**Allies:** 13,000")."""
    opened = [b for b in within(page.document.bolds, span) if b.span.start == span.start and b.span.end < span.end]
    return any(":" in page.text[b.span.end - 1 : b.span.end + 2] for b in opened)


def _heading(page: Sheet, strand: Strand) -> str | None:
    """The heading that a whole line is: it ends in a colon, or is bold and has no figure."""
    words = page.clean(strand.span)
    if words.endswith(":") and not re.search(r"\d.*\d.*:", words):
        return words.rstrip(" :")
    span = page.trim(strand.span.start, strand.span.end)
    bold = any(b.span.start <= span.start and span.end <= b.span.end for b in page.document.bolds)
    return words if bold and not re.search(r"\d", words) and not nothing(words) else None


def _plain(heading: str) -> bool:
    """A heading that says only what kind of list follows ("Equipment")."""
    return heading.casefold() in word_set("marks", "headings", "bare")


def _branch(heading: str) -> bool:
    """A heading that names an arm ("Navy") and so stands under the heading of a party."""
    return heading.casefold() in word_set("marks", "headings", "branches")


@cache
def _figure() -> re.Pattern[str]:
    """White space after a noun or bracket, before a figure."""
    opens = "|".join(words_of("episode_words", "strength", "opens"))
    return re.compile(rf"(?<=[a-z)\]]) +(?=(?:[~≈><]?\d[\d,.]*|(?:{opens})\b))")


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words_of('episode_words', 'strength', 'goes_on'))})\.?$", re.IGNORECASE)


def _parts(page: Sheet, strand: Strand) -> list[Span]:
    """The stretches of a line that are one strength each."""
    line = strand.span
    cuts = {f.span.start for f in within(page.document.flags, line) if page.clean(Span(line.start, f.span.start))}
    cuts = {c for c in cuts if _depth(page.text[line.start : c]) == 0}
    if page.lossy:
        cuts |= _lost(page, line)
    bounds = sorted({line.start, *cuts, line.end})
    return [page.trim(a, b) for a, b in pairwise(bounds) if page.clean(Span(a, b))]


def _lost(page: Sheet, line: Span) -> set[int]:
    cuts = set()
    for match in _figure().finditer(line.of(page.text)):
        before = line.of(page.text)[: match.start()]
        if _depth(before) == 0 and not _goes_on().search(before) and re.search(r"\d", before):
            cuts.add(line.start + match.end())
    for match in re.finditer(r"(?<=\d) +(?=\d[\d,.]{3,})", line.of(page.text)):
        if _depth(line.of(page.text)[: match.start()]) == 0:
            cuts.add(line.start + match.end())
    return cuts


def _depth(words: str) -> int:
    return words.count("(") - words.count(")")
