"""Drafts of claims from prose: sentence by sentence, one for each occurrence that a clause tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from annals.base.claim import Claim
from annals.base.document import Document, within
from annals.base.episode import Episode
from annals.base.gap import Gap
from annals.base.passage import Draft, Passage, Timing
from annals.base.span import Span
from annals.base.toll import Loss
from annals.divide.masked import masked
from annals.extract.assemble import pieces
from annals.extract.attribution import voices
from annals.extract.clauses import clauses
from annals.extract.hanging import Topic, reach_back, topic
from annals.extract.names import Names, learn
from annals.extract.phrases import Lens
from annals.extract.piece import Piece
from annals.extract.quotations import Quotation
from annals.extract.speakers import Speakers, armed, officials
from annals.extract.tokens import tokens
from annals.extract.toll import sentence_losses
from annals.extract.when import timings


class Pass(msgspec.Struct):
    """What stays the same, and what is remembered, while one document is read."""

    document: Document
    text: str
    names: Names
    speakers: Speakers
    quotation: Quotation
    gaps: list[Gap]
    topic: Topic = Topic()


def drafts(document: Document, passages: Sequence[Passage], episode: Episode | None) -> tuple[list[Draft], list[Gap]]:
    """Drafts of all claims of the prose in text order, and what was seen but not understood."""
    text = masked(document)
    speakers = Speakers(officials(text), armed=armed(text))
    reading = Pass(document, text, learn(document, text, passages, episode), speakers, Quotation(), [])
    found: list[Draft] = []
    for p, passage in enumerate(passages):
        reading.quotation.begin()
        reading.topic = Topic()
        for s, sentence in enumerate(passage.sentences):
            found.extend(_sentence(reading, p, s, sentence))
    return found, reading.gaps


LONGEST = 3000  # characters: what is longer is no sentence of prose, and is read only so far


def _readable(reading: Pass, span: Span) -> Span:
    """The part of a sentence that is read; the rest of an endless one becomes a gap."""
    if len(span) <= LONGEST:
        return span
    rest = Span(span.start + LONGEST, span.end)
    why = f"A sentence of more than {LONGEST} characters is read only up to there."
    reading.gaps.append(
        Gap("extract", "endless-sentence", why, reading.document[Span(rest.start, rest.start + 80)], rest)
    )
    return Span(span.start, rest.start)


def _sentence(reading: Pass, passage: int, index: int, sentence: Span) -> Iterator[Draft]:
    span = _readable(reading, sentence)
    times = sorted(timings(reading.text, span), key=lambda t: t.span)
    words = tokens(reading.text, span, [_bare(t) for t in times if not _tells(t)])
    if not words or words[-1].low == "?":
        return
    lens = Lens(reading.text, words, reading.names)
    told, sources = clauses(words)
    reading.speakers.quoting = reading.quotation.holds(span.of(reading.text))
    spoken = voices(lens, told, sources, reading.speakers)
    reading.quotation.end(span.of(reading.text), named=reading.speakers.heard)
    before, reading.topic = reading.topic, topic(lens, told, reading.topic)
    citations = tuple(m.key for m in within(reading.document.marks, sentence))
    made = pieces(lens, told, spoken, times, lambda: sentence_losses(reading.document, reading.text, span))
    reach_back(lens, made, before)
    for piece in made:
        yield _draft(reading, piece, passage, index, sentence, citations)


_SEQUEL = re.compile(r"(?:after|following)\s+(?:the|\w+ing)\b", re.IGNORECASE)


def _tells(time: Timing) -> bool:
    """Whether a time is told by an act of its own: "after capturing the town"."""
    return time.kind == "vague" and bool(_SEQUEL.match(time.words))


def _bare(time: Timing) -> Span:
    """The span of a time without the word that joins a clause to it: "a day | after they left"."""
    last = time.words.split()[-1]
    joins = last.casefold() in ("after", "before", "since") and last != time.words
    return Span(time.span.start, time.span.end - len(last)) if joins else time.span


def _draft(reading: Pass, piece: Piece, passage: int, index: int, sentence: Span, citations: tuple[str, ...]) -> Draft:
    claim = Claim(
        quote=reading.document[piece.span],
        span=piece.span,
        sentence=sentence,
        type=piece.type,
        places=piece.places,
        by=piece.by,
        against=() if piece.type == "casualties" else piece.against,
        mediator=piece.mediator,
        losses=_unique(piece.losses),
        attributed_to=piece.voice.names,
        certainty=piece.voice.certainty,
        negated=piece.negated,
        trigger=piece.trigger,
        citations=tuple(dict.fromkeys(citations)),
        rule=piece.rule,
    )
    return Draft(claim, passage, index, _ordered(piece.times), piece.of_whole)


def _unique(losses: Sequence[Loss]) -> tuple[Loss, ...]:
    return tuple(sorted(losses, key=lambda loss: loss.span or Span(0, 0)))


def _ordered(times: Sequence[Timing]) -> tuple[Timing, ...]:
    return tuple(sorted(times, key=lambda t: t.span))
