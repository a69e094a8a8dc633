"""A text that is nothing but prose, as an account: for texts whose annotations count characters."""

from __future__ import annotations

import hashlib
import re

from annals.base.document import Block, Document, Section
from annals.base.span import Span


def snippet(text: str) -> Document:
    """The text as an account without title, date or source: every line a paragraph, no character moved."""
    whole = Span(0, len(text))
    blocks = tuple(Block("paragraph", Span(*match.span()), 0) for match in re.finditer(r"\S.*", text))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document("snippet", "report", 1.0, digest, None, text, sections=(Section("", 0, whole),), blocks=blocks)
