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
from annals.extract.lines import Sheet, Strand, aside, gap, overlong, strands, word_set, words_of
from annals.extract.ranks import office, office_line, ranked, without_rank


class Name(msgspec.Struct, frozen=True):
    """A name with the span of its words; `rule` tells how it was won where it does not simply stand there."""

    text: str
    span: Span
    citations: tuple[str, ...] = ()
    rule: str | None = None


class Known(msgspec.Struct, frozen=True):
    """Names of the same infobox that help to read another row: parties (belligerents) and units, squeezed."""

    parties: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()


def squeezed(name: str) -> str:
    """Letters and digits of `name` alone, in lower case: how names are compared."""
    return "".join(c for c in name.casefold() if c.isalnum())


def names(page: Sheet, row: Row, field: str, known: Known) -> tuple[list[Name], list[Gap]]:
    """The names in `row`, read as `field` (`belligerent`, `unit` or `commander`), each once, in order."""
    found: list[Name] = []
    gaps: list[Gap] = []
    before = False
    for strand in strands(page, row):
        words = page.clean(strand.span)
        if not words:
            before = _nothing_there(page, strand, field, found, gaps)
            continue
        if aside(words) or (
            field == "commander" and before and not _links_at_start(page, strand) and office_line(words)
        ):
            continue
        taken, more = _line(page, strand, field, known)
        found += taken
        gaps += more
        before = bool(taken)
    if not page.clean(row.span) and row.span.of(page.document.text).strip() and not found and not gaps:
        gaps.append(gap("unread-row", "nothing in this field is a name", page, row.span, field))
    return _once(found), gaps


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


def _once(found: list[Name]) -> list[Name]:
    seen: dict[str, Name] = {}
    for name in found:
        seen.setdefault(squeezed(name.text), name)
    return list(seen.values())


def _links_at_start(page: Sheet, strand: Strand) -> bool:
    return any(link.span.start <= strand.span.start + 1 for link in within(page.document.links, strand.span))


def _line(page: Sheet, strand: Strand, field: str, known: Known) -> tuple[list[Name], list[Gap]]:
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
        refusal = _refused(page, span, part, field, known)
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
    if match := _fate().search(words):
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
            belongs = linked and field != "commander" and not page.text[at + 1 : span.end - 1].isupper()
            return None if belongs else at
    return None


def _worded(page: Sheet, span: Span, field: str) -> str:
    text = page.clean(span)
    if field == "commander":
        text = re.sub(r"\s*\([^()]*\)", "", text)
        text = re.sub(r"\s*[†‡✝✠]+", "", text).strip()
        return without_rank(text)
    return re.sub(r"^(?:[Tt]he)\s+(?=\S)", "", text) if field == "belligerent" else text


# What is no name


def _refused(page: Sheet, span: Span, part: Span, field: str, known: Known) -> tuple[str, str] | None:
    """Why `span` is no name: code and sentence of a gap, `("", "")` where nothing is lost; `None`: it is a name."""
    words = page.clean(span)
    first = words.casefold().strip(" .,:;*–—-").split()[:1]
    if nothing(words) or pointer(words):
        return "", ""
    if word_set("marks", "unknown", "openers").intersection(first) and field != "belligerent":
        return "unnamed", "the source names nobody here"
    if heading := _heading(page, span, part, field, known):
        return heading
    if field == "commander" and _body(words, known):
        return "not-a-commander", "a formation or party heads or stands among the commanders"
    if field == "commander" and (office(words) or re.fullmatch(r"[\d\W]+", words)):
        return "unnamed", "an office without a name"
    return ("", "") if field != "unit" and re.fullmatch(r"[\d\s–—\-/:.,'()]+", words) else None


@cache
def _unknown() -> re.Pattern[str]:
    approximate = "|".join(map(re.escape, words_of("marks", "unknown", "approximate")))
    return re.compile(rf"^(?:(?:{approximate})\.?\s+)+")


