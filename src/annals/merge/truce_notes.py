"""Events as the lives of agreements and sieges take them up: who, where, when, in what words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from annals.base.claim import Claim
from annals.base.edtf import bounds, position
from annals.base.event import Event
from annals.base.mention import Mention
from annals.base.span import Span
from annals.base.told import Told
from annals.base.when import PARTS_OF_DAY
from annals.keep.kept import KeptClaim, KeptDocument
from annals.merge.history import History
from annals.merge.holders import plain
from annals.merge.identities import Identities
from annals.merge.name_words import somebody
from annals.merge.truce_words import brokers
from annals.merge.voices import told

TYPES = ("agreement", "violation", "negotiation", "siege", "siege_lifted", "clash", "attack", "shelling")
RANKS = {"negotiation": 0, "agreement": 1, "siege": 1}
"""On one day talks come before agreements, and agreements before what breaks them."""


Order = tuple[tuple[int, int, int], int, int, str, Span]


class Note(NamedTuple):
    """What an event tells in the words of its first claim; `told` are all such claims, `documents` all their documents.

    `doers` and `targets` are identities and plain names, `sites` identities of places that have a name, `sides` the
    sides of the parties, by document. `order` is its place in time; what has no date, or no part of the day, follows
    what stands before it in its account.
    """

    type: str
    negated: bool
    date: str | None
    part_of_day: str | None
    first: int | None
    last: int | None
    by: tuple[str, ...]
    against: tuple[str, ...]
    mediators: tuple[str, ...]
    places: tuple[str, ...]
    doers: frozenset[str]
    targets: frozenset[str]
    sides: frozenset[tuple[str, int | str]]
    sites: frozenset[str]
    documents: tuple[str, ...]
    told: tuple[Told, ...]
    quote: str
    trigger: str
    sentence: str
    text: str
    span: Span
    within: Span
    at: tuple[int, int, int] = (1, 0, 0)
    order: Order = ((1, 0, 0), 0, 0, "", Span(0, 0))

    @property
    def parties(self) -> frozenset[str]:
        """All who are named as parties."""
        return self.doers | self.targets

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.first is not None and self.first == self.last

    @property
    def rest(self) -> str:
        """The sentence from the claim's first word on."""
        return self.text[self.span.start : self.within.end]

    @property
    def here(self) -> tuple[str, Span]:
        """The sentence in which the words stand."""
        return self.documents[0], self.within


def notes(history: History) -> list[Note]:
    """The events that can belong to the life of an agreement or siege, in order of time."""
    made = [_note(event, several, history) for event in history.events for several in _tellings(event, history)]
    running: dict[str, tuple[tuple[int, int, int], int]] = {}
    ordered = []
    for note in sorted(made, key=lambda note: (note.documents[0], note.span)):
        at, hour = position(note.date), _hour(note)
        last = running.get(note.documents[0])
        if last and (note.date is None or (at == last[0] and not hour)):
            at, hour = last
        if note.date is not None:
            running[note.documents[0]] = at, hour
        ordered.append(note._replace(at=at, order=(at, hour, RANKS.get(note.type, 2), note.documents[0], note.span)))
    return sorted(ordered, key=lambda note: note.order)


def _hour(note: Note) -> int:
    return PARTS_OF_DAY.index(note.part_of_day) + 1 if note.part_of_day in PARTS_OF_DAY else 0


def _tellings(event: Event, history: History) -> Iterator[list[KeptClaim]]:
    """The claims of an event that tell one thing: of one type, and where each side accuses the other, by whom."""
    found: dict[tuple[object, ...], list[KeptClaim]] = {}
    for kept in (history.by_id[id] for id in event.claims):
        claim = kept.claim
        if claim.type in TYPES:
            who = frozenset(plain(m.name) for m in claim.by) if claim.type == "violation" else None
            found.setdefault((claim.type, claim.negated, who, _date(event, kept)), []).append(kept)
    yield from found.values()


def _date(event: Event, kept: KeptClaim) -> str | None:
    """The date of the event; the claim's own where claims contradict each other on it."""
    return kept.claim.when.edtf if "date" in event.contested and kept.claim.when else event.date


def _note(event: Event, several: Sequence[KeptClaim], history: History) -> Note:
    kept = several[0]
    date = _date(event, kept)
    claim, document = kept.claim, history.documents[kept.document].document
    first, last = bounds(date)
    mediators = _names(m for each in several for m in each.claim.mediator)
    beside = brokers(document[claim.sentence]) if claim.type in ("agreement", "negotiation") else ()
    left_out = {*mediators, *beside, *_brokering(claim, beside)}
    by, against = (
        tuple(
            name
            for name in _names(m for each in several for m in getattr(each.claim, role))
            if name not in left_out and somebody(name)
        )
        for role in ("by", "against")
    )
    return Note(
        type=claim.type,
        negated=claim.negated,
        date=date,
        part_of_day=next(
            (k.claim.when.part_of_day for k in several if k.claim.when and k.claim.when.part_of_day), None
        ),
        first=first,
        last=last,
        by=by,
        against=against,
        mediators=tuple(dict.fromkeys((*mediators, *beside))),
        places=_names(m for each in several for m in each.claim.places),
        doers=_parties(((k.document, k.claim.by) for k in several), history.identities, left_out),
        targets=_parties(((k.document, k.claim.against) for k in several), history.identities, left_out),
        sides=_sides(several, left_out),
        sites=_sites(several, history.identities),
        documents=tuple(dict.fromkeys(each.document for each in several)),
        told=_told(several, history.documents),
        quote=claim.quote,
        trigger=document[claim.trigger] if claim.trigger else "",
        sentence=document[claim.sentence],
        text=document.text,
        span=claim.span,
        within=claim.sentence,
    )


def _brokering(claim: Claim, beside: Sequence[str]) -> set[str]:
    """Parties of a claim whose name holds that of a broker: `Iranian mediators` where it says `Iranian mediation`."""
    return {m.name for m in (*claim.by, *claim.against) for name in beside if name in m.name and "mediat" in m.name}


def _told(several: Sequence[KeptClaim], documents: Mapping[str, KeptDocument]) -> tuple[Told, ...]:
    return tuple(told(each, documents[each.document]) for each in several)


def _names(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.name for mention in mentions))


def _parties(
    named: Iterable[tuple[str, tuple[Mention, ...]]], identities: Identities, left_out: set[str]
) -> frozenset[str]:
    return frozenset(
        key
        for document, mentions in named
        for mention in mentions
        if mention.name not in left_out and somebody(mention.name)
        for key in (*(identities.actor(document, name) for name in _bodies(mention.name)), plain(mention.name))
    )


def _bodies(name: str) -> tuple[str, ...]:
    """A name, and without whose it is: "the Harbour Guard of the League" is the Harbour Guard."""
    body = name.partition(" of ")[0]
    return (name, body) if body != name and any(c.isupper() for c in body) else (name,)


def _sides(several: Sequence[KeptClaim], left_out: set[str]) -> frozenset[tuple[str, int | str]]:
    return frozenset(
        (each.document, party.side)
        for each in several
        for party in each.actors
        if party.side is not None and party.role in ("by", "against") and party.name not in left_out
    )


def _sites(several: Sequence[KeptClaim], identities: Identities) -> frozenset[str]:
    return frozenset(
        identities.place(each.document, place.name)
        for each in several
        for place in each.claim.places
        if any(letter.isupper() for letter in place.name)
    )
