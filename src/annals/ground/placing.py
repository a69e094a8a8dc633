"""Where the places of claims lie: by the account's coordinates, or by a gazetteer as far as the account bears it out.

A name alone is no place: there are many of one name. A place of the gazetteer is taken only where the countries,
divisions and other places that the account tells of leave one; else there is no point, and a gap says what it could be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from annals.base.claim import Claim
from annals.base.document import Document
from annals.base.episode import Episode
from annals.base.gap import Gap
from annals.base.mention import Mention
from annals.base.where import PRECISIONS, Placed
from annals.codebook import table
from annals.ground.actor_names import state_names
from annals.ground.gazetteer import Gazetteer, Match, settlements
from annals.ground.spelling import SPELLING, key, same_place

Point = tuple[float, float]
NEAR = 100.0
"""Places within this many kilometres of each other may be told in one breath."""
IN_TOWN = 30.0
ONE = 10.0
"""Rows of one name within this many kilometres are one place."""
OWN = "the account's own coordinates"


class Found(NamedTuple):
    """A point for a name, not yet tied to a claim."""

    point: Point
    precision: str
    where_prec: int
    source: str
    why: str


def places(
    document: Document, claims: Sequence[Claim], episode: Episode | None, gazetteer: Gazetteer | None
) -> tuple[tuple[tuple[Placed, ...], ...], list[Gap]]:
    """For each claim where its places lie, and gaps for names that could be several.

    The first is empty where nothing lies anywhere known.
    """
    if gazetteer is None and (episode is None or episode.coordinates is None):
        return (), []
    atlas = Atlas(document, claims, episode, gazetteer)
    found = tuple(tuple(atlas.of_claim(claim)) for claim in claims)
    return found if any(found) else (), sorted(atlas.gaps.values(), key=lambda gap: gap.span.start if gap.span else -1)


class Atlas:
    """What one account says of the places that it names."""

    def __init__(
        self, document: Document, claims: Sequence[Claim], episode: Episode | None, gazetteer: Gazetteer | None
    ) -> None:
        self.gazetteer = gazetteer
        self.gaps: dict[str, Gap] = {}
        self.title_places = tuple(episode.places) if episode else ()
        self.own = _own(episode)
        self.kinds = _kinds_told(document.text, claims)
        self.towns = _told_beside(claims)
        self.matches: dict[str, list[Match]] = {}
        self.sphere = "in the country"
        self.countries = self._countries(document)
        self.divisions = self._divisions(self.title_places)
        self.anchors: list[tuple[str, Point]] = [(self.own[0], self.own[1].point)] if self.own else []
        self.anchors += self._firm(claims)
        self.seen: dict[tuple[str, tuple[str, ...]], Found | None] = {}

    # what the account says of the whole

    def _countries(self, document: Document) -> frozenset[str]:
        """The names of the states in the place field, else of its divisions, else of those that the text names."""
        named = frozenset(n for place in self.title_places for n in state_names(place))
        if named or self.gazetteer is None:
            return named
        of_divisions = {m.entry.country for place in self.title_places for m in self._exact(place, "division1")}
        if len(of_divisions) == 1:
            return frozenset(n for country in of_divisions for n in state_names(country) or {country})
        self.sphere = "in the countries that the text speaks of"
        head = f"{document.title or ''}\n{document.source.publisher or ''}"
        return _states_of(document.text) or _states_of(head)

    def _divisions(self, names: Iterable[str]) -> frozenset[str]:
        """The codes and keys of the divisions among `names`."""
        if self.gazetteer is None:
            return frozenset()
        names = list(names)
        codes = {m.entry.parent for name in names for m in self._exact(name, "division1") if self._here(m)}
        return frozenset((codes - {""}) | {key(name) for name in names})

    def _firm(self, claims: Sequence[Claim]) -> list[tuple[str, Point]]:
        """The places of the account that, in its countries, there is only one of: others lie near them.

        Of an account that tells of no country those are firm that have another of them near.
        """
        names = [*self.title_places, *(place.name for claim in claims for place in claim.places)]
        firm: list[tuple[str, Point]] = []
        for name in dict.fromkeys(names):
            several = _merged([m for m in self._exact(name, "place") if self._here(m) or not self.countries])
            if len(several) == 1:
                firm.append((name, _at(several[0])))
        return firm if self.countries else [one for one in firm if _in_company(one, firm)]

    # looking a name up

    def _find(self, name: str) -> list[Match]:
        if name not in self.matches:
            self.matches[name] = self.gazetteer.find(name) if self.gazetteer else []
        return self.matches[name]

    def _exact(self, name: str, kind: str) -> list[Match]:
        return [m for m in self._find(name) if m.score >= SPELLING and m.entry.kind == kind]

    def _here(self, match: Match) -> bool:
        return not match.entry.country or match.entry.country in self.countries

    def of_claim(self, claim: Claim) -> Iterator[Placed]:
        """The places of a claim that lie somewhere known."""
        names = tuple(place.name for place in claim.places)
        for ordinal, place in enumerate(claim.places):
            around = names[:ordinal] + names[ordinal + 1 :]
            if (place.name, around) not in self.seen:
                self.seen[place.name, around] = self._located(place, around)
            found = self.seen[place.name, around]
            if found is not None:
                yield _placed(place.name, ordinal, found)

    def _located(self, place: Mention, around: tuple[str, ...]) -> Found | None:
        found = self._itself(place, around)
        quarter = found is None and self.kinds.get(key(place.name)) == "quarter" and not state_names(place.name)
        return self._in_its_town(place.name, around) if quarter else found

    def _itself(self, place: Mention, around: tuple[str, ...]) -> Found | None:
        """Where a place of its own point lies."""
        name = place.name
        if state_names(name):
            return None  # a country's middle says nothing of where in it
        if self.own and (met := _is_own(name, *self.own)):
            return self.own[1]._replace(why=f"{met}; {self.own[1].why}")
        return self._looked_up(place, around, self.kinds.get(key(name))) if self.gazetteer else None

    def _looked_up(self, place: Mention, around: tuple[str, ...], kind: str | None) -> Found | None:
        several = self._of_kind(place.name, [m for m in self._find(place.name) if m.entry.kind != "country"], kind)
        if not several:
            return None
        kept, why = self._narrowed(several, around, kind)
        if len(kept) == 1:
            return _found(kept[0], why)
        if kept:
            self._gap(place, kept, "ambiguous-place", "nothing in the account says which it is")
        elif not self.countries:
            self._gap(place, several, "place-without-country", "the account tells of no country it could lie in")
        return None

    def _of_kind(self, name: str, several: list[Match], kind: str | None) -> list[Match]:
        """Of the best spelling, and of the kind that the text calls it; a settlement before what is called after it."""
        several = [m for m in several if not self.countries or self._here(m)]
        best = [m for m in several if m.score >= SPELLING] or several
        if kind in ("division1", "division2"):
            return [m for m in best if m.entry.kind in ("division1", "division2")] or best
        if kind == "quarter":
            return [m for m in best if m.entry.kind in ("quarter", "place")]
        return settlements(best) or best

    def _narrowed(self, several: list[Match], around: tuple[str, ...], kind: str | None) -> tuple[list[Match], str]:
        """What the divisions and places told beside it leave of several, and why."""
        why = f"the only one of this name {self.sphere}"
        beside = self._divisions(around) | self.divisions
        inside = [m for m in several if m.entry.parent and (m.entry.parent in beside or key(m.entry.parent) in beside)]
        if inside and len(_merged(several)) > 1:
            several, why = inside, "the only one in the division that the account names"
        several = _merged(several)
        if not self.countries and not self.anchors:
            return [], ""
        doubtful = kind == "quarter" or several[0].score < SPELLING or not self.countries
        if len(several) > 1 or doubtful:
            return self._near(several, around, IN_TOWN if kind == "quarter" else NEAR)
        return several, why

    def _near(self, several: list[Match], around: tuple[str, ...], limit: float) -> tuple[list[Match], str]:
        """Those that lie near other places of the account: of the same claim first, then of the whole account."""
        beside = [(name, at) for name, at in self.anchors if name in around]
        for anchors in (beside, self.anchors[:1] if self.own else [], self.anchors):
            near = [(m, name) for m in several if (name := _nearest(m, anchors, limit)) is not None]
            if len(near) == 1:
                return [near[0][0]], f"the only one within {limit:.0f} km of {near[0][1]}, which the account names"
        return (several if len(several) > 1 else []), ""

    def _in_its_town(self, name: str, around: tuple[str, ...]) -> Found | None:
        """A neighbourhood has its town's point: the town told beside it, else the one that the account is about."""
        for town in (*around, *self.towns.get(key(name), ())):
            if self.kinds.get(key(town)) != "quarter" and (found := self._itself(Mention(town), ())) is not None:
                return _quarter(found, town, "told beside it")
        if self.own is not None and self.own[1].where_prec == 1:
            return _quarter(self.own[1], self.own[0], "which the account is about")
        towns = [(place, found) for place in self.title_places if (found := self._itself(Mention(place), ()))]
        exact = [(place, found) for place, found in towns if found.where_prec == 1]
        return _quarter(exact[0][1], exact[0][0], "which the account is about") if len(exact) == 1 else None

    def _gap(self, place: Mention, several: Sequence[Match], code: str, why: str) -> None:
        could = "; ".join(f"{m.entry.names[0]} ({m.entry.latitude:.2f}, {m.entry.longitude:.2f})" for m in several[:5])
        more = f" and {len(several) - 5} more" if len(several) > 5 else ""
        told = f"“{place.name}” could be {could}{more}: {why}."
        self.gaps.setdefault(key(place.name), Gap("ground", code, told, place.name, place.span, "places"))


