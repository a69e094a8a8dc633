"""Coordinates as printed (degrees and minutes, decimals, template fields) made a point in decimal degrees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

DECIMALS = 5
_TOKEN = re.compile(r"[-−–]?(?<![\d.])\d{1,3}(?:\.\d{1,12})?|(?<![^\W\d_])[NSEW](?![^\W\d_])", re.I)


class Read(NamedTuple):
    """A pair as read: latitude and longitude, and whether it was printed in decimals."""

    lat: float
    lon: float
    decimal: bool


def point(words: str) -> tuple[float, float] | None:
    """Latitude and longitude in decimal degrees, with the signs as printed; `None` where there is no possible point.

    Where the same point is printed in several ways, the decimal one is taken: the others are rounded from it.
    """
    pairs = list(_lettered(words))
    pairs = pairs or list(_signed(words))
    possible = [pair for pair in pairs if abs(pair.lat) <= 90 and abs(pair.lon) <= 180]
    if not possible or len(possible) < len(pairs):
        return None
    best = next((pair for pair in possible if pair.decimal), possible[0])
    return round(best.lat, DECIMALS), round(best.lon, DECIMALS)


def _lettered(words: str) -> Iterator[Read]:
    """Pairs whose two halves end in a letter: `36°12′N 37°9′E`, `36.2|N|37.15|E`."""
    numbers: list[str] = []
    lat: tuple[float, bool] | None = None
    for hit in _TOKEN.finditer(words):
        token = hit[0].upper()
        if token not in "NSEW":
            numbers.append(token)
            continue
        half = _degrees(numbers[-3:], -1 if token in "SW" else 1)
        numbers = []
        if half is None:
            lat = None
        elif token in "NS":
            lat = half
        elif lat is not None:
            yield Read(lat[0], half[0], lat[1] and half[1])
            lat = None


def _degrees(numbers: list[str], sign: int) -> tuple[float, bool] | None:
    """Degrees, minutes and seconds as one number, and whether it was one number with decimals."""
    values = [float(n.replace("−", "-").replace("–", "-")) for n in numbers]
    if not values or any(not 0 <= v < 60 for v in values[1:]):
        return None
    size = sum(abs(v) / 60**i for i, v in enumerate(values))
    return (-size if values[0] < 0 else size) * sign, len(values) == 1 and "." in numbers[0]


def _signed(words: str) -> Iterator[Read]:
    """Two numbers: `50.68016, 4.41169`, `32.7|-86.7`; whole degrees only where nothing else is said."""
    found = [hit[0] for hit in _TOKEN.finditer(words)]
    numbers = found[:2]
    if len(numbers) == 2 and not set("NSEWnsew") & set(numbers) and (any("." in n for n in numbers) or len(found) == 2):
        lat, lon = (float(n.replace("−", "-").replace("–", "-")) for n in numbers)
        yield Read(lat, lon, True)
