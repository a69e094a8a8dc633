"""The pages as files in a real browser, opened from the disk: live by their script, and whole without it."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pytest

pytest.importorskip("jinja2", reason="pages need Jinja2")

from annals.serve import single as one_of_all
from annals.serve.filters import parsed

from . import asked as served
from .conftest import NO_WEBGL, until
from .folders import looking
from .test_browser_axe import ALL, broken
from .test_browser_linked import BARS, DRAWN, LIST, LIVE, asked, count, counts, lit, settled, size  # noqa: F401
from .test_site import HOSTILE
from .test_site import export as many_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

RULES = {**ALL, "preload": False}
"""Of axe: what it would load before it looks, the policy of the page does not let it."""
ALONE = "document.querySelectorAll('section.page:not(:first-child)').forEach(page => page.remove())"
"""Takes out pages that are not seen, which only make axe slow."""
Opened = Callable[..., "Page"]
BOTH = pytest.mark.parametrize("kind", ["folder", "single"])


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Opened]:
    """Opens a file; at the end no error was told, and nothing beyond its folder was asked for."""
    found: list[str] = []
    contexts = []

    def open(
        file: Path | str, query: str = "", *, scripts: bool = True, width: int = 1280, webgl: bool = False,
        dark: bool = False,
    ) -> Page:  # fmt: skip
        context = chromium.new_context(
            java_script_enabled=scripts,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(60_000)
        if not webgl:
            context.add_init_script(NO_WEBGL)
        page = context.new_page()
        page.on(
            "console", lambda said: found.append(f"console: {said.text}") if said.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: found.append(f"thrown: {error}"))
        page.on("dialog", lambda dialog: found.append(f"dialog: {dialog.message}"))
        address = file if isinstance(file, str) else file.as_uri()
        within = address.rpartition("/")[0]
        page.on("request", lambda asked: None if _held(asked.url, within) else found.append(f"asked: {asked.url}"))
        page.on("requestfailed", lambda asked: None if _left(asked) else found.append(f"failed: {asked.url}"))
        page.goto(address + query)
        return page

    yield open
    for context in contexts:
        context.close()
    assert not found


def _left(asked: Request) -> bool:
    """Whether a request ended because another page was opened meanwhile."""
    return asked.failure == "net::ERR_ABORTED"


def _held(address: str, within: str) -> bool:
    return address.startswith((within, "data:", "blob:"))


@pytest.fixture(scope="package")
def folder(record: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first page of the examples as files."""
    made = tmp_path_factory.mktemp("files") / "pages"
    many_files(record, made)
    return made / "index.html"


