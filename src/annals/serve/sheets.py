"""The events of a record as one table or as points on a map, as the overview gives them."""

from __future__ import annotations

from collections.abc import Iterator

from annals.serve import forms
from annals.serve.page import Shown
from annals.serve.pages import overview
from annals.serve.rows import NOWHERE


def export(shown: Shown, form: str) -> Iterator[str] | Iterator[bytes]:
    """The chosen events as `csv`, `geojson` or (bytes) `xlsx`, in order of time, piece by piece."""
    told = forms.pieces(overview.page(shown, {}), form) or iter(())
    return told if form == "xlsx" else (piece.decode() for piece in told)


def count(shown: Shown, form: str) -> int:
    """How many events are written: on a map, those that lie somewhere known."""
    nowhere = shown.view.having("where", NOWHERE) if form == "geojson" else 0
    return (shown.found & ~nowhere).bit_count()


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
