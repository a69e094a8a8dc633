"""The overview in a real browser: its list, map and timeline are three views of the same events."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from annals.serve.view import View
from tests.serve.conftest import Browse, until

if TYPE_CHECKING:
    from playwright.sync_api import Page

LIST, BARS = "#list [data-event]", "#timeline .bar"
DRAWN, LIVE = "#map .mark", "#map.live .spot"


def asked(page: Page) -> dict[str, list[str]]:
    """What the page's address asks for."""
    return parse_qs(urlsplit(page.url).query)


def count(page: Page) -> int:
    """How many events the page says are chosen."""
    found = re.search(r"\d+", page.locator("#count").inner_text())
    assert found
    return int(found[0])


def counts(page: Page, marks: str) -> int:
    """The events of the map's marks, with those that lie nowhere known."""
    nowhere = page.locator("#map a.nowhere")
    found = re.search(r"\d+", nowhere.inner_text()) if nowhere.count() else None
    return sum(int(mark.get_attribute("data-count") or 0) for mark in page.locator(marks).all()) + int(
        found[0] if found else 0
    )


def settled(page: Page, count: int) -> None:
    """Wait until the list has so many events, and nothing is under way."""
    until(
        page,
        "n => document.querySelectorAll('#list [data-event]').length === n"
        " && !document.documentElement.classList.contains('loading')",
        count,
    )


def lit(page: Page, within: str) -> int:
    """How many marks of a view are lit; none by its colour alone."""
    found = page.locator(f"{within} .lit").all()
    assert all(mark.get_attribute("aria-current") for mark in found)
    return len(found)


@pytest.fixture
def size(record: Path) -> int:
    """The events of the record."""
    view = View.of(record)
    view.close()
    return view.size


def test_reads_without_script(browse: Browse, size: int) -> None:
    """Without script the marks of the map and those nowhere known are as many as the list, the bars and the record."""
    page = browse(scripts=False)
    assert page.locator(LIST).count() == count(page) == counts(page, DRAWN) == size
    assert page.locator(BARS).count() + page.get_by_text("without any day").count() >= size


def test_counts_agree_on_the_live_map(browse: Browse, size: int) -> None:
    """On the map that can be moved about in the same holds, for all events and for a choice of them."""
    page = browse()
    page.wait_for_selector(LIVE)
    assert page.locator(LIST).count() == counts(page, LIVE) == size
    page.goto(page.url + "?source=SOHR")
    page.wait_for_selector(LIVE)
    assert 0 < page.locator(LIST).count() == counts(page, LIVE) < size


@pytest.mark.parametrize("live", [True, False])
def test_hovering_lights_the_twins(browse: Browse, live: bool) -> None:
    """An event pointed at in the list is lit on the map and on the timeline, and no more when it is left."""
    page = browse(webgl=live)
    marks = LIVE if live else DRAWN
    page.wait_for_selector(marks)
    page.locator(f"{LIST}[data-place]").first.hover()
    assert lit(page, "#list") == lit(page, "#timeline") == 1
    assert page.locator(f"{marks}.lit").count() == 1
    page.locator("h1").hover()
    assert page.locator(".lit").count() == 0


def test_what_is_lit_stays_so_when_the_map_is_marked_anew(browse: Browse) -> None:
    """New marks of a map that has moved are lit as those before were, and go out with them."""
    page = browse()
    page.wait_for_selector(LIVE)
    page.locator(f"{LIST}[data-place]").first.hover()
    page.locator(".live-map canvas").focus()
    page.locator(f"{LIST}[data-place]").nth(1).hover()
    page.keyboard.press("-")
    page.wait_for_timeout(1000)
    assert lit(page, "#list") == page.locator(f"{LIVE}.lit").count() == 1
    page.locator("h1").hover()
    assert page.locator(".lit").count() == 0


