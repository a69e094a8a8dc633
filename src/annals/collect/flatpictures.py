"""Names of image files that stand where a flag or emblem was drawn, and what is left of flags: spaces and emoji."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.base.document import Flag
from annals.base.span import Span
from annals.collect.flags import EMOJI, country, depicted, file_ending, opening

_LONGEST = 90


def picture(text: str, span: Span) -> Span | None:
    """The name of an image file at the beginning of a line, words following it (`Blue star.svg Blue Guard`)."""
    start = span.start
    while start < span.end and text[start].isspace():
        start += 1
    found = file_ending().search(text, start, min(span.end, start + _LONGEST))
    if found is None or found.start() == start or text[found.end() : found.end() + 1].strip():
        return None
    named = opening().search(text, start, found.start())
    return None if named and named.start() > start else Span(start, found.end())


def after_picture(text: str, span: Span) -> int:
    """Where a line's words begin, after the image files named in front of them."""
    return max((found.end for found in _pictures(text, span)), default=span.start)


def _pictures(text: str, span: Span) -> Iterator[Span]:
    """The image files named in front of a line's words; one behind another is seen only by how its name begins."""
    found = picture(text, span)
    while found is not None:
        yield found
        found = picture(text, Span(found.end, span.end))
        named = text[found.start : found.end] if found else ""
        if " " in named and opening().match(named) is None:
            return


def inner_pictures(text: str, span: Span) -> Iterator[int]:
    """Where image files begin that are named in the middle of a line, as far as that can be seen.

    A file's name has no mark at its beginning: it is seen by `Flag of`, `Logo of` and the like, or because its name
    begins with the words that follow it (`Blue Guard Red Guard emblem.png Red Guard`).
    """
    at = after_picture(text, span)
    while found := file_ending().search(text, at, span.end):
        named = [m.start() for m in opening().finditer(text, at, found.start())]
        follows = re.match(r"\s*([^\s,(]+ [^\s,(]+|[^\s,(]{4,})", text[found.end() : span.end])
        same = text.rfind(follows[1], at, found.start()) if follows else -1
        begin = named[-1] if named else same
        if begin > at and text[begin - 1].isspace():
            yield begin
        at = found.end()


def flags(text: str, piece: Span, words: Span) -> Iterator[Flag]:
    """The flags of an infobox line: image files named before its words, the space a flag left there, emoji inside."""
    named = list(_pictures(text, piece))
    yield from (Flag(file, depicted(text[file.start : file.end])) for file in named)
    before = text[max(0, words.start - 2) : words.start]
    if not named and before.endswith("\xa0") and not before.strip():
        yield Flag(Span(words.start, words.start))
    for emoji in re.finditer(EMOJI, text[words.start : words.end]):
        yield Flag(Span(words.start + emoji.start(), words.start + emoji.end()), country(emoji[0]))
