"""Two pages beside each other: what their marks, lists and lines say, whatever their links are called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

LEFT_OUT = "g.brush, p.brushed, p.sight, .live-map, template, [hidden]"
"""What the script adds on any page, and what nobody sees."""
OWN = ("href", "data-points", "data-when", "data-prec", "aria-controls", "value", "rel", "action", "method")
"""Attributes in which pages may differ; of those of fields, `checked` is compared."""
_NUMBER = re.compile(r"-?\d+\.\d+")


def told(page: str, selector: str) -> list[str]:
    """The elements of a part of a page in their order, each in a line: tag, attributes and own words."""
    tree = LexborHTMLParser(page)
    for node in tree.css(LEFT_OUT):
        node.decompose()
    return [line for part in tree.css(selector) for line in _lines(part)]


def _lines(part: LexborNode) -> Iterator[str]:
    for node in part.traverse(include_text=True):
        if node.tag == "-text":
            words = " ".join((node.text() or "").split())
            if words:
                yield words
        elif node.tag and not node.tag.startswith(("-", "_")):
            given = {name: _even(value or "") for name, value in node.attributes.items() if name not in OWN}
            yield " ".join([f"<{node.tag}", *(f'{name}="{value}"' for name, value in sorted(given.items()))]) + ">"


def _even(value: str) -> str:
    """The value with its numbers as short as they can be: `2.0` is `2`."""
    return _NUMBER.sub(lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), " ".join(value.split()))
