"""Accounts made up for the tests of tallies: claims written down in a line or two, and an infobox's figures."""

from __future__ import annotations

import msgspec

from annals.base.claim import Claim
from annals.base.document import Document, Section
from annals.base.episode import Episode, Side
from annals.base.mention import Mention
from annals.base.reading import Reading
from annals.base.span import Span
from annals.base.toll import Loss
from annals.base.when import When

SIDES = (Side(("Northland",), ("Northern Guard",)), Side(("Free River Army",), ("Eagle Brigade",)))
HEADINGS = ("", "Battle", "Aftermath", "Background")


def names(words: str) -> tuple[Mention, ...]:
    return tuple(Mention(name) for name in words.split(", ") if name)


class Told(msgspec.Struct, frozen=True):
    """A sentence with its claim, in one of the sections of `HEADINGS`; `words` are what the claim quotes."""

    sentence: str
    losses: tuple[Loss, ...]
    type: str = "attack"
    date: str | None = "2031-03-03"
    dated: bool = True
    by: str = ""
    against: str = ""
    voice: str = ""
    places: str = ""
    section: int = 1
    negated: bool = False
    citations: tuple[str, ...] = ()


def loss(kind: str, count: int | None, who: str | None = None, *, most: int | None = -1, **more: object) -> Loss:
    """A loss of so many; `most` is the upper bound where it is another one."""
    return Loss(kind, count, count if most == -1 else most, who=who, **more)  # type: ignore[arg-type]


def account(*told: Told, losses: tuple[Loss, ...], sides: tuple[Side, ...] = SIDES, end: str = "2031-03-10") -> Reading:
    """The reading of an account with these sentences, of an episode from 1 March 2031 on."""
    text, claims, sections = "", [], []
    for number, heading in enumerate(HEADINGS):
        start = len(text)
        for each in (one for one in told if one.section == number):
            span = Span(len(text), len(text) + len(each.sentence))
            text += each.sentence + "\n"
            claims.append(_claim(each, span))
        text += "\n"
        sections.append(Section(heading, 1 if heading else 0, Span(start, len(text))))
    document = Document("a.md", "plaintext", 1.0, "00" * 32, "A", text, sections=tuple(sections))
    episode = Episode(title="A", start="2031-03-01", end=end, sides=sides, losses=losses)
    return Reading(document, (), (episode,), tuple(claims), ())


def _claim(told: Told, span: Span) -> Claim:
    return Claim(
        quote=told.sentence,
        span=span,
        sentence=span,
        type=told.type,
        when=When(told.date, "test", words="then" if told.dated else None) if told.date else None,
        places=names(told.places),
        by=names(told.by),
        against=names(told.against),
        attributed_to=names(told.voice),
        losses=told.losses,
        negated=told.negated,
        citations=told.citations,
    )
