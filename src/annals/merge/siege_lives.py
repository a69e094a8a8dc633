"""The lives of sieges: imposed, continued, tightened, eased, lifted."""

from __future__ import annotations

from annals.base.edtf import bounds
from annals.merge import truce_words as words
from annals.merge.lives import Making
from annals.merge.truce_notes import Note
from annals.merge.truce_words import Length

BACK = 8
"""How many sieges of an account or of a place are looked through for the one that is meant."""
LONG = 1500
"""Days that a siege goes on before what is told of the same place is another."""


class Sieges:
    """The sieges of a record while its events are gone through in order of time."""

    def __init__(self) -> None:
        self.all: list[Making] = []
        self.of_document: dict[str, list[Making]] = {}

    def add(self, note: Note) -> None:
        """Take up the next event."""
        if note.type == "siege" and not note.negated:
            self._siege(note)
        elif note.type == "siege_lifted":
            self._lifted(note)

    def _siege(self, note: Note) -> None:
        if _only_open(note):
            return
        lengths = list(words.lengths(note.sentence, running=True)) if _of_siege(note) else []
        life, why = self._meant(note)
        kind = "restriction" if words.says("siege", "restriction", note.quote) else "siege"
        if life is None or (life.kind != kind and kind == "restriction"):
            life, why = Making(kind), "first told"
            self.all.append(life)
        life.step(_step(life, note, lengths), note, why)
        self._register(life, note)
        _begin(life, note, lengths)
        for length in lengths:
            life.lasts(length, note)

    def _lifted(self, note: Note) -> None:
        lifted = words.says("siege", "lifted", note.trigger)
        life, why = self._meant(note, ended=True)
        if life is None:
            if note.negated:
                return
            life, why = Making("siege"), "no account tells when it was imposed"
            life.say("no account tells when it was imposed")
            life.first, life.last = note.first, note.last
            self.all.append(life)
        life.step("not lifted" if note.negated else "lifted" if lifted else "eased", note, why)
        self._register(life, note)
        if lifted and not note.negated:
            life.end(note.date, note, "told to be lifted")
        for length in words.lengths(note.sentence) if _of_siege(note) else ():
            life.lasts(length, note)

    def _meant(self, note: Note, *, ended: bool = False) -> tuple[Making | None, str]:
        """The siege that a note goes on telling, and why it is that one; who lifts it, or brings relief, may be either
        side."""
        for document in note.documents:
            for life in reversed(self.of_document.get(document, [])[-BACK:]):
                shared = bool(life.sites & note.sites) or not note.sites or not life.sites
                if shared and (ended or life.suits(note)) and _goes_on(life, note, ended):
                    return life, "of the same account, with no other parties or places"
        return None, ""

    def _register(self, life: Making, note: Note) -> None:
        for document in note.documents:
            known = self.of_document.setdefault(document, [])
            if life not in known[-BACK:]:
                known.append(life)

    def lives(self) -> list[Making]:
        """All sieges, those that several accounts tell put together.

        Two tellings are one siege where they name a place in common, no other parties, and one begins before the other
        is lifted. What names neither place nor party is of the one siege told of in its days, where there is only one.
        """
        apart: list[Making] = []
        of_site: dict[str, list[Making]] = {}
        bare = [life for life in self.all if not life.sites and not life.parties]
        for life in sorted((each for each in self.all if each not in bare), key=lambda each: each.order):
            same = next((known for known in _known(life, of_site) if known.suits(life) and _one(known, life)), None)
            if same:
                same.absorb(life, "told in several places: of one place, with no other parties, at that time")
            else:
                apart.append(life)
            for site in life.sites:
                of_site.setdefault(site, []).append(same or life)
        return [life for life in (*apart, *_placed(bare, apart)) if _of_a_place(life)]


def _known(life: Making, of_site: dict[str, list[Making]]) -> list[Making]:
    return [
        known
        for site in sorted(life.sites)
        for known in reversed(of_site.get(site, [])[-BACK:])
        if known.kind == life.kind
    ]


