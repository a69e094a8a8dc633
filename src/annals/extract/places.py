"""The place field: names of places, most specific first, and the coordinates that stand beside them."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from annals.base.document import Infobox, Row, within
from annals.base.gap import Gap
from annals.base.span import Span
from annals.codebook import table
from annals.extract.lines import Sheet, gap, overlong, word_set, words_of
from annals.extract.nobody import nothing, squeezed
from annals.extract.roster import Name

_DEGREES = r"\d{1,3}(?:\.\d+)?\s*°(?:\s*\d{1,2}(?:\.\d+)?\s*[′'’]){0,1}(?:\s*\d{1,2}(?:\.\d+)?\s*[″\"”]){0,1}\s*[NSEW]?"
_DECIMAL, _NUMBER = r"-?\d{1,3}\.\d{2,}", r"-?\d{1,3}(?:\.\d+)?"
_COORDINATES = re.compile(
    rf"(?:Coordinates:\s*)?{_DEGREES}[\s,;/]*{_DEGREES}(?:\s*/\s*-?\d[\d.;,°\sNSEW-]*)?"
    rf"|{_DECIMAL}\s*[,;]\s*{_NUMBER}|{_NUMBER}\s*[,;]\s*{_DECIMAL}"
)


_TOLD_AGAIN = re.compile(r"(?<=[a-z]) ?\(\d[\d.,]* ?[a-z]{1,3}\)")


class Part(msgspec.Struct):
    """A stretch of a place field between separators; `kind` is the singular head it takes from a list's plural."""

    span: Span
    joint: str
    bracketed: bool = False
    kind: str = ""


def places(page: Sheet, row: Row) -> tuple[list[Name], list[Name], list[Gap]]:
    """The places of `row`, its coordinates, and gaps."""
    if too_long := overlong(page, row.span, "place"):
        return [], [], too_long
    points = [
        Name(m[0], Span(row.span.start + m.start(), row.span.start + m.end()))
        for m in _COORDINATES.finditer(row.span.of(page.text))
    ]
    plain = _plain(page, row.span)
    parts = _specific_first(plain, _with_kinds(plain, _parts(plain, row.span)))
    lower = not any(character.isupper() for character in plain.clean(row.span))
    found: dict[str, Name] = {}
    for part in parts:
        if name := _name(plain, part, lower):
            found.setdefault(squeezed(name.text), name)
    gaps = []
    if not found and not points and page.clean(row.span) and not nothing(page.clean(row.span)):
        gaps.append(gap("unread-place", "no name of a place was recognised in these words", page, row.span, "place"))
    return list(found.values()), points, gaps


def coordinates(box: Infobox) -> Span | None:
    """Where the box prints its coordinates: one row, or rows of degrees, minutes and seconds."""
    if row := box.row("coordinates"):
        return row.span
    rows = [r for key in ("lat", "lon") for r in box.all(key)]
    if len({r.key for r in rows}) < 2:
        return None
    return Span(min(r.span.start for r in rows), max(r.span.end for r in rows))


# Cutting


@cache
def _separator() -> re.Pattern[str]:
    words = "|".join(
        re.escape(p)
        for p in sorted(words_of("place_words", "before", "prepositions"), key=len, reverse=True)
        if p not in ("of", "by", "on", "to")
    )
    return re.compile(rf"[,;\n()]|\s/\s|\s+(?:&|(?:{words}))\s+(?=\S)")


def _plain(page: Sheet, span: Span) -> Sheet:
    """`page` with the coordinates at `span` parted off, and measures told twice ("15 km (9 mi)") told once."""
    words = _COORDINATES.sub(lambda m: ";" + " " * (len(m[0]) - 1), span.of(page.text))
    words = _TOLD_AGAIN.sub(lambda m: " " * len(m[0]), words)
    return Sheet(page.document, page.text[: span.start] + words + page.text[span.end :])


def _parts(page: Sheet, span: Span) -> list[Part]:
    """The field cut at commas, brackets, line ends and the words that join or relate places."""
    text, parts, at, joint, depth = page.text, [], span.start, "", 0
    for match in _separator().finditer(text, span.start, span.end):
        if match.start() < at or _kept_whole(page, match.start(), match[0]):
            continue
        parts.append(Part(Span(at, match.start()), joint, depth > 0))
        at, joint = match.end(), match[0].strip() or "\n"
        depth = max(0, depth + (joint == "(") - (joint == ")"))
    parts.append(Part(Span(at, span.end), joint, depth > 0))
    return [part for part in parts if page.clean(part.span)]


def _kept_whole(page: Sheet, at: int, separator: str) -> bool:
    """Whether the separator belongs to a name: inside a link (unless a comma), or in "Trinidad and Tobago"."""
    linked = any(link.span.start < at < link.span.end for link in within(page.document.links, _around(page, at)))
    if linked and separator != ",":
        return True
    if separator.strip() != "and":
        return False
    around = page.text[max(0, at - 40) : at + 45].casefold()
    here = min(at, 40)
    names = ((name, around.find(name)) for name in words_of("place_words", "whole", "names"))
    return any(0 <= found <= here < found + len(name) for name, found in names)


def _around(page: Sheet, at: int) -> Span:
    start = page.text.rfind("\n", 0, at) + 1
    end = page.text.find("\n", at)
    return Span(start, len(page.text) if end < 0 else end)


