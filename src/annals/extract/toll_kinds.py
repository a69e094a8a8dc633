"""What an entry of a casualty field counts: kind, people or things, who, civilians."""

from __future__ import annotations

import re

import msgspec

from annals.extract.cell import Piece
from annals.extract.entries import Entry
from annals.extract.loss_words import (
    TOTAL,
    is_materiel,
    kind_pattern,
    materiel_kind,
    names_civilians,
    noun_pattern,
    people_kind,
)


class Reading(msgspec.Struct):
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
    open_line: bool = False  # its line ends in a comma: the next line goes on


_PREPOSITION = r"(?<![\w-])(?:per|by|in|at|from|during)(?![\w-])"


def heading_kind(heading: str) -> str | None:
    kinds = [m.lastgroup or "" for m in kind_pattern("people").finditer(heading)]
    kinds = [k for k in kinds if k != "casualties"] or kinds
    return people_kind(kinds)


def settle_kind(readings: list[Reading], n: int, default: str | None) -> None:
    """Set kind, materiel, who of reading `n` from its own words, its neighbours on the line, or its heading."""
    reading = readings[n]
    entry = reading.entry
    words = entry.tail or entry.lead
    thing = entry.tail if entry.tail else ""
    before = readings[n - 1] if n and readings[n - 1].piece is reading.piece else None
    people = kinds_named("people", entry.tail) or kinds_named("people", entry.lead)
    reading.materiel = is_materiel(noun_part(thing)) or _thing_named(entry) or _thing_before(readings, n)
    if (
        not reading.materiel
        and before
        and before.materiel
        and not _has_noun(entry.tail)
        and kinds_named("materiel", entry.tail)
    ):
        reading.materiel, reading.rule = True, "noun-of-the-entry-before"
    if entry.kind_letter:
        reading.kind = entry.kind_letter
    elif entry.state == "none" and is_materiel(entry.tail):
        reading.materiel = True
        reading.kind = materiel_kind(kinds_named("materiel", entry.tail))
    elif entry.state and not entry.tail:
        reading.kind = "killed" if entry.state == "none" else reading.heading_kind or "casualties"
    elif reading.materiel:
        kinds = kinds_named("materiel", entry.tail) or _later_kinds(readings, n, "materiel")
        reading.kind = materiel_kind(kinds)
    else:
        kinds = people or _later_kinds(readings, n, "people")
        reading.kind = (
            people_kind(kinds) or reading.heading_kind or _kind_before(readings, n) or default or "casualties"
        )
    reading.who = counted(reading)
    reading.civilian = _is_civilian(reading, before)
    if reading.civilian and not reading.who and before:
        reading.who = before.who
    if not words and reading.heading and TOTAL.search(reading.heading):
        entry.lead = "total"


def _thing_before(readings: list[Reading], n: int) -> bool:
    """A figure without a noun goes on counting the things before it: "2 destroyed,\\n3 captured", "6 sunk"."""
    tail = readings[n].entry.tail
    if n == 0 or not readings[n].entry.figure or not readings[n - 1].materiel or _has_noun(tail):
        return False
    return bool(kinds_named("materiel", tail)) and not (kinds_named("people", tail) and not readings[n - 1].open_line)


def _thing_named(entry: Entry) -> bool:
    """A name without a figure, of which is told what only befalls things ("Saratov sunk")."""
    if entry.state or kind_pattern("people").search(entry.tail):
        return False
    return bool(kind_pattern("materiel").search(entry.tail)) and (not entry.figure or not _has_noun(entry.tail))


def kinds_named(part: str, words: str) -> list[str]:
    words = re.split(rf"{_PREPOSITION}|\baccording\b", words, maxsplit=1)[0] or words
    found = [m.lastgroup or "" for m in kind_pattern(part).finditer(words)]
    if part == "people" and len(found) > 1:
        found = [k for k in found if k != "casualties"] or found
        if found.count("captured") and re.search(
            r"(?:prisoners?|pows?|captives?|hostages?).*\b(?:executed|killed)", words, re.I
        ):
            found = ["killed"]
    return found


def noun_part(tail: str) -> str:
    """The noun phrase that a figure counts: the words up to the first kind or preposition."""
    match = kind_pattern("people").search(tail)
    while match and match.lastgroup == "casualties" and match[0].lower() == "lost" and match.start() == 0:
        match = None
    first = match.start() if match else len(tail)
    thing = kind_pattern("materiel").search(tail)
    first = min(first, thing.start() if thing else len(tail))
    head = tail[:first].strip() or _after_kinds(tail)
    return re.split(rf"{_PREPOSITION}|\b(?:on|according|aboard|with)\b|[;(]", head, maxsplit=1)[0]


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
        same = is_materiel(noun_part(later.entry.tail)) == (part == "materiel")
        kinds = kinds_named(part, later.entry.tail)
        if not same and not (kinds and later is readings[n + 1] and later.entry.separator in ("and", "&")):
            break
        if kinds:
            return kinds
    return []


def _kind_before(readings: list[Reading], n: int) -> str | None:
    """A bare figure that goes on from the entry before it takes its kind ("68–103 confirmed")."""
    if n == 0 or readings[n - 1].piece is not readings[n].piece:
        return None
    tail = readings[n].entry.tail
    if readings[n - 1].materiel:
        readings[n].materiel = readings[n].part = bool(re.match(r"in |at |by |non-combat", tail))
        return readings[n - 1].kind if readings[n].materiel else None
    if readings[n].entry.part or re.match(r"confirmed|claimed|identified|named|in |at |by |non-combat", tail):
        readings[n].part = True
        return readings[n - 1].kind
    return None


def counted(reading: Reading) -> str | None:
    entry = reading.entry
    words = re.split(r"\bincluding\b|;", noun_part(entry.tail), maxsplit=1)[0].strip(" ,;:.&*–-")
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
    group = reading.piece.flag or group_of(reading.heading)
    if words and group and not TOTAL.search(group):
        return f"{words} ({group})"
    return words or group


_QUALIFIER = re.compile(
    r"\W*(?:(?:contemporary|indirect|modern|archival|official|human|military|material|principal|estimated|estimates?|research|figures?"
    r"|breakdown|incomplete|losses)\W*)+",
    re.IGNORECASE,
)


def group_of(heading: str | None) -> str | None:
    if not heading or TOTAL.search(heading) or kind_pattern("people").search(heading):
        return None
    if kind_pattern("materiel").fullmatch(heading) or _QUALIFIER.fullmatch(heading):
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
