"""Whom a figure counts, so that like is compared with like: everybody, a side's fighters, civilians, or one group.

A figure is only ever set against one of the same group; what counts a part of a group gives a lower bound for it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from annals.base.toll import Loss
from annals.codebook import table
from annals.ground.actor_kinds import UNKNOWN, common, is_one, kind_of, singular, written
from annals.ground.actors import Sides
from annals.merge.identities import Identities

ALL, CIVILIANS, FIGHTERS, VICTIMS, PIECES = "all", "civilians", "fighters", "victims", "pieces"
MATERIEL = frozenset({"destroyed", "damaged", "seized"})


class Group(msgspec.Struct, frozen=True):
    """Victims (or pieces of materiel) that a figure counts.

    `of` is `all`, `civilians`, `fighters`, `victims` (of no known kind) or `pieces`; `side` the side of fighters,
    `None` where it is not known; `actor` the identity of a group among them ("NDF fighters"), `narrow` what narrows
    them down ("commanders"), `words` how the account words them.
    """

    of: str
    side: int | str | None = None
    actor: str = ""
    narrow: str = ""
    words: str = ""

    @property
    def key(self) -> tuple[str, int | str | None, str, str]:
        """By what two groups are the same, however they are worded."""
        return (self.of, None if self.actor else self.side, self.actor, self.narrow)

    def holds(self, other: Group) -> bool:
        """Whether all victims of `other` are surely victims of this group."""
        if (self.of == ALL and not self.narrow) or self.key == other.key:
            return other.of != PIECES or self.of == PIECES
        if self.of != other.of or self.narrow or self.of in (PIECES, VICTIMS):
            return False
        return self.actor == other.actor if self.actor else self.side is not None and self.side == other.side


EVERYBODY = Group(ALL)
OTHERS = Group(ALL, narrow="others", words="others")
"""The rest, where those before are not counted ("the mayor and five others")."""
OVERALL = Group("overall")
"""What an infobox counts of no side; it need not hold what it counts of each."""


def group(loss: Loss, document: str, identities: Identities, sides: Sides | None) -> Group:
    """Whom a loss of the document with this id counts; `sides` are those of the episode it is seen in."""
    who = loss.who or ""
    if loss.kind in MATERIEL:
        return Group(PIECES, loss.side, narrow=_joined(_words(who)), words=who)
    found = _people(who, document, identities, sides)
    if loss.side is None:
        return found
    if loss.side == CIVILIANS:
        return Group(CIVILIANS, CIVILIANS, narrow=found.narrow, words=who)
    return Group(FIGHTERS, loss.side, found.actor, found.narrow, who)


def _people(who: str, document: str, identities: Identities, sides: Sides | None) -> Group:
    words = _words(who)
    if words <= _named("people") | _named("rest"):
        return EVERYBODY
    kind, side = _understood(who, sides)
    name = _proper(who)
    if kind == CIVILIANS or side == CIVILIANS:
        return Group(CIVILIANS, CIVILIANS, narrow=_joined(words - _named("civilians")), words=who)
    narrow = _joined(words - _words(name) - _named("fighters") - _named("people"))
    if name:
        return Group(FIGHTERS, side, identities.actor(document, name), narrow, who)
    return Group(VICTIMS if kind == UNKNOWN and narrow else FIGHTERS, side, "", narrow, who)


def _understood(who: str, sides: Sides | None) -> tuple[str, int | str | None]:
    """Kind and side of victims, as the episode tells them, or by their words alone."""
    if sides is None:
        kind = kind_of(who).kind
        return kind, CIVILIANS if kind == CIVILIANS else None
    party = sides.party(who, "against", 0)
    return party.kind, party.side


@lru_cache(maxsize=1 << 14)
def _words(who: str) -> frozenset[str]:
    """The words that say whom, in the singular."""
    return frozenset(singular(word) for word in written(who) if not word.isdigit()) - _named("empty")


@lru_cache(maxsize=1 << 14)
def _proper(who: str) -> str:
    """The name in `who`: its first run of words with a capital ("two members of the Harbour Guard there")."""
    name: list[str] = []
    for word in re.findall(r"[\w’'.-]+", who):
        if word[0].isupper() and not (word.istitle() and not name and _plain(word)):
            name.append(word)
        elif name:
            break
    return " ".join(name)


def _plain(word: str) -> bool:
    """Whether a word with a capital is only a common noun that begins a sentence."""
    low = word.casefold()
    one = singular(low)
    return common(low) or is_one(low, "armed") or one in _named("fighters") | _named("people") | _named("empty")


def _joined(words: frozenset[str]) -> str:
    return " ".join(sorted(words))


@cache
def _named(part: str) -> frozenset[str]:
    return frozenset(str(table("rivals")["victims"][part]).split())


def rest(who: str | None) -> bool:
    """Whether a figure counts the rest only ("four others"), beside those counted before."""
    return bool(_words(who or "") & _named("rest"))


def worded(group: Group) -> str:
    """A group in a few words, for a subject line."""
    if group.of in (ALL, OVERALL.of):
        return group.narrow or "in all"
    who = group.words if group.words and (group.narrow or group.actor) else group.of
    return f"{who}, side {group.side}" if isinstance(group.side, int) else who
