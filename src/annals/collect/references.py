"""A footnote as it is printed → its author, title, outlet, dates, language and addresses."""

from __future__ import annotations

import re

from annals.base.document import Citation
from annals.base.span import Span
from annals.collect.dates import edtf

LONGEST = 3000  # characters of a footnote that is still read for its source

_URL = re.compile(r"https?://[^\s<>\"“”«»\]]+")
_ACCESSED = re.compile(
    r"[.,;]?\s*\(?\b(?:Retrieved|Accessed|Last accessed|Access date|Viewed|Consulted)(?: on)?:? ([^.;()]+)\)?", re.I
)
_ARCHIVED = re.compile(
    r"[.,;]?\s*\bArchived (?:from the original )?(?:\(PDF\) )?(?:at [^.]{1,60} )?(?:on )?([^.;]*)", re.I
)
_LANGUAGE = re.compile(r"\(in ([^\W\d_][^()]{1,60})\)")
_ASIDE = re.compile(r"\((?:PDF|Tweet|Video|Press release|Report|Thesis|\d+ (?:MB|KB))\)|\[[^\]]{1,40}\]", re.I)
_MATTER = re.compile(
    r"\b(?:ISBN|ISSN|OCLC|doi|JSTOR|PMID|S2CID|LCCN|arXiv)\b|^(?:pp?|vol|no|ch|chapter|vols|issue)\b\.?|^\d[\d()–:\s]*$|^via\b|^p[pg]?\.",
    re.I,
)
_OPENING = {'"': '"', "“": "”", "«": "»", "„": "“”", "‘": "’"}
_AFTER_TITLE = re.compile(r"\s*(?:[.,;:]|$|[(\[–—]|- )")
_BRACKETED = re.compile(r"^(.{1,200}?)[.,]?\s*\(([^()]{4,40})\)[.,:]?\s+")
_STOP = re.compile(r"(?<=[\w)\]»”\"'’])(?<!\b[A-Z])(?<!\bSt)(?<!\bDr)(?<!\bMr)(?<!\bvol)(?<!\bpp)(?<!\bno)\.\s+")


def citation(
    words: str, *, key: str, number: int | None = None, span: Span | None = None, title: str | None = None
) -> Citation:
    """What a printed footnote says of its source. `title` is given where the page marks it (a link's words).

    Reads the common shapes: `Author (date). "Title". Outlet (in Language). Date. Retrieved date.`, with any part
    missing. What it does not recognise stays in `words` alone.
    """
    whole = " ".join(words.split())
    if len(whole) > LONGEST:
        return Citation(key=key, number=number, words=whole, span=span)
    url = _URL.search(whole)
    bare = _URL.sub(" ", whole)
    accessed, bare = _taken(_ACCESSED, bare)
    _, bare = _taken(_ARCHIVED, bare)
    language, bare = _taken(_LANGUAGE, bare)
    author, dated, named, rest = _parted(" ".join(_ASIDE.sub(" ", bare).split()), title)
    outlet, later = _published(rest, titled=named is not None)
    return Citation(
        key=key,
        number=number,
        words=whole,
        outlet=outlet,
        title=named,
        author=author,
        date=dated or later,
        language=language,
        url=_address(url[0]) if url else None,
        accessed=edtf(accessed) if accessed else None,
        span=span,
    )


def language_and_access(words: str) -> tuple[str | None, str | None]:
    """The language that a printed footnote names, and the day on which its source was looked up."""
    language, accessed = _LANGUAGE.search(words), _ACCESSED.search(words)
    return language[1].strip() if language else None, edtf(accessed[1].strip()) if accessed else None


def _address(printed: str) -> str:
    """An address without the stops printed behind it."""
    printed = printed.rstrip(".,;")
    return printed if "(" in printed else printed.rstrip(".,;)")


def _taken(pattern: re.Pattern[str], words: str) -> tuple[str | None, str]:
    """What `pattern` finds, and the words without it (its end is left, as a stop)."""
    found = pattern.search(words)
    if found is None:
        return None, words
    before = words[: found.start()].rstrip()
    return found[1].strip(), f"{before}{'' if pattern is _LANGUAGE else '. '}{words[found.end() :]}"


