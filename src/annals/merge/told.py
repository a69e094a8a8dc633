"""Whether two claims tell one occurrence by where they stand: in one account, or in two that date it.

An author who tells two acts one after the other means two. An account tells one act twice in its lead and its body, in
the words of two parties, or by counting the victims right after it; whatever else it tells is another act, even of the
same people at the same place. Of two accounts, too, both must date what they tell, unless the harm itself is the same.
"""

from __future__ import annotations

from typing import NamedTuple

from annals.merge import what
from annals.merge.finding import NOTHING, Finding
from annals.merge.telling import Telling
from annals.merge.when import Days

NEXT = 3
"""Characters between two sentences that follow each other."""
NEAR = 3
"""Sentences, of those that tell anything, within which words can point back to an act."""
FEW, SOME = 3, 11
"""Days that are as good as one; days that tell a week from the next."""
NAMED = 0.7
"""Places that agree as well as this are named by both."""
SAME_PLACE = 0.9
"""Places that agree as well as this are the same place, and not one in the other."""
SAME_ACT = 0.25
"""Types that agree less than this are of two acts, if the harm is not the same."""
LIKE = 0.6
"""Types that agree as well as this are two words for one act."""
SURE = 0.5
"""Parties, or types, that agree as well as this are the same."""
DOUBTFUL = 0.1
"""Parties that agree less than this need not have to do with each other."""
ALL = 0.8
"""Parties that agree as well as this are the same on both sides."""


class Seen(NamedTuple):
    """What other facets say of the two: how well type, place, parties and losses agree, whether the harm is one, and
    whether each side is told to have acted (`rival`)."""

    type: float
    site: float
    who: float
    toll: float
    harm: bool
    rival: bool = False


def compare(left: Telling, right: Telling, seen: Seen) -> Finding:
    """What it says where both stand."""
    if left.act.state != right.act.state and not _one_day(left.days, right.days):
        return _apart("that a place is held is told of another day than that it was taken")
    if left.kept.document != right.kept.document:
        return _across(left, right, seen)
    first, second = sorted((left, right), key=lambda t: t.kept.claim.span)
    one, other = first.kept.claim, second.kept.claim
    counts = (one.type == "casualties", other.type == "casualties")
    if one.sentence == other.sentence:
        return _one_sentence(counts[0] != counts[1])
    if all(counts):
        return _two_counts(first, second, seen)
    if any(counts):
        return _count(first, second, seen)
    if left.voices and right.voices and other_voice(left, right):
        return _two_voices(first, second, seen)
    return _one_voice(first, second, seen)


def other_voice(left: Telling, right: Telling) -> bool:
    """Whether two different voices tell them: two accounts, or two whom one account names."""
    if left.kept.document != right.kept.document:
        return True
    return {a.key for a in left.voices} != {a.key for a in right.voices}


def disputed(left: Telling, right: Telling) -> bool:
    """Whether one account lets two voices tell it, the one after the other: one sort of act, and not of two losses."""
    if left.kept.document != right.kept.document or abs(left.sentence - right.sentence) != 1:
        return False
    second = max((left, right), key=lambda t: t.kept.claim.span)
    alike = (what.affinity(left.act.type, right.act.type) or 0.0) >= LIKE
    if second.repeat in ("again", "on") or not alike or other_victims(left, right):
        return False
    return bool(left.voices and right.voices) and other_voice(left, right)


def answers(left: Telling, right: Telling) -> bool:
    """Whether one, in the next sentence, answers the fire of the other: both are parts of one fight."""
    if left.kept.document != right.kept.document or "answer" not in (left.repeat, right.repeat):
        return False
    if not {left.act.type, right.act.type} <= what.kinds("armed"):
        return False
    return abs(left.sentence - right.sentence) == 1


def _apart(why: str) -> Finding:
    return Finding(-1.0, why, wall=True)


# days


def _width(days: Days) -> int | None:
    return None if days.first is None or days.last is None else days.last - days.first + 1


def _firm(days: Days, most: int) -> bool:
    width = _width(days)
    return width is not None and width <= most


