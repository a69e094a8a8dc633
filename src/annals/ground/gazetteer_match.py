"""How the names of a gazetteer are compared with those of a text: by their bones first, then by their spelling."""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple, Protocol

from annals.codebook import table
from annals.ground.gazetteer_rows import Entry
from annals.ground.letters import plain
from annals.ground.spelling import same_place


class Match(NamedTuple):
    """A place whose name is, or is like, the one asked for: how surely, and why.

    `sparse` says that its gazetteer has the larger places only: a smaller one of this name may be meant.
    """

    score: float
    why: str
    entry: Entry
    sparse: bool = False


class Division(NamedTuple):
    """A division of first order: its code, in which gazetteers say what lies in it, and the key of its state."""

    code: str
    country: str


class Lookup(Protocol):
    """What places are looked up in."""

    def find(self, name: str, countries: Collection[str] = ()) -> list[Match]:
        """The places of this name, or of one like it, best first; where countries are told, those in them."""

    def divisions(self, name: str) -> list[Division]:
        """The divisions of first order of this name."""

    def lies_in(self, point: tuple[float, float], countries: Collection[str], away: float) -> bool | None:
        """Whether a point lies within so many degrees of the places of countries; `None` where that cannot be told."""


def bones(name: str) -> str:
    """What all spellings of a name have in common, quickly made: its consonants, coarser than `spelling.skeleton`."""
    articles, kind = _trimmings()
    letters = kind.sub("", articles.sub("", plain(name)).strip())
    for written, said in _SOUNDS:
        letters = letters.replace(written, said)
    return _DOUBLED.sub(r"\1", _MARKS.sub("", letters.translate(_KEPT))) or "~"  # a name of vowels alone


_SOUNDS = (("tch", "ch"), ("dzh", "j"), ("dj", "j"), ("ph", "f"))
_KEPT = str.maketrans({"q": "k", "c": "k", "x": "ks"} | dict.fromkeys("aeiouywh -_,/()&’'´`", ""))
_MARKS = re.compile(r"\W+")
_DOUBLED = re.compile(r"([^\W\d])\1+")


def checksum(bare: str) -> int:
    """What an index keeps of the bones of a name."""
    return zlib.crc32(bare.encode())


@cache
def _trimmings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The articles before the words of a name, and the common noun behind it."""
    articles = table("spelling")["articles"]
    taken = [rf"{article}(?=\W+{letter})" for article, letter in articles["before"].items()]
    nouns = [f"{noun}s?" for words in table("places")["settlements"].values() for noun in words.split()]
    before = rf"\b(?:the|{'|'.join([*articles['any'].split(), *taken])})\W+(?=\w)"
    return re.compile(before), re.compile(rf"(?<=\w)\W+(?:{'|'.join(nouns)})$")


def met(name: str, wanted: str, entry: Entry) -> Match | None:
    """The best of the names of a place that have the bones wanted."""
    others = [same_place(name, other) for other in entry.names if bones(other) == wanted]
    score, why = max(others, key=lambda pair: pair[0], default=(0.0, ""))
    return Match(score, why, entry) if score else None


def best_first(matches: Collection[Match]) -> list[Match]:
    """By how surely the name is the one asked for, then by population, then as they come."""
    return sorted(matches, key=lambda match: (-match.score, -match.entry.population))


def settlements(matches: Sequence[Match]) -> list[Match]:
    """Those of `matches` that are inhabited places or facilities."""
    return [match for match in matches if match.entry.kind in ("place", "quarter")]


def bare_division(name: str) -> str:
    """The name of a division without the words that say that it is one ("Orr Province", "Province of Orr")."""
    return _divisional().sub("", name).strip() or name


@cache
def _divisional() -> re.Pattern[str]:
    words = "|".join(sorted(table("gazetteer")["kinds"]["division1"].split()))
    return re.compile(rf"^(?:the )?(?:{words}) of (?:the )?|\W+(?:{words})$", re.IGNORECASE)
