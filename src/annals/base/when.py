"""When something happened: a day or interval as EDTF, with the words and the anchor it was read from."""

from __future__ import annotations

import msgspec

from annals.base.span import Span

PARTS_OF_DAY = ("early_morning", "morning", "noon", "afternoon", "evening", "night")


class When(msgspec.Struct, frozen=True, omit_defaults=True):
    """A date as EDTF (ISO 8601-2): `2021-04-20`, `2012-11`, `2021-04-20/2021-04-26`, `../2012-10-09`.

    `part_of_day` is one of `PARTS_OF_DAY`. `words` and `span` are the expression read (`None` where the date was
    carried from elsewhere), `anchor` the EDTF date it was counted from, `rule` the rule that made it.
    """

    edtf: str
    rule: str
    part_of_day: str | None = None
    words: str | None = None
    span: Span | None = None
    anchor: str | None = None
