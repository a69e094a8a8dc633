"""Where one line of an infobox value holds several names: at what is printed between them, or at a lost line break."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import msgspec

from annals.base.document import Link, within
from annals.base.span import Span
from annals.extract.lines import Sheet, outside, words_of
from annals.extract.ranks import ranked, titled


class Cut(msgspec.Struct, frozen=True, order=True):
    """The stretch `start:end` between two names (may be empty); `joined` where a line break was lost there."""

    start: int
    end: int
    joined: bool = False


def segments(page: Sheet, line: Span, field: str) -> tuple[list[Span], bool]:
    """The stretches of `line` that may hold one name each, and whether a lost line break was put back."""
    cuts = sorted({*_printed(page, line, field), *_flags(page, line)})
    if page.lossy:
        for part in _between(line, cuts):
            cuts += _lost(page, part, field)
    parts = [p for p in _between(line, sorted(cuts)) if page.clean(p)]
    repaired = any(
        c.joined and page.clean(Span(line.start, c.start)) and page.clean(Span(c.end, line.end)) for c in cuts
    )
    return parts, repaired


def _between(line: Span, cuts: list[Cut]) -> list[Span]:
    parts, at = [], line.start
    for cut in cuts:
        if cut.start >= at:
            parts.append(Span(at, cut.start))
            at = cut.end
    return [*parts, Span(at, line.end)]


def _flags(page: Sheet, line: Span) -> Iterator[Cut]:
    """A flag opens a name."""
    open_stretches = [Span(*s) for s in outside(page.text, line)]
    for flag in within(page.document.flags, line):
        if any(s.start <= flag.span.start and flag.span.end <= s.end for s in open_stretches):
            yield Cut(flag.span.start, flag.span.start, True)


_PRINTED = re.compile(r";|[•·]| +[/|] +|\n")


def _printed(page: Sheet, line: Span, field: str) -> Iterator[Cut]:
    """Semicolons, slashes and bullets; commas and "and" where both sides are names of their own."""
    for start, end in outside(page.text, line):
        for mark in _PRINTED.finditer(page.text, start, end):
            if mark[0] != "\n":
                yield Cut(mark.start(), mark.end())
    yield from _listed(page, line, field)


def _listed(page: Sheet, line: Span, field: str) -> Iterator[Cut]:
    commas = [
        at for s, e in outside(page.text, line) for at in range(s, e) if page.text[at] == "," and not _linked(page, at)
    ]
    if not commas and not re.search(r"\s(?:and|&)\s", line.of(page.text)):
        return
    bounds = [line.start, *(at + 1 for at in commas), line.end + 1]
    parts = [Span(a, b - 1) for a, b in pairwise(bounds)]
    if len(parts) > 1 and _all_names(page, parts, field):
        yield from (Cut(at, at + 1) for at in commas)
    for part in parts:
        yield from _and(page, part)


def _linked(page: Sheet, at: int) -> bool:
    return any(link.span.start < at < link.span.end for link in within(page.document.links, _line_of(page, at)))


def _line_of(page: Sheet, at: int) -> Span:
    start = page.text.rfind("\n", 0, at) + 1
    end = page.text.find("\n", at)
    return Span(start, len(page.text) if end < 0 else end)


def _all_names(page: Sheet, parts: list[Span], field: str) -> bool:
    """Whether commas part names: every part is a link or ranked, or all are plain names and none is a title."""
    spans = [page.trim(p.start, p.end) for p in parts]
    kept = [s for s in spans if len(s)]
    if all(_whole_link(page, s) or (field == "commander" and ranked(page.clean(s))) for s in kept):
        return True
    words = [re.sub(r"^and\s+", "", re.sub(r"\s*\([^()]*\)", "", page.clean(s))) for s in kept]
    if field == "commander":
        return all(_plain_person(w, len(kept)) or _whole_link(page, s) for w, s in zip(words, kept, strict=True))
    return len(kept) > 1 and all(_whole_link(page, s) or _formation(w) for w, s in zip(words, kept, strict=True))


def _plain_person(words: str, count: int) -> bool:
    """A name without a title: two or three capitalised words, or (in a list of three or more) one."""
    if titled(words) or re.search(r"\b(?:of|Jr|Sr|[IVX]+|\d\S*)\b", words):
        return False
    tokens = words.split()
    return (2 if count == 2 else 1) <= len(tokens) <= 4 and all(t[:1].isupper() for t in (tokens[0], tokens[-1]))


def _whole_link(page: Sheet, span: Span) -> bool:
    """Whether `span` is one link, perhaps with a bracket, a mark or a plural ending after it."""
    inside = [link for link in within(page.document.links, span) if len(link.span) > 1]
    if not inside:
        return False
    rest = page.clean(Span(span.start, inside[0].span.start)) + page.clean(Span(inside[0].span.end, span.end))
    return not re.search(r"\w", re.sub(r"\([^()]*\)|^and\b", "", rest))


def _and(page: Sheet, part: Span) -> Iterator[Cut]:
    """An "and" between two links that are the whole of both sides."""
    for match in re.finditer(r"\s(?:and|&)\s", part.of(page.text)):
        left = page.trim(part.start, part.start + match.start())
        right = page.trim(part.start + match.end(), part.end)
        if _whole_link(page, left) and _whole_link(page, right):
            yield Cut(left.end, right.start)


# Line breaks lost by the exporter


def _lost(page: Sheet, part: Span, field: str) -> list[Cut]:
    cuts = [*_gaps(page, part), *_headings(page, part), *_nameless(page, part)]
    cuts += [cut for stretch in _between(part, sorted(cuts)) for cut in _brackets(page, stretch, field)]
    if field == "commander":
        cuts += [cut for stretch in _between(part, sorted(cuts)) for cut in _ranks(page, stretch)]
    else:
        cuts += [cut for stretch in _between(part, sorted(cuts)) for cut in _formations(page, stretch)]
    cuts += [cut for stretch in _between(part, sorted(cuts)) for cut in _links(page, stretch, field)]
    return cuts


def _gaps(page: Sheet, part: Span) -> Iterator[Cut]:
    """Two spaces: a flag or a line break stood there."""
    for start, end in outside(page.document.text, part):
        for match in re.finditer(r"(?<=\S) {2,}(?=[^\s(])", page.document.text[start:end]):
            if not re.search(
                r"(?:\b(?:of|the|and|al|c\.)|[-–])$",
                page.document.text[max(part.start, start + match.start() - 8) : start + match.start()],
            ):
                yield Cut(start + match.start(), start + match.end(), True)


@cache
def _inline_heading() -> re.Pattern[str]:
    phrases = sorted(words_of("marks", "headings", "inline"), key=len, reverse=True)
    return re.compile(rf"(?<=[\w)\]] )(?:{'|'.join(map(re.escape, phrases))}):", re.IGNORECASE)


def _headings(page: Sheet, part: Span) -> Iterator[Cut]:
    for match in _inline_heading().finditer(page.text, part.start, part.end):
        yield Cut(match.start(), match.start(), True)


@cache
def _nobody() -> re.Pattern[str]:
    openers = "|".join(word.capitalize() for word in words_of("marks", "unknown", "openers"))
    return re.compile(rf"(?<=[\w).] )(?:{openers})\b")


def _nameless(page: Sheet, part: Span) -> Iterator[Cut]:
    for start, end in outside(page.text, part):
        for match in _nobody().finditer(page.text, start, end):
            yield Cut(match.start(), match.start(), True)


_CLOSED = re.compile(r"\)(\s+)(?=[\w\"“‘'*])")


def _brackets(page: Sheet, part: Span, field: str) -> Iterator[Cut]:
    """After a closed bracket a new name begins, if enough follows to be one."""
    for start, end in outside(page.text, part):
        if start == part.start or page.text[start - 1] != ")":
            continue
        words = page.clean(Span(start, end))
        follows = words.split()
        if not follows or not (words[0].isupper() or words[0].isdigit() or words[0] in '"“‘'):
            continue
        linked = any(link.span.start <= start + 2 for link in within(page.document.links, Span(start, part.end)))
        held = page.text[page.text.rfind("(", part.start, start) + 1 : start - 1]
        nickname = bool(re.fullmatch(r"[A-Z][a-z]+|[\"“].*", held)) and field == "commander"
        if not nickname and (linked or len(follows) > 1):
            yield Cut(start, start, True)


def _ranks(page: Sheet, part: Span) -> Iterator[Cut]:
    """A rank in mid line opens a new name."""
    begun = False
    at = part.start
    for start, end in outside(page.text, part):
        for word in re.finditer(r"\S+", page.text[start:end]):
            where = start + word.start()
            if where < at:
                continue
            length = ranked(page.text[where : part.end])
            if length and begun and not re.search(r"(?:\b(?:of|the|and|al)|[,(-])\s*$", page.text[part.start : where]):
                yield Cut(where, where, True)
                begun = False
            if length:
                at = where + length
            elif word[0][:1].isalpha():
                begun = True


@cache
def _nouns(key: str) -> frozenset[str]:
    return frozenset(words_of("formations", "nouns", key))


def _formation(words: str) -> bool:
    """Whether `words` end like the name of a formation or an organisation."""
    tokens = re.sub(r"\s*\([^()]*\)$", "", words).split()
    return bool(tokens) and tokens[-1].casefold().strip(".,:") in _nouns("formations") | _nouns("organisations")


def _formations(page: Sheet, part: Span) -> Iterator[Cut]:
    """In unlinked words: after the noun that closes a formation's name, if another formation's name follows."""
    begin = part.start
    for match in re.finditer(r"\S+", part.of(page.text)):
        start, end = part.start + match.start(), part.start + match.end()
        rest = page.clean(Span(end, part.end))
        if _opens_group(match[0]) and len(page.clean(Span(begin, start)).split()) > 1 and not _in_link(page, start):
            yield Cut(start, start, True)
            begin = start
        elif (
            _closes(match[0], rest)
            and _formation(rest)
            and not _in_link(page, end)
            and len(page.clean(Span(begin, end)).split()) > 1
        ):
            yield Cut(end, end, True)
            begin = end


def _opens_group(word: str) -> bool:
    return word[:1].isupper() and word.casefold() in _nouns("leads")


def _closes(word: str, rest: str) -> bool:
    following = rest.split()
    if word.casefold() not in _nouns("closed") or not following:
        return False
    if re.match(r"\d+(?:st|nd|rd|th)\b", rest):
        return True
    return (
        following[0][:1].isupper()
        and len(following) > 1
        and following[0].casefold().strip(",") not in _nouns("goes_on")
    )


def _in_link(page: Sheet, at: int) -> bool:
    return any(link.span.start < at < link.span.end for link in within(page.document.links, _line_of(page, at)))


def _links(page: Sheet, part: Span, field: str) -> Iterator[Cut]:
    """Between a link and what stands beside it, if each is a name of its own."""
    links = [link for link in within(page.document.links, part) if re.search(r"\w", link.span.of(page.text))]
    links = [a for a in links if not any(b is not a and b.span.holds(a.span) and b.span != a.span for b in links)]
    begin = part.start
    for number, link in enumerate(links):
        after = links[number + 1] if number + 1 < len(links) else None
        lead = page.clean(Span(begin, link.span.start))
        embedded = bool(lead)
        if lead and _apart(lead, link, page, field):
            yield Cut(link.span.start, link.span.start, True)
            embedded = False
        end = after.span.start if after else part.end
        trail = page.clean(Span(link.span.end, end))
        begin = link.span.end
        beside = not trail and after is not None and _two_names(page, link, after, field)
        if beside or (trail and not embedded and _begins(page, link, trail, field)):
            yield Cut(link.span.end, link.span.end, True)
        else:
            begin = link.span.start


def _two_names(page: Sheet, link: Link, after: Link, field: str) -> bool:
    """Whether two links side by side are two names: at least one has several words and the second begins one."""
    first, second = page.clean(link.span), page.clean(after.span)
    if not (second[:1].isupper() or second[:1].isdigit()) or second.startswith("("):
        return False
    if field == "commander" and (ranked(f"{first} X") or titled(first)):
        return False
    return len(first.split()) + len(second.split()) > 2 or (link.target is None and field == "belligerent")


def _begins(page: Sheet, link: Link, trail: str, field: str) -> bool:
    """Whether the plain words after a link are a name of their own."""
    tokens = trail.split()
    if len(tokens) < 2 or not tokens[0][:1].isupper():
        return False
    name = page.clean(link.span)
    if field == "commander":
        return len(name.split()) > 1 and tokens[1][:1].isupper() and not titled(trail)
    if len(name.split()) > 1 and _opens_group(name.split()[0]):
        return True
    return len(name.split()) > 1 and _formation(name) and (field == "belligerent" or _formation(trail))


def _apart(lead: str, link: Link, page: Sheet, field: str) -> bool:
    """Whether the plain words before a link are a name of their own."""
    tokens, name = lead.split(), page.clean(link.span)
    if len(tokens) < 2 or not tokens[0][:1].isupper() or not name[:1].isupper() or len(name.split()) < 2:
        return False
    if field == "commander":
        return tokens[-1][:1].isupper() and len(tokens) < 5 and not ranked(f"{lead} X") and not titled(tokens[-1])
    return _formation(lead) and _formation(name)
