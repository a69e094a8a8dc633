"""What each template prints: the kinds of `codebook/templates.toml`, looked up by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from annals.codebook import table
from annals.collect import wikidates, wikifigures, wikiflags, wikifunctions, wikilists, wikisources
from annals.collect.cite import is_source
from annals.collect.wikicall import Call
from annals.collect.wikipieces import Aside, Break, Close, Open, Piece, Roll, trimmed

Kind = Callable[[Call], list[Piece]]


def expanded(call: Call) -> list[Piece]:
    """The pieces that a template prints. One that is not known keeps its first argument, and leaves a gap."""
    kind = kind_of(call.name)
    if kind is not None:
        return _KINDS[kind](call)
    return wikifunctions.called(call) or _unknown(call)


def defined(call: Call, group: str) -> None:
    """Take a footnote's text from a template in a list of references."""
    if kind_of(call.name) == "notes":
        wikisources.define(call, group)


@cache
def _exact() -> dict[str, str]:
    """Kind of every template named in the codebook."""
    return {name: kind for kind, names in _named() for name in names}


def _named() -> Iterator[tuple[str, list[str]]]:
    templates = table("templates")
    for kind, section, part in _SECTIONS:
        names = templates[section][part] if part else templates[section]
        yield kind, [str(name) for name in names if part or not isinstance(names[name], (dict, list))]


_SECTIONS = (
    ("nothing", "nothing", "names"),
    ("disambiguation", "disambiguation", "names"),
    ("text", "text", ""),
    ("cell", "cell", ""),
    ("break", "break", "names"),
    ("first", "argument", "1"),
    ("second", "argument", "2"),
    ("last", "argument", "last"),
    ("all", "argument", "all"),
    ("emblem", "emblem", "names"),
    ("emblem-file", "emblem", "files"),
    ("flag", "flag", "names"),
    ("forces", "forces", ""),
    ("list-items", "list", "items"),
    ("list-wrapped", "list", "wrapped"),
    ("list-titled", "list", "titled"),
    ("nothing", "list", "branches"),
    ("label", "label", "names"),
    ("date", "date", "names"),
    ("date-span", "date", "spans"),
    ("date-old-style", "date", "old_style"),
    ("date-day-first", "date", "day_first"),
    ("as-of", "date", "as_of"),
    ("computed", "date", "computed"),
    ("circa", "circa", "names"),
    ("coordinates", "coordinates", "names"),
    ("measure", "measure", "names"),
    ("number", "number", "names"),
    ("fraction", "number", "fractions"),
    ("share", "number", "shares"),
    ("ordinal", "number", "ordinals"),
    ("raised", "number", "raised"),
    ("lowered", "number", "lowered"),
    ("identifier", "identifier", ""),
    ("person", "person", "names"),
    ("ship", "ships", ""),
    ("any-ship", "shipwords", "any"),
    ("ship-class", "shipwords", "class"),
    ("quote", "quote", "names"),
    ("captions", "captions", "names"),
    ("notes", "notes", ""),
    ("reused", "reused", "names"),
    ("marks", "marks", "names"),
    ("short-note", "short", "notes"),
    ("short-brackets", "short", "brackets"),
    ("short-words", "short", "words"),
    ("roll", "roll", ""),
    ("archive", "archive", "names"),
    ("language", "language", "names"),
    ("box", "boxes", "names"),
)


@lru_cache(maxsize=4096)  # a dump names more templates than need be remembered
def kind_of(name: str) -> str | None:
    """The kind of the template `name` (lower case, single spaces), or `None` where it is not known."""
    if kind := _exact().get(name):
        return kind
    if name in table("templates")["number"]["money"]:
        return "money"
    return _by_pattern(name)


def _by_pattern(name: str) -> str | None:
    templates = table("templates")
    boxes, nothing = templates["boxes"], templates["nothing"]
    if name.startswith(tuple(boxes["prefixes"])) or name.endswith(tuple(boxes["suffixes"])):
        return "box"
    if is_source(name):
        return "source"
    if re.fullmatch(r"lang-[a-z-]{2,12}|langx|zh", name):
        return "foreign"
    if re.fullmatch(r"[a-z]{2,3} icon", name):
        return "language"
    if name.endswith(" disambiguation"):
        return "disambiguation"
    if name.startswith(tuple(nothing["prefixes"])) or name.endswith(tuple(nothing["suffixes"])):
        return "nothing"
    return "country" if wikiflags.country_of(name) else None


# Plain kinds ----------------------------------------------------------------------------------------------------------


def _nothing(call: Call) -> list[Piece]:
    return []


def _disambiguation(call: Call) -> list[Piece]:
    call.expander.metadata["disambiguation"] = "yes"
    return []


def _text(call: Call) -> list[Piece]:
    return [str(table("templates")["text"][call.name])]


def _cell(call: Call) -> list[Piece]:
    return call.pieces("1") or [str(table("templates")["cell"][call.name])]


def _first(call: Call) -> list[Piece]:
    return call.pieces("1", "text", "content")


def _second(call: Call) -> list[Piece]:
    return call.pieces("2", "1", "text")


def _last(call: Call) -> list[Piece]:
    places = call.places()
    return call.pieces(places[-1]) if places else []


def _all(call: Call) -> list[Piece]:
    return [piece for place in call.places() for piece in call.pieces(place)]


