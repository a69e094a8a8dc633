"""Whether two claims tell of one place: by name, by containment, or by what their accounts are about.

Names are equal as written but for case, accents, marks and the article, or where `Identities` or the spelling of
transliterated names makes them one. A common noun ("the checkpoint") is no name, and two of them are no two places.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from annals.codebook import table
from annals.ground.actor_names import state_names
from annals.ground.spelling import same_place, skeleton
from annals.merge.finding import NOTHING, Finding

_DIVISION = re.compile(r"\b(?:governorate|province|oblast|region|district|county|state|raion)s?$", re.IGNORECASE)
NEAR, FAR = 3.0, 30.0
"""Kilometres: what lies nearer can be one place under two names, what lies farther cannot."""


@lru_cache(maxsize=1 << 16)
def key(name: str) -> str:
    """By what two spellings of one name are equal: never by likeness, only by the same letters and digits."""
    bare = re.sub(r"^(?:the|an?)\s+", "", name.strip(), flags=re.IGNORECASE)
    letters = unicodedata.normalize("NFKD", bare).casefold()
    return "".join(c for c in letters if c.isalnum())


class Place(NamedTuple):
    """A named place: its identity, its name as written, and where it lies if that is known."""

    key: str
    name: str
    point: tuple[float, float] | None = None


class Site(NamedTuple):
    """Where a claim is set: its named places, most specific first, the common nouns for places, and around it.

    `around` are places that the account is about, `within` those that a named place of the claim is known to lie in.
    """

    named: tuple[Place, ...]
    plain: tuple[str, ...]
    around: tuple[Place, ...]
    within: tuple[Place, ...] = ()


@lru_cache(maxsize=1 << 16)
def token(name: str) -> str:
    """By what candidates of one place find each other: its consonants, or, where they are few, all its letters."""
    bones = skeleton(name)
    return bones if len(bones) > 2 else key(name)


def is_name(name: str) -> bool:
    """Whether the words name a place, rather than say what it is ("checkpoint", "northern neighbourhoods")."""
    if is_position(name):
        return False
    return any(c.isupper() or c.isdigit() for c in name) or not any(c.islower() for c in name)


def is_position(name: str) -> bool:
    """Whether the words say whose soldiers stand there, and no more ("Guard positions")."""
    last = name.rpartition(" ")[2]
    return last in _heads("position") or last.removesuffix("s") in _heads("position")


def is_division(name: str) -> bool:
    """Whether the words name a division of a state ("Orr Province")."""
    return bool(_DIVISION.search(name))


def implied(name: str) -> tuple[str, ...]:
    """The town in the name of what stands in it: "Hodan" in "Hodan airport"."""
    words = name.split()
    small = next((n for n, word in enumerate(words) if word.islower()), len(words))
    return (" ".join(words[:small]),) if 0 < small < len(words) and "of" not in words else ()


@cache
def _heads(kind: str) -> frozenset[str]:
    return frozenset(str(table("places")["heads"][kind]).split())


def one(left: Place, right: Place) -> bool:
    """Whether two names are one place's."""
    return left.key == right.key or _spelled(left.name, right.name)


@lru_cache(maxsize=1 << 16)
def _spelled(left: str, right: str) -> bool:
    return same_place(left, right)[0] > 0


def compare(left: Site, right: Site) -> Finding:
    """How well the places agree; two named places of which neither lies in the other are a wall."""
    if left.named and right.named:
        return _both(left, right)
    if left.named or right.named:
        site, other = (left, right) if left.named else (right, left)
        return _one_told(site, other)
    return _none_told(left, right)


def _both(left: Site, right: Site) -> Finding:
    first, other = left.named[0], right.named[0]
    if one(first, other):
        closer = any(one(a, b) for a in left.named[1:] for b in right.named[1:])
        score = (1.0 if closer else 0.9) * _breadth(first.name)
        return Finding(score, f"both name the place {first.name}")
    found = _any(left.named, right.named[:1]) or _any(right.named, left.named[:1])
    if found:
        return Finding(0.7 * _breadth(found.name), f"both name the place {found.name}, one more closely")
    if (distance := _distance(first, other)) is not None and not NEAR < distance < FAR:
        told = f"{first.name} and {other.name} lie {distance:.0f} km apart"
        return Finding(0.6, told) if distance <= NEAR else Finding(-1.0, told, wall=True)
    inside = _any((*left.within, *left.around), right.named[:1]) or _any((*right.within, *right.around), left.named[:1])
    shared = _any(left.named, right.named)
    if inside and not shared:
        return Finding(0.35, f"{first.name} and {other.name}: one is told in an account of {inside.name}")
    return Finding(-1.0, f"{first.name} is not {other.name}", wall=True)


def _one_told(site: Site, other: Site) -> Finding:
    name = site.named[0].name
    if _any((*site.named, *site.within), other.around):
        noun = 0.15 if set(site.plain) & set(other.plain) else -0.1 if other.plain else 0.0
        return Finding(0.4 + noun, f"one names {name}, the other is told in an account of it")
    if not other.around:
        return NOTHING
    return Finding(-0.3, f"one names {name}, the other is told in an account of {other.around[0].name}")


def _none_told(left: Site, right: Site) -> Finding:
    noun = next((word for word in left.plain if word in right.plain), None)
    more = 0.2 if noun else 0.0
    found = _any(left.around, right.around)
    if found:
        return Finding(0.3 + more, f"both are told in accounts of {found.name}" + (f", at a {noun}" if noun else ""))
    return Finding(more, f"both tell of a {noun}" if noun else "")


def _any(places: tuple[Place, ...], others: tuple[Place, ...]) -> Place | None:
    """The first of `places` that is one of `others`."""
    return next((place for place in places if any(one(place, other) for other in others)), None)


@lru_cache(maxsize=1 << 14)
def _breadth(name: str) -> float:
    """How much it says that two claims name this place: of a country little, of a province less than of a town."""
    if state_names(name):
        return 0.2
    return 0.5 if is_division(name) else 1.0


def _distance(left: Place, right: Place) -> float | None:
    """Kilometres between two places, where it is known where both lie."""
    if left.point is None or right.point is None:
        return None
    (a, b), (c, d) = (tuple(map(radians, point)) for point in (left.point, right.point))
    arc = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(arc)))
