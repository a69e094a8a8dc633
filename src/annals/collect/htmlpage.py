"""What an HTML page says of itself in its head: address, language, title, site, and fields by name."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from annals.collect.htmltree import attribute, words


def metas(page: LexborHTMLParser) -> dict[str, str]:
    """The page's `<meta>` fields by name or property, in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for node in page.css("meta[content]"):
        name = attribute(node, "property") or attribute(node, "name") or attribute(node, "itemprop")
        content = " ".join(attribute(node, "content").split())
        if name and content:
            found.setdefault(name.casefold(), content)
    return found


def address(page: LexborHTMLParser, metas: dict[str, str]) -> str | None:
    """The page's own address, if it gives it whole."""
    canonical = page.css_first("link[rel~=canonical]")
    given = attribute(canonical, "href") if canonical is not None else ""
    given = given if re.match(r"(?:https?:)?//", given) else metas.get("og:url", "") or _saved_from(page)
    given = f"https:{given}" if given.startswith("//") else given
    return given if given.startswith("http") else None


def language(page: LexborHTMLParser, metas: dict[str, str]) -> str | None:
    """The language the page is marked with."""
    root = page.css_first("html")
    marked = attribute(root, "lang") or attribute(root, "xml:lang") if root is not None else ""
    given = marked or metas.get("og:locale", "") or metas.get("content-language", "")
    return given.replace("_", "-") or None


def titled(page: LexborHTMLParser) -> str | None:
    """The words of the page's `<title>`."""
    return words(page.css_first("head title")) or None


_SAVED = re.compile(rb"<!-- saved from url=\(\d{1,6}\)(https?://[!-~]{1,2000}) -->")


def _saved_from(page: LexborHTMLParser) -> str:
    """The address that a browser wrote above the page when it saved it."""
    found = _SAVED.search((page.raw_html or b"")[:4000])
    return found[1].decode("ascii") if found else ""
