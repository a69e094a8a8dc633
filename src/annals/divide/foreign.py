"""Whether the prose of a document is in another language than English, so that nothing was understood of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from annals.base.document import Document
from annals.base.gap import Gap
from annals.base.passage import Passage
from annals.codebook import table

LOOKED_AT = 20_000
"""Characters of the prose that are looked at."""
FEWEST = 8
"""Words below which nothing can be told."""
SHARE = 0.12
"""Of the words of English prose, about two in five are such; of French or Spanish, where some look alike, few are."""

_WORD = re.compile(r"[^\W\d_]+")


def foreign(document: Document, cut: Sequence[Passage]) -> tuple[Gap, ...]:
    """A gap for prose with hardly any of the small words that English cannot do without. For an account that gave no
    claims: one that did was read."""
    prose = " ".join(document[passage.span] for passage in cut)[:LOOKED_AT]
    words = [word for word in _WORD.findall(prose) if not word[0].isupper()]  # a list of names is in no language
    if len(words) < FEWEST or sum(word.casefold() in _small() for word in words) >= SHARE * len(words):
        return ()
    why = "only prose in English is understood, and this seems to be in another language"
    first = next(passage for passage in cut if document[passage.span].strip())
    return (Gap("divide", "other-language", why, words=document[first.span][:80], span=first.span),)


@cache
def _small() -> frozenset[str]:
    closed = table("english")["closed"]
    kinds = ("determiners", "prepositions", "coordinators", "subordinators", "pronouns", "be", "have", "modals")
    return frozenset(word for kind in kinds for word in closed[kind].split())
