"""Rival accounts of one event: who did it, on which day, where, and whether it came about.

A claim that does not tell a facet contradicts nobody; nor do a voice's own words about two acts of one event.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

import msgspec

from annals.base.claim import Claim
from annals.base.edtf import bounds
from annals.base.mention import Mention
from annals.base.rival import Telling, Version
from annals.base.span import Span
from annals.base.what import SYMMETRIC
from annals.ground.actor_kinds import common, kind_of, written
from annals.ground.actors import Sides
from annals.keep.kept import KeptClaim
from annals.merge.causes import told_late
from annals.merge.identities import Identities
from annals.merge.intervals import gap, meet, relation
from annals.merge.name_words import somebody
from annals.merge.what import kinds
from annals.merge.where import Place, implied, is_arm, is_name, one
from annals.merge.who import are_foes

LEAVING = frozenset({"withdrawal", "displacement", "deployment"})
"""What one party does about what the other does: who withdrew is no rival of who drove them out."""
Tell = Callable[[KeptClaim, str], Telling]


class Found(msgspec.Struct, frozen=True):
    """Versions of one facet that differ, and how they stand to each other."""

    facet: str
    subject: str
    relation: str
    versions: tuple[Version, ...]
    shared: tuple[int | None, int | None] | None = None
    distance: int | None = None
    why: tuple[str, ...] = ()


class Scene(msgspec.Struct, frozen=True):
    """The claims of one event with what they are compared by."""

    claims: tuple[KeptClaim, ...]
    identities: Identities
    sides: Sides | None
    tell: Tell
    around: frozenset[str] = frozenset()
    """The places, by identity, in which the episodes that its accounts tell of lie."""

    def actors(self, document: str, mentions: Sequence[Mention]) -> frozenset[str]:
        """Who is named, by identity."""
        return frozenset(self.identities.actor(document, m.name) for m in mentions) - {""}

    def on(self, kept: KeptClaim, role: str, mentions: Sequence[Mention]) -> frozenset[int | str]:
        """The sides on which those named stand, as far as known."""
        if self.sides is not None:
            found = {self.sides.party(m.name, role, n).side for n, m in enumerate(mentions)}
        else:
            found = {party.side for party in kept.actors if party.role == role}
        return frozenset(side for side in found if side is not None)


def facets(scene: Scene) -> Iterator[Found]:
    """The facets that the claims of an event tell in more than one way, but for the toll."""
    for found in (agency(scene), dates(scene), places(scene), outcomes(scene)):
        if found is not None:
            yield found


def _blamed() -> frozenset[str]:
    """The types of which one only can have been the one who did it, or began: others can do the like on one day."""
    return (kinds("violent") | {"territory_gained", "detention", "destruction", "casualties"}) - SYMMETRIC - LEAVING


class _Deed(msgspec.Struct, frozen=True):
    """Who is told to have done it to whom, in one claim."""

    kept: KeptClaim
    by: frozenset[str]
    against: frozenset[str]
    sides: frozenset[int | str]
    states: frozenset[str]
    kinds: frozenset[str]

    def like(self, other: _Deed) -> bool:
        """Whether both name the same ones as those who did it, some of the same side, or share a word of their names
        ("the Guard", "soldiers of the National Guard")."""
        own, theirs = self.kept.claim.by, other.kept.claim.by
        alike = {word for m in own for word in _proper(m.name)} & {word for m in theirs for word in _proper(m.name)}
        return bool(self.by & other.by or self.sides & other.sides or alike)

    @property
    def telling(self) -> bool:
        """Whether it says by name who did it: "gunmen" and "warplanes" may be anybody's."""
        return any(_proper(m.name) and somebody(m.name) for m in self.kept.claim.by)

    def turned(self, other: _Deed) -> bool:
        """Whether one tells it of A against B, the other of B against A."""
        return bool(self.by & other.against or other.by & self.against)

    def opposed(self, other: _Deed) -> bool:
        """Whether those who did it stand on different sides, or are of different states, or of kinds that fight."""
        foes = any(are_foes(a, b) for a in self.kinds for b in other.kinds)
        return foes or _apart(self.sides, other.sides) or _apart(self.states, other.states)


