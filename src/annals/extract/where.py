"""Where an occurrence happened, in the words of its clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annals.base.mention import Mention
from annals.extract.chunks import Phrase
from annals.extract.names import word_set
from annals.extract.phrases import Lens
from annals.extract.what import Finding
from annals.extract.who import PLACES, Parties
from annals.extract.words import grammar

_BARE = grammar("bare_places")


def places(lens: Lens, found: Finding, made: Parties) -> tuple[Mention, ...]:
    """The places of an occurrence: what was taken or hit, then where the clause puts it."""
    names: list[Mention] = []
    for phrase in made.places:
        for item in phrase.all():
            names.extend(_named(lens, item, told=True))
    clause = found.clause
    hanging: list[tuple[str, Phrase]] = [*clause.phrases, *clause.fronted]
    for owner in (found.event, clause.object, *(made.places)):
        hanging.extend(_hanging(owner))
    if clause.how in ("own", "shared"):
        hanging.extend(clause.subject.attached if clause.subject else [])
    for prep, phrase in hanging:
        if (
            prep in word_set("places", "prepositions", "at")
            or prep == ","
            or (prep == "for" and found.event is not None)
        ):
            for item in phrase.all():
                names.extend(_named(lens, item, told=False))
    return _distinct(names)


def _hanging(owner: Phrase | None) -> Iterator[tuple[str, Phrase]]:
    for item in owner.all() if owner else ():
        yield from item.attached


def _distinct(names: Iterable[Mention]) -> tuple[Mention, ...]:
    seen: dict[str, Mention] = {}
    for name in names:
        seen.setdefault(name.name.casefold(), name)
    return tuple(seen.values())


def _named(lens: Lens, phrase: Phrase, *, told: bool) -> Iterator[Mention]:
    """The name of a place phrase, and those of wider places that hang on it."""
    kinds = lens.kinds(phrase)
    if "event" in kinds and phrase.of is not None:
        for item in phrase.of.all():
            yield from _named(lens, item, told=False)
    elif kinds & PLACES or ("name" in kinds and lens.words[phrase.head].tag == "E"):
        name = _own_name(lens, phrase, told)
        if name:
            yield name
        for inner in _inner(phrase):
            for item in inner.all():
                yield from _named(lens, item, told=False)
    for prep, wider in phrase.attached:
        if prep in (",", "in", "near", "of"):
            for item in wider.all():
                yield from _named(lens, item, told=False)


def _inner(phrase: Phrase) -> Iterator[Phrase]:
    if phrase.of is not None:
        yield phrase.of


def _own_name(lens: Lens, phrase: Phrase, told: bool) -> Mention | None:
    """What names the place itself: its capitalised words, with the head that makes it one."""
    words = lens.words
    head = phrase.head
    first = phrase.first
    while first < head and words[first].tag in ("D", "O", "#", "J", "'"):
        first += 1
    if (owner := lens.owner(phrase)) and words[head].tag != "E":
        first = max(first, owner[1]) if owner[1] <= head else first
    while first < head and words[first].tag != "E":
        first += 1
    while first > phrase.first and words[first - 1].low.endswith(("northern", "southern", "eastern", "western")):
        first -= 1
    low = words[head].low
    if words[head].tag != "E" and words[first].tag != "E":
        return _common(lens, phrase, told)
    last = head if low in word_set("places", "kinds", "drop") and words[head].tag != "E" else head + 1
    if last <= first:
        return None
    return Mention(lens.source(first, last), lens.span(first, last))


def _common(lens: Lens, phrase: Phrase, told: bool) -> Mention | None:
    """A place that only a common noun names, kept where the act was done to it ("captured the town")."""
    word = lens.words[phrase.head]
    if not told or word.low not in _BARE or phrase.of is not None:
        return None
    return Mention(word.text, lens.span(phrase.head, phrase.head + 1), "common")
