"""Letters of names: how they are laid bare, and how much two words have in common."""

from __future__ import annotations

import re
import unicodedata

_SIGNS = re.compile("['’‘`´ʻʼʽʾʿ\"“”.]")


_WHOLE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a"})
"""Letters that Unicode does not take apart."""


def plain(name: str) -> str:
    """The name in small letters without accents, quotation marks and the signs for ayn and hamza."""
    if name.isascii():
        return _SIGNS.sub("", name.lower())
    letters = unicodedata.normalize("NFKD", name.casefold().translate(_WHOLE))
    return _SIGNS.sub("", "".join(c for c in letters if not unicodedata.combining(c)))


def likeness(left: str, right: str) -> float:
    """How much of two words is common, in order: twice the longest common subsequence over both lengths."""
    row = [0] * (len(right) + 1)
    for letter in left:
        diagonal = 0
        for at, other in enumerate(right, 1):
            diagonal, row[at] = row[at], diagonal + 1 if letter == other else max(row[at], row[at - 1])
    return 2 * row[-1] / (len(left) + len(right)) if left or right else 1.0
