"""The review in a real browser: decided by single keys, and without any script."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annals.keep.record import Record
from tests.serve.conftest import foreign, serving
from tests.serve.deciding import judged

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page


class Reader:
    """Somebody before a browser; what went wrong there is in `found`."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address, self.found = address, list[str]()
        self.page: Page = context.new_page()
        self.page.on("console", lambda m: self.found.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda error: self.found.append(str(error)))
        self.page.on("request", lambda r: self.found.append(r.url) if foreign(r.url, address) else None)

    def introduced(self, name: str) -> Page:
        """The first doubt, after telling one's name."""
        self.page.goto(f"{self.address}/review")
        self.page.get_by_label("Your name").fill(name)
        self.page.get_by_role("button", name="Go on").click()
        self.page.get_by_text(f"You decide as {name}").wait_for()
        return self._followed("a.start")

    def at(self, kind: str) -> Page:
        """The first doubt of a kind."""
        self.page.goto(f"{self.address}/review")
        return self._followed(f"section[aria-labelledby=k-{kind}] .doubts a")

    def _followed(self, link: str) -> Page:
        self.page.goto(self.address + str(self.page.locator(link).first.get_attribute("href")))
        return self.page


@pytest.fixture
def path(record: Path, tmp_path: Path) -> Path:
    """A record of the examples of one's own."""
    return Path(shutil.copy(record, tmp_path / "war.annals"))


@pytest.fixture
def served(path: Path) -> Iterator[str]:
    """Its server."""
    with serving(path) as address:
        yield address


@pytest.fixture
def reader(served: str, chromium: Browser) -> Iterator[Reader]:
    """Somebody with a browser that runs scripts."""
    context = chromium.new_context(reduced_motion="reduce")
    somebody = Reader(context, served)
    yield somebody
    context.close()
    assert somebody.found == []


def verdicts(path: Path) -> list[str]:
    """The verdicts in force."""
    with Record.open(path) as record:
        return [
            kept.judgement.verdict
            for kept in record.judgements()
            if not kept.withdrawn and kept.judgement.withdraws is None
        ]


def test_each_key_decides(reader: Reader, path: Path) -> None:
    """s and d judge the pair, a accepts, r asks for a reason and rejects, u takes back, n leads on."""
    page = reader.introduced("Ada")
    first = page.url
    page.keyboard.press("n")
    page.wait_for_url(lambda url: url != first)
    for key, verdict in (("s", "same"), ("d", "different")):
        here = reader.at("joined").url
        page.keyboard.press(key)
        page.wait_for_url(lambda url, here=here: url != here)
        assert verdicts(path)[-1] == verdict
    reader.at("hearsay")
    with page.expect_navigation():
        page.keyboard.press("a")
    here = reader.at("hearsay").url
    page.keyboard.press("r")
    page.keyboard.type("the text says: asked to")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url != here
    assert verdicts(path) == ["same", "different", "accept", "reject"]
    with page.expect_navigation(url=here):
        page.keyboard.press("u")
    assert verdicts(path) == ["same", "different", "accept"]


def test_the_chosen_claim_is_corrected(reader: Reader, path: Path) -> None:
    """2 chooses the second claim, e opens its form; letters typed there decide nothing."""
    page = reader.introduced("Ada")
    page = reader.at("joined")
    page.keyboard.press("2")
    side = page.locator(".side.current")
    claim = side.locator("article").get_attribute("id")
    page.keyboard.press("e")
    assert side.locator("select[name=new-type]").evaluate("e => e === document.activeElement")
    side.locator("input[name=new-places]").fill("")
    page.keyboard.type("sad, runaway")
    side.locator("form.edit input[name=reason]").fill("as it is headed")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    page.get_by_text("Ada put right its places: as it is headed").first.wait_for()
    with Record.open(path) as record:
        (kept,) = record.judgements()
    assert (kept.judgement.left, kept.judgement.field, kept.judgement.value) == (claim[1:], "places", "sad, runaway")


def test_keys_have_buttons_that_name_them(reader: Reader) -> None:
    """Every key of the legend stands on what it does, so that nothing is hidden from who uses no keys."""
    reader.introduced("Ada")
    page = reader.at("joined")
    for key in "aresdn":
        button = page.locator(f"[data-key={key}]").first
        assert button.is_visible()
        assert key in (button.locator("kbd").first.text_content() or "")


def test_it_can_be_decided_without_script(served: str, path: Path, chromium: Browser) -> None:
    """Plain forms tell the name, judge a pair, reject with a reason and take back."""
    context = chromium.new_context(java_script_enabled=False)
    reader = Reader(context, served)
    reader.introduced("Bea")
    page = reader.at("joined")
    page.get_by_role("button", name="two events").click()
    page.get_by_text("your last decision").wait_for()
    page = reader.at("hearsay")
    page.locator("summary", has_text="reject").first.click()
    page.get_by_label("Why the text does not say so").first.fill("planned only")
    page.get_by_role("button", name="Reject", exact=True).first.click()
    page.get_by_text("your last decision: rejected").wait_for()
    assert [each[:3] for each in judged(path)] == [("different", "Bea", ""), ("reject", "Bea", "planned only")]
    page.get_by_role("button", name="undo").click()
    page.get_by_text("your last decision: different").wait_for()
    assert verdicts(path) == ["different"]
    context.close()


def test_two_readers_see_each_other(served: str, path: Path, chromium: Browser) -> None:
    """Ada and Bea decide the same doubt in two browsers: both decisions are on the page."""
    contexts = [chromium.new_context() for _ in range(2)]
    ada, bea = (Reader(context, served) for context in contexts)
    ada.introduced("Ada")
    bea.introduced("Bea")
    here = ada.at("joined").url
    bea.page.goto(here)
    ada.page.keyboard.press("s")
    ada.page.wait_for_url(lambda url: url != here)
    bea.page.keyboard.press("d")
    bea.page.wait_for_url(lambda url: url != here)
    ada.page.goto(f"{served}/review/decisions")
    told = ada.page.locator("main").inner_text()
    assert all(words in told for words in ("Ada", "the same", "Bea", "different"))
    for context in contexts:
        context.close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_forms_break_no_rule(served: str, chromium: Browser, dark: bool) -> None:
    """With all its forms open a doubt breaks no rule of accessibility, in either theme, and fits a phone."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is run by it")
    context = chromium.new_context(color_scheme="dark" if dark else "light", viewport={"width": 360, "height": 800})
    reader = Reader(context, served)
    reader.introduced("Ada")
    page = reader.at("hearsay")
    page.get_by_role("button", name="accept").first.click()
    page.get_by_text("your last decision").wait_for()
    page = reader.at("contested")
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    found = axe.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
    assert reader.found == []
