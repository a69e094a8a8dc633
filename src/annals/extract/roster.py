"""Names of belligerents, units and commanders, without flags, ranks, fates, affiliations and the headings of lists."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from annals.base.document import Row, within
from annals.base.gap import Gap
from annals.base.span import Span
from annals.codebook import table
from annals.extract.cuts import segments
from annals.extract.lines import Sheet, Strand, aside, gap, overlong, strands, words_of
from annals.extract.nobody import Known, Place, period, refused, squeezed
from annals.extract.ranks import office, office_line, ranked, without_rank


class Name(msgspec.Struct, frozen=True):
    """A name with the span of its words; `rule` tells how it was won where it does not simply stand there."""

    text: str
    span: Span
    citations: tuple[str, ...] = ()
    rule: str | None = None


def names(page: Sheet, row: Row, field: str, known: Known) -> tuple[list[Name], list[Gap]]:
    """The names in `row`, read as `field` (`belligerent`, `unit` or `commander`), each once, in order."""
    found: list[Name] = []
    gaps: list[Gap] = []
    before = False
    lines = strands(page, row)
    for number, strand in enumerate(lines):
        words = page.clean(strand.span)
        if not words:
            before = _nothing_there(page, strand, field, found, gaps)
        elif not (aside(words) or (field == "commander" and _no_person(page, strand, words, before))):
            heads = number + 1 < len(lines) and lines[number + 1].level > strand.level
            taken, more = _line(page, strand, field, known, heads)
            found += taken
            gaps += more
            before = bool(taken)
    if not page.clean(row.span) and row.span.of(page.document.text).strip() and not found and not gaps:
        gaps.append(gap("unread-row", "nothing in this field is a name", page, row.span, field))
    return _once(page, found, field), gaps


def _no_person(page: Sheet, strand: Strand, words: str, before: bool) -> bool:
    """Whether a line of commanders is a rank alone, or the office of the one named above."""
    linked = any(link.span.start <= strand.span.start + 1 for link in within(page.document.links, strand.span))
    return (before and not linked and office_line(words)) or ranked(f"{words} X") == len(words) + 1


def _nothing_there(page: Sheet, strand: Strand, field: str, found: list[Name], gaps: list[Gap]) -> bool:
    """A line without words: a flag alone names a belligerent, an empty bullet is something the source lost."""
    flags = [flag for flag in within(page.document.flags, strand.span) if flag.name]
    if flags and field == "belligerent":
        found += [Name(flag.name, flag.span, (), "flag") for flag in flags]
    elif strand.level and not flags:
        gaps.append(
            gap("empty-item", "a list item is empty: the source lost what stood there", page, strand.span, field)
        )
    return False


def _once(page: Sheet, found: list[Name], field: str) -> list[Name]:
    """Each name once; units of one name that are linked to different pages are different units."""
    seen: dict[tuple[str, str | None], Name] = {}
    for name in found:
        links = within(page.document.links, name.span) if field == "unit" else []
        seen.setdefault((squeezed(name.text), links[0].target if links else None), name)
    return list(seen.values())


def _line(page: Sheet, strand: Strand, field: str, known: Known, heads: bool) -> tuple[list[Name], list[Gap]]:
    if too_long := overlong(page, strand.span, field):
        return [], too_long
    parts, repaired = segments(page, strand.span, field)
    found: list[Name] = []
    gaps: list[Gap] = []
    for part in parts:
        if aside(page.clean(part)):
            continue
        span = _bare(page, part, field)
        if span is None or not page.clean(span):
            continue
        refusal = refused(page, Place(span, part, field, heads), known)
        if refusal is not None:
            gaps += [gap(*refusal, page, span, field)] if refusal[0] else []
            continue
        text = _worded(page, span, field)
        if re.search(r"[^\W_]{2}|^[^\W_]$", text):
            found.append(Name(text, span, page.cited(part), "joined-lines" if repaired else None))
            gaps += _suspicious(page, span, text, field)
    if repaired and len(found) > 1:
        why = f"several names stand in one line where a line break was lost; read as {len(found)}"
        gaps.append(gap("joined-lines", why, page, strand.span, field, repaired=True))
    return found, gaps


def _suspicious(page: Sheet, span: Span, text: str, field: str) -> list[Gap]:
    """A name too long to be one person's, in a form that loses line breaks."""
    tokens = [t for t in text.split() if t[:1].isupper()]
    if page.lossy and field == "commander" and len(tokens) > 5 and not within(page.document.links, span):
        why = "these words may be several names whose line break was lost; kept as one"
        return [gap("joined-lines", why, page, span, field)]
    return []


