"""Entities that others annotated: how many of the organisations, places and weapons of RE3D annals has in its record.

RE3D marks every entity of a document; a record names those that take part in what happened. Each entity is therefore
counted three times over: in the whole text, in the sentences that hold a claim, and among those the ones that stand in
a field of a claim (an actor, a place, a victim or piece of materiel) or at least within its quote.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from annals import pipeline
from annals.base.claim import Claim
from annals.base.span import Span
from annals.score.snippet import snippet

FOLDERS = ("re3d/CENTCOM", "re3d/Wikipedia")

CLASSES = {
    "Organisation": "organisations",
    "Location": "places",
    "Weapon": "weapons",
    "MilitaryPlatform": "military platforms",
}
"""RE3D's types under the names used here."""


class Entity(msgspec.Struct, frozen=True):
    """An entity of one of `CLASSES`, where it stands in the document's text."""

    type: str
    span: Span


class Found(msgspec.Struct):
    """Entities of one type: all, those in sentences with a claim, those within a quote, those named in a field."""

    all: int = 0
    told: int = 0
    quoted: int = 0
    named: int = 0


def annotated(folder: Path) -> Iterator[tuple[str, list[Entity]]]:
    """The text and the entities of every document in a folder of RE3D, in the order of the file."""
    of: dict[str, list[Entity]] = {}
    for entity in _lines(folder / "entities.json"):
        if entity["type"] in CLASSES:
            of.setdefault(entity["documentId"], []).append(
                Entity(entity["type"], Span(int(entity["begin"]), int(entity["end"])))
            )
    for document in _lines(folder / "documents.json"):
        yield document["text"], of.get(document["_id"], [])


def _lines(path: Path) -> Iterator[dict[str, str]]:
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if line.strip():
            yield json.loads(line)


def recall(folders: Iterable[Path]) -> dict[str, Found]:
    """What became of the entities of all documents in `folders`, by their type."""
    counts = {type: Found() for type in CLASSES}
    for folder in folders:
        for text, entities in annotated(folder):
            claims = pipeline.read(snippet(text)).claims
            for entity in entities:
                _count(counts[entity.type], entity.span, claims)
    return counts


def _count(found: Found, span: Span, claims: Sequence[Claim]) -> None:
    found.all += 1
    found.told += any(_shared(span, claim.sentence) for claim in claims)
    found.quoted += any(_shared(span, claim.span) for claim in claims)
    found.named += any(_shared(span, field) for claim in claims for field in _fields(claim))


def _fields(claim: Claim) -> Iterator[Span]:
    """Where the actors, places and losses of a claim stand, as far as they stand in the text."""
    names = (*claim.places, *claim.by, *claim.against, *claim.mediator, *claim.attributed_to)
    spans = [*(name.span for name in names), *(loss.span for loss in claim.losses)]
    return (span for span in spans if span is not None)


def _shared(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
