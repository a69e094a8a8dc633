"""Line breaks that an exporter lost: where in a line a new name begins all the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import msgspec

from annals.base.document import Link, within
from annals.base.span import Span
from annals.codebook import table
from annals.extract.formations import begins_name, closes, formation, opens_group
from annals.extract.lines import Sheet, outside, word_set, words_of
from annals.extract.ranks import ranked, titled


class Cut(msgspec.Struct, frozen=True, order=True):
    """The stretch `start:end` between two names (may be empty); `joined` where a line break was lost there."""

    start: int
    end: int
    joined: bool = False


def between(line: Span, cuts: list[Cut]) -> list[Span]:
    """The stretches of `line` between `cuts` (sorted)."""
    parts, at = [], line.start
    for cut in cuts:
        if cut.start >= at:
            parts.append(Span(at, cut.start))
            at = cut.end
    return [*parts, Span(at, line.end)]


def lost(page: Sheet, part: Span, field: str) -> list[Cut]:
    """Where line breaks were lost in `part`; each hint is looked for in the stretches that the ones before it left."""
    hints: list[Callable[[Sheet, Span], Iterator[Cut]]] = [_spaces, _headings, _nameless, _bolds]
    hints.append(_person_brackets if field == "commander" else _brackets)
    hints.append(_ranks if field == "commander" else _formations)
    hints.append(_person_links if field == "commander" else _party_links if field == "belligerent" else _unit_links)
    cuts: list[Cut] = []
    for hint in hints:
        cuts += [cut for stretch in between(part, sorted(cuts)) for cut in hint(page, stretch)]
    return cuts


def _at(where: int) -> Cut:
    return Cut(where, where, True)


_LEADS_ON = re.compile(r"(?:\b(?:of|the|and|al|c\.)|[-–])$")


def _spaces(page: Sheet, part: Span) -> Iterator[Cut]:
    """Two spaces: a flag or a line break stood there."""
    text = page.document.text
    for start, end in outside(text, part):
        for match in re.finditer(r"(?<=\S) {2,}(?=[^\s(])", text[start:end]):
            at = start + match.start()
            if not _LEADS_ON.search(text[max(part.start, at - 8) : at]):
                yield Cut(at, start + match.end(), True)


@cache
def _inline_heading() -> re.Pattern[str]:
    phrases = sorted(words_of("marks", "headings", "inline"), key=len, reverse=True)
    return re.compile(rf"(?<=[\w)\]] )(?:{'|'.join(map(re.escape, phrases))}):", re.IGNORECASE)


def _headings(page: Sheet, part: Span) -> Iterator[Cut]:
    """A heading such as "Supported by:" begins a line."""
    for match in _inline_heading().finditer(page.text, part.start, part.end):
        yield _at(match.start())


@cache
def _nobody() -> re.Pattern[str]:
    openers = "|".join(word.capitalize() for word in words_of("marks", "unknown", "openers"))
    return re.compile(
        rf"(?<=[\w).] )(?:{openers})\b|^(?:{openers})\s(?=(?:[A-Z][\w'’-]+\s(?:al-)?){{1,4}}[A-Z][\w'’-]+\s*$)"
    )


def _nameless(page: Sheet, part: Span) -> Iterator[Cut]:
    """ "Unknown" begins a line, and is one where nothing but a name follows."""
    start = page.trim(part.start, part.end).start
    for match in _nobody().finditer(page.text[start : part.end]):
        at = start + match.start()
        if at == start:
            yield _at(start + match.end())
        elif any(a <= at < b for a, b in outside(page.text, part)):
            yield _at(at)


def _bolds(page: Sheet, part: Span) -> Iterator[Cut]:
    """A bold heading is a line of its own."""
    for bold in within(page.document.bolds, part):
        start, end = page.trim(bold.span.start, bold.span.end).start, page.trim(bold.span.start, bold.span.end).end
        if page.clean(Span(part.start, start)).strip("(") and page.text[start - 1 : start] == " ":
            yield _at(start)
        if begins_name(page.clean(Span(end, part.end))) and page.text[end : end + 1] == " ":
            yield _at(end)


def _brackets(page: Sheet, part: Span) -> Iterator[Cut]:
    """After a closed bracket a new name begins, if enough follows to be one."""
    for start, end in outside(page.text, part):
        words = page.clean(Span(start, end))
        if start == part.start or page.text[start - 1] != ")" or not begins_name(words):
            continue
        linked = any(link.span.start <= start + 2 for link in within(page.document.links, Span(start, part.end)))
        if linked or len(words.split()) > 1:
            yield _at(start)


def _person_brackets(page: Sheet, part: Span) -> Iterator[Cut]:
    """The same for commanders, whose brackets may also hold a nickname in the middle of a name."""
    for cut in _brackets(page, part):
        held = page.text[page.text.rfind("(", part.start, cut.start) + 1 : cut.start - 1]
        if not re.fullmatch(r"[A-Z][a-z]+|[\"“].*", held):
            yield cut


_NO_START = re.compile(r"(?:\b(?:of|the|and|al)|[,(-])\s*$")


def _ranks(page: Sheet, part: Span) -> Iterator[Cut]:
    """A rank in mid line opens a new name."""
    begun, at = False, part.start
    for start, end in outside(page.text, part):
        for word in re.finditer(r"\S+", page.text[start:end]):
            where = start + word.start()
            if where < at:
                continue
            length = ranked(page.text[where : min(part.end, where + 120)])
            if length and begun and not _NO_START.search(page.text[max(part.start, where - 12) : where]):
                yield _at(where)
                begun = False
            if length:
                at = where + length
            elif word[0][:1].isalpha():
                begun = True


def _formations(page: Sheet, part: Span) -> Iterator[Cut]:
    """In unlinked words: after the noun that closes a formation's name, if another formation's name follows."""
    begin, before = part.start, ""
    for match in re.finditer(r"\S+", part.of(page.text)):
        start, end = part.start + match.start(), part.start + match.end()
        rest = page.clean(Span(end, part.end))
        opens = opens_group(match[0]) and not re.search(r"['’]s?$", before)
        if opens and _words(page, begin, start) > 1 and not _in_link(page, start):
            yield _at(start)
            begin = start
        elif closes(match[0], rest) and formation(rest) and _words(page, begin, end) > 1 and not _in_link(page, end):
            yield _at(end)
            begin = end
        before = match[0]


def _words(page: Sheet, start: int, end: int) -> int:
    return len(page.clean(Span(start, end)).split())


def _in_link(page: Sheet, at: int) -> bool:
    around = Span(page.text.rfind("\n", 0, at) + 1, at + 200)
    return any(link.span.start < at < link.span.end for link in within(page.document.links, around))


# Links side by side


class Beside(msgspec.Struct, frozen=True):
    """Words around a link: `before` back to the last cut, the link's `name`, `trail` up to the next link."""

    before: str
    name: str
    trail: str
    link: Link
    next_name: str