# A head shared by a list: "Kherson and Mykolaiv oblasts"


def _with_kinds(page: Sheet, parts: list[Part]) -> list[Part]:
    kinds: dict[str, str] = table("place_words")["kinds"]
    for number, part in enumerate(parts):
        tokens = page.clean(part.span).split()
        kind = kinds.get(tokens[-1].casefold()) if len(tokens) > 1 else None
        if kind is None or "and" not in (part.joint.casefold(), "&"):
            continue
        part.kind = kind
        for earlier, later in zip(reversed(parts[:number]), reversed(parts[1 : number + 1]), strict=True):
            if later.joint not in (",", "and", "&") or _complete(page, earlier):
                break
            earlier.kind = kind
    return parts


def _complete(page: Sheet, part: Part) -> bool:
    tokens = page.clean(part.span).casefold().split()
    return not tokens or tokens[-1] in word_set("place_words", "named", "heads")


# Order


_BESIDE = ("near", "in", "at", "off")


def _specific_first(page: Sheet, parts: list[Part]) -> list[Part]:
    """Lists in brackets before what they are part of; the places that waters lie near before the waters."""
    ordered: list[Part] = []
    at = 0
    while at < len(parts):
        whole, end = parts[at], at + 1
        while end < len(parts) and parts[end].bracketed and not whole.bracketed:
            end += 1
        held = parts[at + 1 : end]
        if end < len(parts) and parts[end].joint in _BESIDE and _water(page, whole):
            stop = _list_end(parts, end)
            ordered += parts[end:stop]
            end = stop
        ordered += [*held, whole] if len(held) > 1 else [whole, *held]
        at = end
    return ordered


def _list_end(parts: list[Part], at: int) -> int:
    """The end of the list "A, B and C" that begins at `at` (just after it where no "and" closes a list)."""
    end = at + 1
    while end < len(parts) and parts[end].joint == ",":
        end += 1
    return end + 1 if end < len(parts) and parts[end].joint in ("and", "&") else at + 1


def _water(page: Sheet, part: Part) -> bool:
    tokens = re.findall(r"\w+", page.clean(part.span).casefold())
    return bool(tokens) and (
        tokens[-1] in word_set("place_words", "named", "water")
        or tokens[0] in word_set("place_words", "named", "water")
    )


# The name


@cache
def _leads() -> re.Pattern[str]:
    def either(*keys: str) -> str:
        return "|".join(
            re.escape(w).replace(r"\ ", " ") for w in sorted(words_of("place_words", *keys), key=len, reverse=True)
        )

    points, units = either("measures", "points"), either("measures", "units")
    bearing = rf"(?:\s+(?:to the\s+)?(?:{points})\b)?(?:\s+of\b)?"
    measure = rf"(?:about |some |c\. ?)?[\d.,]+\s*(?:{units})(?=[\s(]|$)(?:\s*\([^()]*\))?{bearing}"
    direction = rf"(?:to the |slightly |just )?(?:{points})\s+of\b"
    described = rf"(?:the )?(?:(?:{either('before', 'nouns')})(?:\s+and)?\s+){{1,4}}of\b"
    words = f"{either('before', 'prepositions')}|{either('before', 'times')}|{either('before', 'articles')}"
    return re.compile(rf"(?:{measure}|{direction}|{described}|(?:{words})(?![\w'’-]))[\s:,]*")


def _name(page: Sheet, part: Part, lower: bool) -> Name | None:
    """The place in a part: descriptions before it are left out; a remark that names none gives `None`.

    `lower` says that the whole field is in lower case, so that capitals tell nothing.
    """
    span = page.trim(part.span.start, part.span.end)
    words = span.of(page.text)
    lowered = words[:1].lower() + words[1:]
    at = 0
    linked = _first_link(page, span)
    while at < len(words) and (match := _leads().match(lowered if at == 0 else words, at)):
        if at >= linked and not re.match(r"(?:the|an?)\s", match[0]):
            break
        at = match.end()
    span = page.trim(span.start + at, span.end)
    text = page.clean(span).strip(" .:–-'\"*•|")
    text = text.replace(")", "") if text.count(")") > text.count("(") else text
    if not text or nothing(text) or text.casefold() in word_set("place_words", "before", "directions"):
        return None
    if part.bracketed and ((at == 0 and not lower and not _capital(text[:1])) or re.search(r"[:\d]", text)):
        return None
    if not lower and not _capitalised(text):
        return None
    if part.kind:
        text = f"{_without_plural(text, part.kind)} {part.kind}"
    return Name(text, span, page.cited(part.span), "shared head" if part.kind else None)


def _first_link(page: Sheet, span: Span) -> int:
    """Where in `span` its first link begins (its length: none)."""
    links = within(page.document.links, span)
    return links[0].span.start - span.start if links else len(span)


def _capital(word: str) -> bool:
    return word[:1].isupper() or word[:1].isdigit() or (word[:1].isalpha() and not word[:1].islower())


def _capitalised(text: str) -> bool:
    return any(map(_capital, re.split(r"[\s'’-]+", text)))


def _without_plural(text: str, kind: str) -> str:
    kinds: dict[str, str] = table("place_words")["kinds"]
    first, _, last = text.rpartition(" ")
    return first if first and kinds.get(last.casefold()) == kind else text