def test_hovering_the_map_lights_its_events(browse: Browse) -> None:
    """A mark lights as many events in the list and on the timeline as it counts."""
    page = browse()
    mark = page.locator(LIVE).first
    mark.hover()
    number = int(mark.get_attribute("data-count") or 0)
    assert lit(page, "#list") == lit(page, "#timeline") == number


def test_focus_lights_as_hovering_does(browse: Browse) -> None:
    """Who walks the bars of the timeline by keyboard sees the same."""
    page = browse(webgl=False)
    page.locator(f"{BARS}[data-place]").first.focus()
    assert lit(page, "#list") == 1
    assert page.locator(f"{DRAWN}.lit").count() == 1


def test_clicking_an_event_selects_it(browse: Browse) -> None:
    """A click beside the link of an event puts it in the address, and another takes it out."""
    page = browse()
    item = page.locator(LIST).nth(2)
    event = item.get_attribute("data-event")
    item.locator(".voices").click()
    assert asked(page)["sel"] == [event]
    assert page.locator(f'{BARS}[data-event="{event}"]').get_attribute("aria-current") == "true"
    item.locator(".voices").click()
    assert "sel" not in asked(page)


def test_a_mark_of_the_map_chooses_its_events(browse: Browse) -> None:
    """A click on a mark leaves as many events in the list as it counts, without loading the page anew."""
    page = browse()
    page.evaluate("window.same = true")
    mark = page.locator(LIVE).first
    number = int(mark.get_attribute("data-count") or 0)
    mark.click()
    settled(page, number)
    assert asked(page)["at"]
    assert page.evaluate("window.same")


def test_brushing_narrows_list_and_address(browse: Browse, size: int) -> None:
    """A stroke over a third of the timeline says its days in words and in the address, and leaves their events."""
    page = browse()
    page.evaluate("window.same = true")
    box = page.locator("#timeline .drawing").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.05, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + 60, steps=4)
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 60, steps=4)
    words = page.locator(".brushed output").inner_text()
    page.mouse.up()
    page.wait_for_url("**from=*")
    until(page, "!document.documentElement.classList.contains('loading')")
    assert re.fullmatch(r"Days from \d+ January 2021 to \d+ February 2021 \(\d+ days\)", words)
    assert re.fullmatch(r"2021-01-\d\d", asked(page)["from"][0])
    assert re.fullmatch(r"2021-02-\d\d", asked(page)["to"][0])
    assert 0 < count(page) == page.locator(LIST).count() < size
    assert page.evaluate("window.same")


def test_brushing_by_keys(browse: Browse) -> None:
    """The ends of the span are sliders: an arrow moves by a day, with Shift by more, and the focus stays there."""
    page = browse(webgl=False)
    page.locator("#brush-to").focus()
    before = int(page.locator("#brush-to").get_attribute("aria-valuenow") or 0)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    page.wait_for_url("**to=*")
    until(page, "document.activeElement?.id === 'brush-to'")
    after = int(page.locator("#brush-to").get_attribute("aria-valuenow") or 0)
    assert before - after > 2
    assert page.locator("#brush-to").get_attribute("aria-valuetext")


def test_all_days_again(browse: Browse, size: int) -> None:
    """A button beside the days takes them out again."""
    page = browse("/?from=2021-04-20&to=2021-04-21", webgl=False)
    assert page.locator(".brushed output").inner_text().endswith("from 20 April 2021 to 21 April 2021 (2 days)")
    page.get_by_role("button", name="all days").click()
    settled(page, size)
    assert asked(page) == {}


def test_typing_in_the_search_narrows_the_list(browse: Browse, size: int) -> None:
    """Words typed narrow the list while the caret stays where it was; letters that are keys elsewhere are letters."""
    page = browse(webgl=False)
    page.keyboard.press("/")
    page.keyboard.type("jck", delay=20)
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("checkpoint", delay=20)
    page.wait_for_url("**q=checkpoint*")
    until(page, "!document.documentElement.classList.contains('loading')")
    assert 0 < page.locator(LIST).count() == count(page) < size
    page.keyboard.type("s")
    assert page.locator("#q").input_value() == "checkpoints"
    assert asked(page).keys() == {"q"}


