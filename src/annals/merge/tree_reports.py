"""Which episodes a document tells of that is about none: by events that it shares, or by day and place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annals.base.edtf import bounds
from annals.base.tree import Report
from annals.ground.actor_names import state_names
from annals.keep.kept import KeptClaim
from annals.merge import where
from annals.merge.about import accounts
from annals.merge.history import History
from annals.merge.intervals import Interval
from annals.merge.tree_groups import Group


class Scene(NamedTuple):
    """An episode (its number) as a place sees it: the days that it lasted."""

    episode: int
    first: int
    last: int


class Reports:
    """For each episode (by its number) the documents that tell of it without being about it."""

    def __init__(self, history: History, groups: Sequence[Group]) -> None:
        self._history = history
        self._about = {b.box[0]: number for number, group in enumerate(groups) for b in group.boxed if b.box[1] == 0}
        self._own = {b.box[0] for group in groups for b in group.boxed}
        self._shared: dict[tuple[int, str], dict[str, None]] = {}
        self._placed: dict[tuple[int, str], dict[str, None]] = {}
        self._scenes = self._known(groups)
        if len(self._own) < len(history.documents):
            self._share()
            self._place()

    def all(self) -> dict[int, list[Report]]:
        """The reports on every episode that has some, in the order of the documents."""
        order = {id: number for number, id in enumerate(self._history.documents)}
        found: dict[int, list[Report]] = {}
        for episode, document in sorted({*self._shared, *self._placed}, key=lambda pair: (pair[0], order[pair[1]])):
            found.setdefault(episode, []).append(self._report(episode, document))
        return found

    def _report(self, episode: int, document: str) -> Report:
        shared, placed = self._shared.get((episode, document), {}), self._placed.get((episode, document), {})
        known = self._history.by_id
        ids = sorted({**shared, **placed}, key=lambda id: (known[id].claim.span, id))
        why = [f"{_claims(len(shared))} an event of its accounts"] if shared else []
        alone = sum(id not in shared for id in placed)
        why += [f"{_claims(alone)} of a day and a place of it"] if alone else []
        return Report(document, self._history.documents[document].document.name, tuple(ids), ", ".join(why))

    def _share(self) -> None:
        """Claims that tell an event which an account of an episode tells, too."""
        for event in self._history.events:
            if len(event.claims) < 2:
                continue
            told = [self._history.by_id[id] for id in event.claims]
            episodes = sorted({self._about[kept.document] for kept in told if kept.document in self._about})
            for kept in told:
                for episode in episodes if kept.document not in self._own else ():
                    self._shared.setdefault((episode, kept.document), {})[kept.id] = None

    # day and place

    def _known(self, groups: Sequence[Group]) -> dict[str, dict[Scene, None]]:
        """The episodes at each place that an infobox names, larger regions left out."""
        found: dict[str, dict[Scene, None]] = {}
        for number, group in enumerate(groups):
            for boxed in group.boxed:
                first, last = boxed.days
                named = [k.statement.text for k in boxed.said if k.statement.field == "place" and k.statement.text]
                if first is None or (last is None and boxed.end != ".."):
                    continue
                for name in dict.fromkeys(name for name in named if not _wide(name)):
                    place = self._history.identities.place(boxed.box[0], name)
                    scene = Scene(number, first, 10**9 if last is None else last)
                    found.setdefault(place, {})[scene] = None
        return found

    def _place(self) -> None:
        about = accounts(self._history.documents.values(), self._history.statements, self._history.claims)
        for kept in self._history.claims:
            if kept.document in self._own or not kept.claim.when:
                continue
            first, last = bounds(kept.claim.when.edtf)
            for place in dict.fromkeys(self._places(kept, about[kept.document].places)):
                for scene in self._scenes.get(place, ()):
                    if _within((first, last), scene):
                        self._placed.setdefault((scene.episode, kept.document), {})[kept.id] = None

    def _places(self, kept: KeptClaim, about: Sequence[str]) -> Iterator[str]:
        """Where a claim is set: the places it names, else what its account is about."""
        named = [mention.name for mention in kept.claim.places if where.is_name(mention.name)]
        for name in named or about:
            yield self._history.identities.place(kept.document, name)


def _within(told: Interval, scene: Scene) -> bool:
    first, last = told
    return first is not None and last is not None and scene.first <= first and last <= scene.last


def _wide(name: str) -> bool:
    """Whether a name is of a state or of a division of one, in which much else happens on the same days."""
    return bool(state_names(name)) or where.is_division(name)


def _claims(number: int) -> str:
    return f"{number} claim tells" if number == 1 else f"{number} claims tell"
