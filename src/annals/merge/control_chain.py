"""One place through time: gains, losses, states and denials put in order, and the holds that follow from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annals.base.control import Hold, Rival
from annals.base.told import Told, surest
from annals.merge.control_bearings import Bearing
from annals.merge.control_takes import Take, number, takes
from annals.merge.holders import Hands, Holder
from annals.merge.voices import once

UNKNOWN = -1
"""The hand of nobody known."""


class Open:
    """A hold while it is made. `contenders` are the hands that contend for it, `taken` the day it was gained."""

    def __init__(self, hand: int, holder: Holder | None, since: str | None, extent: str | None) -> None:
        self.hand, self.since, self.extent = hand, since, extent
        self.names = dict.fromkeys(holder.names if holder else ())
        self.key = holder.keys[0] if holder else None
        self.side = holder.side if holder else None
        self.until: str | None = ".."
        self.taken: Bearing | None = None
        self.contenders: tuple[int, ...] = ()
        self.told: list[Told] = []
        self.ended_by: list[Told] = []
        self.rivals: dict[str, list[Told]] = {}
        self.why: dict[str, None] = {}

    def tell(self, bearing: Bearing, why: str = "") -> None:
        """One more claim tells of this hold."""
        self.told.append(bearing.told)
        if bearing.holder and self.hand != UNKNOWN:
            self.names.update(dict.fromkeys(bearing.holder.names))
            self.side = bearing.holder.side if self.side is None else self.side
        self.say(why or bearing.why)

    def say(self, why: str) -> None:
        """A reason."""
        if why:
            self.why.setdefault(why)

    def rival(self, says: str, told: Iterable[Told]) -> None:
        """Something told against this hold."""
        self.rivals.setdefault(says, []).extend(told)

    def frozen(self) -> Hold:
        """The hold as it is given."""
        told = once(tuple(self.told))
        return Hold(
            holder=self.key,
            names=tuple(self.names),
            side=self.side,
            since=self.since,
            until=self.until,
            extent=self.extent,
            certainty=surest(told),
            told=told,
            ended_by=once(tuple(self.ended_by)),
            rivals=tuple(Rival(says, once(tuple(told))) for says, told in self.rivals.items()),
            why=tuple(self.why),
        )


class Sweep:
    """The state of a place while its bearings are gone through in order of time."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        self.now: Open | None = None
        self.parts: dict[int, Open] = {}
        self.all: list[Open] = []
        self.of_take: dict[int, Open] = {}
        self.closed: dict[int, Open] = {}

    def open(self, hand: int, holder: Holder | None, since: str | None, extent: str | None) -> Open:
        """A new hold; one of the whole place becomes the present one."""
        made = Open(hand, holder, since, extent)
        self.all.append(made)
        if extent == "part":
            self.parts[hand] = made
        else:
            self.now = made
        return made

    def close(self, until: str | None, told: Iterable[Told], why: str = "") -> None:
        """The present hold ends."""
        if self.now:
            self.now.until = until
            self.now.ended_by += told
            self.now.say(why)
            self.closed[self.now.hand] = self.now
        self.now = None

    def close_part(self, hand: int, until: str | None, told: Iterable[Told], why: str) -> None:
        """A hold of part of the place ends."""
        part = self.parts.pop(hand, None)
        if part:
            part.until = until
            part.ended_by += told
            part.say(why)

    # --- what the bearings do

    def take(self, take: Take) -> None:
        """A hand gains the whole place."""
        first, told = take.first, [each.told for each in take.tellings]
        if self.now and self.now.hand == take.hand and take.hand != UNKNOWN and not self._retaken(take):
            self._retold(self.now, take)
            return
        if self.now and take.hand == UNKNOWN and self.now.hand != UNKNOWN:
            self._retold(self.now, take)
            return
        if self.now and take.hand == UNKNOWN and self.now.extent is None and not self.now.contenders:
            for each in take.tellings:
                self.now.tell(each, "told to have fallen, to whom is not told")
            self.of_take[id(take)] = self.now
            return
        if self.now and self._at_once(self.now, take):
            self._contest(self.now, take)
            return
        self._lose(take, told)
        for hand in list(self.parts):
            why = "then it held all of it" if hand == take.hand else f"{_names(first)} took the whole place"
            self.close_part(hand, first.date, told, why)
        made = self.open(take.hand, first.holder, first.date, "full")
        made.taken = first
        self.of_take[id(take)] = made
        for each in take.tellings:
            made.tell(each, _retelling(each, first))

    def _retaken(self, take: Take) -> bool:
        """Whether somebody takes again what was not told to be lost: it was lost before, nobody says when."""
        now, first = self.now, take.first
        if not (now and now.taken and first.again and first.date != now.since):
            return False
        if first.holder and now.names.keys().isdisjoint(first.holder.names):
            return True  # of one side, but taken again by another: the two cannot be one hand here
        self.close(f"../{first.date}" if first.exact else None, (), f"retaken on {first.date}, so lost before that day")
        self.open(UNKNOWN, None, None, None).say("lost to whom, and when, is not told")
        return True

    def _retold(self, now: Open, take: Take) -> None:
        """A hand gains what it holds, or nobody named gains it: another telling, with another day."""
        self.of_take[id(take)] = now
        by = "" if take.hand == now.hand else ", by whom is not told"
        if take.first.date == now.since:
            for each in take.tellings:
                now.tell(each)
        else:
            now.rival(f"taken on {take.first.date}{by}", (each.told for each in take.tellings))

    def _at_once(self, now: Open, take: Take) -> bool:
        """Whether two hands gain the place on one day, and nothing says who came later."""
        held, first = now.taken, take.first
        if not held or not held.exact or held.first != first.first or first.again or not first.exact:
            return False
        return not (held.hour and first.hour and held.hour != first.hour)

    def _contest(self, now: Open, take: Take) -> None:
        told = [each.told for each in take.tellings]
        if not now.contenders:
            now.rival(f"{_said(tuple(now.names))} took it on {now.since}", now.told)
            now.contenders, now.hand, now.key, now.side, now.extent = (now.hand,), UNKNOWN, None, None, "contested"
            now.say(f"more than one is told to have taken it on {now.since}, and nothing tells who came later")
        now.contenders += (take.hand,)
        now.names.update(dict.fromkeys(take.first.holder.names if take.first.holder else ()))
        now.told += told
        now.rival(f"{_names(take.first)} took it on {take.first.date}", told)
        self.of_take[id(take)] = now

    def _lose(self, take: Take, told: Sequence[Told]) -> None:
        """Whoever held the place before a gain holds it no more; the gain may say who that was."""
        first, before = take.first, self.now
        for each in take.tellings:
            if each.lost:
                self._lost(each, self.hands.number(each.lost), before)
        if self.now:
            self.close(first.date, told)

    def _lost(self, telling: Bearing, hand: int, before: Open | None) -> None:
        if before is None or (before.hand == UNKNOWN and not before.contenders):
            if self.closed.get(hand) is None or self.closed[hand].until != telling.date:
                self.close(None, ())
                held = self.open(hand, telling.lost, None, "full")
                held.tell(telling._replace(holder=None), "told to have lost it")
        elif before.hand == hand:
            before.say(f"told to have lost it on {telling.date}")
        else:
            before.rival(
                f"{_said(telling.lost.names if telling.lost else ())} held it until {telling.date}", [telling.told]
            )

    def leave(self, bearing: Bearing) -> None:
        """A hand leaves the place; without anybody who takes it, nobody is known to hold it."""
        hand = number(bearing, self.hands)
        self.close_part(hand, bearing.date, [bearing.told], bearing.why)
        if bearing.extent == "part":
            return
        if self.now is None or self.now.hand == hand:
            if self.now is None:
                self.open(hand, bearing.holder, None, bearing.extent if bearing.lost else None).tell(bearing)
            self.close(bearing.date, [bearing.told], bearing.why)
            left = self.open(UNKNOWN, None, bearing.date, None)
            left.tell(bearing, f"left by {_names(bearing)}; nobody is told to have taken it")
        elif hand in self.closed:
            self._left_before(self.closed[hand], bearing)
        elif bearing.holder and bearing.holder.side is not None:
            self.now.rival(f"{_names(bearing)} left it on {bearing.date}", [bearing.told])

    def _left_before(self, closed: Open, bearing: Bearing) -> None:
        if closed.until == bearing.date:
            closed.ended_by.append(bearing.told)
            closed.say(bearing.why)
        else:
            closed.rival(f"{_names(bearing)} left it on {bearing.date}", [bearing.told])

    def hold(self, bearing: Bearing) -> None:
        """A state: a hand holds the place by that day."""
        hand, now = number(bearing, self.hands), self.now
        since = f"../{bearing.date}" if bearing.exact else None
        if bearing.extent == "contested":
            self._contested(bearing, since)
        elif now and now.hand == hand:
            now.tell(bearing)
        elif now and (now.hand != UNKNOWN or now.contenders):
            now.rival(f"{_names(bearing)} held it on {bearing.date}", [bearing.told])
        else:
            self.close(since, [bearing.told])
            self.open(hand, bearing.holder, since, bearing.extent).tell(bearing)

    def _contested(self, bearing: Bearing, since: str | None) -> None:
        if self.now:
            self.now.rival(f"contested on {bearing.date}", [bearing.told])
        else:
            self.open(UNKNOWN, None, since, "contested").tell(bearing)

    def part(self, bearing: Bearing) -> None:
        """A hand gains part of the place: the holder stays who it was."""
        hand, now = number(bearing, self.hands), self.now
        if now and now.hand == hand and hand != UNKNOWN:
            now.tell(bearing, f"told on {bearing.date} of a part that was held already")
        elif hand in self.parts:
            self.parts[hand].tell(bearing)
        else:
            since = f"../{bearing.date}" if bearing.act == "holds" and bearing.exact else bearing.date
            self.open(hand, bearing.holder, since, "part").tell(bearing)


