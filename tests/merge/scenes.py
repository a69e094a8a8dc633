"""Small records for the tests of disagreements: reports whose claims tell one event, and articles with infoboxes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from tests.keep.accounts import document

from annals.base.claim import Claim
from annals.base.document import Source
from annals.base.event import Event
from annals.base.mention import Mention
from annals.base.reading import Reading
from annals.base.rival import Disagreement
from annals.base.span import Span
from annals.base.toll import Loss
from annals.base.when import When
from annals.keep.record import Record
from annals.merge.history import History
from annals.merge.rivals import rivals


def names(words: str) -> tuple[Mention, ...]:
    return tuple(Mention(name) for name in words.split(", ") if name)


def lost(kind: str, low: int | None, high: int | None = -1, who: str | None = None, **more: Any) -> Loss:
    """A figure; one number is both bounds."""
    return Loss(kind, low, low if high == -1 else high, who=who, **more)


def says(
    voice: str,
    *losses: Loss,
    by: str = "",
    against: str = "",
    date: str | None = "2031-03-03",
    places: str = "",
    claimant: str = "",
    type: str = "attack",
    **more: Any,
) -> Reading:
    """A report by `voice` with one claim, as short as can be."""
    text = f"{voice} tells of it: {by} {against} {date} {places} {claimant} {[loss.who for loss in losses]}."
    whole = Span(0, len(text))
    told = Claim(
        quote=text,
        span=whole,
        sentence=whole,
        type=type,
        when=When(date, "test") if date else None,
        places=names(places),
        by=names(by),
        against=names(against),
        losses=losses,
        attributed_to=names(claimant),
        **more,
    )
    made = document(text, f"{voice}.txt", title=None, format="report", source=Source(publisher=voice))
    return Reading(made, (), (), (told,), ())


def joined(*readings: Reading) -> Reading:
    """One account that tells the claims of several, one after the other."""
    text, claims = "", []
    for reading in readings:
        at, text = len(text), text + reading.document.text + "\n"
        for told in reading.claims:
            moved = Span(told.span.start + at, told.span.end + at)
            claims.append(msgspec.structs.replace(told, span=moved, sentence=moved))
    first = readings[0].document
    made = document(text, first.name, title=None, format="report", source=first.source)
    return Reading(made, (), (), tuple(claims), ())


def of_one_event(path: Path, *readings: Reading) -> list[Disagreement]:
    """What accounts disagree on, all their claims telling one event."""
    path.mkdir(exist_ok=True)
    with Record.open(path / "war.annals", create=True) as record:
        for reading in readings:
            record.add(reading)
        history = History(record)
        ids = tuple(kept.id for kept in history.claims)
        history.__dict__["events"] = [Event("e" * 16, "attack", "2031-03-03", None, (), ids)]
        return rivals(history)


def of_accounts(path: Path, *readings: Reading) -> list[Disagreement]:
    """What accounts disagree on, read as a whole."""
    path.mkdir(exist_ok=True)
    with Record.open(path / "war.annals", create=True) as record:
        for reading in readings:
            record.add(reading)
        return rivals(History(record))
