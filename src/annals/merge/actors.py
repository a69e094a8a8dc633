"""Actors across accounts: who is meant by each name of a record, and which names are one actor's.

Each account's names are read by themselves (`naming`); then accounts meet, where they mean the same. What opposes each
other in one episode never meets, whatever speaks for it, and what was kept apart so is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from annals.base.claim import Statement
from annals.base.document import Document, within
from annals.base.episode import Episode
from annals.base.identity import Identity, Stand
from annals.base.judgement import Judgement
from annals.base.who import ROLES
from annals.ground.actor_kinds import kind_of
from annals.ground.actor_names import actor_key
from annals.keep.kept import KeptClaim, KeptDocument, KeptStatement
from annals.merge import verdicts
from annals.merge.episode import SIDED, episodes
from annals.merge.joining import Edge, Handle, Joining, group_id
from annals.merge.meaning import SAME, SURE, Meaning, Meant, Use
from annals.merge.name_words import head_key
from annals.merge.naming import Account, states_of

LISTED = ("belligerent", "unit", "commander")
SEVERAL = "several bodies have this short form, and which is meant is not told"
OPPOSED = "the infobox of {} lists them on opposite sides"


class Place(NamedTuple):
    """Where an infobox lists a name: on which side of which of the page's boxes."""

    name: str
    box: int
    side: int


class Told:
    """What one document tells of its actors: names with their claims, kinds and sides, and where boxes list them."""

    def __init__(self, document: str, name: str) -> None:
        self.document, self.name = document, name
        self.claims: Counter[str] = Counter()
        self.kinds: dict[str, Counter[str]] = {}
        self.sides: dict[str, int] = {}
        self.listed: list[Place] = []
        self.statements: list[Statement] = []
        self.account = Account("")
        self.meanings: dict[str, Meaning] = {}

    def claim(self, kept: KeptClaim) -> None:
        """Take in the names of a claim, and what was made of them."""
        names = {mention.name for role in ROLES for mention in getattr(kept.claim, role)}
        self.claims.update(sorted(names))
        for party in sorted(kept.actors, key=lambda party: (party.name, party.role, party.ordinal)):
            self.kinds.setdefault(party.name, Counter())[party.kind] += 1
            if isinstance(party.side, int):
                self.sides.setdefault(party.name, party.side)

    def state(self, statement: Statement) -> None:
        """Take in the names of a statement of the infobox."""
        self.statements.append(statement)
        if statement.field in LISTED and statement.text is not None:
            self.claims.setdefault(statement.text, 0)
            if statement.side is not None:
                self.listed.append(Place(statement.text, statement.box, statement.side))
        if statement.loss is not None and statement.loss.attributed_to:
            self.claims.setdefault(statement.loss.attributed_to, 0)

    def know(self, document: Document | None) -> None:
        """Read how the account uses names, once all of them are known."""
        text = document.text if document is not None else ""
        self.statements.sort(key=lambda s: (s.box, s.span))
        self.account = Account(self.document, text, self.name)
        self.account.learn([*self.claims, *(full for _, full in self.account.short.values())])
        states = {(box, side): states_of(names) for (box, side), names in self._belligerents().items()}
        self.account.fighting = frozenset().union(*states.values())
        own = {place for place, names in self._belligerents().items() if all(states_of([name]) for name in names)}
        for name, box, side in self.listed:
            if (box, side) in own and len(states[box, side]) == 1:
                self.account.state_of[actor_key(name)] = min(states[box, side])

    def _belligerents(self) -> dict[tuple[int, int], list[str]]:
        found: dict[tuple[int, int], list[str]] = {}
        for said in self.statements:
            if said.field == "belligerent" and said.text is not None and said.side is not None:
                found.setdefault((said.box, said.side), []).append(said.text)
        return found

    def boxes(self) -> dict[int, Episode]:
        """The episodes of the document by the number of their box."""
        return dict(zip(sorted({said.box for said in self.statements}), episodes(self.statements), strict=True))


