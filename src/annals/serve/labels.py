"""Names beside marks on a map, so that none covers another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from annals.serve.land import Name
from annals.serve.projection import WIDE

MOST = 12
"""Names of places on a map, at most."""
LETTER, LINE = 6.6, 13.0
"""Room that a letter and a line take, in units of the drawing."""
GAP = 3.0
FOREMOST, LARGE = 4, 1.6
"""Names that small maps show, and how much larger their letters are there."""

Box = tuple[float, float, float, float]


class Label(msgspec.Struct, frozen=True):
    """A name, where it begins, ends or has its middle (`anchor`), and whether it is that of a country.

    `minor` names are left out where the map is small and the letters are large for it.
    """

    words: str
    x: float
    y: float
    anchor: str
    country: bool = False
    minor: bool = False


def named(
    marks: Sequence[tuple[float, float, float, str]], countries: Sequence[Name], size: tuple[float, float]
) -> list[Label]:
    """Names for the marks (each: where, radius, name), the first before the others, then for the countries.

    A name that would cover a mark or another name, or stand out of the map, is left out: it is in the mark's title.
    """
    taken: list[Box] = [(x - r, y - r, x + r, y + r) for x, y, r, _ in marks]
    labels: list[Label] = []
    for rank, (x, y, r, name) in enumerate(marks[:MOST]):
        for label, box in _beside(x, y, r, name, rank):
            if _inside(box, size) and not any(_meet(box, other) for other in taken):
                labels.append(label)
                taken.append(box)
                break
    for country in countries:
        box = (country.x - country.width / 2, country.y - LINE, country.x + country.width / 2, country.y + 3)
        if _inside(box, size) and not any(_meet(box, other) for other in taken):
            labels.append(Label(country.words, country.x, country.y, "middle", True))
            taken.append(box)
    return labels


def _beside(x: float, y: float, r: float, name: str, rank: int) -> Iterator[tuple[Label, Box]]:
    """The four places for a name beside a mark, each with the room it takes: right, left, above and below."""
    words = name if len(name) <= 24 else name[:23] + "…"
    width, away = LETTER * len(words), r + GAP
    for anchor, at, base in (
        ("start", x + away, y + 4),
        ("end", x - away, y + 4),
        ("middle", x, y - away),
        ("middle", x, y + away + LINE - 3),
    ):
        left = at - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        box = (left, base - LINE + 3, left + width, base + 3)
        large = at + width * LARGE if anchor == "start" else at - width * LARGE
        yield Label(words, round(at, 1), round(base, 1), anchor, minor=rank >= FOREMOST or not 0 < large < WIDE), box


def _inside(box: Box, size: tuple[float, float]) -> bool:
    return box[0] > 2 and box[1] > 2 and box[2] < size[0] - 2 and box[3] < size[1] - 2


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
