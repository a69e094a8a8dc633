"""Whether "to" opens an infinitive, and whether a base form goes on with one."""

from __future__ import annotations

from collections.abc import Sequence

from annals.extract.token import Token
from annals.extract.words import grammar

OBJECT = frozenset(("D", "O", "E", "#", "I", "N", "J"))


def goes_on(words: Sequence[Token], i: int, before: str, after: str, *, noun: bool) -> bool:
    """Whether a base form is joined to an infinitive or modal before it: "to take the town and destroy the bridge"."""
    if before not in ("C", ","):
        return False
    if after not in OBJECT:
        alone = words[i].form == "b" and words[i].lemma in _INTRANSITIVE and before == "C" and not noun
        return alone and any(w.tag in ("T", "M") for w in words[max(0, i - 6) : i])
    return any(w.tag in ("T", "M") for w in words[max(0, i - 14) : i])


_INTRANSITIVE = grammar("intransitive")
_CAUSATIVE = grammar("causative")
_FORCING = frozenset(("force", "compel", "oblige", "use"))


def governed(words: Sequence[Token], i: int) -> bool:
    """Whether the "to" before word `i` follows a verb that takes an infinitive ("continued to advance")."""
    j = i - 1
    while words[j].low != "to":
        j -= 1
    if j > 0 and words[j - 1].low in grammar("able"):
        return True
    if j > 0 and words[j - 1].tag == "V":
        return words[j - 1].lemma not in ("lead", "return", "come", "agree", "respond")
    maker = _maker(words, j)
    return maker in _FORCING or (maker in _CAUSATIVE and words[i].lemma in _INTRANSITIVE)


def _maker(words: Sequence[Token], j: int) -> str:
    """The verb whose object stands before the "to" at word `j`: "forced the garrison to retreat"."""
    k = j - 1
    while k >= 0 and j - k < 8 and words[k].tag in _IN_PHRASE:
        k -= 1
    return words[k].lemma if 0 <= k < j - 1 and words[k].tag == "V" else ""


_IN_PHRASE = frozenset(("D", "O", "J", "N", "E", "#", "I"))


def mark_infinitive(words: Sequence[Token], i: int) -> None:
    j = i - 1
    while words[j].low != "to":
        j -= 1
    words[j].tag = "T"
