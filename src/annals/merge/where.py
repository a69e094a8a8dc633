"""Whether two claims tell of one place. Names are compared as written but for case, accents, marks and the article."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from annals.base.claim import Claim


@lru_cache(maxsize=1 << 16)
def key(name: str) -> str:
    """By what two spellings of one name are equal: never by likeness, only by the same letters and digits."""
    bare = re.sub(r"^(?:the|an?)\s+", "", name.strip(), flags=re.IGNORECASE)
    letters = unicodedata.normalize("NFKD", bare).casefold()
    return "".join(c for c in letters if c.isalnum())


def keys(claim: Claim) -> list[str]:
    """The places of a claim as they are compared, most specific first."""
    return [k for k in (key(place.name) for place in claim.places) if k]


def same(left: Claim, right: Claim) -> str | None:
    """A sentence why the places agree: the most specific place of one is named by the other; else `None`."""
    lefts, rights = keys(left), keys(right)
    if lefts and rights and (lefts[0] in rights or rights[0] in lefts):
        shared = lefts[0] if lefts[0] in rights else rights[0]
        name = next(place.name for place in left.places if key(place.name) == shared)
        return f"both name the place {name}"
    return None


def at_odds(left: Claim, right: Claim) -> bool:
    """Whether both name places, and not one that can be the same."""
    return bool(keys(left) and keys(right)) and same(left, right) is None
