"""The page on a phone: time runs down, nothing is moved sideways, and fingers find what they press."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.serve.addresses import PATTERNS, addresses
from tests.serve.conftest import Browse, until

if TYPE_CHECKING:
    from playwright.sync_api import Page

PHONE = {"width": 360, "height": 740}
SIDEWAYS = """() => [...document.querySelectorAll('main *')]
  .filter(e => e.clientWidth && e.scrollWidth > e.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(e).overflowX))
  .map(e => `${e.tagName}.${e.className} ${e.scrollWidth}`)"""


@pytest.fixture(scope="package")
def known(record: Path, server: str) -> dict[str, list[str]]:
    """Addresses of every kind of page."""
    return addresses(record, server)


def told(page: Page) -> int:
    """How many events the page says are chosen."""
    return int(page.locator("#count").inner_text().split()[0])


@pytest.mark.parametrize("pattern", PATTERNS)
def test_nothing_is_moved_sideways(browse: Browse, known: dict[str, list[str]], pattern: str) -> None:
    """No page, table or drawing is wider than the screen, not even within a part that could be moved."""
    if not known[pattern]:
        pytest.skip(f"the examples have no page {pattern}")
    page = browse(known[pattern][0], **PHONE, webgl=False)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate(SIDEWAYS) == []


def test_time_runs_down(browse: Browse) -> None:
    """Every event has one mark on a drawing that is higher than wide, later ones further down."""
    page = browse(**PHONE, scripts=False)
    assert not page.locator("#timeline .across").is_visible()
    box = page.locator("#timeline .daybook").bounding_box()
    assert box
    assert box["height"] > box["width"]
    marks = page.locator("#timeline .daybook .spotted.sure").evaluate_all(
        "all => all.map(e => [Number(e.dataset.first), e.getBoundingClientRect().top])"
    )
    assert len(marks) > 5
    assert sorted(marks) == sorted(marks, key=lambda each: (each[1], each[0]))
    drawn = page.locator("#timeline .down [data-event]").evaluate_all("all => all.map(e => e.dataset.event)")
    assert len(drawn) == len(set(drawn)) == told(page)


def test_wide_pages_have_the_drawing_across(browse: Browse) -> None:
    """On a wide page time runs across, and there is one drawing only."""
    page = browse(scripts=False)
    assert page.locator("#timeline .across").is_visible()
    assert not page.locator("#timeline .down").is_visible()


def test_parts_of_the_page_stay_in_reach(browse: Browse) -> None:
    """A bar leads to map, time, events and the form; it stays in sight, and each way is large enough for a finger."""
    page = browse(**PHONE, webgl=False)
    ways = page.get_by_role("navigation", name="On this page").get_by_role("link")
    assert ways.all_inner_texts() == ["Map", "Time", "Events", "Choose"]
    assert all((way.bounding_box() or {"height": 0})["height"] >= 44 for way in ways.all())
    ways.nth(2).click()
    until(page, "() => Math.abs(document.querySelector('#list').getBoundingClientRect().top - 52) < 12")
    assert ways.nth(0).is_visible()
    assert ways.nth(0).evaluate("e => e.getBoundingClientRect().top") >= 0


def test_grips_are_large_enough(browse: Browse) -> None:
    """The ends of the span of days are at least 44 pixels high and wide."""
    page = browse(**PHONE, webgl=False)
    for name in ("#brush-from", "#brush-to"):
        box = page.locator(f"{name} .hold").bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 43.5


def drag(page: Page, start: tuple[float, float], by: float) -> None:
    """Draw a finger up or down."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    x, y = start
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 9):
        points = [{"x": x, "y": y + by * step / 8}]
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_finger_moves_an_end(browse: Browse) -> None:
    """A finger that draws the first day down leaves the later events, and says their days in the address."""
    page = browse(**PHONE, webgl=False)
    until(page, "document.querySelector('#brush-from') !== null")
    grip = page.locator("#brush-from .grip")
    grip.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 200)")
    page.wait_for_timeout(200)
    box = grip.bounding_box()
    assert box
    before = told(page)
    top = page.locator("#timeline").evaluate("e => e.getBoundingClientRect().top")
    drag(page, (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2), 200)
    page.wait_for_url("**from=*")
    until(page, "!document.documentElement.classList.contains('loading')")
    assert 0 < told(page) < before
    assert parse_qs(urlsplit(page.url).query)["from"][0] > "2021-01-01"
    assert abs(page.locator("#timeline").evaluate("e => e.getBoundingClientRect().top") - top) < 2


def test_a_finger_elsewhere_scrolls(browse: Browse) -> None:
    """A finger drawn over the timeline beside its grips moves the page, and chooses nothing."""
    page = browse(**PHONE, webgl=False)
    page.locator("#timeline .daybook").evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 100)")
    page.wait_for_timeout(200)
    at = page.evaluate("scrollY")
    drag(page, (200, 500), -300)
    page.wait_for_timeout(600)
    assert page.evaluate("scrollY") > at
    assert "from=" not in page.url


def test_arrows_move_an_end_down(browse: Browse) -> None:
    """By keys an end goes the way that the arrow points: down is later."""
    page = browse(**PHONE, webgl=False)
    page.locator("#brush-from").focus()
    before = int(page.locator("#brush-from").get_attribute("aria-valuenow") or 0)
    page.keyboard.press("ArrowDown")
    assert int(page.locator("#brush-from").get_attribute("aria-valuenow") or 0) == before + 1
    page.wait_for_url("**from=*")


def test_the_drawing_follows_the_width(browse: Browse) -> None:
    """A window made narrow has the span of days on the other drawing, and only there."""
    page = browse(webgl=False)
    assert page.locator(".across .brush").count() == 1
    page.set_viewport_size({"width": 360, "height": 740})
    until(page, "document.querySelectorAll('.down .brush').length === 1")
    assert page.locator(".brush").count() == page.locator(".brushed").count() == 1


def test_a_place_stands_above_its_strip(browse: Browse) -> None:
    """On the page of control each strip is as wide as the screen allows, below the name of its place."""
    page = browse("/control", **PHONE)
    name, strip = (
        page.locator(".held h2").first.bounding_box(),
        page.locator(".held svg.strip.down").first.bounding_box(),
    )
    assert name
    assert strip
    assert name["y"] + name["height"] <= strip["y"] + 1
    assert 300 <= strip["width"] <= 360


def test_what_is_pressed_is_lit_in_the_list(browse: Browse) -> None:
    """A mark of the timeline that has the focus is lit together with its event in the list, and with no other."""
    page = browse(**PHONE, webgl=False)
    page.locator("#timeline .down [data-event]").first.focus()
    assert page.locator("#list .lit").count() == page.locator("#timeline .lit").count() == 1
