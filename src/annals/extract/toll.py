"""Losses of casualty fields and of sentences, with side, kind, bounds, claimant and footnotes (codebook, section 5)."""

from __future__ import annotations

import re

from msgspec import structs

from annals.base.document import Document, Infobox, Row, within
from annals.base.gap import Gap
from annals.base.span import Span
from annals.base.toll import Loss
from annals.divide.masked import masked
from annals.extract.cell import bracket_claimant, pieces
from annals.extract.entries import Entry, entries
from annals.extract.figures import MONTH
from annals.extract.loss_words import DESIGNATION, kind_pattern, state_pattern
from annals.extract.toll_kinds import Reading, heading_kind, noun_part, settle_kind
from annals.extract.toll_notes import loose_note, read_brackets, scope_of
from annals.extract.toll_parts import lost_breaks, settle_parts, settle_sides, words_of
from annals.extract.toll_told import told_losses

DEFAULT_KIND = {"fatalities": "killed", "injuries": "wounded", "arrests": "captured"}


def cell_losses(
    document: Document, row: Row, *, side: int | str | None, box: Infobox
) -> tuple[list[Loss], list[str], list[Gap]]:
    """Losses, damages (materiel that cannot be counted as one kind) and gaps of one casualty field.

    `side` is the row's side; a field beyond the sides that have belligerents belongs to the civilians where it names
    them, else to no side.
    """
    text = masked(document)
    readings = _readings(document, row, text)
    if not readings:
        return [], [], _unread(document, row, text, [])
    for n in range(len(readings)):
        settle_kind(readings, n, DEFAULT_KIND.get(row.key))
    readings = read_brackets(text, readings)
    settle_sides(readings, side, text, box)
    settle_parts(readings)
    gaps = lost_breaks(readings, text)
    losses, damages = [], []
    for n, reading in enumerate(readings):
        loss = _loss(document, row, text, readings, n)
        if loss:
            losses.append(loss)
        elif reading.materiel:
            damages.append(words_of(text, reading))
    gaps += [*_unread_brackets(row, text, readings), *_unread(document, row, text, readings)]
    return losses, list(dict.fromkeys(damages)), gaps


def _readings(document: Document, row: Row, text: str) -> list[Reading]:
    """Entries of all pieces with the headings and claimants that govern them."""
    readings: list[Reading] = []
    claimant: str | None = None
    claimant_line, claimant_alone = -1, False
    scope = "event"
    headings: list[tuple[int, str | None, int, str | None]] = []  # level, words, line, kind
    for piece in pieces(document, row, text):
        if claimant and not claimant_alone and piece.line != claimant_line:
            claimant, scope = None, "event"
        if piece.ruled:
            headings.clear()
        if piece.claimant:
            claimant, claimant_line, claimant_alone = piece.claimant, piece.line, not len(piece.span)
            scope = (scope_of(piece.note) if piece.note else None) or "event"
            headings.clear()
        found = entries(text, piece.span)
        words = text[piece.span.start : piece.span.end]
        if readings and not found and _goes_on(words, readings[-1]):
            readings[-1].entry.tail += f", {words}"
            continue
        if readings and not found and not piece.heading and loose_note(text, piece, readings):
            continue
        if piece.heading and state_pattern().fullmatch(piece.heading):
            begin = text.rfind(piece.heading, 0, max(piece.span.start, 1) + len(piece.heading))
            found.insert(0, Entry(max(begin, 0), max(begin, 0) + len(piece.heading), state="vague"))
        elif piece.heading:
            headings = [h for h in headings if h[0] < piece.level and h[2] != piece.line]
            headings.append((piece.level, piece.heading, piece.line if found else -1, heading_kind(piece.heading)))
        else:
            headings = [h for h in headings if h[2] < 0 or h[2] == piece.line or h[0] < piece.level]
        heading = next((h for h in reversed(headings) if h[1]), None)
        whole_bracket = bool(readings) and bool(re.fullmatch(r"\([^()]*\)", words))
        for entry in found:
            entry.part = entry.part or whole_bracket
            readings.append(
                Reading(
                    entry,
                    piece,
                    heading[1] if heading else None,
                    heading[3] if heading else None,
                    claimant,
                    scope=scope,
                )
            )
        if readings:
            readings[-1].open_line = words.rstrip().endswith(",")
    return readings


def _goes_on(words: str, before: Reading) -> bool:
    """Whether a line without a figure goes on with the line before it ("270 wounded,\\n captured or deserted")."""
    kinds = kind_pattern("people").match(words.strip())
    return before.open_line and bool(kinds) and re.search(r"[A-Z]", words) is None


