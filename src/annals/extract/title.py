"""The name of the episode: the infobox's title, or (where a page has no infobox) the title of a page on a conflict."""

from __future__ import annotations

import re
from functools import cache

from annals.base.document import Document, Infobox
from annals.base.span import Span
from annals.extract.lines import Sheet, strands, words_of
from annals.extract.roster import Name

_FOREIGN = re.compile(r"(?<=[\w)])[\s/(\[–—-]+[^\x00-\u024f\u1e00-\u1eff\u2000-\u206f][^A-Za-z\u00c0-\u024f]*$")


def box_title(page: Sheet, box: Infobox) -> Name | None:
    """The title row's first line, without its repetition in another script."""
    row = box.row("title")
    line = next((s for s in strands(page, row) if page.clean(s.span)), None) if row else None
    if line is None:
        return None
    text = _FOREIGN.sub("", page.clean(line.span)).strip(" |")
    return Name(text, line.span, page.cited(line.span)) if text else None


def page_title(document: Document) -> Name | None:
    """The page's own title; its span is where the text prints it, else empty at the start."""
    title = (document.title or "").replace("_", " ").strip()
    if not title:
        return None
    at = document.text.find(title)
    return Name(title, Span(at, at + len(title)) if at >= 0 else Span(0, 0), (), "page title")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Titles of conflicts; words of anything else; first sentences that tell a conflict."""

    def either(*keys: str) -> str:
        return "|".join(map(re.escape, words_of("episode_words", *keys)))

    ordinal = r"(?:(?:first|second|third|fourth|fifth|\d{4}) )?"
    opened = rf"{ordinal}(?:{either('titles', 'openers')}) (?:of|on|at|for|in)\b"
    title = rf"{opened}|.*\b(?:{either('titles', 'heads')})(?: \(.*\))?$"
    told = rf"\b(?:was|were|is|are)\b[^.]{{0,160}}\b(?:{either('titles', 'told')})\b|\b(?:was|were) fought\b"
    return (
        re.compile(title, re.IGNORECASE),
        re.compile(rf"\b(?:{either('titles', 'other')})\b", re.IGNORECASE),
        re.compile(rf"{told}|\btook place\b[^.]{{0,80}}\bbetween\b", re.IGNORECASE),
    )


def told_title(document: Document) -> Name | None:
    """The title of an encyclopedia page without any infobox whose title and first sentences are of a conflict."""
    title = document.title or ""
    conflict, other, told = _patterns()
    if not document.encyclopedia or document.infoboxes or not conflict.match(title) or other.search(title):
        return None
    first = next((b for b in document.blocks if b.kind == "paragraph"), None)
    lead = document[Span(first.span.start, min(first.span.end, first.span.start + 600))] if first else ""
    if not told.search(lead) or other.search(lead[:200]) or not re.search(r"\d{3,4}", lead):
        return None
    return page_title(document)