def _label(call: Call) -> list[Piece]:
    """A link to a page that may stand in another language only."""
    target = call.words("1")
    words = next((call.pieces(name) for name in table("templates")["label"]["printed"] if call.words(name)), None)
    return [Open(target), *(words or call.pieces("1")), Close()] if target else []


def _person(call: Call) -> list[Piece]:
    return [" ".join(word for word in (call.words("1", "first"), call.words("2", "last")) if word)]


def _quote(call: Call) -> list[Piece]:
    names = table("templates")["quote"]
    text = call.pieces(*names["text"])
    by = ", ".join(words for name in names["by"] if (words := call.words(name)))
    out: list[Piece] = [Aside("quote", tuple(text))] if text else []
    return [*out, Aside("caption", (by,))] if by else out


def _captions(call: Call) -> list[Piece]:
    """What is printed under pictures and maps."""
    stems = tuple(table("templates")["captions"]["parameters"])
    kept = [name for name in call.arguments if re.sub(r"\d+$", "", name).strip() in stems]
    return [Aside("caption", tuple(pieces)) for name in kept if (pieces := call.pieces(name))]


def _roll(call: Call) -> list[Piece]:
    group = call.words("group", "gr") or str(table("templates")["roll"][call.name])
    call.expander.define([node for name in ("refs", "notes") for node in call.arguments.get(name, ())], group)
    return [Roll(group)]


def _archive(call: Call) -> list[Piece]:
    """The address of an archived copy: a link without words, which a footnote takes as its archive."""
    address = call.words("url", "1")
    date = re.sub(r"\D", "", call.words("date"))
    if call.name.startswith("wayback") and address and len(date) >= 4:
        address = f"https://web.archive.org/web/{date}/{address}"
    call.expander.archives.append(address)
    return []


def _language(call: Call) -> list[Piece]:
    codes = call.values() if call.places() else [call.name.partition(" ")[0]]
    names = [table("cite")["languages"].get(code.casefold(), code) for code in codes if code]
    call.expander.languages += names
    return [f"(in {' and '.join(names)})"] if names else []


def _foreign(call: Call) -> list[Piece]:
    """`{{lang-fr|...}}` prints the name of the language, and the words."""
    places: tuple[str, ...] = ("1", "c", "s", "t", "p")
    code = call.name.removeprefix("lang-")
    if call.name == "langx":
        code, places = call.words("1"), ("2",)
    name = table("cite")["languages"].get(code.partition("-")[0].casefold())
    words = trimmed(call.pieces(*places))
    return [f"{name}: ", *words] if name and words and not call.words("links", "label") else words


def _identifier(call: Call) -> list[Piece]:
    label = str(table("templates")["identifier"][call.name])
    return [f"{label}{'' if label.endswith(':') else ' '}{', '.join(filter(None, call.values()))}".strip()]


def _box(call: Call) -> list[Piece]:
    return call.expander.box(call)


def _computed(call: Call) -> list[Piece]:
    return call.hole("computed-template", "only a wiki can compute what this template prints")


def _country(call: Call) -> list[Piece]:
    """A code of a country as the name of a template, which is written in capitals or names a variant of the flag."""
    return wikiflags.country(call) if call.written.isupper() or "-" in call.name else _unknown(call)


def _unknown(call: Call) -> list[Piece]:
    """A template that is not in the codebook: its first argument, and a gap (once a name, where words may be lost)."""
    words = call.pieces("1")
    why = "this template is not known; its first argument was kept" if words else "this template is not known"
    return [*call.hole("unknown-template", why), *words]


_KINDS: dict[str, Kind] = {
    "nothing": _nothing,
    "disambiguation": _disambiguation,
    "text": _text,
    "cell": _cell,
    "break": lambda call: [Break()],
    "first": _first,
    "second": _second,
    "last": _last,
    "all": _all,
    "emblem": wikiflags.emblem,
    "emblem-file": wikiflags.emblem_file,
    "flag": wikiflags.flag,
    "forces": wikiflags.forces,
    "country": _country,
    "ship": wikiflags.ship,
    "any-ship": wikiflags.any_ship,
    "ship-class": wikiflags.ship_class,
    "list-items": wikilists.items,
    "list-wrapped": wikilists.wrapped,
    "list-titled": wikilists.titled,
    "label": _label,
    "date": wikidates.date,
    "date-span": wikidates.span,
    "date-old-style": wikidates.old_style,
    "date-day-first": wikidates.day_first,
    "as-of": wikidates.as_of,
    "computed": _computed,
    "circa": wikidates.circa,
    "coordinates": wikifigures.coordinates,
    "measure": wikifigures.measure,
    "number": wikifigures.number,
    "fraction": wikifigures.fraction,
    "share": wikifigures.share,
    "ordinal": wikifigures.ordinal,
    "raised": wikifigures.raised,
    "lowered": wikifigures.lowered,
    "money": wikifigures.money,
    "identifier": _identifier,
    "person": _person,
    "quote": _quote,
    "captions": _captions,
    "notes": wikisources.note,
    "reused": wikisources.reused,
    "marks": wikisources.old_mark,
    "short-note": wikisources.short_note,
    "short-brackets": wikisources.short_brackets,
    "short-words": wikisources.short_words,
    "source": wikisources.source,
    "roll": _roll,
    "archive": _archive,
    "language": _language,
    "foreign": _foreign,
    "box": _box,
}
