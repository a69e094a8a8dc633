"""Templates that print figures: coordinates, measures, numbers, fractions, sums of money."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from annals.codebook import table
from annals.collect.cite import Reference
from annals.collect.wikicall import Call
from annals.collect.wikipieces import Note, Piece, Script

_FIGURE = re.compile(r"[-+−]?\d[\d,]{0,40}(?:\.\d{1,40})?|[-+−]?\.\d{1,40}")


# Coordinates ----------------------------------------------------------------------------------------------------------


def coordinates(call: Call) -> list[Piece]:
    """`{{coord|50|40|48|N|4|24|42|E}}`: 50.68, 4.41167 in decimal degrees, south and west negative.

    Coordinates that a page prints in its corner only are kept in the metadata, unless they stand in an infobox.
    """
    values = [value for value in call.values() if value]
    point = decimal_pair(values)
    if point is None:
        return call.hole("unread-coordinates", "these coordinates could not be read") if values else []
    call.expander.metadata.setdefault("coordinates", point)
    corner = call.words("display") in ("title", "t")
    return [] if corner and not call.expander.in_box else [point]


def decimal_pair(values: list[str]) -> str | None:
    """Latitude and longitude from degrees, minutes, seconds and letters, as far as `values` hold them."""
    parts: list[str] = []
    for value in values:
        value = value.strip().upper()
        if value not in ("N", "S", "E", "W") and not _FIGURE.fullmatch(value):
            break
        parts.append(value)
    ends = [index for index, part in enumerate(parts) if part in ("N", "S", "E", "W")]
    if len(ends) == 2 and ends[1] == len(parts) - 1:
        halves = parts[: ends[0]], parts[ends[0]], parts[ends[0] + 1 : ends[1]], parts[ends[1]]
    elif not ends and len(parts) in (2, 4, 6):
        half = len(parts) // 2
        halves = parts[:half], "N", parts[half:], "E"
    else:
        return None
    latitude, longitude = degrees(halves[0], halves[1], 90), degrees(halves[2], halves[3], 180)
    return f"{latitude}, {longitude}" if latitude and longitude else None


def degrees(parts: list[str], letter: str, most: int) -> str | None:
    """One angle in decimal degrees; `None` where it is none. Decimals stay as many as were given."""
    try:
        numbers = [Decimal(part.replace("−", "-").replace(",", ".")) for part in parts]
    except InvalidOperation:
        return None
    if not 1 <= len(numbers) <= 3 or any(not 0 <= number < 60 for number in numbers[1:]):
        return None
    sign = -1 if numbers[0] < 0 or letter in ("S", "W") else 1
    value = sum((abs(number) / 60**index for index, number in enumerate(numbers)), Decimal(0))
    if value > most:
        return None
    if len(numbers) > 1:
        value = round(value, 5).normalize()
    return f"{sign * value:f}"


# Measures and numbers -------------------------------------------------------------------------------------------------


def measure(call: Call) -> list[Piece]:
    """`{{convert|12|mi}}`: 12 miles; of a range, both ends. What it is converted to is left out."""
    names, values = table("templates")["measure"], call.values()
    at = 0
    while at < len(values) and (_FIGURE.match(values[at]) or (at and values[at] in names["ranges"])):
        at += 1
    if not at:
        return [" ".join(values[:1])]
    figures, unit = values[:at], values[at] if at < len(values) else ""
    words = "".join(_joined(figure, names["ranges"]) for figure in figures)
    unit = names["units"].get(unit, unit)
    if call.words("adj") in ("on", "mid", "pre") or call.words("adj").startswith("on"):
        return [f"{words}-{_singular(unit)}"]
    return [f"{words} {_singular(unit) if words == '1' else unit}".strip()]


def _joined(figure: str, ranges: list[str]) -> str:
    if figure in ("-", "–", "and(-)", "to(-)"):
        return "–"
    return f" {figure.removesuffix('(-)')} " if figure in ranges else figure


def _singular(unit: str) -> str:
    return {"feet": "foot", "inches": "inch"}.get(unit, unit.removesuffix("s") if unit[-2:-1].isalpha() else unit)


def number(call: Call) -> list[Piece]:
    """A figure with its thousands marked; words stay words."""
    words = call.words("1")
    rest = words[len(match[0]) :] if (match := _FIGURE.match(words)) else ""
    return [grouped(match[0]) + rest if match else words]


def grouped(figure: str) -> str:
    """`1500` as `1,500`; figures that have their commas, or start with a zero, stay as they are."""
    whole, point, decimals = figure.partition(".")
    digits = whole.lstrip("-+−")
    if "," in whole or len(digits) < 4 or digits.startswith("0"):
        return figure
    sign = whole[: len(whole) - len(digits)]
    return f"{sign}{int(digits):,}{point}{decimals}"


def fraction(call: Call) -> list[Piece]:
    """`{{frac|1|2}}`: 1⁄2; `{{frac|3|1|2}}`: 3 1⁄2."""
    values = [value for value in call.values() if value]
    match values:
        case [below]:
            return [f"1⁄{below}"]
        case [above, below]:
            return [f"{above}⁄{below}"]
        case [whole, above, below, *_]:
            return [f"{whole} {above}⁄{below}"]
    return []


def share(call: Call) -> list[Piece]:
    """`{{percentage|1|3}}`: 33%; one value is printed with the sign."""
    part, whole, places = call.words("1"), call.words("2"), call.words("3")
    short = all(_FIGURE.fullmatch(value) and len(value) < 16 for value in (part, whole))
    if not short or not whole.strip("0,."):
        return [f"{part}%"] if part else []
    value = Decimal(part.replace(",", "").replace("−", "-")) * 100 / Decimal(whole.replace(",", "").replace("−", "-"))
    return [f"{round(value, int(places) if re.fullmatch('[0-9]', places) else 0):f}%"]


def ordinal(call: Call) -> list[Piece]:
    """`{{ordinal|3}}`: 3rd."""
    words = call.words("1")
    if not words.isdecimal():
        return [words]
    teen = words[-2:-1] == "1"
    return [words + ("th" if teen else {"1": "st", "2": "nd", "3": "rd"}.get(words[-1], "th"))]


def raised(call: Call) -> list[Piece]:
    """A raised figure; a letter alone is the mark of a footnote, tied to nothing on the page."""
    letter = call.words("1")
    if len(letter) == 1 and letter.isalpha():
        return [Note(f"[{letter}]", call.expander.notes.use_source("label", letter, Reference()).key)]
    return [Script("sup"), *call.pieces("1"), Script("")]


def lowered(call: Call) -> list[Piece]:
    return [Script("sub"), *call.pieces("1"), Script("")]


def money(call: Call) -> list[Piece]:
    """`{{USD|500}}`: US$500."""
    sign = str(table("templates")["number"]["money"][call.name])
    return [f"{sign}{grouped(words)}" if _FIGURE.fullmatch(words := call.words("1")) else f"{sign}{words}"]
