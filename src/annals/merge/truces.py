"""The lives of truces, deals and sieges, as all accounts of a record tell them."""

from __future__ import annotations

from annals.base.edtf import position
from annals.base.truce import Life
from annals.merge.history import History
from annals.merge.siege_lives import Sieges
from annals.merge.truce_lives import Agreements
from annals.merge.truce_notes import notes


def truces(history: History) -> list[Life]:
    """The life of every agreement and siege that claims tell of, in order of their beginnings."""
    agreements, sieges = Agreements(), Sieges()
    for note in notes(history):
        agreements.add(note)
        sieges.add(note)
    lives = [making.frozen() for making in (*agreements.all, *sieges.lives())]
    return sorted(lives, key=_order)


def _order(life: Life) -> tuple[object, ...]:
    dates = [begin.date for begin in life.begins] or [step.date for step in life.steps if step.date]
    return min(map(position, dates), default=(1, 0, 0)), life.kind, life.id
