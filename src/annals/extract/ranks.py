"""Ranks and offices around a commander's name, told from the titles that belong to it."""

from __future__ import annotations

import re
from functools import cache

from annals.extract.lines import words_of

_PARTICLES = frozenset(("de", "du", "d'", "di", "da", "la", "le", "von", "van", "zu", "ten", "ter"))
"""They open what is left of "Marshal de Biron": such a man keeps his rank as a title."""

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def titled(words: str) -> bool:
    """Whether `words` open with a title of nobility or another word that continues a name ("Duke of", "Jr")."""
    tokens = tuple(_TOKEN.findall(words.casefold()[:60]))
    if tokens and re.match(r"\d", tokens[0]):
        tokens = tokens[1:]
    return bool(tokens) and (
        tokens[0] in _titles() or tokens[:2] in _titles() or bool(re.fullmatch("[ivx]+", tokens[0]))
    )


@cache
def _titles() -> frozenset[str | tuple[str, ...]]:
    entries = words_of("ranks", "titles", "words")
    return frozenset(entries) | frozenset(tuple(e.split()) for e in entries)


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Ranks and offices as tokens, by their first token, longest first."""
    entries = [
        e
        for part in ("general", "marshal", "field", "company", "other", "naval", "added")
        for e in words_of("ranks", "ranks", part)
    ]
    entries += words_of("ranks", "offices", "before")
    found: dict[str, list[tuple[str, ...]]] = {}
    for entry in dict.fromkeys(entries):
        tokens = tuple(_TOKEN.findall(entry.casefold()))
        found.setdefault(tokens[0], []).append(tokens)
    return {first: tuple(sorted(many, key=len, reverse=True)) for first, many in found.items()}


def ranked(words: str) -> int:
    """The length of the ranks and offices that open `words` before a name (0: none, or nothing follows)."""
    tokens = [(m[0].casefold(), m.start(), m.end()) for m in _TOKEN.finditer(words[:120])]
    at = 0
    while at < len(tokens):
        step = _step([t[0] for t in tokens[at : at + 8]])
        if not step or not _parted(words, tokens[at + step - 1][2]):
            break
        at += step
    if not at or words[: tokens[0][1]].strip() or at >= len(tokens):
        return 0
    if not words[tokens[at][1]].isalpha() or tokens[at][0] in ("of", "for", "in", "the", "and", "at", "to", "on"):
        return 0
    if tokens[at][0] in _PARTICLES and len(tokens) - at < 4:
        return 0
    return tokens[at][1] - (words[tokens[at][1] - 1] in "\"“‘'«")


def _step(tokens: list[str]) -> int:
    return next((len(p) for p in _phrases().get(tokens[0], ()) if tuple(tokens[: len(p)]) == p), 0)


def _parted(words: str, end: int) -> bool:
    """Whether the rank ends here: a full stop or white space, not a hyphen or an apostrophe, comes after it."""
    return words[end : end + 1] in ("", ".", " ", "\u00a0", ",")


def without_rank(words: str) -> str:
    """`words` without the ranks and offices before the name."""
    return words[ranked(words) :]


@cache
def _office() -> tuple[re.Pattern[str], re.Pattern[str]]:
    nouns = sorted(words_of("ranks", "offices", "nouns"), key=len, reverse=True)
    openers = sorted(words_of("ranks", "offices", "openers"), key=len, reverse=True)
    noun = "|".join(re.escape(n).replace("\\ ", "[ -]") for n in nouns)
    opener = "|".join(re.escape(n).replace("\\ ", "[ -]") for n in openers)
    tail = rf"(?:{noun})(?:\s+(?:of|for|to|in|at|and|on)\b.*|\s*\(.*|,.*)?$"
    return (
        re.compile(rf"(?:(?:the|{opener})\s+){{0,4}}{tail}", re.IGNORECASE),
        re.compile(rf"[^\s–—,][^–—,]{{0,100}}?\s{tail}", re.IGNORECASE),
    )


def office(words: str) -> bool:
    """Whether `words` are an office ("President of X", "deputy defence minister") and name nobody."""
    return bool(_office()[0].match(words.strip()))


def office_line(words: str) -> bool:
    """Whether a line under a name is an office, the body named first ("4th Division Commander") or last."""
    words = words.strip()
    many = len(words.split()) > 2 or words.split()[-1:] != [words.split()[-1].capitalize()]
    return office(words) or (many and bool(_office()[1].match(words)))
