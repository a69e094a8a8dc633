"""Brackets of a casualty field: claimants, dates and phases, parts (codebook, section 2)."""

from __future__ import annotations

import re

from msgspec import structs

from annals.base.span import Span, trimmed
from annals.extract.cell import Piece, bracket_claimant
from annals.extract.entries import Entry, entries
from annals.extract.figures import MONTH
from annals.extract.loss_words import is_materiel, materiel_kind, names_civilians, people_kind
from annals.extract.toll_kinds import Reading, counted, kinds_named, noun_part


def loose_note(text: str, piece: Piece, readings: list[Reading]) -> bool:
    """A bracket on a line of its own: a claimant governs back to the last one, a scope the line before."""
    words = text[piece.span.start : piece.span.end].strip()
    if not words.startswith("("):
        return False
    if claimant := bracket_claimant(words.strip("() ")):
        for reading in reversed(readings):
            if reading.claimant:
                break
            reading.claimant, reading.own_claimant = claimant, True
        return True
    if scope := scope_of(words.strip("() ")):
        for reading in readings:
            if reading.piece.line == readings[-1].piece.line:
                reading.scope = scope
        return True
    return False


def read_brackets(text: str, readings: list[Reading]) -> list[Reading]:
    """Read the brackets: claimants govern backwards, dates give the scope, figures inside are parts."""
    result: list[Reading] = []
    for n, reading in enumerate(readings):
        result.append(reading)
        if match := re.search(r"\b(?:according to|per)\s+(.+)$", reading.entry.tail):
            reading.claimant, reading.own_claimant = match[1].strip(" .,;"), True
        for note in reading.entry.notes:
            for start, end in _note_parts(text, note):
                _read_note(text, trimmed(text, start, end), readings, n, result)
    return result


def _note_parts(text: str, note: Span) -> list[tuple[int, int]]:
    parts, at = [], note.start
    words = text[note.start : note.end]
    for match in re.finditer(
        r";|,(?=\s*(?:per|according|by)\b)|(?<!\d),(?=\s*\D)" if _claims(words) else r";|,(?=\s*(?:per|according)\b)",
        words,
    ):
        parts.append((at, note.start + match.start()))
        at = note.start + match.end()
    return [*parts, (at, note.end)]


def _claims(words: str) -> bool:
    return bool(re.match(r"\s*(?:as )?(?:per|according to|by)\b", words))


def _read_note(text: str, span: Span, readings: list[Reading], n: int, result: list[Reading]) -> None:
    words = span.of(text)
    reading = readings[n]
    if not words:
        return
    if scope := scope_of(words):
        reading.scope = scope
        return
    if claimant := bracket_claimant(words):
        _govern_back(readings, n, claimant)
        return
    if re.search(r"\b(?:units?|battalions?|brigades?|regiments?|company|companies|squadrons?|detachments?)$", words):
        reading.scope, reading.who = "group", reading.who or words
        return
    if copied := _all_of_them(words, reading):
        result.append(copied)
        return
    if lacking := re.fullmatch(r"(?P<who>[A-Z][\w.]*(?: [A-Z][\w.]*)?) (?P<state>none|nil|unknown)", words):
        state = "vague" if lacking["state"] == "unknown" else "none"
        entry = Entry(span.start, span.end, state=state)
        result.append(_part_of(reading, entry, "casualties" if state == "vague" else "killed", lacking["who"]))
        return
    inner = [e for e in entries(text, span) if e.figure]
    if re.search(r"\d\s*(?:%|per ?cent)", words) or not inner:
        if re.fullmatch(r".*\bonly", words, re.IGNORECASE):
            reading.scope = "group"
        return
    group = inner[0].lead.strip(" :") if re.fullmatch(r"[A-Z][\w.]*(?: [A-Z][\w.]*)?:?", inner[0].lead) else None
    for entry in inner:
        if not reading.materiel and is_materiel(noun_part(entry.tail)):
            continue
        part = _part_of(reading, entry, _part_kind(reading, entry), None)
        part.who = counted(part) or group
        part.civilian = names_civilians(entry.tail) or reading.civilian
        result.append(part)


def _part_of(reading: Reading, entry: Entry, kind: str | None, who: str | None) -> Reading:
    part = Reading(entry, reading.piece, reading.heading, None, reading.claimant, materiel=reading.materiel, part=True)
    part.own_claimant, part.kind, part.who = reading.own_claimant, kind, who
    return part


def _part_kind(reading: Reading, entry: Entry) -> str | None:
    """The kind of a figure in brackets: its own, or that of the figure the brackets stand behind."""
    kinds = kinds_named("materiel" if reading.materiel else "people", entry.tail)
    told = materiel_kind(kinds) if reading.materiel else people_kind(kinds)
    if not kinds and reading.entry.state == "vague" and reading.entry.tail == "":
        told = "casualties"
    return entry.kind_letter or (told if kinds or told == "casualties" else None) or reading.kind


def _all_of_them(words: str, reading: Reading) -> Reading | None:
    """ "(all executed)": the figure before it once more, with the kind in the brackets."""
    match = re.fullmatch(r"(?:mostly |nearly )?all (?:of them )?(?:were )?(?P<kind>\w+)", words, re.IGNORECASE)
    kinds = kinds_named("people", match["kind"]) if match else []
    if not kinds:
        return None
    copy = Reading(
        structs.replace(reading.entry, notes=[], tail=""),
        reading.piece,
        reading.heading,
        None,
        reading.claimant,
    )
    copy.kind, copy.who, copy.civilian = people_kind(kinds), reading.who, reading.civilian
    return copy


def scope_of(words: str) -> str | None:
    """The scope that a bracket of dates, phases or places gives (codebook, section 5); `None` if it is none."""
    lowered = words.lower()
    if re.search(
        r"\d+\s+(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))\w*\s*(?:killed|wounded|captured|dead)", lowered
    ):
        return None
    if re.fullmatch(r"(?:the )?(?:last|first|1st|2nd|3rd|second|third|final|opening) day(?: only)?", lowered):
        return "day"
    day = rf"\d{{1,2}}(?:st|nd|rd|th)?\s*{MONTH}(?:\s+\d{{4}})?|{MONTH}\s*\d{{1,2}}(?:,?\s*\d{{4}})?"
    if re.fullmatch(rf"(?:on )?(?:{day})(?:\s+only)?", lowered):
        return "day"
    if (re.search(rf"\b{MONTH}", lowered) and re.search(r"\d", lowered)) or re.fullmatch(
        r"(?:c\. )?\d{4}(?:\s*[-–]\s*\d{2,4})?", lowered
    ):
        return "period"
    if re.search(
        r"\b(?:phase|assault|stage|battle|wave|operation|offensive|siege|campaign)\b", lowered
    ) and not re.search(r"\d", lowered):
        return "group"
    return None


def _govern_back(readings: list[Reading], n: int, claimant: str) -> None:
    """A claimant in brackets governs the figures before it, back to the previous claimant or line."""
    line = readings[n].piece.line
    for back in range(n, -1, -1):
        reading = readings[back]
        if reading.own_claimant or reading.piece.line != line:
            break
        reading.claimant, reading.own_claimant = claimant, True
