"""Whether two claims tell of the same parties in the same parts: who does it, and to whom.

Names meet by identity, common nouns ("the rebels") by kind and side. Enemies never meet in one part; where each is
told to have attacked the other the two claims are rivals, which `compare` says and `events` allows under conditions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import NamedTuple

from annals.base.what import SYMMETRIC
from annals.merge.finding import NOTHING, Finding
from annals.merge.what import kinds, turned


class Actor(NamedTuple):
    """An actor as compared: identity, name as written, kind; `plain`: a common noun, which stands for `meant`.

    `person`: the name of one human being, of whom only one can be killed.
    """

    key: str
    name: str
    kind: str
    plain: bool
    meant: tuple[str, ...] = ()
    person: str = ""


class Roles(NamedTuple):
    """Who does it, and to whom; `lost` are the victims that are counted."""

    type: str
    by: tuple[Actor, ...]
    against: tuple[Actor, ...]
    lost: tuple[Actor, ...] = ()


class Tie(IntEnum):
    """How two actors stand to each other."""

    ENEMIES = -2
    OTHERS = -1
    ALLIES = 0
    DOUBT = 1
    MAYBE = 2
    ALIKE = 3
    SAME = 4


SCORES = {
    Tie.ENEMIES: -1.0,
    Tie.OTHERS: -0.7,
    Tie.ALLIES: -0.2,
    Tie.DOUBT: 0.1,
    Tie.MAYBE: 0.3,
    Tie.ALIKE: 0.6,
    Tie.SAME: 1.0,
}
BY, AGAINST = 0.55, 0.45

_ALIKE = frozenset((frozenset(("state forces", "police")),))
_MAYBE = frozenset(
    frozenset(pair)
    for pair in (
        ("state forces", "militia"),
        ("police", "militia"),
        ("state forces", "external forces"),
        ("rebel group", "militia"),
    )
)
_FOES = frozenset((frozenset(("state forces", "rebel group")), frozenset(("police", "rebel group"))))


ARMED = frozenset(("state forces", "rebel group", "militia", "police", "external forces"))


class Camps:
    """Who stands with whom: learned from the sides of episodes, and from who is told to fight whom."""

    def __init__(self) -> None:
        self._sides: dict[str, dict[str, int]] = {}
        self._fought: set[frozenset[str]] = set()
        self._known: dict[tuple[str, str], Tie] = {}

    def side(self, actor: str, document: str, side: int) -> None:
        """Learn on what side of a document's episode an actor stands."""
        self._sides.setdefault(actor, {}).setdefault(document, side)

    def fight(self, one: str, other: str) -> None:
        """Learn that one is told to have attacked the other."""
        self._fought.add(frozenset((one, other)))

    def tie(self, left: Actor, right: Actor) -> Tie:
        """How two actors stand to each other, as far as the record tells."""
        if left.person and right.person and left.person == right.person:
            return Tie.SAME
        if not left.plain and not right.plain:
            return self._named(left.key, right.key)
        if left.plain and right.plain:
            return _kinds(left, right)
        plain, named = (left, right) if left.plain else (right, left)
        known = [self._named(one, named.key) for one in plain.meant]
        if Tie.SAME in known or Tie.ENEMIES in known:
            return Tie.ALIKE if Tie.SAME in known else Tie.ENEMIES
        return _kinds(plain, named)

    def _named(self, left: str, right: str) -> Tie:
        if left == right:
            return Tie.SAME
        pair = (left, right) if left < right else (right, left)
        if pair not in self._known:
            self._known[pair] = self._learned(*pair)
        return self._known[pair]

    def _learned(self, left: str, right: str) -> Tie:
        one, other = self._sides.get(left, {}), self._sides.get(right, {})
        few, many = (one, other) if len(one) <= len(other) else (other, one)
        together = {few[document] == many[document] for document in few if document in many}
        if together == {True}:
            return Tie.ALLIES
        if together == {False} or (not together and frozenset((left, right)) in self._fought):
            return Tie.ENEMIES
        return Tie.OTHERS


def _kinds(left: Actor, right: Actor) -> Tie:
    """What kinds alone tell; one that is not known excludes nothing."""
    if left.plain and left.key == right.key:
        return Tie.ALIKE
    if "unknown" in (left.kind, right.kind):
        return Tie.DOUBT if _unknown_name(left, right) else Tie.MAYBE
    if left.kind == right.kind or frozenset((left.kind, right.kind)) in _ALIKE:
        return Tie.ALIKE
    if frozenset((left.kind, right.kind)) in _MAYBE:
        return Tie.MAYBE
    return Tie.ENEMIES if are_foes(left.kind, right.kind) else Tie.OTHERS


def are_foes(left: str, right: str) -> bool:
    """Whether two kinds of actors fight each other by what they are: a state's forces, and rebels."""
    return frozenset((left, right)) in _FOES


def _unknown_name(left: Actor, right: Actor) -> bool:
    """Whether one is a name of which nothing is known, and the other says of what kind it is."""
    named = [actor for actor in (left, right) if not actor.plain]
    return left.kind != right.kind and any(actor.kind == "unknown" for actor in named)


def compare(left: Roles, right: Roles, camps: Camps) -> Finding:
    """How well the parties agree."""
    if "casualties" in (left.type, right.type):
        return _victims(left, right, camps)
    if not _harmed_alike(left, right):
        return Finding(-1.0, "one was done to unarmed people, the other to armed ones", wall=True, aside=True)
    if turned(left.type, right.type):
        if (_best(left.by, right.by, camps) or Tie.OTHERS) >= Tie.ALIKE:
            return Finding(-1.0, f"{_names(left.by)} cannot take what it leaves", wall=True)
        right = Roles(right.type, right.against, right.by)
    if left.type in SYMMETRIC or right.type in SYMMETRIC:
        return _parties(left, right, camps)
    return _parts(left, right, camps)


