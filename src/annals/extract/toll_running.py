"""Whether a figure of losses is a running total, counted from the beginning up to a day."""

from __future__ import annotations

import re

from annals.base.span import Span

_CUMULATIVE = re.compile(
    r"\b(?:bringing|brought|brings|so far|since the (?:start|beginning|outbreak)|death toll|the toll"
    r"|toll (?:had )?(?:risen|rose|reached)|increased to|risen to|rose to|overall)\b",
    re.IGNORECASE,
)
_DAY = r"(?:[Bb]y|[Aa]s of|[Uu]ntil|[Uu]p to)\s(?:\d|[A-Z]|then|now|that|the end)"
_UP_TO_NOW = re.compile(
    rf"(?:\b[Aa] total of|\b[Ii]n (?:total|all),?)\s[^.;]{{0,80}}\b{_DAY}|\b{_DAY}[^.;]{{0,40}}\ba total of\s"
)
"""A sum told as of a day: what has been counted up to then."""


def is_running(text: str, span: Span, told: Span) -> bool:
    """Whether a figure is a running total: "bringing the toll to 40", "a total of 90 had been killed by 4 May"."""
    near = max(span.start, told.start - 60)
    if _CUMULATIVE.search(text, near, min(span.end, told.end + 30)):
        return True
    summed = _UP_TO_NOW.search(text, near, min(span.end, told.end + 60))
    return summed is not None and summed.start() <= told.end and told.start <= summed.end()