def chain(bearings: Iterable[Bearing], hands: Hands) -> tuple[tuple[Hold, ...], tuple[Rival, ...]]:
    """The holds of one place in order of time, and the gains that are told to have failed; `hands` is new."""
    ordered = sorted(bearings, key=lambda b: b.order)
    for bearing in ordered:
        number(bearing, hands)
    gains = takes((b for b in ordered if b.act == "takes" and b.extent == "full"), hands)
    sweep = Sweep(hands)
    for step in sorted(_steps(ordered, gains, hands), key=lambda s: s[0]):
        _apply(sweep, step[1])
    attempts = _denied(ordered, gains, sweep)
    return tuple(made.frozen() for made in _in_order(sweep.all)), attempts


Step = tuple[tuple[object, ...], Bearing | Take]


def _steps(ordered: Sequence[Bearing], gains: Sequence[Take], hands: Hands) -> Iterable[Step]:
    """Gains and other bearings with their place in the order of time.

    On one day a state comes first, then who leaves, then who takes; who leaves what was taken that day, by the order
    of the text, leaves after it.
    """
    taken: dict[tuple[int, str | None, str], int] = {}
    for take in gains:
        for each in take.tellings:
            taken.setdefault((take.hand, each.date, each.document), each.offset)
        yield (bool(take.aside), *_key(take.first, 2)), take
    for bearing in ordered:
        if bearing.act == "denied" or (bearing.act == "takes" and bearing.extent == "full"):
            continue
        rank = 3
        if bearing.act == "leaves":
            at = taken.get((number(bearing, hands), bearing.date, bearing.document))
            rank = 1 if at is None or at > bearing.offset else 3
        yield (bearing.date is None, *_key(bearing, rank)), bearing


