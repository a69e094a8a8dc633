"""Whose voice a claim or statement is, said in the same way wherever something is derived from it."""

from __future__ import annotations

from annals.base.told import Told
from annals.keep.kept import KeptClaim, KeptDocument, KeptStatement


def told(kept: KeptClaim, source: KeptDocument) -> Told:
    """Who stands behind a claim: whom the text names for it, or else who published the account."""
    names = dict.fromkeys(mention.name for mention in kept.claim.attributed_to)
    return Told(kept.id, ", ".join(names) or publisher(source), kept.claim.certainty)


def stated(kept: KeptStatement, source: KeptDocument) -> Told:
    """Who stands behind a statement of an infobox: who published it."""
    return Told(kept.id, publisher(source), "stated")


def publisher(source: KeptDocument) -> str:
    """Who published a document; the name of its file where it does not say."""
    return source.document.source.publisher or source.document.name


def once(several: tuple[Told, ...]) -> tuple[Told, ...]:
    """Each claim once, in order."""
    return tuple({each.claim: each for each in several}.values())
