"""Flattened plain text of an encyclopedia page, as copied from a browser or kept by a mirror → Document.

The document's text is the file's own. What the page said by its layout is read back from what flattening leaves of it:
labels glued to values, columns run together, footnote marks, headings without marks, back-links of the references.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annals.base.document import Block, Document, Mark, Source
from annals.base.gap import Gap
from annals.base.span import Span, trimmed
from annals.codebook import table
from annals.collect import flatbox
from annals.collect.flatbody import body
from annals.collect.flatjoins import rejoined
from annals.collect.flatlines import MARK, is_furniture, is_prose, unedited
from annals.collect.flatlines import lines as all_lines
from annals.collect.flatnotes import Note, citations, notes

_FROM = re.compile(r"^\s*from (wiki\w*|[\w ]{0,30}encyclop\w*)", re.I | re.M)
_RETRIEVED = re.compile(r"Retrieved from \"?(https?://[^\s\"]+)")


def read(raw: str, *, name: str, digest: str, certainty: float) -> Document:
    """The document of a flattened page."""
    text = raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").rstrip()
    lines = rejoined(text, all_lines(text))
    found = notes(text, lines)
    stop = found[0].line if found else len(lines)
    title = _title(text, lines)
    zone = flatbox.zone(text, lines, stop)
    box = flatbox.read(text, lines, zone, title) if zone else None
    told = body(text, lines, {note.line: "reference" for note in found}, _body_begins(text, lines, zone))
    marks = _marks(text, found)
    cited = tuple(citations(text, found, frozenset(mark.key for mark in marks)))
    keys = {citation.key for citation in cited}
    return Document(
        name=name,
        format="plaintext",
        certainty=certainty,
        digest=digest,
        title=title,
        text=text,
        encyclopedia=True,
        source=_source(text),
        sections=tuple(told.sections),
        blocks=tuple(_sorted([*told.blocks, *_box_blocks(text, box)])),
        infoboxes=(box.box,) if box and box.box.rows else (),
        marks=tuple(mark for mark in marks if mark.key in keys or not cited or not mark.key.isdigit()),
        flags=tuple(box.flags) if box else (),
        citations=cited,
        gaps=(*(box.gaps if box else ()), *_undefined(text, marks, keys)),
    )


def _title(text: str, lines: Sequence[Span]) -> str | None:
    """The page's title: the first line that is neither furniture nor prose, without the site's name."""
    for line in lines[:20]:
        words = text[line.start : line.end].strip()
        if not words or is_furniture(words):
            continue
        if is_prose(words, True):
            return None
        site = re.search(rf"\s[|–—-]\s*{table('flattened')['furniture']['site']}.*$", words, re.I)
        return unedited(words[: site.start()] if site else words)[0].strip("= ") or None
    return None


def _body_begins(text: str, lines: Sequence[Span], zone: flatbox.Zone | None) -> int:
    """The number of the first line of the lead: after the infobox, or after the title where there is none."""
    if zone is not None:
        prose_before = any(is_prose(text[line.start : line.end], True) for line in lines[: zone.first])
        return zone.last if not prose_before else _after_title(text, lines)
    return _after_title(text, lines)


def _after_title(text: str, lines: Sequence[Span]) -> int:
    for number, line in enumerate(lines):
        words = text[line.start : line.end]
        if words.strip() and not is_furniture(words):
            return number if is_prose(words, True) else number + 1
    return len(lines)


def _marks(text: str, found: Sequence[Note]) -> list[Mark]:
    """The footnote marks printed before the references."""
    stop = min((note.span.start for note in found), default=len(text))
    return [
        Mark(Span(m.start(), m.end()), " ".join(m[0][1:-1].split()))
        for m in MARK.finditer(text, 0, stop)
        if not re.fullmatch(r"\[(?:1[5-9]|20)\d\d\]", m[0])
    ]


def _undefined(text: str, marks: Sequence[Mark], keys: set[str]) -> Iterator[Gap]:
    """A gap for each footnote that is marked and not given, where the page gives any."""
    seen = set(keys)
    why = "this footnote mark points to a footnote that the page does not hold"
    for mark in marks:
        if keys and mark.key not in seen:
            seen.add(mark.key)
            yield Gap("collect", "undefined-footnote", why, words=text[mark.span.start : mark.span.end], span=mark.span)


def _box_blocks(text: str, box: flatbox.Read | None) -> Iterator[Block]:
    if box is not None:
        yield from (Block("infobox", row.span, 0) for row in box.box.rows)
        yield from (Block("caption", trimmed(text, line.start, line.end), 0) for line in box.captions)


def _source(text: str) -> Source:
    named, retrieved = _FROM.search(text[:5000]), _RETRIEVED.search(text)
    publisher = named[1].strip() if named else None
    return Source(publisher=publisher, url=retrieved[1] if retrieved else None)


def _sorted(blocks: list[Block]) -> list[Block]:
    return sorted((block for block in blocks if len(block.span)), key=lambda block: (block.span, block.kind))
