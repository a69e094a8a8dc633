"""One address for every kind of page of a record: that of its first thing."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path
from urllib.request import urlopen

from annals.keep.record import Record
from annals.serve.filters import Filter
from annals.serve.page import Shown
from annals.serve.pages import ROUTES
from annals.serve.view import View

PATTERNS = tuple(route.path for route in ROUTES)
MANY = 3
"""Things looked at of each kind where a test looks at several."""


def addresses(record: Path, server: str) -> dict[str, list[str]]:
    """For every pattern of `ROUTES` the first addresses of its kind: from its paths, else from links of the pages."""
    view = View.of(record)
    with Record.open(record) as opened:
        shown = Shown(opened, view, Filter())
        found = {route.path: [route.path] for route in ROUTES if "{" not in route.path}
        for route in ROUTES:
            if route.paths is not None:
                found[route.path] = [route.path.format(**parts) for parts in islice(route.paths(shown), MANY)]
    view.close()
    linked = {link for path in list(found) if "{" not in path for link in _links(server + path)}
    for pattern in PATTERNS:
        if pattern not in found:
            fits = re.compile(re.sub(r"\{\w+\}", "[^/?#]+", pattern))
            found[pattern] = sorted(link for link in linked if fits.fullmatch(link) and link not in PATTERNS)[:MANY]
    return found


def _links(address: str) -> list[str]:
    with urlopen(address) as answer:
        return re.findall(r'href="(/[^"?#]*)', answer.read().decode())
