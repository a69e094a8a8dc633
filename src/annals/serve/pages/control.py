"""Control: who held which place from when to when, with the voices that tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from annals.base.control import Control, Hold
from annals.base.told import Told
from annals.serve import bits
from annals.serve.derived import Held, Lasted, Words
from annals.serve.page import Page, Shown, Table, page_with
from annals.serve.strips import Hand, Strip, days_of, extent_words, hands, of_control, scale, until_words

PER_PAGE = 60
COLUMNS = (
    "place", "name", "names", "holder", "held_by", "side", "since", "until", "extent", "certainty", "told_by",
    "claims", "ended_by", "but",
)  # fmt: skip


class Voice(msgspec.Struct, frozen=True):
    """Who tells something, with the claim and its words, and the account that they stand in (`None`: not kept)."""

    told: Told
    words: Words | None


class Against(msgspec.Struct, frozen=True):
    """What is said against a hold, or of a gain that failed."""

    says: str
    voices: tuple[Voice, ...]


class Span(msgspec.Struct, frozen=True):
    """A hold as a line of the table."""

    hold: Hold
    letter: str
    who: str
    extent: str
    until: str
    voices: tuple[Voice, ...]
    ended: tuple[Voice, ...]
    against: tuple[Against, ...]


class Place(msgspec.Struct, frozen=True):
    """A place with its strip and table."""

    control: Control
    strip: Strip | None
    spans: tuple[Span, ...]
    attempts: tuple[Against, ...]


def page(shown: Shown, parts: Mapping[str, str]) -> Page:
    """The places of whose holders the events that the filter leaves tell."""
    found = lasting(shown, "control")
    numbers = [n for n, _ in found]
    number = page_with(shown.filter, (place for _, place in found), PER_PAGE)
    first = (number - 1) * PER_PAGE
    some = list(_held(shown, numbers[first : first + PER_PAGE]))
    known = hands(each.control for each in some)
    return Page(
        template="control.html",
        title="Control",
        content={
            "count": len(found),
            "hands": list(known.values()),
            "places": list(_places(some, known)),
            "number": number,
            "pages": max(1, -(-len(found) // PER_PAGE)),
        },
        json=lambda: {"places": map(msgspec.to_builtins, _held(shown, numbers))},
        table=lambda: Table(COLUMNS, (row for each in _held(shown, numbers) for row in _cells(each.control))),
    )


def pages_of(shown: Shown) -> dict[str, int]:
    """The page of the list on which each place stands."""
    return {place: n // PER_PAGE + 1 for n, (_, place) in enumerate(lasting(shown, "control"))}


def lasting(shown: Shown, kind: str) -> list[tuple[int, str]]:
    """What lasted of a kind (numbers and ids), of which events tell that the filter leaves."""
    known = enumerate(shown.view.index(kind, Lasted))
    if not shown.filter.narrows:
        return [(n, each.id) for n, each in known]
    flags = bits.flags(shown.found, shown.view.size)
    return [(n, each.id) for n, each in known if any(flags[event] for event in each.events)]


def _held(shown: Shown, numbers: Iterable[int]) -> Iterator[Held]:
    return (msgspec.json.decode(body, type=Held) for body in shown.view.things("control", numbers))


def _places(several: Sequence[Held], known: dict[str, Hand]) -> Iterator[Place]:
    """The places with one scale for all where that can be read, else each with its own."""
    whole = scale(days for each in several for days in days_of(each.control))
    for each in several:
        own = scale(days_of(each.control))
        axis = whole if whole and own and (own.last - own.first) * 40 >= whole.last - whole.first else own
        strip = of_control(each.control, known, axis) if axis else None
        spans = tuple(_span(hold, known, each.claims) for hold in each.control.holds)
        attempts = tuple(Against(a.says, voices(a.told, each.claims)) for a in each.control.attempts)
        yield Place(each.control, strip, spans, attempts)


def _span(hold: Hold, known: Mapping[str, Hand], claims: Mapping[str, Words]) -> Span:
    hand = known.get(hold.holder or "")
    return Span(
        hold=hold,
        letter=hand.letter if hand else "?",
        who=", ".join(hold.names) or "nobody known",
        extent=extent_words(hold),
        until=until_words(hold),
        voices=voices(hold.told, claims),
        ended=voices(hold.ended_by, claims) if hold.until != ".." else (),
        against=tuple(Against(rival.says, voices(rival.told, claims)) for rival in hold.rivals),
    )


def voices(several: Sequence[Told], claims: Mapping[str, Words]) -> tuple[Voice, ...]:
    """Who tells something, each with the words of the claim."""
    return tuple(Voice(each, claims.get(each.claim)) for each in several)


def _cells(control: Control) -> Iterator[list[str | int | float | None]]:
    for hold in control.holds:
        told = ", ".join(dict.fromkeys(each.voice for each in hold.told))
        claims, ended = (" ".join(each.claim for each in several) for several in (hold.told, hold.ended_by))
        but = "; ".join(rival.says for rival in hold.rivals)
        yield [control.place, control.name, "; ".join(control.names), hold.holder, "; ".join(hold.names), hold.side,
               hold.since, hold.until, hold.extent, hold.certainty, told, claims, ended, but]  # fmt: skip