def _loss(document: Document, row: Row, text: str, readings: list[Reading], n: int) -> Loss | None:
    reading = readings[n]
    entry = reading.entry
    if reading.kind is None:
        return None
    bounds: tuple[int | None, int | None, bool, bool]
    if entry.figure:
        bounds = (entry.figure.min, entry.figure.max, False, entry.figure.approx)
    elif entry.state == "none":
        bounds = (0, 0, False, False)
    elif entry.state == "vague":
        bounds = (None, None, True, False)
    else:
        count = _named(entry.tail, reading)
        bounds = (count, count, False, False) if count else (None, None, True, False)
    return Loss(
        reading.kind,
        bounds[0],
        bounds[1],
        bounds[2],
        bounds[3],
        reading.who,
        reading.side,
        reading.claimant,
        reading.part,
        reading.scope,
        Span(entry.start, max(entry.end, entry.start)),
        _citations(document, row, readings, n),
        reading.rule,
    )


def _named(tail: str, reading: Reading) -> int | None:
    """How many names a phrase without a figure holds ("Saratov and Orsk sunk" is 2); `None` for a plural noun."""
    if re.search(
        r"\b(?:all|both|most|many|several|some|entire|nearly|remaining|remainder|crews?|garrison)\b", tail, re.I
    ):
        return None
    names = re.split(r",|\band\b|&", noun_part(tail))
    if all(re.search(r"\b[A-Z0-9]", name) for name in names) and not re.search(r"s$", names[-1].strip()):
        return len([name for name in names if name.strip()])
    return None


def _citations(document: Document, row: Row, readings: list[Reading], n: int) -> tuple[str, ...]:
    """Footnotes behind the figure, up to the next figure of its line, or to those that stand right behind the line."""
    entry, line = readings[n].entry, readings[n].piece.line
    later = [r.entry.start for r in readings if r.entry.start > entry.start and r.piece.line == line]
    stop = min(later, default=row.lines[line].span.end)
    if not later:
        for mark in document.marks:
            if stop <= mark.span.start <= stop + 1 and "\n" not in document.text[stop : mark.span.start]:
                stop = mark.span.end
    return tuple(dict.fromkeys(m.key for m in within(document.marks, Span(entry.start, max(stop, entry.start)))))


def _unread_brackets(row: Row, text: str, readings: list[Reading]) -> list[Gap]:
    """Brackets with a number that gave no part, scope or claimant, and hold no date, share or name of a weapon."""
    gaps = []
    starts = [r.entry.start for r in readings]
    for note in dict.fromkeys(note for r in readings for note in r.entry.notes):
        words = note.of(text)
        if not re.search(r"\d", words) or any(note.start <= start < note.end for start in starts):
            continue
        if (
            _DATED.search(words)
            or DESIGNATION.search(words)
            or re.search(r"\d\s*(?:%|per ?cent|st\b|nd\b|rd\b|th\b)", words)
        ):
            continue
        if not any(scope_of(part) or bracket_claimant(part) for part in re.split(r"[;,]", words)):
            why = "a number in brackets that was not understood as a part, a date or a claimant"
            gaps.append(Gap("extract", "unread-bracket", why, words, note, row.key))
    return gaps


def _unread(document: Document, row: Row, text: str, readings: list[Reading]) -> list[Gap]:
    """Digits of the field that no entry read, unless they are dates, names of weapons or measures: gaps."""
    gaps = []
    read = [Span(r.entry.start, max(r.entry.end, r.entry.start)) for r in readings]
    notes = [note for r in readings for note in r.entry.notes]
    for line in row.lines:
        for match in re.finditer(r"\d[\d,.]*\d|\d", text[line.span.start : line.span.end]):
            span = Span(line.span.start + match.start(), line.span.start + match.end())
            ordinal = re.match(r"(?:st|nd|rd|th)\b", text[span.end : span.end + 3])
            if ordinal or _DATED.search(text[max(line.span.start, span.start - 10) : span.end + 12]):
                continue
            if any(r.holds(span) for r in (*read, *notes)) or DESIGNATION.search(_around(text, span)):
                continue
            why = "a number of the casualty field that was not understood as a count, a date or a name"
            gaps.append(Gap("extract", "unread-figure", why, line.span.of(text), span, row.key))
    return gaps


_DATED = re.compile(rf"\d{{1,2}}\W{{0,3}}{MONTH}|\b{MONTH}\W{{0,2}}\d|\b(?:1[0-9]|20)\d\d\b(?!,)", re.IGNORECASE)


def _around(text: str, span: Span) -> str:
    start = max(text.rfind(" ", 0, span.start), text.rfind("\n", 0, span.start)) + 1
    return text[start : span.end + 12].split(" ")[0]


def sentence_losses(document: Document, text: str, span: Span) -> list[Loss]:
    """The losses told in the sentence at `span` of the masked `text`, with the footnotes of the sentence."""
    keys = tuple(dict.fromkeys(m.key for m in within(document.marks, Span(span.start, span.end + 1))))
    return [structs.replace(loss, citations=keys) for loss in told_losses(text, span)]


__all__ = ["cell_losses", "sentence_losses"]
