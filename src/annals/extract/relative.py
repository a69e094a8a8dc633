"""Time told by pointing: `that night`, `the next day`, `two days later`, `on Thursday`, `at 22:00`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.base.passage import Timing
from annals.base.span import Span
from annals.extract import time_words as w
from annals.extract.pointers import pattern, possible

UNITS = {
    "minute": "hours",
    "hour": "hours",
    "day": "days",
    "week": "weeks",
    "weekend": "weekends",
    "month": "months",
    "year": "years",
}


def relative(text: str, span: Span) -> Iterator[Timing]:
    """Every expression in `text[span]` that points at a time, in the order of the forms; they may overlap."""
    for name in possible(span.of(text)):
        for hit in pattern(name).finditer(text, span.start, span.end):
            timing = _FORMS[name](hit, text)
            if timing:
                yield timing


# --- what each form states ------------------------------------------------------------------------------------------


def _made(
    hit: re.Match[str], kind: str, parts: dict[str, int], part_of_day: str | None = None, end: int | None = None
) -> Timing:
    """A timing for `hit` with the flags its leading word sets."""
    start = hit.start()
    stop = hit.end() if end is None else end
    bounds = {name: 1 for name in ("by", "until", "after", "since") if hit.groupdict().get(name)}
    return Timing(Span(start, stop), hit.string[start:stop], kind, {**parts, **bounds}, part_of_day)


def _unit(hit: re.Match[str]) -> tuple[str, str | None]:
    """The unit a form counts in, and the part of the day where it named one."""
    word = hit["unit"].casefold()
    return (UNITS[word], None) if word in UNITS else ("days", w.part_of_day(word))


def _nth(hit: re.Match[str], text: str) -> Timing | None:
    word = hit["nth"].casefold()
    nth = {"last": -1, "final": -1, "opening": 1}.get(word) or w.ordinal_of(word)
    parts = {"nth": nth} if nth else None
    if parts is not None and hit["of"]:
        known = hit["of"].casefold() in w.words()["whole"]["words"]
        parts["of_whole" if known else "of_other"] = 1
    return _made(hit, "nth", parts) if parts else None


def _same(hit: re.Match[str], text: str) -> Timing:
    unit, part = _unit(hit)
    return _made(hit, "same", {unit: 0}, part)


def _next(hit: re.Match[str], text: str) -> Timing | None:
    unit, part = _unit(hit)
    if not part and re.match(r"(?:in|during|over)\s.*\s(?:day|(?:previous|preceding|prior)\s+week)$", hit[0], re.I):
        return None  # `in the preceding day` is a stretch of time, not a day
    way = 1 if hit["way"].casefold() in ("next", "following", "proceeding", "after") else -1
    return _made(hit, "shift", {unit: way}, part)


def _day_after(hit: re.Match[str], text: str) -> Timing | None:
    if not hit["ago"] and not hit["of"]:
        return None
    timing = _next(hit, text)
    return _of_event(hit, timing) if timing and hit["of"] else timing


def _of_event(hit: re.Match[str], timing: Timing) -> Timing:
    """`two days after X`: counted from X, not from the running date."""
    end = hit.start("of")
    words = hit.string[timing.span.start : end]
    return Timing(Span(timing.span.start, end), words, timing.kind, {**timing.parts, "event": 1}, timing.part_of_day)


def _ahead(hit: re.Match[str], text: str) -> Timing | None:
    n = w.number_of(hit["n"])
    return None if n is None else _made(hit, "shift", {UNITS[hit["unit"].casefold()]: n, "over": 1})


def _hours_beside(hit: re.Match[str], text: str) -> Timing:
    """`a few hours later`: of the same day, as far as is told."""
    timing = _made(hit, "shift", {"hours": 0}, end=hit.end("way"))
    counted = hit["way"].casefold() in ("after", "before", "prior") and hit["of"]
    return _of_event(hit, timing) if counted else timing


def _shift(hit: re.Match[str], text: str) -> Timing | None:
    n = w.number_of(hit["n"])
    if n is None:
        return None
    back = hit["way"].casefold() in ("earlier", "before", "prior", "previously")
    unit = UNITS[hit["unit"].casefold()]
    if hit["unit"].casefold() == "minute":
        n = 0
    timing = _made(hit, "shift", {unit: -n if back else n})
    counted = hit["way"].casefold() in ("after", "before", "prior") and hit["of"]
    if counted:
        return _of_event(hit, timing)
    return _made(hit, "shift", {unit: -n if back else n}, end=hit.end("way"))


def _ago(hit: re.Match[str], text: str) -> Timing | None:
    n = w.number_of(hit["n"])
    return None if n is None else _made(hit, "deictic", {UNITS[hit["unit"].casefold()]: -n})


def _last_hours(hit: re.Match[str], text: str) -> Timing | None:
    n = w.number_of(hit["n"]) if hit["n"] else 1
    return None if n is None else _made(hit, "deictic", {UNITS[hit["unit"].casefold()]: -n, "over": 1})


_DAYS = {"today": 0, "tonight": 0, "this": 0, "yesterday": -1, "last": -1, "tomorrow": 1}


def _today(hit: re.Match[str], text: str) -> Timing | None:
    if hit["unit"]:
        way = {"this": 0, "last": -1, "next": 1}[hit["way"].casefold()]
        return _made(hit, "deictic", {UNITS[hit["unit"].casefold()]: way})
    if hit["day"] == hit[0] and _in_name(hit[0], text[max(0, hit.start() - 4) : hit.start()]):
        return None
    words = hit["day"].casefold().split()
    part = "night" if words[-1] in ("tonight", "night") else w.part_of_day(words[-1])
    return _made(hit, "deictic", {"days": _DAYS[words[0]]}, part)


def _weekday(hit: re.Match[str], text: str) -> Timing | None:
    if re.search(r"\bthe\s+$", text[max(0, hit.start() - 6) : hit.start()], re.I) and re.match(
        r"\s+[A-Z]", text[hit.end() : hit.end() + 3]
    ):
        return None  # `The Sunday Times`
    parts = {"weekday": w.numbered("weekdays")[hit["weekday"].casefold()]}
    way = (hit["way"] or "").casefold()
    if way:
        parts[way] = 1
    return _made(hit, "weekday", parts, w.part_of_day(hit["part"]) if hit["part"] else None)


def _clock(hit: re.Match[str], text: str) -> Timing | None:
    hour, half, of = int(hit["hour"]), (hit["half"] or "").casefold()[:1], (hit["of"] or "").casefold()
    if not 1 <= hour <= 12 or not (half or of):
        return None
    hour = hour % 12 + (12 if half == "p" or of in ("afternoon", "evening") else 0)
    return _hour(hit, hour, int(hit["minute"] or 0))


def _hours24(hit: re.Match[str], text: str) -> Timing | None:
    return _hour(hit, int(hit["hour"] or hit["hour2"]) % 24, int(hit["minute"] or hit["minute2"]))


def _hour(hit: re.Match[str], hour: int, minute: int) -> Timing:
    return _made(hit, "clock", {"hour": hour, "minute": minute}, w.part_of_hour(hour))


def _daypart(hit: re.Match[str], text: str) -> Timing | None:
    if _in_name(hit["part"], text[max(0, hit.start() - 4) : hit.start()]) or _unit_after(hit, text):
        return None
    return _made(hit, "daypart", {}, w.part_of_day(hit["part"]))


_UNIT_AFTER = re.compile(
    r" (?:[A-Z][\w-]+ )?(?:Brigades?|Battalion|Division|Regiment|Company|Movement|Front|Army|Group|Party)\b"
)


def _unit_after(hit: re.Match[str], text: str) -> bool:
    """Whether a capitalised word of time begins the name of a unit: `the Dawn Brigade`."""
    return hit["part"][:1].isupper() and bool(_UNIT_AFTER.match(text, hit.end()))


def _in_name(word: str, before: str) -> bool:
    """Whether a word is capitalised where no sentence begins: `Golden Dawn`, `the Tomorrow Movement`."""
    return word[0].isupper() and before.rstrip(" “\"'‘(")[-1:] not in ("", ".", "!", "?", "\n", ":", "“", '"')


def _whole(hit: re.Match[str], text: str) -> Timing:
    return _made(hit, "whole", {"this": 1} if hit["this"].casefold() != "the" else {})


def _after_whole(hit: re.Match[str], text: str) -> Timing:
    late = hit["ago"].casefold() in ("after", "following", "since")
    return _made(hit, "vague", {"later" if late else "earlier": 1})


def _edge(hit: re.Match[str], text: str) -> Timing:
    begun = hit["edge"].casefold() in ("start", "beginning", "outset", "onset")
    return _made(hit, "whole", {"edge": 1 if begun else -1})


def _lasting(hit: re.Match[str], text: str) -> Timing | None:
    n = w.number_of(hit["n"])
    return None if n is None else _made(hit, "lasting", {UNITS[hit["unit"].casefold()]: n})


def _within(hit: re.Match[str], text: str) -> Timing:
    """`within two days` is a stretch; within some hours the day is the same."""
    n = w.number_of(hit["n"] or "") if hit["unit"].casefold() == "hour" else None
    if n and n >= 24:
        return _made(hit, "shift", {"hours": n, "over": 1, "within": 1})
    timing = _made(hit, "shift", {"hours": 0})
    return Timing(timing.span, timing.words, timing.kind, {**timing.parts, "by": 1})


def _day_of(hit: re.Match[str], text: str) -> Timing:
    return _made(hit, "nth", {"nth": 1, "of_whole": 1})


def _over(hit: re.Match[str], text: str) -> Timing:
    return _made(hit, "same", {UNITS[hit["unit"].casefold()]: 0})


def _since_then(hit: re.Match[str], text: str) -> Timing:
    return _made(hit, "same", {"days": 0, "since": 1, "then": 1})


def _later(hit: re.Match[str], text: str) -> Timing:
    at_once = _AT_ONCE.search(hit.string, max(0, hit.start() - 14), hit.start()) is not None
    return _made(hit, "vague", {"later": 1, "weak": 1} if at_once else {"later": 1})


_AT_ONCE = re.compile(r"\b(?:shortly|immediately)\s+$", re.I)


def _sequel(hit: re.Match[str], text: str) -> Timing:
    return _made(hit, "vague", {"later": 1, "sequel": 1})


def _bare_later(hit: re.Match[str], text: str) -> Timing:
    return _made(hit, "vague", {"later": 1, "weak": 1})


def _earlier(hit: re.Match[str], text: str) -> Timing:
    """`Earlier, X said` is when it was said, so that what was said keeps the running date."""
    told = not hit.string[: hit.start()].strip() and _SAID.match(hit.string, hit.end()) is not None
    return _made(hit, "vague", {"earlier": 1, "weak": 1} if told else {"earlier": 1})


_SAID = re.compile(r"\s*,?\s[^,;.]{2,50}?\s(?:said|told|reported|claimed|stated|announced)\b")


_FORMS = {
    "nth": _nth, "within": _within, "day_of": _day_of, "same": _same, "over": _over, "next": _next,
    "ahead": _ahead, "shift": _shift, "hours_beside": _hours_beside, "day_after": _day_after, "ago": _ago,
    "last_hours": _last_hours, "today": _today,
    "weekday": _weekday, "clock": _clock, "hours24": _hours24, "daypart": _daypart, "whole": _whole,
    "after_whole": _after_whole, "edge": _edge, "stretch": _later, "since_then": _since_then,
    "lasting": _lasting, "sequel": _sequel, "after_some": _later, "later": _later,
    "bare_later": _bare_later, "earlier": _earlier,
}  # fmt: skip
