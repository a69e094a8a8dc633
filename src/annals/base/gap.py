"""What was seen and not understood. A gap is kept beside the claims; it is never filled by a guess."""

from __future__ import annotations

import msgspec

from annals.base.span import Span


class Gap(msgspec.Struct, frozen=True, omit_defaults=True):
    """Words of a document that gave no value, and why.

    `stage` is the stage that met them (`collect`, `divide`, `extract`, `ground`), `code` a short stable name such as
    `unread-figure` or `joined-lines`, `why` a sentence for the reader. `repaired` is true where a reading was made all
    the same (a lost line break put back, say) and the user should know.
    """

    stage: str
    code: str
    why: str
    words: str = ""
    span: Span | None = None
    field: str | None = None
    repaired: bool = False
