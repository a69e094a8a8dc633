"""Places across accounts: which names of places are spellings of one, and where each lies.

Two names of the same letters are one place, unless the accounts call it different kinds of place or put it at points
far apart. Spellings of one name meet only in accounts that tell of another place in common, or whose points agree.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from annals.base.document import Document
from annals.base.identity import Identity
from annals.base.judgement import Judgement
from annals.base.mention import Mention
from annals.base.where import Placed
from annals.codebook import table
from annals.ground.actor_names import actor_key
from annals.ground.placing_points import kilometres
from annals.ground.spelling import EQUAL, same_place, skeleton
from annals.ground.spelling import key as spelled
from annals.keep.kept import KeptClaim, KeptDocument, KeptStatement
from annals.merge import verdicts
from annals.merge.joining import Edge, Handle, Joining, group_id
from annals.merge.meaning import LOCAL, SAME, Meaning, Meant, Use
from annals.merge.naming import of_state
from annals.merge.where import key

FAR = 30.0
"""Kilometres between two points that cannot be one place."""
MOST_SPELLINGS = 200
"""Names of the same consonants beyond this many are not compared: nobody spells one place in so many ways."""
TOWN = "place"
"""The kind of a town or village."""
EXACT = 2
"""Points up to this precision (`Placed.where_prec`) say where a place lies; coarser ones only in which region."""


class Told:
    """What one document tells of its places: names with the number of claims, kinds, points, and company."""

    def __init__(self, document: str, name: str) -> None:
        self.document, self.name = document, name
        self.claims: Counter[str] = Counter()
        self.kinds: dict[str, str] = {}
        self.points: dict[str, Placed] = {}
        self.beside: dict[str, Counter[str]] = {}
        self.meanings: dict[str, Meaning] = {}

    def claim(self, kept: KeptClaim, document: Document | None) -> None:
        """Take in the places of a claim."""
        names = list(dict.fromkeys(place.name for place in kept.claim.places))
        self.claims.update(names)
        for at, name in enumerate(names):
            self.beside.setdefault(name, Counter()).update(names[at + 1 :])
        for place in kept.claim.places:
            kind = called(place, document)
            if kind is not None:
                self.kinds[place.name] = min(kind, self.kinds.get(place.name, kind))
        for placed in kept.places_at:
            known = self.points.get(placed.name)
            if known is None or _surer(placed) < _surer(known):
                self.points[placed.name] = placed

    def company(self) -> dict[str, str]:
        """The places that the account tells of, under one transliteration, without common nouns and countries."""
        named = (name for name in sorted(self.claims) if not common_place(name) and of_state(name) is None)
        return {spelled(name): name for name in named}


def _surer(placed: Placed) -> tuple[int, float, float, str]:
    return placed.where_prec, placed.latitude, placed.longitude, placed.source


class Places:
    """The places of a record. `key` is asked with a document's id and a name; `identities` lists them."""

    def __init__(
        self,
        documents: Iterable[KeptDocument] = (),
        statements: Iterable[KeptStatement] = (),
        claims: Iterable[KeptClaim] = (),
        judgements: Sequence[Judgement] = (),
    ) -> None:
        self._told = _told({kept.id: kept.document for kept in documents}, statements, claims)
        self._joining, self._meant = Joining(), Meant()
        self._verdicts = verdicts.verdicts(judgements, "place", key)
        self._company = {told.document: told.company() for told in self._told.values()}
        self._mean()
        for told in self._told.values():
            for name, meaning in told.meanings.items():
                self._joining.add(meaning.handle)
                self._meant.add(Use(told.document, name, told.claims[name]), meaning)
        self._wall()
        self._joining.join(verdicts.edges(self._verdicts, self._handles()))
        self._joining.join(sorted(self._spellings()))
        groups = self._joining.groups()
        self._ids = {handle: group_id("place", group) for group in groups for handle in group}

    def key(self, document: str, name: str) -> str:
        """The key of the place that `name` stands for in the document with this id."""
        told = self._told.get(document)
        known = told.meanings.get(name) if told is not None else None
        meaning = known or meaning_of(name, document)
        return self._ids.get(meaning.handle) or group_id("place", [meaning.handle])

    def _mean(self) -> None:
        """What each name means: its letters, and, where places of these letters differ, which of them it is."""
        by_letters: dict[Handle, list[tuple[Told, str]]] = {}
        for told in self._told.values():
            for name in sorted(told.claims):
                told.meanings[name] = meaning_of(name, told.document)
                by_letters.setdefault(told.meanings[name].handle, []).append((told, name))
        for handle, uses in sorted(by_letters.items()):
            if handle[0] == "place":
                self._part(handle, uses)
        for key_, (name, why) in sorted(verdicts.split(self._verdicts, self._handles()).items()):
            for told in self._told.values():
                for one in told.meanings:
                    if key(one) == key_:
                        told.meanings[one] = Meaning(("judged", key_), name, why)

    def _part(self, handle: Handle, uses: Sequence[tuple[Told, str]]) -> None:
        """Tell places of the same letters apart by what they are called and by where they lie."""
        sorts = {(told.document, name): told.kinds.get(name) for told, name in uses}
        told_sorts = sorted({sort for sort in sorts.values() if sort is not None})
        spots = _spots(told.points[name] for told, name in uses if name in told.points)
        if len(told_sorts) < 2 and len(spots) < 2:
            return
        known: dict[Handle, set[str]] = {}
        unknown: list[tuple[Told, str]] = []
        for told, name in uses:
            sort, spot = sorts[told.document, name], _spot(told.points.get(name), spots)
            if (sort is None and len(told_sorts) > 1) or (spot is None and len(spots) > 1):
                unknown.append((told, name))
                continue
            own = (*handle, sort or (told_sorts or [""])[0], str(spot or 0))
            known.setdefault(own, set()).update(self._company[told.document].keys() - {spelled(name)})
            told.meanings[name] = told.meanings[name]._replace(handle=own)
        for told, name in unknown:
            self._choose(told, name, known)

    def _choose(self, told: Told, name: str, known: Mapping[Handle, set[str]]) -> None:
        """Of several places of a name the one that shares company with the account; else one of its own."""
        beside = self._company[told.document].keys() - {spelled(name)}
        shared = [handle for handle in sorted(known) if known[handle] & beside]
        towns = [handle for handle in sorted(known) if handle[-2] == TOWN]
        handle = shared[0] if len(shared) == 1 else ("which", told.document, key(name))
        why = "several places have this name, and which is not told"
        if len(shared) != 1 and len(towns) == 1 and len({handle[-1] for handle in known}) == 1:
            handle, why = towns[0], "a quarter or a division has this name too; without a word for it the town is meant"
        if len(shared) == 1:
            why = f"several places have this name; {told.name} tells of the same places beside it"
        told.meanings[name] = Meaning(handle, told.meanings[name].head, why)

    def _handles(self) -> dict[str, list[Handle]]:
        found: dict[str, dict[Handle, None]] = {}
        for told in self._told.values():
            for name, meaning in told.meanings.items():
                found.setdefault(key(name), {})[meaning.handle] = None
        return {name: sorted(handles) for name, handles in found.items()}

    # spellings

    def _wall(self) -> None:
        """What keeps spellings apart: another kind, a point far away, being told in one breath, a person's word."""
        for told in self._told.values():
            for name, meaning in told.meanings.items():
                if (kind := told.kinds.get(name)) is not None:
                    self._joining.mark(meaning.handle, ("kind",), kind, "accounts call them different kinds of place")
                for other in told.beside.get(name, ()):
                    self._part_in_breath(told, meaning.handle, told.meanings[other].handle)
        verdicts.walls(self._verdicts, self._handles(), self._joining)

    def _part_in_breath(self, told: Told, left: Handle, right: Handle) -> None:
        """Two names that one claim lists are two places, unless they only differ by an article."""
        names = self._meant.called(left), self._meant.called(right)
        bones = skeleton(names[0])
        if left == right or not bones or bones != skeleton(names[1]) or same_place(*names)[0] in (0.0, EQUAL):
            return
        respect = ("beside", *sorted((" ".join(left), " ".join(right))))
        for handle in (left, right):
            self._joining.mark(handle, respect, " ".join(handle), f"{told.name} tells of both in one breath")

    def _spellings(self) -> Iterator[Edge]:
        """Spellings of one name in accounts that share a place, or whose points agree."""
        buckets: dict[str, list[Handle]] = {}
        for handle in sorted(self._meant.uses):
            if handle[0] in ("place", "which"):
                buckets.setdefault(skeleton(self._meant.called(handle)), []).append(handle)
        points = self._points()
        for several in buckets.values():
            compared = several[:MOST_SPELLINGS]
            company = {handle: self._company_of(handle) for handle in compared} if len(compared) > 1 else {}
            for at, left in enumerate(compared):
                for right in compared[at + 1 :]:
                    why = self._why(left, right, company, points)
                    if why is not None:
                        yield Edge(left, right, why)

    def _why(
        self,
        left: Handle,
        right: Handle,
        company: Mapping[Handle, Mapping[str, str]],
        points: Mapping[Handle, list[Placed]],
    ) -> str | None:
        one, two = self._meant.called(left), self._meant.called(right)
        score, why = same_place(one, two)
        if not score or key(one) == key(two):
            return None
        near = [kilometres(_at(a), _at(b)) for a in points.get(left, ()) for b in points.get(right, ())]
        if near:
            told = f"{why}; the points given lie {min(near):.0f} km apart"
            return told if min(near) <= FAR else None
        shared = sorted((company[left].keys() & company[right].keys()) - {spelled(one), spelled(two)})
        return f"{why}; both are told of beside “{company[left][shared[0]]}”" if shared else None

    def _company_of(self, handle: Handle) -> dict[str, str]:
        documents = dict.fromkeys(use.document for use in self._meant.uses[handle])
        return {key: name for document in documents for key, name in self._company[document].items()}

    # the places

    def identities(self) -> list[Identity]:
        """Every place: the one of most claims first, those of a common name last."""
        kinds, points, within = self._kinds(), self._points(), self._within()
        groups = (group for group in self._joining.groups() if any(handle in self._meant.uses for handle in group))
        found = [self._identity(group, kinds, points, within) for group in groups]
        return sorted(found, key=lambda one: (one.generic, -one.claims, one.name, one.id))

    def _identity(
        self,
        group: list[Handle],
        kinds: Mapping[Handle, Counter[str]],
        points: Mapping[Handle, list[Placed]],
        within: Mapping[Handle, Counter[str]],
    ) -> Identity:
        namings = self._meant.namings(group)
        own = {naming.name for naming in namings}
        beside = _counted(sum((within.get(handle, Counter()) for handle in group), Counter[str]()))
        return Identity(
            id=self._ids[group[0]],
            what="place",
            name=self._meant.best(group),
            generic=all(handle[0] == LOCAL for handle in group),
            names=namings,
            claims=sum(naming.claims for naming in namings),
            kinds=_counted(sum((kinds.get(handle, Counter()) for handle in group), Counter[str]())),
            points=_distinct(point for handle in group for point in points.get(handle, ())),
            within=tuple(name for name, _ in beside if name not in own and not common_place(name)),
            joined=self._meant.joined(group, self._joining),
            apart=self._meant.apart(group, self._joining),
        )

    def _kinds(self) -> dict[Handle, Counter[str]]:
        found: dict[Handle, Counter[str]] = {}
        for told in self._told.values():
            for name, kind in told.kinds.items():
                found.setdefault(told.meanings[name].handle, Counter())[kind] += told.claims[name]
        return found

    def _points(self) -> dict[Handle, list[Placed]]:
        found: dict[Handle, list[Placed]] = {}
        for told in self._told.values():
            for name, placed in told.points.items():
                if name in told.meanings:
                    found.setdefault(told.meanings[name].handle, []).append(placed)
        return {handle: list(_distinct(several)) for handle, several in found.items()}

    def _within(self) -> dict[Handle, Counter[str]]:
        found: dict[Handle, Counter[str]] = {}
        for told in self._told.values():
            for name, others in told.beside.items():
                found.setdefault(told.meanings[name].handle, Counter()).update(others)
        return found


