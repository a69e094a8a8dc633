"""The parameters of a cite template → what the source is called, who published it, when, and where it can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from annals.codebook import table
from annals.collect.dates import edtf


class Reference(NamedTuple):
    """A source as a footnote gives it. `surnames` and `year` are what shortened footnotes name it by."""

    words: str = ""
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    date: str | None = None
    language: str | None = None
    url: str | None = None
    archive_url: str | None = None
    accessed: str | None = None
    surnames: tuple[str, ...] = ()
    year: str = ""


def is_source(name: str) -> bool:
    """Whether the template `name` (lower case, spaces single) gives a source in full."""
    names = table("cite")["names"]
    return name in names["whole"] or name.startswith(tuple(names["prefixes"]))


def reference(name: str, given: Mapping[str, str]) -> Reference:
    """The source that the cite template `name` gives in its parameters (names in lower case, values as plain words)."""
    title, translated = _first(given, "title"), _first(given, "translated")
    surnames, author = _authors(given)
    date = _date(given)
    address = _first(given, "url") or _tweet(name, given)
    found = Reference(
        outlet=table("cite")["services"].get(name) or _outlet(given),
        title=f"{title} [{translated}]" if title and translated else title or translated or given.get("1") or None,
        author=author,
        date=edtf(date) if date else None,
        language=_first(given, "language"),
        url=address,
        archive_url=_first(given, "archive_url"),
        accessed=edtf(_first(given, "accessed") or ""),
        surnames=surnames,
        year=_year(given),
    )
    return found._replace(words=_words(found, given, date))


def _first(given: Mapping[str, str], field: str) -> str | None:
    """The first filled parameter of those that give `field`."""
    for name in table("cite")["parameters"][field]:
        if value := given.get(name, "").strip():
            return value
    return None


def _outlet(given: Mapping[str, str]) -> str | None:
    return _first(given, "work") or _first(given, "publisher") or _first(given, "agency")


def _date(given: Mapping[str, str]) -> str | None:
    """The date as printed; old pages give year and month apart."""
    if date := _first(given, "date"):
        return date
    year, month = _first(given, "year"), _first(given, "month")
    return f"{month} {year}" if month and year else year


def _year(given: Mapping[str, str]) -> str:
    """The year that shortened footnotes name, with its letter (`1999a`)."""
    for words in (given.get("year", ""), _date(given) or ""):
        if match := re.search(r"\b\d{4}[a-z]?\b", words):
            return match[0]
    return ""


def _tweet(name: str, given: Mapping[str, str]) -> str | None:
    """The address of a tweet, which the template makes from its user and number."""
    if name == "cite tweet" and given.get("user") and given.get("number"):
        return f"https://twitter.com/{given['user']}/status/{given['number']}"
    return None


def _authors(given: Mapping[str, str]) -> tuple[tuple[str, ...], str | None]:
    """The surnames, and the names in full with `;` between; editors where no author is named."""
    people = list(_people(given))
    if not people:
        people = [(name, name) for name in [_first(given, "editors")] if name]
    return tuple(surname for surname, _ in people), "; ".join(name for _, name in people) or None


def _people(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for number in ["", *map(str, range(1, 10))]:
        last, first = _numbered(given, "lasts", number), _numbered(given, "firsts", number)
        name = _numbered(given, "authors", number)
        if last:
            yield last, f"{first} {last}" if first else last
        elif name:
            yield name.partition(",")[0].split(" ")[-1] if "," not in name else name.partition(",")[0], name


def _numbered(given: Mapping[str, str], field: str, number: str) -> str:
    """The name number `number` (`last2`, `author2-last`, ...)."""
    for base in table("cite")["parameters"][field]:
        stem, dash, rest = base.partition("-")
        for name in (base + number, f"{stem}{number}{dash}{rest}"):
            if value := given.get(name, "").strip():
                return value
    return ""


def _words(found: Reference, given: Mapping[str, str], date: str | None) -> str:
    """The footnote in words, in the order of Citation Style 1."""
    parts = [
        f"{found.author} ({date})" if found.author and date else found.author or "",
        f'"{found.title}"' if found.title else "",
        _first(given, "work") or "",
        _first(given, "agency") or "",
        _first(given, "publisher") or "",
        date if date and not found.author else "",
        _pages(given),
        f"Retrieved {_first(given, 'accessed')}" if _first(given, "accessed") else "",
    ]
    return " ".join(part if part.endswith((".", '."', "?")) else f"{part}." for part in parts if part)


def _pages(given: Mapping[str, str]) -> str:
    page, pages = _first(given, "page"), _first(given, "pages")
    return f"p. {page}" if page else f"pp. {pages}" if pages else ""
