"""The body of a flattened page → sections and blocks, where headings are marked by nothing but their shortness."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from annals.base.document import Block, Section
from annals.base.span import Span, trimmed
from annals.collect.flatlines import bare, blank, bullet, is_furniture, is_prose, listed, unedited

_EQUALS = re.compile(r"\s*(={2,6})\s*(\S.*?)\s*\1\s*$")
_HASHES = re.compile(r"\s*(#{1,6})\s+(\S.*?)\s*#*\s*$")
_CONTENTS = re.compile(r"[ \t\xa0]*(\d{1,2}(?:\.\d{1,2}){0,4})\.?[ \t\xa0]+(\S.*)$")
_ENDED = re.compile(r"[.!?:](?:[\"”)]|'')?$")
_SMALL = re.compile(r"[a-z,;.)]|\[\d")  # what cannot begin a paragraph
_NEEDS = re.compile(r"(?:,|\b(?:the|a|an|of|in|on|at|to|by|and|or|with|from|between|near|for|that))$")


class Body(NamedTuple):
    """The sections and blocks of a page's body."""

    sections: list[Section]
    blocks: list[Block]


class Heading(NamedTuple):
    """A heading: its words, its level, and where they stand."""

    words: str
    level: int
    span: Span


def body(text: str, lines: Sequence[Span], taken: Mapping[int, str], begin: int) -> Body:
    """Read the lines from number `begin` on. `taken` gives the kind of lines that are no prose (`reference`)."""
    levels, skipped = _contents(text, lines, begin)
    marked = any(
        unedited(text[line.start : line.end])[1] or _EQUALS.match(text[line.start : line.end]) for line in lines
    )
    heads: list[Heading] = [Heading("", 0, Span(0, 0))]
    blocks: list[Block] = []
    for number in range(begin, len(lines)):
        line = lines[number]
        words = text[line.start : line.end]
        if number in skipped or not words.strip():
            continue
        if number in taken:
            blocks.append(Block(taken[number], trimmed(text, line.start, line.end), len(heads) - 1))
        elif not is_furniture(words):
            head = _heading(text, lines, number, marked, levels)
            if head is not None:
                heads.append(head)
                blocks.append(Block("heading", head.span, len(heads) - 1))
            else:
                _add(text, lines, number, heads[-1].words, len(heads) - 1, blocks)
    ends = [head.span.start for head in heads[1:]] + [len(text)]
    return Body(
        [Section(h.words, h.level, Span(h.span.start, end)) for h, end in zip(heads, ends, strict=True)], blocks
    )


def _heading(text: str, lines: Sequence[Span], number: int, marked: bool, levels: Mapping[str, int]) -> Heading | None:
    """The heading on a line, if it is one: by its marks, by the list of contents, or by its words and neighbours."""
    line = lines[number]
    words = text[line.start : line.end]
    if signed := _EQUALS.match(words) or _HASHES.match(words):
        level = len(signed[1]) - (signed.re is _EQUALS)
        return Heading(signed[2], max(1, level), Span(line.start + signed.start(2), line.start + signed.end(2)))
    title, edit = unedited(words)
    start = trimmed(text, line.start, line.end).start
    span = Span(start, start + len(title))
    level = levels.get(title.casefold(), 1)
    known = title.casefold() in listed("headings", "words")
    if edit or known or title.casefold() in levels:
        return Heading(title, level, span) if title else None
    if not marked and _stands_alone(text, lines, number, title):
        return Heading(title, level, span)
    return None


def _stands_alone(text: str, lines: Sequence[Span], number: int, title: str) -> bool:
    """Whether a short line without an end stands between paragraphs, so that it must head the next one."""
    if (
        len(title) > 80
        or title.count(" ") > 9
        or title[-1] in ".,;:?!\"”')"
        or not (title[0].isupper() or title[0].isdigit())
    ):
        return False
    before = text[lines[number - 1].start : lines[number - 1].end] if number else ""
    after = next((n for n in range(number + 1, len(lines)) if not blank(text, lines[n])), None)
    if after is None or (before.strip() and not is_prose(before, False)):
        return False
    return is_prose(text[lines[after].start : lines[after].end], True)


def _add(text: str, lines: Sequence[Span], number: int, heading: str, section: int, blocks: list[Block]) -> None:
    """Add a line as a paragraph or list item, or join it to the paragraph that it goes on with."""
    line = lines[number]
    span, level = bullet(text, line)
    if not len(span):
        return
    before = lines[number - 1] if number else None
    last = blocks[-1] if blocks else None
    if last is not None and before is not None and not level and _wrapped(text, last, before, span):
        blocks[-1] = Block(last.kind, Span(last.span.start, span.end), last.section)
        return
    words = text[span.start : span.end]
    item = heading.casefold() in listed("headings", "lists") and not is_prose(words, True)
    blocks.append(Block("item" if level or item else "paragraph", span, section))


def _wrapped(text: str, last: Block, before: Span, span: Span) -> bool:
    """Whether a line goes on with the line before it: text broken at a width, or around links, within a sentence."""
    if last.kind not in ("paragraph", "item") or last.span.end != trimmed(text, before.start, before.end).end:
        return False
    end = bare(text[max(last.span.start, last.span.end - 200) : last.span.end])
    if _ENDED.search(end):
        return False
    if _SMALL.match(text, span.start) or (_NEEDS.search(end) and last.kind == "paragraph"):
        return True
    return 65 <= len(before) <= 160


def _contents(text: str, lines: Sequence[Span], begin: int) -> tuple[dict[str, int], frozenset[int]]:
    """The levels of headings as the list of contents numbers them, and the lines of that list."""
    levels: dict[str, int] = {}
    told = listed("headings", "contents")
    for number in range(begin, len(lines)):
        if " ".join(text[lines[number].start : lines[number].end].casefold().split()) not in told:
            continue
        at = number + 1
        while at < len(lines):
            found = _CONTENTS.match(text, lines[at].start, lines[at].end)
            if found is None and not blank(text, lines[at]):
                break
            if found is not None:
                levels[found[2].strip().casefold()] = found[1].count(".") + 1
            at += 1
        return levels, frozenset(range(number, at)) if levels else frozenset()
    return levels, frozenset()
