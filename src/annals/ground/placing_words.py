"""What a text says of its places in words: of what kind they are, what is told beside them, which states it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from annals.base.claim import Claim
from annals.base.mention import Mention
from annals.codebook import table
from annals.ground.actor_names import state_names
from annals.ground.spelling import key


@cache
def _heads() -> dict[str, str]:
    return {word: kind for kind, words in table("gazetteer")["heads"].items() for word in words.split()}


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    heads = "|".join(sorted(_heads(), key=lambda word: (-len(word), word)))
    after = re.compile(rf"(?:(?:,|,? and|,? or) [A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?){{0,4}} ({heads})\b")
    return after, re.compile(rf"\b({heads}) of (?:the )?$")


@cache
def _nearby(which: str) -> re.Pattern[str]:
    words = "|".join(table("gazetteer")["nearby"][which].split("; "))
    towns = "|".join(table("gazetteer")["heads"]["place"].split())
    if which == "after":
        return re.compile(rf"(?:['’]s?)?\s(?:{words})\b")
    return re.compile(rf"\b(?:{words})\s(?:the\s)?(?:(?:{towns})\sof\s)?$", re.IGNORECASE)


NEARBY_KM = 25.0
_DISTANT = re.compile(r"\b(\d[\d,.]{0,6})\s?-?(km|kilomet|mi)[^.;]{0,40}$")


def is_beyond(text: str, place: Mention) -> bool:
    """Whether the words beside a name say that it is near the place, or around it: "south of Alpha", "the pocket"."""
    before, after, noun = _beside(text, place)
    if noun and noun not in _towns() and noun not in place.name.casefold():
        return True
    return bool(_nearby("before").search(before) or _nearby("after").match(after))


def is_far(text: str, place: Mention) -> bool:
    """Whether the words before a name say that it is farther from the place than its neighbourhood: "70 km west of"."""
    before, _, _ = _beside(text, place)
    told = _DISTANT.search(before) if _nearby("before").search(before) else None
    if told is None:
        return False
    number = float(told[1].rstrip(".,").replace(",", ""))
    return number * (1.6 if told[2] == "mi" else 1.0) > NEARBY_KM


@cache
def _towns() -> frozenset[str]:
    return frozenset((*table("gazetteer")["heads"]["place"].split(), "capital", "it", "there", "here"))


@cache
def _divisional() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The word for a division right after a name, and that for several after a list; and before a name or a list."""
    kinds = table("gazetteer")["kinds"]
    words = "|".join(sorted({*kinds["division1"].split(), *kinds["division2"].split()} - {"state-independent"}))
    name = r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?"
    listed = rf"(?:(?:,|,? and|,? or) {name}){{1,6}} (?i:{words})s"
    of = rf"\b(?i:{words})s? of (?:the )?(?:{name}(?:, | and |, and )){{0,8}}$"
    return re.compile(rf"(?:\W+(?i:{words})s?|{listed})\b"), re.compile(of)


def is_division(text: str, place: Mention) -> bool:
    """Whether a name is called that of a division here, whatever else has it: "Alpha District", "in Alpha and Beta
    provinces"."""
    after, of = _divisional()
    own = place.name.rpartition(" ")[2]
    before, following, noun = _beside(text, place)
    if (own != place.name and after.fullmatch(f" {own}")) or (noun and after.fullmatch(f" {noun}")):
        return True
    return not noun and bool(of.search(before) or after.match(following))


def is_wide(text: str, place: Mention) -> bool:
    """Whether words before a name speak of something as wide as a division: "northern Alpha", "villages in Alpha"."""
    before, _, noun = _beside(text, place)
    return not noun and bool(_nearby("wide").search(before))


@cache
def _in_town() -> re.Pattern[str]:
    heads = "|".join(table("gazetteer")["heads"]["quarter"].split())
    return re.compile(rf"[^.;]{{0,60}}\b(?:{heads}|districts?)\s(?:of|in)\s(?:[a-z]+\s){{0,4}}")


def town_of(text: str, place: Mention, towns: Sequence[str]) -> str:
    """The town that the words after the name of a quarter put it in: "Alpha and Beta neighborhoods of Gamma"."""
    _, after, _ = _beside(text, place)
    told = _in_town().match(after)
    return next((town for town in towns if told and after.startswith(town, told.end())), "")


_BESIDE = 120


