"""What the names of a document are, actors or places: told by their parts and by how the document uses them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from annals.base.document import Document
from annals.base.episode import Episode
from annals.base.passage import Passage
from annals.codebook import table
from annals.extract.words import singular


@cache
def heads() -> dict[str, str]:
    """Kind of every head noun of the codebook, in the singular and as written."""
    kinds: dict[str, str] = {}
    for book in ("places", "actors"):
        for kind, words in table(book)["heads"].items():
            kinds.update(dict.fromkeys(words.split(), kind))
    return kinds


def kind_of(word: str) -> str:
    """Kind of a lower-case noun (`soldiers` -> `force`); empty if the codebook does not know it."""
    return heads().get(word) or heads().get(singular(word), "") or _by_last(word)


def _by_last(word: str) -> str:
    """A hyphenated word is of the kind of its last part ("ex-soldier")."""
    return heads().get(singular(word.rsplit("-", 1)[1]), "") if "-" in word else ""


@cache
def word_set(book: str, part: str, name: str = "words") -> frozenset[str]:
    """A word list of the codebook."""
    return frozenset(table(book)[part][name].split())


_NAME = r"(?:(?:al|as|ash|ad|ar|an|el)-)?[A-Z][\w'’‘-]{0,40}"
_PLACED = re.compile(
    rf"\b(in|near|at|outside|around|towards?|into|through|reached|entered) ({_NAME}(?: {_NAME}){{0,3}})"
)
_HEADED = re.compile(
    rf"\b(?:city|towns?|villages?|district|hamlet|suburb|port|province|region|state) of ({_NAME}(?: {_NAME}){{0,2}})"
)
_FORCED = re.compile(
    rf"\b({_NAME}(?: {_NAME}){{0,3}}) (?:fighters|forces|troops|soldiers|militants|militia|militiamen|units|members)\b"
)
_LOCAL = re.compile(
    rf"\b({_NAME}(?: {_NAME}){{0,2}}) (?:city|town|village|district|province|neighbou?rhoods?|governorate|airbase)\b"
)


class Names:
    """A memory of the names of one document. `kind(name)` is `actor`, `place` or empty."""

    def __init__(
        self,
        weights: dict[str, float],
        sides: Sequence[frozenset[str]] = (),
        persons: frozenset[str] = frozenset(),
    ) -> None:
        self._weights = weights
        self._persons = persons
        self.sides = tuple(sides)

    def kind(self, name: str) -> str:
        """What `name` is, by the codebook's word lists first, then by the document's usage."""
        low = name.casefold()
        if low.removesuffix("s") in word_set("actors", "demonyms") or low in word_set("actors", "demonyms"):
            return "actor"
        known = self._weights.get(low, 0.0)
        if known:
            return "actor" if known > 0 else "place"
        return own_kind(low) or ("actor" if _acronym(name) else "")

    def person(self, name: str) -> bool:
        """Whether the document gives the bearer of `name` a rank or an office somewhere."""
        return name.split()[-1:] != [] and name.split()[-1].casefold() in self._persons

    def party(self, name: str) -> bool:
        """Whether `name` shares its telling words with a side of the episode."""
        words = _telling(name)
        return any(words & side for side in self.sides)


def own_kind(low: str) -> str:
    """What a name says of itself by its parts ("Northern Army", "Long River")."""
    words = [w for w in re.split(r"[\s-]+", low) if w]
    if not words:
        return ""
    if words[-1] in word_set("actors", "names") and kind_of(words[-1]) != "facility":
        return "actor"
    if kind_of(words[-1]) in ("place", "area", "facility", "building", "route", "position"):
        return "place"
    return "actor" if any(w in word_set("actors", "names") for w in words) else ""


def _acronym(name: str) -> bool:
    return (len(name) > 1 and name.isupper() and name.replace("-", "").isalpha()) or bool(
        re.fullmatch(r"[A-Z][a-z]?[A-Z]{1,4}s?", name)
    )


_COMMON = frozenset(
    [
        "the",
        "of",
        "and",
        "army",
        "forces",
        "force",
        "armed",
        "front",
        "brigade",
        "division",
        "movement",
        "party",
        "union",
        "republic",
        "state",
        "states",
        "regiment",
        "battalion",
        "corps",
        "military",
        "police",
        "national",
        "arab",
        "people's",
        "government",
        "islamic",
        "free",
        "united",
        "democratic",
        "defence",
        "defense",
    ]
)


def _telling(name: str) -> frozenset[str]:
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", name.casefold())
    return frozenset(w for w in words if w not in _COMMON and len(w) > 1)


def learn(document: Document, text: str, passages: Iterable[Passage], episode: Episode | None) -> Names:
    """The names of `document`, from its infobox and from how its masked `text` uses them."""
    weights: Counter[str] = Counter()
    persons: set[str] = set()
    for passage in passages:
        told = text[passage.span.start : passage.span.end]
        _observe(told, weights)
        persons.update(match[1].casefold() for match in _ranked().finditer(told))
    sides: list[frozenset[str]] = []
    if episode:
        sides = [_side_names(side.belligerents + side.units + side.commanders, weights) for side in episode.sides]
        for place in episode.places:
            weights[place.casefold()] = -100
    return Names(dict(weights), sides, frozenset(persons))


@cache
def _ranked() -> re.Pattern[str]:
    """A rank or office with a personal name, of which the last word is kept: "Brig. Gen. John A. Doe"."""
    titles = "|".join(re.escape(t.title()) for t in sorted(word_set("actors", "titles"), key=len, reverse=True))
    return re.compile(rf"\b(?:{titles})\s+(?:[A-Z][\w.'’-]{{0,20}}\s+){{0,3}}?({_NAME})(?![\w.-]| [A-Z])")


def _observe(text: str, weights: Counter[str]) -> None:
    for match in _PLACED.finditer(text):
        weights[match[2].casefold()] -= 2 if match[1] in ("in", "near", "outside", "around") else 1
    for pattern, weight in ((_HEADED, -4), (_LOCAL, -4), (_FORCED, 3)):
        for match in pattern.finditer(text):
            weights[match[1].casefold()] += weight


_BRACKET = re.compile(r"\(([^()]*)\)")


def _side_names(names: Iterable[str], weights: Counter[str]) -> frozenset[str]:
    telling: set[str] = set()
    for name in names:
        for form in (_BRACKET.sub(" ", name), *_BRACKET.findall(name)):
            form = " ".join(form.split())
            if form and own_kind(form.casefold()) != "place":
                weights[form.casefold()] = 100
                telling |= _telling(form)
        telling |= {_initials(name)} - {""}
    return frozenset(telling)


def _initials(name: str) -> str:
    letters = "".join(w[0] for w in re.findall(r"[^\W\d_]+", name) if w[0].isupper())
    return letters.casefold() if len(letters) > 1 else ""
