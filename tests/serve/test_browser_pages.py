"""Every kind of page in a real browser: quiet, readable on a phone, on paper, without script, and by keyboard alone.

That no page writes an error to the console or asks another host for anything is looked at after each test by `browse`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annals.serve.filters import PER_PAGE
from annals.serve.pages import ROUTES
from annals.serve.view import View
from tests.serve.addresses import PATTERNS, addresses
from tests.serve.conftest import Browse

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const style = getComputedStyle(at), box = at.getBoundingClientRect();
  const drawn = getComputedStyle(at.querySelector('rect, circle') || at);
  const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  const edged = drawn.strokeWidth !== '' && parseFloat(drawn.strokeWidth) >= 2;
  const main = document.querySelector('main');
  return {
    name: (at.getAttribute('aria-label') || at.textContent || at.id || at.tagName).trim().slice(0, 60),
    seen: seen || edged || style.boxShadow !== 'none',
    inside: main.contains(at),
    place: main.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_PRECEDING ? 0 : main.contains(at) ? 1 : 2,
    sized: box.width > 0 && box.height > 0,
  };
}"""
WIDE = """() => [...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.wide, svg, table, .unseen, .skip'))
  .slice(0, 5).map(e => `${e.tagName}.${e.className} ${Math.round(e.getBoundingClientRect().right)}`)"""
TABS = 40


@pytest.fixture(scope="package")
def known(record: Path, server: str) -> dict[str, list[str]]:
    """Addresses of every kind of page."""
    return addresses(record, server)


@pytest.fixture(params=PATTERNS)
def address(request: pytest.FixtureRequest, known: dict[str, list[str]]) -> str:
    """The first page of a kind."""
    if not known[request.param]:
        pytest.skip(f"the examples have no page {request.param}")
    return known[request.param][0]


def test_every_kind_of_page_is_there(known: dict[str, list[str]]) -> None:
    """The examples have something for every page but a tree of episodes."""
    assert len(ROUTES) == len(known)
    assert [pattern for pattern, several in known.items() if not several] == []


def test_fits_a_phone(browse: Browse, address: str) -> None:
    """At 360 pixels the page itself need not be moved sideways."""
    page = browse(address, width=360, height=740)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, page.evaluate(WIDE)


def test_reads_without_script(browse: Browse, address: str) -> None:
    """Without script there is a heading, and the same words in the same order as with it."""
    plain, whole = browse(address, scripts=False), browse(address, webgl=False)
    assert plain.locator("h1").count() == 1
    assert plain.locator("h1").inner_text() == whole.locator("h1").inner_text()
    assert len(plain.locator("main").inner_text()) > 60


def test_has_landmarks(browse: Browse, address: str) -> None:
    """A screen reader finds one main part, a banner, navigation with the current page, and the page's language."""
    page = browse(address)
    assert page.locator("main").count() == 1
    assert page.locator("body > header, header[role=banner]").count() == 1
    assert page.get_by_role("navigation", name="Pages").count() == 1
    assert page.locator("html").get_attribute("lang") == "en"


def test_keyboard_skips_to_the_content(browse: Browse, address: str) -> None:
    """The first key press of Tab offers to skip the navigation, and Enter does so."""
    page = browse(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_keyboard_walks_the_page_in_order(browse: Browse, address: str) -> None:
    """Tab goes from the navigation to the content to the end, never back, and one always sees where it is."""
    page = browse(address)
    walked = list(_walk(page))
    assert len(walked) > 5
    assert [each["place"] for each in walked] == sorted(each["place"] for each in walked)
    assert [each["name"] for each in walked if not (each["seen"] and each["sized"])] == []


def _walk(page: Page):  # type: ignore[no-untyped-def]
    for _ in range(TABS):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at is None:
            return
        yield at


def test_prints_its_content(browse: Browse, address: str) -> None:
    """On paper the heading is dark on white and the navigation gone; a file of pages comes of it."""
    page = browse(address, dark=True)
    page.emulate_media(media="print")
    assert not page.locator("nav[aria-label=Pages]").is_visible()
    red, green, blue = page.evaluate("getComputedStyle(document.querySelector('h1')).color.match(/\\d+/g).map(Number)")
    assert max(red, green, blue) < 110
    assert page.pdf().startswith(b"%PDF")


def test_prints_all_events(browse: Browse, record: Path) -> None:
    """The overview on paper lists every event of the record, dated, none hidden."""
    view = View.of(record)
    size = view.size
    view.close()
    page = browse("/")
    page.emulate_media(media="print")
    shown = page.locator("#list [data-event]").evaluate_all("all => all.filter(e => e.offsetHeight > 0).length")
    assert shown == min(size, PER_PAGE)


@pytest.mark.parametrize("choice", ["", "?contested=1", "?q=siege", "?type=clash", "?where=unknown", "?from=2021-04"])
def test_every_form_tells_the_same_number(browse: Browse, choice: str) -> None:
    """Events listed, on the map or nowhere known, in JSON, in CSV and in GeoJSON are as many as the page says."""
    page = browse("/" + choice, scripts=False)
    said = int(page.locator("#count").inner_text().split()[0])
    get = page.context.request.get
    base = page.url.split("?")[0].rstrip("/")
    told = get(f"{base}/overview.json{choice}").json()["events"]
    rows = get(f"{base}/overview.csv{choice}").text().split("\r\n")
    located = get(f"{base}/overview.geojson{choice}").json()["features"]
    points = get(f"{base}/map.json{choice}").json()
    assert len(told) == said
    assert sum(line.startswith(tuple(each["event"] for each in told)) for line in rows[1:] if told) == said
    assert len(located) == sum(point["count"] for point in points)
    assert len(located) == sum(each["latitude"] is not None for each in told)
    marks = page.locator("#map .mark").evaluate_all("all => all.reduce((sum, e) => sum + Number(e.dataset.count), 0)")
    assert marks == len(located)


def test_paper_is_light(browse: Browse) -> None:
    """Printed from a dark screen, the colours are those of paper, and the map is the drawn one."""
    page = browse("/", dark=True)
    page.locator("#map").scroll_into_view_if_needed()
    page.emulate_media(media="print", color_scheme="dark")
    faint = page.locator(".all-in-all").first.evaluate("e => getComputedStyle(e).color.match(/\\d+/g).map(Number)")
    assert max(faint) < 130
    assert page.locator("#map > .drawing").is_visible()
    assert page.locator(".live-map").count() == 0 or not page.locator(".live-map").is_visible()