def test_a_facet_sends_itself_and_keeps_the_focus(browse: Browse, size: int) -> None:
    """A box ticked narrows the list at once; the box has the focus still, and the new number is spoken."""
    page = browse(webgl=False)
    page.locator("#choose input[name=type]").first.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**type=*")
    until(page, "document.activeElement?.name === 'type' && document.activeElement.checked")
    assert 0 < count(page) < size
    assert page.locator("#said").inner_text().startswith(f"{count(page)} event")
    assert "type=" in (page.locator(".forms a").first.get_attribute("href") or "")


def test_back_and_forward(browse: Browse, size: int) -> None:
    """The browser's buttons go through the choices."""
    page = browse(webgl=False)
    page.locator("#choose input[name=contested]").click()
    page.wait_for_url("**contested=1*")
    until(page, "!document.documentElement.classList.contains('loading')")
    few = page.locator(LIST).count()
    page.go_back()
    settled(page, size)
    assert not page.locator("#choose input[name=contested]").is_checked()
    page.go_forward()
    settled(page, few)
    assert page.locator("#choose input[name=contested]").is_checked()


def test_an_answer_that_fails_is_loaded_plainly(browse: Browse, size: int) -> None:
    """Where the block cannot be had, the browser goes to the address as without script."""
    page = browse(webgl=False)
    page.evaluate("() => { window.same = true; window.fetch = () => Promise.reject(new Error('none')); }")
    page.locator("#choose input[name=contested]").click()
    page.wait_for_url("**contested=1*")
    page.wait_for_load_state()
    assert page.evaluate("window.same") is None
    assert 0 < page.locator(LIST).count() < size


def test_walking_by_keys(browse: Browse) -> None:
    """j and k walk the list, Escape lets go, o opens the event that one is at."""
    page = browse(webgl=False)
    ids = [item.get_attribute("data-event") for item in page.locator(LIST).all()]
    for key, at in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        assert asked(page)["sel"] == [ids[at]]
        assert page.evaluate("document.activeElement.closest('[data-event]').dataset.event") == ids[at]
        assert page.locator(f"{LIST}[aria-current=true]").count() == 1
    page.keyboard.press("Escape")
    assert "sel" not in asked(page)
    page.keyboard.press("o")
    page.wait_for_url(f"**/e/{ids[1]}")


def test_keys_of_the_choice(browse: Browse, size: int) -> None:
    """c leaves the contested, ] and [ step through the days, and Escape gives all days back."""
    page = browse(webgl=False)
    page.keyboard.press("c")
    page.wait_for_url("**contested=1*")
    page.keyboard.press("c")
    settled(page, size)
    for key, day in (("]", "2021-01-01"), ("]", "2021-01-02"), ("[", "2021-01-01")):
        page.keyboard.press(key)
        page.wait_for_url(f"**from={day}&to={day}")
        until(page, "!document.documentElement.classList.contains('loading')")
    page.keyboard.press("Escape")
    settled(page, size)


def test_the_keys_are_told(browse: Browse) -> None:
    """? shows the keys in a dialog that Escape closes, and so does a button for who does not know of the key."""
    page = browse(webgl=False)
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Keys").is_visible()
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0
    page.get_by_role("button", name="Keys").click()
    assert page.locator("#keys dt").count() == 10


def test_playing_goes_through_the_days(browse: Browse) -> None:
    """t shows one stretch of days after the other until it is pressed again."""
    page = browse(webgl=False, still=False)
    page.keyboard.press("t")
    page.wait_for_url("**from=2021-01-01*")
    page.wait_for_url(lambda url: "from=" in url and "from=2021-01-01" not in url)
    page.keyboard.press("t")
    until(page, "!document.documentElement.classList.contains('loading')")
    stopped = page.url
    page.wait_for_timeout(1500)
    assert page.url == stopped


