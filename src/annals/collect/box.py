"""Values of an infobox that an exporter made plain: lines, links by their words, what it left of mark-up, flags."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from annals.base.document import Bold, Link
from annals.base.span import Span
from annals.collect.flags import EMOJI, country, depicted, file_ending, opening
from annals.collect.inline import TAGS
from annals.collect.weave import Weaver

MOST = 2000
"""Links and bold runs that are looked for in one value."""


class Words(NamedTuple):
    """Words that are to be found within a value, and the page they lead to (or that they are bold)."""

    words: str
    target: str | None = None
    bold: bool = False


class Edit(NamedTuple):
    """A stretch of the raw value that is written otherwise: as `words`, and with a flag where `flag` is not `None`."""

    start: int
    end: int
    words: str = ""
    flag: str | None = None


_LEFTOVER = re.compile(
    rf"""(?P<ref><ref\b[^<>]{{0,500}}/>|<ref\b[^<>]{{0,500}}>[^<]{{0,5000}}</ref>|</?ref\b[^<>]{{0,500}}>)
    |(?P<break></?(?:br|p|div|li|tr)\b[^<>]{{0,500}}>)
    |(?P<tag></?(?:{TAGS})(?:\s[^<>]{{0,500}})?/?>|<!--.{{0,2000}}?-->|'{{2,5}})
    |(?P<picture>\[\[(?:file|image):(?P<file>[^\[\]|]{{1,300}})[^\[\]]{{0,1000}}\]\][ \t]*
        |!\[(?P<alt>[^\[\]]{{0,300}})\]\([^()\n]{{0,1000}}\)[ \t]*
        |\{{\{{flag(?:icon|deco|icon\ image)\|(?P<icon>[^{{}}|]{{1,100}})[^{{}}]{{0,200}}\}}\}}[ \t]*)
    |(?P<flagged>\{{\{{flag(?:country)?\|(?P<land>[^{{}}|]{{1,100}})[^{{}}]{{0,200}}\}}\}})
    |(?P<entity>&(?:\#\d{{1,7}}|\#x[0-9a-f]{{1,6}}|[a-z][a-z0-9]{{1,31}});)
    |(?P<emoji>{EMOJI})""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)


def leftovers(value: str) -> Iterator[Edit]:
    """What an exporter left of mark-up in `value`: tags, notes, templates of flags, entities; and emoji flags."""
    for match in _LEFTOVER.finditer(value):
        start, end = match.span()
        match match.lastgroup:
            case "break":
                yield Edit(start, end, "\n")
            case "picture":
                yield Edit(start, end, "", depicted(match["file"] or match["alt"] or match["icon"] or ""))
            case "flagged":
                yield Edit(start, end, match["land"].strip(), match["land"].strip())
            case "entity":
                yield Edit(start, end, html.unescape(match[0]))
            case "emoji":
                yield Edit(start, end, match[0], country(match[0]))
            case _:
                yield Edit(start, end)


_STRANGE = re.compile(r"(?:\{\{|\[\[)[^\n]{0,200}|\}\}|\]\]")


# Links and pictures -----------------------------------------------------------------------------------------------


def placed(value: str, wanted: Iterable[Words]) -> list[tuple[Span, Words]]:
    """Where each of the `wanted` words stands in `value`: one after the other, skipping those not there.

    Words inside the file name of a picture are not meant where the same words stand again after it.
    """
    found: list[tuple[Span, Words]] = []
    at = 0
    for each in wanted:
        start = _sought(value, each.words, at)
        if start is None:
            continue
        at = start + len(each.words)
        found.append((Span(start, at), each))
    return found


def _sought(value: str, words: str, at: int) -> int | None:
    """The next place of `words` from `at` on: whole words first, then any."""
    if not words.strip():
        return None
    loose = None
    start = value.find(words, at)
    for _ in range(50):
        if start < 0:
            break
        if not _in_file_name(value, words, start):
            if _whole(value, start, start + len(words)):
                return start
            loose = start if loose is None else loose
        start = value.find(words, start + 1)
    return loose


def _whole(value: str, start: int, end: int) -> bool:
    before, after = value[start - 1 : start], value[end : end + 1]
    return not (before.isalnum() and value[start].isalnum()) and not (after.isalnum() and value[end - 1].isalnum())


def _in_file_name(value: str, words: str, start: int) -> bool:
    line = value[start : start + 300].partition("\n")[0]
    ending = file_ending().search(line)
    return bool(ending and words in line[ending.end() :] and ending.end() > len(words))


def pictures(value: str, links: list[Span]) -> Iterator[Edit]:
    """File names of pictures that stand before a name (`Northern Front flag.svg Northern Front`).

    A file name begins where the words before it end: at the line's start or bullet, after a link, a bracket, a comma
    or a picture, or where its own opening words stand (`Flag of`).
    """
    at = 0
    for line in value.split("\n"):
        edge = at + len(line) - len(line.lstrip(" \t*#:•"))
        for ending in file_ending().finditer(line):
            stop = at + ending.end()
            start = _file_start(value, edge, stop, links)
            edge = _past_space(value, stop)
            yield Edit(start, edge, "", depicted(value[start:stop]))
        at += len(line) + 1


def _file_start(value: str, edge: int, stop: int, links: list[Span]) -> int:
    last = bisect_right(links, Span(stop, stop)) - 1
    start = max(edge, links[last].end if last >= 0 and links[last].end < stop else edge)
    cuts = [match.end() for match in re.finditer(r"\)\s+|[;,]\s+|[ \t]{2,}", value[start:stop])]
    start += cuts[-1] if cuts else 0
    openings = [match.start() for match in opening().finditer(value[start:stop])]
    start += openings[0] if openings else 0
    return _past_space(value, start)


def _past_space(value: str, at: int) -> int:
    found = re.compile(r"[ \t]*").match(value, at)
    return found.end() if found else at


# Writing ----------------------------------------------------------------------------------------------------------


def write(weaver: Weaver, value: str, wanted: Iterable[Words]) -> str:
    """Write `value` line by line as it stands, cleaned, with its links, bold runs and flags beside it.

    Returns the mark-up that was left and not understood (`""` if none).
    """
    wanted = list(islice(wanted, MOST))
    links = placed(value, (each for each in wanted if not each.bold))
    bolds = placed(value, (each for each in wanted if each.bold))
    left = list(leftovers(value))
    spans = sorted(span for span, _ in links)
    edits = _disjoint([*left, *pictures(_blanked(value, left), spans)])
    mapped = _written(weaver, value, edits)
    for span, each in links:
        _annotate(weaver, _moved(span, mapped), each)
    for span, each in bolds:
        _annotate(weaver, _moved(span, mapped), each)
    strange = _STRANGE.search(_blanked(value, edits))
    return strange[0] if strange else ""


def _blanked(value: str, edits: list[Edit]) -> str:
    """`value` with spaces where `edits` take something out."""
    parts, at = [], 0
    for edit in edits:
        parts += [value[at : edit.start], re.sub(r"[^\n]", " ", value[edit.start : edit.end])]
        at = edit.end
    return "".join((*parts, value[at:]))


def _disjoint(edits: list[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in sorted(edits):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def _written(weaver: Weaver, value: str, edits: list[Edit]) -> list[tuple[int, int, int]]:
    """Write `value` with its `edits`; where each stretch of it went: (start in `value`, place in the text, length)."""
    mapped, at = [], 0
    for edit in [*edits, Edit(len(value), len(value))]:
        mapped.append((at, weaver.at, edit.start - at))
        weaver.write(value[at : edit.start])
        mapped.append((edit.start, weaver.at, len(edit.words) if edit.words == value[edit.start : edit.end] else 0))
        if edit.flag is not None:
            weaver.flag(edit.flag, edit.words)
        else:
            weaver.write(edit.words)
        at = edit.end
    return mapped


def _moved(span: Span, mapped: list[tuple[int, int, int]]) -> Span:
    """Where `span` of the raw value stands in the text."""
    places = []
    for at in (span.start, span.end):
        start, to, length = mapped[max(0, bisect_right(mapped, (at, 1 << 62, 0)) - 1)]
        places.append(to + min(at - start, length))
    return Span(*places)


def _annotate(weaver: Weaver, span: Span, words: Words) -> None:
    if not len(span):
        return
    if words.bold:
        weaver.bolds.append(Bold(span))
    else:
        weaver.links.append(Link(span, words.target))
