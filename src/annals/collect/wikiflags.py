"""Templates that draw flags, with or without a name, and templates of ships."""

from __future__ import annotations

import re

from annals.codebook import table
from annals.collect.flags import depicted
from annals.collect.wikicall import Call
from annals.collect.wikipieces import Close, Emblem, Open, Piece


def emblem(call: Call) -> list[Piece]:
    """A flag alone."""
    return [Emblem(country_of(call.words("1")) or call.words("1"))]


def emblem_file(call: Call) -> list[Piece]:
    """A flag by the name of its file."""
    return [Emblem(depicted(call.words("1")))]


def flag(call: Call) -> list[Piece]:
    """A flag with the name of whose it is, or the name that the page gives it."""
    given = call.words("1")
    name = country_of(given) or given
    words = next((call.pieces(key) for key in table("templates")["flag"]["printed"] if call.words(key)), [name])
    return [Emblem(name), Open(name), *words, Close()] if name or words != [""] else []


def country(call: Call) -> list[Piece]:
    """A template named by a country's code, with or without a variant of the flag: `{{FRA-1792}}`."""
    name = country_of(call.name)
    return [Emblem(name), Open(name), call.words("name") or name, Close()]


def country_of(code: str) -> str:
    """The country that a code stands for (`FRA`, `fra-1792`), or nothing."""
    templates = table("templates")
    code = re.sub(r"-\d{4}$", "", code).upper()
    if code in templates["former"]:
        return str(templates["former"][code])
    return str(table("flags")["countries"].get(templates["codes"].get(code, ""), ""))


def forces(call: Call) -> list[Piece]:
    """`{{navy|France}}`: a flag and French Navy; where no other name is known, the country's and the branch's."""
    names = table("templates")["forces"]
    given = call.words("1")
    owner = country_of(given) or given
    branch = str(names[call.name])
    words = call.words("name", "text") or names["named"].get(f"{_branch(call.name)} {owner.casefold()}")
    words = words or f"{owner} {branch}".strip()
    return [Emblem(owner), Open(words), words, Close()]


def _branch(name: str) -> str:
    return {"naval": "navy", "airforce": "air force", "armed forces": "military"}.get(name, name)


# Ships ----------------------------------------------------------------------------------------------------------------


def ship(call: Call) -> list[Piece]:
    """`{{HMS|Hood|51|6}}`: HMS Hood. The last argument says how much of prefix, name and pennant is printed."""
    prefix = str(table("templates")["ships"][call.name])
    return _ship(prefix, call.words("1"), call.words("2"), call.words("3"))


def any_ship(call: Call) -> list[Piece]:
    """`{{ship|Spanish frigate|Santa Brigida|1785|2}}`."""
    return _ship(call.words("1"), call.words("2"), call.words("3"), call.words("4"))


def _ship(prefix: str, name: str, pennant: str, form: str) -> list[Piece]:
    whole = f"{prefix} {name}".strip()
    disambiguated = f"{whole} ({pennant})" if pennant else whole
    printed = {
        "1": f"({pennant})" if pennant else whole,
        "2": name,
        "3": f"{name} ({pennant})" if pennant else name,
        "4": f"{prefix} {pennant}".strip() if pennant else whole,
        "5": pennant or whole,
        "6": whole,
    }.get(form, disambiguated)
    return [Open(disambiguated), printed, Close()] if printed else []


def ship_class(call: Call) -> list[Piece]:
    """`{{sclass|Iowa|battleship}}`: Iowa-class battleship."""
    return [f"{call.words('1')}-class {call.words('2')}".strip()]
