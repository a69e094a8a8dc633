"""From a history to the rows, facets and words that the view keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from annals.base.claim import Statement
from annals.base.episode import Episode
from annals.merge.episode import episodes
from annals.merge.history import History
from annals.serve.rows import Facets, Names, Row, credit, facets, row


class Entry(msgspec.Struct, frozen=True):
    """An event as the view takes it in: its row, its facets, the ids of its claims, the words it is searched by."""

    row: Row
    facets: Facets
    claims: tuple[str, ...]
    words: str


def entries(history: History, contested: Mapping[str, Iterable[str]]) -> Iterator[Entry]:
    """All events in order of time. `contested` says of an event's id what the accounts disagree about."""
    publishers = {id: kept.document.source.publisher or kept.document.name for id, kept in history.documents.items()}
    sides, names = side_names(history), best_names(history)
    for event in history.events:
        claims = [history.by_id[id] for id in event.claims]
        told = row(event, claims, publishers, contested.get(event.id, ()))
        sentences = (history.documents[kept.document].document[kept.claim.sentence] for kept in claims)
        yield Entry(told, facets(told, claims, sides, names), event.claims, "\n".join(dict.fromkeys(sentences)))


def wholes(history: History) -> dict[str, list[Episode]]:
    """The episodes of every document that has one, under its id."""
    told: dict[str, list[Statement]] = {}
    for kept in history.statements:
        told.setdefault(kept.document, []).append(kept.statement)
    return {document: episodes(statements) for document, statements in told.items()}


def side_names(history: History) -> dict[tuple[str, object], str]:
    """What the sides of a document's first episode are called: by their first belligerent, else their first unit."""
    named: dict[tuple[str, object], str] = {}
    for document, several in wholes(history).items():
        for number, side in enumerate(several[0].sides if several else (), 1):
            who = next(iter((*side.belligerents, *side.units)), None)
            if who:
                named[document, number] = who
    return named


def best_names(history: History) -> Names:
    """Every name of an actor or place with the name that its identity is listed under: the one most often written."""
    actors: dict[str, dict[str, int]] = {}
    places: dict[str, dict[str, int]] = {}
    of_actor: dict[tuple[str, str], str] = {}
    of_place: dict[tuple[str, str], str] = {}
    known = history.identities
    for kept in history.claims:
        for mention in (*kept.claim.by, *kept.claim.against, *kept.claim.mediator):
            key = of_actor.setdefault((kept.document, mention.name), known.actor(kept.document, mention.name))
            actors.setdefault(key, {})[mention.name] = actors.get(key, {}).get(mention.name, 0) + 1
        for mention in kept.claim.places:
            key = of_place.setdefault((kept.document, mention.name), known.place(kept.document, mention.name))
            places.setdefault(key, {})[mention.name] = places.get(key, {}).get(mention.name, 0) + 1
    return Names(_best(of_actor, actors), _best(of_place, places))


def _best(of: Mapping[tuple[str, str], str], counts: Mapping[str, Mapping[str, int]]) -> dict[tuple[str, str], str]:
    best = {key: min(names, key=lambda name: (-names[name], name)) for key, names in counts.items()}
    return {name: best[key] for name, key in of.items()}


def counted(history: History) -> Iterator[tuple[str, str]]:
    """How much the record holds beside its events."""
    yield "claims", str(len(history.claims))
    yield "accounts", str(len(history.documents))
    yield "gaps", str(sum(1 for _ in history.record.gaps()))
    yield "credits", "\n".join(sorted({credit(place.source) for kept in history.claims for place in kept.places_at}))


def doubt(row: Row) -> int:
    """How much an event asks to be looked at: contested, told by hearsay, without a day, a place or an actor."""
    return (
        4 * len(row.contested)
        + 2 * (row.certainty != "stated")
        + 2 * (row.first is None or row.first != row.last)
        + (not row.places)
        + (not row.by and not row.against)
        + (row.claims > 1)
    )
