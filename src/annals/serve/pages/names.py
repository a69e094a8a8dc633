"""Actors and places: each under all its names, with why its names are one's, and where it stood or lies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from annals.publish import wording
from annals.serve.derived import Known, Mark
from annals.serve.filters import parsed
from annals.serve.page import Page, Shown, Table

PER_PAGE = 100
FEW = 6
"""Names that a line of the list shows."""
COLUMNS = (
    "id",
    "name",
    "generic",
    "claims",
    "names",
    "kinds",
    "stands",
    "points",
    "why_one",
    "kept_apart",
    "documents",
)
TITLES = {"actor": ("Actors", "/actors"), "place": ("Places", "/places")}


def actors(shown: Shown, parts: Mapping[str, str]) -> Page:
    """All actors."""
    return _listed(shown, "actor")


def places(shown: Shown, parts: Mapping[str, str]) -> Page:
    """All places."""
    return _listed(shown, "place")


def actor(shown: Shown, parts: Mapping[str, str]) -> Page:
    """One actor."""
    return _one(shown, "actor", parts["id"])


def place(shown: Shown, parts: Mapping[str, str]) -> Page:
    """One place."""
    return _one(shown, "place", parts["id"])


def actor_paths(shown: Shown) -> Iterator[Mapping[str, str]]:
    """Every actor that the events chosen name."""
    return _paths(shown, "actor")


def place_paths(shown: Shown) -> Iterator[Mapping[str, str]]:
    """Every place that the events chosen name."""
    return _paths(shown, "place")


def _paths(shown: Shown, what: str) -> Iterator[Mapping[str, str]]:
    for id, body in shown.view.items(what):
        value = msgspec.json.decode(body, type=Known).value if shown.filter.narrows else None
        if not shown.filter.narrows or (value and shown.view.having(what, value) & shown.found):
            yield {"id": id}


class Line(msgspec.Struct, frozen=True):
    """One of the list: its names, the commonest first, and the address of its events."""

    known: Known
    names: tuple[str, ...]
    more: int
    query: str | None


def _listed(shown: Shown, what: str) -> Page:
    """Those whose names hold the words asked for; common nouns last, since each means somebody in its account only."""
    title, path = TITLES[what]
    found = _found(shown, what)
    first = (shown.filter.page - 1) * PER_PAGE
    some = [_line(known, what) for known in _known(shown, what, found[first : first + PER_PAGE])]
    return Page(
        template="names.html",
        title=title,
        content={
            "what": what,
            "path_": path,
            "lines": some,
            "count": len(found),
            "whole": shown.view.count(what),
            "pages": max(1, -(-len(found) // PER_PAGE)),
        },
        json=lambda: {f"{what}s": map(msgspec.to_builtins, _known(shown, what, found))},
        table=lambda: Table(COLUMNS, (_cells(known) for known in _known(shown, what, found))),
    )


def _found(shown: Shown, what: str) -> list[int]:
    wanted = " ".join(shown.filter.q.split()).casefold()
    marks = enumerate(shown.view.index(what, Mark))
    return [n for n, mark in marks if wanted in mark.names or wanted in mark.name.casefold()]


def _known(shown: Shown, what: str, numbers: Sequence[int]) -> Iterator[Known]:
    for body in shown.view.things(what, numbers):
        yield msgspec.json.decode(body, type=Known)


def _line(known: Known, what: str) -> Line:
    names = tuple(name.name for name in known.identity.names)
    return Line(known, names[:FEW], max(0, len(names) - FEW), events_query(known, what))


def events_query(known: Known, what: str) -> str | None:
    """The choice of the events that name it; `None` where none does."""
    return parsed([(what, known.value)]).query() if known.value else None


def _one(shown: Shown, what: str, id: str) -> Page:
    body = next(shown.view.derived(what, id), None)
    if body is None:
        return Page("missing.html", "Not here", {"what": f"no {what} of this record has that id"}, found=False)
    known = msgspec.json.decode(body, type=Known)
    return Page(
        template="name.html",
        title=known.identity.name,
        content={
            "what": what,
            "known": known,
            "one": known.identity,
            "list": TITLES[what],
            "query": events_query(known, what),
            "stands": [(stand, wording.dates(stand.start, stand.end)) for stand in known.identity.stands],
            "points": list(dict.fromkeys(known.identity.points)),
        },
        json=lambda: msgspec.to_builtins(known),
        table=lambda: Table(COLUMNS, [_cells(known)]),
    )


def _cells(known: Known) -> list[str | int | float | None]:
    one = known.identity
    return [
        one.id,
        one.name,
        int(one.generic),
        one.claims,
        "; ".join(name.name for name in one.names),
        "; ".join(kind for kind, _ in one.kinds),
        "; ".join(f"{s.episode or s.document}: side {s.side}" for s in one.stands),
        "; ".join(f"{p.latitude:.4f}, {p.longitude:.4f}" for p in one.points),
        "; ".join(f"{pair.left} = {pair.right}: {pair.why}" for pair in one.joined),
        "; ".join(f"{pair.left} ≠ {pair.right}: {pair.why}" for pair in one.apart),
        "; ".join(sorted(known.documents.values())),
    ]
