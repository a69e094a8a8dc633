"""HTML that means harm is read, or refused with a reason, in a moment."""

from __future__ import annotations

import time

import pytest
from tests.collect.pages import article, document

from annals.base.errors import UnreadableDocument

DEEP = 100_000
PATIENCE = 3.0

REFUSED = {
    "blocks": "<div>" * DEEP,
    "blocks closed": "<div>" * DEEP + "</div>" * DEEP,
    "lists": "<ul><li>" * DEEP,
    "tables": "<table><tr><td>" * DEEP,
    "words": "<b>" * DEEP,
    "links around blocks": "<a><div>" * DEEP,
    "blocks behind what looks like a quotation": '<a =">' + "<div>" * DEEP,
    "blocks behind what looks like a comment": "<!-->" + "<div>" * DEEP,
    "blocks behind a style in a drawing": "<svg><style>" + "<div>" * DEEP,
    "blocks in tables closed in vain": "<div><table><td></div></table>" * DEEP,
    "formats across blocks": "<b><div></b>" * DEEP,
    "formats left open": "".join(f"<font color={n}><p>" for n in range(5000)),
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(DEEP)) + ">",
}
READ = {
    "paragraphs": "<p>x" * 20_000,
    "items": "<ul>" + "<li>x" * 20_000,
    "rows": "<table>" + "<tr><td>x" * 10_000,
    "brackets": "<" * 1_000_000,
    "open comments": "<!--" * DEEP,
    "spaces": "<p>" + " " * 1_000_000 + "x",
    "one attribute": "<p title='" + "x" * 1_000_000 + "'>x",
    "an entity": "&" * 500_000 + "amp;" * 50_000,
}


@pytest.mark.parametrize("raw", REFUSED.values(), ids=REFUSED)
def test_what_would_take_too_long_is_refused(raw: str) -> None:
    """A page that would take the parser minutes is refused at once, with place, limit and advice."""
    began = time.perf_counter()
    with pytest.raises(UnreadableDocument) as caught:
        document(f"<html><body>\n{raw}")
    assert time.perf_counter() - began < PATIENCE
    error = caught.value
    assert error.where == "page.html:2"
    assert "at most" in error.allowed
    assert error.do
    assert not error.fatal


@pytest.mark.parametrize("raw", READ.values(), ids=READ)
def test_what_is_only_large_is_read(raw: str) -> None:
    """A page that is large or broken but not deep is read in a moment, as news and as an encyclopedia's page."""
    for read in (document, article):
        began = time.perf_counter()
        read(raw)
        assert time.perf_counter() - began < PATIENCE


@pytest.mark.parametrize("depth", [100, 900])
def test_what_is_deep_as_pages_are_is_read(depth: int) -> None:
    """Elements inside one another, as many as any page has, are no obstacle."""
    assert article("<div>" * depth + "<p>Inside.</p>" + "</div>" * depth).text == "Inside."


def test_infoboxes_inside_one_another_are_one() -> None:
    """Tables in tables in an infobox end, and no value is read twice."""
    inner = "<table class='infobox'><tr><th>Date</th><td>x"
    assert len(article(inner * 200).infoboxes) == 1


def test_nothing_is_fetched() -> None:
    """Entities that name files, frames and scripts give no words."""
    raw = (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>A&x;B</p>'
        '<iframe src="file:///etc/hostname"></iframe><object data="file:///etc/hostname"></object>'
    )
    assert document(raw).text.replace("]>", "").strip() == "A&x;B"
