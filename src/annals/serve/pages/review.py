"""Review: what is doubtful, one thing at a time with its claims side by side, and what people decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import msgspec

from annals.base.claim import CERTAINTIES
from annals.base.correction import NEGATED, worded
from annals.base.judgement import FIELDS
from annals.base.span import Span
from annals.base.what import TYPES
from annals.serve import bits
from annals.serve.doubts import KINDS, PAIRS, Doubt, Line
from annals.serve.page import Json, Page, Shown, Table
from annals.serve.pages.told import Card, card, content
from annals.serve.review import doubt, doubts, following, listed, queue
from annals.serve.rows import Row

LISTED, PER_PAGE = 25, 100
"""Doubts of a kind that are listed among all, and on the pages of the kind."""
AROUND = 240
"""Characters shown before and after words that were not understood."""
SIGNS = {"contested": "≠", "joined": "⊕", "apart": "⊖", "hearsay": "“", "undated": "?", "gap": "…"}
KEYS = (
    ("a", "accept"), ("r", "reject, with a reason"), ("e", "edit"), ("s", "the same"), ("d", "different"),
    ("u", "undo"), ("n", "next"), ("1 – 4", "choose a claim"), ("Esc", "out of a field"),
)  # fmt: skip


class Choice(msgspec.Struct, frozen=True):
    """A field of a claim as a form shows it."""

    name: str
    value: str
    read: str


class Side(msgspec.Struct, frozen=True):
    """One claim of a doubt: its card, its fields to correct, and the last word about it, if any."""

    card: Card
    fields: tuple[Choice, ...]
    verdict: str | None


class Words(msgspec.Struct, frozen=True):
    """Words that were not understood, with what stands around them."""

    subject: str
    before: str
    quote: str
    after: str
    code: str
    document: str
    title: str
    verdict: str | None


def page(shown: Shown, parts: Mapping[str, str]) -> Page:
    """All that is still doubtful among the events that the filter leaves, by kind."""
    decisions, wanted = shown.decisions, _queue(shown)
    left = list(decisions.left(wanted))
    of: dict[str, list[int]] = {kind: [] for kind in KINDS}
    for n, each in left:
        of[each.kind].append(n)
    json, table = _forms(shown, [n for n, _ in left])
    kinds = [(kind, words, len(of[kind]), _rows(shown, of[kind][:LISTED])) for kind, words in KINDS.items() if of[kind]]
    return Page(
        template="review.html",
        title="Review",
        private=True,
        content={
            "kinds": kinds,
            "signs": SIGNS,
            "left": len(left),
            "settled": len(wanted) - len(left),
            "first": left[0][1] if left else None,
            "decided": len(decisions.standing),
            "last": decisions.last_by(shown.author),
            "keys": KEYS,
        },
        json=json,
        table=table,
    )


def _kind(shown: Shown, kind: str) -> Page:
    """All doubts of one kind that are left, by pages."""
    left = [n for n, _ in shown.decisions.left(pair for pair in _queue(shown) if pair[1].kind == kind)]
    first = (shown.filter.page - 1) * PER_PAGE
    json, table = _forms(shown, left)
    return Page(
        template="review_kind.html",
        title=KINDS[kind],
        private=True,
        content={
            "kind": kind,
            "sign": SIGNS[kind],
            "doubts": _rows(shown, left[first : first + PER_PAGE]),
            "count": len(left),
            "first": first + 1,
            "pages": max(1, -(-len(left) // PER_PAGE)),
        },
        json=json,
        table=table,
    )


def _forms(shown: Shown, numbers: list[int]) -> tuple[Callable[[], Json], Callable[[], Table]]:
    """A list of doubts as JSON, and as a table."""
    asked = dict(shown.filter.pairs())
    return (
        lambda: {"filter": asked, "doubts": map(msgspec.to_builtins, doubts(shown.view, numbers))},
        lambda: Table(COLUMNS, map(_cells, doubts(shown.view, numbers))),
    )


def _rows(shown: Shown, numbers: list[int]) -> list[tuple[Doubt, Row | None]]:
    """Doubts by their numbers, each with its event."""
    several = list(doubts(shown.view, numbers))
    events = [each.number for each in several if each.number is not None]
    rows = dict(zip(events, shown.view.rows(events), strict=False))
    return [(each, rows.get(each.number) if each.number is not None else None) for each in several]


COLUMNS = ("doubt", "kind", "weight", "date", "why", "claims", "document", "gap")


def _cells(each: Doubt) -> list[str | int | float | None]:
    claims = "; ".join(each.claims)
    return [each.id, each.kind, each.weight, each.date, each.why, claims, each.document, each.ordinal]


def one(shown: Shown, parts: Mapping[str, str]) -> Page:
    """The doubt with the id in `parts`, or all of the kind of that name."""
    if parts["id"] in KINDS:
        return _kind(shown, parts["id"])
    each = doubt(shown.view, parts["id"])
    if each is None:
        what = "this is not doubtful, or no longer: decisions change what there is to decide"
        return Page("missing.html", "Not here", {"what": what}, found=False)
    decisions, sides = shown.decisions, list(_sides(shown, each))
    after = following(shown.view, decisions, each.id, _wanted(shown))
    return Page(
        template="review_one.html",
        title=KINDS[each.kind],
        private=True,
        content={
            "doubt": each,
            "sign": SIGNS[each.kind],
            "paired": each.kind in PAIRS or len(each.claims) == 2,
            "settled": decisions.settled(each),
            "sides": sides,
            "words": _words(shown, each),
            "event": shown.view.event_of(each.claims[0]) if each.claims else None,
            "after": after,
            "said": decisions.about(each.subjects),
            "last": decisions.last_by(shown.author),
            "letters": {side.card.id: side.card.letter for side in sides},
            "choices": {"type": TYPES, "certainty": CERTAINTIES, "negated": tuple(NEGATED)},
            "keys": KEYS,
        },
        json=lambda: {**msgspec.to_builtins(each), "told": [content(side.card) for side in sides],
                      "judgements": listed(decisions.about(each.subjects))},
    )  # fmt: skip


def decisions(shown: Shown, parts: Mapping[str, str]) -> Page:
    """Everything that people decided, the latest first."""
    several = shown.decisions.all[::-1]
    return Page(
        template="decisions.html",
        title="Decisions",
        content={"several": several, "events": _events(shown)},
        json=lambda: {"decisions": listed(shown.decisions.all)},
        table=lambda: Table(_DECISION, (list(each.values()) for each in _decided(shown))),
    )


_DECISION = ("id", "verdict", "left", "right", "author", "reason", "made", "withdraws", "field", "value", "withdrawn")


def _decided(shown: Shown) -> Iterator[dict[str, str | int | float | None]]:
    for each in listed(shown.decisions.all):
        yield {name: int(v) if isinstance(v, bool) else None if v is None else str(v) for name, v in each.items()}


def _events(shown: Shown) -> Callable[[str], str | None]:
    return lambda subject: shown.view.event_of(subject) if ":" not in subject else None


def _queue(shown: Shown) -> list[tuple[int, Line]]:
    """The doubts that are wanted, with their numbers."""
    wanted, several = _wanted(shown), enumerate(queue(shown.view))
    return [pair for pair in several if wanted(pair[1])] if shown.filter.narrows else list(several)


def _wanted(shown: Shown) -> Callable[[Line], bool]:
    """Whether a doubt is about an event that the filter leaves; gaps are of no event."""
    if not shown.filter.narrows:
        return lambda each: True
    flags = bits.flags(shown.found, shown.view.size)
    return lambda each: each.number is not None and bool(flags[each.number])


def _sides(shown: Shown, each: Doubt) -> Iterator[Side]:
    decided = shown.decisions.decided
    for number, id in enumerate(each.claims):
        kept = shown.record.claim(id)
        assert kept is not None, "a doubt is about claims"
        source = shown.record.document(kept.document)
        assert source is not None, "a claim stands in a document"
        claim = decided.edited(id, kept.claim)
        fields = (Choice(name, worded(claim, name), worded(kept.claim, name)) for name in FIELDS)
        last = decided.last.get(id)
        told = card(kept, source, str(number + 1), shown.decisions)
        yield Side(told, tuple(fields), last.verdict if last else None)


def _words(shown: Shown, each: Doubt) -> Words | None:
    """What a gap is about."""
    if each.document is None or each.ordinal is None:
        return None
    source = shown.record.document(each.document)
    assert source is not None, "a gap is of a document"
    document = source.document
    gap = next(kept.gap for n, kept in enumerate(shown.record.gaps(each.document)) if n == each.ordinal)
    at, (subject,) = gap.span, each.subjects
    last = shown.decisions.decided.last.get(subject)
    return Words(
        subject=subject,
        before=document[Span(max(0, at.start - AROUND), at.start)] if at else "",
        quote=document[at] if at else gap.words,
        after=document[Span(at.end, at.end + AROUND)] if at else "",
        code=gap.code,
        document=each.document,
        title=document.title or document.name,
        verdict=last.verdict if last else None,
    )
