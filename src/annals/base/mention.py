"""A name as the text writes it: an actor, a place or a claimant."""

from __future__ import annotations

import msgspec

from annals.base.span import Span


class Mention(msgspec.Struct, frozen=True, omit_defaults=True):
    """`name` as written (article dropped), where it stands, and the rule that took it (pronoun, ellipsis, ...)."""

    name: str
    span: Span | None = None
    rule: str | None = None
