"""Clauses of a sentence: every verb with its subject, object and phrases, read from left to right in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from annals.extract.ahead import SPEECH, by_after, finite_later, kind_at
from annals.extract.attached import Attacher
from annals.extract.chunks import Chunk, Group, Phrase
from annals.extract.clause import Clause, attempts_told, inverted, look_ahead, share_objects
from annals.extract.lexicon import light_particles, senses
from annals.extract.token import Token
from annals.extract.words import closed, grammar, unchanging

_PARTICLES = grammar("particles")


@cache
def _phrasal_verbs() -> frozenset[tuple[str, str]]:
    """Verbs with the particles that the event lexicon knows them by."""
    pairs = {(verb, particle) for verb, found in senses().items() for sense in found for particle in sense.particles}
    return frozenset(pairs | light_particles())


_FREE_RELATIVES = frozenset(("what", "whatever"))
_INTRANSITIVE = grammar("intransitive")


_AIMS = grammar("aims")
_PERCEIVING = grammar("perceiving")
_CONCEDING = frozenset(("though", "although", "while", "after", "when", "if", "because", "since", "as", "before"))


class Reader(Attacher):
    """One pass over the chunks of a sentence: what its words open, join and close, and its verbs."""

    # -- what comes -----------------------------------------------------------------------------------------------

    def read(self) -> list[Clause]:
        """All clauses of the sentence, in the order of their verbs."""
        for i, chunk in enumerate(self.chunks):
            step = {"NP": self._noun, "VG": self._verb}.get(chunk.kind)
            if step:
                step(i, chunk)
            else:
                self._between(i, chunk)
        for clause in self.clauses:
            clause.last = max(clause.last, clause.group.last)
        self.clauses = inverted(self.clauses)
        share_objects(self.clauses)
        look_ahead(self.clauses)
        attempts_told(self.clauses)
        return self.clauses

    def _between(self, i: int, chunk: Chunk) -> None:
        kind, low = chunk.kind, chunk.low
        if kind == "P" and self._phrasal(i, chunk):
            kind = chunk.kind = "A"
        if kind == "P":
            compound = i > 0 and self.chunks[i - 1].kind == "P"
            self.preposition = f"{self.preposition} {low}".strip() if compound else low
            if low == "of" and i and self.chunks[i - 1].low == "out":
                self.preposition = "out of"
            return
        if kind == "A" and self.preposition and kind_at(self.chunks, i + 1) == "NP" and low not in _PARTICLES:
            return
        self.preposition = ""
        if kind in ("A", "J"):
            self._adverb(i, chunk)
        elif kind == ",":
            self.comma, self.coordinated = True, False
        elif kind == "C":
            self.coordinated, self.coordinator = True, low
        elif kind == "S":
            self._open(low, chunk.first)
        elif kind == "R":
            self._relative(low)
        elif kind in (";", ":", "—", "–"):
            self._open(";", chunk.last)

    def _phrasal(self, i: int, chunk: Chunk) -> bool:
        """Whether a preposition right after its verb belongs to it: "broke out", "took over the village"."""
        clause = self.clauses[-1] if self.clauses else None
        if clause is None or chunk.low not in _PARTICLES:
            return False
        after = self.chunks[i + 1].kind if i + 1 < len(self.chunks) else "."
        if after == "Z" and chunk.low in ("on", "in") and self.words[chunk.last].low not in closed("prepositions"):
            return False
        itself = clause.group.last == chunk.first - 1 and self.words[chunk.first - 1].low.endswith(("self", "selves"))
        if clause.group.last == chunk.first or itself:
            return after not in ("NP",) or (clause.lemma, chunk.low) in _phrasal_verbs()
        return clause.object is not None and clause.object.last == chunk.first and after not in ("NP", "VG")

    def _adverb(self, i: int, chunk: Chunk) -> None:
        self.before = (chunk.last, chunk.low)
        clause = self.clauses[-1] if self.clauses else None
        if clause and chunk.low in _PARTICLES and not clause.particle:
            beside = clause.object.last if clause.object else clause.group.last
            clause.particle = chunk.low if chunk.first == beside else ""
        if self.clauses and not self.comma and self.pending is None and not self._subordinate_opened():
            self.clauses[-1].adverbs.append(chunk.low)
            self.clauses[-1].last = chunk.last

    def _open(self, link: str, at: int) -> None:
        """A conjunction opens a clause; a subject waiting for its verb is kept for later."""
        if self.pending is not None and self.how == "own":
            self.outer = self.pending
        inside = self.link == "that" and self.pending is None and at - self.begin <= 2 and link in _CONCEDING
        self.reported = "that" if inside else ""
        self.pending, self.how, self.link = None, "own", link
        self.comma = self.coordinated = False
        self.fronted, self.begin = [], at

    def _relative(self, low: str) -> None:
        if self.pending is not None and self.how == "own":
            self.outer = self.pending
        if low in ("where",):
            self._open(low, 0)
            return
        self.pending, self.how, self.link = self.latest, "relative", low
        self.comma = self.coordinated = False

    # -- verbs ----------------------------------------------------------------------------------------------------

    def _verb(self, i: int, chunk: Chunk) -> None:
        group = chunk.group
        assert group is not None
        made = self._clause(i, chunk, group)
        made.first = group.first
        made.last = group.last
        made.fronted = self.fronted
        if self.before[0] == group.first:
            made.adverbs.append(self.before[1])
        self.fronted = []
        self.clauses.append(made)
        self.comma = self.coordinated = False
        self.preposition = ""
        self.latest = None if made.how != "reduced" else self.latest

    def _clause(self, i: int, chunk: Chunk, group: Group) -> Clause:
        above = self.clauses[-1] if self.clauses else None
        if group.form == "to":
            return self._infinitive(group, above)
        if group.form == "ing":
            return self._gerund(i, group, above)
        if group.form == "part" and self._reduced(i, chunk):
            group.passive = True
            owner = self.latest or self.pending
            if owner is None or self.comma:
                return Clause(group, self._main_subject() or self.pending, "participle", "", above)
            return Clause(group, owner, "reduced", "", above)
        return self._finite(group, above)

    def _finite(self, group: Group, above: Clause | None) -> Clause:
        if group.form == "part":
            group.form = "finite"
        if self.pending is not None:
            made = Clause(group, self.pending, self.how, self.link, above)
            self.pending = None
            group.passive = group.passive or self._passive_too(group, above)
            self._close(made.how)
            return made
        if self.link in _FREE_RELATIVES:
            self.link, link = "", self.link
            return Clause(group, None, "none", link, above)
        if self.outer is not None and not self.coordinated:
            outer, self.outer = self.outer, None
            return Clause(group, outer, "own", "", above)
        if above is not None and (above.group.form == "to" or above.link == "to") and self._bare(group):
            return Clause(group, above.subject, "control", above.link, above.above)
        model = self._model(group.lemma)
        subject = model.subject if model else None
        if (
            model
            and model.passive
            and not group.passive
            and self.words[group.verb].form in ("p", "n")
            and group.first == group.verb
        ):
            alike = self.coordinator in ("and", "or") and group.lemma not in _INTRANSITIVE
            joined = (self.coordinated and alike) or self._in_row(group)
            group.passive = joined and not self._object_next(group)
        return Clause(group, subject, "shared" if subject else "none", "and" if self.coordinated else self.link, model)

    def _in_row(self, group: Group) -> bool:
        """Whether a past form goes on a row of passives: "were killed, captured or wounded"."""
        before = self.clauses[-1].group if self.clauses else None
        return self.comma and before is not None and before.passive and group.first - before.last == 1

    def _bare(self, group: Group) -> bool:
        """Whether a verb in its base form goes on with the infinitive before it: "to go and cut the line"."""
        word = self.words[group.verb]
        alone = group.first == group.verb and (self.comma or self.coordinated)
        return alone and (word.form == "b" or (word.lemma in unchanging() and word.low == word.lemma))

    def _passive_too(self, group: Group, above: Clause | None) -> bool:
        """Whether a past form shares the auxiliary of a passive before it ("ten were killed and five wounded")."""
        bare = group.first == group.verb and self.words[group.verb].form in ("p", "n")
        able = bare and group.lemma not in _INTRANSITIVE  # "ten were killed and the rest retreated"
        return bool(above and above.passive and able and self.link == "and" and not self._object_next(group))

    def _object_next(self, group: Group) -> bool:
        after = self.words[group.last : group.last + 1]
        return bool(after) and after[0].tag in ("D", "O", "E", "#", "N", "I", "J")

    def _close(self, how: str) -> None:
        if how == "own" and self.outer is not None and not self.link:
            self.outer = None
        self.how = "own"
        if how == "relative":
            self.link = ""

    def _model(self, lemma: str = "") -> Clause | None:
        """The finite clause whose subject a clause without one shares."""
        told = [c for c in reversed(self.clauses) if c.group.form == "finite" and c.how in ("own", "shared")]
        if lemma in SPEECH:
            told = [c for c in told if c.lemma in SPEECH] or told
        if told:
            return told[0]
        return self.clauses[-1] if self.clauses else None

    def _main_subject(self) -> Phrase | None:
        model = self._model()
        return model.subject if model else None

    def _infinitive(self, group: Group, above: Clause | None) -> Clause:
        if above is None:
            return Clause(group, self.pending, "control", "to", None)
        near = self.pending is None and above.object is not None
        subject = above.object if near and above.lemma not in ("use", "threaten", "agree", "promise") else above.subject
        if self.pending is not None:
            return Clause(group, self.pending, "control", "to", None)
        return Clause(group, subject, "control", "to", above)

    def _gerund(self, i: int, group: Group, above: Clause | None) -> Clause:
        before = self.chunks[i - 1] if i else None
        if self._seen_doing(before, above):
            assert above is not None
            return Clause(group, above.subject, "control", "ing", above)
        having = self.words[group.first].low == "having"  # "arrived at Alpha having taken Beta"
        if before is not None and before.kind == "NP" and not self.comma and not having:
            owner = self.latest if self.latest is not None else self.pending
            if beside := self._set_beside(i):
                return Clause(group, beside, "own", "with", above)
            if self.link == "with" or self._with(i):
                self.pending = None
                return Clause(group, owner, "own", "with", above)
            return Clause(group, owner, "reduced", "for" if self._meant_for(i) else "", above)
        if self.preposition or (before is not None and before.kind == "S"):
            link = "aim" if self._aim() else self.preposition or (before.low if before else "")
            if (
                above is not None
                and above.lemma in ("accuse", "blame", "suspect", "convict", "prevent", "stop")
                and above.object
            ):
                return Clause(group, above.object, "control", link, above)
            return Clause(group, self._main_subject(), "participle", link, above)
        if before is not None and before.kind in ("VG",) and above is not None:
            return Clause(group, above.subject, "control", "ing", above)
        return Clause(
            group, self._main_subject(), "participle", "and" if self.coordinated else "", self._model() or above
        )

    def _seen_doing(self, before: Chunk | None, above: Clause | None) -> bool:
        """Whether a gerund tells what somebody was seen doing: "a column was seen on the road heading north"."""
        if before is None or before.kind != "NP" or above is None or self.pending is not None or self.comma:
            return False
        seen = above.passive and above.lemma in _PERCEIVING
        return seen and any(phrase is before.phrase and prep != "with" for prep, phrase in above.phrases)

    def _aim(self) -> bool:
        """Whether a gerund tells only what is aimed at: "with the aim of taking the town", "aimed at cutting"."""
        if self.clauses and self.clauses[-1].lemma == "aim" and self.preposition == "at":
            return True
        if self.preposition.endswith("to") and self.clauses and self.clauses[-1].group.last < len(self.words):
            near = {w.low for w in self.words[self.clauses[-1].group.last : self.clauses[-1].group.last + 4]}
            return bool(near & {"close", "closer", "near", "nearer"})
        return (
            self.latest is not None
            and self.words[self.latest.head].low in _AIMS
            and self.preposition in ("of", "at", "for")
        )

    def _meant_for(self, i: int) -> bool:
        """Whether a gerund describes those whom something is meant for: "a corridor for civilians leaving the city"."""
        return i > 1 and self.chunks[i - 2].kind == "P" and self.chunks[i - 2].low == "for"

    def _set_beside(self, i: int) -> Phrase | None:
        """Whose the gerund at chunk `i` is after ", with": ", with fighting for the town beginning at dawn"."""
        j = i - 2
        while j >= 1 and [c.kind for c in self.chunks[j - 1 : j + 2]] != [",", "P", "NP"]:
            if [c.kind for c in self.chunks[j : j + 2]] != ["P", "NP"]:
                return None
            j -= 2
        held = j >= 1 and self.chunks[j].low == "with" and j < i - 2
        return self.chunks[j + 1].phrase if held else None

    def _with(self, i: int) -> bool:
        return i > 1 and self.chunks[i - 2].kind == "P" and self.chunks[i - 2].low == "with"

    def _set_off(self, i: int) -> bool:
        """Whether commas part a bare past form from the verb to come: "the town, now besieged, would starve"."""
        after = [c.group for c in self.chunks[i + 1 : i + 4] if c.kind != "A"]
        return self.comma and kind_at(self.chunks, i + 1) == "," and any(g and g.form == "finite" for g in after)

    def _after_aside(self, i: int) -> bool:
        """Whether only an aside stands between "and" and a verb: "raided the farms and in the process took horses"."""
        kinds = [c.kind for c in self.chunks[max(0, i - 3) : i]]
        return kinds == ["C", "P", "NP"] and self.chunks[i - 3].low == "and"

    def _reduced(self, i: int, chunk: Chunk) -> bool:
        """Whether a bare past form is a participle hanging on a noun ("areas held by them") and no finite verb."""
        if self.how == "relative" and self.pending is None and not self.clauses:
            return False
        if by_after(self.words, chunk) and not (self.coordinated and self.clauses and self.clauses[-1].passive):
            return True
        if i and self.chunks[i - 1].kind == ";" and self.clauses:
            return False
        if self.words[chunk.last - 1].form == "n":
            return True
        if self.pending is None and self.clauses and self._after_aside(i):
            self.coordinated, self.coordinator = True, "and"
            return False
        if self.pending is not None:
            return self.how == "own" and (self._set_off(i) or finite_later(self.words, self.chunks, i))
        if self.comma or self.coordinated:
            return (
                self.comma
                and not self.coordinated
                and not self.clauses
                and any(c.kind == "NP" for c in self.chunks[i + 1 :])
            )
        return self.outer is None


def clauses(words: Sequence[Token]) -> tuple[list[Clause], list[Phrase]]:
    """The clauses of a tagged sentence, and the phrases that "according to" names as its sources."""
    reader = Reader(words)
    return reader.read(), reader.sources