@pytest.fixture(scope="package")
def single(record: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples as one file."""
    made = tmp_path_factory.mktemp("single") / "one.html"
    with looking(record, unpaged=True) as shown, made.open("w", encoding="utf-8") as file:
        file.writelines(one_of_all.export(shown, lambda: None))
    return made


@pytest.fixture
def file(kind: str, request: pytest.FixtureRequest) -> Path:
    """The overview in either kind of files."""
    found: Path = request.getfixturevalue(kind)
    return found


def number(record: Path, query: str) -> int:
    """How many events of the record a choice leaves."""
    with looking(record, parsed(parse_qsl(query))) as shown:
        return shown.found.bit_count()


# by script


@BOTH
@pytest.mark.parametrize("webgl", [False, True], ids=["drawn", "live"])
def test_counts_agree(opened: Opened, file: Path, record: Path, webgl: bool) -> None:
    """List, bars and map, drawn or live, have as many events as the record, for all and for a choice."""
    for query in ("to=2021-02", "type=attack&from=2021-04"):
        page = opened(file, f"?{query}", webgl=webgl)
        marks = LIVE if webgl else DRAWN
        page.locator("#map .spot" if webgl else DRAWN).first.wait_for()
        assert page.locator(LIST).count() == count(page) == counts(page, marks) == number(record, query)
        assert page.locator(BARS).count() == count(page)


@BOTH
@pytest.mark.parametrize("webgl", [False, True], ids=["drawn", "live"])
def test_hovering_lights_the_twins(opened: Opened, file: Path, webgl: bool) -> None:
    """An event pointed at in the list is lit on the map and on the timeline, and one on the timeline in the list."""
    page = opened(file, webgl=webgl)
    marks = LIVE if webgl else DRAWN
    page.locator(marks).first.wait_for()
    page.locator(f"{LIST}[data-place]").first.hover()
    assert lit(page, "#list") == lit(page, "#timeline .across") == page.locator(f"{marks}.lit").count() == 1
    page.locator("h1:visible").hover()
    assert page.locator(".lit").count() == 0
    page.locator(f"{BARS}[data-place]").first.focus()
    assert lit(page, "#list") == page.locator(f"{marks}.lit").count() == 1


@BOTH
def test_brushing_narrows_list_and_address(opened: Opened, file: Path, record: Path) -> None:
    """A stroke over part of the timeline leaves the events of its days, and says them in the address."""
    page = opened(file)
    box = page.locator("#timeline .across .drawing").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.05, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 60, steps=6)
    page.mouse.up()
    until(page, "location.search.includes('from=')")
    query = "&".join(f"{name}={asked(page)[name][0]}" for name in ("from", "to"))
    assert 0 < count(page) == page.locator(LIST).count() == number(record, query)


@BOTH
def test_words_and_facets_together(opened: Opened, file: Path, record: Path) -> None:
    """Words, a place and two types, chosen one after the other, leave what they leave in the record."""
    page = opened(file)
    page.keyboard.press("/")
    page.keyboard.type("fighters", delay=10)
    until(page, "location.search.includes('q=fighters')")
    assert count(page) == number(record, "q=fighters")
    for value in ("attack", "casualties"):
        page.locator(f"#choose input[name=type][value={value}]").check()
        until(page, "value => location.search.includes(value)", value)
    assert 0 < count(page) == page.locator(LIST).count() == number(record, "q=fighters&type=attack&type=casualties")
    assert asked(page) == {"q": ["fighters"], "type": ["attack", "casualties"]}
    assert page.locator("#said").inner_text().startswith(f"{count(page)} event")


@BOTH
def test_the_counts_of_facets_are_kept_by_a_click(opened: Opened, file: Path) -> None:
    """The number beside a value is what the list has once it is chosen, whatever is chosen already."""
    page = opened(file, "?to=2021-02&certainty=reported&certainty=stated")
    for name in ("type", "actor", "source"):
        told = page.locator(f"#choose label:has(input[name={name}])").first
        promised = int(told.locator(".count").inner_text())
        told.locator("input").check()
        until(page, "name => location.search.includes(name)", f"{name}=")
        assert count(page) == page.locator(LIST).count() == promised


@BOTH
def test_an_address_restores_the_view(opened: Opened, file: Path) -> None:
    """Who opens the address of a view sees what its sender saw, boxes, words, lanes and the event selected included."""
    page = opened(file, "?contested=1&lanes=source&sort=claims")
    page.locator(LIST).last.locator(".voices").click()
    again = opened(file, "?" + page.url.partition("?")[2])
    for selector in ("#list", "#timeline .across", ".chosen"):
        assert again.locator(selector).inner_text() == page.locator(selector).inner_text()
    assert again.locator("#choose input[name=contested]").is_checked()
    assert again.locator(f"{LIST}[aria-current=true]").count() == 1
    assert again.locator(".lanes-by strong").inner_text() == "source"


@BOTH
def test_back_and_forward(opened: Opened, file: Path, size: int) -> None:  # noqa: F811
    """The browser's buttons go through the choices, and through an event's page in between."""
    page = opened(file)
    most = page.locator(LIST).count()
    page.locator("#choose input[name=contested]").check()
    until(page, "location.search === '?contested=1'")
    few = page.locator(LIST).count()
    page.locator(f"{LIST} a").first.click()
    page.locator("h1:visible", has_text=re.compile(r"\d{4}")).wait_for()
    page.go_back()
    settled(page, few)
    page.go_back()
    settled(page, most)
    assert count(page) == size
    assert not page.locator("#choose input[name=contested]").is_checked()


@BOTH
def test_keys(opened: Opened, file: Path) -> None:
    """j and k walk the list, c leaves the contested, Escape lets go, ? tells the keys."""
    page = opened(file)
    ids = [item.get_attribute("data-event") for item in page.locator(LIST).all()]
    for key, at in (("j", 0), ("j", 1), ("k", 0)):
        page.keyboard.press(key)
        assert asked(page)["sel"] == [ids[at]]
        assert page.evaluate("document.activeElement.closest('[data-event]').dataset.event") == ids[at]
    page.keyboard.press("Escape")
    assert "sel" not in asked(page)
    page.keyboard.press("c")
    until(page, "location.search === '?contested=1'")
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Keys").is_visible()


@BOTH
def test_the_ends_of_the_days_are_sliders(opened: Opened, file: Path) -> None:
    """An arrow on an end moves it by a day; the focus stays there."""
    page = opened(file)
    page.locator("#brush-to").focus()
    page.keyboard.press("ArrowLeft")
    until(page, "location.search.includes('to=')")
    until(page, "document.activeElement?.id === 'brush-to'")
    assert count(page) > 0


@BOTH
def test_a_mark_of_the_map_chooses_its_events(opened: Opened, file: Path) -> None:
    """A click on a mark leaves as many events as it counts, and another gives all back."""
    page = opened(file, webgl=True)
    mark = page.locator(LIVE).first
    promised = int(mark.get_attribute("data-count") or 0)
    mark.click()
    settled(page, promised)
    assert asked(page)["at"]


@BOTH
def test_the_live_map_is_chosen_from(opened: Opened, file: Path, size: int) -> None:  # noqa: F811
    """What is in sight on the map can be chosen, and the list agrees."""
    page = opened(file, webgl=True)
    page.wait_for_selector(LIVE)
    page.get_by_role("button", name="Only what is in sight").click()
    until(page, "location.search.includes('box=')")
    page.wait_for_selector(LIVE)
    assert 0 < page.locator(LIST).count() == counts(page, LIVE) < size


@BOTH
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_rule_of_accessibility_is_broken(opened: Opened, file: Path, dark: bool) -> None:
    """The live overview of files, in either theme, for all events and for none."""
    for query in ("?type=attack&contested=1", "?q=nothingofthekind"):
        page = opened(file, query, dark=dark)
        page.evaluate(ALONE)
        assert broken(page, RULES) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_live_map_breaks_no_rule(opened: Opened, folder: Path, dark: bool) -> None:
    """Neither does the map that can be moved about in."""
    page = opened(folder, webgl=True, dark=dark)
    page.wait_for_selector(LIVE)
    assert broken(page, RULES) == []


@BOTH
def test_a_plain_web_server_will_do(opened: Opened, file: Path, record: Path) -> None:
    """From a server that knows nothing but files the pages are as live."""
    handler = partial(_Quiet, directory=str(file.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = opened(f"http://127.0.0.1:{server.server_port}/{file.name}", "?to=2021-02", webgl=True)
        page.wait_for_selector(LIVE)
        assert page.locator(LIST).count() == counts(page, LIVE) == number(record, "to=2021-02")
        page.locator("#choose input[name=contested]").check()
        until(page, "location.search.includes('contested=1')")
        page.close()
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of what is asked."""


def test_a_page_of_a_choice_leads_to_the_live_one(opened: Opened, folder: Path) -> None:
    """What was written for readers without script is, with it, the choice on the overview."""
    (choice,) = (folder.parent / "overview").glob("contested-1-*.html")
    page = opened(folder)
    assert page.locator("nav#choose").count() == 0
    page.goto(choice.as_uri())
    page.wait_for_url("**/index.html?contested=1")
    page.locator("form#choose #sort").wait_for()
    assert page.url.startswith(folder.as_uri())
    assert page.locator("#choose input[name=contested]").is_checked()


@BOTH
def test_other_pages_lead_to_their_events(opened: Opened, file: Path, record: Path) -> None:
    """From the list of places one gets to the events of a place, in the one file without opening it anew."""
    page = opened(file)
    page.evaluate("window.same = true")
    page.get_by_role("link", name="Places", exact=True).click()
    link = page.locator("a:visible", has_text=re.compile("^events$")).first
    link.click()
    page.wait_for_url(lambda url: "place=" in url)
    page.locator("form#choose #sort").wait_for()
    assert count(page) == page.locator(LIST).count() == number(record, f"place={asked(page)['place'][0]}")
    assert page.evaluate("window.same || null") == (True if "one" in file.name else None)


def test_the_one_file_is_live_wherever_it_is_opened(opened: Opened, single: Path) -> None:
    """Opened at an event, no key does anything; the overview, when it is then shown, can be brushed."""
    page = opened(single, "#/losses")
    page.keyboard.press("j")
    assert "sel" not in asked(page)
    page.get_by_role("link", name="Overview").click()
    page.locator("#brush-from").wait_for()
    page.keyboard.press("j")
    assert "sel" in asked(page)


@BOTH
def test_a_phone_shows_all_of_it(opened: Opened, file: Path) -> None:
    """At 360 pixels nothing stands out to the side, and time runs down."""
    page = opened(file, "?type=attack", width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("#timeline .daybook").is_visible()
    assert page.locator("#timeline .daybook [data-event]").count() == count(page)


@BOTH
def test_hostile_words_stay_words(opened: Opened, kind: str, tmp_path: Path) -> None:
    """Names that end scripts, open comments or hold markup are listed, offered and searched as they are."""
    words = "\n\nOn 6 May 2031 </script><script>alert(1)</script> <!-- rebels shelled Port\u2028town--><img src=x>."
    record = served.read(tmp_path, evil=HOSTILE, worse=HOSTILE.partition("\n\n")[0] + words)
    file = tmp_path / "one.html"
    if kind == "folder":
        file = tmp_path / "pages" / "index.html"
        many_files(record, tmp_path / "pages")
    else:
        with looking(record, unpaged=True) as shown:
            file.write_text("".join(one_of_all.export(shown, lambda: None, live_map=False)), encoding="utf-8")
    page = opened(file)
    with looking(record) as shown:
        assert page.locator(LIST).count() == shown.view.size
    page.locator("#q").fill("</script><img")
    page.locator("#q").press("Enter")
    until(page, "location.search.includes('q=')")
    assert page.locator("img").count() == 0


def test_without_its_events_the_page_reads(opened: Opened, folder: Path, tmp_path: Path) -> None:
    """An overview that was copied alone is as without script."""
    alone = tmp_path / "index.html"
    text = folder.read_text(encoding="utf-8")
    alone.write_text(re.sub(r"<script.*?</script>|<link.*?>", "", text), encoding="utf-8")
    page = opened(alone)
    assert page.locator("nav#choose a").count() > 5
    assert page.locator(LIST).count() > 10


# without script


@pytest.mark.parametrize("scripts", [True, False])
def test_the_folder_opens_from_the_disk(opened: Opened, folder: Path, scripts: bool) -> None:
    """From the overview one gets to an event and to the words in its account, dressed by the sheet beside them."""
    page = opened(folder, scripts=scripts)
    page.click("#list li a >> nth=0")
    page.click("text=in its text >> nth=0")
    assert page.locator("mark").first.is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"


def test_a_facet_of_the_folder_narrows_the_list(opened: Opened, folder: Path) -> None:
    """A value of a facet leads to as many events as stand beside it."""
    page = opened(folder, scripts=False)
    item = page.locator("nav#choose li", has_text="siege").first
    count = int(item.locator(".count").inner_text())
    item.locator("a").click()
    assert page.locator("#list li").count() == count


def test_every_page_of_the_folder_opens(opened: Opened, folder: Path) -> None:
    """No page tells an error; one of each kind is enough."""
    root = folder.parent
    kinds = {file.parent: file for file in sorted(root.rglob("*.html"))}
    page = opened(folder)
    for file in [*kinds.values(), *sorted(root.glob("*.html"))]:
        page.goto(file.as_uri())


@pytest.mark.parametrize("scripts", [True, False])
def test_the_one_file_shows_one_page_at_a_time(opened: Opened, single: Path, scripts: bool) -> None:
    """It opens with the overview; a link shows another page in its place, with script or without."""
    page = opened(single, scripts=scripts)
    seen = "section.page:visible"
    assert page.locator(seen).get_attribute("id") == "/"
    page.click("#list li a >> nth=0")
    assert str(page.locator(seen).get_attribute("id")).startswith("/e/")
    page.click("section.page:visible >> text=in its text >> nth=0")
    assert str(page.locator(seen).get_attribute("id")).startswith("/s/")
    assert page.locator(".letter:target").is_visible()
    page.go_back()
    assert str(page.locator(seen).get_attribute("id")).startswith("/e/")


def test_the_one_file_says_everything_without_script(opened: Opened, single: Path, size: int) -> None:  # noqa: F811
    """All events are listed, all are on the map or said to lie nowhere, and each claim has its grounds."""
    page = opened(single, scripts=False)
    assert page.locator(LIST).count() == count(page) == counts(page, DRAWN) == size
    text = single.read_text(encoding="utf-8")
    assert text.count("What each value was read from</summary>") >= size


def test_the_one_file_can_be_read_whole(opened: Opened, single: Path) -> None:
    """All sections can be seen together."""
    page = opened(single, "#all")
    assert page.locator("section.page:visible").count() == page.locator("section.page").count() > 100


@pytest.mark.parametrize("scripts", [True, False])
def test_the_one_file_fits_a_phone(opened: Opened, single: Path, scripts: bool) -> None:
    """Nothing stands out of a narrow screen."""
    page = opened(single, width=360, scripts=scripts)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
