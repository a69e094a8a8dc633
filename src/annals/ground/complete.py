"""Calendar dates made whole: the year and month that a sentence leaves out, from what is known where it stands."""

from __future__ import annotations

from typing import NamedTuple

from annals.base.edtf import day_number
from annals.ground.calendar import THIRDS, Reach, Stamp, days_in, in_order, valid

Parts = dict[str, int]

# What speaks against a year, in tenths of a day: a narrative goes forward, and says so where it steps back a year.
AHEAD, BACK, BACK_IN_MONTH = 7, 10, 20
NEXT_YEAR, LAST_YEAR = 1200, 2000
INSIDE, GOING_ON = 2000, 180  # what lying within the episode is worth; days after the start of one that has not ended
HEADED = 1_000_000  # what lying within the dates of the heading is worth
ALOOF = 3  # a day between a date and the episode, where the year is only that of another section
BESIDE, BESIDE_DAYS = 5000, 60  # what lying within so many days of the episode is worth there
BARRED, UNBORN = 10_000, 50_000  # a background after the episode, an aftermath before it; a day to come when told
SOON = 45  # days after an account's own date that it may still tell of: many bear the day on which their story begins


class Known(NamedTuple):
    """What is known where an expression stands.

    `latest` is the latest date resolved before it in its section, `first` the first, `told` the date told last of
    anything at all, `age` how many sentences ago `latest` was, `late` whether an evening or night was told of that day,
    `part` the part of the day told with it, `hint` what the heading or an earlier section gives, `heading` the dates of
    the heading, `phase` whether it names one of several (`Second battle`), `side` `before` or `after` in a background
    or aftermath, `nouns` what the account calls the episode (`battle`, `siege`).
    """

    latest: Reach | None = None
    age: int = 0
    late: bool = False
    part: str | None = None
    told: Reach | None = None
    first: Reach | None = None
    phase: bool = False
    hint: Stamp | None = None
    heading: Reach | None = None
    side: str = ""
    episode: Reach | None = None
    published: Stamp | None = None
    nouns: tuple[str, ...] = ()

    def so_far(self) -> Reach | None:
        """From the first running date of the section to the latest."""
        begun, last = self.first, self.latest
        if not begun or not last or not in_order(begun.start, last.end):
            return last
        return Reach(begun.start, last.end)

    def aside(self) -> bool:
        """Whether the running date is only a year that is none of the episode's: too little to lead on from."""
        stamp, whole = self.latest.known if self.latest else None, self.episode
        if not stamp or stamp.month or self.side or not whole or not whole.start:
            return False
        end = whole.end or whole.start
        return not whole.start.year <= stamp.year <= end.year

    def headed_at(self, parts: Parts) -> bool:
        """Whether what comes later stays on the running date: `subsequently` on the day of the heading, or the next
        step (`after routing them`) of an episode of one day.
        """
        if self.latest is None or not single(self.latest):
            return False
        still = self.latest == self.heading or ("sequel" in parts and self.latest == self.episode)
        return still and "later" in parts

    def anchor(self) -> tuple[Stamp | None, str]:
        """The date to count from, and where it comes from."""
        told = self.latest.known if self.latest and not self.aside() else None
        whole = self.episode.start or self.episode.end if self.episode else None
        sources = ((told, "latest"), (self.hint, "section"), (whole, "episode"), (self.published, "published"))
        return next(((stamp, why) for stamp, why in sources if stamp), (None, ""))


def single(reach: Reach) -> bool:
    """Whether a reach is one day."""
    return bool(reach.start and reach.start.day and reach.start == reach.end)


def absolute(parts: Parts, known: Known) -> tuple[Reach, str] | None:
    """The reach a calendar expression states, completed from `known`, and the rule; `None` without ground for it."""
    masked = _masked(parts)
    if masked:
        return masked, "date"
    first = {n: v for n, v in parts.items() if n in _NAMES}
    second = {n[:-1]: v for n, v in parts.items() if n.endswith("2")}
    first, second = _borrowed(first, second)
    rule = "date"
    if "year" not in first:
        filled = _filled(first, known)
        if not filled:
            return None
        first, rule = filled
        first, second = _borrowed(first, second)
    return _reach(first, second, parts, rule)


_NAMES = ("year", "month", "day", "third", "half", "season")


def _reach(first: Parts, second: Parts, parts: Parts, rule: str) -> tuple[Reach, str] | None:
    if parts.get("open"):
        low = _ends(first)[0]
        return (Reach(low, None), rule) if valid(low) else None
    low, high = _ends(first)[0], _ends(second or first)[1]
    if not (valid(low) and valid(high) and in_order(low, high)):
        return None
    return Reach(low, high, bool(parts.get("about"))), rule


def _masked(parts: Parts) -> Reach | None:
    if "decade" in parts:
        year = parts["decade"] * 10
        return Reach(Stamp(year), Stamp(year + 9), mask=f"{parts['decade']:03d}X")
    if parts.get("century", 0) > 0:
        year = (parts["century"] - 1) * 100
        return Reach(Stamp(year), Stamp(year + 99), mask=f"{parts['century'] - 1:02d}XX")
    return None