class Actors:
    """The actors of a record. `key` is asked with a document's id and a name; `identities` lists them."""

    def __init__(
        self,
        documents: Iterable[KeptDocument] = (),
        statements: Iterable[KeptStatement] = (),
        claims: Iterable[KeptClaim] = (),
        judgements: Sequence[Judgement] = (),
    ) -> None:
        self._texts = {kept.id: kept for kept in documents}
        self._told = _told(self._texts, statements, claims)
        self._joining = Joining()
        self._meant = Meant()
        self._verdicts = verdicts.verdicts(judgements, "actor", actor_key)
        self._learn_short_forms()
        self._learn_links()
        self._mean()
        self._split_judged()
        self._gather()
        self._wall()
        self._joining.join(verdicts.edges(self._verdicts, self._handles()))
        self._joining.join(sorted(self._links()))
        self._groups = {handle: group for group in self._joining.groups() for handle in group}
        self._ids = {handle: group_id("actor", group) for handle, group in self._groups.items()}

    def key(self, document: str, name: str) -> str:
        """The key of the actor that `name` stands for in the document with this id."""
        told = self._told.get(document)
        if told is None:
            meaning = Account(document).meaning(name)
        elif name in told.meanings:
            meaning = told.meanings[name]
        else:
            meaning = told.meanings.setdefault(name, told.account.meaning(name))
        return self._ids.get(meaning.handle) or group_id("actor", [meaning.handle])

    # what each account means

    def _learn_short_forms(self) -> None:
        """A short form that accounts introduce for one actor only is short for it in every account."""
        means: dict[str, dict[Handle, Meaning]] = {}
        for told in self._told.values():
            for key, (short, _) in sorted(told.account.short.items()):
                meaning = told.account.meaning(short)
                if meaning.local:
                    continue
                means.setdefault(key, {}).setdefault(meaning.handle, meaning)
        for key, several in sorted(means.items()):
            known = Account("").meaning(key)
            if known.handle[0] in SURE:
                several.setdefault(known.handle, known)
            meaning = next(iter(several.values()))
            if len(several) > 1:
                meaning = Meaning(("name", key), key.upper(), SEVERAL)
            for told in self._told.values():
                told.account.elsewhere[key] = meaning

    def _learn_links(self) -> None:
        """A common name that an infobox links to a page which adds whose it is ("Republican Guard (Alpha)")."""
        for told in self._told.values():
            for said, target in self._linked(told):
                name = set(head_key(said.text or "").split())
                if name and name < set(head_key(target).split()):
                    told.account.links[actor_key(said.text or "")] = target

    def _mean(self) -> None:
        for told in self._told.values():
            told.meanings = {name: told.account.meaning(name) for name in sorted(told.claims)}
            while self._part(told):
                told.meanings = {name: told.account.meaning(name) for name in sorted(told.claims)}

    def _part(self, told: Told) -> bool:
        """Part names of one meaning that a box lists on opposite sides; whether there were any that were not parted.

        The name that is the meaning's own keeps it, if it stands on one side only.
        """
        sides: dict[tuple[int, Handle], dict[str, set[int]]] = {}
        for name, box, side in told.listed:
            sides.setdefault((box, told.meanings[name].handle), {}).setdefault(actor_key(name), set()).add(side)
        parted = False
        for (_, handle), names in sorted(sides.items()):
            if len(names) < 2 or len(set().union(*names.values())) < 2:
                continue
            for name in sorted(name for name, _, _ in told.listed if told.meanings[name].handle == handle):
                key = actor_key(name)
                if key != handle[-1] and key not in told.account.forced:
                    own = Meaning(("apart", told.document, key), name, SAME)
                    told.account.forced[key] = own
                    why = f"“{name}”: {told.meanings[name].why}"
                    self._joining.keep_apart(Edge(handle, own.handle, why), OPPOSED.format(told.name))
                    parted = True
        return parted

    def _split_judged(self) -> None:
        """Names of one meaning that a person told apart get meanings of their own."""
        split = verdicts.split(self._verdicts, self._handles())
        for told in self._told.values() if split else ():
            for key, (name, _) in split.items():
                told.account.forced.setdefault(key, Meaning(("judged", key), name, SAME))
        if split:
            self._mean()

    def _handles(self) -> dict[str, list[Handle]]:
        """What the names of the record mean, by their keys."""
        found: dict[str, dict[Handle, None]] = {}
        for told in self._told.values():
            for name, meaning in told.meanings.items():
                found.setdefault(actor_key(name), {})[meaning.handle] = None
        return {key: sorted(handles) for key, handles in found.items()}

    def _gather(self) -> None:
        for told in self._told.values():
            for name, meaning in told.meanings.items():
                self._joining.add(meaning.handle)
                self._meant.add(Use(told.document, name, told.claims[name]), meaning)

    # what meets, and what must not

    def _wall(self) -> None:
        for told in self._told.values():
            for name, meaning in told.meanings.items():
                if meaning.handle[0] in SURE:
                    why = "the codebook knows them as two actors"
                    self._joining.mark(meaning.handle, ("known",), " ".join(meaning.handle), why)
                if name in told.sides:
                    why = f"{told.name} tells of them on opposite sides"
                    self._joining.mark(meaning.handle, ("told", told.document), str(told.sides[name]), why)
            for name, box, side in told.listed:
                respect = ("box", told.document, str(box))
                self._joining.mark(told.meanings[name].handle, respect, str(side), OPPOSED.format(told.name))
        verdicts.walls(self._verdicts, self._handles(), self._joining)

    def _links(self) -> Iterator[Edge]:
        """Names that infoboxes link to the page of another name; a page that two names share says nothing."""
        for told in self._told.values():
            by_target: dict[Handle, dict[Handle, tuple[str, str]]] = {}
            for said, target in self._linked(told):
                name, meaning = said.text or "", told.meanings[said.text or ""]
                page = _page(target)
                if not page.local and not meaning.local and "state" not in (page.handle[0], meaning.handle[0]):
                    by_target.setdefault(page.handle, {})[meaning.handle] = (name, page.head)
            for page_handle, names in sorted(by_target.items()):
                ((handle, (name, head)), *others) = names.items()
                if handle != page_handle and not others:
                    self._meant.head(page_handle, head)
                    yield Edge(handle, page_handle, f"the infobox of {told.name} links “{name}” to “{head}”")

    def _linked(self, told: Told) -> Iterator[tuple[Statement, str]]:
        kept = self._texts.get(told.document)
        for said in told.statements if kept is not None else ():
            if said.field in ("belligerent", "unit") and said.text is not None:
                links = within(kept.document.links, said.span) if kept is not None else []
                target = _title(links[0].target) if len(links) == 1 and links[0].span == said.span else None
                if target is not None and actor_key(target) != actor_key(said.text):
                    yield said, target

    # the actors

    def identities(self) -> list[Identity]:
        """Every actor: the one of most claims first, those of a common name last."""
        kinds, stands = self._kinds(), self._stands()
        groups = (group for group in self._joining.groups() if any(h in self._meant.uses for h in group))
        found = [self._identity(group, kinds, stands) for group in groups]
        return sorted(found, key=lambda one: (one.generic, -one.claims, one.name, one.id))

    def _identity(
        self, group: list[Handle], kinds: Mapping[Handle, Counter[str]], stands: Mapping[Handle, list[Stand]]
    ) -> Identity:
        name, namings = self._meant.best(group), self._meant.namings(group)
        counted = sum((kinds.get(handle, Counter()) for handle in group), Counter[str]())
        if not counted:
            counted[kind_of(name).kind] = 0
        return Identity(
            id=self._ids[group[0]],
            what="actor",
            name=name,
            generic=all(handle[0] == "local" for handle in group),
            names=namings,
            claims=sum(naming.claims for naming in namings),
            kinds=tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0]))),
            state=next(iter(states_of([name])), None),
            stands=_in_time(stand for handle in group for stand in stands.get(handle, ())),
            joined=self._meant.joined(group, self._joining),
            apart=self._meant.apart(group, self._joining),
        )

    def _kinds(self) -> dict[Handle, Counter[str]]:
        found: dict[Handle, Counter[str]] = {}
        for told in self._told.values():
            for name, kinds in told.kinds.items():
                found.setdefault(told.meanings[name].handle, Counter()).update(kinds)
        return found

    def _stands(self) -> dict[Handle, list[Stand]]:
        found: dict[Handle, list[Stand]] = {}
        for told in self._told.values():
            boxes = told.boxes()
            first = min(boxes, default=0)
            prose = (Place(name, first, side) for name, side in told.sides.items())
            seen: set[tuple[Handle, int, int]] = set()
            for how, places in (("infobox", told.listed), ("prose", prose)):
                for name, box, side in places:
                    handle = told.meanings[name].handle
                    if box in boxes and (handle, box, side) not in seen:
                        seen.add((handle, box, side))
                        found.setdefault(handle, []).append(_stand(told.document, boxes[box], side, how))
        return found