# From a stretch of a line to the bare name


def _bare(page: Sheet, part: Span, field: str) -> Span | None:
    """`part` without heading, trailing brackets, fates, offices and punctuation; `None` if nothing is left."""
    span = page.trim(part.start, part.end)
    span = _after_heading(page, span, field)
    while True:
        shorter = _shorter(page, span, field)
        if shorter == span or not len(shorter):
            break
        span = shorter
    if field == "commander":
        span = page.trim(span.start + ranked(span.of(page.text)), span.end)
    return span if len(span) else None


def _after_heading(page: Sheet, span: Span, field: str) -> Span:
    """The part of `span` after a heading that ends in a colon ("Supported by: X"), or `span`."""
    match = re.match(r"[^:(]{2,60}(?:\([^()]*\)\s*)?:(?=\s+\S)", span.of(page.text))
    if not match or any(
        link.span.start < span.start + match.end() - 1 < link.span.end for link in within(page.document.links, span)
    ):
        return span
    return page.trim(span.start + match.end(), span.end)


@cache
def _fate() -> re.Pattern[str]:
    words = "|".join(sorted((re.escape(w) for w in words_of("marks", "fates", "words")), key=len, reverse=True))
    signs = re.escape(str(table("marks")["fates"]["signs"]))
    acronyms = "|".join(w.upper() for w in words_of("marks", "fates", "words") if len(w) <= 3)
    return re.compile(rf"(?:\s*[{signs}]+|\s+(?:{acronyms})|\s*\[(?i:{words})\]|\s+[-–—,]\s*(?i:{words}))$")


_OTHERS = re.compile(
    r"(?:,|\s)\s*(?:(?:and|&)\s+)?(?:(?:many|several|various|some)\s+)?(?:others|et al\.?)$", re.IGNORECASE
)


def _shorter(page: Sheet, span: Span, field: str) -> Span:
    """`span` without one thing at its edges that is no part of the name."""
    words = span.of(page.text)
    start, end = span.start, span.end
    if match := re.match(r"(?:and\s|[-–—,.;:|/&\s\ufeff\u200b\u200e*#])+(?=\S)", words):
        return page.trim(start + match.end(), end)
    if match := re.search(r"[\s,;:|/–—&\u200b\u200e]+$|(?<=[^\W\d_]{4})\.$", words):
        return page.trim(start, start + match.start())
    if words.endswith(")") and (opened := _bracket(page, span, field)) is not None:
        return page.trim(start, opened)
    if match := _fate().search(words) or _OTHERS.search(words):
        return page.trim(start, start + match.start())
    if (
        field == "commander"
        and (match := re.search(r"(?:,|\s[-–—])\s*(?P<tail>[^,]{3,120}(?:,.*)?)$", words))
        and office(match["tail"])
    ):
        return page.trim(start, start + match.start())
    return span


def _bracket(page: Sheet, span: Span, field: str) -> int | None:
    """Where the bracket that ends `span` opens; `None` where it belongs to the name or is the whole."""
    depth = 0
    for at in range(span.end - 1, span.start, -1):
        depth += (page.text[at] == ")") - (page.text[at] == "(")
        if depth == 0:
            linked = any(link.span.start < at < link.span.end for link in within(page.document.links, span))
            words = page.text[at + 1 : span.end - 1]
            belongs = linked and field != "commander" and not words.isupper() and not period(words)
            return None if belongs else at
    return None


def _worded(page: Sheet, span: Span, field: str) -> str:
    text = page.clean(span)
    if field == "commander":
        text = re.sub(r"\s*\([^()]*\)", "", text)
        text = re.sub(r"\s*[†‡✝✠]+", "", text).strip()
        return without_rank(text)
    return re.sub(r"^(?:[Tt]he)\s+(?=\S)", "", text) if field == "belligerent" else text
