"""A small flattened page to vary in tests."""

from __future__ import annotations

from annals.base.document import Document, Infobox
from annals.collect.plaintext import read

LEAD = """
The Battle of Ustra was a battle between the army and the rebels in the town of Ustra in May 2003.[1] A truce ended it.
"""
NOTES = """
References[edit]
1. ^ "Battle at the mill". The Lowland Herald. 3 May 2003. Retrieved 4 June 2004.
"""


def document(text: str) -> Document:
    """The document of `text`."""
    return read(text, name="ustra.txt", digest="0", certainty=1.0)


def page(*fields: str, title: str = "Battle of Ustra", told: str = "") -> Document:
    """The document of a page with an infobox of `fields`, a lead, what else is `told`, and a footnote."""
    box = "\n".join(fields)
    return document(f"{title}\n\nFrom Wikipedia, the free encyclopedia\n\n{title}\n{box}\n{LEAD}\n{told}\n{NOTES}")


def values(found: Document, box: Infobox | None = None) -> list[tuple[str, int | None, list[str]]]:
    """Key, side and lines of every row of the first infobox."""
    rows = (box or found.infoboxes[0]).rows
    return [(row.key, row.side, [found[line.span] for line in row.lines]) for row in rows]
