"""What is told of an episode, in short: a line a matter, built of claims and statements alone, each with their ids.

Nothing is chosen between accounts. Where they differ, every version stands with who tells it; figures follow a rule
that is named beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from annals.base.edtf import bounds, position
from annals.base.event import Event
from annals.base.rival import Telling
from annals.base.told import Told
from annals.base.tree import Node, Part, Piece, Summary
from annals.base.truce import Life
from annals.codebook import table
from annals.ground import spelling
from annals.keep.kept import KeptClaim, KeptStatement
from annals.merge import summary_words as words
from annals.merge.display import figure, interval
from annals.merge.history import History
from annals.merge.rival_boxes import Episodes, box_tolls, toll_found, turned_sides, winner
from annals.merge.rival_tolls import Toll
from annals.merge.rivals import tolls_of
from annals.merge.tellers import Box, Tellers
from annals.merge.tree_names import days, together
from annals.merge.truces import truces
from annals.merge.voices import once, publisher, told
from annals.merge.where import key

FIRST, CHANGES, LIVES, FIGURES, TOLLS = 2, 5, 3, 10, 6
"""How many first events, changes of territory, truces, figures of infoboxes and of events are told one by one."""
TERRITORIAL = ("territory_gained", "siege_lifted", "withdrawal")
MATERIEL = frozenset({"destroyed", "damaged", "seized"})
NAMED = "no account of it is in the record: others only name it as what they are part of"
SILENT = "its accounts make no claim, and state nothing, that could be told here"


def summary(history: History, node: Node) -> Summary:
    """What is told of one episode; of several, ask one `Summaries` for each."""
    return Summaries(history).of(node)


class Summaries:
    """The summaries of the episodes of a record; what all of them need is made once."""

    def __init__(self, history: History, tellers: Tellers | None = None) -> None:
        self.history = history
        self.tellers = tellers or Tellers(history)

    def of(self, node: Node) -> Summary:
        """What is told of an episode."""
        if node.only_named:
            return Summary(node.id, node.name, tuple(_naming(self, node)), NAMED)
        telling = Teller(self, node)
        parts = tuple(part for part in telling.parts() if part.pieces)
        return Summary(node.id, node.name, parts, None if parts else SILENT)

    @cached_property
    def statements(self) -> dict[str, KeptStatement]:
        """Statements by their ids."""
        return {kept.id: kept for kept in self.history.statements}

    @cached_property
    def events(self) -> dict[str, Event]:
        """The event that each claim tells."""
        return {id: event for event in self.history.events for id in event.claims}

    @cached_property
    def lives(self) -> dict[str, list[int]]:
        """The numbers of the lives in which a claim stands."""
        found: dict[str, list[int]] = {}
        for number, life in enumerate(self.all_lives):
            for id in dict.fromkeys(each.claim for each in _behind(life)):
                found.setdefault(id, []).append(number)
        return found

    @cached_property
    def all_lives(self) -> list[Life]:
        """Every truce, deal and siege."""
        return truces(self.history)

    @cached_property
    def claims(self) -> dict[str, list[KeptClaim]]:
        """The claims of each document, in order."""
        found: dict[str, list[KeptClaim]] = {}
        for kept in self.history.claims:
            found.setdefault(kept.document, []).append(kept)
        return found

    def voice(self, kept: KeptClaim | KeptStatement) -> Told:
        """Who stands behind a claim or statement."""
        source = self.history.documents[kept.document]
        return told(kept, source) if isinstance(kept, KeptClaim) else Told(kept.id, publisher(source), "stated")


def _naming(several: Summaries, node: Node) -> Iterator[Part]:
    """Of an episode that is only named: who names it."""
    ids = dict.fromkeys(id for name in node.names for id in name.statements)
    behind = tuple(several.voice(several.statements[id]) for id in ids if id in several.statements)
    if behind:
        yield Part("part_of", "Named as the larger episode", (Piece(node.name, behind),))


class Teller:
    """What is told of one episode, matter by matter."""

    def __init__(self, several: Summaries, node: Node) -> None:
        self._all, self._node = several, node
        self._boxes: tuple[Box, ...] = tuple((account.document, account.box) for account in node.accounts)
        own = [account.document for account in node.accounts if account.box == 0]
        kept = [kept for document in own for kept in several.claims.get(document, ())]
        kept += [several.history.by_id[id] for report in node.reports for id in report.claims]
        self._claims = {each.id: each for each in kept}

    def parts(self) -> Iterator[Part]:
        """The lines, in the order of `PARTS`."""
        yield self._when()
        yield self._list("where", "Where", "place")
        yield self._list("part_of", "Part of", "part_of")
        yield from self._sides()
        yield from self._began()
        yield from self._territory()
        yield from self._truces()
        yield from self._losses()
        yield from self._outcome()

    def _said(self, *fields: str) -> Iterator[KeptStatement]:
        for box in self._boxes:
            yield from (kept for kept in self._all.tellers.boxes.get(box, ()) if kept.statement.field in fields)

    # the frame

    def _when(self) -> Part:
        """Every version of the days; without any, from the first to the last day of what is told."""
        dated: dict[str, list[Told]] = {}
        for account in self._node.accounts:
            if account.dated and (account.start or account.end):
                found = self._all.statements.get(account.dated) or self._all.history.by_id[account.dated]
                dated.setdefault(words.lasting(account.start, account.end), []).append(self._all.voice(found))
        if dated:
            return Part("when", "When", _pieces(dated), contested=len(dated) > 1)
        events = [event for event in self._events() if _exact(event)]
        if not events:
            return Part("when", "When", ())
        first, last = events[0], max(events, key=lambda event: bounds(event.date))
        pieces = tuple(Piece(event.date or "", self._voices(event)) for event in dict.fromkeys((first, last)))
        return Part("when", "First and last day that events are told of", pieces)

    def _list(self, kind: str, head: str, field: str) -> Part:
        """The values of a field, each once however it is spelt."""
        found: dict[str, tuple[str, list[Told]]] = {}
        for kept in self._said(field):
            if text := kept.statement.text:
                found.setdefault(spelling.key(text), (text, []))[1].append(self._all.voice(kept))
        return Part(kind, head, tuple(Piece(_line(text), once(tuple(voices))) for text, voices in found.values()))

    def _sides(self) -> Iterator[Part]:
        """Who fights, by the sides as the first account numbers them."""
        sides: dict[int, dict[str, tuple[str, list[Told]]]] = {}
        actor = self._all.history.identities.actor
        for box in self._boxes:
            turned = (
                turned_sides(self._all.tellers, self._first, box) if self._first in self._all.tellers.boxes else None
            )
            for kept in self._all.tellers.boxes.get(box, ()):
                said = kept.statement
                side = said.side if turned is None or said.side is None else turned.get(said.side)
                if said.field == "belligerent" and said.text and side is not None:
                    names = sides.setdefault(side, {})
                    names.setdefault(actor(box[0], said.text), (said.text, []))[1].append(self._all.voice(kept))
        for side in sorted(sides):
            pieces = tuple(Piece(name, once(tuple(voices))) for name, voices in sides[side].values())
            yield Part("sides", f"Side {side}", pieces)

    @property
    def _first(self) -> Box:
        return self._boxes[0]

    # what happened

    def _events(self) -> list[Event]:
        """The events that its claims tell, in order of time."""
        found = {event.id: event for id in self._claims if (event := self._all.events.get(id))}
        return sorted(found.values(), key=lambda event: (position(event.date), event.id))

    def _told(self, event: Event) -> list[KeptClaim]:
        """The claims by which the episode's accounts and reports tell an event."""
        return [self._claims[id] for id in event.claims if id in self._claims]

    def _voices(self, event: Event) -> tuple[Told, ...]:
        return tuple(self._all.voice(kept) for kept in self._told(event))

    def _inside(self, event: Event) -> bool:
        """Whether an event lies within the days of the episode, on a day that is told, and is told to have happened."""
        first, last = bounds(event.date)
        start, end = days(self._node.start, self._node.end)
        happened = any(not kept.claim.negated for kept in self._told(event))
        return (
            happened
            and _exact(event)
            and (start is None or start <= (first or 0))
            and (end is None or (last or 0) <= end)
        )

    def _began(self) -> Iterator[Part]:
        """The events of the first day that has any; where one is told in two ways, both."""
        acts = str(table("tree")["first"]["acts"]).split()
        inside = [e for e in self._events() if self._inside(e) and e.type in acts and (e.by or e.against)]
        day = sorted((e for e in inside if e.date == inside[0].date), key=lambda e: (-len(self._told(e)), e.id))
        opening = [event for event in inside if event in day[:FIRST]]
        plain = [event for event in opening if not self._denied(event)]
        if plain:
            yield Part("began", "First events told", tuple(Piece(words.happened(e), self._voices(e)) for e in plain))
        for event in opening:
            if event not in plain:
                yield self._versions("began", "First told, in more than one way", event)

    def _versions(self, kind: str, head: str, event: Event) -> Part:
        """One event as each voice tells it."""
        found: dict[str, list[Told]] = {}
        claims = self._told(event)
        for kept in [kept for kept in claims if kept.claim.type != "casualties"] or claims:
            found.setdefault(words.asserted(kept.claim), []).append(self._all.voice(kept))
        return Part(kind, head, _pieces(found), contested=len(found) > 1)

    def _territory(self) -> Iterator[Part]:
        """What changed hands: as the infobox states it, and the changes that most claims tell, in order of time."""
        stated = self._list("territory", "Territory", "territory")
        if stated.pieces:
            yield stated
        taken = [e for e in self._events() if self._inside(e) and e.type in TERRITORIAL and (e.places or e.against)]
        weighed = sorted(
            taken, key=lambda e: (TERRITORIAL.index(e.type) > 0, -len(self._told(e)), position(e.date), e.id)
        )
        main = [event for event in taken if event in weighed[:CHANGES]]
        rival = [event for event in main if self._denied(event)]
        pieces = [Piece(words.happened(event), self._voices(event)) for event in main if event not in rival]
        if more := weighed[CHANGES:]:
            behind = once(tuple(voice for event in more for voice in self._voices(event)))
            pieces.append(Piece(f"and {len(more)} more", behind))
        if pieces:
            yield Part("territory", "What changed hands", tuple(pieces))
        for event in rival:
            yield self._versions("territory", "What changed hands, in more than one way", event)

    def _denied(self, event: Event) -> bool:
        """Whether accounts of the episode differ on who did it, or whether it happened."""
        return bool({"agency", "outcome"} & set(event.contested)) and len(self._told(event)) > 1

    def _truces(self) -> Iterator[Part]:
        """The truces, deals and sieges of which its claims tell."""
        numbers = sorted({number for id in self._claims for number in self._all.lives.get(id, ())})
        lives = [life for number in numbers if self._lived(life := self._all.all_lives[number])]
        most = sorted(lives, key=lambda life: (-len(_behind(life)), life.id))[:LIVES]
        pieces = [Piece(words.life(life), _behind(life)) for life in lives if life in most]
        if more := [life for life in lives if life not in most]:
            pieces.append(Piece(f"and {len(more)} more", once(tuple(each for life in more for each in _behind(life)))))
        if pieces:
            yield Part("truces", "Truces, deals and sieges", tuple(pieces))

    def _lived(self, life: Life) -> bool:
        """Whether a life has a day in the days of the episode."""
        dates = [each.date for each in (*life.declared, *life.begins, *life.ends)]
        span = days(self._node.start, self._node.end)
        return any(together(bounds(date), span) for date in dates if bounds(date) != (None, None))

    # what it cost, and how it ended

    def _losses(self) -> Iterator[Part]:
        """The figures of people in the infobox; where there are none, those of the events with the most."""
        boxes = [box for box in self._boxes if box in self._all.tellers.boxes]
        tolls = _people(box_tolls(self._all.tellers, Episodes(tuple(boxes)))) if boxes else []
        if tolls:
            yield from _main(tolls)
            return
        found = [(e, toll) for e in self._events() if self._inside(e) for toll in self._event_tolls(e)]
        most = sorted(range(len(found)), key=lambda at: (-_most(found[at][1]), at))[:TOLLS]
        for at in sorted(most):
            yield _toll(found[at][1], f"{found[at][0].date}, ")

    def _event_tolls(self, event: Event) -> list[Toll]:
        if not any(kept.claim.losses for kept in self._told(event)):
            return []
        return _people(tolls_of(self._all.tellers, event, parts=False))

    def _outcome(self) -> Iterator[Part]:
        """The result, all versions where several are stated; then the outcomes."""
        found: dict[str, tuple[str, list[Told]]] = {}
        for kept in self._said("result"):
            if text := kept.statement.text:
                found.setdefault(key(text), (text, []))[1].append(self._all.voice(kept))
        pieces = tuple(Piece(text, once(tuple(voices))) for text, voices in found.values())
        winners = {winner(piece.words) for piece in pieces}
        yield Part("outcome", "Outcome", pieces, contested=len(pieces) > 1 and len(winners) > 1)
        yield self._list("outcome", "Outcome in detail", "outcome")


