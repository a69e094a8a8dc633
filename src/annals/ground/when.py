"""The date of each claim (codebook, section 6): its own words made a day, or the running date, or nothing.

Rules, as they stand in `When.rule` (several joined by `+`):

| rule | |
|---|---|
| `date` | the words say it all |
| `year-from-latest`, `-section`, `-episode`, `-published` | the year (`month-from-...`: the month too) was left out |
| `same-day`, `counted`, `morning-after`, `hours-later`, `weekday`, `numbered-day`, `after-day`, `last-day` | pointing words, from `anchor` |
| `counted-over` | a stretch from `anchor` on (`over the next two days`) |
| `section-so-far` | from the first date told in the section to the latest (`during the battle` under `First battle`) |
| `of-report`, `weekday-of-report` | counted from the day the report appeared |
| `before-main`, `after-main` | `a day after X`: X, from the main clause's date |
| `whole-episode`, `start-of-episode`, `end-of-episode`, `day-of-episode` | the episode's own dates |
| `by`, `since`, `until`, `before`, `after` | the date is one end of an open interval; `report-of-day` where a state is told |
| `carried` | no words of its own: the latest date told before in the section |
"""  # noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from msgspec import structs

from annals.base.document import Document
from annals.base.episode import Episode
from annals.base.passage import Draft, Passage, Timing
from annals.base.span import Span
from annals.base.when import When
from annals.codebook import table
from annals.divide.masked import masked
from annals.ground.bounds import bounded
from annals.ground.calendar import Reach, Stamp, reach_of, shifted, stamp_of
from annals.ground.carry import Carrier, apart, is_dating, is_of_noun, is_pluperfect
from annals.ground.complete import Known
from annals.ground.pointing import unit_of
from annals.ground.trail import NEAR, Trail, is_telling, resolved, single_day

Found = tuple[Reach, str, Timing]


def dates(
    document: Document, passages: Sequence[Passage], drafts: Sequence[Draft], episode: Episode | None
) -> list[When | None]:
    """The date of each draft, parallel to `drafts`; `None` where the text gives no ground."""
    whole = whole_of(episode)
    published = None if document.encyclopedia else _published(document)
    known = Known(episode=whole, published=published, nouns=nouns_of(episode))
    trail = Trail(document, masked(document), passages, known)
    carrier = Carrier(document, passages, trail, whole, drafts)
    return [_dated(draft, passages, trail, carrier) for draft in drafts]


def whole_of(episode: Episode | None) -> Reach | None:
    """The interval of an episode, as far as its ends are known."""
    if not episode or not episode.start:
        return None
    start, end = (reach_of(edtf) if edtf and edtf != ".." else None for edtf in (episode.start, episode.end))
    return Reach(start.start, end.end if end else None) if start else None


def nouns_of(episode: Episode | None) -> tuple[str, ...]:
    """The nouns that name the episode in its title: `battle`, `siege`."""
    title = re.findall(r"[\w-]+", (episode.title or "").casefold()) if episode else []
    return tuple(word for word in table("time")["whole"]["words"] if word in title)


def _published(document: Document) -> Stamp | None:
    return stamp_of((document.source.date or "")[:10])


def _dated(draft: Draft, passages: Sequence[Passage], trail: Trail, carrier: Carrier) -> When | None:
    sentence = passages[draft.passage].sentences[draft.sentence]
    told = _told(draft, sentence, carrier)
    if told is None:
        return None
    begin = apart(draft, sentence, trail.text)
    if begin is not None and not any(t.span.start > begin for t in told):
        return None
    found = _main(draft, told, sentence, trail)
    if carrier.defines(draft) and carrier.whole and (not found or _less_exact(draft, found, carrier.whole, trail)):
        return carrier.of_whole(sentence)
    if found:
        return _when(draft, found, told, sentence, trail, carrier)
    if any(_parts_with_now(t, trail.at(sentence.start)) for t in told):
        return None
    return carrier.carried(draft, sentence)


def _told(draft: Draft, sentence: Span, carrier: Carrier) -> list[Timing] | None:
    """The expressions that may date a claim: its own, and before them in the sentence where its own give no date."""
    own = carrier.own(draft, sentence)
    if any(is_dating(t) and not _across(t, draft, carrier.text) for t in own) or any(
        t.kind == "vague" and "weak" not in t.parts for t in own
    ):
        return own
    earlier = carrier.earlier(draft, sentence)
    if earlier is None:
        return own or None
    if not own and not earlier:
        return carrier.shared(draft, sentence)
    return [*(t for t in earlier if t not in own), *own]