def _key(bearing: Bearing, rank: int) -> tuple[object, ...]:
    position, hour, document, offset, claim = bearing.order
    return position, bearing.act != "holds", hour, rank, document, offset, claim


def _apply(sweep: Sweep, step: Bearing | Take) -> None:
    if isinstance(step, Take):
        if step.aside:
            _aside(sweep, step)
        else:
            sweep.take(step)
    elif step.date is None:
        made = Open(number(step, sweep.hands), step.holder, None, step.extent)
        made.until = None
        made.tell(step)
        made.say("no date is told, so that it stands beside the order of the others")
        sweep.all.append(made)
    else:
        {"leaves": sweep.leave, "contested": sweep.hold}.get(
            step.act, sweep.part if step.extent == "part" else sweep.hold
        )(step)


def _aside(sweep: Sweep, take: Take) -> None:
    """A gain that has no place in the order is told beside it, and ends nothing."""
    made = Open(take.hand, take.first.holder, take.first.date, "full")
    made.until = None
    for each in take.tellings:
        made.tell(each)
    made.say(take.aside)
    sweep.of_take[id(take)] = made
    sweep.all.append(made)


def _denied(ordered: Sequence[Bearing], gains: Sequence[Take], sweep: Sweep) -> tuple[Rival, ...]:
    """Denials: by another voice than the one that tells the gain they are its rivals, else a failed attempt."""
    attempts: dict[str, list[Told]] = {}
    for bearing in (b for b in ordered if b.act == "denied"):
        hand = number(bearing, sweep.hands)
        take = next((t for t in gains if t.hand == hand and _rivals(t, bearing)), None) if bearing.holder else None
        if take:
            sweep.of_take[id(take)].rival(f"{_names(bearing)} did not take it ({bearing.date})", [bearing.told])
        else:
            says = f"{_names(bearing)} failed to take it ({bearing.date or 'no date told'})"
            attempts.setdefault(says, []).append(bearing.told)
    return tuple(Rival(says, once(tuple(told))) for says, told in attempts.items())


def _rivals(take: Take, denial: Bearing) -> bool:
    """Whether a denial speaks of this gain: of the same days, and in another voice."""
    first = take.first
    if first.first is None or denial.first is None or first.last is None or denial.last is None:
        return False
    apart = first.last < denial.first or denial.last < first.first
    return not apart and all(each.told.voice != denial.told.voice for each in take.tellings)


def _in_order(holds: Sequence[Open]) -> list[Open]:
    """Holds in the order in which they were made; those of nobody that nothing tells of are left out."""
    return [made for made in holds if made.told or made.since is not None or made.hand != UNKNOWN]


def _retelling(each: Bearing, first: Bearing) -> str:
    return "" if each is first or each.date == first.date else f"told again with the date {each.date}"


def _names(bearing: Bearing) -> str:
    return _said(bearing.holder.names if bearing.holder else ())


def _said(names: Sequence[str]) -> str:
    return ", ".join(names) or "somebody not named"
