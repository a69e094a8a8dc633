"""A place as it was found: where it lies, how exactly that is known, and who says so."""

from __future__ import annotations

import msgspec

PRECISIONS = {
    1: "exact place",
    2: "neighbourhood of",
    3: "second-order division",
    4: "first-order division",
    5: "larger region",
}
"""How exact a point is, by the numbers of UCDP GED's `where_prec`; a country (6) is given no point here."""


class Placed(msgspec.Struct, frozen=True):
    """Where the `ordinal`-th place of a claim lies, in decimal degrees (WGS 84).

    `precision` begins as in `PRECISIONS` ("neighbourhood of Qamishli"), `where_prec` is its number; `source` says whose
    coordinates they are, with the attribution that they ask for, `why` why it is this place and no other.
    """

    name: str
    ordinal: int
    latitude: float
    longitude: float
    precision: str
    where_prec: int
    source: str
    why: str
