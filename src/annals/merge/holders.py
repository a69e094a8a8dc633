"""Who holds, as far as accounts let one tell: names, identities and sides, and when two of them are one hand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from annals.base.mention import Mention
from annals.keep.kept import KeptClaim
from annals.merge.identities import Identities
from annals.merge.name_words import somebody
from annals.merge.where import key

Side = int | str | None
FIGHTING = ("clash", "attack", "shelling", "airstrike", "territory_gained", "siege")
MONITORS = "international organisation"
FEW = 6
"""Of how many names on each side of a fight it is noted that they are opposed."""


class Holder(NamedTuple):
    """Those whom one claim names as holding: names as written, keys, and their side in that account.

    Keys are the identities, then the plain names: what two accounts call "the army" holds no one place twice.
    """

    names: tuple[str, ...]
    keys: tuple[str, ...]
    side: Side
    document: str


class Sides:
    """On which side of its account's episode each actor stands, by identity and by the first word of its name."""

    def __init__(self, claims: Iterable[KeptClaim], identities: Identities) -> None:
        self.identities = identities
        self._of: dict[tuple[str, str], set[Side]] = {}
        self.opposed: set[tuple[str, str]] = set()
        for kept in claims:
            for party in kept.actors:
                if party.side is not None:
                    for handle in (identities.actor(kept.document, party.name), stem(party.name)):
                        self._of.setdefault((kept.document, handle), set()).add(party.side)
            if kept.claim.type in FIGHTING:
                self._oppose(kept)

    def _oppose(self, kept: KeptClaim) -> None:
        """Those who fight each other anywhere in the record are never one hand for their side alone."""
        by, against = (
            [self.identities.actor(kept.document, mention.name) for mention in mentions[:FEW]]
            for mentions in (kept.claim.by, kept.claim.against)
        )
        self.opposed.update(pair for a in by for b in against for pair in ((a, b), (b, a)))

    def side(self, document: str, name: str) -> Side:
        """The side of whoever bears the name in a document; `None` where several could be meant."""
        for handle in (self.identities.actor(document, name), stem(name)):
            found = self._of.get((document, handle), set())
            if len(found) == 1:
                return next(iter(found))
        return None

    def holder(self, document: str, names: Iterable[str]) -> Holder | None:
        """The holder that several names make; `None` where nobody is named."""
        once = tuple(dict.fromkeys(names))
        if not once:
            return None
        sides = {self.side(document, name) for name in once} - {None}
        keys = tuple(dict.fromkeys((*(self.identities.actor(document, n) for n in once), *map(plain, once))))
        return Holder(once, keys, next(iter(sides)) if len(sides) == 1 else None, document)

    def of(self, kept: KeptClaim, mentions: Iterable[Mention]) -> Holder | None:
        """The holder that mentions of a claim make; who only tells of it, or publishes, holds nothing."""
        tellers = {mention.name for mention in kept.claim.attributed_to}
        kinds = {party.name: party.kind for party in kept.actors}
        barred = {name for name, kind in kinds.items() if kind == "media" or (kind == MONITORS and name in tellers)}
        named = (mention.name for mention in mentions if mention.name not in barred)
        return self.holder(kept.document, [name for name in named if somebody(name)])


def plain(name: str) -> str:
    """A name as it is written, as a key; by it common nouns of several accounts meet at one place."""
    return f"={key(name)}"


def stem(name: str) -> str:
    """The first word of a name, in lower case and without an ending: by it `rebel-held` finds the rebels."""
    words = re.findall(r"[^\W_]+", name.casefold())
    word = words[1] if len(words) > 1 and words[0] in ("the", "a", "an") else (words[0] if words else "")
    return "~" + word.removesuffix("s")


class Hands:
    """The hands between which one place goes: holders are one hand where they share an identity, or a side in one
    account, and no account sets them on different sides."""

    def __init__(self, opposed: frozenset[tuple[str, str]] | set[tuple[str, str]] = frozenset()) -> None:
        self.opposed = opposed
        self._keys: list[set[str]] = []
        self._sides: list[dict[str, Side]] = []
        self._known: dict[tuple[tuple[str, ...], Side, str], int] = {}

    def number(self, holder: Holder) -> int:
        """The number of the holder's hand."""
        asked = (holder.keys, holder.side, holder.document)
        if asked not in self._known:
            self._known[asked] = self._join(holder)
        return self._known[asked]

    def _join(self, holder: Holder) -> int:
        number = next((n for n in range(len(self._keys)) if self._fits(n, holder)), len(self._keys))
        if number == len(self._keys):
            self._keys.append(set())
            self._sides.append({})
        self._keys[number].update(holder.keys)
        if holder.side is not None:
            self._sides[number].setdefault(holder.document, holder.side)
        return number

    def _fits(self, number: int, holder: Holder) -> bool:
        side = self._sides[number].get(holder.document)
        keys = self._keys[number]
        if side is None or holder.side is None:
            return not keys.isdisjoint(holder.keys)
        if side != holder.side:
            return False
        return not keys.isdisjoint(holder.keys) or not any((a, b) in self.opposed for a in holder.keys for b in keys)
