"""An occurrence as it was found in a clause."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from annals.extract.chunks import Phrase
from annals.extract.clause import Clause
from annals.extract.lexicon import EventNoun

VIOLENT = frozenset(("attack", "shelling", "airstrike", "explosion", "clash", "violence_against_civilians"))


class Finding(msgspec.Struct, eq=False):
    """An occurrence found: its type, the lexicon entry, the trigger word, and which roles the slots play."""

    clause: Clause
    type: str
    rule: str
    trigger: int
    roles: Mapping[str, str]
    noun: EventNoun | None = None
    event: Phrase | None = None
    negated: bool = False
    skipped: bool = False
    voice: Clause | None = None
