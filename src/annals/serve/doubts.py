"""What a person should look at, the most doubtful first: made with the view, and kept there as `doubt`.

A doubt is about two claims (are they one event?), about the versions of a disagreement, about one claim, or about words
that were not understood. What people decide about it is looked up when the queue is shown, never kept here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import msgspec
from msgspec.structs import replace

from annals.base.judgement import gap_subject
from annals.base.rival import Disagreement
from annals.merge.candidates import asked, given, sought
from annals.merge.events import Accord
from annals.merge.history import History
from annals.merge.telling import Telling
from annals.merge.weights import FLOOR, THRESHOLD
from annals.serve import bonds
from annals.serve.bonds import Reason

KINDS = {
    "contested": "The accounts contradict each other",
    "joined": "One event, but only just",
    "apart": "Two events, but nearly one",
    "hearsay": "Told by hearsay, and by one account",
    "undated": "No date was found",
    "gap": "Words that were not understood",
}
"""The kinds of doubt, and what each says."""

PAIRS = frozenset(("joined", "apart"))
"""Kinds that ask whether two claims tell one event."""

MARGIN = 0.5
"""How far from the threshold two claims still nearly meet, or barely."""
SIDE_BY_SIDE = 4
"""Claims that are shown beside each other."""
FILED, TRIED = 6, 12
"""Events under one handle, and events that one is compared with, when those that nearly meet are looked for."""


class Doubt(msgspec.Struct, frozen=True):
    """One thing to look at. `weight` is how doubtful it is, from 0 to 1; `why` says why, `reasons` how two claims were
    weighed. `claims` are shown side by side; a gap has its `document` and `ordinal` in their place. `number` is that of
    the event in the view."""

    id: str
    kind: str
    weight: float
    why: str
    claims: tuple[str, ...] = ()
    number: int | None = None
    date: str | None = None
    document: str | None = None
    ordinal: int | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def subjects(self) -> tuple[str, ...]:
        """What can be judged: the claims, or the gap."""
        return self.claims or (gap_subject(self.document or "", self.ordinal or 0),)


class Line(msgspec.Struct, frozen=True, array_like=True):
    """A doubt in the list of all, with what decides whether it is settled, and whose event it is about."""

    id: str
    kind: str
    subjects: tuple[str, ...]
    number: int | None


def doubts(history: History, disagreements: Sequence[Disagreement], contested: Iterable[str]) -> list[Doubt]:
    """All that is doubtful, the most doubtful first; `contested` are the ids of disagreements that contradict."""
    several = (
        _contested(history, disagreements, frozenset(contested)),
        _joined(history),
        _apart(history),
        _single(history),
        _gaps(history),
    )
    return sorted(chain.from_iterable(several), key=lambda each: (-each.weight, each.kind, each.date or "~", each.id))


def line(each: Doubt) -> Line:
    """A doubt as it stands in the list of all."""
    return Line(each.id, each.kind, each.subjects, each.number)


def _named(kind: str, *of: object) -> str:
    return hashlib.sha256(msgspec.json.encode(["doubt", kind, *of])).hexdigest()[:16]


# what the accounts contradict each other in


def _contested(history: History, several: Iterable[Disagreement], contested: frozenset[str]) -> Iterator[Doubt]:
    """Disagreements between claims of the prose, a claim of each version beside the others."""
    numbers = {event.id: n for n, event in enumerate(history.events)}
    for each in several:
        first = (next((t.claim for t in v.tellings if t.claim in history.by_id), None) for v in each.versions)
        claims = tuple(dict.fromkeys(claim for claim in first if claim))[:SIDE_BY_SIDE]
        if each.id in contested and len(claims) > 1:
            voices = {telling.voice for version in each.versions for telling in version.tellings}
            versions = " | ".join(version.value for version in each.versions)
            yield Doubt(
                id=_named("contested", each.id),
                kind="contested",
                weight=round(0.8 + 0.15 * (each.relation == "apart") + min(len(voices), 5) / 100, 3),
                why=f"{each.subject}: {versions}",
                claims=claims,
                number=numbers.get(each.event or ""),
                date=each.date,
            )


# claims that barely, or nearly, tell one event


def _joined(history: History) -> Iterator[Doubt]:
    """Events whose weakest bond is hardly stronger than it must be."""
    for number, event in enumerate(history.events):
        if len(event.claims) < 2 or event.judged:
            continue
        weakest = min(bonds.of(history.accord, event).bonds, key=lambda bond: (bond.total, bond.claim))
        if weakest.total < THRESHOLD + MARGIN:
            yield Doubt(
                id=_named("joined", *sorted((weakest.claim, weakest.other))),
                kind="joined",
                weight=_weight(0.75, weakest.total - THRESHOLD),
                why=_barely(weakest.total),
                claims=(weakest.other, weakest.claim),
                number=number,
                date=event.date,
                reasons=weakest.reasons,
            )


def _barely(total: float) -> str:
    others = "" if total >= THRESHOLD else "; other claims of the event tie them together"
    return f"their facets add up to {total:.2f}, and {THRESHOLD:.2f} is needed for one event{others}"


def _weight(most: float, away: float) -> float:
    """The nearer to the threshold, the more doubtful."""
    return round(most - 0.3 * min(1.0, abs(away) / MARGIN), 3)


def _apart(history: History) -> Iterator[Doubt]:
    """Pairs of events of which two claims nearly agree enough."""
    accord = history.accord
    first = [accord.tellings[event.claims[0]] for event in history.events]
    wanted = sought(first)
    files: dict[tuple[object, ...], list[int]] = {}
    for number, telling in enumerate(first):
        tried = {n for handle in asked(telling) for n in files.get(handle, ())}
        for other in sorted(tried, reverse=True)[:TRIED]:
            yield from _near(history.accord, first[other], telling, other, history.events[other].date)
        for handle in given(telling, wanted):
            filed = files.setdefault(handle, [])
            if len(filed) == FILED:
                filed.pop(0)
            filed.append(number)


def _near(accord: Accord, left: Telling, right: Telling, number: int, date: str | None) -> Iterator[Doubt]:
    total = accord.scales.total(left, right)
    if total is None or total < max(FLOOR, THRESHOLD - MARGIN):
        return
    but = "but other claims of the two keep them apart" if total >= THRESHOLD else f"and {THRESHOLD:.2f} is needed"
    pair = (left.kept.id, right.kept.id)
    yield Doubt(
        id=_named("apart", *sorted(pair)),
        kind="apart",
        weight=_weight(0.7, total - THRESHOLD),
        why=f"their facets add up to {total:.2f}, {but}",
        claims=pair,
        number=number,
        date=date,
        reasons=bonds.reasons(accord.weighed(*pair)),
    )


# single claims, and gaps


def _single(history: History) -> Iterator[Doubt]:
    """Events of one claim that is hearsay, or that nothing dates."""
    for number, event in enumerate(history.events):
        kept = history.by_id[event.claims[0]]
        one = Doubt("", "undated", 0.3, "", event.claims[:1], number, event.date)
        if event.date is None:
            why = "the text gives no ground for a date; perhaps the sentences around it do"
            yield replace(one, id=_named("undated", kept.id), why=why)
        elif len(event.claims) == 1 and kept.claim.certainty != "stated":
            weight = (0.4 if kept.claim.certainty == "claimed" else 0.35) + 0.05 * bool(kept.claim.losses)
            why = f"it is {kept.claim.certainty}, and no other account tells it"
            yield replace(one, id=_named("hearsay", kept.id), kind="hearsay", weight=round(weight, 3), why=why)


def _gaps(history: History) -> Iterator[Doubt]:
    """Words that gave no value; those that were read after a repair are no doubt."""
    for document in history.documents:
        for ordinal, kept in enumerate(history.record.gaps(document)):
            if not kept.gap.repaired:
                id = _named("gap", document, ordinal)
                yield Doubt(id, "gap", 0.2, kept.gap.why, document=document, ordinal=ordinal)