def _parts_with_now(timing: Timing, known: Known) -> bool:
    """Whether an expression without a date says that the claim is not of the running date either."""
    if timing.kind == "whole":
        return not {"this", "edge"}.isdisjoint(timing.parts)
    if timing.kind == "vague":
        return ("weak" not in timing.parts or known.side != "") and not known.headed_at(timing.parts)
    return is_dating(timing) and not {"event", "of_other"} & set(timing.parts)


_THERE = re.compile(r"\s*,?\s*(?:where|when|in which|during which)\b")


def _less_exact(draft: Draft, found: Found, whole: Reach, trail: Trail) -> bool:
    """Whether a date is only the episode's own, less exact; not where the claim hangs on it (`in March, when`)."""
    timing, text = found[2], trail.text
    between = text[timing.span.end : max(timing.span.end, draft.claim.span.start)]
    at = draft.claim.trigger or draft.claim.span
    named = _IS.search(text, draft.claim.sentence.start, timing.span.start)
    if (
        named
        and not _DEEPER.search(text, named.end(), at.start)
        and (_BEGUN.search(text, max(0, timing.span.start - 24), timing.span.start) or _fuzzy(timing, found[0], whole))
    ):
        return True
    return _coarser(found[0], whole) and not (len(between) < 40 and _THERE.match(between))


def _fuzzy(timing: Timing, reach: Reach, whole: Reach) -> bool:
    """Whether a date without a day (`in early March`) shares days with the episode's own."""
    if "day" in timing.parts or not (reach.start and reach.end and whole.start and whole.start.day):
        return False
    return reach.start.first <= (whole.end or whole.start).last and whole.start.first <= reach.end.last


_BEGUN = re.compile(
    r"\b(?:beg[au]n|beginning|start(?:ed|ing)|launched|commenced|erupted|ended|ending)(?:\s+(?:on|in|at|from))?\s+$",
    re.I,
)
_DEEPER = re.compile(r"\b(?:of\s+(?:the|an?)|in|during|by|from|for|at|on|as)\b")
_IS = re.compile(r"\b(?:was|were|is|are)\s+(?:an?|the|one|part|some|several)\b", re.I)


def _coarser(reach: Reach, whole: Reach) -> bool:
    """Whether a date of the claim only says less exactly when the episode was."""
    if not (reach.start and reach.end and whole.start and whole.end) or reach == whole:
        return False
    return reach.start.first <= whole.start.first and whole.end.last <= reach.end.last


# --- the expression that dates a claim ------------------------------------------------------------------------------


def _main(draft: Draft, told: Sequence[Timing], sentence: Span, trail: Trail) -> Found | None:
    """The expression of `told` that dates the claim, resolved: the nearest to it, a bare year in a name last."""
    at = draft.claim.trigger or Span(draft.claim.span.start, draft.claim.span.start)
    found = [hit for hit in (_resolved(t, draft, sentence, trail) for t in told) if hit]
    return min(found, key=lambda hit: _rank(hit[2], at, trail.text), default=None)


_POINTING = ("daypart", "clock")


def _rank(timing: Timing, at: Span, text: str) -> tuple[int, bool, int, int]:
    weak = 2 if timing.parts.get("name") else int(not is_dating(timing))
    before = timing.span.start < at.start
    gap = at.start - timing.span.end if before else timing.span.start - at.end
    of_other = (is_of_noun(timing, text) or _is_fronted(timing, at, text)) if before else _parted(timing, at, text)
    return weak, of_other, max(gap, 0), timing.span.start


_ACROSS = re.compile(
    r"[;,]\s+(?:and|but|while|as|where|when|which|although|[a-z]{2,16}ing)\b|;|\band\s+(?:(?:on|in|at)\s+)?(?:the\s+)?$"
)
_SUBORDINATE = re.compile(
    r"(?:^|[.!?]\s+)(?:despite|although|though|after|while|following|having|before|when|because|as)\b[^.;,]*$", re.I
)


def _parted(timing: Timing, at: Span, text: str) -> bool:
    """Whether another clause begins between an act and a date told after it."""
    return _ACROSS.search(text[max(at.end, timing.span.start - NEAR) : timing.span.start]) is not None


def _is_fronted(timing: Timing, at: Span, text: str) -> bool:
    """Whether a date stands in a clause before the act's own: `Although they left in May, Z`."""
    if "," not in text[timing.span.end : at.start]:
        return False
    return _SUBORDINATE.search(text[max(0, timing.span.start - 120) : timing.span.start]) is not None


def _across(timing: Timing, draft: Draft, text: str) -> bool:
    at = draft.claim.trigger
    return at is not None and timing.span.start > at.start and _parted(timing, at, text)


