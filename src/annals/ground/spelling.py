"""Whether two names are spellings of one name.

Names of places come through several transliterations ("Halko, Halkou, Halako"; "al-Tayy, Tayy") and may meet by
likeness: the same consonants, and letters that are nearly the same. Names of actors never do: "Free Syrian Army" is
very like "Syrian Army", and its enemy.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from annals.codebook import table
from annals.ground.actor_names import actor_key, alias
from annals.ground.letters import likeness, plain

EQUAL, SPELLING = 1.0, 0.95
ALIKE = 0.85
LONGEST = 80
"""Names beyond this many letters are compared by their letters only."""

_VOWELS = frozenset("aeo")
_LEAST_CONSONANTS = 3
_LEAST_WORD = 0.6


def same_place(left: str, right: str) -> tuple[float, str]:
    """How surely two names are spellings of one place (0: they are not), and why, in a sentence."""
    (one, kind), (two, other) = _parted(left), _parted(right)
    if kind and other and kind != other:
        return 0.0, f"“{left}” is a {kind}, “{right}” a {other}"
    if not one or not two:
        return 0.0, "a name without letters is no spelling of anything"
    if one == two:
        return EQUAL, f"“{left}” and “{right}” are the same letters"
    if key(one) == key(two) and _enough(one, two):
        return SPELLING, f"“{left}” and “{right}” are two transliterations of “{key(one)}”"
    return _alike(left, right, key(one), key(two))


@lru_cache(maxsize=1 << 16)
def key(name: str) -> str:
    """The name in one transliteration: without article, accents, doubled letters, or a choice between o and u."""
    words = [_sounded(word) for word in _words(name)]
    return " ".join(word for word in words if word)


def bare_key(name: str) -> str:
    """The key without the common noun for a kind of place: what is equal of all names that meet but by likeness."""
    return key(_parted(name)[0])


@lru_cache(maxsize=1 << 16)
def skeleton(name: str) -> str:
    """The consonants of a name, a pair of letters for one sound as one capital (Qamishli: `kmSl`)."""
    joined = key(name).replace(" ", "")
    for pair in _table()["sounds"]["pairs"]:
        joined = joined.replace(pair, pair[0].upper())
    return "".join(letter for letter in joined if letter not in _VOWELS)


def same_actor(left: str, right: str, acronyms: Mapping[str, str] | None = None) -> tuple[float, str]:
    """Whether two names are one actor: by equal names, a short form the text introduces, or the codebook's aliases.

    `acronyms` leads from the short forms that the text introduces to the names they stand for.
    """
    one, two = actor_key(left), actor_key(right)
    if not one or not two:
        return 0.0, "a name without letters is nobody's"
    if one == two:
        return EQUAL, f"“{left}” and “{right}” are the same name"
    known = {actor_key(short): actor_key(long) for short, long in (acronyms or {}).items()}
    if known.get(one, one) == known.get(two, two):
        return EQUAL, f"the text introduces one of “{left}” and “{right}” as short for the other"
    meant, other = alias(known.get(one, one)), alias(known.get(two, two))
    if meant is not None and meant is other and not meant.get("apart"):
        return SPELLING, f"the codebook knows “{left}” and “{right}” as names of one actor"
    return 0.0, f"“{left}” and “{right}” are two names, and actors never meet by likeness"


_PARTS = re.compile(r"\w+", re.UNICODE)
_DOUBLED = re.compile(r"([^\W\d])\1+")


def _alike(left: str, right: str, one: str, two: str) -> tuple[float, str]:
    apart = 0.0, f"“{left}” and “{right}” are two names"
    if max(len(one), len(two)) > LONGEST or _telling(one) != _telling(two):
        return apart
    bones = skeleton(left), skeleton(right)
    if bones[0] != bones[1] or len(bones[0]) < _LEAST_CONSONANTS or not _word_by_word(one, two):
        return apart
    ratio = likeness(one.replace(" ", ""), two.replace(" ", ""))
    if ratio < ALIKE:
        return apart
    return round(
        ratio * SPELLING, 2
    ), f"“{left}” and “{right}” have the same consonants and {ratio:.0%} of their letters"


def _enough(one: str, two: str) -> bool:
    """Whether names of one key are written alike too, where the key is too short to tell much: Tay, Tai, not Ty."""
    if len(skeleton(one)) > 1:
        return True
    bare, other = _DOUBLED.sub(r"\1", one), _DOUBLED.sub(r"\1", two)
    return len(bare) == len(other) and bare[:2] == other[:2]


def _word_by_word(one: str, two: str) -> bool:
    """Whether each word is like its counterpart, where there are as many of them."""
    words, others = one.split(), two.split()
    if len(words) != len(others):
        return True
    return all(
        a == b or (len(a) > 1 < len(b) and likeness(a, b) >= _LEAST_WORD) for a, b in zip(words, others, strict=True)
    )


def _telling(name: str) -> list[str]:
    """The words of a name that must agree: numbers, single letters, points of the compass and their like."""
    return [word for word in name.split() if word in _apart() or len(word) == 1 or not word.isalpha()]


def _parted(name: str) -> tuple[str, str | None]:
    """A name without article, accents and the common noun for its kind, and that kind."""
    words = _words(name)
    kinds = _kinds()
    if len(words) > 1 and words[-1] in kinds:
        return " ".join(words[:-1]), kinds[words[-1]]
    return " ".join(words), None


def _words(name: str) -> list[str]:
    words = _PARTS.findall(plain(name).replace("_", " "))
    return [word for at, word in enumerate(words) if not _article(word, words[at + 1] if at + 1 < len(words) else "")]


def _article(word: str, following: str) -> bool:
    articles = _table()["articles"]
    if not following:
        return False
    if word == "the" or word in _articles():
        return True
    taken = articles["before"].get(word)
    return taken is not None and following.startswith(taken)


def _sounded(word: str) -> str:
    """A word in one transliteration."""
    sounds = _table()["sounds"]
    for written, said in sounds["consonants"]:
        word = word.replace(written, said)
    word = _GLIDE.sub("w", _C.sub("k", word))
    word = _DOUBLED.sub(r"\1", word)
    for written, said in sounds["finals"]:
        if word.endswith(written) and len(word) > len(written) + 1 and word[-len(written) - 1] not in "aeiouy":
            word = word[: -len(written)] + said
            break
    word = _BETWEEN.sub("ʏ", word)
    for written, said in sounds["vowels"]:
        word = word.replace(written, said)
    return _DOUBLED.sub(r"\1", word.replace("ʏ", "y"))


_C = re.compile(r"c(?!h)")
_GLIDE = re.compile(r"(?<=[^aeiou])u?w(?=[aeiouy])|(?<=[^aeiou])ou(?=[aeiy])")
_BETWEEN = re.compile(r"(?:(?<=[aeiou])|^)y(?=[aeiou])")


@cache
def _table() -> dict[str, Any]:
    return table("spelling")


@cache
def _articles() -> frozenset[str]:
    return frozenset(table("spelling")["articles"]["any"].split())


@cache
def _apart() -> frozenset[str]:
    """The telling words as they are spelled in a key."""
    return frozenset(_sounded(word) for word in table("spelling")["apart"]["words"].split())


@cache
def _kinds() -> dict[str, str]:
    """Common nouns for settlements and their parts, with their class."""
    rows = table("places")["settlements"]
    singular = {word: kind for kind, words in rows.items() for word in words.split()}
    return singular | {f"{word}s": kind for word, kind in singular.items()}
