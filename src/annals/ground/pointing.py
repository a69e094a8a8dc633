"""Pointing expressions made dates: `that night`, `the next day`, `on Thursday`, `yesterday`, `on the third day`."""

from __future__ import annotations

from annals.base.passage import Timing
from annals.ground.calendar import Reach, Stamp, day_of, shifted, weekday
from annals.ground.complete import Known

LONGEST, NEAR = 14, 2  # days of fighting that are still counted from the latest day told, so many sentences before
UNITS = ("days", "weeks", "months", "years", "hours", "weekends")


def pointed(timing: Timing, known: Known) -> tuple[Reach, str] | None:
    """The reach that `timing` points at, and the rule; `None` where there is nothing to count from."""
    resolve = _KINDS.get(timing.kind)
    return resolve(timing, known) if resolve else None


def unit_of(timing: Timing) -> tuple[str, int] | None:
    """The unit a timing counts in, and how many."""
    return next(((unit, timing.parts[unit]) for unit in UNITS if unit in timing.parts), None)


def _one(stamp: Stamp | None, rule: str) -> tuple[Reach, str] | None:
    return (Reach(stamp, stamp), rule) if stamp else None


def _running(known: Known) -> Reach | None:
    """The running date; at the head of a section that of the section before, where it is a day."""
    if known.latest or not known.hint or not known.hint.day or known.side == "before":
        return known.latest
    return Reach(known.hint, known.hint)


def _same(timing: Timing, known: Known) -> tuple[Reach, str] | None:
    latest, counted = _running(known), unit_of(timing)
    if timing.parts.get("then"):
        return (known.told, "same-day") if known.told else None
    if not latest or not latest.known or not counted:
        return None
    stamp = latest.known
    if counted[0] == "months":
        return _one(Stamp(stamp.year, stamp.month), "same-month") if stamp.month else None
    if counted[0] == "years":
        return _one(Stamp(stamp.year), "same-year")
    if counted[0] == "weekends":
        return _weekend(stamp, 0)
    if counted[0] == "weeks":
        return None
    return of_day(timing, known)


def of_day(timing: Timing, known: Known) -> tuple[Reach, str] | None:
    """The running date; the morning after an evening or night told before is the next day's."""
    latest = _running(known) if timing.kind == "same" else known.latest
    if not latest:
        return None
    stamp = latest.known
    if timing.part_of_day == "morning" and known.late and stamp and stamp.day:
        return _one(shifted(stamp, "days", 1), "morning-after")
    if timing.kind == "same" and stamp and stamp.day and latest.start:
        return _one(stamp, "same-day")
    return latest, "same-day"


def _shift(timing: Timing, known: Known) -> tuple[Reach, str] | None:
    counted = unit_of(timing)
    latest = _running(known)
    stamp = latest.known if latest else None
    if not counted or not stamp or timing.parts.get("event"):
        return None
    unit, n = counted
    if latest and unit in ("days", "hours", "weekends") and _long(latest):
        return None
    if unit == "weekends":
        return _weekend(stamp, n)
    if unit == "hours":
        unit, n = "days", int(n / 24)
        if n == 0:
            return _one(stamp, "hours-later")
    if latest and latest.start and timing.parts.get("within"):
        stamp = latest.start
    last = shifted(stamp, unit, n)
    if timing.parts.get("over"):
        after = stamp if counted[0] == "hours" else shifted(stamp, "days", 1)
        return (Reach(after, last), "counted-over") if stamp.day and n > 0 else None
    begun = latest.start if latest and unit == "months" else None
    return Reach(shifted(begun, unit, n) if begun else last, last), "counted"


def _long(reach: Reach) -> bool:
    """Whether a stretch is too long for days to be counted from its end: an occupation of months."""
    start, end = reach.start, reach.end
    return bool(start and end and start.day and end.day) and end.last - start.first > LONGEST  # type: ignore[union-attr]


def _weekend(stamp: Stamp, step: int) -> tuple[Reach, str] | None:
    """The weekend after, before or around a day: its Saturday and Sunday."""
    if not stamp.day:
        return None
    ahead = 6 - weekday(stamp)
    ahead += 7 * ((step > 0 and ahead <= 0) - (step < 0))
    saturday = shifted(stamp, "days", ahead)
    return Reach(saturday, shifted(saturday, "days", 1)), "counted"


def _nth(timing: Timing, known: Known) -> tuple[Reach, str] | None:
    """A numbered day is counted from the episode's first."""
    whole, nth = known.episode, timing.parts["nth"]
    if not whole or not whole.start or not whole.start.day or timing.parts.get("of_other"):
        return None
    if nth < 0:
        return _one(whole.end, "last-day")
    last = whole.end
    day = shifted(whole.start, "days", nth - 1)
    if last and last.last < day.first:
        return None
    if timing.parts.get("after"):
        after = shifted(day, "days", 1)
        return (Reach(after, last), "after-day") if not last or after.first <= last.last else None
    return _one(day, "numbered-day")


