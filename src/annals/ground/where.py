"""Places told by a common noun ("the town", "the plant") tied to the named place that they point to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache

from annals.base.claim import Claim
from annals.base.document import Document
from annals.base.episode import Episode
from annals.base.mention import Mention
from annals.base.passage import Draft, Passage
from annals.codebook import table

_WORD = r"(?:(?:al|as|ash|ad|ar|an|el)-)?[A-Z][\w'’‘-]{0,40}"
_NAME = rf"(?!The\b|In\b|On\b|A\b|At\b){_WORD}(?: {_WORD}){{0,3}}"


@cache
def _settlements() -> dict[str, str]:
    """The class of every common noun for a settlement or a part of one: `city` and `town` may stand for each other."""
    rows = table("places")["settlements"]
    return {word: kind for kind, words in rows.items() for word in words.split()}


@cache
def _headed() -> tuple[re.Pattern[str], ...]:
    heads = "|".join(sorted(_settlements(), key=len, reverse=True))
    return (
        re.compile(rf"\b(?P<head>{heads}) of (?P<name>{_NAME})"),
        re.compile(rf"\b(?P<name>{_NAME}) (?P<head>{heads})\b"),
        re.compile(rf"\b(?P<name>{_NAME})(?:,| is| was) (?:an?|the) (?:[\w-]+ ){{0,3}}(?P<head>{heads})\b"),
    )


class Places:
    """The named places of a document in the order they are told, each with the kind of place the text calls it."""

    def __init__(
        self, document: Document, passages: Sequence[Passage], drafts: Iterable[Draft], episode: Episode | None
    ):
        self.kinds: dict[str, set[str]] = {}
        self.topic = _topic(document, episode)
        told: dict[int, str] = {}
        for passage in passages:
            self._learn(document.text, passage.span.start, passage.span.end, told)
            if self.topic:
                _occurrences(document.text, self.topic, passage, told)
        for draft in drafts:
            for place in draft.claim.places:
                if place.rule is None and place.span is not None:
                    told.setdefault(place.span.start, place.name)
        self.told = sorted(told.items())
        self.starts = [at for at, _ in self.told]

    def _learn(self, text: str, start: int, end: int, told: dict[int, str]) -> None:
        for pattern in _headed():
            for match in pattern.finditer(text, start, end):
                name = match["name"].removesuffix("’s").removesuffix("'s")
                kind = _settlements()[match["head"]]
                if name == self.topic and kind == "quarter":
                    continue  # "a Damascus suburb"
                self.kinds.setdefault(name.casefold(), set()).add(kind)
                told[match.start("name")] = name

    def resolved(self, claim: Claim) -> tuple[Mention, ...]:
        """The places of `claim` with those that only a common noun names tied to their names."""
        found: dict[str, Mention] = {}
        for place in claim.places:
            made = (
                self._pointed(place) if place.rule == "the" else self._it(place) if place.rule == "pronoun" else place
            )
            if made is not None:
                found.setdefault(made.name.casefold(), made)
        return tuple(found.values())

    def _it(self, place: Mention) -> Mention | None:
        """The place that "it" points to: the last one told, in this sentence or the one before."""
        distance, name = next(iter(self._before(place)), (_NEAR, ""))
        return Mention(name, place.span, f"pronoun {place.name}") if distance < _NEAR // 2 else None

    def _pointed(self, place: Mention) -> Mention:
        words = place.name.casefold().split()
        kind = _settlements().get(words[-1]) if len(words) == 1 else None
        name = self._settlement(place, kind) if kind else self._facility(place, words[-1])
        return Mention(name, place.span, f"the {place.name}") if name else place

    def _before(self, place: Mention) -> Iterable[tuple[int, str]]:
        assert place.span is not None
        at = bisect_left(self.starts, place.span.start)
        return ((place.span.start - start, name) for start, name in reversed(self.told[max(0, at - 40) : at]))

    def _settlement(self, place: Mention, kind: str) -> str | None:
        """The nearest place called so before, else the place that the document is about, else the nearest."""
        nearest = None
        fits = self.topic is not None and kind in self.kinds.get(self.topic.casefold(), {kind})
        for distance, name in self._before(place):
            kinds = self.kinds.get(name.casefold(), set())
            if kind in kinds and (distance < _NEAR or self.topic is None):
                return name
            if nearest is None and not kinds and distance < _NEAR and _settlement_like(name):
                nearest = name
        return (self.topic or nearest) if fits else (nearest or self.topic)

    def _facility(self, place: Mention, head: str) -> str | None:
        """The nearest name that ends in the same word: "the plant" after "Alpha Power Plant"."""
        words = set(place.name.casefold().split())
        for distance, name in self._before(place):
            low = name.casefold()
            if distance < _FAR and low.endswith(head) and len(low) > len(head) and words <= set(low.split()) | {head}:
                return name
        return None


_NAMED_AFTER = re.compile(rf"(?:[Bb]attle|[Ss]iege|[Cc]apture|[Ff]all|[Ss]torming) of (?P<name>{_NAME})")


def _topic(document: Document, episode: Episode | None) -> str | None:
    """The place that the account is about: the infobox's first, else the one that its title names."""
    if episode and episode.places:
        return episode.places[0]
    match = _NAMED_AFTER.search((episode.title if episode else None) or document.title or "")
    return match["name"] if match else None


_NEAR = 600
_FAR = 4000


def _occurrences(text: str, name: str, passage: Passage, told: dict[int, str]) -> None:
    """Note every place in a passage where `name` stands."""
    at = text.find(name, passage.span.start, passage.span.end)
    while at >= 0:
        told.setdefault(at, name)
        at = text.find(name, at + len(name), passage.span.end)


def _settlement_like(name: str) -> bool:
    return " " not in name or name.split()[-1][0].isupper()
