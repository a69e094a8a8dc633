"""The body of an HTML page → sections and blocks."""

from __future__ import annotations

from contextlib import AbstractContextManager

import msgspec

from annals.base.span import Span
from annals.collect.htmlinline import Inline
from annals.collect.htmlnames import named
from annals.collect.htmltree import Node, attribute, classes, visit
from annals.collect.weave import Weaver

_BLOCKS = named("elements", "blocks")
_KINDS = {"li": "item", "dd": "item", "blockquote": "quote", "figcaption": "caption", "caption": "caption"}
_CAPTIONS, _LAYOUT = named("classes", "captions"), named("classes", "layout")
HEADINGS = {f"h{n}": n for n in range(1, 7)}


class Footnote(msgspec.Struct):
    """A list item of the references: its key, its place in its list, its element, and its block once written."""

    key: str
    number: int
    node: Node
    span: Span | None = None


class Body(Inline):
    """Writes a page's body. A block begins with its first word and ends where any block element begins or ends."""

    def __init__(self, weaver: Weaver) -> None:
        super().__init__(weaver)
        self.footnotes: list[Footnote] = []
        self._kinds = ["paragraph"]
        self._changed: list[bool] = []
        self._block: AbstractContextManager[None] | None = None
        self._lists: dict[int, int] = {}

    def enter(self, node: Node) -> bool:
        if self.leaves_out(node):
            return False
        if node.tag in HEADINGS:
            self.heading(node)
            return False
        if not super().enter(node):
            return False
        kind = self._kind(node)
        self._changed.append(kind is not None)
        if kind is not None:
            self._kinds.append(kind)
        if self._in_table() and node.tag not in ("table", "caption"):
            self._cell(node)
        elif node.tag in _BLOCKS or kind is not None:
            self.close()
        if kind == "reference":
            self._footnote(node)
        return True

    def leave(self, node: Node) -> None:
        super().leave(node)
        changed = self._changed.pop()
        if self._in_table() and node.tag not in ("table", "caption"):
            self._space = self._space or node.tag in _BLOCKS
        elif node.tag in _BLOCKS or changed:
            self.close()
        if changed:
            self._kinds.pop()

    def leaves_out(self, node: Node) -> bool:
        """Whether `node` is read elsewhere, or not at all."""
        return node.tag == "table" and "infobox" in classes(node)

    def heading(self, node: Node) -> None:
        """Begin a section; the page's own title (`h1`) begins none."""
        self.close()
        title = _heading_words(node)
        if title and node.tag != "h1":
            self.weaver.heading(title, HEADINGS[str(node.tag)] - 1)

    def text(self, words: str) -> None:
        if self._block is None:
            words = words.lstrip(" \t\n\r\f")
            if not words:
                return
            self.open()
        super().text(words)

    def line(self) -> None:
        if self._in_table():
            self._space = True
        elif self._block is not None:
            super().line()

    def image(self, node: Node) -> None:
        if self._block is not None:  # a picture between blocks is no flag
            super().image(node)

    def mark(self, node: Node, key: str) -> None:
        if self._block is None:
            self.open()
        super().mark(node, key)

    def open(self) -> None:
        """Begin a block of the kind in force."""
        self._space = False
        self._block = self.weaver.block(self._kinds[-1])
        self._block.__enter__()

    def close(self) -> None:
        """End the block, if one is open."""
        if self._block is None:
            return
        count = len(self.weaver.blocks)
        self._block.__exit__(None, None, None)
        self._block, self._space = None, False
        if len(self.weaver.blocks) > count and self._kinds[-1] == "reference" and self.footnotes:
            span, note = self.weaver.blocks[-1].span, self.footnotes[-1]
            note.span = Span(note.span.start if note.span else span.start, span.end)

    def _kind(self, node: Node) -> str | None:
        """The kind of block that begins with `node`, `None` where the kind in force goes on."""
        if node.tag == "table":
            return None if attribute(node, "role") in _LAYOUT or classes(node) & _LAYOUT else "table"
        if node.tag == "li" and node.parent is not None and _holds_footnotes(node.parent):
            return "reference"
        if node.tag == "li" and node.css_first("cite.citation") is not None and self._kinds[-1] != "reference":
            return "reference"
        if self._in_table() and node.tag != "caption":
            return None
        if node.tag in _KINDS and self._kinds[-1] != "reference":
            return _KINDS[node.tag]
        return "caption" if node.tag == "div" and classes(node) & _CAPTIONS else None

    def _in_table(self) -> bool:
        return self._kinds[-1] == "table"

    def _cell(self, node: Node) -> None:
        """Rows of a table are lines, cells are set apart by a bar."""
        if node.tag == "tr":
            if self._block is not None:
                Inline.line(self)
        elif node.tag in ("td", "th") and self._block is not None and not self.weaver.ends_with("\n"):
            self._space = False
            self.weaver.write(" | ")
        elif node.tag in _BLOCKS:
            self._space = True

    def _footnote(self, node: Node) -> None:
        parent = node.parent
        place = parent.mem_id if parent is not None else 0
        self._lists[place] = number = self._lists.get(place, 0) + 1
        key = attribute(node, "id") if parent is not None and _holds_footnotes(parent) else ""
        self.footnotes.append(Footnote(key, number, node))


def _holds_footnotes(node: Node) -> bool:
    return node.tag in ("ol", "ul") and not classes(node).isdisjoint(("references", "mw-references"))


class _Heading(Inline):
    """A heading's words alone: no marks, no links to edit it."""

    def mark(self, node: Node, key: str) -> None:
        return


def _heading_words(node: Node) -> str:
    weaver = Weaver()
    visit(node, _Heading(weaver))
    return " ".join(weaver.text().split())
