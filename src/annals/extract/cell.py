"""A casualty field cut into pieces: lines, inline headings and claimants put back where a line break was lost."""

from __future__ import annotations

import re

import msgspec

from annals.base.document import Document, Row, within
from annals.base.span import Span, trimmed
from annals.extract.loss_words import claim_word, kind_pattern

_NAME = (
    r"(?!(?:Per|According|None|Nil|Unknown|Heavy|Light|Unspecified|Minimal|Minor|Total|Killed|Wounded)\b)"
    r"[A-Z][\w.'’/&–-]*|[a-z]+-[A-Za-z]+"
)
_CLAIMANT = re.compile(
    rf"(?i:(?:as )?per|according to|as reported by|reported by|source)[ ]+(?P<per>(?!cent)[^:;()]{{1,60}}?)"
    rf"(?P<note1>\s*\([^)]*\))?\s*:"
    rf"|(?P<x>(?:(?:{_NAME}|of|the|and|&|de|al)[ ]+){{0,6}}?(?:{_NAME}|[a-z]+))(?:['’]s)?[ ]+(?:{claim_word()})"
    rf"(?P<note2>\s*\([^)]*\))?\s*:",
)
_LINE_CLAIMANT = re.compile(
    rf"(?:(?:as )?per|according to)[ ]+(?P<per>[^:;()\d]{{1,60}})$|(?P<x>[^:;()\d]{{2,60}}?)[ ]+(?:{claim_word()})$",
    re.IGNORECASE,
)


class Piece(msgspec.Struct, frozen=True):
    """A run of a casualty field that is read at once.

    `line` counts lines as printed, `level` is the bullet's; `heading` is a title without a figure of its own that
    opens the piece ("Dead", "First phase", "Anglo-allies"), `claimant` the claimant that opens it, `note` its bracket.
    """

    span: Span
    line: int
    level: int
    ruled: bool = False
    heading: str | None = None
    claimant: str | None = None
    note: str | None = None
    flag: str | None = None


def pieces(document: Document, row: Row, text: str) -> list[Piece]:
    """The pieces of `row` in order; `text` is the document's text with footnote marks blanked (same offsets)."""
    found: list[Piece] = []
    for number, line in enumerate(row.lines):
        cuts = _cuts(document, line.span, text)
        for start, end in zip(cuts, [*cuts[1:], line.span.end], strict=True):
            found.append(_piece(document, text, Span(start, end), number, line.level, line.ruled))
    return found


def _cuts(document: Document, line: Span, text: str) -> list[int]:
    """Where pieces begin in a line: its start, inline claimants, and bold runs in its middle."""
    cuts = {line.start}
    for match in _CLAIMANT.finditer(text, line.start, line.end):
        if not _in_bracket(text, line.start, match.start()):
            cuts.add(match.start())
    for bold in within(document.bolds, line):
        words = bold.span.of(text)
        inside = any(m.start() < bold.span.start < m.end() for m in _CLAIMANT.finditer(text, line.start, line.end))
        if not inside and bold.span.start > line.start and re.search(r"[A-Za-z]", words):
            before = text[line.start : bold.span.start].rstrip()
            if before and before[-1] not in ",-–—/" and not _in_bracket(text, line.start, bold.span.start):
                cuts.add(bold.span.start)
    return sorted(cuts)


def _in_bracket(text: str, start: int, at: int) -> bool:
    return text.count("(", start, at) > text.count(")", start, at)


def _piece(document: Document, text: str, span: Span, line: int, level: int, ruled: bool) -> Piece:
    span = trimmed(text, span.start, span.end)
    flags = [f for f in within(document.flags, span) if not text[span.start : f.span.start].strip()]
    flag = flags[0].name or None if flags else None
    start = max([span.start, *(f.span.end for f in flags)])
    span = trimmed(text, start, span.end)
    words = span.of(text)
    match = _CLAIMANT.match(words) or _LINE_CLAIMANT.match(words)
    if match:
        named = match.groupdict()
        note = named.get("note1") or named.get("note2")
        rest = trimmed(text, span.start + match.end(), span.end)
        claimant = clean_claimant(named["per"] or named["x"])
        return Piece(rest, line, level, ruled, None, claimant, note and note.strip(" ()"), flag)
    heading, rest = _heading(document, text, span)
    return Piece(rest, line, level, ruled, heading, None, None, flag)


def _heading(document: Document, text: str, span: Span) -> tuple[str | None, Span]:
    """A heading without digits at the piece's start: bold, or ended by a colon."""
    words = span.of(text)
    bold = next((b for b in within(document.bolds, span) if b.span.start == span.start), None)
    if bold and not re.search(r"\d", bold.span.of(text)) and (heading := bold.span.of(text).strip(" :")):
        rest = trimmed(text, bold.span.end, span.end)
        if text[rest.start : rest.start + 1] == ":":
            rest = trimmed(text, rest.start + 1, rest.end)
        if not kind_pattern("people").fullmatch(heading) or words.rstrip().endswith(":"):
            return heading, rest
    match = re.match(r"([^:\d]{2,80}?)\s*(\([^)]*\)\s*)?:(?!\d)", words)
    if match:
        return (match[1] + (f" {match[2]}" if match[2] else "")).strip(), trimmed(
            text, span.start + match.end(), span.end
        )
    return None, span


def clean_claimant(words: str) -> str:
    """A claimant as worded, without article and possessive."""
    words = re.sub(r"^(?:the|an?)\s+", "", words.strip(" ,;:"))
    words = words if re.search(r"\.\w\.$", words) else words.rstrip(".")
    return re.sub(r"['’]s?$", "", words).strip()


def bracket_claimant(words: str) -> str | None:
    """The claimant that a bracket names: "(SOHR claim)", "(per NYT)", "(opposition sources)", or `None`."""
    words = words.strip()
    if match := re.match(
        r"(?:as )?(?:per|according to|claimed by|reported by|source:?|by)\s+(?P<x>[^;,]+)$", words, re.IGNORECASE
    ):
        return clean_claimant(match["x"])
    match = re.match(rf"(?P<x>[^;\d]+?)(?:['’]s)?\s+(?:{claim_word()})\b(?P<rest>.*)$", words, re.IGNORECASE)
    if match and not re.match(r"(?:another|others?|mostly|also|see|not|no|an?|some)\b", match["x"], re.IGNORECASE):
        return clean_claimant(match["x"])
    if re.fullmatch(r"[A-Z]{2,8}", words) and words not in ("KIA", "WIA", "MIA", "POW", "EST", "IED", "DOW"):
        return words
    return None
