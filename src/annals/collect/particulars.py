"""Who published a report, when, where and in what language, from names and values above or beside its text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from annals.base.document import Source
from annals.base.gap import Gap
from annals.codebook import table
from annals.collect.block import Value, inner
from annals.collect.dates import edtf

INNER = ("name", "rendered", "text", "title", "value", "@value", "$date", "$oid", "href", "url", "src", "@id")
"""Under what names a mapping holds the words that matter (schema.org, WordPress, Mongo exports)."""


def squeezed(name: str) -> str:
    """`name` as names of particulars are compared: lower case, without spaces and punctuation."""
    return re.sub(r"[\W_]+", "", name.casefold())


@cache
def _names() -> dict[str, tuple[str, int]]:
    """Squeezed name → canonical name and its rank within the row (earlier names win)."""
    return {
        squeezed(name): (key, rank) for key, names in table("report")["keys"].items() for rank, name in enumerate(names)
    }


def canonical(name: str) -> str | None:
    """`publisher` for `Source name`, `date` for `pubDate`, ...; `None` for a name of nothing known."""
    found = _names().get(squeezed(name))
    return found[0] if found else None


def named(values: Mapping[str, Value]) -> dict[str, str]:
    """The particulars among `values` under their canonical names; of several with one name, the best known wins."""
    best: dict[str, tuple[int, str]] = {}
    for name, value in values.items():
        known, words = _names().get(squeezed(name)), (inner(value, INNER) or "").strip()
        if known and words and (known[0] not in best or known[1] < best[known[0]][0]):
            best[known[0]] = (known[1], words)
    return {key: words for key, (_, words) in best.items()}


def source(particulars: Mapping[str, str]) -> tuple[Source, tuple[Gap, ...]]:
    """Who published it and when; a date that cannot be read is a gap, never a guess."""
    publisher, author, url = (particulars.get(key) for key in ("publisher", "author", "url"))
    if publisher and re.match(r"https?://\S+$", publisher):
        publisher, url = None, url or publisher
    if author and not publisher and is_encyclopedia(author):
        publisher, author = author, None
    date, gaps = particulars.get("date"), tuple[Gap, ...]()
    read = day(date) if date else None
    if date and not read:
        why = "the date of publication could not be read, or could be either of two days"
        gaps = (Gap("collect", "unread-date", why, words=date[:200], field="date"),)
    accessed = day(particulars.get("accessed", ""))
    return Source(publisher, author, read, url, particulars.get("language"), accessed=accessed), gaps


_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def day(words: str) -> str | None:
    """A publication date as EDTF, also in the number-only forms of feeds; `None` if it could be either of two days."""
    words = re.sub(r"[\s|–—-]+(?=\d{1,2}:\d\d)", " ", words[:200].strip())
    if match := re.fullmatch(r"(\d{4})[/.]?(\d{1,2})[/.]?(\d{1,2})(?:[T ]?\d\d:?\d\d.*)?", words):
        return edtf("-".join(match.groups()))
    match = _NUMBERS.match(words)
    if (match and int(match[1]) > 12) or (match and match[1] == match[2]):
        return edtf(f"{match[3]}-{match[2]}-{match[1]}")
    if match and int(match[2]) > 12:
        return edtf(f"{match[3]}-{match[1]}-{match[2]}")
    return edtf(words)


def is_encyclopedia(words: str) -> bool:
    """Whether a publisher's name or address is an encyclopedia's."""
    return any(word in words.casefold() for word in table("report")["encyclopedia"]["words"])


def metadata(values: Mapping[str, Value], without: tuple[str, ...] = ()) -> dict[str, str]:
    """Every scalar of `values` as written, those within mappings and lists under dotted names; `without` left out."""
    found: dict[str, str] = {}
    waiting = [(name, value) for name, value in reversed(list(values.items())) if name not in without]
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend((f"{name}.{key}", part) for key, part in reversed(list(value.items())))
        elif isinstance(value, list):
            waiting.extend((f"{name}.{number}", part) for number, part in reversed(list(enumerate(value, 1))))
        elif value is not None:
            found[name] = value
    return found
