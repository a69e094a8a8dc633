"""The pages as a folder of files: they read without a server, from a web space or from a memory stick."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import msgspec

from annals import __version__
from annals.serve import forms, live, render
from annals.serve.filenames import NOWHERE, form_named, named, unlinked, way
from annals.serve.filters import LANES, PER_PAGE, Filter
from annals.serve.folder import Folder, replaced
from annals.serve.live import asset
from annals.serve.page import Page, Shown
from annals.serve.plan import Address, Plan

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
SCRIPT = "static/annals-files.js"
EVENTS, MAP = "events.js", "map.js"


class Written(msgspec.Struct, frozen=True):
    """How much was written, and what was left out, in a sentence each."""

    pages: int
    files: int
    bytes: int
    left_out: list[str]


class Filed:
    """Links from the page in one file to those in others; what is in no file has none."""

    live = once = False
    chooses = True

    def __init__(self, plan: Plan, address: Address, assets: set[str], *, live_map: bool = False) -> None:
        self.plan, self.address, self.assets, self.live_map = plan, address, assets, live_map
        self.file = page_file(plan, address)
        self.told = _told(plan, address.filter)
        self.script = address.path == "/" and not self.told
        """Whether the page's script chooses events here: on the first overview, and on no other page."""

    @property
    def policy(self) -> str | None:
        """What the page may load."""
        return live.policy(POLICY) if self.script and self.live_map else POLICY

    @property
    def scripts(self) -> list[tuple[str, dict[str, str]]]:
        """The scripts of the page with what they are told: what was chosen here is chosen on the overview."""
        told = {"home": way(self.file, "index.html")}
        if self.script:
            told |= {"map": MAP} if self.live_map else {}
            return [(EVENTS, {}), (SCRIPT, told)]
        chosen = urlencode(self.told) if self.address.path == "/" else ""
        return [(way(self.file, SCRIPT), {**told, "choice": chosen} if chosen else told)]

    def to(self, path: str, query: str = "") -> str:
        target = self._file(path, query)
        return way(self.file, target) if target is not None else nowhere(path, query, self.address)

    def asset(self, name: str) -> str:
        self.assets.add(name)
        return way(self.file, f"static/{name}")

    def leads(self, path: str) -> bool:
        return path in self.plan.places or path in self.plan.aliases

    def _file(self, path: str, query: str) -> str | None:
        if path in self.plan.aliases:
            return f"{named(path)}.html"
        stem, dot, form = path.rpartition(".")
        if dot and form in forms.FORMS and path not in self.plan.places:
            found = self.plan.asked("/" if stem == "/overview" else stem, query, self.address)
            return found and form_file(self.plan, found, form)
        found = self.plan.asked(path, query, self.address)
        return found and page_file(self.plan, found)


class Told:
    """Where the script of the overview leads to."""

    event = ("e/", ".html")

    def __init__(self, plan: Plan) -> None:
        self._links = Filed(plan, Address("/", plan.base), set())

    def to(self, path: str, query: str = "", anchor: str = "") -> str | None:
        """The address of a page, and of a place in it."""
        address = self._links.to(path, query)
        return None if address.startswith(NOWHERE) else f"{address}#{anchor}" if anchor else address


def export(shown: Shown, folder: Path, step: Callable[[], None], *, live_map: bool = True) -> Written:
    """Write all pages of what is shown into `folder`; `step` is called after each.

    Without `live_map` the map is drawn, and cannot be moved about in.
    """
    plan, assets = Plan(shown), set[str]()
    about = {"annals": __version__, "record": shown.name, "state": shown.view.about["state"]}
    with replaced(folder, about) as made:
        pages = 0
        made.write(EVENTS, live.events(shown, PER_PAGE, Told(plan)).encode())
        if live_map:
            made.write(MAP, live.map_parts().encode())
            assets.update(live.LICENCES)
        for address, page in plan.pages():
            _write(made, plan, address, page, assets, live_map=live_map)
            pages += 1
            step()
        for path, event in plan.aliases.items():
            made.write(f"{named(path)}.html", _moved(event, f"#c{path.rpartition('/')[2]}"))
        for path, event in plan.former.items():
            if event in plan.places and path not in plan.places:
                made.write(f"{named(path)}.html", _moved(event))
        for name in sorted({*assets, SCRIPT.removeprefix("static/")}):
            made.write(f"static/{name}", asset(name))
    return Written(pages, len(made.hashes), made.bytes, left_out(plan))


def page_file(plan: Plan, address: Address) -> str:
    """The file of the page at an address."""
    return f"{named(address.path, _told(plan, address.filter))}.html"


def form_file(plan: Plan, address: Address, form: str) -> str:
    """The file of another form of the page at an address: one for all pages of a list."""
    told = _told(plan, msgspec.structs.replace(address.filter, page=1, lanes=LANES[0]))
    return f"{named(address.path, told) if told else form_named(address.path)}.{form}"


def _told(plan: Plan, filter: Filter) -> list[tuple[str, str]]:
    """What an address tells beyond the choice that holds for all pages."""
    return [pair for pair in filter.pairs() if pair not in plan.base.pairs()]


def nowhere(path: str, query: str, address: Address) -> str:
    """The address of what is in no file; what the overview's script can choose is told to it, if not there already."""
    return f"{NOWHERE}?{query}" if path == "/" and query and address.path != "/" else NOWHERE


def _write(made: Folder, plan: Plan, address: Address, page: Page, assets: set[str], *, live_map: bool) -> None:
    given, links = plan.given(address), Filed(plan, address, assets, live_map=live_map)
    html = unlinked(render.html(page, given, links, address.path))
    made.write(links.file, html.encode("utf-8", "xmlcharrefreplace"))
    if address.filter.page == 1 and address.filter.lanes == LANES[0]:
        for form in page.forms:
            made.write(form_file(plan, address, form), forms.written(page, form) or b"")


def _moved(event: str, anchor: str = "") -> bytes:
    """The page at a lasting address, of a claim or of what an event was once: it leads on to the event."""
    to = f"{named(event)}.html".rpartition("/")[2]
    return render.environment().get_template("moved.html").render(to=f"{to}{anchor}").encode()


def left_out(plan: Plan) -> list[str]:
    """What the files lack of the page that a server gives."""
    return [
        "without script: search for words, days of one's own choice, several values at once and a box on the map",
        "JSON, CSV and GeoJSON of such a choice: see --where",
        "the review of doubtful claims, which writes to the record",
        *_refused(plan),
        *elsewhere(plan.shown),
    ]


def _refused(plan: Plan) -> Iterator[str]:
    if plan.refused:
        yield f"{len(plan.refused)} choices by one value, beyond the first {plan.most}"


def elsewhere(shown: Shown) -> Iterator[str]:
    """What a choice that holds for all pages leaves out."""
    left = shown.view.size - shown.found.bit_count()
    if left:
        yield f"{left} of {shown.view.size} events, which --where leaves out, and accounts that tell no other"