UNARMED = "violence_against_civilians"


def _harmed_alike(left: Roles, right: Roles) -> bool:
    """Whether violence against people without arms can be the act of the other claim: not where that one names armed
    ones alone as those to whom it was done."""
    types = {left.type, right.type}
    if UNARMED not in types or len(types) == 1:
        return True
    other = left if right.type == UNARMED else right
    harmed = (*other.by, *other.against) if other.type == "clash" else other.against
    return not harmed or not all(actor.kind in ARMED for actor in harmed)


def _parts(left: Roles, right: Roles, camps: Camps) -> Finding:
    """Who does it, and to whom, each with each."""
    by, against = _best(left.by, right.by, camps), _best(left.against, right.against, camps)
    crossed = [_best(left.by, right.against, camps), _best(left.against, right.by, camps)]
    if _reversed(by, against, crossed):
        told = f"{_names(left.by)} against {_names(left.against)}, or the other way round"
        rival = {left.type, right.type} <= kinds("armed")
        return Finding((0.0 if None in crossed else 0.5) if rival else -1.0, told, wall=not rival, rival=rival)
    if by == Tie.ENEMIES:
        told = f"{_names(left.by)} or its enemy {_names(right.by)} did it"
        blamed = {left.type, right.type} <= kinds("violent") and against not in (Tie.OTHERS, Tie.ENEMIES)
        return Finding(_score(None, against), told, wall=not blamed, rival=blamed)
    if by in (Tie.OTHERS, Tie.DOUBT) and left.type not in kinds("once") and not _same_civilians(left, right, against):
        told = f"{_names(left.by)} or {_names(right.by)} did it"
        return Finding(_score(by, against), told, aside=True)
    if against == Tie.ENEMIES:
        return Finding(-1.0, f"it was done to {_names(left.against)}, or to {_names(right.against)}", wall=True)
    return Finding(_score(by, against), _told(left, right, by, against))


def _same_civilians(left: Roles, right: Roles, against: Tie | None) -> bool:
    """Whether both tell that civilians of the same sort were the target."""
    if against is None or against < Tie.ALIKE:
        return False
    return any(actor.kind == "civilians" for roles in (left, right) for actor in roles.against)


def _reversed(by: Tie | None, against: Tie | None, crossed: Sequence[Tie | None]) -> bool:
    """Whether who acts in one is acted upon in the other: by name, or both ways by kind, and better than straight."""
    ties = [tie for tie in crossed if tie is not None]
    straight = [tie for tie in (by, against) if tie is not None]
    if not ties or min(ties) < Tie.ALIKE or (len(ties) == 1 and ties[0] != Tie.SAME):
        return False
    return min(straight, default=Tie.OTHERS) < Tie.MAYBE and max(ties) > max(straight, default=Tie.OTHERS)


def _parties(left: Roles, right: Roles, camps: Camps) -> Finding:
    """The parties to a fight or a talk, whatever their order: each of the fewer among the others."""
    few, many = sorted(((*left.by, *left.against), (*right.by, *right.against)), key=len)
    if not few:
        return NOTHING
    ties = [max(camps.tie(actor, other) for other in many) for actor in few]
    score = sum(SCORES[tie] for tie in ties) / len(ties)
    if min(ties) < Tie.ALLIES and len(few) > 1:
        return Finding(-1.0, f"{_names(few)} are not {_names(many)}", wall=True)
    whole = 1.0 if len(few) > 1 else BY
    why = f"both name the parties {_names(few)}" if min(ties) >= Tie.MAYBE else f"{_names(few)} or {_names(many)}"
    return Finding(score * whole, why)


def _victims(left: Roles, right: Roles, camps: Camps) -> Finding:
    """A count of victims beside an act, or beside another count: are they of one of the parties?"""
    count, act = (left, right) if left.type == "casualties" else (right, left)
    if count.by and act.by:
        by = _best(count.by, act.by, camps)
        if by is not None and by < Tie.ALLIES:
            return Finding(SCORES[by], f"{_names(count.by)} or {_names(act.by)} did it", wall=by == Tie.ENEMIES)
    dead = (*count.lost, *count.against)
    party = (*act.lost, *act.against) if act.type == "casualties" else (*act.lost, *act.against, *act.by)
    tie = _best(dead, party, camps)
    if tie is None:
        return NOTHING
    if tie >= Tie.MAYBE:
        return Finding(SCORES[tie] * AGAINST, f"the victims, {_names(dead)}, are of a party to it ({_names(party)})")
    return Finding(SCORES[tie] * AGAINST, f"the victims are {_names(dead)}, or {_names(party)}")


def _best(some: Iterable[Actor], others: tuple[Actor, ...], camps: Camps) -> Tie | None:
    """The closest tie between any two of them; `None` where one side names nobody."""
    return max((camps.tie(one, other) for one in some for other in others), default=None)


def _score(by: Tie | None, against: Tie | None) -> float:
    return BY * (SCORES[by] if by is not None else 0.0) + AGAINST * (SCORES[against] if against is not None else 0.0)


def _told(left: Roles, right: Roles, by: Tie | None, against: Tie | None) -> str:
    parts = []
    if by == Tie.SAME:
        parts.append(f"both name {_names(left.by)}")
    elif by is not None:
        parts.append(f"{_names(left.by)} or {_names(right.by)} did it")
    if against == Tie.SAME:
        parts.append(f"against {_names(left.against)}")
    elif against is not None:
        parts.append(f"to {_names(left.against)} or {_names(right.against)}")
    return ", ".join(parts)


def _names(actors: Iterable[Actor]) -> str:
    return ", ".join(dict.fromkeys(actor.name for actor in actors)) or "somebody"
