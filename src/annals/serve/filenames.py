"""Names for pages as files, made of letters, digits and hyphens, and the way from one file to another."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from hashlib import sha256

_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_OTHER = re.compile(r"[^a-z0-9]+")
_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names that Windows keeps for itself."""
SHOWING = ("sort", "lanes", "page")
"""What of an address tells how things are shown, not which."""

NOWHERE = "annals:nowhere"
"""The address of what is in no file; links to it are taken out."""
_LINK = re.compile(rf' href="{NOWHERE}(?:\?([^"]+))?[^"]*"')


def named(path: str, pairs: Sequence[tuple[str, str]] = ()) -> str:
    """The file of the page at `path` with a choice, without its ending: `index`, `e/1f2e`, `overview/page-2`."""
    if not pairs:
        return "/".join(map(safe, path.strip("/").split("/"))) if path != "/" else "index"
    words = "-".join(part for pair in pairs for part in pair)
    plain = all(name in SHOWING for name, _ in pairs)
    return f"{form_named(path)}/{safe(words) if plain else hashed(words)}"


def form_named(path: str) -> str:
    """The file of the other forms of a page, without their endings: those of the first are called `overview`."""
    return named(path) if path != "/" else "overview"


def safe(name: str) -> str:
    """The name as a file can be called: itself, or its letters and a hash of the whole."""
    return name if _PLAIN.fullmatch(name) and not _DEVICE.fullmatch(name) else hashed(name)


def hashed(name: str) -> str:
    """What can be read of a name, and a hash of the whole."""
    words = _OTHER.sub("-", name.lower()).strip("-")[:40].strip("-")
    return f"{words or 'x'}-{sha256(name.encode('utf-8', 'backslashreplace')).hexdigest()[:12]}"


def way(source: str, target: str) -> str:
    """The address of the file `target` in a page of the file `source`, both counted from one folder."""
    return posixpath.relpath(target, posixpath.dirname(source) or ".")


def unlinked(html: str) -> str:
    """The page without the addresses that lead nowhere: its links to them become plain words.

    Those that choose events (`annals:nowhere?type=siege`) say so to the script, which can give them an address.
    No words of an account can be taken for such an address: in them, quotation marks are escaped.
    """
    return _LINK.sub(lambda found: f' data-choose="{found[1]}"' if found[1] else "", html)
