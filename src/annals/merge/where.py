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
from annals.ground.actor_kinds import singular
from annals.ground.actor_names import state_names
from annals.ground.spelling import same_place, skeleton
from annals.merge.finding import NOTHING, Finding
from annals.merge.what import kinds

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
    `thing` is the common noun that comes first, where it is one for something in a town ("the railway station");
    `taken` are the places, by identity, that a claim tells to have been taken or left.
    """

    named: tuple[Place, ...]
    plain: tuple[str, ...]
    around: tuple[Place, ...]
    within: tuple[Place, ...] = ()
    thing: str = ""
    taken: tuple[str, ...] = ()


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


PARTLY = "a part of it"
"""What is taken where only something in a place is."""


def thing(name: str) -> str:
    """What a common noun for a place names in a town: its last word; nothing where it stands for the town itself."""
    word = singular(name.casefold().split()[-1]) if name.split() else ""
    return "" if is_name(name) or word in _settlements() else word


def part(name: str) -> bool:
    """Whether a name says that it is a building, a street or the like, which lies in some town."""
    words = name.casefold().split()
    known = (*(_heads(kind) for kind in ("facility", "building", "route", "area")), kinds("in_town"))
    return len(words) > 1 and any(singular(words[-1]) in some for some in known)


def is_arm(word: str) -> bool:
    """Whether a word is for what is fought with: a plane, a tank, a shell."""
    return any(singular(word) in _heads(kind) for kind in ("aircraft", "materiel", "weapon"))


def two_things(left: Site, right: Site) -> str | None:
    """Why two who take, or leave, do not take the same; `None` where they may."""
    if not (left.named or left.plain) or not (right.named or right.plain):
        return "what was taken is not told by both"
    if left.taken and right.taken and not left.thing and not right.thing:
        few, many = sorted((set(left.taken), set(right.taken)), key=len)
        same = 2 * len(few & many) > len(few) or _spelled_alike(left, right)
        return None if same else f"{_first(left)} is not {_first(right)}"
    if left.thing == right.thing or left.thing in _ends(right) or right.thing in _ends(left):
        return None
    return f"{left.thing or _first(left)} is not {right.thing or _first(right)}"


def _spelled_alike(left: Site, right: Site) -> bool:
    """Whether the first place of both is one by its spelling."""
    return bool(left.named and right.named) and one(left.named[0], right.named[0])


def is_town(name: str) -> bool:
    """Whether a name is neither that of a state nor of a division of one."""
    return not state_names(name) and not is_division(name)


def _ends(site: Site) -> set[str]:
    """The last words of its names, which say what they are ("Orr airbase"), and its common nouns."""
    return {place.name.casefold().split()[-1] for place in site.named} | {thing(noun) for noun in site.plain} - {""}


def _first(site: Site) -> str:
    return next((place.name for place in site.named), "the place")


@cache
def _settlements() -> frozenset[str]:
    return frozenset(word for words in table("places")["settlements"].values() for word in words.split())


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
    inside = _any(left.within, right.named[:1]) or _any(right.within, left.named[:1])
    shared = _any(left.named, right.named)
    if inside and not shared:
        return Finding(0.35, f"{first.name} and {other.name}: one is told to lie in {inside.name}")
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