def one_day(left: Telling, right: Telling) -> bool:
    """Whether both are of one and the same day."""
    return _one_day(left.days, right.days)


def _one_day(left: Days, right: Days) -> bool:
    return left.exact and right.exact and left.first == right.first


def _same_days(left: Days, right: Days) -> bool:
    return left.first is not None and (left.first, left.last) == (right.first, right.last)


# two accounts


def _across(left: Telling, right: Telling, seen: Seen) -> Finding:
    """Days tell one occurrence from the next: where they are not known, or only roughly, more must agree."""
    if seen.harm:
        return NOTHING
    if seen.type < SAME_ACT:
        return _apart("acts of these two types are told of one place and day, and nothing else ties them together")
    if seen.site <= 0 and not _agreed(left, right, seen):
        count = (left.act.type == "casualties") != (right.act.type == "casualties")
        return Finding(-0.1 if count else -1.0, "no place ties them together", wall=not count)
    if left.act.negated != right.act.negated and (left.act.type != right.act.type or seen.site < SAME_PLACE):
        return _apart("what is told to have failed need not be this")
    if _same_days(left.days, right.days):
        return NOTHING
    if left.act.type != right.act.type and not _one_day(left.days, right.days):
        return _apart("they are of two types, and need not be of one day")
    if left.days.first is None or right.days.first is None:
        return _apart("one of them has no date, and nothing else ties it to the other")
    once = left.days.once and right.days.once and seen.site >= NAMED
    most = max(_width(left.days) or 0, _width(right.days) or 0)
    if most <= FEW or (once and _bounded(left, right)) or (most <= SOME and _alike(left, right, seen)):
        return NOTHING
    return _apart("one of them is dated only roughly, and the like happens again")


def _agreed(left: Telling, right: Telling, seen: Seen) -> bool:
    """Whether both tell of talks or an agreement of the same parties, for which a place says little; or all parties
    are the same (or accuse each other), and nothing at all is known of where one of them is set."""
    if {left.act.type, right.act.type} <= what.kinds("agreed"):
        return seen.who >= SURE
    return seen.rival or (seen.who >= 1.0 and any(not (each.site.named or each.site.around) for each in (left, right)))


def _alike(left: Telling, right: Telling, seen: Seen) -> bool:
    """Whether all but the day is the same, and nothing of the kind that goes on from day to day."""
    same = left.act.type == right.act.type and left.act.type not in what.kinds("daily")
    return same and seen.site >= NAMED and seen.who > 0


def _bounded(left: Telling, right: Telling) -> bool:
    return not any(".." in each.days.words for each in (left, right))


# one account


def _one_sentence(count: bool) -> Finding:
    if count:
        return Finding(1.0, "the victims are counted in the sentence that tells it")
    return _apart("two claims of one sentence are two acts")


def _two_counts(first: Telling, second: Telling, seen: Seen) -> Finding:
    """Two counts of one account are of one occurrence where their figures agree, or two voices count one day."""
    voices = bool(first.voices or second.voices) and other_voice(first, second)
    rivals = voices and seen.toll != 0 and _one_day(first.days, second.days)
    if second.repeat == "again" or not (seen.harm or rivals):
        return _apart("the account counts the victims of two occurrences")
    return Finding(0.3 if voices else 0.1, "two voices of one account count them" if voices else "it is counted twice")


def _count(first: Telling, second: Telling, seen: Seen) -> Finding:
    """An act, and a count of victims: of those told right before, or of the same figures."""
    count, act = (first, second) if first.act.type == "casualties" else (second, first)
    if count.repeat == "again":
        return _apart("the victims are others than those before")
    if count.act.negated != act.act.negated:
        return _apart("of what is told not to have happened nobody died")
    if seen.toll < 0 and not (count.voices and other_voice(count, act)):
        return _apart("the account counts other victims")
    if not _fits(count, act) or (seen.who < 0 and not count.cause.startswith("the ")):
        return _apart("the victims are told to have died of something else")
    gap = second.kept.claim.sentence.start - first.kept.claim.sentence.end
    if gap <= NEXT and act is first and not _own(count, act, seen):
        return Finding(1.0, "the victims are counted in the sentence after it")
    pointed = count.cause.startswith("the ") and act is first and second.sentence - first.sentence <= NEAR
    pointed = pointed and (first.days.first is not None or second.days.first is None)
    if pointed and first.section == second.section:
        return Finding(0.6, "the count points back to it")
    return NOTHING if seen.harm else _apart("the victims are counted at another place of the account")


