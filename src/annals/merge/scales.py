"""Two claims on the scales: every facet compared, weighed and added, with the sentences that say why."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from annals.merge import told, toll, what, when, where, who
from annals.merge.finding import Finding
from annals.merge.telling import Telling
from annals.merge.weights import WEIGHTS

CERTAIN = 0.5
"""A date as sure as this is that of one day."""
SEVERAL, MANY = 0.8, 1.0
"""Figures that agree as well as this are of more than one victim, and of the same; and of so many that even without a
common day they are of one occurrence."""


Comparator = Callable[[Telling, Telling], Finding]


class Weighed(NamedTuple):
    """What each facet says of two claims, and the sum. `rival`: they contradict each other about one occurrence."""

    total: float
    findings: tuple[tuple[str, Finding], ...]
    wall: bool
    rival: bool


class Scales:
    """Compares tellings; what was compared once is known."""

    def __init__(self, camps: who.Camps) -> None:
        self.camps = camps
        self._known: dict[tuple[int, int], Finding] = {}
        self._all: tuple[tuple[str, Comparator], ...] = (
            ("what", self.what),
            ("when", self.when),
            ("where", self.where),
            ("who", self.who),
            ("toll", self.toll),
            ("told", self.told),
        )

    def _compare(self, number: int, left: Telling, right: Telling, compare: Callable[[], Finding]) -> Finding:
        codes = left.codes[number], right.codes[number]
        found = self._known.get(codes)
        if found is None:
            self._known[codes] = found = compare()
        return found

    def what(self, left: Telling, right: Telling) -> Finding:
        """How well the types agree."""
        return self._compare(0, left, right, lambda: what.compare(left.act, right.act))

    def when(self, left: Telling, right: Telling) -> Finding:
        """How well the dates agree; nobody dies twice, therefore one death may have two hours, or neighbouring days."""
        found = self._compare(1, left, right, lambda: when.compare(left.days, right.days))
        if found.wall and _one_death(left, right) and when.close(left.days, right.days):
            return Finding(-0.2, f"{found.why}, but one person died once", rival=True)
        return found

    def where(self, left: Telling, right: Telling) -> Finding:
        """How well the places agree; what is taken or left is the place itself, and no other thing in it."""
        found = self._compare(2, left, right, lambda: where.compare(left.site, right.site))
        if found.wall or not {left.act.type, right.act.type} <= what.kinds("taking"):
            return found
        other = where.two_things(left.site, right.site)
        return found if other is None else Finding(-1.0, other, wall=True)

    def toll(self, left: Telling, right: Telling) -> Finding:
        """How well the losses agree; a count of other victims than the act cost is no count of that act's."""
        found = self._compare(4, left, right, lambda: toll.compare(left.toll, right.toll, self.camps))
        one_counts = (left.act.type == "casualties") != (right.act.type == "casualties")
        return found._replace(score=-0.4) if one_counts and found.score < 0 else found

    def told(self, left: Telling, right: Telling) -> Finding:
        """What it says where both stand: in one account, or in two."""
        site, parties, toll_ = (compare(left, right) for compare in (self.where, self.who, self.toll))
        type = what.affinity(left.act.type, right.act.type) or 0.0
        scores = (type, site.score, parties.score, toll_.score)
        harm = _one_death(left, right) or toll_.score >= (SEVERAL if told.one_day(left, right) else MANY)
        return told.compare(left, right, told.Seen(*scores, harm, parties.rival))

    def who(self, left: Telling, right: Telling) -> Finding:
        """How well the parties agree; where each is told to have acted, whether that is one occurrence."""
        found = self._compare(3, left, right, lambda: who.compare(left.roles, right.roles, self.camps))
        if (found.rival or found.wall) and told.answers(left, right):
            return Finding(0.3, "they fire at each other")
        if found.rival:
            return self._rivals(left, right, found)
        if found.aside and not self._one_harm(left, right):
            return found._replace(wall=True)
        if found.score < 0 and left.kept.document == right.kept.document and not told.other_voice(left, right):
            return found._replace(wall=True)
        return found

    def _rivals(self, left: Telling, right: Telling, found: Finding) -> Finding:
        """Rivals are told by two voices of one place and hour, as one occurrence: attack and counter-attack are two."""
        day, site = self.when(left, right), self.where(left, right)
        apart = Finding(-1.0, found.why, wall=True)
        if not told.other_voice(left, right) or day.score < CERTAIN or site.score < 0:
            return apart
        if self._accused(left, right) and not told.other_victims(left, right):
            return Finding(0.6, f"{found.why}: each accuses the other", rival=True)
        if "again" in (left.repeat, right.repeat):
            return apart
        if found.score > 0 and site.score > 0:
            return found
        disputed = told.disputed(left, right) or (day.score == 1.0 and site.score > 0)
        return found if disputed or self._one_harm(left, right) else apart

    def _one_harm(self, left: Telling, right: Telling) -> bool:
        """Whether both tell the same harm: one person's death, or the same figures."""
        return _one_death(left, right) or self.toll(left, right).score >= SEVERAL

    def _accused(self, left: Telling, right: Telling) -> bool:
        """Whether the one is told by him whom the other accuses, and the other way round."""
        pairs = ((left.voices, right.roles.by), (right.voices, left.roles.by))
        return all(any(self.camps.tie(a, b) >= who.Tie.ALIKE for a in voices for b in by) for voices, by in pairs)

    def walled(self, left: Telling, right: Telling) -> bool:
        """Whether any facet, of those that need no look at the account, keeps the two apart."""
        return any(compare(left, right).wall for compare in (self.what, self.when, self.where, self.who))

    def total(self, left: Telling, right: Telling) -> float | None:
        """The weighed sum of all facets; `None` where one of them is a wall."""
        total = 0.0
        for name, compare in self._all:
            found = compare(left, right)
            if found.wall:
                return None
            total += WEIGHTS[name] * found.score
        return total

    def weigh(self, left: Telling, right: Telling) -> Weighed:
        """Every facet of two tellings."""
        findings = tuple((name, compare(left, right)) for name, compare in self._all)
        total = sum(WEIGHTS[name] * found.score for name, found in findings)
        return Weighed(total, findings, any(f.wall for _, f in findings), any(f.rival for _, f in findings))


def _one_death(left: Telling, right: Telling) -> bool:
    """Whether both tell that one person of the same name was killed."""
    return left.deadly and right.deadly and bool(_persons(left) & _persons(right))


def _persons(telling: Telling) -> frozenset[str]:
    return frozenset(actor.person for actor in (*telling.roles.against, *telling.roles.lost) if actor.person)
