"""From what is derived to the sentence it was read from: one click, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

import annals
from annals.keep.record import Record
from tests.serve.asked import SEEDS
from tests.serve.conftest import Browse, serving

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of a record of both seeds."""
    if not SEEDS.is_dir():
        pytest.skip("the seeds are not beside the checkout")
    path = tmp_path_factory.mktemp("seeds") / "seeds.annals"
    with Record.open(path, create=True) as record:
        for file in sorted(SEEDS.iterdir()):
            record.add(annals.read(file))
    with serving(path) as address:
        yield address


def exact(page: Page, siege: Locator) -> None:
    """Every tally of a siege is exact, each a click from the sentences that it adds up."""
    verdicts = siege.locator("a:has(.verdict)")
    told = verdicts.all_inner_texts()
    assert len(told) >= 3
    assert {words.strip() for words in told} == {"= exact"}
    for n in range(len(told)):
        verdicts.nth(n).click()
        page.wait_for_url("**/losses/*")
        assert page.locator(".verdict.exact").count() == 1
        counted = page.locator("section[aria-labelledby=counted]")
        assert counted.locator("blockquote mark").count() or counted.get_by_text("Nothing").count()
        page.go_back()
        page.wait_for_load_state()


def sentence(page: Page, mark: Locator) -> None:
    """The mark of a claim leads to its words in the account, which are seen."""
    mark.click()
    page.wait_for_url("**/s/*#q*")
    anchor = page.url.partition("#")[2]
    assert page.locator(f"[id='{anchor}']").count() == 1
    page.go_back()
    page.wait_for_load_state()


def test_the_tallies_of_the_siege_are_exact(browse: Browse) -> None:
    """In the examples each tally of the siege stands as exact, and is one click from its sentences."""
    page = browse("/losses", webgl=False)
    siege = page.locator("section.sheet", has=page.locator("h2", has_text="Siege of"))
    exact(page, siege)
    for n in range(siege.locator("svg.range a[href*='#q']").count()):
        sentence(page, siege.locator("svg.range a[href*='#q']").nth(n))


def test_the_first_look_says_exact(browse: Browse) -> None:
    """Already the overview says that the tallies of the siege are exact, and each is a link to its sentences."""
    page = browse("/", webgl=False)
    exact(page, page.locator(".glance .episode", has=page.locator("h2", has_text="Siege of")))


def contested(page: Page, day: str) -> None:
    """The first night is contested; one click from the overview shows both versions with their sentences."""
    night = page.locator(f"#list [data-event]:has(time:text('{day}')):has(.contested)").first
    assert "contested" in night.inner_text()
    night.locator("a").first.click()
    page.wait_for_url("**/e/*")
    rivals = page.locator(".rival .version")
    assert rivals.count() >= 2
    assert all(each.locator("blockquote mark").count() for each in rivals.all())
    rivals.first.locator(".ways a").first.click()
    page.wait_for_url("**/s/*#q*")


def test_the_first_night_is_contested(browse: Browse) -> None:
    """In the examples the night on which the battle began is told in ways that contradict each other."""
    contested(browse("/?contested=1", webgl=False), "2021-04-20")


def test_the_seeds_as_they_are_asked_for(browse: Browse, seeds: str) -> None:
    """Of both seeds together the siege's tallies are exact, the first night is contested, each a click from words."""
    page = browse(seeds + "/losses", webgl=False)
    exact(page, page.locator("section.sheet", has=page.locator("h2", has_text="Siege of")))
    page.goto(seeds + "/?contested=1")
    contested(page, "2021-04-20")
