"""The prose of a document: paragraphs, list items and quotations of the sections that tell something."""

from __future__ import annotations

from functools import cache

from annals.base.document import Block, Document
from annals.base.passage import Passage
from annals.base.span import Span
from annals.codebook import table
from annals.divide.masked import masked
from annals.divide.sentences import sentences

PROSE = frozenset(("paragraph", "item", "quote"))


def passages(document: Document) -> list[Passage]:
    """The passages of `document` in order, each cut into sentences; footnote marks go with the sentence before them."""
    text = masked(document)
    silent = _apparatus(document)
    return [
        Passage(block.span, block.section, block.kind, _with_marks(document.text, text, block))
        for block in document.blocks
        if block.kind in PROSE and block.section not in silent
    ]


def _with_marks(text: str, masked_text: str, block: Block) -> tuple[Span, ...]:
    """Sentences of a block, each stretched over the marks printed right after it."""
    cut = sentences(masked_text, block.span)
    if not cut:
        return ()
    ends = [s.start for s in cut[1:]] + [block.span.end]
    return tuple(Span(s.start, _past_marks(text, masked_text, s.end, end)) for s, end in zip(cut, ends, strict=True))


def _past_marks(text: str, masked_text: str, at: int, end: int) -> int:
    last = at
    for i in range(at, end):
        if masked_text[i] != text[i]:
            last = i + 1
        elif not text[i].isspace():
            break
    return last


@cache
def _headings() -> frozenset[str]:
    return frozenset(table("apparatus")["headings"]["words"])


def _apparatus(document: Document) -> frozenset[int]:
    """Indices of the sections that are apparatus, or stand under one that is."""
    silent: set[int] = set()
    level = 0
    for i, section in enumerate(document.sections):
        if level and section.level > level:
            silent.add(i)
            continue
        level = section.level if _plain(section.heading) in _headings() else 0
        if level:
            silent.add(i)
    return frozenset(silent)


def _plain(heading: str) -> str:
    return " ".join(heading.replace("[edit]", " ").casefold().strip(" :.").split())
