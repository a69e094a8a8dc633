"""An event: its facets side by side with all who tell them, why its claims are one event, and what people judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from annals.keep.kept import KeptClaim, KeptDocument, KeptJudgement
from annals.serve.bonds import Bonds
from annals.serve.page import Page, Shown, Table
from annals.serve.pages import rivals
from annals.serve.pages.overview import content as row_content
from annals.serve.pages.overview import features
from annals.serve.pages.source import letter
from annals.serve.pages.told import Card, card, content

MOST = 60
"""Claims of one event that are shown as cards; all of them are in the other forms."""


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

    An event's id changes when a claim joins it; the ids of its claims never do, so that a link by claim lasts.
    """
    id = parts["id"]
    id = id if shown.view.number(id) is not None else shown.view.event_of(id) or id
    number = shown.view.number(id)
    if number is None and shown.decisions.decided.rejected(id):
        return _rejected(shown, id)
    if number is None:
        return Page("missing.html", "Not here", {"what": "no event or claim of this record has that id"}, found=False)
    (row,) = shown.view.rows([number])
    claims = shown.view.claims_of(id)
    cards = [msgspec.structs.replace(each, letter=letter(n)) for n, each in enumerate(_cards(shown, claims))]
    bonds, judged = _bonds(shown, id), judgements(shown, claims)
    return Page(
        template="event.html",
        title=f"{row.kind}, {row.date or 'no date'}",
        content={
            "row": row,
            "cards": cards[:MOST],
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


def _rejected(shown: Shown, claim: str) -> Page:
    """A claim that is of no event, because somebody rejected it."""
    (told,), judged = _cards(shown, [claim]), judgements(shown, [claim])
    return Page(
        template="rejected.html",
        title="A claim that was rejected",
        content={"card": told, "judged": judged},
        json=lambda: {"rejected": content(told), "judgements": msgspec.to_builtins(judged)},
    )


def paths(shown: Shown) -> Iterator[Mapping[str, str]]:
    """Every event."""
    return ({"id": row.id} for row in shown.view.rows(range(shown.view.size)))


def judgements(shown: Shown, claims: Iterable[str]) -> list[KeptJudgement]:
    """What people judged of the claims, in the order in which they did, what was withdrawn too."""
    own = frozenset(claims)
    kept = shown.record.judgements()
    about = {each.id for each in kept if {each.judgement.left, each.judgement.right} & own}
    return [each for each in kept if each.id in about or each.judgement.withdraws in about]


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


def _cards(shown: Shown, claims: list[str]) -> Iterator[Card]:
    documents: dict[str, KeptDocument] = {}
    for id in claims:
        kept = shown.record.find(id)
        if isinstance(kept, KeptClaim):
            if kept.document not in documents:
                source = shown.record.find(kept.document)
                assert isinstance(source, KeptDocument), "a claim stands in a document"
                documents[kept.document] = source
            yield card(kept, documents[kept.document], decisions=shown.decisions)


_COLUMNS = ("claim", "source", "voice", "certainty", "type", "date", "parties", "places", "losses", "quote")


def _cells(card: Card) -> list[str | int | float | None]:
    return [
        card.id, card.source, card.voice, card.certainty, card.type, card.date, card.parties, "; ".join(card.places),
        "; ".join(card.losses), card.quote,
    ]  # fmt: skip
