"""A page before it is HTML: what it shows, in the forms in which it can be had."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from annals.keep.record import Record
from annals.serve.filters import Filter
from annals.serve.review import Decisions
from annals.serve.view import View

Json = Any
"""What JSON can tell. At its first level an iterator stands for a list that may be too long to be held whole."""


class Table(msgspec.Struct, frozen=True):
    """Rows for a spreadsheet: a header, and cells that are text, numbers or empty (`None`)."""

    columns: Sequence[str]
    rows: Iterable[Sequence[str | int | float | None]]


class Page(msgspec.Struct, frozen=True):
    """One page: its template and what that is given, and the same content as JSON, table and GeoJSON where it has one.

    A view without such a form answers a request for it with 404. `found` is false where what was asked for is not in
    the record: the page then says so, with status 404. `private` pages depend on who asks, and are kept nowhere. `to`
    is the path of the page that this one has become, which is shown in its place.
    """

    template: str
    title: str
    content: Mapping[str, Any]
    json: Callable[[], Json] | None = None
    table: Callable[[], Table] | None = None
    geojson: Callable[[], Json] | None = None
    found: bool = True
    private: bool = False
    to: str | None = None

    @property
    def forms(self) -> list[str]:
        """The other forms in which the page can be had."""
        made = {"json": self.json, "csv": self.table, "xlsx": self.table, "geojson": self.geojson}
        return [form for form, maker in made.items() if maker is not None]


class Shown:
    """What a page is made from: the record, its view, and what the reader asked for.

    `record` is open for reading as long as the page is being made.
    """

    def __init__(
        self,
        record: Record,
        view: View,
        filter: Filter,
        token: str | None = None,
        *,
        unpaged: bool = False,
        author: str | None = None,
        stale: str | None = None,
    ) -> None:
        """`token` lets forms change the record, in the name of `author`; `stale` says why the view is an old one."""
        self.record, self.view, self.filter, self.token, self.unpaged = record, view, filter, token, unpaged
        self.author, self.stale = author, stale

    @cached_property
    def decisions(self) -> Decisions:
        """What people decided, as the record has it now."""
        return Decisions(self.record)

    @cached_property
    def found(self) -> int:
        """The events that the filter leaves, as bits."""
        return self.view.chosen(self.filter)

    def per_page(self, usual: int) -> int:
        """How many things a page lists: all of them where lists have no pages."""
        return sys.maxsize if self.unpaged else usual

    @property
    def name(self) -> str:
        """The record's file name."""
        return Path(self.record.path).name


def page_with(asked: Filter, ids: Iterable[str | None], per_page: int) -> int:
    """The page of a list that is asked for: by its number, or by the id of what stands on it (`sel`)."""
    at = next((n for n, id in enumerate(ids) if asked.sel and id == asked.sel), None)
    return asked.page if at is None else at // per_page + 1


Maker = Callable[[Shown, Mapping[str, str]], Page]
"""Makes a page from what is shown and from the parts of its path (`{"id": ...}`)."""


class Route(msgspec.Struct, frozen=True):
    """Where a page lives: `/e/{id}` and the like; `paths` gives every value that its path can take, for files."""

    path: str
    make: Maker
    paths: Callable[[Shown], Iterable[Mapping[str, str]]] | None = None
