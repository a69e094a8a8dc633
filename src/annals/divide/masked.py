"""The text as rules may read it: footnote marks and editors' marks blanked out, every other character in its place."""

from __future__ import annotations

import re

from annals.base.document import Document

_EDITORIAL = re.compile(
    r"\[(?:\d{1,3}|[a-z]|(?:note|nb|n|fn|Note|N) ?\d{1,3}|edit|update|clarification needed|citation needed|when\?|who\?"
    r"|where\?|which\?|by whom\?|dubious[^\]\n]{0,30}|page needed|better source needed|verification needed|sic)\]"
)


def masked(document: Document) -> str:
    """`document.text` with footnote marks as spaces: the same length, so that every span fits both."""
    text = _EDITORIAL.sub(lambda m: " " * len(m[0]), document.text)
    if not document.marks:
        return text
    parts, at = [], 0
    for mark in document.marks:
        if mark.span.start < at:
            continue
        parts += [text[at : mark.span.start], " " * len(mark.span)]
        at = mark.span.end
    return "".join((*parts, text[at:]))
