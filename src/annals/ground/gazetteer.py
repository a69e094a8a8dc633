"""Offline gazetteers: those that the user names, held compactly in memory, and the one that comes with annals."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from annals.base.errors import UnusableGazetteer
from annals.ground.gazetteer_match import (
    Division,
    Lookup,
    Match,
    bare_division,
    best_first,
    bones,
    checksum,
    met,
)
from annals.ground.gazetteer_rows import Entry, entries
from annals.ground.spelling import SPELLING

MOST = 4_000_000
"""More places than this are refused."""
NONE = "none"
"""What is named to go without the gazetteer that comes with annals."""
SHIPPED = Path(__file__).with_name("geonames") / "places.bin"


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
            index.extend({checksum(bones(name)) << 32 | row for name in entry.names})
        self._index = array("Q", sorted(index))
        self._entry = msgspec.msgpack.Decoder(Entry).decode

    def __len__(self) -> int:
        return len(self._starts)

    def find(self, name: str, countries: Collection[str] = ()) -> list[Match]:
        """The places of this name, or of one like it, best first, then by population, then as in the files."""
        wanted = bones(name)
        here = (entry for entry in self._with(wanted) if not countries or entry.country in ("", *countries))
        return best_first([match for entry in here if (match := met(name, wanted, entry)) is not None])

    def divisions(self, name: str) -> list[Division]:
        """The divisions of first order of this name."""
        names = dict.fromkeys((name, bare_division(name)))
        found = [m for one in names for m in self.find(one) if m.score >= SPELLING and m.entry.kind == "division1"]
        return list(dict.fromkeys(Division(m.entry.parent, m.entry.country) for m in found))

    def lies_in(self, point: tuple[float, float], countries: Collection[str], away: float) -> bool | None:
        """Not known: it need not have all that lies in a country."""
        return None

    def _with(self, consonants: str) -> Iterator[Entry]:
        if not consonants:
            return
        mark = checksum(consonants) << 32
        for at in range(bisect_left(self._index, mark), len(self._index)):
            if self._index[at] >> 32 != mark >> 32:
                return
            row = self._index[at] & 0xFFFFFFFF
            end = self._starts[row + 1] if row + 1 < len(self._starts) else len(self._packed)
            yield self._entry(self._packed[self._starts[row] : end])


class Both:
    """Two gazetteers, of which the second fills in what the first does not have."""

    def __init__(self, first: Lookup, second: Lookup) -> None:
        self._first, self._second = first, second

    def find(self, name: str, countries: Collection[str] = ()) -> list[Match]:
        """What either finds; of what is found as surely, that of the first comes first."""
        found = [*self._first.find(name, countries), *self._second.find(name, countries)]
        return sorted(found, key=lambda match: -match.score)

    def divisions(self, name: str) -> list[Division]:
        """What either knows."""
        return list(dict.fromkeys((*self._first.divisions(name), *self._second.divisions(name))))

    def lies_in(self, point: tuple[float, float], countries: Collection[str], away: float) -> bool | None:
        """What the first says that knows."""
        told = self._first.lies_in(point, countries, away)
        return self._second.lies_in(point, countries, away) if told is None else told


@cache
def load(paths: tuple[str, ...] = ()) -> Lookup | None:
    """The gazetteer in these files, filled in by the one that comes with annals unless one of them is `none`.

    The same files are read once. Raises `UnusableGazetteer`.
    """
    from annals.ground.gazetteer_packed import Packed

    named = [Path(path) for path in paths if path != NONE]
    own = Gazetteer(entry for path in named for entry in entries(path)) if named else None
    if NONE in paths:
        return own
    return Both(own, Packed(SHIPPED)) if own else Packed(SHIPPED)