def agency(scene: Scene) -> Found | None:
    """Who did it, or began: versions that name different actors, told by different voices."""
    told = [k for k in scene.claims if k.claim.type in _blamed() and not k.claim.negated]
    deeds = [deed for deed in (_deed(scene, kept) for kept in told) if deed.by or deed.against]
    groups: list[list[_Deed]] = []
    for deed in (d for d in deeds if d.telling or any(d.turned(other) or d.opposed(other) for other in deeds)):
        mine = next((g for g in groups if any(deed.like(d) and not deed.turned(d) for d in g)), None)
        groups.append([deed]) if mine is None else mine.append(deed)
    groups = _each_once(groups)
    if len(groups) < 2:
        return None
    pairs = [(a, b) for n, one in enumerate(groups) for two in groups[n + 1 :] for a in one for b in two]
    turned = any(a.turned(b) for a, b in pairs)
    opposed = any(a.opposed(b) for a, b in pairs)
    versions = tuple(_by(group, scene) for group in groups)
    how = "apart" if turned or opposed or len(_voices(versions)) > 1 else "unclear"
    return Found("agency", "who did it", how, versions, why=_why(turned, opposed))


def _why(turned: bool, opposed: bool) -> tuple[str, ...]:
    if turned:
        return ("each is told to have acted against the other",)
    if opposed:
        return ("those named stand on different sides or are of different states",)
    return ("other actors are named, and nothing says that they are one under several names",)


def _deed(scene: Scene, kept: KeptClaim) -> _Deed:
    claim, document = kept.claim, kept.document
    return _Deed(
        kept,
        scene.actors(document, claim.by),
        scene.actors(document, claim.against),
        scene.on(kept, "by", claim.by),
        frozenset(state for m in claim.by if (state := kind_of(m.name).state) is not None),
        frozenset(kind_of(m.name).kind for m in claim.by),
    )


def _proper(name: str) -> frozenset[str]:
    """The words of a name that are no common nouns for those who fight, govern or suffer, nor for their arms."""
    return frozenset(word for word in written(name) if not common(word) and not is_arm(word))


def _apart(left: Collection[object], right: Collection[object]) -> bool:
    return bool(left and right) and not set(left) & set(right)


def _each_once(groups: Sequence[list[_Deed]]) -> list[list[_Deed]]:
    """Each voice in the version that it tells first: who goes on to tell what the other did ("the guards fired back")
    tells two acts, and does not contradict itself."""
    home: dict[tuple[str, ...], tuple[Span, int]] = {}
    for number, group in enumerate(groups):
        for deed in group:
            at = (deed.kept.claim.span, number)
            home[_voice(deed.kept)] = min(at, home.get(_voice(deed.kept), at))
    kept = ([deed for deed in g if home[_voice(deed.kept)][1] == n] for n, g in enumerate(groups))
    return [group for group in kept if group]


def _voice(kept: KeptClaim) -> tuple[str, ...]:
    return (kept.document, *(mention.name for mention in kept.claim.attributed_to))


def _by(group: Sequence[_Deed], scene: Scene) -> Version:
    claims = [deed.kept for deed in group]
    return Version(
        " / ".join(dict.fromkeys(_act(kept.claim) for kept in claims)),
        tuple(scene.tell(kept, kept.claim.quote) for kept in claims),
        names=tuple(dict.fromkeys(m.name for kept in claims for m in kept.claim.by)),
    )


def _act(claim: Claim) -> str:
    against = ", ".join(m.name for m in claim.against)
    by = ", ".join(m.name for m in claim.by)
    return f"{by or 'somebody'} → {against}" if against else by


def dates(scene: Scene) -> Found | None:
    """On which day: dates that differ; a month against a day of it is only less exact."""
    told: dict[tuple[int | None, int | None], list[KeptClaim]] = {}
    for kept in scene.claims:
        days = bounds(kept.claim.when.edtf if kept.claim.when else None)
        if days != (None, None):
            told.setdefault(days, []).append(kept)
    if len(told) < 2 or (meet(told) is None and meet(_days(k.claim) for k in scene.claims if k.claim.when) is not None):
        return None
    versions = tuple(_dated(days, several, scene) for days, several in sorted(told.items(), key=_first_day))
    return dated("which day", versions)


def _days(claim: Claim) -> tuple[int | None, int | None]:
    """The days that a claim allows: a night goes on into the next day, what a report tells to be over was before."""
    first, last = bounds(claim.when.edtf if claim.when else None)
    if first is None or last is None:
        return first, last
    if claim.type in kinds("once") and told_late(claim):
        return None, last
    night = claim.when is not None and claim.when.part_of_day == "night"
    return first, last + 1 if night and first == last else last


