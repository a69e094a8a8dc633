"""What the view keeps ready beside the events: disagreements, losses, control, truces, actors and places, as JSON.

Everything is kept with the words of the claims behind it, so that a page needs nothing but the view.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from annals.base.control import Control
from annals.base.edtf import position
from annals.base.identity import Identity
from annals.base.rival import FACETS, RELATIONS, Disagreement, Version
from annals.base.told import Told
from annals.base.truce import Life
from annals.keep.kept import KeptDocument
from annals.merge.control import controls
from annals.merge.display import RULES
from annals.merge.history import History
from annals.merge.rivals import rivals
from annals.merge.tellers import Tellers
from annals.merge.truces import truces
from annals.serve import bonds
from annals.serve.accounts import Account, accounts
from annals.serve.bonds import Bonds
from annals.serve.build import best_names, side_names
from annals.serve.doubts import Doubt, doubts, line
from annals.serve.doubts import Line as Doubtful
from annals.serve.rows import Names
from annals.serve.tolls import Sum, Toll, told
from annals.serve.totals import Columns, Entry, Line, columns, lines

Kept = tuple[str, Iterator[tuple[str, bytes]]]
"""A kind, and its things in order, each with its id and its JSON."""

INDEX = "all"
"""The id of the one thing of a kind that lists the others."""


class Words(msgspec.Struct, frozen=True):
    """A claim or statement behind something derived: its words, and the account that they stand in."""

    document: str
    name: str
    publisher: str
    words: str


class Paper(msgspec.Struct, frozen=True):
    """An account as a card cites it: title, when it was published, in which language, where it stands."""

    title: str
    publisher: str
    published: str | None
    language: str | None
    url: str | None


class Rivalry(msgspec.Struct, frozen=True):
    """A disagreement with the accounts that tell it, under their ids."""

    disagreement: Disagreement
    papers: dict[str, Paper]


class Place(msgspec.Struct, frozen=True, array_like=True):
    """Where a disagreement stands among all: its event's number (`None`: an episode's), facet, relation, id, event id,
    date."""

    number: int | None
    facet: str
    relation: str
    id: str
    event: str | None
    date: str | None


class Held(msgspec.Struct, frozen=True):
    """Who holds a place, with the words of the claims that tell it."""

    control: Control
    claims: dict[str, Words]


class Lived(msgspec.Struct, frozen=True):
    """The life of a truce or siege, with the words of the claims that tell it."""

    life: Life
    claims: dict[str, Words]


class Lasted(msgspec.Struct, frozen=True, array_like=True):
    """Where a place's control, or a truce, stands in its list: its id, and the events (numbers) that tell of it."""

    id: str
    events: tuple[int, ...]


class Known(msgspec.Struct, frozen=True):
    """An actor or place; `value` is what events are found by in its facet (`None`: no event names it), `documents` the
    names of the accounts under their ids."""

    identity: Identity
    value: str | None
    documents: dict[str, str]


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """Where an actor or place stands in its list: its id, best name, whether a common noun, all names folded."""

    id: str
    name: str
    generic: bool
    names: str


def contested(found: Iterable[Disagreement]) -> dict[str, list[str]]:
    """For each event (id) the facets in which its versions contradict each other.

    Versions contradict each other where no value fits all; or where each is bounded on both sides, and excludes what
    another allows ("2–3", "3–4"). "At least 5" and "up to 30" leave each other room and are shown, but not called so.
    """
    facets: dict[str, list[str]] = {}
    for each in found:
        if each.event is not None and contradicts(each):
            facets.setdefault(each.event, []).append(each.facet)
    return facets


def contradicts(each: Disagreement) -> bool:
    """Whether the versions of a disagreement cannot all be so."""
    return each.relation == "apart" or (each.relation == "overlap" and all(_bounded(v) for v in each.versions))


def _bounded(version: Version) -> bool:
    return version.min is not None and version.max is not None and not version.approx


def derived(history: History, found: Sequence[Disagreement] | None = None) -> Iterator[Kept]:
    """All kinds of things that are derived of a record, each in order; `found` are its disagreements, if known."""
    tellers = Tellers(history)
    found = rivals(history) if found is None else found
    yield from _rivals(history, found)
    doubtful = doubts(history, found, (each.id for each in found if contradicts(each)))
    yield "doubt", ((each.id, _json(each)) for each in doubtful)
    yield "doubt index", iter([(INDEX, msgspec.json.encode([line(each) for each in doubtful]))])
    yield from _losses(history, tellers)
    several = (event for event in history.events if len(event.claims) > 1)
    yield "bonds", ((event.id, _json(bonds.of(history.accord, event))) for event in several)
    behind = Behind(history)
    held = [Held(each, behind.of_control(each)) for each in controls(history)]
    lived = [Lived(each, behind.of_life(each)) for each in truces(history)]
    numbers = {claim: number for number, event in enumerate(history.events) for claim in event.claims}
    yield "control", ((each.control.place, _json(each)) for each in held)
    yield "control index", _lasted(((each.control.place, each.claims) for each in held), numbers)
    yield "truce", ((each.life.id, _json(each)) for each in lived)
    yield "truce index", _lasted(((each.life.id, each.claims) for each in lived), numbers)
    yield from _identities(history)
    yield "account", ((each.id, _json(each)) for each in accounts(history))


KEPT: Mapping[str, object] = {
    "rival": Rivalry, "rival index": list[Place], "rivals of": list[int], "doubt": Doubt,
    "doubt index": list[Doubtful], "episode": Toll, "tally": Sum, "losses": Line, "adding": list[Entry],
    **dict.fromkeys((f"sums {rule}" for rule in RULES), Columns), "bonds": Bonds, "control": Held,
    "control index": list[Lasted], "truce": Lived, "truce index": list[Lasted], "actor": Known,
    "actor index": list[Mark], "place": Known, "place index": list[Mark], "account": Account,
}  # fmt: skip
"""What each kind is kept as."""


