"""The pages as one file: sections of one document, of which one is seen at a time, with nothing beside it to be lost.

A link to a page becomes a link to its section (`#/e/1f2e`), and what a page calls by an id of its own is called by the
id of the section and that (`/e/1f2e/c99`), so that no two pages meet. The overview comes first and keeps its ids.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from itertools import chain

from markupsafe import Markup

from annals.serve import live, render
from annals.serve.filenames import NOWHERE, named, unlinked
from annals.serve.live import asset
from annals.serve.page import Page, Shown
from annals.serve.plan import Address, Plan
from annals.serve.site import elsewhere, nowhere

LARGE = 20_000_000
"""Bytes beyond which browsers grow slow."""
OVERVIEW = "/"
_SECTION = "annals:section:"
_INDENT, _IMPLIED = re.compile(r">\n\s+"), re.compile("</(?:td|th|tr|li|dt|dd)>")
"""What a browser does not need: space before a line, and ends that are where the next thing begins (HTML, 13.1.2.4)."""
_MOORED = re.compile(
    r'(?P<name> (?:id|href|for|aria-labelledby|aria-describedby|aria-controls)=")(?P<value>[^"]*)'
    r'|(?<==")url\(#(?P<paint>[\w-]+)\)(?=")'
)


class Anchored:
    """Links within one document."""

    live = chooses = False
    once = True
    policy: str | None = None
    scripts = ()

    def __init__(self, plan: Plan, address: Address) -> None:
        self.plan, self.address = plan, address
        self.script = address.path == OVERVIEW

    def to(self, path: str, query: str = "") -> str:
        if path in self.plan.aliases:
            return f"{_SECTION}{self.plan.aliases[path]}#c{path.rpartition('/')[2]}"
        found = self.plan.asked(path, query, self.address)
        return nowhere(path, query, self.address) if found is None else _SECTION + section_of(self.plan, found)

    def asset(self, name: str) -> str:
        raise NotImplementedError(f"one file holds no other ({name})")

    def leads(self, path: str) -> bool:
        return path in self.plan.places or path in self.plan.aliases


class Told:
    """Where the script of the overview leads to."""

    event = ("#/e/", "")

    def __init__(self, plan: Plan) -> None:
        self._links = Anchored(plan, Address(OVERVIEW, plan.base))

    def to(self, path: str, query: str = "", anchor: str = "") -> str | None:
        """The address of a section, and of a place in it."""
        section = self._links.to(path, query)
        return None if section.startswith(NOWHERE) else _renamed("href", f"{section}#{anchor}", OVERVIEW)


def export(shown: Shown, step: Callable[[], None], *, live_map: bool = True) -> Iterator[str]:
    """The document in pieces; `shown` lists its events without pages, and `step` is called after each page.

    Without `live_map` the map is drawn, and cannot be moved about in.
    """
    plan = Plan(shown, choices=0)
    frame = render.environment().get_template("single.html")
    sheet = asset("annals.css").decode() + asset("single.css").decode()
    script = asset("annals-files.js").decode()
    policy = (
        f"default-src 'none'; script-src {live.hashed(script)}; style-src {live.hashed(sheet)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    given = {
        "shown": shown,
        "navigation": [each for each in render.NAVIGATION if each[0] in plan.places],
        "policy": live.policy(policy) if live_map else policy,
        "script": Markup(script),
        "events": Markup(live.events(shown, None, Told(plan), held=True)),
        "map": Markup(live.map_parts(held=True)) if live_map else None,
        "sheet": Markup(sheet),
        "icon": f"data:image/svg+xml;base64,{b64encode(asset('icon.svg')).decode()}",
    }
    before, _, after = frame.render(given).partition("<!-- pages -->")
    return chain((before,), _sections(plan, step), (after,))


def _sections(plan: Plan, step: Callable[[], None]) -> Iterator[str]:
    for address, page in plan.pages():
        yield _section(plan, address, page)
        step()


def _section(plan: Plan, address: Address, page: Page) -> str:
    links = Anchored(plan, address)
    key = section_of(plan, address)
    html = render.html(page, plan.given(address), links, address.path, "section.html")
    html = _IMPLIED.sub("", _INDENT.sub(">\n", unlinked(html)))
    return moored(html.replace(_BEGIN, f'<section class="page" id="{_SECTION}{key}"', 1), key)


_BEGIN = '<section class="page"'


def section_of(plan: Plan, address: Address) -> str:
    """The id of the section that shows a page: `/`, `/e/1f2e`, `/control/page-2`."""
    if address.path == OVERVIEW:
        return OVERVIEW
    told = [pair for pair in address.filter.pairs() if pair not in plan.base.pairs()]
    return f"/{named(address.path, told)}"


def moored(html: str, key: str) -> str:
    """A page's ids, and what refers to them, under the id of its section.

    Words of an account cannot be taken for attributes: in them, quotation marks are escaped.
    """

    def placed(match: re.Match[str]) -> str:
        if match["paint"]:
            return f"url(#{_under(key, match['paint'])})"
        return match["name"] + _renamed(match["name"].strip(' ="'), match["value"], key)

    return _MOORED.sub(placed, html)


def _renamed(attribute: str, value: str, key: str) -> str:
    if value.startswith(_SECTION):
        path, _, anchor = value.removeprefix(_SECTION).partition("#")
        return ("#" if attribute == "href" else "") + _under(path, anchor)
    if attribute == "href":
        return f"#{_under(key, value[1:])}" if value.startswith("#") else value
    return " ".join(_under(key, each) for each in value.split())


def _under(key: str, id: str) -> str:
    return (id or key) if key == OVERVIEW else f"{key}/{id}" if id else key


def left_out(shown: Shown) -> list[str]:
    """What the one file lacks of the page that a server gives."""
    return [
        "without script: search, and every choice of events; other orders of the list and lanes of the timeline",
        "the pages as JSON, CSV and GeoJSON: see --format json, csv, geojson and site",
        "the review of doubtful claims, which writes to the record",
        *elsewhere(shown),
    ]
