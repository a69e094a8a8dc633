"""The gazetteer that comes with annals: one file, read in place, of which a look-up unpacks only what it finds.

All numbers are in little-endian order. After the head, a mark and the lengths of the parts, come

- the index: 65,537 numbers, the n-th saying where those names begin whose checksum (of their `bare_key`) begins with
  the 16 bits n; then a number for each name: 8 more bits of its checksum, in 24 bits the row of its place or division;
- where each block begins, and the blocks: 128 places each, in columns, compressed;
- the divisions, compressed: country, code, name, and the row of the first place in each.

Places are in the order of their divisions, so that those of one country lie together. The rows of divisions follow
those of places in the index.
"""

from __future__ import annotations

import mmap
import struct
import zlib
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, groupby
from pathlib import Path
from typing import NamedTuple

import msgspec

from annals.base.errors import UnusableGazetteer
from annals.codebook import table
from annals.ground.gazetteer_match import Division, Match, bare_division, best_first, checksum
from annals.ground.gazetteer_rows import Entry, country
from annals.ground.spelling import SPELLING, bare_key, same_place

MARK = b"annals places 1\n"
BLOCK = 128
_HEAD = struct.Struct("<16s5I")
_BUCKETS = 1 << 16
FINE = 100_000
"""Coordinates are kept as whole numbers of this part of a degree: a metre."""


class Row(NamedTuple):
    """A place of GeoNames as it is packed: number, point, population, names, and the code of its division (UA.14)."""

    number: int
    latitude: float
    longitude: float
    population: int
    names: tuple[str, ...]
    division: str
    suburb: bool = False


class Columns(msgspec.Struct, frozen=True, array_like=True):
    """A block of places; of `names` a line is a place, with tabs between its names. `suburbs` count in the block."""

    numbers: tuple[int, ...]
    latitudes: tuple[int, ...]
    longitudes: tuple[int, ...]
    populations: tuple[int, ...]
    names: str
    suburbs: tuple[int, ...]


class Area(msgspec.Struct, frozen=True, array_like=True):
    """A division of first order, by its country's ISO 3166 code and its own (UA.14).

    `first` is the first row in it, `box` the box around its places: west, south, east, north.
    """

    code: str
    name: str
    first: int
    box: tuple[float, float, float, float]

    @property
    def country(self) -> str:
        """The key of its state."""
        return country(self.code.partition(".")[0])


