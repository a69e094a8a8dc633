"""Who holds each place from when to when, as all accounts of a record tell it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from annals.base.control import Control
from annals.base.edtf import position
from annals.base.mention import Mention
from annals.keep.kept import KeptClaim
from annals.merge.control_bearings import TYPES, Bearing, Source, bearings
from annals.merge.control_box import boxed
from annals.merge.control_chain import chain
from annals.merge.control_words import shares
from annals.merge.history import History
from annals.merge.holders import Hands, Sides
from annals.merge.voices import told


class Place:
    """A place with what is told of it."""

    def __init__(self, named: bool, near: tuple[str, ...]) -> None:
        self.named, self.near = named, near
        self.names: dict[str, None] = {}
        self.bearings: list[Bearing] = []


def controls(history: History) -> list[Control]:
    """The holds of every place of which claims tell that it was gained, held or left; by name, unnamed places last."""
    places: dict[str, Place] = {}
    sides = Sides(history.claims, history.identities)
    for key, mention, named, near, bearing in _told(history, sides):
        place = places.setdefault(key, Place(named, near))
        place.names.setdefault(mention.name)
        place.bearings.append(bearing)
    made = [_control(key, place, Hands(sides.opposed)) for key, place in places.items()]
    return sorted((c for c in made if c.holds or c.attempts), key=_order)


def _told(history: History, sides: Sides) -> Iterator[tuple[str, Mention, bool, tuple[str, ...], Bearing]]:
    names = Names(history)
    for source in (*_prose(history, sides), *boxed(history.documents, history.statements, sides)):
        kept = names.added(source)
        for mention, bearing in bearings(source._replace(kept=kept)):
            named = is_named(mention.name)
            near = tuple(p.name for p in kept.claim.places if p is not mention and is_named(p.name))
            key = history.identities.place(kept.document, mention.name)
            here = f"{key}@{_where(history, kept)}"
            yield (key, mention, True, (), bearing) if named else (here, mention, False, near, bearing)


def _where(history: History, kept: KeptClaim) -> str:
    """Where a common noun stands for one place: in its sentence, or in its line of the infobox."""
    return f"{kept.document}-{kept.claim.sentence.start}" if kept.id in history.by_id else kept.id


def _prose(history: History, sides: Sides) -> Iterator[Source]:
    for kept in history.claims:
        if kept.claim.type in TYPES:
            document = history.documents[kept.document]
            yield Source(kept, document.document.text, told(kept, document), sides)


class Names:
    """The places that each account names, so that a claim without any finds its own (`captured all of Tayy`)."""

    def __init__(self, history: History) -> None:
        self.identities = history.identities
        self.known: dict[str, set[str]] = {}
        for kept in history.claims:
            for place in kept.claim.places:
                if is_named(place.name):
                    self.known.setdefault(kept.document, set()).add(self.identities.place(kept.document, place.name))

    def added(self, source: Source) -> KeptClaim:
        """The claim, with the places that its words name after `of` where it was given none, and others know them."""
        kept, claim = source.kept, source.kept.claim
        if claim.places or claim.trigger is None:
            return kept
        found = []
        for name in shares(source.text, claim):
            if self.identities.place(kept.document, name.name) in self.known.get(kept.document, ()):
                found.append(name)
        return msgspec.structs.replace(kept, claim=msgspec.structs.replace(claim, places=tuple(found)))


def is_named(name: str) -> bool:
    """Whether words are a place's own name, and not only a noun for it (`the headquarters`)."""
    return any(letter.isupper() or letter.isdigit() for letter in name)


def _control(key: str, place: Place, hands: Hands) -> Control:
    holds, attempts = chain(place.bearings, hands)
    return Control(
        place=key,
        name=next(iter(place.names)),
        names=tuple(place.names),
        holds=holds,
        attempts=attempts,
        named=place.named,
        near=place.near,
    )


def _order(control: Control) -> tuple[object, ...]:
    first = position(control.holds[0].since or control.holds[0].until) if control.holds else (1, 0, 0)
    return not control.named, control.name.casefold() if control.named else "", first, control.place