def _parted(words: str, title: str | None) -> tuple[str | None, str | None, str | None, str]:
    """Author, date in brackets after the author, title, and what follows the title."""
    start, end, inner = _title(words, title)
    if inner is not None:
        author, dated = _author(words[:start])
        return author, dated, inner, words[end:]
    bracketed = _BRACKETED.match(words)
    if bracketed and (dated := edtf(bracketed[2])):
        first, _, rest = _first(words[bracketed.end() :])
        return bracketed[1].strip(" ,"), dated, first, rest
    listed = re.match(r"^([^,]+(?: [^,\s]+){2,}), ([^,]+), ([^,]+?)\.?$", words)
    if listed and (dated := edtf(listed[3])):
        return None, dated, listed[1].strip(), f". {listed[2]}."
    return None, None, None, ""


def _title(words: str, title: str | None) -> tuple[int, int, str | None]:
    """Where the title stands in `words`, quotation marks and all, and the title without them."""
    if title and (at := words.find(title)) >= 0:
        end = at + len(title)
        closed = re.match(r"[\"”»']", words[end:])
        return at, end + bool(closed), title.strip(' "“”«»')
    for start, mark in enumerate(words):
        if mark in _OPENING and (start == 0 or words[start - 1] in " (["):
            end = _closing(words, start, _OPENING[mark])
            return (start, end, words[start + 1 : end - 1].strip(" .,")) if end else (0, 0, None)
    return 0, 0, None


def _closing(words: str, start: int, marks: str) -> int:
    """The place after the mark that closes the one at `start`, inner quotations passed over; 0 if none does."""
    last, inner = 0, 0
    for at in range(start + 1, len(words)):
        if words[at] == words[start] and words[start] not in marks:
            inner += 1
        elif words[at] in marks:
            ends = _AFTER_TITLE.match(words, at + 1) is not None
            last = at + 1 if ends else last
            if ends and (inner % 2 == 0 if words[start] in marks else inner == 0):
                return at + 1
            inner += 1 if words[start] in marks else -(inner > 0)
    return last


def _author(words: str) -> tuple[str | None, str | None]:
    """Author and date of the words before a title: `Name, First (2 May 2014).` or `Name, First.`"""
    words = words.strip(' .,:;"“„«')
    bracketed = re.match(r"^(.*?)[.,]?\s*\(([^()]*)\)$", words)
    dated = edtf(bracketed[2]) if bracketed else None
    if bracketed and dated:
        words = bracketed[1].strip(" .,:;")
    elif edtf(words):
        return None, edtf(words)
    return (words if words and len(words) <= 150 else None), dated


def _first(words: str) -> tuple[str | None, str, str]:
    """The first sentence-like part of `words`, and the rest."""
    parts = _STOP.split(words, maxsplit=1)
    return parts[0].strip(" .,") or None, ".", f". {parts[1]}" if len(parts) > 1 else ""


def _published(words: str, *, titled: bool) -> tuple[str | None, str | None]:
    """Outlet and date of the words after a title."""
    outlet = dated = None
    for part in (piece.strip(" .,;:–—-()[]") for piece in _STOP.split(f"{words} ")):
        if not part or _MATTER.search(part):
            continue
        pieces = part.split(", ")
        while pieces and (_MATTER.search(pieces[-1]) or edtf(pieces[-1])):
            last = pieces.pop()
            dated = dated or edtf(last)
        if pieces and titled and outlet is None:
            outlet = _outlet(", ".join(pieces))
    return outlet, dated


def _outlet(words: str) -> str | None:
    """An outlet's name without volume, issue and pages: `Daily Courier, p. 4` is `Daily Courier`."""
    name = re.split(r"[,;:]?\s+(?:p{1,2}\.|vol\.|no\.|\d+ ?\()", words, maxsplit=1)[0].strip(" .,;:")
    return name if name and len(name) <= 120 else None
