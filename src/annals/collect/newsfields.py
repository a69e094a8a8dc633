"""What a news page states of its story: publisher, author, date, title. Nothing else is taken for it."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from annals.base.document import Source
from annals.codebook import table
from annals.collect import htmlpage
from annals.collect.dates import edtf
from annals.collect.htmltree import Node, attribute, words

MOST = 100_000  # things looked at in a page's linked data


def source(page: LexborHTMLParser, root: Node, metas: dict[str, str]) -> Source:
    """Who published the story, when and where. Linked data comes first, then meta fields, then marks."""
    told = story(page)
    return Source(
        publisher=_name(told.get("publisher")) or _meta(metas, "publisher"),
        author=_name(told.get("author")) or _name(_meta(metas, "author")) or _byline(root),
        date=_date(told.get("datePublished")) or _date(_meta(metas, "date")) or _timed(root),
        url=htmlpage.address(page, metas) or _address(told),
        language=_name(told.get("inLanguage")) or htmlpage.language(page, metas),
    )


def title(page: LexborHTMLParser, root: Node, metas: dict[str, str]) -> str | None:
    """The headline: the only `h1`, or what the page states, or its `<title>` without the site's name."""
    headings = [found for found in (words(node) for node in page.css("h1")) if found]
    inside = [found for found in (words(node) for node in root.css("h1")) if found]
    if len(inside) == 1 or len(headings) == 1:
        return (inside if len(inside) == 1 else headings)[0]
    stated = _name(story(page).get("headline")) or _meta(metas, "title") or htmlpage.titled(page)
    site = metas.get("og:site_name", "")
    return _without_site(stated, site) if stated else next(iter(inside + headings), None)


def story(page: LexborHTMLParser) -> dict[str, Any]:
    """The story as the page's linked data (JSON-LD) describes it; empty where it does not."""
    types = set(table("news")["stories"]["types"])
    for node in page.css("script[type='application/ld+json']"):
        for thing in _things(_loaded(node.text(deep=True))):
            kinds = thing.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and kind.rpartition("/")[2].casefold() in types for kind in kinds):
                return thing
    return {}


def _loaded(words: str) -> object:
    """JSON, or nothing where it is none (pages' scripts are often broken; what they would say is then not stated)."""
    try:
        return json.loads(words, strict=False)
    except (ValueError, RecursionError):
        return None


def _things(whole: object) -> Iterator[dict[str, Any]]:
    """Every object inside, outermost first."""
    waiting = deque([whole])
    for _ in range(MOST):
        if not waiting:
            return
        thing = waiting.popleft()
        if isinstance(thing, dict):
            yield thing
            waiting.extend(thing.values())
        elif isinstance(thing, list):
            waiting.extendleft(reversed(thing))


def _name(value: object) -> str | None:
    """A name out of what linked data allows: words, an object with a name, or several of these."""
    if isinstance(value, list):
        names = [name for name in map(_single, value) if name]
        return ", ".join(dict.fromkeys(names)) or None
    return _single(value)


def _single(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("name")
    if not isinstance(value, str):
        return None
    name = " ".join(value.split())
    return name if name and not re.match(r"https?://|www\.|@", name) else None


def _date(value: object) -> str | None:
    return edtf(value) if isinstance(value, str) and len(value) < 60 else None


def _meta(metas: dict[str, str], field: str) -> str | None:
    return next((metas[name] for name in table("news")["fields"][field] if name in metas), None)


def _address(told: dict[str, Any]) -> str | None:
    for value in (told.get("url"), told.get("mainEntityOfPage"), told.get("@id")):
        address = value.get("@id") if isinstance(value, dict) else value
        if isinstance(address, str) and address.startswith("http"):
            return address
    return None


def _byline(root: Node) -> str | None:
    """The author named at the story's head, in an element that is marked as such."""
    for node in root.css("[rel~=author], [itemprop~=author], .byline, .author-name, .article-author"):
        named = re.split(r"\s*[|•·\d]", re.sub(r"^by:?\s+", "", words(node), flags=re.I), maxsplit=1)[0].strip(" ,-–")
        dated = any(named and named in words(time) for time in node.css("time"))
        if 0 < len(named) <= 80 and not dated:
            return named
    return None


def _timed(root: Node) -> str | None:
    """The date in a `<time>` that is marked as the publication's, or that stands above the story's first paragraph."""
    marked = root.css_first("time[itemprop~=datePublished], time[pubdate], [itemprop~=datePublished]")
    if marked is not None:
        return _date(attribute(marked, "datetime") or attribute(marked, "content") or words(marked))
    first = next((node for node in root.css("time, p") if node.tag == "time" or len(words(node)) > 80), None)
    if first is None or first.tag != "time":
        return None
    return _date(attribute(first, "datetime") or words(first))


def _without_site(stated: str, site: str) -> str:
    """A title without the name of the site at its end."""
    head, _, tail = re.sub(r"\s+[|–—-]\s+", "\n", stated).rpartition("\n")
    if site and head and tail.casefold() in (site.casefold(), f"the {site}".casefold()):
        return stated[: len(stated) - len(tail)].rstrip(" |–—-")
    return stated
