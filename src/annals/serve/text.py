"""An account's text cut into runs, each with what stands on it: claims (they overlap), footnote marks, gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from annals.base.document import Document, within
from annals.base.span import Span


class Run(msgspec.Struct, frozen=True):
    """Characters with the same standing.

    `claims` are the numbers of the claims whose quotes hold them, `begins` of those that begin here, `mark` is the key
    of the footnote whose mark they are, `cites` whether the mark begins here, `gap` whether they were not understood,
    `told` whether their sentence gave any claim at all.
    """

    text: str
    claims: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    mark: str | None = None
    cites: bool = False
    gap: bool = False
    told: bool = False


class Layer(NamedTuple):
    """What stands on a text: spans in the order of the claims, sentences that gave claims, gaps."""

    claims: Sequence[Span]
    sentences: Sequence[Span]
    gaps: Sequence[Span]


def runs(document: Document, span: Span, layer: Layer) -> list[Run]:
    """The runs of `span` in order; together they are its text, no character twice, none left out."""
    quotes = [(n, quote) for n, quote in enumerate(layer.claims) if _meets(quote, span)]
    marks = within(document.marks, span)
    gaps = [gap for gap in layer.gaps if gap and _meets(gap, span)]
    told = [sentence for sentence in layer.sentences if _meets(sentence, span)]
    found = []
    for start, end in _cuts(span, [*(q for _, q in quotes), *(m.span for m in marks), *gaps, *told]):
        piece = Span(start, end)
        mark = next((mark for mark in marks if _meets(mark.span, piece)), None)
        found.append(
            Run(
                text=document[piece],
                claims=tuple(n for n, quote in quotes if _meets(quote, piece)),
                begins=tuple(n for n, quote in quotes if quote.start == start),
                mark=mark.key if mark else None,
                cites=mark is not None and mark.span.start == start,
                gap=any(_meets(gap, piece) for gap in gaps),
                told=any(_meets(sentence, piece) for sentence in told),
            )
        )
    return found


def coverage(sentences: Iterable[Span], told: Iterable[Span]) -> tuple[int, int]:
    """How many characters of the sentences gave claims, and how many there are."""
    giving = {(span.start, span.end) for span in told}
    whole = [span.end - span.start for span in sentences]
    used = [span.end - span.start for span in sentences if (span.start, span.end) in giving]
    return sum(used), sum(whole)


def _cuts(span: Span, others: Iterable[Span]) -> list[tuple[int, int]]:
    """`span` cut wherever another begins or ends."""
    at = {span.start, span.end}
    for other in others:
        at.update(edge for edge in (other.start, other.end) if span.start < edge < span.end)
    ordered = sorted(at)
    return list(pairwise(ordered))


def _meets(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
