"""What files carry so that their script can choose among the events: rows, facets, points and words, kept short.

Columns stand beside each other: at place `n` of each is what it tells of the event `n`, events in order of time. A name
stands once, in `names`, and elsewhere by its number. Words are stemmed as the view has them, so that a search in files
finds what a search on a server finds.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from annals.base.what import SYMMETRIC
from annals.base.where import PRECISIONS
from annals.serve import axis as scale
from annals.serve import bands, bits, svgmap
from annals.serve.build import doubt
from annals.serve.chips import HEADINGS
from annals.serve.filters import FACETS, LANES, Filter
from annals.serve.page import Shown
from annals.serve.pages.overview import ORDERS
from annals.serve.rows import Row
from annals.serve.view import View

Some = int | list[int] | None
"""Numbers of what an event has of a kind: none, one or several."""


class Ways(Protocol):
    """Where things are told: `event` is what stands in an address before and behind an event's id."""

    event: tuple[str, str]

    def to(self, path: str, query: str = "", anchor: str = "") -> str | None:
        """The address of a page, and of a place in it; `None` where there is none."""


def carried(shown: Shown, per_page: int | None, ways: Ways) -> dict[str, Any]:
    """All that the script needs of the chosen events; `per_page` are listed together (`None`: all)."""
    numbers = bits.listed(shown.found)
    rows = shown.view.rows(numbers)
    names, facets = _Names(), {name: _facet(shown, name, numbers) for name in FACETS}
    return {
        "whole": shown.view.size,
        "narrowed": shown.filter.narrows,
        "perPage": per_page,
        "event": ways.event,
        "worded": _worded(),
        "rows": _rows(rows, names),
        "names": names.listed,
        "facets": facets,
        "map": _map(shown, facets["at"]["values"]),
        "words": _words(shown.view, numbers),
        "lasting": _lasting(shown.view, numbers, ways),
    }


class _Names:
    """Every name once, with its number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    @property
    def listed(self) -> list[str]:
        return list(self._numbers)

    def some(self, names: Iterable[str]) -> Some:
        return _short([self._numbers.setdefault(name, len(self._numbers)) for name in names])


def _short(several: list[int]) -> Some:
    return several if len(several) > 1 else several[0] if several else None


def _worded() -> dict[str, Any]:
    """What the pages of a server call things, and by which rule they draw them."""
    return {
        "headings": list(HEADINGS.items()),
        "orders": ORDERS,
        "lanes": LANES,
        "symmetric": sorted(SYMMETRIC),
        "precisions": [[prec, words, svgmap.AROUND.get(prec, 0.0)] for prec, words in sorted(PRECISIONS.items())],
    }


def _rows(rows: Sequence[Row], names: _Names) -> dict[str, Sequence[Any]]:
    return {
        "id": [row.id for row in rows],
        "date": [_date(row) for row in rows],
        "part": [names.some([row.part] if row.part else ()) for row in rows],
        "first": [row.first for row in rows],
        "last": [row.last if row.last != row.first else 0 for row in rows],
        "places": [names.some(row.places) for row in rows],
        "by": [names.some(row.by) for row in rows],
        "against": [names.some(row.against) for row in rows],
        "losses": [names.some(row.losses) for row in rows],
        "sources": [names.some(row.sources) for row in rows],
        "claims": [row.claims for row in rows],
        "certainty": [names.some((row.certainty,)) for row in rows],
        "contested": [names.some(row.contested) for row in rows],
        "negated": [n for n, row in enumerate(rows) if row.negated],
        "doubt": [doubt(row) for row in rows],
    }


def _date(row: Row) -> str | int | None:
    """The date as written; 0 where its only day says it already."""
    plain = row.first is not None and row.first == row.last and row.date == scale.edtf(row.first)
    return 0 if plain else row.date


def _facet(shown: Shown, name: str, numbers: Sequence[int]) -> dict[str, Any]:
    """The values of a facet, the commonest first, and for each event the numbers of its values."""
    of: dict[int, list[int]] = {n: [] for n in numbers}
    values = shown.view.facet(name, Filter(), sys.maxsize)
    kept: list[str | list[str]] = []
    for value in values:
        having = bits.listed(shown.view.having(name, value.value) & shown.found)
        for n in having:
            of[n].append(len(kept))
        if having:
            kept.append(value.value if value.value == value.label else [value.value, value.label])
    return {"values": kept, "of": [_short(of[n]) for n in numbers]}


def _map(shown: Shown, values: Sequence[str | list[str]]) -> dict[str, Any] | None:
    """Where the points lie, on the globe and on the drawing of all of them; `None` where there is no drawing."""
    drawn = svgmap.drawn(shown.view, shown.filter)
    if drawn is None:
        return None
    places = [shown.view.places.get(value if isinstance(value, str) else value[0]) for value in values]
    known = [(place.longitude, place.latitude) for place in places if place is not None]
    seen = [(round(x, 2), round(y, 2)) for x, y in drawn.frame.all_at(known)]
    points = [(latitude, longitude, *at) for (longitude, latitude), at in zip(known, seen, strict=True)]
    return {"points": points, "high": drawn.frame.high, "scale": drawn.frame.scale}


def _words(view: View, numbers: Sequence[int]) -> dict[str, Any]:
    """Every word once, the commonest first, and for each event the numbers of its words in their order."""
    said: dict[int, list[str]] = {n: [] for n in numbers}
    for n, term in view.terms():
        if n in said:
            said[n].append(term)
    counts = Counter(term for terms in said.values() for term in terms)
    numbered = {term: at for at, (term, _) in enumerate(sorted(counts.items(), key=lambda each: (-each[1], each[0])))}
    return {"terms": list(numbered), "of": [[numbered[term] for term in said[n]] for n in numbers]}


def _lasting(view: View, numbers: Sequence[int], ways: Ways) -> dict[str, Any]:
    """What lasted while the events were, as far as their claims tell of it."""
    at = {id: n for n, number in enumerate(numbers) for id in view.claims_among([number])}
    return {
        "lives": [_whole(each, at, ways.to("/truces", f"sel={each.id}", f"t{each.id}")) for each in bands.lives(view)],
        "held": [_whole(each, at, ways.to("/control", f"sel={each.id}", f"p{each.id}")) for each in bands.held(view)],
        "ways": [ways.to("/truces"), ways.to("/control")],
    }


def _whole(each: bands.Whole, at: Mapping[str, int], way: str | None) -> dict[str, Any]:
    pieces = [{name: getattr(piece, name) for name in _TOLD} for piece in each.pieces]
    told = [at[claim] for claim in each.claims if claim in at]
    return {"way": way, "id": each.id, "name": each.name, "of": told, "pieces": pieces}


_TOLD = ("label", "told", "kind", "soft", "first", "last")
_CLOSING = re.compile("[<>&\\u2028\\u2029\\x7f\\ud800-\\udfff]")


_TAGS = re.compile("<(?=[!/sS])|[\\u2028\\u2029\\x7f\\ud800-\\udfff]")


def scripted(told: object, *, sparing: bool = False) -> str:
    """JSON that may stand in a script, whatever words it holds: no tag, comment or end of line begins in it.

    `sparing` of room, signs that are harmless where they stand are left as they are, as in text of our own.
    """
    plain = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return (_TAGS if sparing else _CLOSING).sub(lambda found: f"\\u{ord(found[0]):04x}", plain)
