"""What the view keeps ready beside the events: disagreements, tallies, control, truces, episodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from annals.merge.history import History

Kept = tuple[str, Iterator[tuple[str, bytes]]]
"""A kind, and its things in order, each with its id and its JSON."""


def contested(history: History) -> Mapping[str, Iterable[str]]:
    """For each event what the accounts disagree about."""
    return {}


def derived(history: History) -> Iterator[Kept]:
    """All kinds of things that are derived of a record, each in order."""
    yield from ()
