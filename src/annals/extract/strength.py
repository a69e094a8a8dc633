"""Strength: how strong a side was, a string a line, with the heading of its group before it."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from annals.base.document import Row, within
from annals.base.gap import Gap
from annals.base.span import Span
from annals.extract.lines import Sheet, Strand, aside, gap, overlong, strands, word_set, words_of
from annals.extract.roster import Name, nothing, pointer


def strengths(page: Sheet, row: Row) -> tuple[list[Name], list[Gap]]:
    """The strength lines of `row`; "Unknown" gives none."""
    found: list[Name] = []
    gaps: list[Gap] = []
    headings: list[str] = []
    fresh = False
    for strand in strands(page, row):
        if not page.clean(strand.span):
            continue
        if title := _heading(page, strand):
            headings = [*headings, title] if fresh else ([] if strand.after_blank else headings[:-1]) + [title]
            fresh = True
            continue
        fresh = False
        if too_long := overlong(page, strand.span, "strength"):
            gaps += too_long
            continue
        parts = _parts(page, strand)
        if len(parts) > 1:
            gaps.append(
                gap(
                    "joined-lines",
                    "several figures stand in one line where a line break was lost",
                    page,
                    strand.span,
                    "strength",
                    repaired=True,
                )
            )
        for part in parts:
            _take(page, part, [h for h in headings if not _plain(h)], found)
    return found, gaps


def _take(page: Sheet, part: Span, headings: list[str], found: list[Name]) -> None:
    words = re.sub(r"\bundefined\s+", "", page.clean(part)).strip(" ;,|")
    if aside(words) and found and not nothing(words):
        last = found[-1]
        found[-1] = Name(
            f"{last.text} {words}", Span(last.span.start, part.end), (*last.citations, *page.cited(part)), last.rule
        )
    elif words and not nothing(words) and not pointer(words):
        span = page.trim(part.start, part.end)
        found.append(Name(": ".join([*headings, words]), span, page.cited(part), "heading" if headings else None))


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
    return heading.casefold() in word_set("marks", "headings", "words") and heading.casefold() not in ("allies",)


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