def _beside(text: str, place: Mention) -> tuple[str, str, str]:
    """What stands before a name and after it, or the noun that stands for it ("the town") where another word does."""
    if place.span is None:
        return "", "", ""
    start, end = place.span.start, place.span.end
    if not text.startswith(place.name, start):
        return (
            text[max(0, start - _BESIDE) : start],
            text[end : end + _BESIDE],
            text[start:end].casefold().split(" ")[-1],
        )
    end = start + len(place.name)
    return text[max(0, start - _BESIDE) : start], text[end : end + _BESIDE], ""


def kinds_told(text: str, claims: Sequence[Claim]) -> dict[str, str]:
    """The kind of place that the text first calls each place of a claim."""
    told: dict[str, str] = {}
    after, before = _around()
    for name in dict.fromkeys(place.name for claim in claims for place in claim.places):
        for at in _occurrences(text, name):
            end = at + len(name)
            match = after.match(text, end, end + 120) or before.search(text[max(0, at - 30) : at])
            if match and match.re is before and _heads()[match[1]] == "quarter":
                continue  # "the neighborhood of Alpha" lies in Alpha
            if match is not None and key(name) not in told:
                told[key(name)] = _heads()[match[1]]
    return told


def is_named(text: str, place: Mention) -> bool:
    """Whether it can be the name of a town here: no "the" or "river" before it unless a noun follows, no "Northern"."""
    before, after, noun = _beside(text, place)
    bare = not noun and bool(_bare().search(before)) and not re.match(r"\s[a-z]", after)
    words = table("spelling")["apart"]["words"].split()
    return not bare and not all(word.casefold() in words for word in place.name.split())


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:the|{'|'.join(table('gazetteer')['kinds']['region'].split())}|mount|lake|cape)\s$", re.IGNORECASE
    )


class Words:
    """The words of a text, by which names of places are told from others: `small` are those written small somewhere,
    `persons` those that follow a title, as names of people do ("Lord Alpha")."""

    def __init__(self, text: str) -> None:
        told = _WORD.findall(text)
        self.small = frozenset(word for word in told if word.islower())
        self.persons = frozenset(_persons(told))


_WORD = re.compile(r"[^\W\d_][\w’'-]*|[^\w\s]")
_FIRST_NAMES = 3


def _persons(told: Sequence[str]) -> Iterator[str]:
    before, of = (frozenset(table("gazetteer")["persons"][which].split()) for which in ("before", "of"))
    for at, word in enumerate(told):
        title = word.casefold()
        if title in of and told[at + 1 : at + 2] == ["of"]:
            yield from told[at + 2 : at + 3]
        elif title in before:
            following = (other for other in told[at + 1 : at + 3 + _FIRST_NAMES] if other != ".")
            yield from takewhile(lambda other: other[0].isupper(), following)


def told_beside(claims: Sequence[Claim]) -> dict[str, tuple[str, ...]]:
    """For each place the names of those that claims tell beside it, in the order of the text."""
    beside: dict[str, dict[str, None]] = {}
    for claim in claims:
        for place in claim.places:
            others = (other.name for other in claim.places if other is not place)
            beside.setdefault(key(place.name), {}).update(dict.fromkeys(others))
    return {name: tuple(others) for name, others in beside.items()}


_MOST_LOOKED_AT = 50


def _occurrences(text: str, name: str) -> Iterator[int]:
    at = text.find(name) if name else -1
    for _ in range(_MOST_LOOKED_AT):
        if at < 0:
            return
        yield at
        at = text.find(name, at + len(name))


def states_of(text: str) -> frozenset[str]:
    """The names of the states that a text names, or, where it names none, of those whose people or things it names."""
    named = [n for state in _named(text, _states()) for n in state_names(state)]
    demonyms = table("actor_kinds")["demonyms"]
    return frozenset(named or [n for word in _named(text, _peoples()) for n in state_names(demonyms[word.casefold()])])


def _named(text: str, names: Sequence[str]) -> list[str]:
    """Those of the names, the longest first, that a text has as words of their own, and in no longer one of them."""
    there = [re.escape(name) for name in names if name in text]
    return re.findall(rf"\b({'|'.join(there)})\b", text) if there else []


@cache
def _states() -> tuple[str, ...]:
    return tuple(sorted(table("flags")["countries"].values(), key=lambda name: (-len(name), name)))


@cache
def _peoples() -> tuple[str, ...]:
    return tuple(sorted(name.capitalize() for name in table("actor_kinds")["demonyms"] if len(name) > 3))
