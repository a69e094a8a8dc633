"""A word of a sentence."""

from __future__ import annotations

import msgspec


class Token(msgspec.Struct):
    """A word: where it stands, its lower-case form, tag, and for verbs base form and form."""

    text: str
    low: str
    start: int
    end: int
    tag: str = ""
    lemma: str = ""
    form: str = ""