def _told(
    documents: Mapping[str, KeptDocument], statements: Iterable[KeptStatement], claims: Iterable[KeptClaim]
) -> dict[str, Told]:
    """What each document tells, in the order of the documents' names."""
    found: dict[str, Told] = {}
    for kept in statements:
        if kept.statement.field in SIDED or kept.statement.loss is not None or kept.statement.field in _OF_EPISODE:
            _of(found, kept).state(kept.statement)
    for claim in claims:
        _of(found, claim).claim(claim)
    for told in found.values():
        told.know(documents[told.document].document if told.document in documents else None)
    return {told.document: told for told in sorted(found.values(), key=lambda told: (told.name, told.document))}


def _of(found: dict[str, Told], kept: KeptStatement | KeptClaim) -> Told:
    """What the document of a claim or statement tells."""
    if kept.document not in found:
        found[kept.document] = Told(kept.document, kept.name)
    return found[kept.document]


_OF_EPISODE = ("title", "date")


def _stand(document: str, episode: Episode, side: int, told: str) -> Stand:
    named = episode.sides[side - 1].belligerents if 0 < side <= len(episode.sides) else ()
    return Stand(document, episode.title, episode.start, episode.end, side, named, told)


def _in_time(stands: Iterable[Stand]) -> tuple[Stand, ...]:
    """Where an actor stood, each episode and side once, in time; what the infobox tells counts before the prose."""
    once: dict[tuple[object, ...], Stand] = {}
    for stand in sorted(stands, key=lambda s: s.told):
        once.setdefault((stand.start or "9", stand.end or "9", stand.episode or "", stand.document, stand.side), stand)
    return tuple(stand for _, stand in sorted(once.items(), key=lambda item: item[0]))


def _title(target: str | None) -> str | None:
    """The title of the page that a link leads to; nothing where it leads elsewhere, or to a part of a page."""
    if not target or "#" in target:
        return None
    path = unquote(target.rpartition("/wiki/")[2]) if "/wiki/" in target else target
    title = path.replace("_", " ").strip()
    return None if not title or ":" in title or "/" in title or "?" in title else title


def _page(title: str) -> Meaning:
    """What the title of a page means; its words in brackets tell pages of one name apart."""
    found = Account("").meaning(title)
    if found.handle[0] in SURE or found.local:
        return found
    return Meaning(("name", head_key(title)), title, found.why)
