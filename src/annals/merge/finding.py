"""What a comparator finds out about one facet of two claims."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """A score from -1 to 1 with the sentence that explains it.

    `wall`: whatever the other facets say, these are two occurrences. `rival`: they contradict each other about one
    occurrence, each side being told to have acted. `aside`: only the same victims or figures could make them one.
    """

    score: float
    why: str = ""
    wall: bool = False
    rival: bool = False
    aside: bool = False


NOTHING = Finding(0.0)