def dated(subject: str, versions: tuple[Version, ...]) -> Found:
    """Versions of a date as a disagreement: apart by so many days, or compatible."""
    days = [(version.min, version.max) for version in versions]
    how = relation(days)
    return Found("date", subject, how, versions, meet(days), gap(days) if how == "apart" else None)


def _first_day(item: tuple[tuple[int | None, int | None], object]) -> tuple[int, int]:
    first, last = item[0]
    return (first or last or 0, last or first or 0)


def _dated(days: tuple[int | None, int | None], several: Sequence[KeptClaim], scene: Scene) -> Version:
    whens = [kept.claim.when for kept in several]
    value = next(when.edtf for when in whens if when is not None)
    tellings = tuple(scene.tell(k, (k.claim.when and k.claim.when.words) or k.claim.quote) for k in several)
    return Version(value, tellings, min=days[0], max=days[1])


def places(scene: Scene) -> Found | None:
    """Where: claims that name no place in common. The town in which the whole episode lies is only less exact."""
    groups: list[_Spot] = []
    for spot in (_spot(scene, kept) for kept in scene.claims):
        if spot.places and not any(place.key in scene.around for place in spot.places):
            joined = [group for group in groups if group.meets(spot)]
            groups = [group for group in groups if not group.meets(spot)]
            groups.append(_together([*joined, spot]))
    if len(groups) < 2:
        return None
    versions = tuple(_placed(group.claims, scene) for group in groups)
    return Found("place", "where", "unclear", versions, why=("no place is named by both; one may lie in the other",))


class _Spot(msgspec.Struct, frozen=True):
    """Places and the claims that name them."""

    places: tuple[Place, ...]
    claims: tuple[KeptClaim, ...]

    def meets(self, other: _Spot) -> bool:
        """Whether a place of one is a place of the other."""
        return any(one(mine, theirs) for mine in self.places for theirs in other.places)


def _spot(scene: Scene, kept: KeptClaim) -> _Spot:
    """Only names count: of "a checkpoint" there are many; "Orr airport" is told to be at Orr."""
    named = [place.name for place in kept.claim.places if is_name(place.name)]
    every = dict.fromkeys(name for each in named for name in (each, *implied(each)))
    return _Spot(tuple(Place(scene.identities.place(kept.document, name), name) for name in every), (kept,))


def _together(spots: Sequence[_Spot]) -> _Spot:
    places = dict.fromkeys(place for spot in spots for place in spot.places)
    return _Spot(tuple(places), tuple(kept for spot in spots for kept in spot.claims))


def _placed(several: Sequence[KeptClaim], scene: Scene) -> Version:
    ordered = sorted(several, key=scene.claims.index)
    names = tuple(dict.fromkeys(place.name for kept in ordered for place in kept.claim.places))
    return Version(", ".join(names), tuple(scene.tell(kept, kept.claim.quote) for kept in ordered), names=names)


def outcomes(scene: Scene) -> Found | None:
    """Whether it came about: what some tell as done, others as failed, repelled or not so."""
    denied = [kept for kept in scene.claims if kept.claim.negated]
    types = {kept.claim.type for kept in denied}
    told = [kept for kept in scene.claims if not kept.claim.negated and kept.claim.type in types]
    own = {_voice(kept) for kept in denied}
    if not denied or not {_voice(kept) for kept in told} - own:
        return None
    versions = (_outcome("so", told, scene), _outcome("not so", denied, scene))
    if types <= kinds("violent") and len(_voices(versions)) < 2:
        why = "an attack that some tell to have been beaten off: it can be the one that others tell of"
        return Found("outcome", "how it ended", "unclear", versions, why=(why,))
    why = "told as done by some, as failed or not so by others"
    return Found("outcome", "how it ended", "apart", versions, why=(why,))


def _voices(versions: Sequence[Version]) -> set[str]:
    """Whose words all versions are: two articles of one encyclopedia are one voice, as long as they name nobody."""
    return {telling.voice for version in versions for telling in version.tellings}


def _outcome(value: str, several: Sequence[KeptClaim], scene: Scene) -> Version:
    types = dict.fromkeys(kept.claim.type.replace("_", " ") for kept in several)
    tellings = tuple(scene.tell(kept, kept.claim.quote) for kept in several)
    return Version(f"{', '.join(types)}: {value}", tellings)
