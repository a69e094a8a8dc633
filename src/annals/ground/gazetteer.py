"""An offline gazetteer, from files that the user names: held compactly, looked up by spelling."""

from __future__ import annotations

import re
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from annals.base.errors import UnusableGazetteer
from annals.codebook import table
from annals.ground.gazetteer_rows import Entry, entries
from annals.ground.letters import plain
from annals.ground.spelling import same_place

MOST = 4_000_000
"""More places than this are refused."""


class Match(NamedTuple):
    """A place whose name is, or is like, the one asked for: how surely, and why."""

    score: float
    why: str
    entry: Entry


class Gazetteer:
    """Places by the consonants of their names.

    A place is kept as a packed row (about 150 bytes); the index holds, for each of its names, the checksum of the
    consonants and the row's number in one 64-bit integer (8 bytes), in order. What a look-up finds is compared anew.
    """

    def __init__(self, places: Iterable[Entry]) -> None:
        pack = msgspec.msgpack.Encoder().encode
        self._packed = bytearray()
        self._starts = array("Q")
        index = array("Q")
        for row, entry in enumerate(places):
            if row >= MOST:
                raise UnusableGazetteer(f"more than {MOST} places", do="name the dump of a country", fatal=True)
            self._starts.append(len(self._packed))
            self._packed += pack(entry)
            index.extend({zlib.crc32(bones(name).encode()) << 32 | row for name in entry.names})
        self._index = array("Q", sorted(index))
        self._entry = msgspec.msgpack.Decoder(Entry).decode

    def __len__(self) -> int:
        return len(self._starts)

    def find(self, name: str) -> list[Match]:
        """The places of this name, or of one like it, best first, then by population, then as in the files."""
        wanted = bones(name)
        found = [match for entry in self._with(wanted) if (match := _met(name, wanted, entry)) is not None]
        return sorted(found, key=lambda match: (-match.score, -match.entry.population))

    def _with(self, consonants: str) -> Iterator[Entry]:
        if not consonants:
            return
        mark = zlib.crc32(consonants.encode()) << 32
        for at in range(bisect_left(self._index, mark), len(self._index)):
            if self._index[at] >> 32 != mark >> 32:
                return
            row = self._index[at] & 0xFFFFFFFF
            end = self._starts[row + 1] if row + 1 < len(self._starts) else len(self._packed)
            yield self._entry(self._packed[self._starts[row] : end])


@cache
def load(paths: tuple[str, ...]) -> Gazetteer:
    """The gazetteer in these files; the same files are read once. Raises `UnusableGazetteer`."""
    return Gazetteer(entry for path in paths for entry in entries(Path(path)))


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


@cache
def _trimmings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The articles before the words of a name, and the common noun behind it."""
    articles = table("spelling")["articles"]
    taken = [rf"{article}(?=\W+{letter})" for article, letter in articles["before"].items()]
    nouns = [f"{noun}s?" for words in table("places")["settlements"].values() for noun in words.split()]
    before = rf"\b(?:the|{'|'.join([*articles['any'].split(), *taken])})\W+(?=\w)"
    return re.compile(before), re.compile(rf"(?<=\w)\W+(?:{'|'.join(nouns)})$")


def _met(name: str, wanted: str, entry: Entry) -> Match | None:
    """The best of the names of a place that have the consonants wanted."""
    others = [same_place(name, other) for other in entry.names if bones(other) == wanted]
    score, why = max(others, key=lambda pair: pair[0], default=(0.0, ""))
    return Match(score, why, entry) if score else None


def settlements(matches: Sequence[Match]) -> list[Match]:
    """Those of `matches` that are inhabited places or facilities."""
    return [match for match in matches if match.entry.kind in ("place", "quarter")]
