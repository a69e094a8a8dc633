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
    if "until" in parts and timing.kind in _SPANS and reach.end:
        return _until(reach, known, sentence)
    counted = {"hour", "hours"} & set(parts) or ("after" in parts and timing.kind == "nth")
    edge = timing.kind == "whole" and "edge" in parts
    if counted or not (edge or timing.kind in _SPANS) or (reach.start != reach.end and timing.kind != "date"):
        return reach, ""
    if "by" in parts:
        return (reach, "report-of-day") if is_state(claim, sentence) else (Reach(None, reach.end), "by")
    if "before" in parts:
        return Reach(None, reach.start), "before"
    if "after" in parts:
        return Reach(reach.end, None), "after"
    return (Reach(reach.start, None), "since") if "since" in parts else (reach, "")


@cache
def _words(part: str) -> re.Pattern[str]:
    held: list[str] = table("time")["states"][part]
    return re.compile(rf"\b(?:{'|'.join(held)})\b", re.I)


def is_state(claim: Claim, sentence: str) -> bool:
    """Whether the claim tells a state in force or a running total of a day, not the act that made it."""
    tallied = re.compile(rf"\b(?:{'|'.join(table('time')['telling']['tallied'])})\b", re.I)
    if claim.type == "casualties" and (tallied.search(claim.quote) or _cumulative(claim)):
        return True
    return (_words("words").search(claim.quote) or _GOING_ON.search(claim.quote)) is not None


# what was going on, or had not happened, on a day is a state of that day
_GOING_ON = re.compile(
    r"\b(?:was|were)\s+(?:(?:not|still|now|also|[a-z]+ly)\s+)?(?!being\b|during\b)[a-z]+ing\b"
    r"|\b(?:had|did|was|were)\s+not\b|\btaking\s+place\b",
    re.I,
)


def _cumulative(claim: Claim) -> bool:
    return any(loss.scope == "cumulative" for loss in claim.losses)


def _until(reach: Reach, known: Known, sentence: str) -> tuple[Reach, str]:
    """What lasted until a day is told from the running date on; an act that holds until then is of the running date."""
    latest = known.latest
    begun = latest.known if latest else None
    if not latest or not begun or not begun.day:
        return Reach(None, reach.end if _words("lasting").search(sentence) else None), "until"
    if reach.end and begun.first < reach.end.first and _words("lasting").search(sentence):
        return Reach(begun, reach.end), "until"
    return latest, "until"
