"""Where an address leads that was an event's once: its claims stay, and are of an event with another id, or of two."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from annals.serve.page import Page, Shown
from annals.serve.pages.overview import content as row_content
from annals.serve.pages.told import cards_of, content, judgements

MISSING = "no event or claim of this record has that id"
REJECTED = "Somebody found that its text does not say so. It is kept, and left out of everything derived."
EARLIER = "It stands in an earlier version of its account. It is kept, and left out of everything derived."
NEW = "It was added to the record while this page was open. What is derived of it is being made."


def page(shown: Shown, id: str) -> Page:
    """What there is under an id that no event has now: the events with its claims, or a claim that is of no event."""
    was = next((claims for named, claims in shown.record.named_events(id) if named == id), None)
    if was is None:
        return _claim(shown, id)
    events = now(shown, was)
    if len(events) == 1:
        return Page("missing.html", "Moved", {"what": ""}, to=f"/e/{events[0]}")
    return _parted(shown, id, was, events)


def former(shown: Shown) -> Iterator[tuple[str, list[str]]]:
    """The ids that events had before, each with the events that have its claims now."""
    current = frozenset(shown.view.event_ids())
    gone = ((id, claims) for id, claims in shown.record.named_events() if id not in current)
    return ((id, now(shown, claims)) for id, claims in gone)


def now(shown: Shown, claims: list[str]) -> list[str]:
    """The ids of the events that have these claims now, in order of time."""
    found = {event for event in map(shown.view.event_of, claims) if event is not None}
    return sorted(found, key=lambda event: shown.view.number(event) or 0)


def _parted(shown: Shown, id: str, was: list[str], events: list[str]) -> Page:
    """The events among which the claims of an event are told now; claims that are of none stand below."""
    numbers = [number for number in map(shown.view.number, events) if number is not None]
    rows, cards = shown.view.rows(numbers), list(cards_of(shown, was))
    of = {event: [card for card in cards if shown.view.event_of(card.id) == event] for event in events}
    left = [card for card in cards if shown.view.event_of(card.id) is None]
    judged = judgements(shown, was)
    return Page(
        template="parted.html",
        title="Told apart now" if events else "Of no event now",
        content={"id": id, "events": [(row, of[row.id]) for row in rows], "left": left, "judged": judged},
        json=lambda: {
            "was": id,
            "events": [{**row_content(row), "of_its_claims": [card.id for card in of[row.id]]} for row in rows],
            "of_no_event": [content(card) for card in left],
            "judgements": msgspec.to_builtins(judged),
        },
    )


def _claim(shown: Shown, id: str) -> Page:
    """A claim that is of no event, with the reason why."""
    found = list(cards_of(shown, [id]))
    if not found:
        return Page("missing.html", "Not here", {"what": MISSING}, found=False)
    name, title, why = _reason(shown, id, found[0].document)
    judged = judgements(shown, [id])
    return Page(
        template="rejected.html",
        title=title,
        content={"card": found[0], "judged": judged, "why": why},
        json=lambda: {name: content(found[0]), "judgements": msgspec.to_builtins(judged)},
    )


def _reason(shown: Shown, claim: str, document: str) -> tuple[str, str, str]:
    """Why a claim is of no event: in a word, as a title, as a sentence."""
    if shown.decisions.decided.rejected(claim):
        return "rejected", "A claim that was rejected", REJECTED
    if any(current == document for _, current in shown.record.names()):
        return "new", "A new claim", NEW
    return "earlier", "A claim of an earlier version", EARLIER
