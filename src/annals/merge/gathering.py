"""Claims put together where they agree: each joins the event with which it agrees best, if nothing forbids it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from annals.base.span import Span
from annals.merge.candidates import Handle, asked, given, sought
from annals.merge.scales import Scales
from annals.merge.telling import Telling
from annals.merge.weights import FLOOR, THRESHOLD

LIKES = 12
"""With how many different tellings of an event a claim is compared in full; for walls it is compared with all."""
TRIED = 300
"""How many events of one handle are looked at."""


class Gathering:
    """Claims that tell one event. `unlike` holds one for each way of telling it, in the order in which they came."""

    def __init__(self) -> None:
        self.members: list[Telling] = []
        self.ids: set[str] = set()
        self.unlike: dict[tuple[int, ...], Telling] = {}
        self.accounts: dict[str, list[Telling]] = {}
        self._facets: dict[tuple[int, int], Telling] = {}

    def add(self, telling: Telling) -> None:
        """Take a claim that fits."""
        self.members.append(telling)
        self.ids.add(telling.kept.id)
        self.unlike.setdefault(telling.codes, telling)
        self.accounts.setdefault(telling.kept.document, []).append(telling)
        for number in range(4):
            self._facets.setdefault((number, telling.codes[number]), telling)

    def likes(self, telling: Telling) -> list[Telling]:
        """Those with which a claim is compared in full: some of every account, and all of its own."""
        own = self.accounts.get(telling.kept.document, [])
        mine = {each.kept.id for each in own}
        others = [each for each in list(self.unlike.values())[:LIKES] if each.kept.id not in mine]
        return [*own, *others]

    def union(self, other: Gathering, scales: Scales) -> float | None:
        """How well two gatherings agree in their best pair; `None` where any two members keep them apart."""
        several = list(other.unlike.values())[:LIKES]
        found = [self.agreement(telling, scales, least=FLOOR) for telling in several]
        shared = sorted(other.accounts.keys() & self.accounts.keys())
        found += [self.agreement(each, scales, least=FLOOR) for name in shared for each in other.accounts[name]]
        totals = [total for total in found if total is not None]
        if len(totals) < len(found) or max(totals) < THRESHOLD:
            return None
        walled = (scales.walled(a, b) for a in self._facets.values() for b in other._facets.values())
        return None if any(walled) else max(totals)

    def agreement(self, telling: Telling, scales: Scales, least: float = THRESHOLD) -> float | None:
        """How well a claim agrees with the best of the members; `None` where it cannot be of the same event."""
        totals = []
        for other in self.likes(telling):
            total = scales.total(other, telling)
            if total is None or total < FLOOR:
                return None
            totals.append(total)
        best = max(totals)
        if best < least or any(scales.walled(other, telling) for other in self._facets.values()):
            return None
        return best


class Gatherer:
    """Puts tellings together, one after the other; `apart` names claims that people judged to be different."""

    def __init__(self, scales: Scales, apart: Mapping[str, Collection[str]]) -> None:
        self.scales = scales
        self.apart = apart
        self.found: list[Gathering] = []
        self._files: dict[Handle, list[int]] = {}
        self._told: dict[tuple[int, ...], dict[int, None]] = {}
        self._moved: dict[int, int] = {}

    def gather(self, tellings: Iterable[Telling]) -> list[Gathering]:
        """All tellings in gatherings. What is told most fully comes first, so that what is vague joins it."""
        several = sorted(tellings, key=rank)
        wanted = sought(several)
        for telling in several:
            number = self._number(telling)
            if number == len(self.found):
                self.found.append(Gathering())
            self.found[number].add(telling)
            self._told.setdefault(telling.codes, {})[number] = None
            for handle in given(telling, wanted):
                filed = self._files.setdefault(handle, [])
                if number not in filed[-1:]:
                    filed.append(number)
        self._unite()
        return [gathering for gathering in self.found if gathering.members]

    def _unite(self) -> None:
        """Put together what began apart, because the claim that ties two tellings to each other came after both."""
        for number, gathering in enumerate(self.found):
            likes = list(gathering.unlike.values())[:LIKES]
            tried = sorted({n for telling in likes for n in self._asked(telling) if n < number})
            best, into = 0.0, None
            for other in tried:
                total = self._union(self.found[other], gathering)
                if total is not None and total > best:
                    best, into = total, other
            if into is not None:
                for telling in gathering.members:
                    self.found[into].add(telling)
                self.found[number] = Gathering()
                self._moved[number] = into

    def _union(self, one: Gathering, other: Gathering) -> float | None:
        if not one.members or any(self._judged(telling, one) for telling in other.members):
            return None
        return one.union(other, self.scales)

    def _number(self, telling: Telling) -> int:
        best, number = 0.0, len(self.found)
        for tried in self._tried(telling):
            gathering = self.found[tried]
            if self._judged(telling, gathering):
                continue
            agreed = gathering.agreement(telling, self.scales)
            if agreed is not None and agreed > best:
                best, number = agreed, tried
        return number

    def _tried(self, telling: Telling) -> list[int]:
        """The events to compare with, the oldest first; where one is told in just these facets, no others."""
        alike = [n for n in self._told.get(telling.codes, {}) if self._repeats(telling, self.found[n])]
        if alike:
            return alike[:1]
        return self._asked(telling)

    def _asked(self, telling: Telling) -> list[int]:
        tried: dict[int, None] = {}
        for handle in asked(telling):
            tried.update(dict.fromkeys(self._files.get(handle, ())[:TRIED]))
        return sorted({self._moved.get(number, number) for number in tried} if self._moved else tried)

    def _repeats(self, telling: Telling, gathering: Gathering) -> bool:
        """Whether another account says the same, and nothing keeps this claim from it."""
        if telling.kept.document in gathering.accounts or self._judged(telling, gathering):
            return False
        return gathering.agreement(telling, self.scales) is not None

    def _judged(self, telling: Telling, gathering: Gathering) -> bool:
        return not gathering.ids.isdisjoint(self.apart.get(telling.kept.id, ()))


def rank(telling: Telling) -> tuple[object, ...]:
    """The order in which claims are put together: dated before undated, acts before counts, the fullest first."""
    days, roles = telling.days, telling.roles
    told = (days.exact, bool(days.part), bool(telling.site.named), bool(roles.by), bool(roles.against))
    return (days.first is None, telling.act.type == "casualties", -sum(told), *place(telling))


def place(telling: Telling) -> tuple[str, str, Span, Span, str]:
    """Where a claim stands: document and words."""
    kept = telling.kept
    return (kept.name, kept.document, kept.claim.span, kept.claim.sentence, kept.id)