class Packed:
    """A packed gazetteer. It knows larger places only: what it finds need not be what is meant (`Match.sparse`)."""

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            mark, names, blocks, self._size, packed, divisions = _HEAD.unpack_from(self._bytes)
        except (OSError, ValueError, struct.error) as error:
            raise _damaged(path) from error
        self._entries = _HEAD.size + 4 * (_BUCKETS + 1)
        self._begins = self._entries + 4 * names
        self._blocks = self._begins + 4 * (blocks + 1)
        self._areas_at = slice(self._blocks + packed, self._blocks + packed + divisions)
        if mark != MARK or self._areas_at.stop != len(self._bytes):
            raise _damaged(path)
        self._columns = lru_cache(maxsize=128)(self._unpacked)
        self._found = lru_cache(maxsize=8192)(self._find)
        self.divisions = lru_cache(maxsize=8192)(self._divisions)
        self._known: tuple[Area, ...] = ()
        self._firsts: list[int] = []

    def __len__(self) -> int:
        return int(self._size)

    def find(self, name: str, countries: Collection[str] = ()) -> list[Match]:
        """The places of this name, or of one like it, in these countries (or in any), best first."""
        return self._found(name, frozenset(countries))

    def _find(self, name: str, countries: frozenset[str]) -> list[Match]:
        wanted = bare_key(name)
        areas = ((row, self._area(row)) for row in self._rows(wanted) if row < self._size)
        here = [(row, area) for row, area in areas if not countries or area.country in countries]
        matches = (_met(name, wanted, self._entry(row, area)) for row, area in here)
        return best_first([match for match in matches if match is not None])

    def _divisions(self, name: str) -> list[Division]:
        """The divisions of first order of this name."""
        bare = bare_division(name)
        rows = [row - self._size for row in self._rows(bare_key(bare)) if row >= self._size]
        areas = [area for area in map(self._areas().__getitem__, rows) if same_place(bare, area.name)[0] >= SPELLING]
        return [Division(area.code, area.country) for area in areas]

    def lies_in(self, point: tuple[float, float], countries: Collection[str], away: float) -> bool | None:
        """Whether a point lies within so many degrees of the places of countries; `None` where there are none."""
        boxes = [area.box for area in self._areas() if area.country in countries]
        north, east = point
        return (
            any(w - away <= east <= e + away and s - away <= north <= n + away for w, s, e, n in boxes)
            if boxes
            else None
        )

    def rows(self) -> Iterator[Row]:
        """All places, in order."""
        for row in range(self._size):
            block, at = self._columns(row // BLOCK), row % BLOCK
            area = self._area(row)
            names = tuple(block.names.split("\n")[at].split("\t"))
            north, east = block.latitudes[at] / FINE, block.longitudes[at] / FINE
            yield Row(block.numbers[at], north, east, block.populations[at], names, area.code, at in block.suburbs)

    def areas(self) -> tuple[Area, ...]:
        """All divisions, in order."""
        return self._areas()

    def index(self) -> list[int]:
        """All names in the index, as `indexed` gives them, in 24 of the 32 bits of their checksums."""
        begins = struct.unpack_from(f"<{_BUCKETS + 1}I", self._bytes, _HEAD.size)
        several = struct.unpack_from(f"<{begins[-1]}I", self._bytes, self._entries)
        buckets = (n for n in range(_BUCKETS) for _ in range(begins[n], begins[n + 1]))
        return [bucket << 32 | each for bucket, each in zip(buckets, several, strict=True)]

    def _rows(self, wanted: str) -> list[int]:
        """The rows of the names that may have this key."""
        mark = checksum(wanted)
        begin, end = struct.unpack_from("<2I", self._bytes, _HEAD.size + 4 * (mark >> 16))
        several = struct.unpack_from(f"<{end - begin}I", self._bytes, self._entries + 4 * begin)
        return [each & 0xFFFFFF for each in several if each >> 24 == mark >> 8 & 0xFF]

    def _entry(self, row: int, area: Area) -> Entry:
        block, at = self._columns(row // BLOCK), row % BLOCK
        return Entry(
            names=tuple(block.names.split("\n")[at].split("\t")),
            latitude=block.latitudes[at] / FINE,
            longitude=block.longitudes[at] / FINE,
            kind="place",
            country=area.country,
            parent=area.code,
            population=block.populations[at],
            suburb=at in block.suburbs,
            source=f"{table('gazetteer')['geonames']['attribution']}, {block.numbers[at]}",
        )

    def _unpacked(self, block: int) -> Columns:
        begin, end = struct.unpack_from("<2I", self._bytes, self._begins + 4 * block)
        packed = self._bytes[self._blocks + begin : self._blocks + end]
        return msgspec.msgpack.decode(zlib.decompress(packed), type=Columns)

    def _area(self, row: int) -> Area:
        """The division in which a place lies."""
        return self._areas()[bisect_right(self._firsts, row) - 1]

    def _areas(self) -> tuple[Area, ...]:
        if not self._known:
            packed = zlib.decompress(self._bytes[self._areas_at])
            self._known = msgspec.msgpack.decode(packed, type=tuple[Area, ...])
            self._firsts = [area.first for area in self._known]
        return self._known


def _met(name: str, wanted: str, entry: Entry) -> Match | None:
    """The best of the names of a place that have the key wanted."""
    others = [same_place(name, other) for other in entry.names if bare_key(other) == wanted]
    score, why = max(others, key=lambda pair: pair[0], default=(0.0, ""))
    return Match(score, why, entry, sparse=True) if score >= SPELLING else None


def packed(places: Iterable[Row], names: Mapping[str, str]) -> bytes:
    """The file of these places, and of the divisions that they lie in, with the names of those by their codes."""
    ordered = sorted(places, key=lambda place: (place.division, place.number))
    blocks = [_block(ordered[at : at + BLOCK]) for at in range(0, len(ordered), BLOCK)]
    inside = [(code, list(several)) for code, several in groupby(enumerate(ordered), lambda each: each[1].division)]
    areas = [Area(code, names.get(code, ""), several[0][0], _box([p for _, p in several])) for code, several in inside]
    index = _index([*(place.names for place in ordered), *((area.name,) for area in areas)])
    begins = struct.pack(f"<{len(blocks) + 1}I", *accumulate(map(len, blocks), initial=0))
    divisions = zlib.compress(msgspec.msgpack.encode(areas), 9)
    sizes = (len(index) // 4 - _BUCKETS - 1, len(blocks), len(ordered), sum(map(len, blocks)), len(divisions))
    return b"".join((_HEAD.pack(MARK, *sizes), index, begins, *blocks, divisions))


def _box(places: Sequence[Row]) -> tuple[float, float, float, float]:
    """In hundredths of a degree."""
    east, north = (
        [round(number, 2) for number in one] for one in zip(*((p.longitude, p.latitude) for p in places), strict=True)
    )
    return min(east), min(north), max(east), max(north)


def _block(places: Sequence[Row]) -> bytes:
    columns = Columns(
        tuple(place.number for place in places),
        tuple(round(place.latitude * FINE) for place in places),
        tuple(round(place.longitude * FINE) for place in places),
        tuple(place.population for place in places),
        "\n".join("\t".join(place.names) for place in places),
        tuple(at for at, place in enumerate(places) if place.suburb),
    )
    return zlib.compress(msgspec.msgpack.encode(columns), 9)


def indexed(names: Iterable[Sequence[str]]) -> list[int]:
    """The first 24 bits of the checksums of all names, each with the row that it leads to, in order."""
    rows = ((row, checksum(bare_key(name)) >> 8) for row, several in enumerate(names) for name in several if name)
    return sorted({mark << 24 | row for row, mark in rows})


def _index(names: Iterable[Sequence[str]]) -> bytes:
    """Where the names of each beginning of a checksum begin, and for each name the next part of it and the row."""
    entries = indexed(names)
    counts = [0] * (_BUCKETS + 1)
    for each in entries:
        counts[(each >> 32) + 1] += 1
    return struct.pack(f"<{_BUCKETS + 1}I", *accumulate(counts)) + struct.pack(
        f"<{len(entries)}I", *(each & 0xFFFFFFFF for each in entries)
    )


def _damaged(path: Path) -> UnusableGazetteer:
    do = "install annals anew, or go without it: --gazetteer none"
    return UnusableGazetteer("the one that comes with annals is missing or damaged", where=str(path), do=do, fatal=True)