def test_without_webgl_the_drawing_stays(browse: Browse) -> None:
    """Where WebGL is missing the drawn map stays, and no map library is asked for."""
    page = browse(webgl=False)
    page.wait_for_load_state("networkidle")
    assert page.locator("#map .drawing").is_visible()
    assert page.locator(".sight").count() == 0
    assert not page.evaluate("performance.getEntriesByType('resource').some(e => e.name.includes('maplibre'))")


def test_a_map_library_that_fails_leaves_the_drawing(browse: Browse) -> None:
    """Where the library is not what it should be, the reader keeps the drawn map."""
    page = browse("/sources")
    page.route("**/maplibre-gl.mjs", lambda route: route.fulfill(body="export {}", content_type="text/javascript"))
    page.locator(".brand a").click()
    until(page, "document.querySelector('.sight button')?.hidden")
    assert page.locator("#map .drawing").is_visible()


def test_the_map_library_waits_until_the_map_is_seen(browse: Browse) -> None:
    """A reader who does not look at the map does not load it."""
    page = browse("/sources")
    page.wait_for_load_state("networkidle")
    assert not page.evaluate("performance.getEntriesByType('resource').some(e => e.name.includes('maplibre'))")


def test_the_plain_map_is_remembered(browse: Browse) -> None:
    """A reader who prefers the drawing is shown it on the next visit, and can go back."""
    page = browse()
    page.wait_for_selector(LIVE)
    page.get_by_role("button", name="Plain map").click()
    page.reload()
    page.get_by_role("button", name="Map to move about in").wait_for()
    assert page.locator("#map .drawing").is_visible()
    page.get_by_role("button", name="Map to move about in").click()
    page.wait_for_selector(LIVE)


def test_the_map_is_moved_by_keys_and_chosen_from(browse: Browse, size: int) -> None:
    """Keys move the map and bring it closer; what is in sight then can be chosen, and the list agrees."""
    page = browse()
    page.wait_for_selector(LIVE)
    page.locator(".live-map canvas").focus()
    page.keyboard.press("ArrowUp")
    until(page, "document.querySelectorAll('#map.live .spot').length === 1")
    page.keyboard.press("=")
    page.get_by_role("button", name="Only what is in sight").click()
    page.wait_for_url("**box=*")
    until(page, "!document.documentElement.classList.contains('loading')")
    page.wait_for_selector(LIVE)
    assert 0 < page.locator(LIST).count() == counts(page, LIVE) < size


@pytest.mark.parametrize("dark", [False, True])
def test_the_live_map_has_the_colours_of_the_page(browse: Browse, dark: bool) -> None:
    """Land is light on a light page and dark on a dark one."""
    page = browse(dark=dark)
    page.wait_for_selector(LIVE)
    page.wait_for_timeout(300)
    light = page.evaluate(
        """() => { const c = document.querySelector('.live-map canvas'), d = document.createElement('canvas');
        d.width = c.width; d.height = c.height; const g = d.getContext('2d'); g.drawImage(c, 0, 0);
        return g.getImageData(c.width - 20, 20, 1, 1).data[1]; }"""
    )
    assert light < 80 if dark else light > 200


def test_a_phone_shows_all_of_it(browse: Browse) -> None:
    """At 360 pixels nothing but a table stands out to the side."""
    page = browse(width=360, height=740)
    page.locator("#map").scroll_into_view_if_needed()
    page.wait_for_selector(LIVE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_finger_brushes_too(browse: Browse) -> None:
    """On a tablet the drawing leaves strokes across it to the brush, and strokes up and down to the page."""
    page = browse(width=768, height=1024, webgl=False)
    assert page.evaluate("getComputedStyle(document.querySelector('#timeline .drawing')).touchAction").startswith(
        "pan-y"
    )
