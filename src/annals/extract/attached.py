"""Where a noun phrase goes: subject to come, object, an equal in a list, or hanging on what stands before it."""

from __future__ import annotations

from collections.abc import Sequence

from annals.extract.ahead import SPEECH, in_list, verb_after
from annals.extract.chunks import Chunk, Phrase, chunks
from annals.extract.clause import Clause
from annals.extract.names import kind_of
from annals.extract.token import Token
from annals.extract.words import grammar

_SPELLS = grammar("spells")
_LENGTHS = grammar("lengths")
_WIDE = frozenset(("long", "wide", "high", "deep", "tall", "thick"))


_WHOLE = {"out of": "from", "due to": "because", "surrounding": "around", "close to": "near"}  # that are one


class Attacher:
    """The state of one pass over the chunks of a sentence, and what it does with noun phrases."""

    def __init__(self, words: Sequence[Token]) -> None:
        self.words = words
        self.chunks = chunks(words)
        self.clauses: list[Clause] = []
        self.pending: Phrase | None = None
        self.how = "own"
        self.outer: Phrase | None = None
        self.link = ""
        self.comma = False
        self.coordinated = False
        self.coordinator = ""
        self.before = (-1, "")
        self.preposition = ""
        self.latest: Phrase | None = None
        self.fronted: list[tuple[str, Phrase]] = []
        self.begin = 0
        self.reported = ""
        self.sources: list[Phrase] = []

    def _noun(self, i: int, chunk: Chunk) -> None:
        phrase = chunk.phrase
        assert phrase is not None
        if self._of_time(i, phrase):
            return
        if self.preposition:
            self._prepositional(i, self.preposition, phrase)
        elif self.coordinated and self.latest is not None and not self._verb_after(i):
            self._listed(phrase)
        elif self.coordinated and self.pending is not None and self.how == "own" and self._inside(self.pending):
            self.pending.others.append(phrase)
        elif self.comma and self.latest is not None and in_list(self.words, self.chunks, i, self.pending is not None):
            self._listed(phrase)
        elif self.comma and not self.coordinated and self._wider_place(i, phrase):
            self.latest.attached.append((",", phrase))  # type: ignore[union-attr]
        elif self.comma and self.pending is not None and self.how == "own" and not self.coordinated:
            self.pending.apposed = self.pending.apposed or phrase
        elif self.comma and not self.coordinated and self._renames(i, phrase):
            self.clauses[-1].object.apposed = phrase  # type: ignore[union-attr]
        else:
            self._free(i, phrase)
        self.latest = phrase
        self.preposition = ""
        self.comma = self.coordinated = False

    def _of_time(self, i: int, phrase: Phrase) -> bool:
        """Whether a bare measure of time only says when or how often: "attacks, about once every three days, have"."""
        after = self.chunks[i + 1] if i + 1 < len(self.chunks) else None
        low = self.words[phrase.head].low
        far = low in _LENGTHS and after is not None and after.low in ("from", "near")
        if far and self.pending is None and not self.clauses and not self.preposition:
            return True
        measured = low in _SPELLS and phrase.last - phrase.first > 1
        free = after is None or (after.kind in (",", ".", ";", "C", "A") and after.low != "or")
        if low in _LENGTHS and self.words[phrase.last - 1].low in _WIDE and self.latest is not None:
            return True  # "a convoy more than three miles long was seen"
        if measured and after is not None and after.low == "into" and self.pending is None and not self.clauses:
            return True
        return measured and free and not self.preposition and (self.pending is not None or bool(self.clauses))

    def _inside(self, phrase: Phrase) -> bool:
        """Whether the latest phrase is `phrase`, one of its equals, or hangs on one of them by "of"."""
        return any(self.latest is p or (p.of is not None and self.latest is p.of) for p in phrase.all())

    def _wider_place(self, i: int, phrase: Phrase) -> bool:
        """Whether a name after a comma is the wider place of the one before it ("in Alpha, Beta, on 3 May")."""
        if self.pending is not None and kind_of(self.words[self.pending.head].low) == "leader":
            return False
        if self.latest is None or self.latest is self.pending or self.words[self.latest.head].tag != "E":
            return False
        if kind_of(self.words[phrase.head].low) in ("force", "leader", "state") and self._verb_after(i):
            return False
        bare = all(w.tag == "E" for w in self.words[phrase.first : phrase.last])
        after = self.chunks[i + 1].kind if i + 1 < len(self.chunks) else "."
        return bare and after in (",", ".", "Z", "P", ";", "C")

    def _renames(self, i: int, phrase: Phrase) -> bool:
        """Whether a phrase set off after an object names it again: "took the key point, the mill"."""
        thing = self.clauses[-1].object if self.clauses and self.pending is None else None
        closed = self.chunks[i + 1].kind in (".", ",", ";", "C") if i + 1 < len(self.chunks) else True
        both = thing is not None and all(self.words[p.first].low in ("the", "its") for p in (thing, phrase))
        return thing is not None and thing is self.latest and both and closed

    def _listed(self, phrase: Phrase) -> None:
        """`phrase` goes on a list that the latest phrase belongs to."""
        owner = self.latest
        assert owner is not None
        if self.pending is not None and owner is self.pending.of and self._alike(phrase, owner):
            self.pending.others.append(phrase)
            return
        for clause in reversed(self.clauses[-1:]):
            if clause.object and owner in clause.object.all():
                owner = clause.object
            clause.last = max(clause.last, phrase.last)
        for _, other in (*self.fronted, *(p for c in self.clauses[-1:] for p in c.phrases)):
            owner = other if owner in other.all() else owner
        if self.pending and owner in self.pending.all():
            owner = self.pending
        owner.others.append(phrase)

    def _alike(self, phrase: Phrase, inner: Phrase) -> bool:
        """Whether a force is listed with the force before, not with its "of": "troops of A and the army"."""
        heads = [kind_of(self.words[p.head].low) for p in (phrase, inner)]
        return heads[0] == "force" and heads[1] != "force"

    def _prepositional(self, i: int, preposition: str, phrase: Phrase) -> None:
        last = _WHOLE.get(preposition, preposition.split()[-1])
        if preposition == "according to":
            self.sources.append(phrase)
        elif self.sources and self.latest is self.sources[-1] and last in ("from", "by") and not self.comma:
            self.latest.attached.append((last, phrase))
        elif self.latest is not None and preposition == "of" and not self.comma and not self._on_participle(i):
            self._chain(phrase)
        elif self._on_participle(i) or (self.clauses and self.pending is None and not self._subordinate_opened()):
            clause = self.clauses[-1]
            clause.phrases.append((last, phrase))
            clause.last = max(clause.last, phrase.last)
            if clause.object and self.latest and self._within(clause.object):
                self.latest.attached.append((last, phrase))
        elif self.pending is not None and self.latest is not None:
            self.latest.attached.append((last, phrase))
            if self.latest is not self.pending:
                self.pending.attached.append((last, phrase))
        else:
            self.fronted.append((last, phrase))

    def _within(self, thing: Phrase) -> bool:
        """Whether the latest phrase is `thing`, one of its equals, or hangs on one of them by a chain of "of"."""
        for item in thing.all():
            inner: Phrase | None = item
            while inner is not None:
                if inner is self.latest:
                    return True
                inner = inner.of
        return False

    def _on_participle(self, i: int) -> bool:
        """Whether a phrase at chunk `i` follows a participle directly: "troops, backed by tanks, entered"."""
        clause = self.clauses[-1] if self.clauses else None
        return bool(
            clause and clause.how in ("reduced", "participle") and self.chunks[i - 1].first == clause.group.last
        )

    def _chain(self, phrase: Phrase) -> None:
        """ "NP of NP": hang the second on the first."""
        assert self.latest is not None
        self.latest.of = self.latest.of or phrase
        if self.clauses and self.pending is None:
            self.clauses[-1].last = max(self.clauses[-1].last, phrase.last)

    def _subordinate_opened(self) -> bool:
        return bool(self.link) and (not self.clauses or self.clauses[-1].group.last <= self.begin)

    def _free(self, i: int, phrase: Phrase) -> None:
        """A phrase without preposition: the object of the verb just before, or a subject to come."""
        clause = self.clauses[-1] if self.clauses else None
        follows = clause is not None and clause.object is None and self._adjacent(i)
        if clause is not None and follows and not self._verb_after(i, clause.lemma):
            clause.object = phrase
            clause.last = max(clause.last, phrase.last)
            return
        if clause is not None and follows and clause.lemma in SPEECH:
            self.link = "that"
        elif self.comma and self.link not in ("", ";") and self.clauses and self.clauses[-1].link == self.link:
            self.link, self.reported = self.reported, ""  # "claimed that though they stayed, | they did not fight"
        elif self.coordinated and not self.comma:
            self.link = "and"
        if self.pending is not None and self.how == "own":
            self.outer = self.outer or self.pending
        self.pending, self.how = phrase, "own"

    def _verb_after(self, i: int, governor: str | None = None) -> bool:
        """Whether the phrase at chunk `i` has a finite verb of its own to come, no other subject waiting for it."""
        return self.pending is None and verb_after(self.words, self.chunks, i, governor)

    def _adjacent(self, i: int) -> bool:
        """Whether nothing but adverbs and particles stands between chunk `i` and the last verb."""
        j = i - 1
        while j >= 0 and self.chunks[j].kind in ("A", "Z", "J"):
            j -= 1
        return j >= 0 and self.chunks[j].group is self.clauses[-1].group