def _borrowed(first: Parts, second: Parts) -> tuple[Parts, Parts]:
    """Each end of a range with the year (and month) that only the other states."""
    if not second:
        return first, second
    if "month" not in second and "month" in first and "day" in second:
        second = {**second, "month": first["month"]}
    if "year" in second and "year" not in first:
        return {**first, "year": second["year"] - (_place(first) > _place(second))}, second
    if "year" in first and "year" not in second:
        return first, {**second, "year": first["year"] + (_place(second) < _place(first))}
    return first, second


def _place(end: Parts) -> tuple[int, int]:
    return end.get("month", 0), end.get("day", 0) if "month" in end else 0


def _ends(end: Parts) -> tuple[Stamp, Stamp]:
    """First and last stamp of one end: `late May` is the 21st to the 31st."""
    year, month = end["year"], end.get("month", end.get("season"))
    if month and ("third" in end or "half" in end) and 1 <= month <= 12:
        low, high = THIRDS[end["third"]] if "third" in end else ((1, 15), (16, 31))[end["half"] - 1]
        return Stamp(year, month, low), Stamp(year, month, min(high, days_in(year, month)))
    stamp = Stamp(year, month, end.get("day"))
    return stamp, stamp


def _filled(end: Parts, known: Known) -> tuple[Parts, str] | None:
    """An end with its year (and month), and the rule that says where from."""
    anchor, why = known.anchor()
    if anchor is None:
        return None
    if "month" in end:
        day = end.get("day") or THIRDS.get(end.get("third", 0), (1, 1))[0]
        return {**end, "year": _year(end["month"], day, "day" in end, anchor, why, known)}, f"year-from-{why}"
    if "season" in end:
        return {**end, "year": anchor.year}, f"year-from-{why}"
    if "day" not in end or not anchor.month or anchor.month > 12:
        return None
    year, month = _month(end["day"], anchor, known)
    return {**end, "year": year, "month": month}, f"month-from-{why}"


def _year(month: int, day: int, daily: bool, anchor: Stamp, why: str, known: Known) -> int:
    """The likeliest year of a day: that of the anchor, unless the narrative runs over into the next."""
    years = {anchor.year - 1, anchor.year, anchor.year + 1}
    for reach in (known.heading, known.episode if why != "latest" else None):
        years |= {stamp.year for stamp in (reach.start, reach.end) if stamp} if reach else set()

    def cost(year: int) -> tuple[int, int]:
        low = day_number(year, month, min(day, days_in(year, month)))
        high = low if daily else day_number(year, month, days_in(year, month))
        ahead, back = max(low - anchor.last, 0), max(anchor.first - high, 0)
        crossing = NEXT_YEAR if year > anchor.year else LAST_YEAR if year < anchor.year else 0
        return ahead * AHEAD + back * BACK + crossing + _aloof(low, high, why, known) + _checked(low, high, known), year

    return min(sorted(years), key=cost)


def _aloof(low: int, high: int, why: str, known: Known) -> int:
    """What its distance from the episode says against a year that rests on little: another section, or a bare year."""
    latest = known.latest.known if known.latest else None
    bare = why == "latest" and latest is not None and latest.month is None
    if not known.episode or not (why == "section" or bare):
        return 0
    days = _distance(low, high, known)
    return days * ALOOF - (BESIDE if days <= BESIDE_DAYS else 0)


def _distance(low: int, high: int, known: Known) -> int:
    """How many days lie between days `low` to `high` and the episode."""
    begin, end = (known.episode.start, known.episode.end) if known.episode else (None, None)
    early = begin.first - high if begin else 0
    late = low - end.last if end else 0
    return max(early, late, 0)


def _month(day: int, anchor: Stamp, known: Known) -> tuple[int, int]:
    """Year and month of a day told without them."""
    index = anchor.year * 12 + (anchor.month or 1) - 1
    months = [divmod(index + step, 12) for step in (-1, 0, 1)]
    fitting = [(year, m + 1) for year, m in months if day <= days_in(year, m + 1)]

    def cost(at: tuple[int, int]) -> tuple[int, tuple[int, int]]:
        number = day_number(*at, day)
        ahead, back = max(number - anchor.last, 0), max(anchor.first - number, 0)
        return ahead * BACK + back * BACK_IN_MONTH + _checked(number, number, known), at

    return min(fitting, key=cost)


def _checked(low: int, high: int, known: Known) -> int:
    """What the heading, the episode and the day of publication say for or against days `low` to `high`."""
    cost = 0
    heading = known.heading
    if heading and heading.start and heading.end and heading.start.first <= high and low <= heading.end.last:
        cost -= HEADED
    if known.published and low > known.published.last + SOON:
        cost += UNBORN
    if known.episode:
        begin, end = known.episode.start, known.episode.end
        last = end.last if end else (begin.last + GOING_ON if begin else low)
        early, late = begin is not None and high < begin.first, low > last
        if known.side == "" and not early and not late:
            cost -= INSIDE
        if (known.side == "before" and late) or (known.side == "after" and early):
            cost += BARRED
    return cost
