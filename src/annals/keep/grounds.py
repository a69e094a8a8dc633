"""What was made of the names in claims (kinds, sides, points): on rows of their own columns, and back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from annals.base.where import Placed
from annals.base.who import ROLES, Party

Actors = Mapping[str, Sequence[Party]]
Places = Mapping[str, Sequence[Placed]]

ACTORS = """
    SELECT claim, name, role, ordinal, kind, side, grounds FROM claim_actor
    WHERE document = ? AND kind IS NOT NULL AND {} ORDER BY claim, role, ordinal
"""
PLACES = """
    SELECT claim, name, ordinal, latitude, longitude, precision, where_prec, source, why FROM claim_place
    WHERE document = ? AND latitude IS NOT NULL AND {} ORDER BY claim, ordinal
"""
POINTS = "SELECT count(*) FROM claim_place WHERE document = ? AND latitude IS NOT NULL"


def of(
    db: sqlite3.Connection, document: str, claim: str | None = None
) -> tuple[dict[str, tuple[Party, ...]], dict[str, tuple[Placed, ...]]]:
    """What was made of the names in a document's claims, or in one of them, under the claims' ids."""
    which, given = ("TRUE", [document]) if claim is None else ("claim = ?", [document, claim])
    actors, places = (db.execute(asked.format(which), given).fetchall() for asked in (ACTORS, PLACES))
    return parties(actors), placed(places)


def parties(rows: Iterable[Sequence[object]]) -> dict[str, tuple[Party, ...]]:
    """The actors of each claim, from rows as `ACTORS` gives them."""
    found: dict[str, list[Party]] = {}
    for claim, name, role, ordinal, kind, side, rule in rows:
        found.setdefault(str(claim), []).append(
            Party(str(name), str(role), int(str(ordinal)), str(kind), side_of(side), str(rule))
        )
    return {claim: tuple(sorted(several, key=_place)) for claim, several in found.items()}


def placed(rows: Iterable[Sequence[object]]) -> dict[str, tuple[Placed, ...]]:
    """The places of each claim that lie somewhere known, from rows as `PLACES` gives them."""
    found: dict[str, list[Placed]] = {}
    for claim, name, ordinal, latitude, longitude, precision, number, source, why in rows:
        point = float(str(latitude)), float(str(longitude))
        place = Placed(str(name), int(str(ordinal)), *point, str(precision), int(str(number)), str(source), str(why))
        found.setdefault(str(claim), []).append(place)
    return {claim: tuple(several) for claim, several in found.items()}


def side_of(written: object) -> int | str | None:
    """A side as it is kept (`1`, `civilians`) as it is told."""
    return int(written) if isinstance(written, str) and written.isdigit() else str(written) if written else None


def content(actors: Actors, places: Places) -> list[object]:
    """All of it in an order of its own, to be hashed with the document; empty where there is nothing."""
    by = [
        (claim, actor) for claim in sorted(actors) for actor in sorted(actors[claim], key=lambda a: (a.role, a.ordinal))
    ]
    at = [(claim, place) for claim in sorted(places) for place in sorted(places[claim], key=lambda p: p.ordinal)]
    return [by, at] if by or at else []


def _place(actor: Party) -> tuple[int, int]:
    return (ROLES.index(actor.role) if actor.role in ROLES else len(ROLES), actor.ordinal)
