"""Footnotes of an HTML page → citations: from the metadata beside a cite element, else from the printed words."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote

import msgspec

from annals.base.document import Citation
from annals.collect.dates import edtf
from annals.collect.htmlprose import Footnote
from annals.collect.htmltree import Node, attribute, classes, words
from annals.collect.references import citation, language_and_access

_ARCHIVES = re.compile(
    r"//(?:web\.archive\.org|archive\.(?:org|today|is|ph|li|fo|md|vn)|(?:www\.)?webcitation\.org)/", re.I
)
_ARCHIVED_PAGE = re.compile(r"web\.archive\.org/web/\d+[a-z_]*/(https?://.+)", re.I)


def bibliography(page: Node) -> dict[str, Node]:
    """The entries that short footnotes lead to, by the name of their place on the page."""
    return {attribute(node, "id"): node for node in reversed(page.css("[id^=CITEREF]"))}


def cited(note: Footnote, printed: str, entries: dict[str, Node], number: int | None) -> Citation:
    """The citation of a footnote. What the page states in fields wins over what its printed words seem to say."""
    node = _full(note.node, entries)
    whole = printed if node is note.node else words(node)
    fields = {name: value for name, value in _stated(node).items() if value}
    if "title" in fields:
        language, accessed = language_and_access(whole)
        read = Citation(note.key, number, language=language, accessed=accessed, span=note.span)
    else:
        read = citation(whole, key=note.key, number=number, span=note.span, title=_linked_title(node))
    address, archive = _addresses(node)
    stated = {"url": address, "archive_url": archive, **fields, "words": printed}
    return msgspec.structs.replace(read, **{name: value for name, value in stated.items() if value})


def _full(node: Node, entries: dict[str, Node]) -> Node:
    """The footnote itself, or the entry of the bibliography that a short footnote ("Smith 2004, p. 3") leads to."""
    if node.css_first("cite.citation, span.citation, a[href^=http]") is not None:
        return node
    for link in node.css("a[href*='#CITEREF']"):
        if full := entries.get(unquote(attribute(link, "href").partition("#")[2])):
            return full
    return node


def _addresses(node: Node) -> tuple[str | None, str | None]:
    """The address of the source and that of an archived copy of it."""
    hrefs = [attribute(link, "href") for link in node.css("a[href^=http], a[href^='//']")]
    hrefs = [f"https:{href}" if href.startswith("//") else href for href in hrefs]
    archive = next((href for href in hrefs if _ARCHIVES.search(href)), None)
    address = next((href for href in hrefs if not _ARCHIVES.search(href)), None)
    if address is None and archive and (found := _ARCHIVED_PAGE.search(archive)):
        address = found[1]
    return address, archive


def _linked_title(node: Node) -> str | None:
    """The words of the first link out, where they are a title and not an address or a number."""
    for link in node.css("a.external, a[rel~='mw:ExtLink'], a[href^=http]"):
        if {"autonumber"} & classes(link) or (_ARCHIVES.search(attribute(link, "href")) and "rchive" in words(link)):
            continue
        title = words(link).strip(' "“”«»')
        return title if len(title) > 3 and not re.match(r"https?://|www\.", title) else None
    return None


def _stated(node: Node) -> dict[str, str | None]:
    """Fields from the metadata that citation templates leave for reference managers (COinS)."""
    context = node.css_first("span.Z3988")
    if context is None and (after := node.next) is not None and after.is_element_node and "Z3988" in classes(after):
        context = after
    if context is None:
        return {}
    fields = {name: " ".join(values[0].split()) for name, values in parse_qs(attribute(context, "title")).items()}
    book = "book" in fields.get("rft_val_fmt", "")
    chapter, whole = fields.get("rft.atitle"), fields.get("rft.title") or fields.get("rft.btitle")
    outlet = fields.get("rft.pub") if book else fields.get("rft.jtitle") or fields.get("rft.pub")
    return {
        "title": chapter or whole,
        "outlet": (whole if chapter and not outlet else outlet),
        "author": _author(fields),
        "date": edtf(fields.get("rft.date", "")),
        "url": fields["rft_id"] if fields.get("rft_id", "").startswith("http") else None,
    }


def _author(fields: dict[str, str]) -> str | None:
    last, first = fields.get("rft.aulast"), fields.get("rft.aufirst")
    return f"{last}, {first}" if last and first else fields.get("rft.au") or last
