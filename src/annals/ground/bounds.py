"""`by`, `since`, `until`, `before`, `after`: a date that is only one end of what is told."""

from __future__ import annotations

import re
from functools import cache

from annals.base.claim import Claim
from annals.base.passage import Timing
from annals.codebook import table
from annals.ground.calendar import Reach
from annals.ground.complete import Known

_SPANS = ("date", "range", "shift", "same", "weekday", "nth")


def bounded(claim: Claim, reach: Reach, timing: Timing, known: Known, sentence: str) -> tuple[Reach, str]:
    """`reach` as the word before it bounds it, and the name of the bound; unchanged where there is none."""
    parts = timing.parts
    single = timing.kind in _SPANS and reach.start == reach.end
    if not single or "hour" in parts or ("after" in parts and timing.kind == "nth"):
        return reach, ""
    if "by" in parts:
        return (reach, "report-of-day") if is_state(claim, sentence) else (Reach(None, reach.end), "by")
    if "until" in parts:
        return _until(reach, known, sentence)
    if "before" in parts:
        return Reach(None, reach.end), "before"
    bound = next((name for name in ("since", "after") if name in parts), "")
    return (Reach(reach.start, None), bound) if bound else (reach, "")


@cache
def _words(part: str) -> re.Pattern[str]:
    held: list[str] = table("time")["states"][part]
    return re.compile(rf"\b(?:{'|'.join(held)})\b", re.I)


def is_state(claim: Claim, sentence: str) -> bool:
    """Whether the claim tells a state in force or a running total of a day, not the act that made it."""
    tallied = re.compile(rf"\b(?:{'|'.join(table('time')['telling']['tallied'])})\b", re.I)
    if claim.type == "casualties" and (tallied.search(claim.quote) or _cumulative(claim)):
        return True
    return _words("words").search(claim.quote) is not None


def _cumulative(claim: Claim) -> bool:
    return any(loss.scope == "cumulative" for loss in claim.losses)


def _until(reach: Reach, known: Known, sentence: str) -> tuple[Reach, str]:
    """What lasted until a day is told from the running date on; otherwise only its end is known."""
    begun = known.latest.known if known.latest else None
    if begun and begun.day and reach.end and begun.first < reach.end.first and _words("lasting").search(sentence):
        return Reach(begun, reach.end), "until"
    return Reach(None, reach.end), "until"
