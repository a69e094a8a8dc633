"""An event: the claims that tell it, why they are one, and where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from annals.keep.kept import KeptClaim, KeptDocument
from annals.serve.page import Page, Shown, Table
from annals.serve.pages.overview import content as row_content
from annals.serve.pages.overview import features
from annals.serve.pages.told import Card, card, content


def page(shown: Shown, parts: Mapping[str, str]) -> Page:
    """The event with the id in `parts`, or the event that the claim with this id tells.

    An event's id changes when a claim joins it; the ids of its claims never do, so that a link by claim lasts.
    """
    id = parts["id"]
    id = id if shown.view.number(id) is not None else shown.view.event_of(id) or id
    number = shown.view.number(id)
    if number is None:
        return Page("missing.html", "Not here", {"what": "no event or claim of this record has that id"}, found=False)
    (row,) = shown.view.rows([number])
    cards = list(_cards(shown, shown.view.claims_of(id)))
    return Page(
        template="event.html",
        title=f"{row.kind}, {row.date or 'no date'}",
        content={"row": row, "cards": cards, "lasting": cards[0].id if cards else id},
        json=lambda: {**row_content(row), "told": [content(each) for each in cards]},
        table=lambda: Table(_COLUMNS, (_cells(each) for each in cards)),
        geojson=lambda: {"type": "FeatureCollection", "features": list(features([row]))},
    )


def paths(shown: Shown) -> Iterator[Mapping[str, str]]:
    """Every event."""
    return ({"id": row.id} for row in shown.view.rows(range(shown.view.size)))


def _cards(shown: Shown, claims: list[str]) -> Iterator[Card]:
    documents: dict[str, KeptDocument] = {}
    for id in claims:
        kept = shown.record.find(id)
        if isinstance(kept, KeptClaim):
            if kept.document not in documents:
                source = shown.record.find(kept.document)
                assert isinstance(source, KeptDocument), "a claim stands in a document"
                documents[kept.document] = source
            yield card(kept, documents[kept.document])


_COLUMNS = ("claim", "source", "voice", "certainty", "type", "date", "parties", "places", "losses", "quote")


def _cells(card: Card) -> list[str | int | float | None]:
    return [
        card.id, card.source, card.voice, card.certainty, card.type, card.date, card.parties, "; ".join(card.places),
        "; ".join(card.losses), card.quote,
    ]  # fmt: skip
