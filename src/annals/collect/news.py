"""A news page → Document: the story, without what stands around it.

The rule: the story is where the paragraphs are. Every element is weighed by the words outside links in paragraphs
inside it. The page is followed down to the smallest element that holds most of that weight; inside it, parts named
like furniture (related, share, comments, cookies) and parts made of links are left out, unless they carry much of it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from annals.base.document import Document
from annals.codebook import table
from annals.collect import htmlpage, newsfields
from annals.collect.htmlnames import named
from annals.collect.htmlprose import Body
from annals.collect.htmltree import Node, attribute, children, parse, unseen, visit
from annals.collect.weave import Weaver

_MOST, _MUCH, _LINKED = 0.9, 0.4, 0.6
_LONG = 60  # characters of a run of words outside any paragraph that make it a paragraph all the same
_PROSE, _ASIDE, _GROUPS = named("elements", "prose"), named("elements", "aside"), named("elements", "groups")


def read(raw: str, *, name: str, digest: str, certainty: float) -> Document:
    """The document of a news page. Nothing it names is fetched; its scripts are not run."""
    page = parse(raw, name)
    body = page.body or page.root
    assert body is not None, "the parser gives every page a body"
    weights = Weights(body)
    root = _story(page, body, weights)
    weaver = Weaver()
    story = Story(weaver, weights, weights.of(root).prose)
    visit(root, story)
    story.close()
    metas = htmlpage.metas(page)
    head = root if root.css_first("h1") is not None else body
    return weaver.document(
        name=name,
        format="news",
        certainty=certainty,
        digest=digest,
        title=newsfields.title(page, root, metas),
        source=newsfields.source(page, head, metas),
    )


class Weight(NamedTuple):
    """Characters inside an element: all, those in links, and those outside links in paragraphs."""

    all: int = 0
    linked: int = 0
    prose: int = 0

    def plus(self, other: Weight) -> Weight:
        return Weight(self.all + other.all, self.linked + other.linked, self.prose + other.prose)


class Weights:
    """Weighs every element of a page in one walk."""

    def __init__(self, root: Node) -> None:
        self._found: dict[int, Weight] = {}
        self._open = [Weight()]
        self._links = self._paragraphs = 0
        visit(root, self)
        self._found[root.mem_id] = self._open[0]

    def of(self, node: Node) -> Weight:
        """The weight of an element; one that is not seen weighs nothing."""
        return self._found.get(node.mem_id, Weight())

    def enter(self, node: Node) -> bool:
        if unseen(node):
            return False
        self._links += node.tag == "a"
        self._paragraphs += node.tag in _PROSE
        self._open.append(Weight())
        return True

    def leave(self, node: Node) -> None:
        self._links -= node.tag == "a"
        self._paragraphs -= node.tag in _PROSE
        weight = self._found[node.mem_id] = self._open.pop()
        self._open[-1] = self._open[-1].plus(weight)

    def text(self, words: str) -> None:
        length = len(words.strip())
        prose = length if not self._links and (self._paragraphs or length >= _LONG) else 0
        self._open[-1] = self._open[-1].plus(Weight(length, length if self._links else 0, prose))


def _story(page: LexborHTMLParser, body: Node, weights: Weights) -> Node:
    """The element that holds the story."""
    whole = weights.of(body).prose
    marked = page.css("[itemprop~=articleBody], article, main, [role=main]")
    heavy = [node for node in marked if weights.of(node).prose >= _MUCH * whole] if whole else []
    node = heavy[0] if heavy else body
    while inner := next((n for n in children(node) if _leads(weights.of(n), weights.of(node))), None):
        if inner.tag in _PROSE or inner.tag in ("li", "td"):
            break
        node = inner
    return node


def _leads(inner: Weight, outer: Weight) -> bool:
    """Whether the element of weight `inner` holds nearly all that is told in the one around it."""
    return outer.prose > 0 and inner.prose >= _MOST * outer.prose


class Story(Body):
    """Writes the story, leaving out what its names or its links show to be furniture."""

    def __init__(self, weaver: Weaver, weights: Weights, whole: int) -> None:
        super().__init__(weaver)
        self._weights, self._whole = weights, whole

    def skips(self, node: Node) -> bool:
        if unseen(node):
            return True
        weight = self._weights.of(node)
        if weight.prose >= _MUCH * self._whole and weight.prose:
            return False
        return node.tag in _ASIDE or _is_named(node) or _is_linked(node, weight) or _is_phrase(node)

    def leaves_out(self, node: Node) -> bool:
        return False

    def image(self, node: Node) -> None:
        return


def _is_named(node: Node) -> bool:
    """Whether class or id say that an element is furniture."""
    names = f"{attribute(node, 'class')} {attribute(node, 'id')}"
    if not names.strip():
        return False
    parts = re.split(r"[\s_:-]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "-", names))
    return not _furniture().isdisjoint(part.casefold() for part in parts)


def _is_linked(node: Node, weight: Weight) -> bool:
    """Whether an element is a list of links, or a paragraph that only leads elsewhere."""
    if node.tag in _GROUPS:
        return weight.all > 0 and weight.linked > _LINKED * weight.all
    return node.tag in ("p", "li") and 0 < weight.all < 200 and weight.linked > 0.9 * weight.all


def _is_phrase(node: Node) -> bool:
    """Whether a short paragraph speaks of the page and not of the story."""
    if node.tag not in ("p", "div", "h2", "h3", "h4", "span", "strong"):
        return False
    first = node.text(deep=True)[:200].strip().casefold() if node.tag != "div" else ""
    return len(first) < 160 and first.startswith(tuple(table("news")["furniture"]["phrases"]))


def _furniture() -> frozenset[str]:
    return frozenset(table("news")["furniture"]["words"])
