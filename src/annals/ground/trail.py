"""The running date of an account: at every place of the prose, what is known from what was told before it.

The trail is walked once, sentence by sentence. A section begins anew, with what its heading and those above it say;
within a section every date that is told becomes the latest, so that `the next day` and `On 31 January` can be read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache

from annals.base.document import Document
from annals.base.passage import Passage, Timing
from annals.base.span import Span
from annals.codebook import table
from annals.extract.when import timings
from annals.ground.calendar import Reach, Stamp
from annals.ground.complete import Known, absolute
from annals.ground.pointing import pointed

ABSOLUTE = ("date", "range")
_LATE = ("evening", "night")
AFAR = 365  # days from the running date at which a date told in passing is of another story
FRONT = 12  # characters of a sentence before a date that stands at its head
NEAR = 220  # characters that a look back in a sentence goes at most
_IN_ALL = re.compile(r"(?:in\s+(?:total|all|sum)|overall|altogether|all\s+in\s+all)\b", re.I)
_PHASE = re.compile(r"\b(?:first|second|third|fourth|fifth|initial|final|last)\s+(?:[\w-]+\s+)?(?P<noun>[\w-]+)$", re.I)
_TO_COME = re.compile(r"\b(?:will|would|shall)\b(?!\s+(?:later|eventually|go\s+on))[^,;.()]{0,120}$")
_LIFE = re.compile(r"\([^()]{0,160}\b(?:born|died|b\.|d\.|r\.|reigned|ruled|fl\.)[^()]{0,60}$")
_ASIDE = re.compile(r"\b(?:which|who|whose|that (?:was|were|had|began|started|took))\b[^,;.()]{0,200}$")


class Trail:
    """What is known at each place of a document's prose, and the time expressions of each sentence."""

    def __init__(
        self,
        document: Document,
        text: str,
        passages: Sequence[Passage],
        base: Known,
    ) -> None:
        self.text = text
        self.expressions: dict[Span, list[Timing]] = {}
        self.leading: set[Span] = set()
        self.named_day = False
        self._in_lead = True
        self._places: list[int] = []
        self._known: list[Known] = []
        self._document = document
        self._base = base
        self._walk(passages)

    def at(self, place: int) -> Known:
        """What is known just before `place`."""
        index = bisect_right(self._places, place) - 1
        return self._known[index] if index >= 0 else self._base

    def _walk(self, passages: Sequence[Passage]) -> None:
        section, known = -1, self._base
        for passage in passages:
            if passage.section != section:
                section = passage.section
                known = self._begin(section, known)
                self._note(passage.span.start, known)
            for sentence in passage.sentences:
                told = timings(self.text, sentence)
                self.expressions[sentence] = told
                known = known._replace(age=known.age + 1)
                self._note(sentence.start, known)
                known = self._told(sentence, told, known)

    def _told(self, sentence: Span, told: Iterable[Timing], known: Known) -> Known:
        if _IN_ALL.match(self.text, sentence.start) and known.latest:
            known = known._replace(latest=known.so_far())
            self._note(sentence.start, known)
        for timing in told:
            if timing.span.start - sentence.start < 2 and _breaks(timing, known):
                known = known._replace(latest=None, hint=known.anchor()[0])
                self._note(timing.span.end, known)
            found = resolved(timing, known)
            if found and self._is_running(timing, sentence, found[0], known):
                known = _after(timing, *found, known)
                self.leading.add(timing.span)
                self._note(timing.span.end, known)
            elif found and timing.kind in ABSOLUTE:
                known = known._replace(told=found[0])
        return known

    def _note(self, place: int, known: Known) -> None:
        self._places.append(place)
        self._known.append(known)

    def _begin(self, section: int, before: Known) -> Known:
        """A section begins: the latest date is its heading's, and the years come from before or from its headings."""
        headings = _headings(self._document, section)
        known = self._base._replace(side=_side(headings), phase=_is_phase(headings))
        if not self._in_lead and before.side != "before":  # nothing goes on from what was told in short, or before
            known = known._replace(hint=self._near(before.latest.known if before.latest else before.hint))
        self._in_lead = section == 0
        for heading in headings:
            for timing in timings(heading, Span(0, len(heading))):
                found = resolved(timing, known)
                if found and timing.kind in ABSOLUTE and found[0].start:
                    dated = found[0].start.month is not None and "name" not in timing.parts
                    known = known._replace(hint=found[0].start, heading=found[0])
                    known = known._replace(latest=found[0] if dated else known.latest)
        if known.latest is None and self.named_day and known.side == "":
            known = known._replace(latest=self._base.episode)
        return known

    def _near(self, stamp: Stamp | None) -> Stamp | None:
        """`stamp`, unless it is far from the episode: another story's year does not lead the next section."""
        whole = self._base.episode
        if not stamp or not whole or not whole.start:
            return stamp
        end = whole.end or whole.start
        return stamp if whole.start.first - AFAR <= stamp.last and stamp.first <= end.last + AFAR else None

    def _is_running(self, timing: Timing, sentence: Span, reach: Reach, known: Known) -> bool:
        """Whether a date becomes the latest.

        Not one that is only to come (`would fall in three days`), nor a year in a name, nor what is said aside of
        something else (`the town, which fell in May`; `as it had in 1994`), nor the day on which a one-day episode was
        told of.
        """
        told = (timing.kind != "whole" or "edge" in timing.parts) and (
            timing.kind != "lasting" or "hours" in timing.parts or reach.end != _end(known)
        )
        if not told or reach.mask or {"name", "until", "then"} & set(timing.parts):
            return False
        if "since" in timing.parts and timing.kind == "date" and "day" not in timing.parts:
            return False
        if timing.span.start - sentence.start > FRONT and _looks_away(timing, reach, known):
            return False
        near = max(sentence.start, timing.span.start - NEAR)
        if _LIFE.search(self.text, near, timing.span.start):
            return False
        if _ASIDE.search(self.text, near, timing.span.start) or _TO_COME.search(self.text, near, timing.span.start):
            return False
        day = single_day(self._base.episode)
        if day and self._document.encyclopedia:
            self.named_day = self.named_day or reach == self._base.episode
            begin = reach.start
            if begin and begin.first > day.last and is_telling(self.text, timing, sentence):
                return False
        return True


