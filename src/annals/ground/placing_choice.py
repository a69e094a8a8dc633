"""Which of the places of a name is meant, as far as an account says it: by divisions, by other places, by size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from annals.ground.gazetteer_match import Division, Match
from annals.ground.placing_points import (
    CLOSE,
    IN_TOWN,
    NEAR,
    Anchor,
    is_city,
    is_metropolis,
    largest,
    merged,
    nearest,
)
from annals.ground.placing_sphere import Sphere
from annals.ground.spelling import EQUAL, SPELLING, key

Choice = tuple[list[Match], str]
"""The place that is meant, and why; without a why, those that it could be."""
REACH = 200.0
"""Kilometres from what is known within which a city is meant before the small places of its name are."""
NAMED = "in the division that the account names"


class Asked(NamedTuple):
    """A name with the places of it, best first, the names told beside it, and whether the text calls it a quarter."""

    name: str
    several: list[Match]
    around: tuple[str, ...]
    quarter: bool


def chosen(sphere: Sphere, asked: Asked) -> Choice:
    """The place that is meant. Of a gazetteer that has small places the only one of a name in a country is the one."""
    if all(match.sparse for match in asked.several):
        return _borne_out(sphere, asked)
    if not sphere.countries and not sphere.anchors:
        return [], ""
    several = merged(sorted(_inside(sphere, asked) or asked.several, key=lambda match: match.sparse))
    sure = sphere.countries and not asked.quarter and several[0].score >= SPELLING
    if sure and len(several) == 1:
        narrowed = len(merged(asked.several)) > 1
        return several, f"the only one {NAMED}" if narrowed else f"the only one of this name {sphere.told}"
    tiers = [_beside(sphere, asked), sphere.anchors[:1] if sphere.own else [], sphere.anchors]
    return _near(several, tiers, IN_TOWN if asked.quarter else NEAR) or (several if len(several) > 1 else [], "")


def unmistakable(everywhere: Sequence[Match], divisions: Sequence[Division]) -> Choice | None:
    """The city meant even where nothing says in which country: no other larger place, and no division of another
    country, has its name, and no other city's is a spelling of it."""
    several = merged(everywhere)
    equal = [m for m in several if m.score == EQUAL] or several
    if len(equal) != 1 or not equal[0].sparse or not is_city(equal[0]):
        return None
    one = equal[0].entry
    others = any(is_city(m) for m in several if m.entry is not one)
    if others or any(division.country != one.country for division in divisions):
        return None
    return equal, "the only larger place of this name on Earth, a city"


def _borne_out(sphere: Sphere, asked: Asked) -> Choice:
    """Of a gazetteer without small places: only what something in the account bears out.

    Where it has several places of a name, there are more, smaller ones: then only what is close to others will do.
    """
    everywhere = merged(asked.several)
    kept = merged(_inside(sphere, asked)) or everywhere
    kept = [m for m in kept if m.score == EQUAL] or kept
    beside = _beside(sphere, asked)
    if not sphere.countries:
        return [], ""
    if asked.quarter:
        return _near(kept, [beside, sphere.subjects], IN_TOWN) or (kept, "")
    if len(kept) == 1 and (why := _alone(sphere, asked, kept[0], len(everywhere) > 1)):
        return kept, why
    large = largest(everywhere)
    if large and (is_metropolis(large) or (large in kept and nearest(large, sphere.anchors, REACH))):
        return [large], f"the largest of this name by far {sphere.told}"
    return _near(kept, [beside, [] if beside else sphere.subjects], CLOSE) or (kept, "")


def _alone(sphere: Sphere, asked: Asked, match: Match, often: bool) -> str:
    """Why the one place that is left is the one meant; "" where nothing says so.

    A place that is no city is not meant where the other places of the same claim lie far away.
    """
    inside, beside = bool(_inside(sphere, asked)), _beside(sphere, asked)
    only = f"the only one {NAMED}" if often and inside else f"the only one of this name {sphere.told}"
    if is_city(match) and (inside or (match.score == EQUAL and not often)):
        return f"{only}, a city"
    if sphere.is_subject(asked.name, match):
        return f"{only}, which the account is about"
    if often:
        return ""
    if inside and nearest(match, beside or sphere.anchors, NEAR):
        return f"{only}, {NAMED}"
    near = nearest(match, beside or sphere.subjects, NEAR)
    if near is None and not beside and not match.entry.suburb:
        near = nearest(match, sphere.anchors, CLOSE)
    return f"{only}, not far from {near}, which the account names" if near else ""


def _inside(sphere: Sphere, asked: Asked) -> list[Match]:
    """Those in the divisions that the account names, beside the name or as its own."""
    named = sphere.divisions_of(asked.around) | sphere.divisions
    return [m for m in asked.several if m.entry.parent and (m.entry.parent in named or key(m.entry.parent) in named)]


def _beside(sphere: Sphere, asked: Asked) -> list[Anchor]:
    return [(name, at) for name, at in sphere.anchors if name in asked.around]


def _near(several: Sequence[Match], tiers: Sequence[Sequence[Anchor]], limit: float) -> Choice | None:
    """The one that lies near other places of the account: near those of the first tier, else of the next."""
    for tier in tiers:
        near = [(m, name) for m in several if (name := nearest(m, tier, limit)) is not None]
        if len(near) == 1:
            return [near[0][0]], f"the only one within {limit:.0f} km of {near[0][1]}, which the account names"
    return None