def _told(
    documents: Mapping[str, Document], statements: Iterable[KeptStatement], claims: Iterable[KeptClaim]
) -> dict[str, Told]:
    """What each document tells, in the order of the documents' names."""
    found: dict[str, Told] = {}
    for claim in claims:
        if claim.claim.places:
            _of(found, claim).claim(claim, documents.get(claim.document))
    for kept in statements:
        if kept.statement.field == "place" and kept.statement.text is not None:
            _of(found, kept).claims.setdefault(kept.statement.text, 0)
    return {told.document: told for told in sorted(found.values(), key=lambda told: (told.name, told.document))}


def _of(found: dict[str, Told], kept: KeptStatement | KeptClaim) -> Told:
    """What the document of a claim or statement tells."""
    if kept.document not in found:
        found[kept.document] = Told(kept.document, kept.name)
    return found[kept.document]


def meaning_of(name: str, document: str) -> Meaning:
    """What a name of a place means, before other accounts are looked at."""
    if (state := of_state(name)) is not None:
        return state
    if common_place(name):
        return Meaning((LOCAL, document, key(name) or name), name, "a common noun, of this account only")
    first = _aliases().get(key(name))
    if first is not None:
        same = key(first) == key(name)
        return Meaning(("place", key(first)), first, SAME if same else f"the codebook knows both as {first}")
    return Meaning(("place", key(name)), name, SAME)