def _own(count: Telling, act: Telling, seen: Seen) -> bool:
    """Whether a count stands by itself: dated by words of its own, or in another voice."""
    if count.cause.startswith("the "):
        return False
    dated = count.kept.claim.when is not None and count.kept.claim.when.words is not None
    another = bool(count.voices) and other_voice(count, act) and (bool(act.voices) or seen.who < DOUBTFUL)
    return dated or another


def _fits(count: Telling, act: Telling) -> bool:
    """Whether what a count says that its victims died of, if anything, can be the act."""
    cause = count.cause.removeprefix("the ")
    return cause in ("", "any") or what.affinity(cause, act.act.type) is not None


def _two_voices(first: Telling, second: Telling, seen: Seen) -> Finding:
    """Two whom the account names tell of one day, or one right after the other."""
    near = second.sentence - first.sentence <= 1
    here = seen.site > 0 or not (first.site.named or second.site.named)
    told = Finding(0.3, "two voices of one account tell it")
    if second.repeat in ("again", "on") and not seen.harm:
        return _apart("the account tells it as happening once more, or after")
    if seen.harm or (near and here and seen.type >= LIKE):
        return told
    if not (_firm(first.days, FEW) and _firm(second.days, FEW)):
        return _apart("the two voices do not tell of the same day")
    alike = first.act.type == second.act.type or (seen.type >= LIKE and _one_day(first.days, second.days))
    same = alike and (seen.site >= NAMED or (here and seen.who >= ALL))
    return told if same or seen.rival else _apart("two voices of one account tell two acts")


def _one_voice(first: Telling, second: Telling, seen: Seen) -> Finding:
    if answers(first, second):
        return Finding(0.8, "one answers the other")
    if second.repeat in ("again", "on"):
        return _apart("the account tells it as happening once more, or after")
    one, other = first.days, second.days
    if one.exact and other.exact and one.first != other.first:
        return _apart("one account tells of two days")
    if first.section == second.section:
        return _one_section(first, second, seen)
    if seen.harm or _retold(first, second, seen):
        return Finding(0.1, "the account tells it in two parts")
    return _apart("the account tells of two acts")


def _one_section(first: Telling, second: Telling, seen: Seen) -> Finding:
    """One after the other: two acts; only a report, or a lead, comes back to what it told in short."""
    if other_victims(first, second):
        return _apart("the account counts other victims of each")
    if first.section > 0 and not seen.harm:
        return _apart("the account tells one after the other")
    if not (_firm(first.days, FEW) and _firm(second.days, FEW)) and not seen.harm:
        return _apart("the account does not tell of one day")
    gap = second.kept.claim.sentence.start - first.kept.claim.sentence.end
    return Finding(-0.6 if gap <= NEXT else -0.4, "the account tells one after the other")


def _retold(first: Telling, second: Telling, seen: Seen) -> bool:
    """Whether a part of an account tells again what another told: the lead in short; any other only with the same
    type, day, place and parties."""
    if first.section > 0:
        same = first.act.type == second.act.type and _one_day(first.days, second.days)
        return same and seen.site >= NAMED and seen.who > 0
    if _firm(first.days, FEW) and _firm(second.days, FEW):
        return seen.type >= LIKE
    if first.act.type != second.act.type or seen.site < NAMED or seen.who < SURE:
        return False
    if first.days.first is None or second.days.first is None:
        return second.days.exact and first.act.type in what.kinds("once")
    return _bounded(first, second) and first.act.type not in what.kinds("daily")


def other_victims(left: Telling, right: Telling) -> bool:
    """Whether both count the same kind of loss, of other people."""
    pairs = [(a.who, b.who) for a in left.toll for b in right.toll if a.kind == b.kind and a.who and b.who]
    return bool(pairs) and all(a.key != b.key for a, b in pairs if a and b)
