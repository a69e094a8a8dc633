"""A life while it is made: of an agreement or a siege, step by step."""

from __future__ import annotations

import hashlib
from collections.abc import Set as AbstractSet

import msgspec

from annals.base.edtf import bounds, position
from annals.base.span import Span
from annals.base.told import Told
from annals.base.truce import Dated, Lasting, Life, Step, Term
from annals.merge.truce_notes import Note, Order
from annals.merge.truce_words import Length
from annals.merge.voices import once

OUTCOMES = ("breached", "fighting resumed", "broken down", "lapsed", "eased", "lifted", "renewed", "extended")
SYMMETRIC = ("truce", "deal")
ENDING = ("lifted", "eased", "not lifted")
"""Steps of a siege in which those who act need not be those who lay it: others bring supplies, or break through."""
MANY = 4000
"""Days beyond which a begin and an end are not taken to be of one life."""


class Making:
    """A life with what has been told of it so far."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.doers: set[str] = set()
        self.targets: set[str] = set()
        self.sides: set[tuple[str, int | str]] = set()
        self.sites: set[str] = set()
        self.sentences: set[tuple[str, Span]] = set()
        self.first: int | None = None
        self.last: int | None = None
        self.steps: list[tuple[Step, Order]] = []
        self.dated: dict[str, dict[str, tuple[list[Told], str]]] = {
            which: {} for which in ("declared", "begins", "ends", "until")
        }
        self.lengths: dict[str, tuple[float | None, list[Told]]] = {}
        self.terms: dict[str, list[Told]] = {}
        self.why: dict[str, None] = {}

    @property
    def kinds(self) -> set[str]:
        """The kinds of its steps so far."""
        return {step.kind for step, _ in self.steps}

    @property
    def over(self) -> bool:
        """Whether it is told to have ended."""
        return not self.kinds.isdisjoint(("broken down", "lapsed", "lifted"))

    @property
    def parties(self) -> set[str]:
        """All who are named as parties."""
        return self.doers | self.targets

    @property
    def order(self) -> Order:
        """The place in time of its first step."""
        return min(order for _, order in self.steps)

    def suits(self, note: Note | Making) -> bool:
        """Whether the parties of a note can be those of this life: nobody is named, or somebody is in both.

        Of an agreement all are parties; in a siege those who lay it and those who suffer it are told apart.
        """
        if self.kind in SYMMETRIC:
            return self._meet(self.parties, note.parties, note)
        crossed = self.doers & note.targets or self.targets & note.doers
        met = self._meet(self.doers, note.doers, note) and self._meet(self.targets, note.targets, note)
        return met and not crossed

    def _meet(self, mine: AbstractSet[str], others: AbstractSet[str], note: Note | Making) -> bool:
        return not mine or not others or not mine.isdisjoint(others) or not self.sides.isdisjoint(note.sides)

    def absorb(self, other: Making, why: str) -> None:
        """Another telling of the same life becomes part of it."""
        for own, others in ((self.doers, other.doers), (self.targets, other.targets), (self.sites, other.sites)):
            own |= others
        self.sides |= other.sides
        self.sentences |= other.sentences
        self.steps += other.steps
        for which, versions in other.dated.items():
            for date, (told, reason) in versions.items():
                self._date(which, date, tuple(told), reason)
        for words, (days, told) in other.lengths.items():
            self.lengths.setdefault(words, (days, []))[1].extend(told)
        for each in (*other.why, why):
            self.say(each)
        firsts = [first for first in (self.first, other.first) if first is not None]
        self.first = min(firsts, default=None)

    def shares(self, note: Note) -> int:
        """How many parties and places a note names that this life names too; common nouns do not count."""
        known = [party for party in self.parties & note.parties if not party.startswith("=")]
        return len(known) + len(self.sites & note.sites)

    def days_since(self, note: Note) -> int | None:
        """Days from its beginning to the note."""
        return None if self.first is None or note.first is None else note.first - self.first

    def step(self, kind: str, note: Note, why: str) -> None:
        """Something happened to it."""
        self.doers |= note.doers
        self.targets |= note.targets
        self.sides |= note.sides
        self.sites |= note.sites
        self.sentences.add(note.here)
        made = Step(
            kind=kind,
            date=note.date,
            part_of_day=note.part_of_day,
            by=note.by if kind != "lapsed" else (),
            against=note.against if kind != "lapsed" else (),
            mediators=note.mediators,
            places=note.places,
            quote=" ".join((note.quote if kind != "lapsed" else note.sentence).split()),
            told=note.told,
            why=why,
        )
        self.steps.append((made, note.order))

    def begin(self, date: str | None, note: Note, why: str, which: str = "begins") -> None:
        """A version of when it began, or with `which` of when it was declared."""
        self._date(which, date, note.told, why)
        first, last = bounds(date)
        if self.first is None:
            self.first, self.last = first, last

    def end(self, date: str | None, note: Note, why: str) -> None:
        """A version of when it ended."""
        self._date("ends", date, note.told, why)

    def limit(self, date: str | None, note: Note, why: str) -> None:
        """The end that it was given when it was made."""
        self._date("until", date, note.told, why)

    def _date(self, which: str, date: str | None, told: tuple[Told, ...], why: str) -> None:
        if date:
            self.dated[which].setdefault(date, ([], why))[0].extend(told)

    def lasts(self, length: Length, note: Note) -> None:
        """How long it lasted, as told."""
        self.lengths.setdefault(length.words, (None if length.ordinal else length.days, []))[1].extend(note.told)

    def term(self, words: str, note: Note) -> None:
        """A condition."""
        self.terms.setdefault(" ".join(words.split()), []).extend(note.told)

    def say(self, why: str) -> None:
        """A reason, or what is not told."""
        self.why.setdefault(why)

    def frozen(self) -> Life:
        """The life as it is given."""
        steps = tuple(step for step, _ in sorted(self.steps, key=lambda each: each[1]))
        acting = [s for s in steps if s.kind not in ("talks", "talks failed")]
        symmetric = self.kind in SYMMETRIC
        own = [s for s in acting if not symmetric or s.kind not in ("breached", "fighting resumed", "broken down")]
        declared, begins, ends = (self._versions(which) for which in ("declared", "begins", "ends"))
        return Life(
            id=_id(self.kind, steps),
            kind=self.kind,
            by=_joined(*((*s.by, *s.against) if symmetric else s.by for s in own if s.kind not in ENDING)),
            against=() if symmetric else _joined(*(s.against for s in own if s.kind not in ENDING)),
            mediators=_joined(*(s.mediators for s in steps)),
            places=_joined(*(s.places for s in steps)),
            declared=declared,
            begins=begins,
            ends=ends,
            in_force_until=self._versions("until"),
            terms=tuple(Term(words, once(tuple(told))) for words, told in self.terms.items()),
            lasting=tuple(Lasting(words, days, once(tuple(told))) for words, (days, told) in self.lengths.items()),
            computed=_between(begins or declared, ends),
            steps=steps,
            outcome=next((s.kind for s in reversed(acting) if s.kind in OUTCOMES), None),
            why=tuple(self.why),
        )

    def _versions(self, which: str) -> tuple[Dated, ...]:
        versions = sorted(self.dated[which].items(), key=lambda version: (position(version[0]), version[0]))
        return tuple(Dated(date, once(tuple(told)), why) for date, (told, why) in versions)


def _joined(*several: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in several for name in names))


def _between(begins: tuple[Dated, ...], ends: tuple[Dated, ...]) -> tuple[int, ...]:
    """Days from each begin to each end, where both are days; each number once."""
    found = []
    for begin in begins:
        for end in ends:
            (a, b), (c, d) = bounds(begin.date), bounds(end.date)
            if a is not None and a == b and c is not None and c == d and 0 <= c - a <= MANY:
                found.append(c - a)
    return tuple(dict.fromkeys(found))


def _id(kind: str, steps: tuple[Step, ...]) -> str:
    ids = sorted({told.claim for step in steps for told in step.told})
    return hashlib.sha256(msgspec.json.encode(["life", kind, *ids])).hexdigest()[:16]