@cache
def _aliases() -> dict[str, str]:
    return {key(name): place["names"][0] for place in table("place_names")["place"] for name in place["names"]}


def common_place(name: str) -> bool:
    """Whether a name of a place is a common noun: "the checkpoint", "National Hospital" could be anywhere."""
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", name)
    own = (word for word in words if word[:1].isupper() and not _anywheres(word.casefold()))
    return next(own, None) is None and not any(any(c.isdigit() for c in word[1:]) for word in words)


def _anywheres(word: str) -> bool:
    one = word.removesuffix("s") if len(word) > 3 else word
    return word in _nouns() or one in _nouns()


@cache
def _nouns() -> frozenset[str]:
    """Common nouns for places and what is in them, and the words that describe such."""
    groups = (*table("places")["heads"].values(), table("places")["kinds"]["before"])
    nouns = {word for words in groups for word in words.split()}
    words = table("actor_kinds")["generic"]["anybodys"].split()
    return frozenset(nouns | set(words) | set(table("spelling")["apart"]["words"].split()))


@cache
def _heads() -> dict[str, str]:
    return {word: kind for kind, words in table("gazetteer")["heads"].items() for word in words.split()}


_AFTER = re.compile(r"\s(\w+)(?!\w)(?!\sof\b)")
_LISTED = re.compile(r"(?:\band|,)\s(?:the\s)?$")
_BEFORE = re.compile(r"(\w+)\s(?:of\s)?(?:the\s)?$")