def _one(known: Making, life: Making) -> bool:
    """Whether a siege that began earlier can still be going on when another telling begins."""
    lifted = [order for step, order in known.steps if step.kind == "lifted"]
    if lifted and life.order > min(lifted):
        return False
    return known.first is None or life.first is None or abs(life.first - known.first) <= LONG


def _placed(bare: list[Making], apart: list[Making]) -> list[Making]:
    """Those of the tellings without place and party that stay alone; the others join the one siege of their days."""
    alone = []
    for life in bare:
        fits = [known for known in apart if known.kind == life.kind and _in_days(known, life)][:2]
        if len(fits) == 1:
            fits[0].absorb(life, "a telling without place or party is of the only siege told of in its days")
        else:
            alone.append(life)
    return alone


def _in_days(known: Making, life: Making) -> bool:
    """Whether a siege began in the days of a telling."""
    days = [bounds(step.date) for step, _ in life.steps]
    return any(a is not None and b is not None and known.first is not None and a <= known.first <= b for a, b in days)


def _of_a_place(life: Making) -> bool:
    """Whether a life is a siege: by its words, by a place that is named, or because more is told of it than one step;
    troops or persons who are surrounded somewhere are an event, and no siege."""
    quotes = " ".join(step.quote for step, _ in life.steps)
    return bool(life.sites) or len(life.steps) > 1 or words.says("siege", "besieging", quotes)


REACH = 40
"""Characters before the verb in which it can stand that it did not come to it."""


def _only_open(note: Note) -> bool:
    """Whether the words before the verb say that it was only tried, feared or thought of."""
    at = note.text.find(note.trigger, note.span.start) if note.trigger else -1
    if at < 0:
        return False
    before = note.text[max(note.within.start, at - REACH) : at]
    return words.ends_with("siege", "open", before)


def _of_siege(note: Note) -> bool:
    """Whether the words speak of a siege, so that a length of time beside them is its own."""
    return any(word in note.sentence.casefold() for word in ("siege", "sieging", "blockade", "encircle"))


def _goes_on(life: Making, note: Note, ended: bool) -> bool:
    """Whether a siege can still be going on: not lifted before, not too long ago."""
    since = life.days_since(note)
    if since is not None and not 0 <= since <= LONG:
        return False
    return ended or "lifted" not in life.kinds or note.date is None or _overlaps(life, note)


def _overlaps(life: Making, note: Note) -> bool:
    """Whether a note's days begin before the siege was lifted."""
    return note.order <= min(order for step, order in life.steps if step.kind == "lifted")


def _step(life: Making, note: Note, lengths: list[Length]) -> str:
    if words.says("siege", "tightened", note.quote) and life.steps:
        return "tightened"
    several = note.first is not None and note.last is not None and note.first != note.last
    if several or any(not length.ordinal for length in lengths):
        return "told as a whole"
    if any(length.ordinal for length in lengths):
        return "continued"
    if "imposed" not in life.kinds and "continued" not in life.kinds:
        return "imposed"
    return "continued"


def _begin(life: Making, note: Note, lengths: list[Length]) -> None:
    """When it began: with its first telling, the day told of it as a whole, or counted back from its n-th day."""
    nth = next((length for length in lengths if length.ordinal), None)
    kind = life.steps[-1][0].kind
    if nth:
        date = words.days_after(note.date, 1 - nth.days)
        life.begin(date, note, f"“{nth.words}” on {note.date}")
    elif kind == "imposed":
        life.begin(note.date, note, "told to be imposed")
    elif kind == "told as a whole" and note.date and "/" in note.date:
        start, _, end = note.date.partition("/")
        life.begin(start if start != ".." else None, note, "told of as a whole")
        life.end(end if end != ".." else None, note, "told of as a whole")
    elif life.first is None:
        life.first, life.last = note.first, note.last
