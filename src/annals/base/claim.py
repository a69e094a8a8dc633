"""What an account asserts: claims of its prose, and statements of its infobox. Frozen, named by their content."""

from __future__ import annotations

import hashlib

import msgspec

from annals.base.mention import Mention
from annals.base.span import Span
from annals.base.toll import Loss
from annals.base.when import When

CERTAINTIES = ("stated", "reported", "claimed")
"""How an account tells something: in its own voice, as somebody else's word, or as the word of a party."""


class Claim(msgspec.Struct, frozen=True):
    """One occurrence, asserted in one clause, by one voice (codebook, section 3).

    `quote` is `text[span]`, `sentence` the span of the sentence, `trigger` of the word that gave the type.
    `citations` are the keys of the footnotes of the sentence. `rule` names the lexicon entry that made the claim.
    """

    quote: str
    span: Span
    sentence: Span
    type: str
    when: When | None = None
    places: tuple[Mention, ...] = ()
    by: tuple[Mention, ...] = ()
    against: tuple[Mention, ...] = ()
    mediator: tuple[Mention, ...] = ()
    losses: tuple[Loss, ...] = ()
    attributed_to: tuple[Mention, ...] = ()
    certainty: str = "stated"
    negated: bool = False
    trigger: Span | None = None
    citations: tuple[str, ...] = ()
    rule: str | None = None


class Statement(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing an infobox or title says of the episode as a whole.

    `field` is one of `title`, `date`, `place`, `coordinates`, `part_of`, `result`, `outcome`, `territory`,
    `belligerent`, `unit`, `commander`, `strength`, `loss`, `damage`. The value is in `text`, or in `loss`, `when`,
    `point` (latitude, longitude in decimal degrees) for those fields. `box` counts the conflict infoboxes of the
    page from 0, `side` is 1-based.
    """

    field: str
    words: str
    span: Span
    box: int = 0
    side: int | None = None
    text: str | None = None
    loss: Loss | None = None
    start: When | None = None
    end: When | None = None
    point: tuple[float, float] | None = None
    citations: tuple[str, ...] = ()
    rule: str | None = None


def content_id(document: str, item: Claim | Statement) -> str:
    """The id of a claim or statement of the document with digest `document`: a hash of its content, 16 hex digits."""
    body = msgspec.json.encode([document, type(item).__name__, item], order="sorted")
    return hashlib.sha256(body).hexdigest()[:16]
