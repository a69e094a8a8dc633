"""Rival tolls: figures of one kind for one group of victims that differ from telling to telling.

Only like is compared with like: the same kind, the same victims, the same scope; running totals and totals of a day
only where they are of the same day. A part never contradicts its whole: what counts part of the victims only says that
there were at least so many, and is set beside a figure for all of them only where even that is too many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from annals.base.rival import Telling, Version
from annals.base.toll import Loss
from annals.merge.display import interval
from annals.merge.intervals import Interval, added, meet
from annals.merge.rival_groups import CIVILIANS, EVERYBODY, FIGHTERS, OTHERS, Group, rest

Like = tuple[str, str, str | None]
"""Kind, scope and, where the scope is not the whole event, the day: what must be alike in two figures."""


class Entry(msgspec.Struct, frozen=True):
    """A figure with those it counts and who tells it."""

    loss: Loss
    group: Group
    telling: Telling

    @property
    def like(self) -> Like:
        """What must be the same in figures that are compared."""
        return self.loss.kind, self.loss.scope, None if self.loss.scope == "event" else self.telling.date

    @property
    def range(self) -> Interval:
        """The bounds of the figure."""
        return self.loss.min, self.loss.max


class Toll(msgspec.Struct, frozen=True):
    """All that is told of one kind of loss of one group, vague words too; `versions` in the order of their figures."""

    like: Like
    group: Group
    versions: tuple[Version, ...]


def elliptic(entries: Sequence[Entry]) -> list[Entry]:
    """The figures of one claim; one that names nobody goes with those named before it ("five guards killed and six
    wounded"). Others are people like all, where somebody is counted before them; else nobody knows how many more."""
    made: list[Entry] = []
    for entry in entries:
        whom = entry.group
        if whom == EVERYBODY and (rest(entry.loss.who) or rest(entry.telling.words)):
            whom = EVERYBODY if made else OTHERS
        elif whom == EVERYBODY and entry.loss.who is None and made:
            whom = made[-1].group
        made.append(msgspec.structs.replace(entry, group=whom))
    return made


def tolls(tellers: Iterable[Sequence[Entry]]) -> Iterator[Toll]:
    """For every kind and group what each of several tellers says; each teller is given as its figures.

    A teller with two figures for the same victims counts them together.
    """
    by_like: dict[Like, list[list[Entry]]] = {}
    for entries in tellers:
        own: dict[Like, list[Entry]] = {}
        for entry in entries:
            own.setdefault(entry.like, []).append(entry)
        for like, several in own.items():
            by_like.setdefault(like, []).append(several)
    for like, alike in by_like.items():
        for group in _groups(alike):
            yield Toll(like, group, _versions(group, alike))


def _groups(alike: Iterable[Sequence[Entry]]) -> list[Group]:
    """The groups that any telling names, each once."""
    found: dict[object, Group] = {}
    for entries in alike:
        for entry in entries:
            found.setdefault(entry.group.key, entry.group)
    return list(found.values())


def _versions(group: Group, alike: Sequence[Sequence[Entry]]) -> tuple[Version, ...]:
    """The figures told for a group; then the lower bounds that contradict one of them."""
    told: list[Version] = []
    least: list[Version] = []
    for entries in alike:
        own = [e for e in entries if e.group.key == group.key]
        inside = [e for e in entries if e.group.key != group.key and group.holds(e.group) and not e.loss.part]
        whole = [e for e in own if not e.loss.part] or own
        if own and not (group == EVERYBODY and (inside or any(rest(e.telling.words) for e in own[1:]))):
            told.append(_version(whole))
        elif own or inside:
            least.append(_at_least([*whole, *inside]))
    figures = [version for version in told if not version.vague]
    beyond = [v for v in least if any(meet([(v.min, v.max), (f.min, f.max)]) is None for f in figures)]
    return merged([*told, *beyond])


def _version(entries: Sequence[Entry]) -> Version:
    losses = [entry.loss for entry in entries]
    vague = any(loss.vague or (loss.min is None and loss.max is None) for loss in losses)
    low, high = (None, None) if vague else added(entry.range for entry in entries)
    if len(losses) == 1 and not vague:
        low, high = entries[0].range
    approx = any(loss.approx for loss in losses)
    figure = "no figure" if vague else f"about {interval(low, high)}" if approx else interval(low, high)
    return Version(figure, _tellings(entries), losses[0].kind, low, high, approx, vague)


def _at_least(entries: Sequence[Entry]) -> Version:
    """What figures for parts of a group say of the whole: at least their sum."""
    low = sum(entry.loss.min or 0 for entry in entries)
    parts = ", ".join(f"{interval(*entry.range)} {entry.loss.who or ''}".rstrip() for entry in entries)
    return Version(f"{interval(low, None)} ({parts})", _tellings(entries), entries[0].loss.kind, low, None)


def _tellings(entries: Sequence[Entry]) -> tuple[Telling, ...]:
    """One telling for several figures of one claim, with the words of all."""
    words = ", ".join(dict.fromkeys(entry.telling.words for entry in entries))
    first = entries[0].telling
    if len({entry.telling.claim for entry in entries}) == 1:
        return (msgspec.structs.replace(first, words=words),)
    return tuple(entry.telling for entry in entries)


def merged(versions: Iterable[Version]) -> tuple[Version, ...]:
    """Versions of the same value made one, told by all who tell it; in the order of their figures, vague ones last."""
    found: dict[tuple[object, ...], Version] = {}
    for version in versions:
        key = (version.value, version.min, version.max, version.vague)
        known = found.get(key)
        tellings = (*known.tellings, *version.tellings) if known else version.tellings
        found[key] = msgspec.structs.replace(version, tellings=tellings)
    return tuple(sorted(found.values(), key=_by_figure))


def _by_figure(version: Version) -> tuple[bool, int, int, str]:
    low = version.min if version.min is not None else -1
    return version.vague, low, version.max if version.max is not None else low, version.value


def whose(tellers: Iterable[Sequence[Entry]]) -> Iterator[Toll]:
    """Where tellers count as many victims of one kind, but some only fighters, others only civilians; a voice that
    tells of both tells two losses."""
    by_like: dict[Like, list[Entry]] = {}
    for entries in tellers:
        for like in dict.fromkeys(entry.like for entry in entries):
            own = [entry for entry in entries if entry.like == like]
            if len(own) == 1 and own[0].group.of in (FIGHTERS, CIVILIANS) and own[0].loss.min is not None:
                by_like.setdefault(like, []).append(own[0])
    for like, all_told in by_like.items():
        both = _of_both(all_told)
        several = [entry for entry in all_told if _voice(entry) not in both]
        sorts = {entry.group.of for entry in several}
        if len(sorts) == 2 and meet(entry.range for entry in several) is not None:
            yield Toll(like, EVERYBODY, merged(_named(entry) for entry in several))


def _of_both(entries: Iterable[Entry]) -> set[tuple[str, str]]:
    """The voices that count fighters as well as civilians."""
    sorts: dict[tuple[str, str], set[str]] = {}
    for entry in entries:
        sorts.setdefault(_voice(entry), set()).add(entry.group.of)
    return {voice for voice, told in sorts.items() if len(told) > 1}


def _voice(entry: Entry) -> tuple[str, str]:
    return entry.telling.document, entry.telling.voice


def _named(entry: Entry) -> Version:
    """A figure with its victims as its value."""
    made = _version([entry])
    who = entry.loss.who or entry.group.of
    return msgspec.structs.replace(made, value=f"{made.value} {who}", names=(entry.group.of,))
