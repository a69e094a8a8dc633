"""The words of losses as patterns: kinds, nouns, vague quantities, claimants, from `codebook/losses.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from annals.codebook import table

DESIGNATION = re.compile(
    r"\b(?=[\w -]*\d)[A-Z][A-Za-z]{0,4}[ -]?\d{1,4}[\w-]*\b|\b\d[A-Z]\d{1,3}s?\b|\b[A-Z][a-z]+ \d{1,3}s\b"
)


def _words(part: str, name: str) -> list[str]:
    found: list[str] = table("losses")[part][name]
    return sorted(found, key=len, reverse=True)


def any_of(words: list[str]) -> str:
    """One alternation of `words`, longest first, not inside other words."""
    return rf"(?<![\w-])(?:{'|'.join(words)})(?![\w])"


def stems(words: Iterable[str]) -> tuple[str, ...]:
    """What text must hold, in lower case, where one of the patterns `words` is to match: the letters each begins with.

    A cheap test before a costly pattern. A pattern that begins with no plain letter asks for nothing ("").

    >>> stems(["kills?", "killed", "shot dead", "raz(?:ed|ing)"])
    ('kill', 'raz', 'shot dead')
    """
    begun = {_begins(word) for word in words}
    return tuple(sorted(b for b in begun if not any(b.startswith(other) for other in begun - {b})))


def _begins(pattern: str) -> str:
    letters = _PLAIN.match(pattern)
    if letters is None:
        return ""
    optional = pattern[letters.end() : letters.end() + 1] in ("?", "*", "{")
    return letters[0][:-1] if optional else letters[0]


_PLAIN = re.compile(r"[a-z ]+")


def holds(low: str, keys: Iterable[str]) -> bool:
    """Whether `low` (text in lower case) has one of `keys` anywhere."""
    return any(key in low for key in keys)


@cache
def kind_pattern(part: str) -> re.Pattern[str]:
    """A pattern over the kinds of `part` (`people` or `materiel`); the name of the group that matched is the kind."""
    groups = [
        rf"(?P<{kind}>{'|'.join(sorted(words, key=len, reverse=True))})"
        for kind, words in table("losses")[part].items()
    ]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?![\w])", re.IGNORECASE)


@cache
def noun_pattern(name: str) -> re.Pattern[str]:
    """A pattern of head nouns: `people`, `civilians`, `materiel` or `property`."""
    return re.compile(any_of(_words("nouns", name)), re.IGNORECASE)


@cache
def vague_pattern() -> re.Pattern[str]:
    """Quantities without a figure, as they stand before a noun or a kind."""
    return re.compile(any_of(_words("vague", "quantities")), re.IGNORECASE)


@cache
def state_pattern() -> re.Pattern[str]:
    """A whole phrase that says there is no figure ("unknown", "very heavy"), opening with the state word."""
    states = "|".join(_words("vague", "states"))
    return re.compile(
        rf"(?:probably |relatively |comparatively |possibly |but |likely |reportedly )?(?:{states})"
        r"(?:,? (?:but |and |or )?(?:\w+ )?(?:heavy|light|lighter|low|high|minor|heavier))?"
        r"(?: (?:casualties|losses|human losses|number))?(?![\w])",
        re.IGNORECASE,
    )


@cache
def none_pattern() -> re.Pattern[str]:
    """A phrase that says there were no losses."""
    return re.compile(rf"(?:{'|'.join(_words('vague', 'none'))})(?![\w])", re.IGNORECASE)


@cache
def claim_word() -> str:
    """An alternation of the words that make what stands before them a claimant."""
    return "|".join(_words("claimants", "claim"))


TOTAL = re.compile(r"\b(?:in total|totals?|overall|altogether|combined|all causes|sum)\b", re.IGNORECASE)
PART = re.compile(
    r"\b(?:including|includes?|incl\.?|of whom|of which|of them|among them|among whom|with)\s*:?\s*$",
    re.IGNORECASE,
)


LONGEST = 300
"""Characters of a noun phrase that are looked at."""


def head_class(words: str) -> str | None:
    """What a noun phrase counts: `people`, `civilians`, `materiel`, `property`, or `None`; the last head decides.

    "tank crew" and "truck drivers" count people, "police vehicles" and "T-72s" count materiel. What goes on for pages
    is no noun phrase; of that only the beginning is looked at.
    """
    words = words[:LONGEST]
    core = _PREPOSITION.split(words.strip(" ,.;"), maxsplit=1)[0].rstrip(" ,.;")
    last = core.rsplit(" ", 1)[-1]
    if " " in core and _machine().search(core):
        return "materiel"
    for name in ("people", "civilians", "materiel", "property"):
        if any(match.end() == len(last) for match in noun_pattern(name).finditer(last)):
            return name
    if any(match.end() == len(core) for match in DESIGNATION.finditer(core)):
        return "materiel"
    if _DOERS.search(last):
        return "people"
    found = [
        (match.end(), name)
        for name in ("people", "civilians", "materiel", "property")
        for match in noun_pattern(name).finditer(words)
    ]
    found += [(match.end(), "materiel") for match in DESIGNATION.finditer(words)]
    return max(found)[1] if found else None


@cache
def _machine() -> re.Pattern[str]:
    """A name of materiel in two words at the end, whose last word alone would be a person's: "jet fighter"."""
    return re.compile(rf"{any_of([word for word in _words('nouns', 'materiel') if ' ' in word])}$", re.IGNORECASE)


_PREPOSITION = re.compile(r"\s(?:of|from|in|near|with|at|on|for|to|by|aboard|belonging)\s")
_DOERS = re.compile(r"^[a-z]+(?:ers|ors|men|ists|ians|ants|ees|women|boys|girls)$")


def is_materiel(words: str) -> bool:
    """Whether a noun phrase counts things, not people."""
    return head_class(words) in ("materiel", "property")


def names_civilians(words: str) -> bool:
    """Whether a noun phrase names people who do not fight (and nobody who does: "soldiers and civilians" is mixed)."""
    if not re.search(r"\bcivilian", words, re.IGNORECASE) and not noun_pattern("civilians").search(words):
        return False
    return not _MIXED.search(words)


_FIGHTERS = r"(?:soldiers|combatants|fighters|troops|military|rebels|militants|personnel)"
_MIXED = re.compile(
    rf"\b{_FIGHTERS} (?:and|or) \w*\s?civilian|civilians? (?:and|or) {_FIGHTERS}|armed civilian|civilian rebel",
    re.IGNORECASE,
)


def people_kind(kinds: list[str]) -> str | None:
    """One kind from the kinds named together (codebook, section 5): killed or wounded is `casualties`."""
    named = set(kinds)
    if not named:
        return None
    if len(named) == 1:
        return named.pop()
    if named <= {"missing", "captured"}:
        return "missing"
    return "casualties"


def materiel_kind(kinds: list[str]) -> str | None:
    """One kind from those named together of materiel; `None` where they cannot be told apart ("sunk or captured")."""
    named = set(kinds)
    if not named:
        return "destroyed"
    return named.pop() if len(named) == 1 else None
