"""Sides, wholes and parts, and groups that a lost line break joined."""

from __future__ import annotations

import re

from annals.base.document import Infobox
from annals.base.gap import Gap
from annals.base.span import Span
from annals.extract.loss_words import TOTAL
from annals.extract.toll_kinds import Reading, group_of


def settle_sides(readings: list[Reading], side: int | str | None, text: str, box: Infobox) -> None:
    known = [r.side for r in box.rows if r.key == "combatant" and r.side]
    beyond = not isinstance(side, int) or side > max([*known, 2])
    names = _side_names(text, box) if beyond else {}
    civil = beyond and any(
        (r.civilian and not r.part and not r.entry.part) or (r.kind == "displaced" and not r.part) for r in readings
    )
    for reading in readings:
        own = names.get((reading.who or "").casefold()) or names.get(reading.entry.lead.strip(" :").casefold())
        if own:
            reading.side, reading.who = own, reading.who
        elif reading.civilian or (civil and not (reading.entry.total and not reading.civilian)):
            reading.side = "civilians"
        else:
            reading.side = None if beyond else side


def _side_names(text: str, box: Infobox) -> dict[str, int]:
    """Belligerents' names and the acronyms they introduce in brackets ("United States (US)"), case-folded, to sides."""
    names: dict[str, int] = {}
    for row in box.rows:
        if row.key != "combatant" or not row.side:
            continue
        for line in row.lines:
            words = line.span.of(text)
            names.setdefault(re.sub(r"\s*\([^)]*\)", "", words).strip().casefold(), row.side)
            for acronym in re.findall(r"\(([A-Z][A-Za-z.]{1,7})\)", words):
                names.setdefault(acronym.casefold(), row.side)
    return names


def settle_parts(readings: list[Reading]) -> None:
    """Mark parts: words that say so, figures under a total, and figures that add up to one before them."""
    for reading in readings:
        reading.part = reading.part or reading.entry.part
    for n, reading in enumerate(readings):
        if reading.materiel or not reading.entry.figure:
            continue
        if reading.entry.total or (reading.heading and TOTAL.search(reading.heading)):
            _parts_of_total(readings, n)
        elif reading.kind == "casualties":
            _parts_below(readings, n)


def _same_account(a: Reading, b: Reading) -> bool:
    return a.claimant == b.claimant and not a.materiel and not b.materiel


def _parts_of_total(readings: list[Reading], n: int) -> None:
    total = readings[n]
    for other in readings:
        if other is total or other.entry.total or not _same_account(other, total) or not other.entry.figure:
            continue
        if total.kind in ("casualties", other.kind) and _within_group(other, total):
            other.part = True


def _within_group(other: Reading, total: Reading) -> bool:
    group = group_of(total.heading)
    return group is None or other.heading == total.heading


def _parts_below(readings: list[Reading], n: int) -> None:
    """Figures on deeper lines below a figure of casualties, or that add up to it exactly, are its parts."""
    whole = readings[n]
    deeper = []
    for later in readings[n + 1 :]:
        if later.piece.level <= whole.piece.level or later.claimant != whole.claimant:
            break
        deeper.append(later)
    following = []
    for later in readings[n + 1 :]:
        if later.claimant != whole.claimant or (later.kind == "casualties" and not later.entry.tail):
            break
        if not later.materiel and later.entry.figure:
            following.append(later)
            if len(following) > 1 and _adds_up(whole, following):
                break
    for part in deeper if deeper else following if _adds_up(whole, following) else []:
        if not part.materiel:
            part.part, part.rule = True, part.rule or "part-of-the-figure-above"


def _adds_up(whole: Reading, parts: list[Reading]) -> bool:
    figure = whole.entry.figure
    if not figure or len(parts) < 2:
        return False
    lows = [p.entry.figure.min for p in parts if p.entry.figure]
    highs = [p.entry.figure.max for p in parts if p.entry.figure]
    if None in lows or None in highs:
        return False
    return sum(x or 0 for x in lows) == figure.min and sum(x or 0 for x in highs) == figure.max


def lost_breaks(readings: list[Reading], text: str) -> list[Gap]:
    """A lost line break joins two groups where a kind comes again: say that it was put back."""
    gaps = []
    for n, reading in enumerate(readings):
        if not reading.entry.joined or n == 0:
            continue
        line = [r for r in readings if r.piece is reading.piece and r.claimant == reading.claimant and not r.part]
        before, after = (
            line[: line.index(reading)] if reading in line else [],
            line[line.index(reading) :] if reading in line else [],
        )
        again = {(r.kind, r.civilian) for r in before} & {(r.kind, r.civilian) for r in after}
        if again and not any(r.materiel for r in line):
            for member in line:
                if member.scope == "event":
                    member.scope, member.rule = "group", "lost-line-break"
        span = Span(before[0].entry.start if before else reading.entry.start, reading.entry.end)
        why = "a line break was lost between two groups" if again else "a line break was lost between two figures"
        gaps.append(
            Gap(
                "extract",
                "joined-lines",
                f"{why}; it was put back before “{words_of(text, reading)}”",
                span.of(text),
                span,
                "casualties",
                True,
            )
        )
    return gaps


def words_of(text: str, reading: Reading) -> str:
    return text[reading.entry.start : reading.entry.end].strip(" ,;")