def _placed(name: str, ordinal: int, found: Found) -> Placed:
    (latitude, longitude), precision, number, source, why = found
    return Placed(name, ordinal, latitude, longitude, precision, number, source, why)


def kilometres(one: Point, two: Point) -> float:
    """The distance between two points over a round Earth."""
    (lat, lon), (lat2, lon2) = ((radians(a), radians(b)) for a, b in (one, two))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(half)))


def _at(match: Match) -> Point:
    return match.entry.latitude, match.entry.longitude


def _nearest(match: Match, anchors: Sequence[tuple[str, Point]], limit: float) -> str | None:
    """The name of the nearest anchor within the limit."""
    near = [(kilometres(_at(match), at), name) for name, at in anchors]
    return min((pair for pair in near if pair[0] <= limit), default=(0.0, None))[1]


def _in_company(one: tuple[str, Point], firm: Sequence[tuple[str, Point]]) -> bool:
    """Whether another place than this lies near it."""
    return any(ONE < kilometres(one[1], at) <= NEAR for _, at in firm)


def _merged(several: Sequence[Match]) -> list[Match]:
    """One of each group of rows that lie together: a town and its district, the same town in two files."""
    kept: list[Match] = []
    for match in several:
        if all(kilometres(_at(match), _at(other)) > ONE for other in kept):
            kept.append(match)
    return kept


