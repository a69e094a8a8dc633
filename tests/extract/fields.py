"""Small documents with one infobox, written in a few signs, for the tests of infobox reading."""

from __future__ import annotations

import re

from annals.base.document import Document, Infobox, Row
from annals.collect.weave import Weaver

_SIGNS = re.compile(r"\[\[(?P<link>[^\]]*)\]\]|'''|\{(?P<flag>[^}]*)\}|\[(?P<mark>\d+)\]")


def document(rows: list[tuple[str, int | None, str]], *, form: str = "wikitext", **more: object) -> Document:
    """A document whose first infobox has `rows`: key, side and value in the signs of the file of cases."""
    weaver, read = Weaver(), []
    for key, side, value in rows:
        with weaver.row(key, side, key, read):
            _write(weaver, value)
    more.setdefault("infoboxes", (Infobox("Infobox military conflict", True, tuple(read)),))
    return weaver.document(name="x", format=form, certainty=1.0, digest="0", title="A page", **more)  # type: ignore[arg-type]


def row(page: Document, number: int = 0) -> Row:
    """A row of the document's first infobox."""
    return page.infoboxes[0].rows[number]


def _write(weaver: Weaver, value: str) -> None:
    at, bold = 0, None
    for sign in _SIGNS.finditer(value):
        weaver.write(value[at : sign.start()])
        at = sign.end()
        if sign["link"]:
            words, _, target = sign["link"].partition("|")
            with weaver.link(None if target == "?" else target or words):
                weaver.write(words)
        elif sign["flag"]:
            weaver.flag(sign["flag"].lstrip("🏴"), "🏴" * sign["flag"].startswith("🏴"))
        elif sign["mark"]:
            weaver.mark(sign[0], f"note{sign['mark']}")
        elif bold is None:
            bold = weaver.bold()
            bold.__enter__()
        else:
            bold.__exit__(None, None, None)
            bold = None
    weaver.write(value[at:])
