"""What stands inside a line of HTML → the text: words, links, bold runs, footnote marks, flags and line breaks."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager

from annals.collect.htmltree import Node, attribute, classes, furniture, picture, target, unseen, words
from annals.collect.weave import Weaver

_WHITE = re.compile(r"[ \t\n\r\f]+")


def is_mark(node: Node) -> bool:
    """Whether an element is a footnote mark."""
    return node.tag in ("sup", "span") and not classes(node).isdisjoint(("reference", "mw-ref"))


class Inline:
    """Writes the inside of lines into a weaver. Readers of pages and of infobox values build on it."""

    def __init__(self, weaver: Weaver) -> None:
        self.weaver = weaver
        self._open: list[AbstractContextManager[None] | None] = []
        self._space = False

    def enter(self, node: Node) -> bool:
        """Write what `node` is, and say whether what stands inside is to be written too."""
        if self.skips(node):
            return False
        if node.tag == "br":
            self.line()
            return False
        if node.tag == "img":
            self.image(node)
            return False
        if node.tag == "math":
            self.text(attribute(node, "alttext"))
            return False
        if is_mark(node) and (key := note_key(node)):
            self.mark(node, key)
            return False
        self._begin(node)
        return True

    def skips(self, node: Node) -> bool:
        """Whether `node` is no part of the account."""
        return unseen(node) or furniture(node)

    def leave(self, node: Node) -> None:
        """End what `enter` began."""
        if manager := self._open.pop():
            manager.__exit__(None, None, None)

    def text(self, words: str) -> None:
        """Write words of the page, white space made one space."""
        words = _WHITE.sub(" ", words)
        if not words:
            return
        self._space = self._space or words[0] == " "
        if words != " ":
            self.flush()
            self.weaver.write(words.strip(" "))
            self._space = words[-1] == " "

    def flush(self) -> None:
        """Write a space that is due."""
        if self._space and self.weaver.at and not self.weaver.ends_with("\n"):
            self.weaver.space()
        self._space = False

    def line(self) -> None:
        """A line ends."""
        self._space = False
        self.weaver.newline()

    def image(self, node: Node) -> None:
        """An image inside a line is a flag or an emblem."""
        self.flush()
        self.weaver.flag(picture(node))

    def mark(self, node: Node, key: str) -> None:
        """A footnote mark, with the brackets that a style sheet may draw."""
        self.flush()
        printed = words(node).replace(" ", "")
        self.weaver.mark(printed if printed.startswith("[") else f"[{printed}]", key)

    def _begin(self, node: Node) -> None:
        manager: AbstractContextManager[None] | None = None
        if node.tag == "a" and (leads := target(attribute(node, "href"))):
            self.flush()
            manager = self.weaver.link(leads)
        elif node.tag in ("b", "strong"):
            self.flush()
            manager = self.weaver.bold()
        if manager is not None:
            manager.__enter__()
        self._open.append(manager)


def note_key(mark: Node) -> str | None:
    """The key of the citation that a footnote mark points to."""
    link = mark if mark.tag == "a" else mark.css_first("a[href*='#']")
    return attribute(link, "href").partition("#")[2] or None if link is not None else None
