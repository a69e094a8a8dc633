"""Losses of casualty fields: every figure with side, kind, bounds, claimant and footnotes (codebook, sections 2 and 5)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from msgspec import structs

from annals.base.document import Document, Infobox, Row, within
from annals.base.gap import Gap
from annals.base.span import Span, trimmed
from annals.base.toll import Loss
from annals.divide.masked import masked
from annals.extract.cell import Piece, bracket_claimant, pieces
from annals.extract.entries import Entry, entries
from annals.extract.figures import MONTH
from annals.extract.loss_words import (
    DESIGNATION,
    TOTAL,
    is_materiel,
    kind_pattern,
    materiel_kind,
    names_civilians,
    noun_pattern,
    people_kind,
)
from annals.extract.toll_told import told_losses

DEFAULT_KIND = {"fatalities": "killed", "injuries": "wounded", "arrests": "captured"}


@dataclass
class Reading:
    """An entry on its way to a loss: what is known of it so far."""

    entry: Entry
    piece: Piece
    heading: str | None
    heading_kind: str | None
    claimant: str | None
    kind: str | None = None
    materiel: bool = False
    who: str | None = None
    side: int | str | None = None
    scope: str = "event"
    part: bool = False
    rule: str | None = None
    own_claimant: bool = False
    civilian: bool = False


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
    for n, reading in enumerate(readings):
        _settle_kind(readings, n, DEFAULT_KIND.get(row.key))
    readings = _brackets(text, readings)
    _settle_sides(readings, side, text, box)
    _settle_parts(readings)
    gaps = _groups(readings, text)
    losses, damages = [], []
    for n, reading in enumerate(readings):
        loss = _loss(document, text, readings, n)
        if loss:
            losses.append(loss)
        elif reading.materiel:
            damages.append(_words(text, reading))
    gaps += _unread(document, row, text, readings)
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
            scope = (_scope(piece.note) if piece.note else None) or "event"
            headings.clear()
        found = entries(text, piece.span)
        if readings and not found and _loose_note(text, piece, readings):
            continue
        if piece.heading:
            headings = [h for h in headings if h[0] < piece.level and h[2] != piece.line]
            headings.append((piece.level, piece.heading, piece.line if found else -1, _heading_kind(piece.heading)))
        else:
            headings = [h for h in headings if h[2] < 0 or h[2] == piece.line or h[0] < piece.level]
        heading = next((h for h in reversed(headings) if h[1]), None)
        for entry in found:
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
    return readings


def _loose_note(text: str, piece: Piece, readings: list[Reading]) -> bool:
    """A bracket on a line of its own: a claimant governs all before it back to the last one, a scope the line before."""
    words = text[piece.span.start : piece.span.end].strip()
    if not words.startswith("("):
        return False
    if claimant := bracket_claimant(words.strip("() ")):
        for reading in reversed(readings):
            if reading.claimant:
                break
            reading.claimant, reading.own_claimant = claimant, True
        return True
    if scope := _scope(words.strip("() ")):
        for reading in readings:
            if reading.piece.line == readings[-1].piece.line:
                reading.scope = scope
        return True
    return False


def _heading_kind(heading: str) -> str | None:
    kinds = [m.lastgroup or "" for m in kind_pattern("people").finditer(heading)]
    kinds = [k for k in kinds if k != "casualties"] or kinds
    return people_kind(kinds)


def _settle_kind(readings: list[Reading], n: int, default: str | None) -> None:
    """Set kind, materiel, who of reading `n` from its own words, its neighbours on the line, or its heading."""
    reading = readings[n]
    entry = reading.entry
    words = entry.tail or entry.lead
    thing = entry.tail if entry.tail else ""
    before = readings[n - 1] if n and readings[n - 1].piece is reading.piece else None
    people = _kinds("people", entry.tail) or _kinds("people", entry.lead)
    reading.materiel = is_materiel(_noun_part(thing)) or _thing_named(entry)
    if (
        not reading.materiel
        and before
        and before.materiel
        and not _has_noun(entry.tail)
        and _kinds("materiel", entry.tail)
    ):
        reading.materiel, reading.rule = True, "noun-of-the-entry-before"
    if entry.kind_letter:
        reading.kind = entry.kind_letter
    elif entry.state and not entry.tail:
        reading.kind = "killed" if entry.state == "none" else reading.heading_kind or "casualties"
    elif reading.materiel:
        kinds = _kinds("materiel", entry.tail) or _later_kinds(readings, n, "materiel")
        reading.kind = materiel_kind(kinds)
    else:
        kinds = people or _later_kinds(readings, n, "people")
        reading.kind = (
            people_kind(kinds) or reading.heading_kind or _kind_before(readings, n) or default or "casualties"
        )
    reading.who = _who(reading)
    reading.civilian = _is_civilian(reading, before)
    if reading.civilian and not reading.who and before:
        reading.who = before.who
    if not words and reading.heading and TOTAL.search(reading.heading):
        entry.lead = "total"


def _thing_named(entry: Entry) -> bool:
    """A name without a figure, of which is told what only befalls things ("Saratov sunk")."""
    if entry.figure or entry.state or kind_pattern("people").search(entry.tail):
        return False
    return bool(kind_pattern("materiel").search(entry.tail))


def _kinds(part: str, words: str) -> list[str]:
    words = re.split(r"\b(?:according to|per|by|in|at|from|during)\b", words, maxsplit=1)[0] or words
    found = [m.lastgroup or "" for m in kind_pattern(part).finditer(words)]
    if part == "people" and len(found) > 1:
        found = [k for k in found if k != "casualties"] or found
        if found.count("captured") and re.search(r"prisoners?.*\b(?:executed|killed)", words):
            found = ["killed"]
    return found


def _noun_part(tail: str) -> str:
    """The noun phrase that a figure counts: the words up to the first kind or preposition."""
    match = kind_pattern("people").search(tail)
    while match and match.lastgroup == "casualties" and match[0].lower() == "lost" and match.start() == 0:
        match = None
    first = match.start() if match else len(tail)
    thing = kind_pattern("materiel").search(tail)
    first = min(first, thing.start() if thing else len(tail))
    head = tail[:first].strip() or _after_kinds(tail)
    return re.split(r"\b(?:in|at|from|by|during|on|according|per|aboard|with)\b|[;(]", head, maxsplit=1)[0]


def _after_kinds(tail: str) -> str:
    """What follows the kinds that open a tail ("killed civilians" counts civilians)."""
    rest = re.sub(r"^[\s,/&-]*(?:and|or|in action)?\s*", "", tail)
    while match := kind_pattern("people").match(rest) or kind_pattern("materiel").match(rest):
        rest = re.sub(r"^[\s,/&-]*(?:(?:and|or|in action)\b)?\s*", "", rest[match.end() :])
    return rest


def _has_noun(words: str) -> bool:
    return any(noun_pattern(name).search(words) for name in ("people", "civilians"))


def _later_kinds(readings: list[Reading], n: int, part: str) -> list[str]:
    """Kinds of a later entry of the same piece that an "and" or a comma joins to this one ("10 A and 5 B killed")."""
    for later in readings[n + 1 :]:
        if later.piece is not readings[n].piece or later.entry.joined or later.entry.part:
            break
        if not later.entry.separator or (readings[n].entry.notes and later.entry.separator != "–"):
            break
        same = is_materiel(_noun_part(later.entry.tail)) == (part == "materiel")
        kinds = _kinds(part, later.entry.tail)
        if not same and not (kinds and later is readings[n + 1] and later.entry.separator in ("and", "&")):
            break
        if kinds:
            return kinds
    return []


def _kind_before(readings: list[Reading], n: int) -> str | None:
    """A bare figure that goes on from the entry before it takes its kind ("68–103 confirmed")."""
    if n == 0 or readings[n - 1].piece is not readings[n].piece or readings[n - 1].materiel:
        return None
    if readings[n].entry.part or re.match(r"confirmed|claimed|identified|named", readings[n].entry.tail):
        readings[n].part = True
        return readings[n - 1].kind
    return None


def _who(reading: Reading) -> str | None:
    entry = reading.entry
    words = re.split(r"\bincluding\b|;", _noun_part(entry.tail), maxsplit=1)[0].strip(" ,;:.&*–-")
    words = re.sub(
        r"^(?:of|the|more|other|total|overall|confirmed|claimed|were|was|reported|to be|and|or)\b\s*",
        "",
        words,
        flags=re.IGNORECASE,
    )
    words = re.sub(
        r"\s*\b(?:were|was|are|have been|had been|either|reportedly|in total|total|overall|all)\s*$",
        "",
        words,
        flags=re.IGNORECASE,
    )
    if not words and entry.lead and not TOTAL.search(entry.lead) and not kind_pattern("people").search(entry.lead):
        words = entry.lead.strip(" ,;:.&-")
        if re.fullmatch(
            r"(?:another|only|including|includes|incl|with|and|or|but|around|of|in|the entire operation|estimate)+",
            words,
            re.IGNORECASE,
        ):
            words = ""
    group = reading.piece.flag or _group(reading.heading)
    if words and group and not TOTAL.search(group):
        return f"{words} ({group})"
    return words or group


def _group(heading: str | None) -> str | None:
    if not heading or TOTAL.search(heading) or kind_pattern("people").search(heading):
        return None
    if re.fullmatch(
        r"(?:units?|equipment|manpower|mat[eé]riel|vehicles|personnel|military|aircraft|losses at sea)",
        heading,
        re.IGNORECASE,
    ):
        return None
    return heading


def _is_civilian(reading: Reading, before: Reading | None) -> bool:
    words = " ".join(filter(None, (_before_by(reading.entry.tail), reading.entry.lead)))
    if names_civilians(words):
        return True
    if reading.heading and names_civilians(_before_by(reading.heading)):
        return True
    if (
        before
        and before.civilian
        and not before.entry.notes
        and not _has_noun(reading.entry.tail)
        and not reading.materiel
    ):
        return not reading.entry.joined and not reading.entry.total
    return False


def _before_by(words: str) -> str:
    return re.split(r"\b(?:by|in|at)\b", words, maxsplit=1)[0]


def _brackets(text: str, readings: list[Reading]) -> list[Reading]:
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
    if scope := _scope(words):
        reading.scope = scope
        return
    if claimant := bracket_claimant(words):
        _govern_back(readings, n, claimant)
        return
    if re.search(r"\b(?:units?|battalions?|brigades?|regiments?|company|companies|squadrons?|detachments?)$", words):
        reading.scope, reading.who = "group", reading.who or words
        return
    if match := re.fullmatch(r"(?:mostly |nearly )?all (?:of them )?(?:were )?(?P<kind>\w+)", words, re.IGNORECASE):
        if kinds := _kinds("people", match["kind"]):
            copy = Reading(
                replace(reading.entry, notes=[], tail=""), reading.piece, reading.heading, None, reading.claimant
            )
            copy.kind, copy.who, copy.civilian = people_kind(kinds), reading.who, reading.civilian
            result.append(copy)
        return
    inner = [e for e in entries(text, span) if e.figure or e.state]
    if re.search(r"\d\s*(?:%|per ?cent)", words) or not any(e.figure for e in inner):
        if re.fullmatch(r".*\bonly", words, re.IGNORECASE):
            reading.scope = "group"
        return
    for entry in inner:
        if not entry.figure:
            continue
        part = Reading(
            entry, reading.piece, reading.heading, None, reading.claimant, materiel=reading.materiel, part=True
        )
        part.own_claimant = reading.own_claimant
        kinds = _kinds("materiel" if reading.materiel else "people", entry.tail)
        told = materiel_kind(kinds) if reading.materiel else people_kind(kinds)
        part.kind = entry.kind_letter or (told if kinds else None) or reading.kind
        if reading.entry.state == "vague" and not kinds and reading.entry.tail == "":
            part.kind = "casualties"
        if not reading.materiel and is_materiel(_noun_part(entry.tail)):
            continue
        part.who, part.civilian = _who(part), names_civilians(entry.tail) or reading.civilian
        result.append(part)


def _scope(words: str) -> str | None:
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
    if (
        re.search(rf"\b{MONTH}", lowered)
        and re.search(r"\d", lowered)
        or re.fullmatch(r"(?:c\. )?\d{4}(?:\s*[-–]\s*\d{2,4})?", lowered)
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


def _settle_sides(readings: list[Reading], side: int | str | None, text: str, box: Infobox) -> None:
    known = [r.side for r in box.rows if r.key == "combatant" and r.side]
    beyond = not isinstance(side, int) or side > max(known, default=0)
    names = _side_names(text, box) if beyond else {}
    civil = beyond and any(
        r.civilian and not r.part and not r.entry.part or r.kind == "displaced" and not r.part for r in readings
    )
    for reading in readings:
        own = names.get((reading.who or "").casefold()) or names.get(reading.entry.lead.strip(" :").casefold())
        if own:
            reading.side, reading.who = own, reading.who
        elif reading.civilian:
            reading.side = "civilians"
        elif civil and not (reading.entry.total and not reading.civilian):
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


def _settle_parts(readings: list[Reading]) -> None:
    """Mark parts: words that say so, figures under a total, and figures that add up to one before them."""
    for reading in readings:
        reading.part = reading.part or reading.entry.part
    for n, reading in enumerate(readings):
        if reading.materiel or not reading.entry.figure:
            continue
        if reading.entry.total or reading.heading and TOTAL.search(reading.heading):
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
    group = _group(total.heading)
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
        if later.claimant != whole.claimant or later.kind == "casualties":
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


def _groups(readings: list[Reading], text: str) -> list[Gap]:
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
                f"{why}; it was put back before “{_words(text, reading)}”",
                span.of(text),
                span,
                "casualties",
                True,
            )
        )
    return gaps


def _words(text: str, reading: Reading) -> str:
    return text[reading.entry.start : reading.entry.end].strip(" ,;")


def _loss(document: Document, text: str, readings: list[Reading], n: int) -> Loss | None:
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
        _citations(document, readings, n),
        reading.rule,
    )


def _named(tail: str, reading: Reading) -> int | None:
    """How many names a phrase without a figure holds ("Saratov and Orsk sunk" is 2); `None` for a plural noun."""
    names = re.split(r",|\band\b|&", _noun_part(tail))
    if all(re.search(r"\b[A-Z0-9]", name) for name in names) and not re.search(r"s$", names[-1].strip()):
        return len([name for name in names if name.strip()])
    return None


def _citations(document: Document, readings: list[Reading], n: int) -> tuple[str, ...]:
    """Footnotes behind the figure, up to the next figure of the field (or the end of its line)."""
    entry, line = readings[n].entry, readings[n].piece.line
    later = [r.entry.start for r in readings if r.entry.start > entry.start and r.piece.line == line]
    stop = min(later, default=max([r.entry.end for r in readings if r.piece.line == line], default=entry.end) + 60)
    nextline = [r.piece.span.start for r in readings if r.piece.line > line]
    stop = min([stop, *nextline])
    newline = document.text.find("\n", entry.end, stop)
    stop = newline if newline >= 0 else stop
    return tuple(dict.fromkeys(m.key for m in within(document.marks, Span(entry.start, stop))))


def _unread(document: Document, row: Row, text: str, readings: list[Reading]) -> list[Gap]:
    """Digits of the field that no entry read, unless they are dates, names of weapons or measures: gaps."""
    gaps = []
    read = [Span(r.entry.start, max(r.entry.end, r.entry.start)) for r in readings]
    notes = [note for r in readings for note in r.entry.notes]
    for line in row.lines:
        for match in re.finditer(r"\d[\d,.]*\d|\d", text[line.span.start : line.span.end]):
            span = Span(line.span.start + match.start(), line.span.start + match.end())
            if any(r.holds(span) for r in (*read, *notes)) or DESIGNATION.search(_around(text, span)):
                continue
            why = "a number of the casualty field that was not understood as a count, a date or a name"
            gaps.append(Gap("extract", "unread-figure", why, line.span.of(text), span, row.key))
    return gaps


def _around(text: str, span: Span) -> str:
    start = max(text.rfind(" ", 0, span.start), text.rfind("\n", 0, span.start)) + 1
    return text[start : span.end + 12].split(" ")[0]


def sentence_losses(document: Document, text: str, span: Span) -> list[Loss]:
    """The losses told in the sentence at `span` of the masked `text`, with the footnotes of the sentence."""
    keys = tuple(dict.fromkeys(m.key for m in within(document.marks, Span(span.start, span.end + 1))))
    return [structs.replace(loss, citations=keys) for loss in told_losses(text, span)]


__all__ = ["cell_losses", "sentence_losses"]