def nothing(words: str) -> bool:
    """Whether `words` say that nothing is known ("Unknown", "c. estimates vary", "None", "?")."""
    bare = words.casefold().strip(" .,:;*()[]").replace("’", "'")
    bare = _unknown().sub("", bare)
    return bare in word_set("marks", "unknown", "words") or not squeezed(bare)


def pointer(words: str) -> bool:
    """Whether `words` only lead to another page or section ("See order of battle", "...full list")."""
    bare = words.casefold().strip(" .…,:;*()[]")
    openers = words_of("marks", "pointers", "openers")
    return bare in word_set("marks", "pointers", "whole") or any(re.match(rf"{re.escape(o)}\b", bare) for o in openers)


def _heading(page: Sheet, span: Span, part: Span, field: str, known: Known) -> tuple[str, str] | None:
    words = page.clean(span).rstrip(" :")
    colon = page.clean(part).endswith(":")
    linked = any(
        link.span.start <= span.start and link.span.end >= span.end - 2 for link in within(page.document.links, span)
    )
    if _list_heading(words, colon, linked) or (field == "belligerent" and _period(words)):
        return "", ""
    if field == "unit" and _polity(page, span, known):
        return "", ""
    if not colon:
        return None
    if field == "commander" or not (linked or (field == "unit" and _formation_heading(words))):
        return "", ""
    return None


def _list_heading(words: str, colon: bool, linked: bool) -> bool:
    """Whether `words` head a part of a list: phrases that never name anybody, others only where a colon ends them."""
    bare = re.sub(r"\s*\([^()]*\)", "", words).casefold().strip(" :.")
    if bare in word_set("marks", "headings", "bare"):
        return True
    proper = linked and " " not in bare and words[:1].isupper()
    return colon and not proper and bare in word_set("marks", "headings", "words")


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"


def _period(words: str) -> bool:
    """Whether `words` are nothing but a period ("1793–1798", "April 1941", "from 1806", "First phase")."""
    bare = words.casefold().strip(" :()")
    if re.fullmatch(r"(?:first|second|third|fourth|\d(?:st|nd|rd|th)) (?:phase|stage|war|period)", bare):
        return True
    left = re.sub(
        rf"\b(?:{_MONTH}|from|until|till|to|since|after|before|early|mid|late|and|bc|ad|ce|bce|present|in|\d+(?:st|nd|rd|th)?)\b|[\s–—\-/,.]",
        "",
        bare,
    )
    return not left and any(c.isdigit() for c in bare)


def _formation_heading(words: str) -> bool:
    tokens = words.split()
    return bool(
        re.match(r"\d", words)
        or (len(tokens) > 1 and tokens[-1].casefold() in word_set("formations", "nouns", "bodies"))
    )


@cache
def _countries() -> frozenset[str]:
    return frozenset(squeezed(name) for name in table("flags")["countries"].values())


def _polity(page: Sheet, span: Span, known: Known) -> bool:
    """Whether a line among the units is a belligerent that heads its units: a state, a flag's name, a bold party."""
    words = page.clean(span)
    if squeezed(words) in _countries():
        return True
    if squeezed(words) not in known.parties:
        return False
    if any(bold.span.start <= span.start and span.end <= bold.span.end for bold in page.document.bolds):
        return True
    links = [link for link in within(page.document.links, span) if len(link.span) > 2]
    flags = within(page.document.flags, Span(max(0, span.start - 12), span.start))
    return any(link.target is None for link in links) or any(
        squeezed(f.name) == squeezed(words) for f in flags if f.name
    )


def _body(words: str, known: Known) -> bool:
    """Whether words among the commanders name a party or a formation."""
    if squeezed(words) in known.parties or squeezed(words) in known.units:
        return True
    tokens = re.sub(r"\s*\([^()]*\)", "", words).split()
    last = tokens[-1].casefold().strip(".,:") if tokens else ""
    return (
        len(tokens) > 1
        and last in word_set("formations", "nouns", "bodies")
        and not re.match(r"(?:abu|al)\b", words.casefold())
    )
