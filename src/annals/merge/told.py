"""Whether two claims of one account tell one occurrence: where they stand in it, and whose voice each is.

An author who tells two acts one after the other means two; an account that tells one twice does so in its lead and its
body, or in the words of two parties. Victims counted in the next sentence are those of the act before it.
"""

from __future__ import annotations

from annals.base.claim import Claim
from annals.merge.finding import NOTHING, Finding
from annals.merge.telling import Telling

NEXT = 3
"""Characters between two sentences that follow each other."""


def compare(left: Telling, right: Telling) -> Finding:
    """What it says that both stand in one account; nothing where they do not."""
    if left.kept.document != right.kept.document:
        return NOTHING
    first, second = sorted((left, right), key=lambda t: t.kept.claim.span)
    one, other = first.kept.claim, second.kept.claim
    count = (one.type == "casualties") != (other.type == "casualties")
    if one.sentence == other.sentence:
        return _one_sentence(count)
    gap = other.sentence.start - one.sentence.end
    if left.voices and right.voices and other_voice(left, right):
        return Finding(0.3, "two voices of one account tell it")
    if count:
        return NOTHING if second.repeat == "again" else _count(one, gap)
    return _one_voice(first, second, gap)


def other_voice(left: Telling, right: Telling) -> bool:
    """Whether two different voices tell them: two accounts, or two whom one account names."""
    if left.kept.document != right.kept.document:
        return True
    return {a.key for a in left.voices} != {a.key for a in right.voices}


def disputed(left: Telling, right: Telling) -> bool:
    """Whether one account lets two voices tell it, the one after the other."""
    near = left.kept.document == right.kept.document and abs(left.sentence - right.sentence) == 1
    return near and bool(left.voices and right.voices) and other_voice(left, right)


def answers(left: Telling, right: Telling) -> bool:
    """Whether one, in the next sentence, answers the fire of the other: both are parts of one fight."""
    if left.kept.document != right.kept.document or "answer" not in (left.repeat, right.repeat):
        return False
    return abs(left.sentence - right.sentence) == 1


def _one_sentence(count: bool) -> Finding:
    if count:
        return Finding(1.0, "the victims are counted in the sentence that tells it")
    return Finding(-1.0, "two claims of one sentence are two acts", wall=True)


def _count(first: Claim, gap: int) -> Finding:
    if gap > NEXT or first.type == "casualties":
        return NOTHING
    return Finding(1.0, "the victims are counted in the sentence after it")


def _one_voice(first: Telling, second: Telling, gap: int) -> Finding:
    if answers(first, second):
        return Finding(0.8, "one answers the other")
    if second.repeat == "again":
        return Finding(-1.0, "the account tells it as happening once more", wall=True)
    one, other = first.days, second.days
    if one.exact and other.exact and one.first != other.first:
        return Finding(-1.0, "one account tells of two days", wall=True)
    if first.section != second.section:
        return Finding(0.1, "the account tells it in two parts")
    if _other_victims(first, second):
        return Finding(-1.0, "the account counts other victims of each", wall=True)
    return Finding(-0.6 if gap <= NEXT else -0.4, "the account tells one after the other")


def _other_victims(left: Telling, right: Telling) -> bool:
    """Whether both count the same kind of loss, of other people."""
    pairs = [(a.who, b.who) for a in left.toll for b in right.toll if a.kind == b.kind and a.who and b.who]
    return bool(pairs) and all(a.key != b.key for a, b in pairs if a and b)
