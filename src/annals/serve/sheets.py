"""The events of a record as one table or as points on a map, as the overview gives them."""

from __future__ import annotations

from collections.abc import Iterator

from annals.serve import render
from annals.serve.page import Shown
from annals.serve.pages import overview


def export(shown: Shown, form: str) -> Iterator[str]:
    """The chosen events as `csv` or `geojson`, in order of time."""
    yield (render.written(overview.page(shown, {}), form) or b"").decode()


def count(shown: Shown, form: str) -> int:
    """How many events are written: on a map, those that lie somewhere known."""
    rows = overview.everything(shown)
    return sum(row.point is not None for row in rows) if form == "geojson" else len(rows)


def left_out(shown: Shown, form: str) -> list[str]:
    """What the form leaves out, a sentence each, with how much of it this record holds."""
    nowhere = shown.found.bit_count() - count(shown, form)
    away = shown.view.size - shown.found.bit_count()
    return [
        *([f"{nowhere} of the events: it is not known where they lie"] if nowhere else []),
        *([f"{away} of {shown.view.size} events, which --where leaves out"] if away else []),
        "which claim says what: an event has all parties, places and losses that are told of it",
        f"{shown.view.count('rival')} disagreements, but for what they are about; losses, control and truces as such",
        "the accounts' words, but for the first quote of each event; footnotes and gaps",
    ]
