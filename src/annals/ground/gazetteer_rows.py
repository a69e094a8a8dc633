"""The rows of a gazetteer: GeoNames' tab-separated dumps, plain or zipped, or a CSV with a line of column names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TextIO

import msgspec

from annals.base.errors import UnusableGazetteer
from annals.codebook import table
from annals.ground.actor_names import actor_key

LARGE = 256 * 1024 * 1024
"""Of a dump with more bytes than this only inhabited places and the first two orders of divisions are taken."""
LARGEST = 4 * 1024 * 1024 * 1024
LONGEST_LINE = 64 * 1024
MOST_NAMES = 100


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """A place of a gazetteer. `kind` is one of `place`, `quarter`, `division2`, `division1`, `region`, `country`;
    `country` the key of a state's name, `parent` a code or the key of the name of what it lies in, `suburb` whether a
    much larger place lies close to it or around it."""

    names: tuple[str, ...]
    latitude: float
    longitude: float
    kind: str
    country: str
    parent: str
    population: int
    source: str
    suburb: bool = False


def entries(path: Path) -> Iterator[Entry]:
    """The places in the file at `path`; `UnusableGazetteer` says what is wrong with it, and in which line."""
    try:
        with _opened(path) as (lines, size):
            numbered = _numbered(lines, path)
            number, first = next(numbered, (1, ""))
            if first.count("\t") + 1 == int(table("gazetteer")["geonames"]["columns"]):
                yield from _geonames(path, [(number, first)], numbered, size > LARGE)
            else:
                yield from _csv(path, first, numbered)
    except OSError as error:
        raise _wrong(path, f"it cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise _wrong(path, "neither text in UTF-8 nor a zip file with one") from error


@contextmanager
def _opened(path: Path) -> Iterator[tuple[TextIO, int]]:
    """The text of a file, or of the one table in a zip file, and its size unpacked."""
    import zipfile

    if zipfile.is_zipfile(path):
        with _unzipped(path) as opened:
            yield opened
        return
    size = path.stat().st_size
    _within(path, size)
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield file, size


@contextmanager
def _unzipped(path: Path) -> Iterator[tuple[TextIO, int]]:
    import io
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(path) as archive:
            tables = [i for i in archive.infolist() if i.filename.endswith((".txt", ".csv", ".tsv"))]
            tables = [i for i in tables if not i.filename.casefold().startswith("readme")]
            if len(tables) != 1:
                raise _wrong(path, f"a zip file with {len(tables)} tables", "one .txt or .csv in it")
            _within(path, tables[0].file_size)
            with archive.open(tables[0]) as packed, io.TextIOWrapper(packed, "utf-8-sig", newline="") as file:
                yield file, tables[0].file_size
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:  # damaged, broken off, locked
        raise _wrong(path, f"the zip file cannot be unpacked ({error})") from error


def _within(path: Path, size: int) -> None:
    if size > LARGEST:
        raise _wrong(path, f"{size} bytes", f"at most {LARGEST}", "take the dump of a country (SY.zip)")


def _numbered(lines: TextIO, path: Path) -> Iterator[tuple[int, str]]:
    number = 0
    while line := lines.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE:
            raise _wrong(path, f"a line of {LONGEST_LINE} characters or more", "", "", number)
        yield number, line.rstrip("\r\n")


# GeoNames


def _geonames(
    path: Path, first: list[tuple[int, str]], rest: Iterable[tuple[int, str]], large: bool
) -> Iterator[Entry]:
    codes, attribution = _codes(), table("gazetteer")["geonames"]["attribution"]
    width = int(table("gazetteer")["geonames"]["columns"])
    for several in (first, rest):
        for number, line in several:
            cells = line.split("\t")
            if len(cells) != width:
                raise _wrong(path, f"{len(cells)} columns", f"{width}, as in GeoNames' dumps", "", number)
            kind = codes.get(cells[7], "place")
            if large and not (
                kind in ("division1", "country") or cells[7] == "ADM2" or (cells[6] == "P" and cells[14] > "0")
            ):
                continue
            latitude, longitude = _point(path, number, cells[4], cells[5])
            names = tuple(dict.fromkeys(n for n in (cells[1], cells[2], *cells[3].split(",")[:MOST_NAMES]) if latin(n)))
            population = int(cells[14]) if cells[14].isdigit() else 0
            yield Entry(
                names,
                latitude,
                longitude,
                kind,
                country(cells[8]),
                f"{cells[8]}.{cells[10]}" if cells[10] else "",
                population,
                f"{attribution}, {cells[0]}",
            )


def latin(name: str) -> bool:
    """Whether a name is in Latin letters: those of other scripts are not met by what is read."""
    return 0 < len(name) <= 100 and all(
        c < "\u0250" or "\u0300" <= c < "\u0370" or "\u1e00" <= c < "\u2070" for c in name
    )


@cache
def _codes() -> dict[str, str]:
    rows = table("gazetteer")["geonames"]
    kinds = ("country", "division1", "division2", "quarter", "region")
    return {code: kind for kind in kinds for code in rows[kind].split()}


@cache
def country(named: str) -> str:
    """The key of a state given by its ISO 3166 code or by its name."""
    return actor_key(table("flags")["countries"].get(named.upper(), named)) if named else ""


# CSV


def _csv(path: Path, first: str, rest: Iterable[tuple[int, str]]) -> Iterator[Entry]:
    import csv

    columns = [name.strip().casefold() for name in next(csv.reader([first]), [])]
    missing = [name for name in ("name", "latitude", "longitude") if name not in columns]
    if missing:
        allowed = "a GeoNames dump, or a CSV whose first line names name, latitude, longitude"
        raise _wrong(path, f"no column {', '.join(missing)}", allowed + " (and kind, country, parent, names, source)")
    for number, line in rest:
        cells = next(csv.reader([line]), [])
        if any(cells):
            yield _csv_entry(path, number, dict(zip(columns, map(str.strip, cells), strict=False)))


def _csv_entry(path: Path, number: int, row: dict[str, str]) -> Entry:
    latitude, longitude = _point(path, number, row.get("latitude", ""), row.get("longitude", ""))
    names = [row.get("name", ""), *row.get("names", "").replace("|", ";").split(";")[:MOST_NAMES]]
    told = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
    if not told:
        raise _wrong(path, "a place without a name", "", "", number)
    kind = _csv_kinds().get(row.get("kind", "").casefold() or "place")
    if kind is None:
        raise _wrong(path, f"the kind {row['kind']!r}", ", ".join(sorted(_csv_kinds())), "", number)
    source = row.get("source") or path.name
    return Entry(told, latitude, longitude, kind, country(row.get("country", "")), row.get("parent", ""), 0, source)


@cache
def _csv_kinds() -> dict[str, str]:
    return {word: kind for kind, words in table("gazetteer")["kinds"].items() for word in (kind, *words.split())}


def _point(path: Path, number: int, latitude: str, longitude: str) -> tuple[float, float]:
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        raise _wrong(path, f"the coordinates {latitude!r}, {longitude!r}", "decimal degrees", "", number) from None
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        raise _wrong(path, f"the coordinates {latitude}, {longitude}", "latitude to 90, longitude to 180", "", number)
    return north, east


def _wrong(path: Path, what: str, allowed: str = "", do: str = "", line: int | None = None) -> UnusableGazetteer:
    where = f"{path}:{line}" if line else str(path)
    do = do or "name another file with --gazetteer, or go without"
    return UnusableGazetteer(f"no usable gazetteer: {what}", where=where, allowed=allowed, do=do, fatal=True)
