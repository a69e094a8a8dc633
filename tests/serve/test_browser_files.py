"""The pages as files in a real browser, opened from the disk: without error, and without asking for anything else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("jinja2", reason="pages need Jinja2")

from .test_single import export as one_file
from .test_site import export as many_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

Opened = Callable[..., "Page"]


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Opened]:
    """Opens a file within a folder; at the end no error was told, and nothing beyond the folder was asked for."""
    found: list[str] = []
    contexts = []

    def open(file: Path, folder: Path, anchor: str = "", *, scripts: bool = True, width: int = 1280) -> Page:
        context = chromium.new_context(java_script_enabled=scripts, viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console", lambda said: found.append(f"console: {said.text}") if said.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: found.append(f"thrown: {error}"))
        within = folder.as_uri()
        page.on("request", lambda asked: None if _held(asked.url, within) else found.append(f"asked: {asked.url}"))
        page.on("requestfailed", lambda asked: None if _left(asked) else found.append(f"failed: {asked.url}"))
        page.goto(file.as_uri() + anchor)
        return page

    yield open
    for context in contexts:
        context.close()
    assert not found


def _left(asked: Request) -> bool:
    """Whether a request ended because another page was opened meanwhile."""
    return asked.failure == "net::ERR_ABORTED"


def _held(address: str, within: str) -> bool:
    return address.startswith((within, "data:"))


@pytest.fixture(scope="module")
def folder(record: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples as files."""
    made = tmp_path_factory.mktemp("files") / "pages"
    many_files(record, made)
    return made


@pytest.fixture(scope="module")
def single(record: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples as one file."""
    made = tmp_path_factory.mktemp("single") / "one.html"
    made.write_text(one_file(record), encoding="utf-8")
    return made


@pytest.mark.parametrize("scripts", [True, False])
def test_the_folder_opens_from_the_disk(opened: Opened, folder: Path, scripts: bool) -> None:
    """From the overview one gets to an event and to the words in its account, dressed by the sheet beside them."""
    page = opened(folder / "index.html", folder, scripts=scripts)
    page.click("#list li a >> nth=0")
    page.click("text=in its text >> nth=0")
    assert page.locator("mark").first.is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"


def test_a_facet_of_the_folder_narrows_the_list(opened: Opened, folder: Path) -> None:
    """A value of a facet leads to as many events as stand beside it."""
    page = opened(folder / "index.html", folder)
    item = page.locator("nav#choose li", has_text="siege").first
    count = int(item.locator(".count").inner_text())
    item.locator("a").click()
    assert page.locator("#list li").count() == count


def test_every_page_of_the_folder_opens(opened: Opened, folder: Path) -> None:
    """No page tells an error; one of each kind is enough."""
    kinds = {file.parent: file for file in sorted(folder.rglob("*.html"))}
    page = opened(folder / "index.html", folder)
    for file in [*kinds.values(), *sorted(folder.glob("*.html"))]:
        page.goto(file.as_uri())


def test_the_one_file_shows_one_page_at_a_time(opened: Opened, single: Path) -> None:
    """It opens with the overview; a link shows another page in its place, without any script."""
    page = opened(single, single, scripts=False)
    seen = "section.page:visible"
    assert page.locator(seen).get_attribute("id") == "/"
    page.click("#list li a >> nth=0")
    assert str(page.locator(seen).get_attribute("id")).startswith("/e/")
    page.click("section.page:visible >> text=in its text >> nth=0")
    assert str(page.locator(seen).get_attribute("id")).startswith("/s/")
    assert page.locator(".letter:target").is_visible()
    page.go_back()
    assert str(page.locator(seen).get_attribute("id")).startswith("/e/")


def test_the_one_file_can_be_read_whole(opened: Opened, single: Path) -> None:
    """All sections can be seen together."""
    page = opened(single, single, "#all")
    assert page.locator("section.page:visible").count() == page.locator("section.page").count() > 100


def test_the_one_file_fits_a_phone(opened: Opened, single: Path) -> None:
    """Nothing stands out of a narrow screen."""
    page = opened(single, single, width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
