"""The pages of what is derived, in a real browser: both themes, phone and desk, with and without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.serve.conftest import Browse

PAGES = ("/losses", "/losses/ucdp", "/rivals", "/control", "/truces", "/actors", "/places")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_phone(browse: Browse, path: str) -> None:
    """On a screen of 360 pixels nothing makes the page itself wider than the screen."""
    page = browse(path, width=360, dark=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", PAGES)
def test_a_page_reads_without_script(browse: Browse, path: str) -> None:
    """Without script heading and content are there, and nothing is fetched from elsewhere."""
    page = browse(path, scripts=False)
    assert page.locator("main h1").is_visible()
    assert len(page.locator("main").inner_text()) > 100


def test_a_figure_is_one_click_from_its_sentence(browse: Browse) -> None:
    """The mark of a claim on a bar leads to its words in the account."""
    page = browse("/losses")
    page.locator("svg.range a[href*='#q']").last.click()
    page.wait_for_url("**/s/**")
    anchor = page.url.partition("#")[2]
    assert page.locator(f"[id='{anchor}']").count() == 1


def test_bars_are_drawn_in_both_themes(browse: Browse) -> None:
    """The marks of a chart differ from the paper in either theme."""
    for dark in (False, True):
        page = browse("/losses", dark=dark)
        ink, paper = page.evaluate(
            """() => [getComputedStyle(document.querySelector('svg.range .end')).fill,
                      getComputedStyle(document.body).backgroundColor]"""
        )
        assert ink != paper


def test_control_keeps_its_strips_on_paper(browse: Browse) -> None:
    """In print strips fit the sheet and the switches are gone."""
    page = browse("/control", width=700)
    page.emulate_media(media="print")
    box = page.locator("svg.strip").first.bounding_box()
    assert box is not None
    assert box["width"] <= 700
