"""One event from its claims: what they have in common, what they contradict each other in, and why they are one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from annals.base.edtf import position
from annals.base.event import Event
from annals.base.what import SYMMETRIC
from annals.base.when import PARTS_OF_DAY
from annals.merge import what, where
from annals.merge.scales import Scales
from annals.merge.telling import Telling
from annals.merge.toll import Count
from annals.merge.when import Days
from annals.merge.who import ARMED, Actor, Tie

COMPARED = 12
"""How many different tellings of an event are compared with each other for contradictions."""


def made(id: str, group: Sequence[Telling], scales: Scales, judged: tuple[str, ...] = ()) -> Event:
    """The event that a group of tellings, in their order, tells."""
    unlike = list({each.codes: each for each in reversed(group)}.values())[::-1]
    types = Counter(each.act.type for each in group)
    first = min(types, key=lambda name: (name == "casualties", -types[name]))
    return Event(
        id=id,
        type=first,
        date=date(group),
        part_of_day=_part(group),
        places=_places(group),
        claims=tuple(each.kept.id for each in group),
        why=_why(unlike, scales, judged) if len(group) > 1 else (),
        types=tuple(types),
        by=_names(unlike, "by"),
        against=_names(unlike, "against"),
        contested=_contested(unlike, scales),
        judged=judged,
    )


def date(group: Sequence[Telling]) -> str | None:
    """The most precise date, where all others allow it; else from the first to the last of those most precise."""
    told = sorted({each.days for each in group if each.days.first is not None}, key=_width)
    if not told:
        return None
    best = told[0]
    if all(_allows(other, best) for other in told):
        return best.words
    exact = [days for days in told if _width(days)[0] == _width(best)[0]]
    ends = sorted(exact, key=lambda d: (d.first or 0, d.words))
    return best.words if "/" in best.words or len({d.words for d in ends}) == 1 else f"{ends[0].words}/{ends[-1].words}"


def _width(days: Days) -> tuple[int, int, str, str]:
    return ((days.last or 0) - (days.first or 0), days.first or 0, days.words, days.part or "")


def _allows(other: Days, best: Days) -> bool:
    return (other.first or 0) <= (best.first or 0) and (best.last or 0) <= (other.last or 0)


def _part(group: Sequence[Telling]) -> str | None:
    """The part of the day that most of those tell that tell one."""
    told = Counter(each.days.part for each in group if each.days.part)
    return min(told, key=lambda part: -told[part]) if told else None


def _places(group: Sequence[Telling]) -> tuple[str, ...]:
    """The places that the claims name, each as it is first written."""
    named: dict[str, str] = {}
    seen: set[str] = set()
    for each in group:
        keys = {place.name: place.key for place in each.site.named}
        for mention in each.kept.claim.places:
            letters = where.key(mention.name)
            if letters not in seen:
                named.setdefault(keys.get(mention.name, letters), mention.name)
            seen.add(letters)
    return tuple(named.values())


def _names(group: Sequence[Telling], role: str) -> tuple[str, ...]:
    """The actors of a role, each as it is first written."""
    named: dict[str, str] = {}
    for each in group:
        actors: tuple[Actor, ...] = getattr(each.roles, role)
        for actor in actors:
            named.setdefault(actor.key, actor.name)
    return tuple(named.values())


def _why(unlike: Sequence[Telling], scales: Scales, judged: tuple[str, ...]) -> tuple[str, ...]:
    """What speaks for one event: for each way of telling it, how it agrees with the one it agrees with best."""
    reasons: dict[str, None] = {}
    if judged:
        reasons["a person judged claims of it to be the same"] = None
    for number, each in enumerate(unlike[1 : COMPARED + 1], start=1):
        best = max((scales.weigh(other, each) for other in unlike[:number]), key=lambda w: w.total)
        reasons.update(dict.fromkeys(f.why for _, f in best.findings if f.why and (f.score > 0 or f.rival)))
    if len(unlike) == 1:
        reasons["the claims say the same"] = None
    return tuple(reasons)


def _contested(unlike: Sequence[Telling], scales: Scales) -> tuple[str, ...]:
    """The facets in which two of the tellings contradict each other."""
    found = {facet for pair in combinations(unlike[:COMPARED], 2) for facet in _clash(*pair, scales)}
    return tuple(facet for facet in ("agency", "toll", "date", "place", "outcome") if facet in found)


def _clash(left: Telling, right: Telling, scales: Scales) -> Iterator[str]:
    types = left.act.type, right.act.type
    acts = not (
        set(types) & (SYMMETRIC | {"casualties"}) or what.turned(*types) or left.act.negated or right.act.negated
    )
    if acts and (scales.who(left, right).rival or _doers(left.roles.by, right.roles.by, scales)):
        yield "agency"
    if any(_two_counts(a, b, scales) for a in left.toll for b in right.toll):
        yield "toll"
    one, other = left.days, right.days
    if one.exact and other.exact and (one.first != other.first or scales.when(left, right).rival):
        yield "date"
    if scales.where(left, right).wall:
        yield "place"
    if left.act.negated != right.act.negated and types[0] == types[1]:
        yield "outcome"


def _acts(left: Telling, right: Telling) -> bool:
    """Whether both tell that somebody did it: nobody begins a clash, and who leaves is no rival of who comes."""
    types = {left.act.type, right.act.type}
    denied = left.act.negated or right.act.negated
    return not (denied or types & (SYMMETRIC | {"casualties"}) or what.turned(left.act.type, right.act.type))


def _doers(left: Iterable[Actor], right: tuple[Actor, ...], scales: Scales) -> bool:
    """Whether two that are not one are named for one act."""
    ties = [scales.camps.tie(a, b) for a in left for b in right]
    return bool(ties) and max(ties) < Tie.ALLIES


def _two_counts(left: Count, right: Count, scales: Scales) -> bool:
    """Whether two figures of the same people cannot both be right, or as many are armed to one and civilians to the
    other."""
    if left.kind != right.kind or left.running or right.running:
        return False
    low, high = max(left.min or 0, right.min or 0), min(_most(left), _most(right))
    if bool(left.who) != bool(right.who):
        return False
    tie = scales.camps.tie(left.who, right.who) if left.who and right.who else Tie.ALIKE
    sorts = {who.kind for who in (left.who, right.who) if who}
    return (low > high) if tie >= Tie.ALIKE else (low == high and "civilians" in sorts and bool(sorts & ARMED))


def _most(count: Count) -> float:
    return float("inf") if count.max is None else count.max


def place_in_time(group: Sequence[Telling]) -> tuple[object, ...]:
    """First possible day, then part of the day (those without one first), then document and offset."""
    part, first = _part(group), group[0].kept
    hour = PARTS_OF_DAY.index(part) + 1 if part in PARTS_OF_DAY else 0
    claim = first.claim
    return (*position(date(group)), hour, first.name, first.document, claim.span.start, claim.span.end, first.id)
