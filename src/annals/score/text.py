"""How words are compared when records are scored: on letters and digits alone, names on their content words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_FRONT_MATTER = re.compile(r"---\n.*?\n---\n", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\((?:[^()]++|\([^()]*+\))*+\)")
_BRACKETED = re.compile(r"\([^)]*\)")
_BETWEEN_WORDS = re.compile(r"[^\w'’]+")
_EMPTY_WORDS = frozenset({"", "the", "a", "an", "of", "in", "and", "s"})
_LEAST_SHARE = 0.5


def squashed(words: str | None) -> str:
    """The letters and digits of `words`, case-folded, without accents: mark-up and spacing do not count."""
    spelt = unicodedata.normalize("NFKD", words or "").casefold()
    return "".join(c for c in spelt if c.isalnum())


def body(raw: str) -> str:
    """A document without its front matter, images and link targets."""
    front = _FRONT_MATTER.match(raw)
    return _LINK.sub(r"\1", _IMAGE.sub("", raw[front.end() :] if front else raw))


@lru_cache(maxsize=4096)
def content_words(name: str) -> frozenset[str]:
    """The words of a name that tell it from others; what stands in brackets is left out."""
    words = _BETWEEN_WORDS.split(_BRACKETED.sub(" ", name))
    return frozenset(squashed(word) for word in words) - _EMPTY_WORDS


def same_name(one: str, other: str) -> bool:
    """Whether two names share at least half of their content words (of all the words that either has)."""
    left, right = content_words(one), content_words(other)
    return bool(left and right) and len(left & right) >= _LEAST_SHARE * len(left | right)
