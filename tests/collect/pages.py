"""Small HTML pages to vary in tests."""

from __future__ import annotations

from annals.base.document import Document
from annals.collect.html import read


def document(raw: str) -> Document:
    """The document of the page `raw`."""
    return read(raw, name="page.html", digest="0", certainty=1.0)


def article(inside: str, head: str = "<title>Battle of Ustra - Wikipedia</title>") -> Document:
    """The document of an encyclopedia's page whose article holds `inside`."""
    return document(
        f'<!DOCTYPE html><html lang="en"><head>{head}</head><body><h1 id="firstHeading">Battle of Ustra</h1>'
        f'<div id="mw-content-text"><div class="mw-parser-output">{inside}</div></div></body></html>'
    )


def box(*rows: str) -> Document:
    """The document of a page with an infobox of `rows`."""
    return article(f'<table class="infobox vevent"><tbody>{"".join(rows)}</tbody></table><p>The battle was short.</p>')


def header(label: str) -> str:
    """A row of an infobox that heads columns."""
    return f'<tr><th colspan="2">{label}</th></tr>'


def labelled(label: str, value: str) -> str:
    """A row of a label and its value."""
    return f'<tr><th scope="row">{label}</th><td>{value}</td></tr>'


def columns(*values: str) -> str:
    """A row of columns."""
    return f"<tr>{''.join(f'<td>{value}</td>' for value in values)}</tr>"


def values(found: Document) -> list[tuple[str, int | None, list[tuple[str, int]]]]:
    """Key, side, and lines with their levels, of every row of the first infobox."""
    return [
        (row.key, row.side, [(found[line.span], line.level) for line in row.lines]) for row in found.infoboxes[0].rows
    ]


def blocks(found: Document) -> list[tuple[str, str]]:
    """Kind and words of every block."""
    return [(block.kind, found[block.span]) for block in found.blocks]
