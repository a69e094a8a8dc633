"""Words that make the name of a formation or an armed organisation, and how such a name begins and ends."""

from __future__ import annotations

import re
from functools import cache

from annals.extract.lines import words_of

_PREFIX = re.compile(r"(?:al|an|ar|as|ash|at|ad|az|el|ez|ul|ibn)-(?=[^\W\d_a-z])|[\"“‘'«]")


@cache
def nouns(key: str) -> frozenset[str]:
    """A list of nouns of the codebook file `formations`."""
    return frozenset(words_of("formations", "nouns", key))


def formation(words: str) -> bool:
    """Whether `words` end like the name of a formation or an organisation."""
    tokens = re.sub(r"\s*\([^()]*\)$", "", words).split()
    return bool(tokens) and tokens[-1].casefold().strip(".,:") in nouns("formations") | nouns("organisations")


def begins_name(words: str) -> bool:
    """Whether `words` open like a name: a capital or a number, perhaps after an article ("al-") or a quotation mark."""
    first = _PREFIX.sub("", words, count=1)[:1]
    return first.isupper() or first.isdigit()


def opens_group(word: str) -> bool:
    """Whether `word` is the first of many armed groups' names ("Liwa", "Jaysh")."""
    return word[:1].isupper() and word.casefold() in nouns("leads")


def closes(word: str, rest: str) -> bool:
    """Whether a formation's name ends with `word` and another begins with `rest`, where a line break was lost."""
    following = rest.split()
    if word.casefold() not in nouns("closed") or not following:
        return False
    if re.match(r"\d+(?:st|nd|rd|th)\b", rest):
        return True
    goes_on = nouns("goes_on") if word.casefold() in nouns("wide") else nouns("narrow")
    return begins_name(rest) and len(following) > 1 and following[0].casefold().strip(",") not in goes_on
