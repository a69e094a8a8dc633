"""An event: its facets side by side with all who tell them, why its claims are one event, and what people judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from annals.serve.bonds import Bonds
from annals.serve.page import Page, Shown, Table
from annals.serve.pages import once, rivals
from annals.serve.pages.overview import content as row_content
from annals.serve.pages.overview import features
from annals.serve.pages.told import Card, cards_of, content, judgements

MOST = 60
"""Claims of one event that are shown as cards; the others are shown by their words."""


class Value(msgspec.Struct, frozen=True):
    """A value of a facet, with the letters and ids of the claims that tell it."""

    words: str
    told: tuple[tuple[str, str], ...]


class Facet(msgspec.Struct, frozen=True):
    """A facet of the event with its values, in the order in which they are first told; `silent` claims tell none."""

    label: str
    values: tuple[Value, ...]
    silent: tuple[tuple[str, str], ...]


def page(shown: Shown, parts: Mapping[str, str]) -> Page:
    """The event with the id in `parts`, or the event that the claim with this id tells.

    An event's id changes when a claim joins it; the ids of its claims never do, so that a link by claim lasts. An id
    that an event had before leads to where its claims are now.
    """
    id = parts["id"]
    id = id if shown.view.number(id) is not None else shown.view.event_of(id) or id
    number = shown.view.number(id)
    if number is None:
        return once.page(shown, id)
    (row,) = shown.view.rows([number])
    claims = shown.view.claims_of(id)
    cards = list(cards_of(shown, claims))
    bonds, judged = _bonds(shown, id), judgements(shown, claims)
    return Page(
        template="event.html",
        title=f"{row.kind}, {row.date or 'no date'}",
        content={
            "row": row,
            "cards": cards[:MOST],
            "more": cards[MOST:],
            "count": len(cards),
            "lasting": cards[0].id if cards else id,
            "facets": list(facets(cards)),
            "rivals": rivals.of_event(shown, id),
            "bonds": bonds,
            "letters": {each.id: each.letter for each in cards},
            "judged": judged,
        },
        json=lambda: {**row_content(row), "told": [content(each) for each in cards],
                      "rivals": [rivals.content(each) for each in rivals.of_event(shown, id)],
                      "why": msgspec.to_builtins(bonds), "judgements": msgspec.to_builtins(judged)},
        table=lambda: Table(_COLUMNS, (_cells(each) for each in cards)),
        geojson=lambda: {"type": "FeatureCollection", "features": list(features([row]))},
    )  # fmt: skip


def paths(shown: Shown) -> Iterator[Mapping[str, str]]:
    """Every event, and every id that an event had whose claims are of several now, or of none."""
    yield from ({"id": id} for id in shown.view.event_ids())
    yield from ({"id": id} for id, events in once.former(shown) if len(events) != 1)


def _bonds(shown: Shown, id: str) -> Bonds | None:
    body = next(shown.view.derived("bonds", id), None)
    return msgspec.json.decode(body, type=Bonds) if body is not None else None


FACETS: tuple[tuple[str, Callable[[Card], Sequence[str]]], ...] = (
    ("What", lambda each: [f"{each.type}{', not so' if each.negated else ''}"]),
    ("When", lambda each: [each.date] if each.date else []),
    ("Who", lambda each: [each.parties] if each.parties else []),
    ("Where", lambda each: each.places),
    ("Losses", lambda each: each.losses),
    ("Voice", lambda each: [f"{each.voice}, {each.certainty}"]),
)


def facets(cards: Sequence[Card]) -> Iterator[Facet]:
    """The facets of an event, each with all values that its claims tell."""
    for label, values in FACETS:
        told: dict[str, list[tuple[str, str]]] = {}
        for each in cards:
            for words in values(each):
                told.setdefault(words, []).append((each.letter, each.id))
        silent = tuple((each.letter, each.id) for each in cards if not values(each))
        yield Facet(label, tuple(Value(words, tuple(claims)) for words, claims in told.items()), silent)


_COLUMNS = ("claim", "source", "voice", "certainty", "type", "date", "parties", "places", "losses", "quote")


def _cells(card: Card) -> list[str | int | float | None]:
    return [
        card.id, card.source, card.voice, card.certainty, card.type, card.date, card.parties, "; ".join(card.places),
        "; ".join(card.losses), card.quote,
    ]  # fmt: skip