def called(place: Mention, document: Document | None) -> str | None:
    """What kind of place an account calls it, by the word beside the name: "Alpha neighborhood", "the town of Alpha".

    A name that ends in such a word is of that kind in every account. "The Alpha suburb of Beta" and "Alpha suburbs" say
    nothing of Alpha's own kind; "Alpha and Beta neighborhoods" do.
    """
    own = _heads().get(actor_key(place.name).split()[-1]) if actor_key(place.name) else None
    if own is not None or place.span is None or document is None:
        return own
    if document[place.span].find(place.name) < 0:
        return None
    ahead = document.text[max(0, place.span.start - 30) : place.span.start]
    after = _AFTER.match(document.text, place.span.end)
    if after and after[1] in _heads() and (not after[1].endswith("s") or _LISTED.search(ahead)):
        return _heads()[after[1]]
    before = _BEFORE.search(ahead)
    kind = _heads().get(before[1]) if before else None
    return None if kind == "quarter" else kind


def _at(placed: Placed) -> tuple[float, float]:
    return placed.latitude, placed.longitude


def _spots(points: Iterable[Placed]) -> list[tuple[float, float]]:
    """One point of each cluster of exact points that lie near each other."""
    spots: list[tuple[float, float]] = []
    for at in sorted({_at(placed) for placed in points if placed.where_prec <= EXACT}):
        if all(kilometres(at, spot) > FAR for spot in spots):
            spots.append(at)
    return spots


def _spot(placed: Placed | None, spots: Sequence[tuple[float, float]]) -> int | None:
    """The number of the cluster in which a point lies."""
    if placed is None or placed.where_prec > EXACT:
        return None
    return next((number for number, spot in enumerate(spots) if kilometres(_at(placed), spot) <= FAR), None)


def _distinct(points: Iterable[Placed]) -> tuple[Placed, ...]:
    """Each point once, the most exact first."""
    once = {(_at(placed), placed.source): placed for placed in sorted(points, key=_surer, reverse=True)}
    return tuple(sorted(once.values(), key=_surer))


def _counted(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
