"""Pages as files, looked at without a browser: where their links lead, and what they would load."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from annals.keep.record import Record
from annals.serve.filters import Filter
from annals.serve.page import Shown
from annals.serve.view import View

LOADS = re.compile(r'<(?:link|script|img|iframe|object|embed|source|use|image)\b[^>]*?\s(?:href|src|data)="([^"]*)"')
ADDRESS = re.compile(r'<\w[^>]*?\s(?:href|src|action|data-points)="([^"]*)"')
ID = re.compile(r'<\w[^>]*?\sid="([^"]*)"')


EVERYTHING = Filter()


class looking:
    """The record with its view and a choice, for as long as a block lasts: `with looking(path) as shown`."""

    def __init__(self, record: Path, filter: Filter = EVERYTHING, *, unpaged: bool = False) -> None:
        self.record, self.view = Record.open(record), View.of(record)
        self.shown = Shown(self.record, self.view, filter, unpaged=unpaged)

    def __enter__(self) -> Shown:
        return self.shown

    def __exit__(self, *error: object) -> None:
        self.view.close()
        self.record.close()


def pages(folder: Path) -> list[Path]:
    """All pages of a folder."""
    return sorted(folder.rglob("*.html"))


def ids(page: str) -> list[str]:
    """The ids on a page, as often as they stand there."""
    return [unescape(found) for found in ID.findall(page)]


def broken(folder: Path) -> Iterator[str]:
    """Links of the pages that lead to no file of the folder, or to no place in it."""

    @cache
    def places(file: Path) -> frozenset[str]:
        return frozenset(ids(file.read_text(encoding="utf-8")))

    for file in pages(folder):
        for address in map(unescape, ADDRESS.findall(file.read_text(encoding="utf-8"))):
            parts = urlsplit(address)
            if parts.scheme in ("http", "https", "data"):
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            if parts.scheme or parts.netloc or parts.path.startswith("/") or parts.query:
                yield f"{file.name}: {address} is not a way to a file"
            elif not target.is_relative_to(folder.resolve()) or not target.is_file():
                yield f"{file.name}: {address} is not there"
            elif parts.fragment and unquote(parts.fragment) not in places(target):
                yield f"{file.name}: {address} leads to no such place"
