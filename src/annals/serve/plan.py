"""Which pages are written where no server answers.

All pages of the record are, and what they ask for that can be had without a server: the further pages of lists, their
orders, the timeline's lanes, and the choices by one value. A choice by several values, by words or by a box on the map
has too many forms for files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl

import msgspec

from annals.base.errors import AnnalsError
from annals.keep.kept import KeptClaim
from annals.serve import bits
from annals.serve.filters import FACETS, LANES, SORTS, Filter, parsed
from annals.serve.page import Page, Route, Shown
from annals.serve.pages import ROUTES, control, once, rivals, truces

CHOICES = 400
"""Choices by one value that are written, at most."""
CHOSEN = ("/", "/rivals")
"""The pages that are written for choices too."""
NEEDS_SERVER = ("/review", "/review/{id}")
TWICE = ("/losses/range",)
"""Pages that are had at another address, to which all links lead."""
SELECTING = {"/rivals": rivals.pages_of, "/control": control.pages_of, "/truces": truces.pages_of}
"""Lists of which an address can ask for the page that has something on it."""
UNSHOWN = ("sort", "lanes", "page", "sel")


class Address(NamedTuple):
    """A page and what it shows."""

    path: str
    filter: Filter


class Plan:
    """The pages that are written: all of `shown`, and those that they ask for while they are made."""

    def __init__(self, shown: Shown, choices: int = CHOICES) -> None:
        """`choices` by one value are written at most; with none of them, the overview has one order and lanes."""
        self.shown, self.base, self.most = shown, msgspec.structs.replace(shown.filter, page=1, sel=None), choices
        self.places = dict(_places(shown))
        self.aliases = dict(_aliases(shown, self.places))
        self.former = {f"/e/{id}": f"/e/{events[0]}" for id, events in once.former(shown) if len(events) == 1}
        """The addresses that events had before, with those that they have now."""
        self.wanted: dict[Address, None] = {Address(path, self.base): None for path in self.places}
        self.choices: dict[Address, None] = {}
        self.refused: set[Address] = set()
        self._selected: dict[str, dict[str, int]] = {}

    def pages(self) -> Iterator[tuple[Address, Page]]:
        """Every page with its address, those that are asked for meanwhile included."""
        done = 0
        while done < len(self.wanted):
            for address in list(self.wanted)[done:]:
                route, values = self.places[address.path]
                yield address, route.make(self.given(address), values)
                done += 1

    def given(self, address: Address) -> Shown:
        """What the page at an address is made from."""
        whole = self.shown
        return Shown(whole.record, whole.view, address.filter, unpaged=whole.unpaged and address.path == "/")

    def asked(self, path: str, query: str, by: Address) -> Address | None:
        """The address of a page that the page `by` leads to, if it is written."""
        if path not in self.places:
            return None
        told = parse_qsl(query)
        if {name for name, _ in told} - {name for name, _ in parsed(told).pairs()}:
            return None
        address = self._settled(path, parsed(told))
        return address if self._written(address, by) else None

    def _settled(self, path: str, filter: Filter) -> Address:
        """The address with the base for its choice where it makes none, and without what changes nothing there."""
        page = self._page_with(path, filter.sel) if path in SELECTING and filter.sel else filter.page
        ways = {"page": page, "sel": None, "lanes": LANES[0] if page > 1 else filter.lanes, "sort": filter.sort}
        return Address(path, msgspec.structs.replace(filter if filter.narrows else self.base, **ways))

    def _page_with(self, path: str, id: str) -> int:
        if path not in self._selected:
            self._selected[path] = SELECTING[path](self.given(Address(path, self.base)))
        return self._selected[path].get(id, 1)

    def _written(self, address: Address, by: Address) -> bool:
        """Whether an address is written: it is if it is wanted, or becomes so."""
        if address in self.wanted:
            return True
        filter, changed = address.filter, self.narrowed(address)
        usual = (filter.sort == SORTS[0]) + (filter.lanes == LANES[0])
        if changed:
            return usual == 2 and self._chosen(address, changed, by)
        if usual == 2 or (usual == 1 and address.path == "/" and self.most):
            self.wanted[address] = None
            return True
        return False

    def _chosen(self, address: Address, changed: list[str], by: Address) -> bool:
        """Whether a choice is written: by one value, and asked for by a page that makes none."""
        first = Address(address.path, msgspec.structs.replace(address.filter, page=1))
        if first not in self.choices:
            if address.path not in CHOSEN or len(changed) > 1 or changed[0] in ("q", "box") or self.narrowed(by):
                return False
            if len(self.choices) >= self.most:
                self.refused.add(first)
                return False
            self.choices[first] = None
        self.wanted[address] = None
        return True

    def narrowed(self, address: Address) -> list[str]:
        """In what an address chooses otherwise than the base."""
        one, other = _narrowing(address.filter), _narrowing(self.base)
        return [name for name in {**one, **other} if one.get(name) != other.get(name)]


def _narrowing(filter: Filter) -> dict[str, object]:
    plain = {"q": filter.q, "days": (filter.since, filter.until), "contested": filter.contested, "box": filter.box}
    return {**plain, **dict(filter.values)}


def _places(shown: Shown) -> Iterator[tuple[str, tuple[Route, Mapping[str, str]]]]:
    """Every page without a choice, under its path."""
    events, accounts = _left(shown)
    for route in ROUTES:
        left = {"/e/{id}": events, "/s/{id}": accounts}.get(route.path)
        if route.path in NEEDS_SERVER or ("{" in route.path and route.paths is None):
            continue
        for values in route.paths(shown) if route.paths else ({},):
            path = route.path.format(**values)
            if path not in TWICE and (left is None or values["id"] in left):
                yield path, (route, values)


def _left(shown: Shown) -> tuple[set[str] | None, set[str] | None]:
    """The ids of the events that the choice leaves, and of the accounts that tell them; `None` where it leaves all."""
    if not shown.filter.narrows:
        return None, None
    numbers = bits.listed(shown.found)
    events = {row.id for row in shown.view.rows(numbers)}
    claims = (shown.record.find(claim) for claim in shown.view.claims_among(numbers))
    return events, {kept.document for kept in claims if isinstance(kept, KeptClaim)}


def _aliases(shown: Shown, places: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The lasting addresses of events, by their claims, with the address of the event now."""
    for row in shown.view.rows(bits.listed(shown.found)):
        for claim in shown.view.claims_of(row.id):
            if f"/e/{claim}" not in places:
                yield f"/e/{claim}", f"/e/{row.id}"


def where(words: str) -> Filter:
    """The choice that is written as in the address of a page: `actor=NDF&from=2021`; an error names what is not one."""
    told = [(name.strip(), value.strip()) for name, value in parse_qsl(words.removeprefix("?"), keep_blank_values=True)]
    filter = parsed(told)
    heeded = {name for name, _ in filter.pairs()} - set(UNSHOWN)
    strange = next((f"{name}={value}" for name, value in told if name not in heeded), None if told else words)
    if strange is not None:
        raise AnnalsError(
            f"{strange!r} chooses no events",
            where="--where",
            allowed=f"q, from, to, {', '.join(FACETS)}, contested=1, box",
            do="write it as in the address of the page, such as --where 'type=shelling&from=2021-01'",
        )
    return filter
