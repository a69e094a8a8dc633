"""Which names of actors and places stand for one and the same, in one account and across accounts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from annals.base.identity import Identity
from annals.base.judgement import Judgement
from annals.keep.kept import KeptClaim, KeptDocument, KeptStatement
from annals.merge.actors import Actors
from annals.merge.places import Places


class Identities:
    """The identity behind every name: names that stand for one actor, or one place, share a key.

    A short form that one account introduces, and a common noun ("the rebels"), hold in that account only; therefore
    names are asked for with the id of their document. A key is the `id` of one of `actors` or `places`. Actors that one
    infobox lists on opposite sides never share a key.
    """

    def __init__(self, actors: Actors | None = None, places: Places | None = None) -> None:
        self._actors = actors or Actors()
        self._places = places or Places()

    def actor(self, document: str, name: str) -> str:
        """The key of the actor that `name` stands for in the document with this id."""
        return self._actors.key(document, name)

    def place(self, document: str, name: str) -> str:
        """The key of the place that `name` stands for in the document with this id."""
        return self._places.key(document, name)

    @cached_property
    def actors(self) -> list[Identity]:
        """Every actor of the record: the one of most claims first, those of a common name last."""
        return self._actors.identities()

    @cached_property
    def places(self) -> list[Identity]:
        """Every place of the record, in the same order."""
        return self._places.identities()

    @cached_property
    def by_id(self) -> dict[str, Identity]:
        """Actors and places under their keys."""
        return {one.id: one for one in (*self.actors, *self.places)}


def identities(
    documents: Iterable[KeptDocument] = (),
    statements: Iterable[KeptStatement] = (),
    claims: Iterable[KeptClaim] = (),
    judgements: Sequence[Judgement] = (),
) -> Identities:
    """The actors and places that documents, their statements and claims, and people's judgements tell of.

    Claims should come with what was made of their names (`Record.claims(understood=True)`). The result is the same
    in whatever order they come.
    """
    documents, statements, claims = list(documents), list(statements), list(claims)
    return Identities(
        Actors(documents, statements, claims, judgements), Places(documents, statements, claims, judgements)
    )