def _people(tolls: Iterable[Toll]) -> list[Toll]:
    """The figures that count people, of which some version is a figure."""
    return [toll for toll in tolls if toll.like[0] not in MATERIEL and any(not v.vague for v in toll.versions)]


def _main(tolls: Sequence[Toll]) -> Iterator[Part]:
    """The figures of the widest groups one by one, the others counted."""
    wide = sorted(range(len(tolls)), key=lambda at: (bool(tolls[at].group.narrow or tolls[at].group.actor), at))
    main = sorted(wide[:FIGURES])
    yield from (_toll(tolls[at]) for at in main)
    if more := sorted(wide[FIGURES:]):
        behind = (_of(telling) for at in more for version in tolls[at].versions for telling in version.tellings)
        yield Part("losses", "Of smaller groups", (Piece(f"{len(more)} more figures", once(tuple(behind))),))


def _toll(toll: Toll, lead: str = "") -> Part:
    """A figure by the rule, with every version and who tells it."""
    made = figure(toll.versions)
    found = {version.value: [_of(telling) for telling in version.tellings] for version in toll.versions}
    shown = "no figure" if made.min is None and made.max is None else interval(made.min, made.max)
    subject = toll_found(toll).subject
    head = f"{lead}{subject}" if lead else f"{subject[:1].upper()}{subject[1:]}"
    contested = len(found) > 1
    return Part("losses", head, _pieces(found), contested, shown, made.rule)


def _line(text: str) -> str:
    """Words on one line, without the stop at the end."""
    return "; ".join(line.strip().rstrip(".") for line in text.split("\n") if line.strip())


def _of(telling: Telling) -> Told:
    return Told(telling.claim, telling.voice, telling.certainty)


def _most(toll: Toll) -> int:
    return max((version.min or 0 for version in toll.versions), default=0)


def _pieces(found: dict[str, list[Told]]) -> tuple[Piece, ...]:
    return tuple(Piece(words, once(tuple(behind))) for words, behind in found.items())


def _exact(event: Event) -> bool:
    """Whether an event is of one day."""
    first, last = bounds(event.date)
    return first is not None and first == last


def _behind(life: Life) -> tuple[Told, ...]:
    """All that a life follows from."""
    steps: Iterable[Sequence[Told]] = (step.told for step in life.steps)
    return once(tuple(each for told in steps for each in told))
