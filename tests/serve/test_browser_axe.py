"""Every kind of page under axe-core, in both themes: no rule of accessibility is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.serve.addresses import PATTERNS, addresses
from tests.serve.conftest import Browse

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core comes with axe-playwright-python")
ALL = {"resultTypes": ["violations"]}
COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}


@pytest.fixture(scope="package")
def known(record: Path, server: str) -> dict[str, list[str]]:
    """Addresses of every kind of page."""
    return addresses(record, server)


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_rule_is_broken(browse: Browse, known: dict[str, list[str]], pattern: str, dark: bool) -> None:
    """Names, roles, order, and in either theme contrast, are as they should be."""
    if not known[pattern]:
        pytest.skip(f"the examples have no page {pattern}")
    page = browse(known[pattern][0], dark=dark, webgl=False)
    assert broken(page, COLOURS if dark else ALL) == []


def test_the_live_map_breaks_no_rule(browse: Browse) -> None:
    """The map that can be moved about in is no worse than the drawing."""
    page = browse("/")
    page.locator("#map").scroll_into_view_if_needed()
    page.wait_for_timeout(1500)
    assert broken(page, ALL) == []


@pytest.mark.parametrize("address", ["/?type=clash&contested=1&from=2021-01", "/?q=nothingofthekind"])
def test_a_choice_breaks_no_rule(browse: Browse, address: str) -> None:
    """Neither does a page of chosen events, nor one that finds none."""
    assert broken(browse(address, webgl=False), ALL) == []


def broken(page: object, options: dict[str, object]) -> list[str]:
    """The rules that a page breaks, each with the first places where."""
    found = axe.Axe().run(page, options=options).response["violations"]
    return [f"{each['id']}: {[node['html'][:160] for node in each['nodes'][:3]]}" for each in found]
