"""Totals among the figures of the prose: a running total replaces what it counts, and is never added to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from annals.base.document import Document
from annals.base.tally import Interval, Term
from annals.codebook import table
from annals.merge.sums import added, fits_in, overlapping, worded
from annals.merge.versions import Occurrence

BARE = 0.8
"""The share of a sentence that a claim's quote must fill for the sentence to do nothing but count."""


class Summed(msgspec.Struct, frozen=True):
    """Occurrences to be added, what totals among them hold, and figures that may count the same people.

    `tangled` are groups of occurrences that cannot be taken apart, `notes` sentences for the reader.
    """

    apart: tuple[Occurrence, ...]
    tangled: tuple[tuple[Occurrence, ...], ...] = ()
    left: tuple[Term, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def interval(self) -> Interval:
        """What all of it adds up to."""
        alone = [one.interval for one in self.apart]
        return added([*alone, *(overlapping(one.interval for one in several) for several in self.tangled)])

    @property
    def told(self) -> int:
        """The least that it adds up to by the greatest versions."""
        every = (*self.apart, *(one for several in self.tangled for one in several))
        return sum(max(count.loss.min or 0 for count in one.told) for one in every)


def summed(found: Sequence[Occurrence], document: Document) -> Summed:
    """What is left to add when every total has replaced what it holds; the widest totals come last."""
    result = Summed(tuple(found))
    for total in found:
        if total in result.apart:
            inside = [one for one in result.apart if one is not total and _holds(total, one, document)]
            result = _replaced(result, total, inside, document)
    return _lead(result)


def _replaced(so_far: Summed, total: Occurrence, inside: list[Occurrence], document: Document) -> Summed:
    """`total` instead of what it holds; where it is too small to hold it, nobody can tell how far the two overlap."""
    if not inside:
        return so_far
    rest = tuple(one for one in so_far.apart if one not in inside)
    if fits_in(added(one.interval for one in inside), total.interval):
        how = "held by" if _running(total, document) else "taken to be among"
        why = f"{how} the {worded(total.interval)} told later ({total.first.label})"
        left = [count.term(why, "replaced") for one in inside for count in one.told]
        notes = [] if _running(total, document) else [_may_be(one, total) for one in inside]
        return Summed(rest, so_far.tangled, (*so_far.left, *left), (*so_far.notes, *notes))
    tangle = (*inside, total)
    if _balance(total, document):
        return so_far
    rest = tuple(one for one in rest if one is not total)
    note = "the text does not say how far these overlap: " + ", ".join(_term(one) for one in tangle)
    return Summed(rest, (*so_far.tangled, tangle), so_far.left, (*so_far.notes, note))


def _may_be(one: Occurrence, total: Occurrence) -> str:
    return f"{_term(one)} may or may not be among the later {_term(total)}, and is taken to be"


def _term(one: Occurrence) -> str:
    return f"{worded(one.interval)} ({one.first.label})"


def _lead(so_far: Summed) -> Summed:
    """The lead tells of the whole what the body tells in parts: the greater of the two counts."""
    leads = [one for one in so_far.apart if one.first.lead and not one.first.one_day]
    body = [one for one in so_far.apart if not one.first.lead]
    knots = [several for several in so_far.tangled if not several[0].first.lead]
    if not leads or not (body or knots):
        return so_far
    whole = added(one.interval for one in leads)
    parts = Summed(tuple(body), tuple(knots)).interval
    larger = fits_in(parts, whole)
    dropped = [*body, *(one for several in knots for one in several)] if larger else leads
    why = f"the {'lead' if larger else 'body'} counts {worded(whole if larger else parts)}, and tells the same"
    left = [count.term(why, "replaced" if larger else "told_again") for one in dropped for count in one.told]
    return Summed(
        tuple(one for one in so_far.apart if one not in dropped),
        tuple(several for several in so_far.tangled if not (larger and several in knots)),
        (*so_far.left, *left),
        (*so_far.notes, *([f"the lead counts {worded(whole)}, the body {worded(parts)}"] if whole != parts else [])),
    )


# what a total holds


def _running(total: Occurrence, document: Document) -> bool:
    """Whether a figure is told as a total: by its scope, by its days, by words such as "the death toll"."""
    if total.first.loss.scope in ("cumulative", "day", "period") or not _short(total):
        return True
    return _toll(total, document)


def _toll(total: Occurrence, document: Document) -> bool:
    """Whether words such as "the death toll" tell a count as all there were up to then."""
    return not total.first.act and bool(_words("total").search(document[total.first.claim.sentence]))


def _balance(total: Occurrence, document: Document) -> bool:
    """Whether a claim tells what several parties had lost by then ("had killed 3 guards and 2 rebels")."""
    claim, kind = total.first.claim, total.first.loss.kind
    parties = {loss.who for loss in claim.losses if loss.kind == kind and not loss.part}
    return len(parties) > 1 and bool(_words("before").search(document[claim.sentence]))


def _short(one: Occurrence) -> bool:
    first, last = one.first.days
    return first is None or last is None or last - first <= 1


def _holds(total: Occurrence, one: Occurrence, document: Document) -> bool:
    """Whether a total can hold an occurrence; a claim never holds what its own sentence tells."""
    count, other = total.first, one.first
    if count.claim.sentence == other.claim.sentence or count.lead != other.lead or not count.may_be_of(other):
        return False
    if count.loss.scope == "cumulative":
        return _during(total, one) if _of_days(total) else _up_to(total, one)
    if _more(total, document):
        return False
    if _toll(total, document) or _balance(total, document):
        return _up_to(total, one)
    if count.loss.scope == "day" or not _short(total):
        return _during(total, one)
    return not count.act and other.act and other.number < count.number and _points_back(total, one, document)


def _of_days(total: Occurrence) -> bool:
    """Whether a total is told of certain days from the first to the last ("between 28 and 30 March")."""
    first, last = total.first.days
    return "/" in (total.first.date or "") and first is not None and last is not None


def _up_to(total: Occurrence, one: Occurrence) -> bool:
    """A running total holds what happened up to its day, and of what has no date what was told before it."""
    first, last = one.first.days[0], total.first.days[1]
    return one.first.number < total.first.number if first is None or last is None else first <= last


def _during(total: Occurrence, one: Occurrence) -> bool:
    """A total of some days holds what happened within them; of the very same days, an act that it only counts."""
    (start, end), (first, last) = total.first.days, one.first.days
    if first is None or last is None or start is None or end is None:
        return False
    if (start, end) == (first, last):
        return one.first.act and not total.first.act
    return start <= first and last <= end


def _points_back(total: Occurrence, one: Occurrence, document: Document) -> bool:
    """Whether a count points back to acts of its section: by naming an event ("in the fighting"), or by doing nothing
    but count at the end of what was told, without a date of its own."""
    count, other = total.first, one.first
    if count.section != other.section or count.claim.by:
        return False
    if _words("definite").search(document[count.claim.sentence]):
        return _meet(total, one)
    carried = count.claim.when is not None and count.claim.when.words is None
    return carried and _bare(total, document) and _the_day_before(total, one)


def _meet(total: Occurrence, one: Occurrence) -> bool:
    (start, end), (first, last) = total.first.days, one.first.days
    apart = end is not None and first is not None and end < first
    return not apart and not (start is not None and last is not None and last < start)


def _the_day_before(total: Occurrence, one: Occurrence) -> bool:
    start, last = total.first.days[0], one.first.days[1]
    return start is not None and last is not None and start - 1 <= last <= start


def _bare(total: Occurrence, document: Document) -> bool:
    claim = total.first.claim
    return len(claim.span) >= BARE * len(document[claim.sentence].strip())


def _more(total: Occurrence, document: Document) -> bool:
    """Whether the figure comes on top of others ("another three")."""
    span = total.first.loss.span or total.first.claim.span
    return bool(_words("more").search(document.text[max(total.first.claim.sentence.start, span.start - 24) : span.end]))


@cache
def _words(group: str) -> re.Pattern[str]:
    return re.compile(table("tally")["counts"][group], re.IGNORECASE)