def _resolved(timing: Timing, draft: Draft, sentence: Span, trail: Trail) -> Found | None:
    known = trail.at(timing.span.start)
    if timing.parts.get("event"):
        return _beside_main(timing, draft, sentence, trail)
    found = resolved(timing, known)
    return (*found, timing) if found else None


def _beside_main(timing: Timing, draft: Draft, sentence: Span, trail: Trail) -> Found | None:
    """`M on 2 October, a day after X`: X, told right after the words, was a day before M."""
    between = trail.text[timing.span.end : draft.claim.span.start]
    main = _last_dated(timing.span.start, sentence, trail)
    counted = unit_of(timing)
    if draft.claim.span.start < timing.span.start or "," in between or not main or not counted:
        return None
    stamp = shifted(main, counted[0], -counted[1])
    return Reach(stamp, stamp), "before-main" if counted[1] > 0 else "after-main", timing


def _last_dated(place: int, sentence: Span, trail: Trail) -> Stamp | None:
    """The date told last before `place` in its sentence, or else the running date."""
    latest = trail.at(place).latest
    return latest.known if latest else None


# --- the date as it is given ----------------------------------------------------------------------------------------


_ENDED = re.compile(r"\b(?:end(?:ed|ing)|culminat(?:ed|ing)|conclud(?:ed|ing))\s+(?:with|when|in|after)\b")


def _when(
    draft: Draft, found: Found, told: Sequence[Timing], sentence: Span, trail: Trail, carrier: Carrier
) -> When | None:
    reach, rule, timing = found
    day = single_day(carrier.whole)
    if day and _told_later(draft, reach, timing, day, sentence, trail, carrier):
        return When(day.edtf(), "day-of-episode", anchor=day.edtf())
    known = trail.at(timing.span.start)
    if "until" in timing.parts and _then_only(draft, timing, trail.text):
        timing = structs.replace(timing, parts={n: v for n, v in timing.parts.items() if n != "until"})
    reach, bound = bounded(draft.claim, reach, timing, known, trail.text[sentence.start : sentence.end])
    if reach.start is None and reach.end is None:
        return None  # until when it held says nothing of when it happened
    at = draft.claim.trigger
    if at and reach.start != reach.end and _ENDED.search(trail.text, max(timing.span.end, at.start - NEAR), at.start):
        reach = Reach(reach.end, reach.end)
    counted = timing.kind == "shift" and "hours" not in timing.parts
    led = at is not None and timing.span.start < at.start
    if counted and led and not bound and is_pluperfect(draft, sentence, trail.text):
        reach, bound = Reach(None, reach.end), "by"  # `two days later they had left`
    anchor = known.anchor()[0]
    anchored = rule != "date" and rule.split("-")[0] != "whole"
    return When(
        edtf=reach.edtf(),
        rule="+".join(part for part in (rule, bound) if part),
        part_of_day=None if bound == "until" else _part_of_day(found, told, known),
        words=timing.words,
        span=timing.span,
        anchor=anchor.edtf() if anchored and anchor else None,
    )


_WHEN = re.compile(r"[,\s]*(?:when|where|at which)\b")
_NOT = re.compile(r"\bnot\s+$", re.I)


def _then_only(draft: Draft, timing: Timing, text: str) -> bool:
    """Whether an act is of the day that `until` names: `until May, when they left`, `not until May did they leave`."""
    after = draft.claim.trigger is not None and draft.claim.trigger.start > timing.span.end
    return after and (
        _WHEN.match(text, timing.span.end) is not None
        or _NOT.search(text, max(0, timing.span.start - 8), timing.span.start) is not None
    )


def _part_of_day(found: Found, told: Sequence[Timing], known: Known) -> str | None:
    """The part of the day told with the date, or beside it on the same day."""
    if found[2].part_of_day:
        return found[2].part_of_day
    stamp = found[0].known
    if not stamp or not stamp.day:
        return None
    return next((t.part_of_day for t in told if t.kind in _POINTING and t.part_of_day), None)


@cache
def _tallied() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('time')['telling']['tallied'])})\b", re.I)


_BEFORE_THEN = re.compile(r"\bhad\b|\bshow|\breveal", re.I)


def _told_later(
    draft: Draft, reach: Reach, timing: Timing, day: Stamp, sentence: Span, trail: Trail, carrier: Carrier
) -> bool:
    """Whether a later day is that of the telling only: `On 12 May X said that 60 had been killed in the blast`."""
    if not carrier.encyclopedia or not reach.start or reach.start.first <= day.last:
        return False
    clause = trail.text[timing.span.end : draft.claim.span.end]
    return (
        is_telling(trail.text, timing, Span(sentence.start, draft.claim.span.end))
        and _BEFORE_THEN.search(clause) is not None
        and not _tallied().search(clause)
    )
