"""The tree of an HTML page, walked without recursion, and what of it a reader does not see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from annals.collect import htmldepth
from annals.collect.flags import depicted
from annals.collect.htmlnames import named

Node = LexborNode

_GONE = named("elements", "unseen")
_FURNITURE, _FURNITURE_IDS = named("classes", "furniture"), named("ids", "furniture")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_UNSEEN = named("classes", "unseen")
_FOLDED = named("classes", "folded")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


class Visitor(Protocol):
    """What a walk calls. `enter` says whether to go inside; `leave` follows for each element gone into."""

    def enter(self, node: Node) -> bool: ...
    def leave(self, node: Node) -> None: ...
    def text(self, words: str) -> None: ...


def parse(raw: str, where: str = "") -> LexborHTMLParser:
    """The page `raw` as a tree; raises `UnreadableDocument` where it nests too deep. Nothing is fetched."""
    htmldepth.check(raw, where)
    return LexborHTMLParser(raw)


def visit(root: Node, visitor: Visitor) -> None:
    """Walk everything inside `root` in the order of the page."""
    open_: list[Node] = []
    node = root.first_child
    while node is not None or open_:
        if node is None:
            node = open_.pop()
            visitor.leave(node)
        elif node.is_text_node:
            visitor.text((node.text_content or "").translate(_INVISIBLE))
        elif node.is_element_node and visitor.enter(node):
            open_.append(node)
            node = node.first_child
            continue
        node = node.next


def children(node: Node) -> Iterator[Node]:
    """The elements directly inside `node`."""
    child = node.first_child
    while child is not None:
        if child.is_element_node:
            yield child
        child = child.next


def attribute(node: Node, name: str) -> str:
    """The attribute's value, empty where it has none."""
    return node.attributes.get(name) or ""


def classes(node: Node) -> frozenset[str]:
    """The names in the element's `class`."""
    return frozenset(attribute(node, "class").split())


def unseen(node: Node) -> bool:
    """Whether a reader of the page would not see this element."""
    if node.tag in _GONE:
        return True
    attributes = node.attributes
    if not attributes:
        return False
    names = (attributes.get("class") or "").split()
    if "hidden" in attributes or not _UNSEEN.isdisjoint(names):
        return True
    style = attributes.get("style")
    return bool(style and _HIDDEN.search(style)) and _FOLDED.isdisjoint(names)


def furniture(node: Node) -> bool:
    """Whether an element belongs to the encyclopedia's page and not to the article."""
    attributes = node.attributes
    if not attributes:
        return False
    names = (attributes.get("class") or "").split()
    return (
        not _FURNITURE.isdisjoint(names)
        or attributes.get("role") == "navigation"
        or attributes.get("id") in _FURNITURE_IDS
        or attributes.get("rel") == "mw:referencedBy"
    )


class _Words:
    """Collects what is seen."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def enter(self, node: Node) -> bool:
        if node.tag in ("br", "p", "div", "li", "td", "th", "tr"):
            self.parts.append(" ")
        return not (unseen(node) or furniture(node))

    def leave(self, node: Node) -> None:
        if node.tag in ("p", "div", "li", "td", "th", "tr"):
            self.parts.append(" ")

    def text(self, words: str) -> None:
        self.parts.append(words)


def words(node: Node | None) -> str:
    """What a reader sees of the article inside `node`, on one line."""
    if node is None:
        return ""
    collected = _Words()
    visit(node, collected)
    return " ".join("".join(collected.parts).split())


_PAGE = re.compile(r"(?:\./|(?:(?:https?:)?//[\w-]+(?:\.m)?\.wiki[\w.-]+)?/wiki/)([^#?]+)")
_MISSING = re.compile(r"[?&]title=([^&#]+).*[?&]redlink=1")


def target(href: str) -> str | None:
    """Where a link leads: the name of a page of the encyclopedia, or an address. `None` for a place on the page."""
    href = href.strip()
    if not href or href.startswith("#"):
        return None
    match = _MISSING.search(href) or _PAGE.match(href)
    if match:
        return unquote(match[1]).replace("_", " ")
    return f"https:{href}" if href.startswith("//") else href


_SIZED = re.compile(r"^\d+px-")


def picture(node: Node) -> str:
    """What an image says it shows: its alternative text, its link's title, or the name of its file."""
    alt = attribute(node, "alt").strip()
    parent = node.parent
    title = attribute(parent, "title").strip() if parent is not None and parent.tag == "a" else ""
    file = (attribute(node, "resource") or attribute(node, "src")).rpartition("/")[2].removeprefix("File:")
    return depicted(alt or title or _SIZED.sub("", unquote(file)))