Rule = Callable[[Beside], bool]


def _by_links(page: Sheet, part: Span, opens: Rule, ends: Rule) -> Iterator[Cut]:
    """Cuts before links that `opens` lets begin a name, and after links that `ends` lets end one."""
    links = _outer(page, part)
    begin = part.start
    for number, link in enumerate(links):
        following = links[number + 1] if number + 1 < len(links) else None
        end = following.span.start if following else part.end
        beside = Beside(
            page.clean(Span(begin, link.span.start)),
            page.clean(link.span),
            page.clean(Span(link.span.end, end)),
            link,
            page.clean(following.span) if following else "",
        )
        alone = not beside.before or opens(beside)
        if beside.before and alone:
            yield _at(link.span.start)
        if ends(beside) and (alone or not beside.trail):
            yield _at(link.span.end)
            begin = link.span.end
        else:
            begin = link.span.start


def _outer(page: Sheet, part: Span) -> list[Link]:
    """The links of `part` that have words and lie in no other link."""
    links = [link for link in within(page.document.links, part) if re.search(r"\w", link.span.of(page.text))]
    return [a for a in links if not any(b is not a and b.span.holds(a.span) and b.span != a.span for b in links)]


def _person_links(page: Sheet, part: Span) -> Iterator[Cut]:
    return _by_links(page, part, _person_opens, _person_ends)


def _party_links(page: Sheet, part: Span) -> Iterator[Cut]:
    return _by_links(page, part, _body_opens, lambda beside: _two_bodies(beside, True) or _party_ends(beside))


def _unit_links(page: Sheet, part: Span) -> Iterator[Cut]:
    return _by_links(page, part, _body_opens, lambda beside: _two_bodies(beside, False) or _unit_ends(beside))


def _person_opens(beside: Beside) -> bool:
    """Plain words before a link that are a name of their own."""
    tokens = beside.before.split()
    if tokens[0].casefold() in word_set("marks", "unknown", "openers"):
        return True
    if not 1 < len(tokens) < 5 or len(beside.name.split()) < 2:
        return False
    named = begins_name(tokens[0]) and begins_name(tokens[-1]) and begins_name(beside.name)
    return named and not ranked(f"{beside.before} X") and not titled(tokens[-1])


def _person_ends(beside: Beside) -> bool:
    """A linked name before another link, or before two plain words or more."""
    if ranked(f"{beside.name} X") or titled(beside.name):
        return False
    if not beside.trail:
        return begins_name(beside.next_name) and len(beside.name.split()) + len(beside.next_name.split()) > 2
    tokens = beside.trail.split()
    plain = len(tokens) > 1 and begins_name(tokens[0]) and begins_name(tokens[1]) and not titled(beside.trail)
    return plain and len(beside.name.split()) > 1


def _body_opens(beside: Beside) -> bool:
    """Plain words before a link that are a formation of their own."""
    tokens = beside.before.split()
    named = len(tokens) > 1 and begins_name(beside.before) and begins_name(beside.name)
    return named and len(beside.name.split()) > 1 and formation(beside.before) and formation(beside.name)


def _two_bodies(beside: Beside, party: bool) -> bool:
    """Two links side by side, at least one of them of several words."""
    if beside.trail or not begins_name(beside.next_name):
        return False
    several = len(beside.name.split()) + len(beside.next_name.split()) > 2
    return several or (party and beside.link.target is None)


def _party_ends(beside: Beside) -> bool:
    """A linked party before plain words that are another: after an army, a group or a country."""
    tokens = beside.trail.split()
    if len(tokens) < 2 or not begins_name(beside.trail):
        return False
    if beside.name in table("flags")["countries"].values():
        return formation(beside.trail)
    return len(beside.name.split()) > 1 and (formation(beside.name) or opens_group(beside.name.split()[0]))


def _unit_ends(beside: Beside) -> bool:
    """A linked formation before plain words that end like another."""
    if not formation(beside.trail) or beside.name in table("flags")["countries"].values():
        return False
    return _party_ends(beside)
