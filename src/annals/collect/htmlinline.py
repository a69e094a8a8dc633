"""What stands inside a line of HTML → the text: words, links, bold runs, footnote marks, flags and line breaks."""

from __future__ import annotations

import re

from annals.base.document import Bold, Link
from annals.base.span import Span
from annals.collect.htmltree import Node, attribute, classes, furniture, picture, target, unseen, words
from annals.collect.weave import Weaver

_WHITE = re.compile(r"[ \t\n\r\f]+")


def is_mark(node: Node) -> bool:
    """Whether an element is a footnote mark."""
    return node.tag in ("sup", "span") and not classes(node).isdisjoint(("reference", "mw-ref"))


class _Run:
    """A link (to `target`) or bold run that is open; it begins at the first word inside."""

    def __init__(self, target: str | None) -> None:
        self.target, self.start = target, 0


class Inline:
    """Writes the inside of lines into a weaver. Readers of pages and of infobox values build on it."""

    def __init__(self, weaver: Weaver) -> None:
        self.weaver = weaver
        self._open: list[_Run | None] = []
        self._unbegun: list[_Run] = []
        self._space = False
        self._inked = 0

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
        run = self._open.pop()
        if run is None:
            return
        if run in self._unbegun:
            self._unbegun.remove(run)
        elif run.target is None:
            self.weaver.bolds.append(Bold(Span(run.start, self._inked)))
        else:
            self.weaver.links.append(Link(Span(run.start, self._inked), run.target))

    def text(self, words: str) -> None:
        """Write words of the page, white space made one space."""
        words = _WHITE.sub(" ", words)
        if not words:
            return
        self._space = self._space or words[0] == " "
        if words != " ":
            self.flush()
            self._ink(self.weaver.write(words.strip(" ")))
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
        printed, start = words(node).replace(" ", ""), self.weaver.at
        self.weaver.mark(printed if printed.startswith("[") else f"[{printed}]", key)
        self._ink(Span(start, self.weaver.at))

    def _ink(self, written: Span) -> None:
        """Words were written: links and bold runs that were opened begin with them."""
        for run in self._unbegun:
            run.start = written.start
        self._unbegun.clear()
        self._inked = written.end

    def _begin(self, node: Node) -> None:
        run: _Run | None = None
        if node.tag == "a" and (leads := target(attribute(node, "href"))):
            run = _Run(leads)
        elif node.tag in ("b", "strong"):
            run = _Run(None)
        if run is not None:
            self._unbegun.append(run)
        self._open.append(run)


def note_key(mark: Node) -> str | None:
    """The key of the citation that a footnote mark points to."""
    link = mark if mark.tag == "a" else mark.css_first("a[href*='#']")
    return attribute(link, "href").partition("#")[2] or None if link is not None else None
