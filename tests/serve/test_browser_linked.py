"""The overview in a real browser: its list, map and timeline are three views of the same events."""

from __future__ import annotations

from tests.serve.conftest import Browse


def test_reads_without_script(browse: Browse) -> None:
    """Without script the page lists its events."""
    page = browse(scripts=False)
    assert page.locator("#list [data-event], .events [data-event]").count() > 0
