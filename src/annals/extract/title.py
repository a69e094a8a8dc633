"""The name of the episode: the infobox's title, or (where a page has no infobox) the title of a page on a conflict."""

from __future__ import annotations

import re

from annals.base.document import Document, Infobox
from annals.base.span import Span
from annals.extract.lines import Sheet, strands
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


_CONFLICT = re.compile(
    r"(?:(?:first|second|third|fourth|fifth|\d{4}) )?(?:battles?|siege|sack|capture|fall|raid|recapture|bombardment|bombing|storming|blockade|liberation|relief|defen[cs]e|action|combat) (?:of|on|at|for|in)\b"
    r"|.*\b(?:war|wars|battle|siege|offensive|counteroffensive|clashes|uprising|rebellion|revolt|insurgency|skirmish|skirmishes|crossing|invasion|ambush|mutiny|raid|massacre|airstrike|airstrikes|bombing|campaign)"
    r"(?: \(.*\))?$",
    re.IGNORECASE,
)
_NO_WAR = re.compile(
    r"\b(?:film|movie|novel|book|album|song|band|game|series|episode|comics?|painting|museum|memorial|monument|poem|opera|soundtrack|list of|timeline of|outline of|order of battle|history of|aftermath of|causes of|"
    r"election|presidential|political|advertising|marketing|price|trade|star wars|disambiguation|culture|cold|legacy|historiography|anime|manga|fiction|fictional|television|tv|magazine|play|single|awareness|edit|flame|drug|culture|format|console|browser|turf|bidding)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:was|were|is|are)\b[^.]{0,160}\b(?:battle|siege|conflict|war|clash|clashes|engagement|offensive|operation|uprising|rebellion|revolt|insurgency|skirmish|raid|attack|massacre|campaign|invasion|ambush|bombing|confrontation|mutiny)\b"
    r"|\b(?:was|were) fought\b|\btook place\b[^.]{0,80}\bbetween\b",
    re.IGNORECASE,
)


def told_title(document: Document) -> Name | None:
    """The title of an encyclopedia page without any infobox whose title and first sentences are of a conflict."""
    title = document.title or ""
    if not document.encyclopedia or document.infoboxes or not _CONFLICT.match(title) or _NO_WAR.search(title):
        return None
    first = next((b for b in document.blocks if b.kind == "paragraph"), None)
    lead = document[Span(first.span.start, min(first.span.end, first.span.start + 600))] if first else ""
    if not _TOLD.search(lead) or _NO_WAR.search(lead[:200]) or not re.search(r"\d{3,4}", lead):
        return None
    return page_title(document)