_NUMBER = {"place": 1, "quarter": 1, "division2": 3, "division1": 4, "region": 5}


def _found(match: Match, why: str) -> Found:
    number = _NUMBER[match.entry.kind]
    return Found(_at(match), PRECISIONS[number], number, match.entry.source, f"{match.why}; {why}")


def _quarter(town: Found, name: str, how: str) -> Found:
    precision = f"{PRECISIONS[2]} {name}"
    return town._replace(
        precision=precision, where_prec=2, why=f"the text calls it a neighbourhood; its town is {name}, {how}"
    )


def _own(episode: Episode | None) -> tuple[str, Found] | None:
    """The place that an account's own coordinates stand for: the first of its place field, unless that is a country."""
    if episode is None or episode.coordinates is None or not episode.places or state_names(episode.places[0]):
        return None
    name = episode.places[0]
    kinds = {word: kind for kind, words in table("gazetteer")["kinds"].items() for word in words.split()}
    number = _NUMBER.get(kinds.get(name.split()[-1].casefold(), "place"), 1)
    return name, Found(
        episode.coordinates, PRECISIONS[number], number, OWN, "the account gives these coordinates for it"
    )


def _is_own(name: str, own: str, found: Found) -> str | None:
    """Why `name` is the place that the account's coordinates stand for; a town is not the district of its name."""
    score, why = same_place(name, own)
    return why if score and (found.where_prec == 1 or key(name) == key(own)) else None


# what the text calls a place


@cache
def _heads() -> dict[str, str]:
    return {word: kind for kind, words in table("gazetteer")["heads"].items() for word in words.split()}


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    heads = "|".join(sorted(_heads(), key=lambda word: (-len(word), word)))
    after = re.compile(rf"(?:(?:,|,? and|,? or) [A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?){{0,4}} ({heads})\b")
    return after, re.compile(rf"\b({heads}) of (?:the )?$")


def _kinds_told(text: str, claims: Sequence[Claim]) -> dict[str, str]:
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


def _told_beside(claims: Sequence[Claim]) -> dict[str, tuple[str, ...]]:
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


def _states_of(text: str) -> frozenset[str]:
    """The names of the states that a text names, or, where it names none, of those whose people or things it names."""
    states, peoples = _states_named()
    named = [n for state in states.findall(text) for n in state_names(state)]
    demonyms = table("actor_kinds")["demonyms"]
    return frozenset(named or [n for word in peoples.findall(text) for n in state_names(demonyms[word.casefold()])])


@cache
def _states_named() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = sorted(table("flags")["countries"].values(), key=lambda name: (-len(name), name))
    peoples = sorted(name.capitalize() for name in table("actor_kinds")["demonyms"] if len(name) > 3)
    return re.compile(rf"\b({'|'.join(map(re.escape, names))})\b"), re.compile(rf"\b({'|'.join(peoples)})\b")