def _weekday(timing: Timing, known: Known) -> tuple[Reach, str] | None:
    """The last such day before a report appeared; in an account, the first such day from the running date on."""
    wanted, stamp = timing.parts["weekday"], known.latest.known if known.latest else None
    if known.published and known.published.day:
        number = known.published.first
        if timing.parts.get("next"):
            return _one(day_of(number + (wanted - weekday(known.published) - 1) % 7 + 1), "weekday-of-report")
        return _one(day_of(number - (weekday(known.published) - wanted) % 7), "weekday-of-report")
    if not stamp or not stamp.day:
        return None
    step = (wanted - weekday(stamp)) % 7
    if timing.parts.get("last"):
        step = -((weekday(stamp) - wanted) % 7)
    return _one(day_of(stamp.first + step), "weekday")


def _deictic(timing: Timing, known: Known) -> tuple[Reach, str] | None:
    """Counted from the day of publication; an encyclopedia's `today` has none."""
    counted, day = unit_of(timing), known.published
    if not counted or not day or not day.day:
        return None
    unit, n = counted
    if timing.parts.get("over"):
        back = {"hours": n // 24, "days": n, "weeks": 7 * n}.get(unit)
        return None if back is None else (Reach(shifted(day, "days", back), day), "of-report")
    if unit == "weeks":
        monday = shifted(day, "days", 1 - weekday(day) + 7 * n)
        last = shifted(monday, "days", 6)
        return Reach(monday, day if n == 0 else last), "of-report"
    if unit in ("months", "years"):
        stamp = Stamp(day.year, day.month) if unit == "months" else Stamp(day.year)
        return _one(shifted(stamp, unit, n), "of-report")
    return _one(shifted(day, "days", n if unit == "days" else 0), "of-report")


def _whole(timing: Timing, known: Known) -> tuple[Reach, str] | None:
    """The episode, or its first or last day; `the fighting` is the episode's only where no date was told before."""
    noun, whole, edge = timing.words.casefold().split()[-1], known.episode, timing.parts.get("edge")
    if known.phase and not edge:
        so_far = known.so_far()
        return (so_far, "section-so-far") if so_far else None
    told = noun in known.nouns or (noun == "fighting" and _looks_back(known) and known.side != "before")
    if not whole or not told:
        return None
    if edge:
        return _one(whole.start if edge > 0 else whole.end, f"{'start' if edge > 0 else 'end'}-of-episode")
    return whole, "whole-episode"


def _looks_back(known: Known) -> bool:
    """Whether `the fighting` can only be all of it: no date was told before, or one after its end."""
    latest, last = known.latest, known.episode.end if known.episode else None
    return latest is None or bool(
        known.side == "" and latest.start and last and last.day and latest.start.first > last.last
    )


def _lasting(timing: Timing, known: Known) -> tuple[Reach, str] | None:
    """`after a four-day battle` is the end of an episode that lasted four days."""
    whole, counted = known.episode, unit_of(timing)
    if counted and counted[0] == "hours":
        return _hours_long(counted[1], known)
    if not counted:
        return None
    if not whole or not whole.start or not whole.end or not whole.end.day:
        return _days_long(counted, known)
    length = whole.end.last - whole.start.first
    days = counted[1] * {"days": 1, "weeks": 7, "months": 30}.get(counted[0], 0)
    slack = {"days": 1, "weeks": 4}.get(counted[0], 16)
    return _one(whole.end, "end-of-episode") if abs(days - length) <= slack else _days_long(counted, known)


def _days_long(counted: tuple[str, int], known: Known) -> tuple[Reach, str] | None:
    """`After three days of fighting` is three days after the day on which the fighting was told to begin."""
    begun = known.latest.start if known.latest else None
    if counted[0] != "days" or not begun or not begun.day or counted[1] > LONGEST or not 1 <= known.age <= NEAR:
        return None
    day = shifted(begun, "days", counted[1])
    last = known.episode.end if known.episode else None
    return None if last and last.day and day.first > last.last else _one(day, "counted")


def _hours_long(hours: int, known: Known) -> tuple[Reach, str] | None:
    """`After ten hours of fighting` that began in an evening it is the next day."""
    stamp = known.latest.known if known.latest else None
    if not stamp or not stamp.day:
        return None
    days = (hours + 18) // 24 if known.late else 0 if hours < 12 else None
    return None if days is None else _one(shifted(stamp, "days", days), "hours-later")


_KINDS = {
    "same": _same,
    "shift": _shift,
    "nth": _nth,
    "weekday": _weekday,
    "deictic": _deictic,
    "whole": _whole,
    "lasting": _lasting,
    "daypart": of_day,
    "clock": of_day,
}
