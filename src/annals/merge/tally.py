"""Tallies: every killed, wounded, captured or missing figure of an episode beside what the prose adds up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from annals.base.claim import Statement, content_id
from annals.base.document import Document
from annals.base.episode import Episode
from annals.base.reading import Reading
from annals.base.tally import KINDS, Interval, Tally, Term
from annals.base.toll import Loss
from annals.merge.counts import Count, counts
from annals.merge.sift import agree, sifted, sought
from annals.merge.sums import NOTHING, verdict, worded
from annals.merge.totals import Summed, summed
from annals.merge.versions import Occurrence, occurrences
from annals.merge.victims import CIVILIANS, Victims
from annals.merge.victims import worded as side_worded

MOST_NAMED = 3
"""Figures left out for one reason that a sentence names; all of them are listed in the tally."""


def tallies(reading: Reading) -> tuple[Tally, ...]:
    """The tallies of an account, in the order of its infoboxes' figures; none where no infobox tells losses.

    Each episode is tallied by its own sides and its own days.
    """
    return tuple(tally for number in range(len(reading.episodes)) for tally in _of_episode(reading, number))


def _of_episode(reading: Reading, number: int) -> Iterator[Tally]:
    episode = reading.episodes[number]
    figures = [(at, loss) for at, loss in enumerate(episode.losses) if loss.kind in KINDS]
    if not figures:
        return
    victims = Victims(reading.document, episode)
    told = counts(reading, victims)
    ids = _statements(reading, number)
    for at, loss in figures:
        yield _tally(reading.document, episode, loss, victims, told, number, ids.get(at))


def _statements(reading: Reading, number: int) -> dict[int, str]:
    """The ids of the statements of an episode's losses, in the order of the losses."""
    boxes = sorted({statement.box for statement in reading.statements})
    said: list[Statement] = [s for s in reading.statements if s.box == boxes[number] and s.loss is not None]
    losses = [s for s in said if s.field == "loss"]
    return {at: content_id(reading.document.digest, statement) for at, statement in enumerate(losses)}


def _tally(
    document: Document,
    episode: Episode,
    loss: Loss,
    victims: Victims,
    told: Sequence[Count],
    number: int,
    statement: str | None,
) -> Tally:
    kept, left = sifted(told, sought(episode, loss, document.sections), victims)
    found, again = occurrences(kept, loss.attributed_to, victims)
    total = summed(found, document)
    infobox: Interval = (loss.min, loss.max)
    judged, by = verdict(total.interval, infobox, total.told)
    if loss.scope in ("day", "period"):
        judged, by = "not_comparable", None
    adding = [one for several in (total.apart, *total.tangled) for one in several]
    doubt = _doubt(loss, adding, victims) if judged == "over" else None
    if doubt:
        judged, by = "not_comparable", None
    cited = tuple(dict.fromkeys(key for one in adding for count in one.told for key in count.claim.citations))
    every = sorted((*left, *again, *total.left), key=lambda term: _place(term, told))
    return Tally(
        side=loss.side,
        kind=loss.kind,
        infobox=infobox,
        text=total.interval,
        verdict=judged,
        why=_why(loss, total, judged, by, every, doubt),
        by=by,
        episode=number,
        statement=statement,
        who=loss.who,
        attributed_to=loss.attributed_to,
        part=loss.part,
        counted=tuple(_counted(adding)),
        left_out=tuple(every),
        cited_by_total=loss.citations,
        cited_by_parts=cited,
        same_source=_same_source(loss.citations, adding),
    )


def _place(term: Term, told: Sequence[Count]) -> int:
    return next(c.number for c in told if (c.claim_id, c.ordinal) == (term.claim, term.ordinal))


def _counted(adding: Iterable[Occurrence]) -> Iterator[Term]:
    for one in adding:
        yield from (count.term("; ".join(filter(None, (one.note, count.whose)))) for count in one.told)


