"""The pages as a folder of files: they read without a server, from a web space or from a memory stick."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import msgspec

from annals import __version__
from annals.serve import render
from annals.serve.filenames import NOWHERE, form_named, named, unlinked, way
from annals.serve.filters import LANES, Filter
from annals.serve.folder import Folder, replaced
from annals.serve.page import Page, Shown
from annals.serve.plan import Address, Plan

POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"


class Written(msgspec.Struct, frozen=True):
    """How much was written, and what was left out, in a sentence each."""

    pages: int
    files: int
    bytes: int
    left_out: list[str]


class Filed:
    """Links from the page in one file to those in others; what is in no file has none."""

    live = False
    chooses = True
    policy: str | None = POLICY

    def __init__(self, plan: Plan, address: Address, assets: set[str]) -> None:
        self.plan, self.address, self.assets = plan, address, assets
        self.file = page_file(plan, address)

    def to(self, path: str, query: str = "") -> str:
        target = self._file(path, query)
        return NOWHERE if target is None else way(self.file, target)

    def asset(self, name: str) -> str:
        self.assets.add(name)
        return way(self.file, f"static/{name}")

    def leads(self, path: str) -> bool:
        return path in self.plan.places

    def _file(self, path: str, query: str) -> str | None:
        if path in self.plan.aliases:
            return f"{named(path)}.html"
        stem, dot, form = path.rpartition(".")
        if dot and form in render.FORMS and path not in self.plan.places:
            found = self.plan.asked("/" if stem == "/overview" else stem, query, self.address)
            return found and form_file(self.plan, found, form)
        found = self.plan.asked(path, query, self.address)
        return found and page_file(self.plan, found)


def export(shown: Shown, folder: Path, step: Callable[[], None]) -> Written:
    """Write all pages of what is shown into `folder`; `step` is called after each."""
    plan, assets = Plan(shown), set[str]()
    about = {"annals": __version__, "record": shown.name, "state": shown.view.about["state"]}
    with replaced(folder, about) as made:
        pages = 0
        for address, page in plan.pages():
            _write(made, plan, address, page, assets)
            pages += 1
            step()
        for path, event in plan.aliases.items():
            made.write(f"{named(path)}.html", _moved(path, event))
        for name in sorted(assets):
            made.write(f"static/{name}", asset(name))
    return Written(pages, len(made.hashes), made.bytes, left_out(plan))


def asset(name: str) -> bytes:
    """A file that comes with annals."""
    return files("annals.serve").joinpath("static", *name.split("/")).read_bytes()


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


def _write(made: Folder, plan: Plan, address: Address, page: Page, assets: set[str]) -> None:
    given, links = plan.given(address), Filed(plan, address, assets)
    html = unlinked(render.html(page, given, links, address.path))
    made.write(links.file, html.encode("utf-8", "xmlcharrefreplace"))
    if address.filter.page == 1 and address.filter.lanes == LANES[0]:
        for form in page.forms:
            made.write(form_file(plan, address, form), render.written(page, form) or b"")


def _moved(path: str, event: str) -> bytes:
    """The page at a lasting address: it leads on to the event of the claim."""
    claim, to = path.rpartition("/")[2], f"{named(event)}.html".rpartition("/")[2]
    return render.environment().get_template("moved.html").render(to=f"{to}#c{claim}").encode()


def left_out(plan: Plan) -> list[str]:
    """What the files lack of the page that a server gives."""
    return [
        "search for words, days of one's own choice, several values at once and a box on the map: see `annals serve`",
        "the map to move about in: the files have it drawn",
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
