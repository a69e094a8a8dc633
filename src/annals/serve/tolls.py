"""Losses of episodes as the page shows them: each figure with all who tell it, and how they stand to each other.

An episode's figures stand as its infoboxes group them: one cell a side and kind, the infobox's figure, the sum of the
prose and every claim beside each other. The whole record has no infobox; it is added up elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from annals.base.episode import Episode, Side
from annals.base.rival import Telling, Version
from annals.base.tally import Tally, Term
from annals.base.toll import Loss
from annals.ground.actors import Sides
from annals.keep.kept import KeptStatement
from annals.merge.display import interval
from annals.merge.history import History, reading
from annals.merge.rival_boxes import Episodes, one_episode, turned_sides
from annals.merge.sums import worded
from annals.merge.tally import tallies
from annals.merge.tellers import Box, Tellers
from annals.publish import wording

KINDS = ("killed", "wounded", "captured", "missing", "displaced", "deserted", "casualties")
"""Losses of people; pieces of materiel are not added to them."""
BESIDE = frozenset(("replaced", "told_again", "rival_voice", "part", "other_group"))
"""Reasons for which a figure is left out of a sum and is yet of those whom the cell counts."""

SideKey = int | str | None


class Tick(msgspec.Struct, frozen=True):
    """One figure on a bar: an infobox's (`infobox`), a sum of the prose (`sum`), or one claim's (`claim`).

    `value` is the figure in words, `id` what it is linked by: a statement, a tally or a claim. `counted` says of a
    claim whether it is part of the sum, `why` on what grounds. `vague` has no figure; a sum of nothing is told as such.
    """

    source: str
    id: str
    value: str
    tellings: tuple[Telling, ...]
    min: int | None = None
    max: int | None = None
    approx: bool = False
    vague: bool = False
    who: str | None = None
    counted: bool = False
    why: str = ""

    def version(self, kind: str) -> Version:
        """The figure as a version of its toll."""
        return Version(self.value, self.tellings, kind, self.min, self.max, self.approx, self.vague)


class Check(msgspec.Struct, frozen=True):
    """How the prose of an account stands to a figure of its infobox; `id` is that of the tally."""

    id: str
    verdict: str
    by: int | None
    infobox: str
    text: str


class Cell(msgspec.Struct, frozen=True):
    """Losses of one kind of one side: `label` says of whom where a side has several figures of a kind."""

    side: SideKey
    kind: str
    label: str
    ticks: tuple[Tick, ...]
    checks: tuple[Check, ...]

    @property
    def versions(self) -> list[Version]:
        """What the figure for display is made of: the figures of infoboxes, and sums where anything was counted."""
        return [tick.version(self.kind) for tick in self.ticks if tick.source != "claim" and tick.tellings]


class Account(msgspec.Struct, frozen=True):
    """An account that has an infobox of the episode."""

    document: str
    name: str
    publisher: str


class Toll(msgspec.Struct, frozen=True):
    """The losses of an episode, side by side: `sides` as its first infobox counts them, `why` its infoboxes are one."""

    id: str
    title: str
    date: str | None
    places: tuple[str, ...]
    result: str | None
    sides: tuple[Side, ...]
    accounts: tuple[Account, ...]
    cells: tuple[Cell, ...]
    why: tuple[str, ...] = ()


class Sum(msgspec.Struct, frozen=True):
    """A tally with whose it is."""

    id: str
    account: Account
    episode: str
    side: str
    tally: Tally


def told(history: History, tellers: Tellers) -> tuple[list[Toll], list[Sum]]:
    """The losses of every episode, and every tally of the record."""
    sums = {box: list(_sums(history, tellers, box)) for box in tellers.boxes}
    tolls = [_toll(tellers, one, sums) for one in one_episode(tellers)]
    return [toll for toll in tolls if toll.cells], [each for several in sums.values() for each in several]


def _sums(history: History, tellers: Tellers, box: Box) -> Iterator[Sum]:
    """The tallies of one infobox; only accounts whose infobox counts losses are read again."""
    document, number = box
    if not any(kept.statement.field == "loss" for kept in tellers.boxes[box]):
        return
    numbers = sorted(other for id, other in tellers.boxes if id == document)
    episode = tellers.episodes[box]
    account = _account(history, document)
    for ordinal, tally in enumerate(tallies(reading(history.record, document, decided=history.decided))):
        if numbers[tally.episode] == number:
            id = tally.statement or _hash("tally", document, str(number), str(ordinal))
            title = episode.title or history.documents[document].document.title or account.name
            yield Sum(id, account, title, side_name(tally.side, episode.sides), tally)


def _account(history: History, document: str) -> Account:
    kept = history.documents[document].document
    return Account(document, kept.name, kept.source.publisher or kept.name)


def side_name(side: SideKey, sides: Sequence[Side]) -> str:
    """A side in words: by its first belligerent, else its first unit."""
    if not isinstance(side, int):
        return "no side named" if side is None else side
    known = sides[side - 1] if 0 < side <= len(sides) else Side()
    return next(iter((*known.belligerents, *known.units)), wording.side(side))


def _toll(tellers: Tellers, one: Episodes, sums: Mapping[Box, Sequence[Sum]]) -> Toll:
    first = one.boxes[0]
    episode = tellers.episodes[first]
    document = tellers.history.documents[first[0]].document
    accounts = (_account(tellers.history, box[0]) for box in one.boxes)
    return Toll(
        id=_hash("toll", first[0], str(first[1])),
        title=episode.title or document.title or document.name,
        date=_days(episode),
        places=episode.places,
        result=episode.result,
        sides=episode.sides,
        accounts=tuple({account.document: account for account in accounts}.values()),
        cells=tuple(_cells(tellers, one, sums)),
        why=one.why,
    )


def _days(episode: Episode) -> str | None:
    return f"{episode.start}/{episode.end}" if episode.start and episode.end else episode.start


Slot = tuple[SideKey, str, str]


def _cells(tellers: Tellers, one: Episodes, sums: Mapping[Box, Sequence[Sum]]) -> Iterator[Cell]:
    ticks: dict[Slot, list[Tick]] = {}
    checks: dict[Slot, list[Check]] = {}
    for box in one.boxes:
        sides = turned_sides(tellers, one.boxes[0], box)
        by_statement = {each.tally.statement: each for each in sums[box]}
        for slot, kept in _slots(tellers.boxes[box], sides):
            found = ticks.setdefault(slot, [])
            found.append(_stated(tellers, one, kept))
            if (each := by_statement.get(kept.id)) is not None:
                found += _summed(tellers, box, each)
                checks.setdefault(slot, []).append(_check(each))
    for (side, kind, label), several in sorted(ticks.items(), key=lambda pair: _order(*pair[0])):
        once = {(tick.source, tick.id): tick for tick in several}
        yield Cell(side, kind, label, tuple(once.values()), tuple(checks.get((side, kind, label), ())))


def _order(side: SideKey, kind: str, label: str) -> tuple[object, ...]:
    place = (0, side) if isinstance(side, int) else (1 if side else 2, 0)
    return place, KINDS.index(kind), label.startswith("of these"), label


def _slots(said: Sequence[KeptStatement], sides: Mapping[int, int] | None) -> Iterator[tuple[Slot, KeptStatement]]:
    """The figures of a box, each with the cell it goes into; what one voice counts apart stays apart."""
    losses = [(kept, kept.statement.loss) for kept in said if kept.statement.field == "loss"]
    people = [(kept, loss) for kept, loss in losses if loss is not None and loss.kind in KINDS]
    groups: dict[tuple[object, ...], int] = {}
    for _, loss in people:
        groups[_voice(loss)] = groups.get(_voice(loss), 0) + 1
    seen: dict[tuple[object, ...], int] = {}
    for kept, loss in people:
        side = loss.side
        if isinstance(side, int) and sides is not None:
            if side not in sides:
                continue
            side = sides[side]
        number = seen[_voice(loss)] = seen.get(_voice(loss), 0) + 1
        yield (side, loss.kind, _label(loss, number, groups[_voice(loss)])), kept


def _voice(loss: Loss) -> tuple[object, ...]:
    return loss.side, loss.kind, loss.attributed_to, loss.part, loss.scope, loss.who if loss.part else None


def _label(loss: Loss, number: int, of: int) -> str:
    """What tells a figure from others of its side and kind; nothing where it is the only one."""
    scope = "" if loss.scope == "event" else f"{loss.scope.replace('_', ' ')} only"
    if loss.part:
        return " ".join(part for part in ("of these:", loss.who or f"part {number}", scope) if part)
    which = (loss.who or f"figure {number} of {of}") if of > 1 else ""
    return ", ".join(part for part in (which, scope) if part)


def _stated(tellers: Tellers, one: Episodes, kept: KeptStatement) -> Tick:
    loss = kept.statement.loss
    assert loss is not None, "only statements of losses have a cell"
    telling = tellers.of_statement(kept, tellers.sides(one.boxes[0]))
    vague = loss.vague or (loss.min is None and loss.max is None)
    low, high = (None, None) if vague else (loss.min, loss.max)
    value = wording.count(loss)
    return Tick("infobox", kept.id, value, (telling,), low, high, loss.approx, vague, loss.who)


def _check(each: Sum) -> Check:
    tally = each.tally
    return Check(each.id, tally.verdict, tally.by, worded(tally.infobox), worded(tally.text))


def _summed(tellers: Tellers, box: Box, each: Sum) -> Iterator[Tick]:
    """The sum of the prose, then the claims that it counts, then those of the same people that it does not."""
    tally, sides = each.tally, tellers.sides(box)
    counted = [(term, _telling(tellers, term, sides)) for term in tally.counted]
    tellings = tuple({telling.claim: telling for _, telling in counted}.values())
    value = worded(tally.text) if tellings else "none told"
    yield Tick("sum", each.id, value, tellings, *tally.text, who=tally.who, why=tally.why)
    beside = [(term, _telling(tellers, term, sides)) for term in tally.left_out if term.reason in BESIDE]
    for term, telling in (*counted, *beside):
        yield _claimed(term, telling)


def _telling(tellers: Tellers, term: Term, sides: Sides | None) -> Telling:
    kept = tellers.history.by_id[term.claim]
    loss = kept.claim.losses[term.ordinal] if term.ordinal < len(kept.claim.losses) else None
    document = tellers.history.documents[kept.document].document
    words = document[loss.span] if loss is not None and loss.span else kept.claim.quote
    return tellers.of_claim(kept, words, sides)


def _claimed(term: Term, telling: Telling) -> Tick:
    vague = term.min is None and term.max is None
    value = "no figure" if vague else interval(term.min, term.max)
    id = f"{term.claim}.{term.ordinal}"
    counted = term.reason is None
    return Tick("claim", id, value, (telling,), term.min, term.max, False, vague, term.who, counted, term.why)


def _hash(*parts: str) -> str:
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:16]


def ids(several: Iterable[Tick]) -> list[str]:
    """The claims and statements behind ticks."""
    return list(dict.fromkeys(telling.claim for tick in several for telling in tick.tellings))
