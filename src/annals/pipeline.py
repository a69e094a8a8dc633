"""The stages in order: the whole of annals on one page."""

from __future__ import annotations

from annals.base.document import Document
from annals.base.reading import Reading
from annals.divide.foreign import foreign
from annals.divide.passages import passages
from annals.extract.infobox import statements
from annals.extract.prose import drafts
from annals.ground.actors import parties
from annals.ground.episode import grounded
from annals.ground.gazetteer_match import Lookup
from annals.ground.placing import places
from annals.ground.prose import claims
from annals.merge.episode import episodes


def read(document: Document, gazetteer: Lookup | None = None) -> Reading:
    """Everything annals makes of one document.

    collect gave the document; extract makes statements of its infobox, in words, and ground turns them into days and
    points; merge derives the episodes; divide cuts the prose into sentences, extract drafts claims from them, ground
    dates the claims, finds out their actors and, with a gazetteer, their places. Nothing else is read from outside,
    nothing depends on the clock.
    """
    written, gaps = statements(document)
    said, more = grounded(document, written)
    whole = episodes(said)
    cut = passages(document)
    drafted, unread = drafts(document, cut, whole[0] if whole else None)
    told, undated = claims(document, cut, drafted, whole[0] if whole else None)
    placed, several = places(document, told, whole[0] if whole else None, gazetteer)
    actors = parties(document, told, whole[0] if whole else None)
    every = (*document.gaps, *gaps, *more, *unread, *undated, *several, *(() if told else foreign(document, cut)))
    ordered = sorted(every, key=lambda g: (g.span.start if g.span else -1, g.stage, g.code, g.words))
    return Reading(document, tuple(said), tuple(whole), tuple(told), tuple(ordered), placed, actors)
