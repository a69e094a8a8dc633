"""The lives of agreements: talks, declared, in force, extended, breached, broken down, lapsed."""

from __future__ import annotations

from collections.abc import Iterable

from annals.base.span import Span
from annals.merge import truce_words as words
from annals.merge.lives import Making
from annals.merge.truce_notes import Note

SOON, LATE, LONG = 7, 45, 400
"""Days in which an agreement comes into force, in which fighting resumes under it, in which it can be broken."""
BEFORE = 10
"""Days before an agreement in which talks lead to it."""
BESIDE = 12
"""Characters before a claim's words in which a length of time can stand (`a 72-` before `hour truce`)."""
BACK = 8
"""How many lives of an account are looked through for the one that is meant."""
FIGHTING = ("clash", "attack", "shelling")


class Agreements:
    """The agreements of a record while its events are gone through in order of time."""

    def __init__(self) -> None:
        self.all: list[Making] = []
        self.of_document: dict[str, list[Making]] = {}
        self.on_day: dict[tuple[str, int], list[Making]] = {}
        self.of_party: dict[str, list[Making]] = {}
        self.talks: dict[str, list[Note]] = {}

    def add(self, note: Note) -> None:
        """Take up the next event."""
        if note.type == "negotiation" or (note.type == "agreement" and note.negated):
            self._talks(note)
        elif note.type == "agreement":
            self._agreement(note)
        elif note.type == "violation" and not note.negated:
            self._violation(note)
        elif note.type in FIGHTING and not note.negated:
            self._fighting(note)

    # --- agreements

    def _agreement(self, note: Note) -> None:
        kind = words.agreement_kind(note.quote, note.rest)
        if kind is None:
            return
        become = "extended" if words.extended(note.sentence) else None
        become = become or words.becomes(note.quote, "extended", "renewed", "in force")
        life, why = self._meant(note, kind, become)
        if life is None:
            life, why = self._new(kind, note), "first told"
        step = become or "declared"
        life.step(step, note, why)
        if step in ("declared", "in force") and (note.exact or life.first is None):
            life.begin(note.date, note, f"told to be {step}", "begins" if step == "in force" else "declared")
        self._register(life, note)
        self._worded(life, note)

    def _meant(self, note: Note, kind: str, become: str | None) -> tuple[Making | None, str]:
        """The life that is told again, or goes on, and why it is that one."""
        again = self._same_day(note, kind)
        if again:
            return again, f"told again: the same day ({note.date}), and no other parties"
        latest = self._latest(note, kind)
        if latest is None:
            return None, ""
        since = latest.days_since(note)
        if become in ("extended", "renewed"):
            return latest, f"the latest {kind} of this account is {become}"
        another = words.says("becomes", "another", note.quote)
        if become == "in force" and since is not None and 0 <= since <= SOON and not another and not latest.over:
            return latest, f"declared {since} days before"
        if note.date is None and not another:
            return latest, f"without a date of its own, after the latest {kind} of this account"
        return None, ""

    def _same_day(self, note: Note, kind: str) -> Making | None:
        """A life of the same kind that began in the days of the note: of this account, or with the same parties."""
        if note.first is None or note.last is None:
            return None
        for document in note.documents:
            for life in reversed(self.of_document.get(document, [])[-BACK:]):
                meets = life.first is not None and note.first <= life.first <= note.last
                if life.kind == kind and meets and life.suits(note):
                    return life
        others = self.on_day.get((kind, note.first), []) if note.exact else []
        return next((life for life in others if life.shares(note) > 1), None)

    def _latest(self, note: Note, kind: str | None) -> Making | None:
        """The latest life of the accounts of a note whose parties suit it."""
        for document in note.documents:
            for life in reversed(self.of_document.get(document, [])[-BACK:]):
                if (kind is None or life.kind == kind) and life.suits(note):
                    return life
        return None

    def _new(self, kind: str, note: Note) -> Making:
        life = Making(kind)
        self.all.append(life)
        for talks in self._led(note):
            failed = talks.negated
            life.step("talks failed" if failed else "talks", talks, "told in the days before, in the same account")
        return life

    def _register(self, life: Making, note: Note) -> None:
        """Let a life be found by the accounts, days and parties that tell it."""
        for document in note.documents:
            known = self.of_document.setdefault(document, [])
            if life not in known[-BACK:]:
                known.append(life)
        if note.exact and note.first is not None:
            _once(self.on_day.setdefault((life.kind, note.first), []), life)
        for party in note.parties:
            if not party.startswith("="):
                _once(self.of_party.setdefault(party, []), life)

    def _worded(self, life: Making, note: Note) -> None:
        """What the sentence says of the agreement's terms and of how long it holds."""
        rest = Span(note.span.start, note.within.end)
        terms = words.terms(note.text, rest)
        if terms:
            life.term(terms, note)
        until = words.until(note.text, rest, note.date)
        if until:
            life.limit(until[0], note, f"“{until[1]}”, counted from {note.date}")
        beside = Span(max(note.within.start, note.span.start - BESIDE), note.within.end)
        for length in words.lengths(beside.of(note.text)):
            life.lasts(length, note)
            end = words.days_after(note.date, length.days)
            if end and not until and life.kind == "truce":
                life.limit(end, note, f"“{length.words}” from {note.date}")

    # --- talks

    def _talks(self, note: Note) -> None:
        for document in note.documents:
            self.talks.setdefault(document, []).append(note)
        for life in self.of_document.get(note.documents[0], [])[-BACK:]:
            if note.here in life.sentences and not note.negated:
                life.step("talks", note, "told in the sentence of the agreement")
                self.talks[note.documents[0]].pop()
                return

    def _led(self, note: Note) -> Iterable[Note]:
        """The talks that led to an agreement; each leads to one."""
        for document in note.documents:
            waiting = self.talks.pop(document, [])
            for talks in waiting:
                apart = _apart(talks, note)
                fits = not talks.parties or not note.parties or not talks.parties.isdisjoint(note.parties)
                sided = not talks.sides.isdisjoint(note.sides)
                if apart is not None and 0 <= apart <= BEFORE and (fits or sided):
                    yield talks

    # --- what breaks an agreement

    def _violation(self, note: Note) -> None:
        kind = words.agreement_kind(note.quote, note.sentence)
        if kind is None or words.foreign(note.quote):
            return
        life, why = self._broken(note, kind), "the latest agreement of this account"
        if life is None:
            life, why = Making(kind), "no account tells when it was declared"
            life.say("no account tells when it was declared")
            self.all.append(life)
            life.first, life.last = note.first, note.last
            self._register(life, note)
        if words.lapsed(note.quote):
            self._lapse(life, note)
            return
        step = words.becomes(note.quote, "broken down") or "breached"
        life.step(step, note, why)
        if step == "broken down":
            life.end(note.date, note, "told to have broken down")

    def _broken(self, note: Note, kind: str) -> Making | None:
        latest = self._latest(note, kind) or self._latest(note, None)
        if latest and _within(latest.days_since(note), LONG):
            return latest
        running = [each for each in self.of_document.get(note.documents[0], [])[-BACK:] if _holds(each, note)]
        if len(running) == 1:
            return running[0]
        for party in sorted(note.parties):
            for life in reversed(self.of_party.get(party, [])[-BACK:]):
                if life.kind == kind and life.shares(note) > 1 and _within(life.days_since(note), LONG):
                    return life
        return None

    def _fighting(self, note: Note) -> None:
        """Fighting that resumes, or is told with a truce that ran out."""
        lapsed = words.lapsed(note.sentence)
        if not lapsed and not words.becomes(note.quote, "fighting resumed"):
            return
        life = self._latest(note, "truce")
        if life is None or not _within(life.days_since(note), LATE):
            return
        if lapsed:
            self._lapse(life, note)
        else:
            life.step("fighting resumed", note, "fighting told to resume, after the latest truce of this account")

    def _lapse(self, life: Making, note: Note) -> None:
        """A truce that ran out, told once."""
        if "lapsed" not in life.kinds:
            life.step("lapsed", note, "the sentence says that it ran out")
            life.end(note.date, note, "told to have run out")


def _apart(earlier: Note, later: Note) -> int | None:
    """Days between two notes, by their places in time; `None` where one has none."""
    (dated, first, _), (also, last, _) = earlier.at, later.at
    return last - first if dated == also == 0 else None


def _within(days: int | None, most: int) -> bool:
    return days is None or 0 <= days <= most


def _holds(life: Making, note: Note) -> bool:
    """Whether a truce can be in force on the day of a note, whoever is told to be a party to it."""
    since = life.days_since(note)
    return life.kind == "truce" and not life.over and since is not None and 0 <= since <= LATE


def _once(lives: list[Making], life: Making) -> None:
    if life not in lives[-BACK:]:
        lives.append(life)
