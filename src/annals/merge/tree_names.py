"""Names of episodes: by what two of them are one, and under which names each account of an episode goes.

Names are equal but for case, accents, marks and the article, and where only one writes a year out ("2016–17"). What
stands in brackets behind a name is part of it; only a link leads from a name without to one with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from annals.base.document import Bold, Document, Link, within
from annals.base.edtf import bounds
from annals.base.span import Span
from annals.base.tree import HOW, Name
from annals.extract.lines import words_of
from annals.keep.kept import KeptClaim, KeptDocument, KeptStatement
from annals.merge import where
from annals.merge.intervals import Interval, meet
from annals.merge.tellers import Box

_YEARS = re.compile(r"\b(\d\d)(\d\d)(\s?[–—-]\s?)(\d\d)\b(?!\d)")
_MARK = re.compile(r"\[[^\[\]]{0,40}\]")


class Boxed:
    """One account of an episode: what its infobox (or its title) states, its names, and its days."""

    def __init__(self, box: Box, source: KeptDocument, said: list[KeptStatement]) -> None:
        self.box, self.source, self.said = box, source, said
        self.names = tuple(_names(box, source.document, said))
        self.parts = [kept for kept in said if kept.statement.field == "part_of" and kept.statement.text]
        self.start, self.end, self.dated = _told_days(said)

    @property
    def handle(self) -> tuple[str, str]:
        """What stands for the account where accounts are put together."""
        return self.box[0], str(self.box[1])

    @property
    def days(self) -> Interval:
        """The days on which it can have lasted."""
        return days(self.start, self.end)

    def defined(self, claims: Iterable[KeptClaim]) -> None:
        """Take the days from the sentence that opens the article, where no infobox gives any."""
        opening = next((b.span for b in self.source.document.blocks if b.kind == "paragraph"), None)
        for kept in claims:
            when = kept.claim.when
            if self.dated is None and when and opening and kept.claim.sentence.start == opening.start:
                start, _, end = when.edtf.partition("/")
                self.start, self.end, self.dated = start or None, end or start or None, kept.id


def name_key(name: str) -> str:
    """By what two names of episodes are one; empty where the words name nothing.

    `name_key("the_Battle of Orr#Aftermath")` is `name_key("Battle of Orr")`.
    """
    page = name.partition("#")[0].replace("_", " ").strip(" :")
    return where.key(_YEARS.sub(_written_out, page))


def _written_out(match: re.Match[str]) -> str:
    century, first, dash, last = match.groups()
    return f"{century}{first}{dash}{century}{last}" if first < last else match[0]


def days(start: str | None, end: str | None) -> Interval:
    """The first and last possible day; an end that is not told is open."""
    first, last = bounds(f"{start or ''}/{end or '..'}")
    return first, last


def together(left: Interval, right: Interval) -> bool:
    """Whether some day is allowed by both."""
    return meet((left, right)) is not None


def is_episode(name: str) -> bool:
    """Whether a name holds the noun of an episode (a battle, a war, a campaign)."""
    return bool(_nouns() & set(re.findall(r"[^\W\d_]+", name.casefold()))) and len(name.split()) > 1


@cache
def _nouns() -> frozenset[str]:
    return frozenset(words_of("episode_words", "heads", "words"))


def _told_days(said: Iterable[KeptStatement]) -> tuple[str | None, str | None, str | None]:
    """Start and end by the first date that an infobox states, and its id."""
    for kept in said:
        start, end = kept.statement.start, kept.statement.end
        if kept.statement.field == "date" and (start or end):
            return start.edtf if start else None, end.edtf if end else None, kept.id
    return None, None, None


_YEAR = re.compile(r"(?<!\d)([12]\d{3})(?!\d)")


def years(name: str) -> Interval:
    """The first and last year that a name itself holds."""
    told = [int(year) for year in _YEAR.findall(_YEARS.sub(_written_out, name))]
    return min(told, default=None), max(told, default=None)


def wholes_in(name: str) -> Iterator[str]:
    """What a name itself says that it is a part of: "Lowmark war" in "Early phase of the Lowmark war"."""
    for match in re.finditer(r" (?:of|in|during)(?: the)? (?=\S)", name):
        if _nouns() & set(re.findall(r"[^\W\d_]+", name[: match.start()].casefold())) and is_episode(
            name[match.end() :]
        ):
            yield name[match.end() :]


# the names of an account


def _names(box: Box, document: Document, said: Iterable[KeptStatement]) -> Iterator[Name]:
    """The names under which an account goes, the surest first. Only the page's first box is what the page is about."""
    stated = [k for k in said if k.statement.field == "title" and k.statement.text]
    titled = next((k.id for k in stated if name_key(k.statement.text or "") == name_key(document.title or "")), None)
    if box[1] == 0 and document.title:
        yield Name(document.title.replace("_", " "), HOW[0], box[:1], (titled,) if titled else ())
    for kept in stated:
        yield Name(kept.statement.text or "", HOW[1], box[:1], (kept.id,))
    if box[1] == 0:
        for bold in _bolds(document):
            yield Name(bold, HOW[2], box[:1])


def _bolds(document: Document) -> Iterator[str]:
    """Bold names of an episode in the first paragraph of the lead."""
    opening = next((b.span for b in document.blocks if b.kind == "paragraph" and b.section == 0), None)
    found: list[Bold] = within(document.bolds, opening) if opening else []
    for bold in found:
        words = " ".join(_MARK.sub("", document[bold.span]).split())
        if is_episode(words):
            yield words


def redirects(documents: Mapping[str, KeptDocument]) -> dict[str, Name]:
    """Pages that only lead to another: the key of that other, with the name that leads to it."""
    found: dict[str, Name] = {}
    for id, kept in documents.items():
        target = kept.document.metadata.get("redirect")
        if target and kept.document.title:
            found.setdefault(name_key(kept.document.title), Name(target, HOW[3], (id,)))
    return found


# the names that an account gives to larger episodes


def pointed(document: Document, span: Span, text: str) -> str | None:
    """The page that a name in `span` leads to, where it leads to an episode and not to a part of the name."""
    links: list[Link] = within(document.links, span)
    for link in links:
        whole = name_key(document[link.span]) == name_key(text)
        if link.target and name_key(link.target) and (whole or (len(links) == 1 and is_episode(link.target))):
            return link.target.partition("#")[0].replace("_", " ").strip(" :")
    return None


def see_also(document: Document) -> Iterator[str]:
    """What the lists of related pages name: where their links lead, else each line."""
    headings = set(words_of("tree", "sections", "see_also"))
    for number, section in enumerate(document.sections):
        if section.heading.strip().casefold() in headings:
            for block in document.blocks:
                if block.section == number and block.kind != "heading":
                    links = within(document.links, block.span)
                    yield from (link.target or "" for link in links)
                    yield from document[block.span].split("\n") if not links else ()
