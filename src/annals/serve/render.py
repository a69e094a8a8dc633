"""Pages as HTML. Everything from an account is escaped on its way out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Protocol

from jinja2 import Environment, FunctionLoader, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from annals import __version__
from annals.publish import wording
from annals.serve.page import Page, Shown
from annals.serve.unruly import contained, is_web

BASE = "base.html"


class Links(Protocol):
    """How pages point to each other: as addresses of a server, or as files beside each other.

    `once` says that all pages are parts of one: what one of them says at length, others need not say again.

    `live` says whether a server answers: forms and scripts that need one are left out of files.
    """

    live: bool
    once: bool

    @property
    def policy(self) -> str | None:
        """What the page may load, where no server says it."""

    def to(self, path: str, query: str = "") -> str:
        """The address of the page at `path` ("/e/1f2e"), with the state of the view in `query`."""

    def asset(self, name: str) -> str:
        """The address of a file that comes with annals ("annals.css")."""

    def leads(self, path: str) -> bool:
        """Whether there is a page at `path`."""


class Served:
    """Links of a server at the root of its host."""

    live = True
    once = False
    policy: str | None = None

    def to(self, path: str, query: str = "") -> str:
        return f"{path}?{query}" if query else path

    def asset(self, name: str) -> str:
        return f"/static/{name}"

    def leads(self, path: str) -> bool:
        return True


@cache
def environment(base: str = BASE) -> Environment:
    """The templates, with everything escaped and every misspelt name an error; `base` is the frame around each page."""
    templates = PackageLoader("annals.serve")
    made = Environment(
        loader=FunctionLoader(lambda name: templates.get_source(made, base if name == BASE else name)),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        finalize=contained,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"plural": wording.plural, "web": web, "words": words, "lang": script, "grouped": grouped}
    made.globals |= {"version": __version__}
    return made


NAVIGATION = (
    ("/", "Overview"),
    ("/losses", "Losses"),
    ("/rivals", "Rivals"),
    ("/control", "Control"),
    ("/truces", "Truces"),
    ("/actors", "Actors"),
    ("/places", "Places"),
    ("/sources", "Sources"),
    ("/review", "Review"),
    ("/about", "Method"),
)


def html(page: Page, shown: Shown, links: Links, path: str, base: str = BASE) -> str:
    """The page at `path` as HTML, in the frame `base`."""
    given = {
        "page": page,
        "shown": shown,
        "filter": shown.filter,
        "links": links,
        "path": path,
        "navigation": NAVIGATION,
        "forms": page.forms,
    }
    return environment(base).get_template(page.template).render({**given, **page.content})


def part(page: Page, shown: Shown, links: Links, path: str, name: str) -> str:
    """One block of a page, for a reader whose browser swaps it in."""
    template = environment().get_template(page.template)
    given = {"page": page, "shown": shown, "filter": shown.filter, "links": links, "path": path, **page.content}
    context = template.new_context({**given, "navigation": NAVIGATION, "forms": []})
    return "".join(template.blocks[name](context))


def web(address: str | None) -> str | None:
    """The address if it leads to the web, else `None`: an account may write `javascript:` in its place."""
    return address if address and is_web(address) else None


def words(name: str) -> str:
    """A name of the codebook in words: `territory_gained` → `territory gained`."""
    return name.replace("_", " ")


_LONG = re.compile(r"(?<![\w.,-])[1-9]\d{4,14}(?![\w-]|[.,]\d)")


def grouped(text: str | int) -> str:
    """Numbers of five digits and more in threes, for the eye: `1 234 567`."""
    return _LONG.sub(lambda number: f"{int(number[0]):,}".replace(",", "\u202f"), str(text))


_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def script(text: str | None) -> Markup:
    """The direction of a run of text as an attribute, where it is written from right to left."""
    return Markup(' dir="rtl"') if text and _RIGHT_TO_LEFT.search(text) else Markup("")


def attributes(given: Mapping[str, Any]) -> Markup:
    """Attributes of a tag, each value escaped; those that are `None` or false are left out."""
    pairs = ((k, v) for k, v in given.items() if v is not None and v is not False)
    return Markup(" ").join(Markup('{}="{}"').format(name.replace("_", "-"), value) for name, value in pairs)
