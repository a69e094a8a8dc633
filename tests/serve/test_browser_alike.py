"""What the script draws in files is what a server draws, choice by choice, to the tenth of a unit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("jinja2", reason="pages need Jinja2")

from annals.serve import live, render, site
from annals.serve.filenames import unlinked
from annals.serve.filters import PER_PAGE
from annals.serve.plan import Address, Plan

from . import asked, generated
from .alike import told
from .conftest import NO_WEBGL
from .folders import looking

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PARTS = ("div.chosen", "#choose", "#list", "#timeline")
FEW = (
    "",
    "?type=clash&from=2021-01",
    "?q=checkpoints",
    '?q="in Qamishli" killed',
    "?lanes=actor&sort=doubt&contested=1",
    "?actor=NDF&actor=Asayish&to=2021-04-22&sort=claims",
    "?when=unknown",
    "?where=unknown&lanes=source",
    "?box=41,37,41.3,37.1",
    "?at=37.05,41.22&page=2",
    "?q=nothingofthekind",
    "?from=1999&to=nonsense&page=x&lanes=none",
)
MANY = ("", "?lanes=place&contested=1", "?type=clash&from=2012-01-05", "?q=market&sort=doubt", "?page=3&to=2012-01-20")


def overview(record: Path, folder: Path) -> Path:
    """The overview of a record as a file, with what it loads, and nothing else of the site."""
    with looking(record) as shown:
        plan = Plan(shown, choices=0)
        address, (route, values) = Address("/", plan.base), plan.places["/"]
        links = site.Filed(plan, address, set())
        page = unlinked(render.html(route.make(plan.given(address), values), shown, links, "/"))
        events = live.events(shown, PER_PAGE, site.Told(plan))
    for name, text in (
        ("index.html", page),
        (site.EVENTS, events),
        (site.SCRIPT, live.asset("annals-files.js").decode()),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "index.html"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of more events than are drawn one by one."""
    path = tmp_path_factory.mktemp("large") / "war.annals"
    generated.generate(path, 600)
    return path


@pytest.fixture
def alone(chromium: Browser) -> Iterator[Page]:
    """A page without WebGL; nothing is thrown there."""
    context = chromium.new_context()
    context.add_init_script(NO_WEBGL)
    context.set_default_timeout(60_000)
    page = context.new_page()
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    yield page
    context.close()
    assert thrown == []


def differences(record: Path, folder: Path, page: Page, addresses: tuple[str, ...]) -> Iterator[str]:
    """The first line in which file and server differ, for each part of each address."""
    address = overview(record, folder).as_uri()
    with asked.site(record) as served:
        for query in addresses:
            page.goto(address + query)
            page.locator("form#choose fieldset, form#choose #sort").first.wait_for()
            yield from _first(query, page.content(), served.text("/" + query))


def _first(query: str, file: str, server: str) -> Iterator[str]:
    for part in PARTS:
        one, other = told(file, part), told(server, part)
        apart = next((pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]), None)
        if apart or len(one) != len(other):
            yield f"{query} {part}: {apart or (len(one), len(other))}"


def test_few_events_look_alike(record: Path, tmp_path: Path, alone: Page) -> None:
    """Summary, chips, facets with their counts, list and both timelines agree for every choice."""
    assert list(differences(record, tmp_path, alone, FEW)) == []


def test_many_events_look_alike(large: Path, tmp_path: Path, alone: Page) -> None:
    """So they do where events are gathered by days, and the list has pages."""
    assert list(differences(large, tmp_path, alone, MANY)) == []


WORDS = 'attack attacking attacked cities city fighter\'s al-Tayy "security forces" ponies relational hopping agreed'


@pytest.mark.parametrize("kind", ["few", "many"])
def test_words_find_the_same_events(kind: str, request: pytest.FixtureRequest, tmp_path: Path, alone: Page) -> None:
    """Each word of the record, in whatever form, finds as many events in files as on a server."""
    record: Path = request.getfixturevalue("record" if kind == "few" else "large")
    page, counted = alone, "document.querySelector('#count').textContent"
    page.goto(overview(record, tmp_path).as_uri())
    with looking(record) as shown:
        rows = shown.view.rows(range(shown.view.size))
        said = dict.fromkeys(word for row in rows for word in row.quote.split())
        for word in [*list(said)[:60], *WORDS.split()]:
            page.locator("#q").fill(word)
            page.locator("#q").press("Enter")
            found = shown.view.chosen(asked_for(word)).bit_count()
            assert page.evaluate(counted).split()[0] == str(found), word


def asked_for(words: str) -> site.Filter:
    """A choice by words alone."""
    return site.Filter(q=words)
