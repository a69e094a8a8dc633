"""The review of a record: what is still to be looked at, what was decided, and the judgements that a form asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import msgspec

from annals.base.correction import corrected, worded
from annals.base.errors import AnnalsError
from annals.base.judgement import FIELDS, PAIRED, Judgement
from annals.keep.kept import KeptClaim, KeptJudgement
from annals.keep.record import Record
from annals.merge.decided import Decided
from annals.serve.doubts import PAIRS, Doubt, Line
from annals.serve.view import View

NAME_LONGEST, REASON_LONGEST = 80, 2_000
"""Characters of an author's name and of a reason."""

Fields = Mapping[str, str]
"""A form as it was sent: each field once."""


class Decisions:
    """What people decided so far, read from the record whenever it is asked for."""

    def __init__(self, record: Record) -> None:
        self.all: list[KeptJudgement] = record.judgements()

    @cached_property
    def standing(self) -> list[KeptJudgement]:
        """Those that are in force, by the time they were made."""
        return [kept for kept in self.all if not kept.withdrawn and kept.judgement.withdraws is None]

    @cached_property
    def decided(self) -> Decided:
        """What they say of single claims and gaps."""
        return Decided(kept.judgement for kept in self.standing)

    @cached_property
    def pairs(self) -> frozenset[frozenset[str]]:
        """The pairs of claims that somebody judged to be one, two, or not to be told."""
        judged = (kept.judgement for kept in self.standing)
        return frozenset(frozenset((j.left, j.right)) for j in judged if j.verdict in PAIRED)

    def about(self, subjects: Iterable[str]) -> list[KeptJudgement]:
        """All that was ever said of any of these, by time."""
        asked = frozenset(subjects)
        return [kept for kept in self.all if kept.judgement.left in asked or kept.judgement.right in asked]

    def last_by(self, author: str | None) -> KeptJudgement | None:
        """The latest decision of somebody that is still in force."""
        return next((kept for kept in reversed(self.standing) if kept.judgement.author == author), None)

    def left(self, several: Iterable[tuple[int, Line]]) -> Iterator[tuple[int, Line]]:
        """Those doubts (with their numbers) of which something is left to decide."""
        touched = {*self.decided.last, *(claim for pair in self.pairs for claim in pair)}
        return (pair for pair in several if touched.isdisjoint(pair[1].subjects) or not self.settled(pair[1]))

    def settled(self, doubt: Doubt | Line) -> bool:
        """Whether nothing of a doubt is left to decide."""
        subjects = doubt.subjects
        if len(subjects) == 2 and self.pairs and frozenset(subjects) in self.pairs:
            return True
        if doubt.kind in PAIRS:
            return any(self.decided.rejected(claim) for claim in subjects)
        return all(subject in self.decided.last for subject in subjects)


def queue(view: View) -> list[Line]:
    """All doubts in their order, settled or not, a line each."""
    return view.index("doubt", Line)


def doubts(view: View, numbers: Iterable[int]) -> Iterator[Doubt]:
    """The doubts with these numbers in the queue."""
    return (msgspec.json.decode(body, type=Doubt) for body in view.things("doubt", numbers))


def doubt(view: View, id: str) -> Doubt | None:
    """The doubt with this id."""
    return next((msgspec.json.decode(body, type=Doubt) for body in view.derived("doubt", id)), None)


def following(view: View, decisions: Decisions, id: str | None, wanted: Callable[[Line], bool]) -> Line | None:
    """The next doubt that is not settled after the one with this id; from the beginning where it was the last."""
    before = None
    passed = id is None
    for each in queue(view):
        if each.id == id:
            passed = True
        elif wanted(each) and not decisions.settled(each):
            if passed:
                return each
            before = before or each
    return before


# from a form to judgements


def asked(record: Record, fields: Fields, made: str) -> list[Judgement]:
    """The judgements that a form asks for. Raises `AnnalsError` where it asks for none, or not rightly."""
    author, reason = person(fields.get("author", "")), _reason(fields.get("reason", ""))
    verdict, left = fields.get("verdict", ""), fields.get("left", "")
    if verdict == "undo":
        return [_withdrawal(record, fields.get("withdraws", ""), author, reason, made)]
    if verdict == "reject" and not reason:
        raise AnnalsError("a claim is rejected with a reason", do="say why")
    if verdict == "edit":
        return list(_corrections(record, fields, Judgement(left, left, "edit", author, reason, made)))
    right = fields.get("right", left) if verdict in PAIRED else left
    return [Judgement(left, right, verdict, author, reason, made)]


def person(name: str) -> str:
    """Whose word it is: a name on one line."""
    told = " ".join(name.split())
    if not told or len(told) > NAME_LONGEST or not told.isprintable():
        raise AnnalsError("a decision needs a name", allowed=f"a line of up to {NAME_LONGEST} characters")
    return told


def _reason(words: str) -> str:
    told = " ".join(words.replace("\x00", "").split())
    if len(told) > REASON_LONGEST:
        raise AnnalsError(f"a reason of {len(told)} characters", allowed=f"up to {REASON_LONGEST}")
    return told


def _withdrawal(record: Record, id: str, author: str, reason: str, made: str) -> Judgement:
    old = next((kept for kept in record.judgements() if kept.id == id), None)
    if old is None or old.withdrawn:
        raise AnnalsError("that decision was taken back already, or is not in this record", do="look at the list")
    return msgspec.structs.replace(old.judgement, author=author, reason=reason, made=made, withdraws=id)


def _corrections(record: Record, fields: Fields, plain: Judgement) -> Iterator[Judgement]:
    """A correction for each field that is not as it stood in the form."""
    kept = record.find(plain.left)
    if not isinstance(kept, KeptClaim):
        raise AnnalsError("only a claim can be corrected")
    claim = Decisions(record).decided.edited(kept.id, kept.claim)
    changed = [(f, value) for f in FIELDS if (value := fields.get(f"new-{f}")) is not None]
    changed = [(f, " ".join(value.split()) if f != "losses" else value) for f, value in changed]
    several = [(f, value) for f, value in changed if worded(corrected(claim, f, value), f) != worded(claim, f)]
    if not several:
        raise AnnalsError("nothing was corrected", do="change a field, or accept the claim")
    for field, value in several:
        tidy = worded(corrected(claim, field, value), field)
        yield msgspec.structs.replace(plain, field=field, value=tidy)


def listed(several: Sequence[KeptJudgement]) -> list[dict[str, object]]:
    """Decisions as JSON: the keys of `annals judge --list --json`."""
    names = ("verdict", "left", "right", "author", "reason", "made", "withdraws", "field", "value")
    return [
        {"id": kept.id, **{name: getattr(kept.judgement, name) for name in names}, "withdrawn": kept.withdrawn}
        for kept in several
    ]
