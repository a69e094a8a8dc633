"""How far the gazetteer that comes with annals puts the places of articles from where the articles themselves put them.

python -m tests.bench.places FOLDER...: of every article with coordinates and a place field, the first place of the
field is looked up as if the article gave no coordinates, and the distance told.

python -m tests.bench.places --sample COUNT SEED FOLDER...: so many random places of claims, with their words and
points, to be judged by hand.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from annals import collect, pipeline
from annals.base.claim import Claim
from annals.base.document import Document
from annals.base.mention import Mention
from annals.base.reading import Reading
from annals.base.span import Span
from annals.base.where import Placed
from annals.ground.actor_names import state_names
from annals.ground.gazetteer import load
from annals.ground.placing import places
from annals.ground.placing_points import Point, kilometres

STEPS = (5, 10, 25, 50, 100, 500)


class Compared(NamedTuple):
    """A place of an article: its point by the article and by the gazetteer, if there is one."""

    document: str
    place: str
    own: Point
    found: Placed | None

    @property
    def apart(self) -> float:
        """Kilometres between the points; where the article's sign is wrong, from where it would be right."""
        (north, east), found = self.own, self.found
        points = [(north, east), (-north, east), (north, -east), (-north, -east)][: 4 if self.mirrored else 1]
        return min(kilometres(each, (found.latitude, found.longitude)) for each in points) if found else 0.0

    @property
    def mirrored(self) -> bool:
        """Whether the points lie near each other when the article's loses or gains a sign."""
        (north, east), found = self.own, self.found
        turned = ((-north, east), (north, -east), (-north, -east))
        return found is not None and any(kilometres(each, (found.latitude, found.longitude)) < 100 for each in turned)


def readings(folders: Iterable[str]) -> Iterator[Reading]:
    """The accounts in folders, read as annals reads them by itself."""
    for found in collect.documents(list(folders)):
        if isinstance(found, Document):
            yield pipeline.read(found, load())


def compared(reading: Reading) -> Compared | None:
    """What the gazetteer says of the place to which an article gives coordinates, as if it gave none."""
    whole = next(iter(reading.episodes), None)
    if whole is None or whole.coordinates is None or not whole.places or state_names(whole.places[0]):
        return None
    asked = Claim(quote="", span=Span(0, 0), sentence=Span(0, 0), type="clash", places=(Mention(whole.places[0]),))
    blind = msgspec.structs.replace(whole, coordinates=None)
    found, _ = places(reading.document, [asked, *reading.claims], blind, load())
    return Compared(
        reading.document.name, whole.places[0], whole.coordinates, next(iter(found[0]), None) if found else None
    )


def distances(folders: Iterable[str]) -> None:
    """Print how far the points lie apart, the widest first."""
    every = [one for reading in readings(folders) if (one := compared(reading)) is not None]
    met = sorted((one for one in every if one.found), key=lambda one: (-one.apart, one.document))
    for one in met:
        if one.apart > STEPS[1]:
            mirrored = ", near it with another sign" if one.mirrored else ""
            print(f"{one.apart:8.0f} km  {one.place} ({one.document}){mirrored}")
    print(
        f"{len(every)} articles give coordinates for a place; the gazetteer has a point for {len(met)} of these places"
    )
    for step in STEPS:
        print(f"  {sum(one.apart <= step for one in met):4} within {step} km")


def sample(count: int, seed: int, folders: Iterable[str]) -> None:
    """Print random places of claims that the gazetteer gave points."""
    told = [
        (reading.document.name, claim, placed)
        for reading in readings(folders)
        for claim, several in zip(reading.claims, reading.places_at, strict=False)
        for placed in several
        if "GeoNames" in placed.source
    ]
    for name, claim, placed in random.Random(seed).sample(told, min(count, len(told))):
        print(f"{placed.name} → {placed.latitude:.3f}, {placed.longitude:.3f} ({placed.precision}) [{name}]")
        print(f"    {claim.quote}\n    {placed.why}; {placed.source}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--sample", count, seed, *folders]:
            sample(int(count), int(seed), folders)
        case folders:
            distances(folders)
