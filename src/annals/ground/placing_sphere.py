"""Where an account is set as a whole: in which countries and divisions, and near which places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annals.base.document import Document
from annals.base.episode import Episode
from annals.ground.actor_names import state_names
from annals.ground.gazetteer_match import Division, Lookup, Match, bare_division
from annals.ground.placing_points import Anchor, in_company, is_city, largest, merged, own_place, spot
from annals.ground.placing_words import states_of
from annals.ground.spelling import SPELLING, key

IN_COUNTRY = "in the country"
OFF, ON = 3.0, 0.5
"""Degrees from all places of a country: what lies farther is not in it, what lies nearer may well be."""


class Sphere:
    """What an account says of the whole: `countries` and `divisions` by their keys, and `anchors`.

    Anchors are the places that are known to lie somewhere without looking at others, `subjects` those of them that the
    account is about; `own` is the one to which it gives coordinates itself, unless that is a `misprint`.
    """

    def __init__(
        self, document: Document, episode: Episode | None, names: Iterable[str], gazetteer: Lookup | None
    ) -> None:
        self.gazetteer = gazetteer
        self.title_places = tuple(episode.places) if episode else ()
        self.own = own_place(episode)
        self.matches: dict[str, list[Match]] = {}
        self.told = IN_COUNTRY
        self.countries = self._countries(document)
        self.misprint = self.told == IN_COUNTRY and self._misprinted()
        if self.misprint:
            self.own = None
        self.divisions = self.divisions_of(self.title_places)
        self.anchors: list[Anchor] = [(self.own[0], self.own[1].point)] if self.own else []
        self.anchors += self._firm([*self.title_places, *names])
        self.subjects = [anchor for anchor in self.anchors if anchor[0] in self.title_places]

    def find(self, name: str) -> list[Match]:
        """The places of a name, in the account's countries where it tells of any."""
        if name not in self.matches:
            self.matches[name] = self.gazetteer.find(name, self.countries) if self.gazetteer else []
        return self.matches[name]

    def anywhere(self, name: str) -> list[Match]:
        """The places of a name in all countries."""
        return self.gazetteer.find(name) if self.gazetteer else []

    def divisions_anywhere(self, name: str) -> list[Division]:
        """The divisions of a name in all countries."""
        return self.gazetteer.divisions(name) if self.gazetteer else []

    def divisions_of(self, names: Sequence[str]) -> frozenset[str]:
        """The codes and keys of the divisions among `names`."""
        if self.gazetteer is None:
            return frozenset()
        found = (division for name in names for division in self.gazetteer.divisions(name))
        codes = {division.code for division in found if not division.country or division.country in self.countries}
        return frozenset((codes - {""}) | {key(name) for name in names})

    def namesake(self, name: str) -> bool:
        """Whether a division of the account's countries has this name too."""
        return any("." in code for code in self.divisions_of([name]))

    def is_subject(self, name: str, match: Match) -> bool:
        """Whether an account is about a place: named in its place field, and in a division named there, if any is."""
        divided = any("." in code for code in self.divisions)
        return name in self.title_places and (match.entry.parent in self.divisions or not divided)

    def _misprinted(self) -> bool:
        """Whether the account's coordinates lie far from its country, and in it with the other sign of one of them."""
        if self.own is None or self.gazetteer is None or not self.countries:
            return False
        (north, east), inside = self.own[1].point, self.gazetteer.lies_in
        if inside((north, east), self.countries, OFF) is not False:
            return False
        turned = (north, -east), (-north, east), (-north, -east)
        return any(inside(point, self.countries, ON) for point in turned)

    def _countries(self, document: Document) -> frozenset[str]:
        """The names of the states in the place field, else of its divisions, else of those that the text names."""
        named = frozenset(n for place in self.title_places for n in state_names(place))
        if named or self.gazetteer is None:
            return named
        told = states_of(document.text)
        of_divisions = {
            division.country
            for place in self.title_places
            for division in self.gazetteer.divisions(place)
            if division.country in told or bare_division(place) != place
        }
        if len(of_divisions) == 1:
            return frozenset(n for country in of_divisions for n in state_names(country) or {country})
        self.told = "in the countries that the text speaks of"
        return told or states_of(f"{document.title or ''}\n{document.source.publisher or ''}")

    def _firm(self, names: Iterable[str]) -> list[Anchor]:
        """The places of the account that, in its countries, there is only one of: others lie near them.

        Of an account that tells of no country those are firm that have another of them near.
        """
        firm: list[Anchor] = []
        for name in dict.fromkeys(names):
            several = merged([m for m in self.find(name) if m.score >= SPELLING and m.entry.kind == "place"])
            one = several[0] if len(several) == 1 else largest(several)
            if one is not None and (
                not one.sparse or (self.countries and (is_city(one) or self.is_subject(name, one)))
            ):
                firm.append((name, spot(one)))
        return firm if self.countries else [one for one in firm if in_company(one, firm)]
