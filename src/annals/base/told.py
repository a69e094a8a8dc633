"""Who stands behind a derived statement: the claim it follows from, and whose voice that is."""

from __future__ import annotations

import msgspec

from annals.base.what import CERTAINTIES


class Told(msgspec.Struct, frozen=True):
    """A claim (or a statement of an infobox) behind something derived.

    `claim` is its id, `voice` whom the text names for it, or else who published the account, `certainty` as coded.
    """

    claim: str
    voice: str
    certainty: str


def surest(told: tuple[Told, ...]) -> str:
    """The certainty of what several tell: that of the surest of them."""
    return min((each.certainty for each in told), key=CERTAINTIES.index, default=CERTAINTIES[-1])
