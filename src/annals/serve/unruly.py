"""Words of an account that act where they are shown: marks that turn what follows, addresses that mislead."""

from __future__ import annotations

import re
from typing import TypeVar
from urllib.parse import urlsplit

from markupsafe import Markup

T = TypeVar("T")

PDF, PDI = "\u202c", "\u2069"
_POP_OF = {**dict.fromkeys("\u202a\u202b\u202d\u202e", PDF), **dict.fromkeys("\u2066\u2067\u2068", PDI)}
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def contained(value: T) -> T | str:
    """Words whose marks of direction end where they do: what stands beside them on a page is read as it is written.

    An embedding, override or isolate left open is closed behind them; what closes none of their own is left out.
    """
    if not isinstance(value, str) or isinstance(value, Markup) or value.isascii() or not _TURNS.search(value):
        return value
    open_: list[str] = []
    whole = _TURNS.sub(lambda match: _followed(match[0], open_), value)
    return whole + "".join(reversed(open_))


def _followed(mark: str, open_: list[str]) -> str:
    """A mark of direction, or nothing; `open_` has what is to be closed by which mark."""
    if mark in _POP_OF:
        open_.append(_POP_OF[mark])
    elif mark == PDI and PDI in open_:
        del open_[len(open_) - 1 - open_[::-1].index(PDI) :]  # with what was left open inside
    elif open_ and open_[-1] == mark:
        open_.pop()
    else:
        return ""
    return mark


_MISLEADING = re.compile("[\x00-\x20\x7f-\xa0\\\\\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def is_web(address: str) -> bool:
    """Whether an address leads to the web, and to where it seems to: none with a name and password before the host."""
    if _MISLEADING.search(address):
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and "@" not in parts.netloc
