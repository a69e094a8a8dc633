"""Result, outcomes and territory, and the larger episodes that an episode is part of."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from annals.base.document import Link, Row, within
from annals.base.gap import Gap
from annals.base.span import Span
from annals.extract.lines import Sheet, aside, gap, overlong, strands, words_of
from annals.extract.nobody import nothing, squeezed
from annals.extract.roster import Name


def outcomes(page: Sheet, row: Row) -> list[Name]:
    """The lines of a result field: the first is the result, the others are outcomes."""
    found: list[Name] = []
    for strand in strands(page, row):
        words = page.clean(strand.span).strip(" |*•")
        if not words or nothing(words):
            continue
        if aside(words) and found:
            last = found[-1]
            found[-1] = Name(
                f"{last.text} {words}",
                Span(last.span.start, strand.span.end),
                (*last.citations, *page.cited(strand.span)),
            )
        else:
            found.append(Name(words, strand.span, page.cited(strand.span)))
    return found


def territory(page: Sheet, row: Row) -> Name | None:
    """The territory field as text, its lines without bullets."""
    lines = [page.clean(s.span).strip(" |*•") for s in strands(page, row)]
    text = "\n".join(line for line in lines if line)
    return Name(text, row.span, page.cited(row.span)) if text and not nothing(text) else None


@cache
def _headed() -> re.Pattern[str]:
    """An episode's noun anywhere in some words."""
    return re.compile(rf"\b(?:{'|'.join(words_of('episode_words', 'heads', 'words'))})\b", re.IGNORECASE)


@cache
def _finished() -> re.Pattern[str]:
    """Words that end like an episode's name: its noun, a year or a closed bracket."""
    nouns = "|".join(words_of("episode_words", "heads", "words"))
    return re.compile(rf"(?:\b(?:{nouns})|\d|\)|\bWar [IVX]+)$", re.IGNORECASE)


_RELATION = r"(?:of|in|during|within|under|by|and|from|on)"
_JOINT = re.compile(
    rf"\s*(?:,\s*(?:and\s+)?|;\s*|\n\s*|\s+and\s+|\s*&\s+|\s+\(|\)|\s+{_RELATION}\s+)"
    r"(?:(?:and|the|of|in|during|part of|a|an)\s+)*",
    re.IGNORECASE,
)


def part_of(page: Sheet, row: Row) -> tuple[list[Name], list[Gap]]:
    """The names of the larger episodes: links first, then what stands between them and is headed like one."""
    if too_long := overlong(page, row.span, "part_of"):
        return [], too_long
    links = _outer(page, row)
    found: list[Name] = []
    at = row.span.start
    for link in [*links, None]:
        end = link.span.start if link else row.span.end
        found += _between(page, Span(at, end), bool(links))
        if link:
            found.append(_named(page, link.span))
            at = link.span.end
    kept = list({squeezed(n.text): n for n in reversed(found) if squeezed(n.text)}.values())[::-1]
    if not kept and page.clean(row.span) and not nothing(page.clean(row.span)):
        return [], [gap("unread-part-of", "no larger episode was recognised in these words", page, row.span, "part_of")]
    return kept, []


def _outer(page: Sheet, row: Row) -> list[Link]:
    """Links of the row that lie in no other link."""
    links = [link for link in within(page.document.links, row.span) if re.search(r"\w", link.span.of(page.text))]
    return [a for a in links if not any(b is not a and b.span.holds(a.span) and b.span != a.span for b in links)]


def _named(page: Sheet, span: Span) -> Name:
    words = page.clean(span)
    text = re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.IGNORECASE).strip(" ,;.")
    text = re.sub(r"\s*\[[^\[\]]*\d[^\[\]]*\]$", "", text)  # when the larger episode was: "[July 1861]"
    text = re.sub(r"(?:\s+(?:of|in|during|and|the)|\s*\()+$", "", text)
    return Name(text, span, page.cited(Span(span.start, min(len(page.text), span.end + 8))))


def _between(page: Sheet, span: Span, linked: bool) -> list[Name]:
    """Names in plain words: cut where both sides are headed like an episode, or beside links."""
    parts = _split(page, span)
    return [
        n for n in (_named(page, p) for p in parts) if _headed().search(n.text) and (not linked or _capital(n.text))
    ]


def _capital(text: str) -> bool:
    return any(word[:1].isupper() or word[:1].isdigit() for word in text.split()) and len(text.split()) > 1


def _split(page: Sheet, span: Span) -> list[Span]:
    """`span` cut where words headed like an episode end and others begin."""
    words = span.of(page.text)
    nouns = [match.start() for match in _headed().finditer(words)]
    parts, at = [], 0
    for joint in _JOINT.finditer(words):
        left = words[max(at, joint.start() - 60) : joint.start()].strip()
        told = bisect_left(nouns, at) < bisect_left(nouns, joint.start())
        if not words[at : joint.start()].strip():
            at = joint.end()
        elif told and _finished().search(left) and _begins(words, joint, bool(nouns) and nouns[-1] >= joint.end()):
            parts.append(page.trim(span.start + at, span.start + joint.start()))
            at = joint.end()
    last = page.trim(span.start + at, span.end)
    parts = [*parts, last] if len(last) else parts
    return [_without_lead(page, p) for p in parts]


def _begins(words: str, joint: re.Match[str], told_after: bool) -> bool:
    """Whether an episode's name of its own begins after `joint`; `told_after`: an episode's noun follows somewhere."""
    mark = joint[0].lstrip()[:1]
    if mark == "(":
        return bool(_headed().search(words[joint.end() : joint.end() + 120].split(")")[0]))
    if mark in (",", ";", ")") or joint[0].startswith("\n"):
        return True
    follows = words[joint.end() : joint.end() + 1]
    return told_after and (joint[0].casefold().endswith("the ") or follows.isupper() or follows.isdigit())


def _without_lead(page: Sheet, span: Span) -> Span:
    lead = re.match(r"(?:(?:part of|in|of|and|during|the|a|an)\s+)+(?=\S)", span.of(page.text), re.IGNORECASE)
    return page.trim(span.start + lead.end(), span.end) if lead else span