def _same_source(total: Sequence[str], adding: Sequence[Occurrence]) -> str | None:
    """How many of the parts cite a source that the total cites too."""
    cited = [{key for count in one.told for key in count.claim.citations} for one in adding]
    if not total or not any(cited):
        return None
    shared = sum(bool(keys & set(total)) for keys in cited)
    return "all" if shared == len(cited) else "some" if shared else "none"


def _doubt(loss: Loss, adding: Sequence[Occurrence], victims: Victims) -> str | None:
    """Why a sum over the infobox's figure need not contradict it: one of its terms reaches the figure alone, so that
    the others may be among it; or others tell them than who gives the figure."""
    low = loss.min or 0
    alone = next((one for one in adding if low and not one.first.act and (one.interval[0] or 0) >= low), None)
    if alone is not None and len(adding) > 1:
        return f"{worded(alone.interval)} ({alone.first.label}) alone reaches the figure, and may hold the others"
    voices = {count.voice: count for one in adding for count in one.told if count.voice}
    for voice, count in sorted(voices.items()):
        if loss.attributed_to and not agree(loss.attributed_to, count, victims):
            return f"{voice} counts otherwise than {loss.attributed_to}, who gives the figure"
        if isinstance(loss.side, int) and victims.side_of(voice) not in (None, CIVILIANS, loss.side):
            return f"{voice} counts the losses of its enemy"
    return f"{len(voices)} voices count, and may count the same" if len(voices) > 1 else None


# the sentence


def _why(loss: Loss, total: Summed, judged: str, by: int | None, left: Sequence[Term], doubt: str | None = None) -> str:
    """The arithmetic, the verdict, and what the reader should know of both."""
    notes = [*filter(None, (doubt,)), *(one.note for one in total.apart if one.note)]
    said = [_arithmetic(loss, total), _verdict(loss, judged, by)]
    return "; ".join([": ".join(said), *notes, *total.notes, *_left(left)])


def _arithmetic(loss: Loss, total: Summed) -> str:
    """`2 = 1 (policeman, 2031-03-03) + 1 (guard, 2031-03-05)`."""
    apart = [one for one in total.apart if one.interval != NOTHING] or total.apart
    terms = [f"{worded(one.interval)} ({one.first.label})" for one in apart]
    terms += [" or ".join(f"{worded(o.interval)} ({o.first.label})" for o in several) for several in total.tangled]
    if not terms:
        return f"the prose counts no {loss.kind} of {_whose(loss)}"
    return f"{worded(total.interval)} = {' + '.join(terms)}"


def _whose(loss: Loss) -> str:
    side = "any side" if loss.side is None else side_worded(loss.side)
    return f"{loss.who} of {side}" if loss.who and loss.part and loss.who != side else side


def _verdict(loss: Loss, judged: str, by: int | None) -> str:
    figure = worded((loss.min, loss.max))
    told = {
        "exact": f"the infobox's {figure}",
        "within": f"within the infobox's {figure}",
        "short": f"{by} short of the infobox's {figure}",
        "over": f"{by} over the infobox's {figure}",
    }.get(judged)
    if told is not None:
        return told
    if loss.scope in ("day", "period"):
        return f"the infobox's {figure} is of a {loss.scope} only, and cannot be compared"
    return "the infobox has no figure" if figure == "no figure" else f"cannot be compared with the infobox's {figure}"


def _left(left: Sequence[Term]) -> Iterator[str]:
    """What was left out that a reader would miss: figures of nobody in particular, and losses without a figure."""
    for reason, words in (("unknown_side", "of a side not told"), ("vague", "without a figure")):
        some = [_short(term) for term in left if term.reason == reason]
        if some:
            more = f" and {len(some) - MOST_NAMED} more" if len(some) > MOST_NAMED else ""
            yield f"not counted, {words}: {', '.join(some[:MOST_NAMED])}{more}"


def _short(term: Term) -> str:
    figure = worded((term.min, term.max))
    about = ", ".join(part for part in (term.who, term.date) if part) or "no date"
    return f"{figure} ({about})" if figure != "no figure" else about
