"""A claim in the making."""

from __future__ import annotations

import msgspec

from annals.base.mention import Mention
from annals.base.passage import Timing
from annals.base.span import Span
from annals.base.toll import Loss
from annals.extract.clause import Clause
from annals.extract.speakers import Voice


class Piece(msgspec.Struct, eq=False):
    """A claim in the making: everything but its date."""

    type: str
    rule: str
    span: Span
    trigger: Span
    voice: Voice
    clause: Clause
    negated: bool = False
    of_whole: bool = False
    by: tuple[Mention, ...] = ()
    against: tuple[Mention, ...] = ()
    mediator: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
    losses: list[Loss] = []
    times: list[Timing] = []
    absorbed: list[Clause] = []
