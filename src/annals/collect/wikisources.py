"""Templates of footnotes and sources: `{{efn}}`, `{{sfn}}`, `{{harvnb}}`, `{{cite web}}` and their kin."""

from __future__ import annotations

import re

from annals.codebook import table
from annals.collect.cite import Reference, reference
from annals.collect.wikicall import Call
from annals.collect.wikipieces import Note, Piece
from annals.collect.wikitree import Template

Short = tuple[tuple[str, ...], str]
"""Surnames and year by which a shortened footnote names a source."""


# Footnotes ------------------------------------------------------------------------------------------------------------


def note(call: Call) -> list[Piece]:
    """`{{efn|words|name=x}}`: a footnote mark; without words, one more mark of the footnote so named."""
    body = call.arguments.get("1") or call.arguments.get("text") or call.arguments.get("content")
    name = call.words("name", "2") if body is None or "name" in call.arguments else ""
    if body is None and not name:
        return []
    return [call.expander.notes.use(_group(call), name, body)]


def define(call: Call, group: str) -> None:
    """The words of a footnote told in a list of notes."""
    if body := call.arguments.get("1"):
        call.expander.notes.define(group, call.words("name"), body)


def _group(call: Call) -> str:
    return call.words("group", "gr") or str(table("templates")["notes"][call.name])


def reused(call: Call) -> list[Piece]:
    """`{{r|name|other name}}`: marks of footnotes defined elsewhere."""
    group = call.words("group", "g")
    return [call.expander.notes.use(group, name) for name in call.values() if name]


def old_mark(call: Call) -> list[Piece]:
    """`{{ref label|name|a}}`: a mark whose words stand elsewhere on the page, not tied to it by anything."""
    label, shown = call.words("1"), call.words("2") or call.words("1")
    found = call.expander.notes.use_source("label", label, Reference(words=call.words("4")))
    return [Note(f"[{shown}]", found.key)] if label else []


# Shortened footnotes --------------------------------------------------------------------------------------------------


def short_note(call: Call) -> list[Piece]:
    """`{{sfn|Barbero|2005|p=4}}`: a footnote that names a source listed elsewhere; the same words, the same number."""
    cited = _several(call) if call.name.startswith("sfnm") else [_one(call)]
    words = "; ".join(words for words, _ in cited)
    if not words:
        return []
    group = call.words("group")
    return [call.expander.notes.use_source(group, f"short {words}", Reference(words=f"{words}."), cited[0][1])]


def short_brackets(call: Call) -> list[Piece]:
    """`{{harv|Barbero|2005|p=4}}`: a source in brackets in the text, which is a mark of its footnote."""
    words, short = _one(call)
    if not words or call.expander.in_note:
        call.expander.shorts.append(short)
        return [f"({words})"] if words else []
    found = call.expander.notes.use_source("harv", words, Reference(words=words), short)
    return [Note(f"({words})", found.key)]


def short_words(call: Call) -> list[Piece]:
    """`{{harvnb|Barbero|2005|p=4}}`: the same in words, inside a footnote."""
    words, short = _one(call)
    call.expander.shorts.append(short)
    return [words]


def _one(call: Call) -> tuple[str, Short]:
    values = [value for value in call.values() if value] or [call.words("last"), call.words("year")]
    years = [index for index, value in enumerate(values) if re.fullmatch(r"(?:c\. )?-?\d{3,4}[a-z]?|n\.d\.", value)]
    at = years[0] if years else len(values)
    names, year = values[:at], values[at] if years else ""
    return _short(call, names, year, ""), (tuple(name.casefold() for name in names), year)


def _several(call: Call) -> list[tuple[str, Short]]:
    """`{{sfnm|1a1=Ash|1y=2001|1p=5|2a1=...}}`."""
    out: list[tuple[str, Short]] = []
    for number in map(str, range(1, 10)):
        names = [name for author in "123456" if (name := call.words(f"{number}a{author}"))]
        year = call.words(f"{number}y")
        if names or year:
            short = tuple(name.casefold() for name in names), year
            out.append((_short(call, names, year, number), short))
    return out or [_one(call)]


def _short(call: Call, names: list[str], year: str, number: str) -> str:
    """Author, year and place: `Ash & Oak 2001, p. 5`."""
    people = f"{names[0]} et al." if len(names) > 3 else " & ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    bracketed = call.name in table("templates")["short"]["year_brackets"]
    when = f"({year})" if year and bracketed else year
    page, pages = call.words(f"{number}p", f"{number}page"), call.words(f"{number}pp", f"{number}pages")
    place = [f"p. {page}" if page else f"pp. {pages}" if pages else "", call.words(f"{number}loc", f"{number}at")]
    return ", ".join(filter(None, [" ".join(filter(None, [people, when])), *place]))


# Sources in full ------------------------------------------------------------------------------------------------------


def source(call: Call) -> list[Piece]:
    """`{{cite web|...}}`: the source in words; its parts are kept for the footnote it stands in."""
    given = {name: call.words(name) for name in call.arguments if name != "ref"}
    found = reference(call.name, given)
    named = _named(call)
    call.expander.sources.append(found._replace(surnames=named[0], year=named[1]) if named else found)
    return [found.words] if found.words else []


def _named(call: Call) -> Short | None:
    """The name that the source itself asks to be cited by (`ref={{sfnref|Ash|2001}}`)."""
    for node in call.arguments.get("ref", ()):
        if isinstance(node, Template):
            inner = Call(call.expander, node)
            if inner.name in ("sfnref", "sfn ref", "harvid"):
                values = [value for value in inner.values() if value]
                return tuple(values[:-1]), values[-1] if values else ""
    return None