def _json(thing: msgspec.Struct) -> bytes:
    return msgspec.json.encode(thing)


# disagreements


def _rivals(history: History, found: Sequence[Disagreement]) -> Iterator[Kept]:
    ordered = sorted(found, key=weight)
    numbers = {event.id: n for n, event in enumerate(history.events)}
    index = [
        Place(numbers.get(each.event or ""), each.facet, each.relation, each.id, each.event, each.date)
        for each in ordered
    ]
    yield "rival", ((each.id, _json(Rivalry(each, _papers(history, each)))) for each in ordered)
    yield "rival index", iter([(INDEX, msgspec.json.encode(index))])
    of: dict[str, list[int]] = {}
    for n, each in enumerate(ordered):
        if each.event is not None:
            of.setdefault(each.event, []).append(n)
    yield "rivals of", ((event, msgspec.json.encode(several)) for event, several in of.items())


def weight(each: Disagreement) -> tuple[object, ...]:
    """The order of disagreements: by date, those of one event together, the gravest first."""
    voices = {telling.voice for version in each.versions for telling in version.tellings}
    grave = (RELATIONS.index(each.relation), -len(voices), FACETS.index(each.facet), each.id)
    return (*position(each.date), each.event or "", each.episode or "", *grave)


def _papers(history: History, each: Disagreement) -> dict[str, Paper]:
    ids = dict.fromkeys(telling.document for version in each.versions for telling in version.tellings)
    return {id: paper(history.documents[id]) for id in ids}


def paper(kept: KeptDocument) -> Paper:
    """An account as it is cited."""
    document, source = kept.document, kept.document.source
    publisher = source.publisher or document.name
    return Paper(document.title or document.name, publisher, source.date, source.language, source.url)


# losses


def _losses(history: History, tellers: Tellers) -> Iterator[Kept]:
    tolls, sums = told(history, tellers)
    yield "episode", ((toll.id, _json(toll)) for toll in tolls)
    yield "tally", ((each.id, _json(each)) for each in {each.id: each for each in sums}.values())
    rows = lines(tellers, history.events, side_names(history))
    yield "losses", ((_line_id(line.row, line.kind), _json(line)) for line, _ in rows)
    yield "adding", ((_line_id(line.row, line.kind), msgspec.json.encode(entries)) for line, entries in rows)
    for rule in RULES:
        yield f"sums {rule}", ((_line_id(line.row, line.kind), _json(columns(entries, rule))) for line, entries in rows)


def _line_id(row: str, kind: str) -> str:
    return hashlib.sha256(msgspec.json.encode(["line", row, kind])).hexdigest()[:16]


# control and truces


def _lasted(several: Iterable[tuple[str, Iterable[str]]], numbers: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
    """The list of what lasted (ids, with the claims that tell it), each with the events of these claims."""
    listed = [Lasted(id, tuple(sorted({numbers[c] for c in claims if c in numbers}))) for id, claims in several]
    yield INDEX, msgspec.json.encode(listed)


# what stands behind


class Behind:
    """The words of claims and statements under their ids."""

    def __init__(self, history: History) -> None:
        self._documents = history.documents
        self._words = {kept.id: (kept.document, kept.claim.quote) for kept in history.claims}
        self._words.update({kept.id: (kept.document, kept.statement.words) for kept in history.statements})

    def of(self, told: Iterable[Told]) -> dict[str, Words]:
        """The words of all who tell something."""
        return {each.claim: self._one(each.claim) for each in told if each.claim in self._words}

    def _one(self, id: str) -> Words:
        document, words = self._words[id]
        kept = self._documents[document].document
        return Words(document, kept.name, kept.source.publisher or kept.name, words)

    def of_control(self, control: Control) -> dict[str, Words]:
        """The words of all that tells who held a place."""
        told = [each for hold in control.holds for each in (*hold.told, *hold.ended_by)]
        told += [each for hold in control.holds for rival in hold.rivals for each in rival.told]
        return self.of([*told, *(each for rival in control.attempts for each in rival.told)])

    def of_life(self, life: Life) -> dict[str, Words]:
        """The words of all that tells of a truce or siege."""
        told = [each.told for each in (*life.declared, *life.begins, *life.ends, *life.in_force_until)]
        told += [each.told for each in life.steps]
        told += [each.told for each in life.terms]
        told += [each.told for each in life.lasting]
        return self.of(each for several in told for each in several)


# actors and places


def _identities(history: History) -> Iterator[Kept]:
    names, documents = best_names(history), {id: kept.document.name for id, kept in history.documents.items()}
    for what, several in (("actor", history.identities.actors), ("place", history.identities.places)):
        listed = sorted(several, key=lambda one: one.generic)
        yield what, ((one.id, _json(_known(one, names, documents))) for one in listed)
        yield f"{what} index", iter([(INDEX, msgspec.json.encode([_mark(one) for one in listed]))])


def _known(one: Identity, names: Names, documents: Mapping[str, str]) -> Known:
    found = (names.value(one.what, id, each.name) for each in one.names for id in each.documents)
    ids = {id: None for each in one.names for id in each.documents} | {stand.document: None for stand in one.stands}
    return Known(one, next((value for value in found if value), None), {id: documents.get(id, id) for id in ids})


def _mark(one: Identity) -> Mark:
    return Mark(one.id, one.name, one.generic, "\n".join(each.name.casefold() for each in one.names))
