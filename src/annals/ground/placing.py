"""Where the places of claims lie: by the account's coordinates, or by a gazetteer as far as the account bears it out.

A name alone is no place: there are many of one name. A place of the gazetteer is taken only where the countries,
divisions and other places that the account tells of leave one. The gazetteer that comes with annals has no small
places, so that the only one of a name there need not be the only one: it is taken where it is a city, where the account
is about it, or where it lies in a division or near a place that the account names. Else there is no point, and a gap
says what it could be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from annals.base.claim import Claim
from annals.base.document import Document
from annals.base.episode import Episode
from annals.base.gap import Gap
from annals.base.mention import Mention
from annals.base.where import Placed
from annals.ground.actor_names import state_names
from annals.ground.gazetteer_match import Lookup, Match, settlements
from annals.ground.placing_choice import Asked, chosen, unmistakable
from annals.ground.placing_points import Found, around_it, found, is_city, is_own
from annals.ground.placing_sphere import IN_COUNTRY, Sphere
from annals.ground.placing_words import (
    Words,
    is_beyond,
    is_division,
    is_far,
    is_named,
    is_wide,
    kinds_told,
    told_beside,
    town_of,
)
from annals.ground.spelling import EQUAL, SPELLING, key

AMBIGUOUS = "ambiguous-place", "nothing in the account says which it is"
STRANGER = "place-without-country", "the account tells of no country it could lie in"
DOUBTFUL = "unsupported-place", "nothing in the account bears it out, and smaller places of this name may be meant"


def places(
    document: Document, claims: Sequence[Claim], episode: Episode | None, gazetteer: Lookup | None
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
        self, document: Document, claims: Sequence[Claim], episode: Episode | None, gazetteer: Lookup | None
    ) -> None:
        self.text = document.text
        self.gaps: dict[str, Gap] = {}
        self.kinds = kinds_told(document.text, claims)
        self.towns = told_beside(claims)
        names = (place.name for claim in claims for place in claim.places)
        self.people = _people(episode)
        self.voices = {voice.name for claim in claims for voice in claim.attributed_to}
        self.words: Words | None = None
        self.sphere = Sphere(document, episode, names, gazetteer)
        if self.sphere.misprint and episode is not None and episode.coordinates is not None:
            self._misprint(episode.coordinates)
        self.seen: dict[tuple[str, tuple[str, ...], bool, str], Found | None] = {}

    def _misprint(self, point: tuple[float, float]) -> None:
        named = ", ".join(self.sphere.title_places)
        far = f"The account's coordinates, {point[0]:g}, {point[1]:g}, lie far from {named}"
        why = f"{far}: a sign seems to be wrong, and nothing is put there."
        self.gaps[""] = Gap("ground", "coordinates-elsewhere", why, "", None, "coordinates")

    def of_claim(self, claim: Claim) -> Iterator[Placed]:
        """The places of a claim that lie somewhere known."""
        names = tuple(place.name for place in claim.places)
        for ordinal, place in enumerate(claim.places):
            around = names[:ordinal] + names[ordinal + 1 :]
            found = None if is_far(self.text, place) else self._found(place, around, self._is_division(place, ordinal))
            if found is not None and found.where_prec == 1 and is_beyond(self.text, place):
                found = around_it(found, place.name, f"the text tells what is near it; {found.why}")
            if found is not None:
                (latitude, longitude), precision, number, source, why = found
                yield Placed(place.name, ordinal, latitude, longitude, precision, number, source, why)

    def _is_division(self, place: Mention, ordinal: int) -> bool:
        """Whether it stands for no town here: it is called a division, or has the name of one and says where another
        place lies, or is no name ("the Northern")."""
        if not self.sphere.find(place.name):
            return False
        if is_division(self.text, place) or not is_named(self.text, place):
            return True
        return (ordinal > 0 or is_wide(self.text, place)) and self.sphere.namesake(place.name)

    def _found(self, place: Mention, around: tuple[str, ...], division: bool) -> Found | None:
        """Where a place lies; what is asked alike is told alike."""
        quarter = self._kind(place.name) == "quarter" and is_named(self.text, place) and not state_names(place.name)
        asked = place.name, around, division, town_of(self.text, place, around) if quarter else ""
        if asked not in self.seen:
            found = self._itself(place, around, division)
            self.seen[asked] = self._in_its_town(place.name, around, asked[3]) if quarter and found is None else found
        return self.seen[asked]

    def _itself(self, place: Mention, around: tuple[str, ...], division: bool = False) -> Found | None:
        """Where a place of its own point lies."""
        name, own = place.name, self.sphere.own
        if state_names(name):
            return None  # a country's middle says nothing of where in it
        if own and (met := is_own(name, *own)):
            return own[1]._replace(why=f"{met}; {own[1].why}")
        return self._looked_up(place, around, self._kind(name), division)

    def _kind(self, name: str) -> str | None:
        """The kind of place that the text calls it; the quarters of a city that it speaks of are not the city."""
        kind = self.kinds.get(key(name))
        return (
            None if kind == "quarter" and any(m.score == EQUAL and is_city(m) for m in self.sphere.find(name)) else kind
        )

    def _looked_up(self, place: Mention, around: tuple[str, ...], kind: str | None, division: bool) -> Found | None:
        several = self._likely(place.name, self.sphere.find(place.name), kind, division)
        kept, why = chosen(self.sphere, Asked(place.name, several, around, kind == "quarter")) if several else ([], "")
        if not why and self.sphere.told != IN_COUNTRY and kind != "quarter":
            everywhere = self._likely(place.name, self.sphere.anywhere(place.name), kind, division)
            kept, why = unmistakable(everywhere, self.sphere.divisions_anywhere(place.name)) or (kept, "")
        if why:
            return found(kept[0], why)
        if self.sphere.told != IN_COUNTRY:  # mere spellings of it somewhere on Earth say nothing
            kept, several = ([m for m in some if not m.sparse or m.score == EQUAL] for some in (kept, several))
        if kept:
            self._gap(place, kept, *(AMBIGUOUS if len(kept) > 1 else DOUBTFUL))
        elif several and not self.sphere.countries:
            self._gap(place, several, *STRANGER)
        return None

    def _likely(self, name: str, several: list[Match], kind: str | None, division: bool) -> list[Match]:
        """Those that the words may mean."""
        several = [m for m in several if m.entry.kind != "country"]
        return _of_kind([m for m in several if not (m.sparse and (division or self._unlikely(name, m)))], kind)

    def _unlikely(self, name: str, match: Match) -> bool:
        """Whether a name is like that of the place by its letters only, or a division's, a person's, or a word."""
        if match.score < SPELLING or name.islower():
            return True
        if self.sphere.is_subject(name, match):
            return False
        if name in self.people:
            return True
        words = self._words()
        if is_city(match):
            return name in words.persons
        common = name in words.persons or name in self.voices or name.casefold() in words.small
        return common or self.sphere.namesake(name)

    def _words(self) -> Words:
        self.words = self.words or Words(self.text)
        return self.words

    def _in_its_town(self, name: str, around: tuple[str, ...], told: str) -> Found | None:
        """A neighbourhood has its town's point: the town that the words put it in, or that the account is about."""
        if told:
            about, beside, always = {}, self._towns([told]), {}
        else:
            about, beside, always = self._about(), self._towns(around), self._towns(self.towns.get(key(name), ()))
        shared = {town: found for town, found in about.items() if town in beside}
        for several in (shared, about, beside, always):
            if len(several) == 1:
                ((town, found),) = several.items()
                how = "which the account is about" if several in (shared, about) else "told beside it"
                return around_it(found, town, f"the text calls it a neighbourhood; its town is {town}, {how}")
        return None

    def _about(self) -> dict[str, Found]:
        """The towns that the account is about."""
        own = self.sphere.own
        return {own[0]: own[1]} if own and own[1].where_prec == 1 else self._towns(self.sphere.title_places)

    def _towns(self, names: Iterable[str]) -> dict[str, Found]:
        """Those of the names that are towns with a point."""
        towns = (name for name in names if self._kind(name) != "quarter")
        places = ((name, self._itself(Mention(name), ())) for name in towns)
        return {name: found for name, found in places if found is not None and found.where_prec == 1}

    def _gap(self, place: Mention, several: Sequence[Match], code: str, why: str) -> None:
        could = "; ".join(f"{m.entry.names[0]} ({m.entry.latitude:.2f}, {m.entry.longitude:.2f})" for m in several[:5])
        more = f" and {len(several) - 5} more" if len(several) > 5 else ""
        told = f"“{place.name}” could be {could}{more}: {why}."
        self.gaps.setdefault(key(place.name), Gap("ground", code, told, place.name, place.span, "places"))


def _of_kind(several: list[Match], kind: str | None) -> list[Match]:
    """Of the best spelling, and of the kind that the text calls it; a settlement before what is called after it."""
    best = [m for m in several if m.score >= SPELLING] or several
    if kind in ("division1", "division2"):
        return [m for m in best if m.entry.kind in ("division1", "division2")] or best
    if kind == "quarter":
        return [m for m in best if m.entry.kind in ("quarter", "place")]
    return settlements(best) or best


def _people(episode: Episode | None) -> frozenset[str]:
    """The surnames of the commanders that an infobox names."""
    sides = episode.sides if episode else ()
    return frozenset(name.rpartition(" ")[2] for side in sides for name in side.commanders)
