"""Which claim of a sentence a time belongs to, and how far its quote reaches with it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from annals.base.passage import Timing
from annals.base.span import Span
from annals.extract.clause import Clause
from annals.extract.phrases import Lens
from annals.extract.piece import Piece


def index(clauses: Sequence[Clause], clause: Clause | None) -> int | None:
    return next((i for i, c in enumerate(clauses) if c is clause), None)


def stretched(span: Span, more: Iterable[Span]) -> Span:
    parts = [span, *more]
    return Span(min(p.start for p in parts), max(p.end for p in parts))


def timed(lens: Lens, clauses: Sequence[Clause], made: dict[int, Piece], times: Sequence[Timing]) -> None:
    """Give every time expression to the clause it stands in; one before all clauses to all that have none."""
    starts = [start(lens, c) for c in clauses]
    shared: list[Timing] = []
    for time in times:
        at = _clause_at(starts, clauses, lens, time.span)
        if at is None:
            shared.append(time)
        elif at in made:
            made[at].times.append(time)
        else:
            _pass_on(clauses, made, at, time)
    for piece in dict.fromkeys(made.values()):
        own = [t for t in piece.times if t.kind not in ("vague",)]
        if (shared and not own) or (shared and all(t.kind in ("clock", "daypart") for t in own)):
            piece.times.extend(shared)
    _quote_times(lens, clauses, made)


def _quote_times(lens: Lens, clauses: Sequence[Clause], made: dict[int, Piece]) -> None:
    """Stretch a quote over the times next to it."""
    for piece in dict.fromkeys(made.values()):
        near = [t.span for t in piece.times if _beside(lens.text, piece.span, t.span)]
        piece.span = stretched(piece.span, near)
        ends = [lens.words[c.last - 1].end for c in piece.absorbed]
        piece.span = Span(_opening(lens, piece.span.start), max([piece.span.end, *ends]))


def _beside(text: str, span: Span, time: Span) -> bool:
    """Whether a time stands next to a quote, at most a preposition between them: "in Alpha | on | 3 May"."""
    if time.start >= span.end:
        between = text[span.end : time.start]
        return len(between) < 12 and between.strip(" ,").casefold() in _JOINTS
    return span.start - time.end < 4


_JOINTS = frozenset(("", "on", "in", "at", "by", "during", "until", "since", "from", "on the", "in the"))


def _opening(lens: Lens, start: int) -> int:
    """Where a quote begins with the preposition that its first words hang on: "On 3 May", "At the end of the day"."""
    i = bisect_left(lens.words, start, key=lambda w: w.start)
    if i < len(lens.words) and i and lens.words[i].start == start and lens.words[i - 1].tag in ("D", "O"):
        i -= 1
    if 0 < i < len(lens.words) and lens.words[i - 1].tag == "P" and lens.words[i - 1].low not in ("of", "by"):
        i -= 1
    return min(start, lens.words[i].start) if i < len(lens.words) else start


def _pass_on(clauses: Sequence[Clause], made: dict[int, Piece], at: int, time: Timing) -> None:
    """A time in a clause that tells nothing goes to the claim it governs, or that governs it."""
    for i, clause in enumerate(clauses):
        if clause.above is clauses[at] and i in made:
            made[i].times.append(time)
            return
    above = index(clauses, clauses[at].above)
    if above in made:
        made[above].times.append(time)


def start(lens: Lens, clause: Clause) -> int:
    first = clause.group.first
    if clause.subject and clause.how == "own":
        first = min(first, clause.subject.first)
    return lens.words[min([first, *(p.first for _, p in clause.fronted)])].start


def _clause_at(starts: Sequence[int], clauses: Sequence[Clause], lens: Lens, span: Span) -> int | None:
    """The clause that a time stands in: the last that began before it, or the next that it fronts."""
    before = [i for i, start in enumerate(starts) if start <= span.start]
    if not before:
        return None
    last = before[-1]
    after = [i for i, start in enumerate(starts) if start > span.start]
    if after and _fronts(lens, span, starts[after[0]]):
        return after[0]
    return last


def _fronts(lens: Lens, span: Span, start: int) -> bool:
    """Whether a time stands right before the clause that begins at `start`, set off from what came before."""
    between = lens.text[span.end : start].strip()
    before = lens.text[max(0, span.start - 12) : span.start].rstrip()
    return between in ("", ",") and before.endswith((",", "and", "but", "while", "that", "when", "after", ";"))
