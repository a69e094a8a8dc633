"""What is known of an account as a whole: its sections, and the places that its episode, title or dateline names.

A sentence that names no place is told of the place that its account is about; a report that tells several towns is
about none of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annals.base.document import Document
from annals.ground.actor_names import state_names
from annals.ground.spelling import key
from annals.keep.kept import KeptClaim, KeptDocument, KeptStatement
from annals.merge.where import is_name

MOST = 2
"""Who is about more places than this is about none in particular."""
OPENING = 80
_WORD = re.compile(r"[\w'’-]+")
LONGEST = 3
"""Words of the longest name that is looked for."""


class Account(NamedTuple):
    """`places` are those that the account is about, `sections` the offsets at which its sections start, `text` its
    text."""

    places: tuple[str, ...] = ()
    sections: tuple[int, ...] = ()
    text: str = ""

    def section(self, offset: int) -> int:
        """In which section a character stands; the lead is 0."""
        return max(0, bisect_right(self.sections, offset) - 1)


def accounts(
    documents: Iterable[KeptDocument], statements: Iterable[KeptStatement], claims: Iterable[KeptClaim]
) -> dict[str, Account]:
    """Every account under its document's id; it is about no places but those that the record knows as such."""
    boxes: dict[str, list[str]] = {}
    known: set[str] = set()
    for kept in statements:
        said = kept.statement
        if said.field == "place" and said.text and said.box == 0:
            boxes.setdefault(kept.document, []).append(said.text)
            known.add(key(said.text))
    known.update(key(m.name) for each in claims for m in each.claim.places if is_name(m.name))
    known.discard("")
    return {
        kept.id: Account(
            _of(kept.document, boxes.get(kept.id, ()), known),
            tuple(section.span.start for section in kept.document.sections),
            kept.document.text,
        )
        for kept in documents
    }


def _of(document: Document, box: Sequence[str], known: set[str]) -> tuple[str, ...]:
    if box:
        return _towns(document, box, known)
    named = _named(f"{document.title or ''} . {_opening(document.text)}", known)
    return named if len(named) <= MOST else ()


def _towns(document: Document, box: Sequence[str], known: set[str]) -> tuple[str, ...]:
    """Of a place field the first name, which is the most specific; and those beside it that the title names too."""
    titled = {key(name) for name in _named(document.title or "", known)}
    return tuple(name for n, name in enumerate(box) if n == 0 or key(name) in titled)


def _opening(text: str) -> str:
    """A dateline: what stands before the first full stop or dash, where that is short."""
    head = re.split(r"[.–—:]\s|\s-\s", text[:OPENING].lstrip(), maxsplit=1)[0]
    return head.title() if len(head) < OPENING // 2 and head.isupper() else ""


def _named(words: str, known: set[str]) -> tuple[str, ...]:
    """The known places among the capitalised words, the longest names first."""
    found: dict[str, str] = {}
    run = _WORD.findall(words)
    at = 0
    while at < len(run):
        taken = next((n for n in range(LONGEST, 0, -1) if _is_place(run[at : at + n], n, known)), 0)
        if taken:
            name = " ".join(run[at : at + taken])
            found.setdefault(key(name), name)
        at += taken or 1
    return tuple(found.values())


def _is_place(words: Sequence[str], length: int, known: set[str]) -> bool:
    if len(words) < length or (not words[0][:1].isupper() and "-" not in words[0]):
        return False
    name = " ".join(words)
    return key(name) in known and not state_names(name)