def resolved(timing: Timing, known: Known) -> tuple[Reach, str] | None:
    """The reach of a time expression, and the rule that made it."""
    return absolute(timing.parts, known) if timing.kind in ABSOLUTE else pointed(timing, known)


def _after(timing: Timing, reach: Reach, rule: str, known: Known) -> Known:
    """What is known after `timing` was told: no running date after one that is only open (`after the first day`)."""
    if rule == "after-day":
        return known._replace(latest=None, hint=reach.start)
    late = timing.part_of_day in _LATE and timing.parts.get("hour", 12) >= 12
    same = timing.kind in ("daypart", "clock", "same") and reach == known.latest
    keeps = same and known.late and timing.part_of_day is None
    known = known._replace(latest=reach, told=reach, first=known.first or reach, age=0)
    return known._replace(part=timing.part_of_day, late=late or keeps)


def _breaks(timing: Timing, known: Known) -> bool:
    """Whether an expression at the head of a sentence leaves the running date behind: `Weeks later`."""
    return timing.kind == "vague" and "weak" not in timing.parts and not known.headed_at(timing.parts)


def _end(known: Known) -> Stamp | None:
    return known.episode.end if known.episode else None


def _looks_away(timing: Timing, reach: Reach, known: Known) -> bool:
    """Whether a date in the midst of a sentence is far from the running date, or a bare year before it."""
    anchor, stamp = known.anchor()[0], reach.known
    if not anchor or not stamp or ("year" not in timing.parts and "year2" not in timing.parts):
        return False
    if stamp.month is None and stamp.year < anchor.year and anchor.day:
        return True  # `the works built in 1862`, amid days that are told one by one
    return stamp.last + AFAR < anchor.first or (known.side == "" and stamp.first > anchor.last + 2 * AFAR)


def single_day(reach: Reach | None) -> Stamp | None:
    """The day of an episode that lasted one day."""
    return reach.start if reach and reach.start and reach.start.day and reach.start == reach.end else None


@cache
def _telling() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('time')['telling']['words'])})\b", re.I)


def is_telling(text: str, timing: Timing, sentence: Span) -> bool:
    """Whether a verb of telling follows `timing` in its sentence: the day is that of the telling."""
    return _telling().search(text, timing.span.end, min(sentence.end, timing.span.end + 4 * NEAR)) is not None


def _headings(document: Document, section: int) -> list[str]:
    """The headings above and of a section, outermost first; none for the lead."""
    if not 0 < section < len(document.sections):
        return []
    found: list[str] = []
    level = document.sections[section].level + 1
    for above in reversed(document.sections[1 : section + 1]):
        if above.level < level:
            found.append(above.heading)
            level = above.level
    return found[::-1]


def _is_phase(headings: Sequence[str]) -> bool:
    """Whether a heading names one of several: `First battle`."""
    named = _PHASE.search(headings[-1].strip()) if headings else None
    return named is not None and named["noun"].casefold() in table("time")["whole"]["words"]


def _side(headings: Sequence[str]) -> str:
    """`before` or `after` where a heading says that its section stands before or after the episode."""
    words = {word for heading in headings for word in re.findall(r"[\w-]+", heading.casefold())}
    sides: dict[str, list[str]] = table("time")["headings"]
    return next((side for side in ("before", "after") if words & set(sides[side])), "")
