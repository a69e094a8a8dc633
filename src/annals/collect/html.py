"""HTML → Document: an encyclopedia's page here, any other page as a news page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser

from annals.base.document import Citation, Document, Mark, Source
from annals.base.gap import Gap
from annals.collect import htmlpage, news
from annals.collect.dates import edtf
from annals.collect.htmlbox import infoboxes
from annals.collect.htmlcite import bibliography, cited
from annals.collect.htmlprose import Body, Footnote
from annals.collect.htmltree import Node, attribute, parse, visit, words
from annals.collect.weave import Weaver

_SIGNS = re.compile(
    r"\bmw-parser-output\b|data-mw-section-id|rel=[\"']mw:WikiLink|\bid=[\"']firstHeading\b|content=[\"']MediaWiki"
    r"|<table[^<>]{0,200}\bclass=[\"'][^\"'<>]{0,200}\binfobox\b",
    re.I,
)
_CONTENTS = ("#mw-content-text .mw-parser-output", ".mw-parser-output", "#mw-content-text", "#bodyContent", "main")
_SITE = re.compile(r"\s[-–—|]\s*([^-–—|]*(?:pedia|wiki)[^-–—|]*)$", re.I)


def read(raw: str, *, name: str, digest: str, certainty: float) -> Document:
    """The document of an HTML page. Nothing it names is fetched; its scripts are not run."""
    if _SIGNS.search(raw) is None:
        return news.read(raw, name=name, digest=digest, certainty=certainty)
    return encyclopedia(raw, name=name, digest=digest, certainty=certainty)


def encyclopedia(raw: str, *, name: str, digest: str, certainty: float) -> Document:
    """The document of an encyclopedia's page, as it is rendered or in the form of the Parsoid parser."""
    page = parse(raw, name)
    metas = htmlpage.metas(page)
    content, weaver = _content(page), Weaver()
    boxes = infoboxes(content, weaver)
    body = Body(weaver)
    visit(content, body)
    body.close()
    citations = tuple(_citations(body.footnotes, weaver, content))
    return weaver.document(
        name=name,
        format="html",
        certainty=certainty,
        digest=digest,
        title=_title(page),
        source=_source(page, metas, raw),
        encyclopedia=True,
        infoboxes=boxes,
        citations=citations,
        metadata=_metadata(page, metas),
        gaps=_undefined(weaver.marks, citations),
    )


def _content(page: LexborHTMLParser) -> Node:
    """The element that holds the article."""
    for selector in (
        "#mw-content-text .mw-parser-output",
        ".mw-parser-output",
        "#mw-content-text",
        "#bodyContent",
        "main",
    ):
        found = page.css(selector)
        if found:
            return max(found, key=lambda node: len(node.css("p, table, li")))
    body = page.body or page.root
    assert body is not None, "the parser gives every page a body"
    return body


def _title(page: LexborHTMLParser) -> str | None:
    heading = words(page.css_first("h1#firstHeading, h1.firstHeading"))
    if heading:
        return heading
    titled = htmlpage.titled(page)
    return (_SITE.sub("", titled) if titled else "") or words(page.css_first("h1")) or None


def _citations(notes: Sequence[Footnote], weaver: Weaver, page: Node) -> Iterator[Citation]:
    """The citations of the footnotes written, numbered as their marks print them."""
    text = weaver.text()
    printed = {mark.key: text[mark.span.start + 1 : mark.span.end - 1] for mark in reversed(weaver.marks)}
    entries = bibliography(page)
    for note in notes:
        if note.span is None or not note.key:
            continue
        shown = printed.get(note.key, str(note.number))
        number = int(shown) if shown.isdecimal() else None
        yield cited(note, " ".join(text[note.span.start : note.span.end].split()), entries, number)


def _undefined(marks: Sequence[Mark], citations: Sequence[Citation]) -> tuple[Gap, ...]:
    """A gap for each footnote that is marked and not given."""
    given = {citation.key for citation in citations}
    first = {mark.key: mark for mark in reversed(marks) if mark.key not in given}
    why = "this footnote mark points to a footnote that the page does not hold"
    return tuple(
        Gap("collect", "undefined-footnote", why, words=key, span=mark.span)
        for key, mark in sorted(first.items(), key=lambda item: item[1].span)
    )


_REVISION = re.compile(r"\"wgRevisionId\":\s*(\d{1,12})|Special:Redirect/revision/(\d{1,12})|[?&;]oldid=(\d{1,12})")


def _source(page: LexborHTMLParser, metas: dict[str, str], raw: str) -> Source:
    found = _REVISION.search(raw)
    site = _SITE.search(htmlpage.titled(page) or "")
    return Source(
        publisher=metas.get("og:site_name") or (site[1].strip() if site else None),
        date=edtf(metas.get("dc:modified", "")),
        url=htmlpage.address(page, metas),
        language=htmlpage.language(page, metas),
        revision=next(group for group in found.groups() if group) if found else None,
    )


def _metadata(page: LexborHTMLParser, metas: dict[str, str]) -> dict[str, str]:
    """What the page says of itself that no other field holds."""
    short = words(page.css_first(".shortdescription"))
    described = short or metas.get("description", "")
    categories = [words(link) for link in page.css("#mw-normal-catlinks li a")]
    categories += [
        attribute(link, "href").partition("Category:")[2].partition("#")[0].replace("_", " ")
        for link in page.css("link[rel~='mw:PageProp/Category']")
    ]
    found = {"description": described, "categories": "; ".join(name for name in categories if name)}
    return {key: value for key, value in found.items() if value}
