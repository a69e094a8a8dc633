"""A record as a timeline: events under their days, each with its parties, places, losses and voices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from annals.base.claim import Claim
from annals.base.event import Event
from annals.base.what import SYMMETRIC
from annals.shell import wording
from annals.shell.terminal import columns_of, padded, safe, style, width, wrapped

SHORT = 8
"""Digits of an id that are shown, unless two events share them."""
ROOM = 36
"""The least room for words; where columns would leave less, the type goes into the words."""


class Told(msgspec.Struct, frozen=True):
    """An event with its claims, and, claim by claim, whose voice each is."""

    event: Event
    claims: tuple[Claim, ...]
    voices: tuple[str, ...]


def voice(claim: Claim, publisher: str) -> str:
    """Who says it: whom the text names, or else who published it; a party's claim and hearsay say so."""
    who = wording.names(claim.attributed_to) or publisher
    return who if claim.certainty == "stated" else f"{who} ({claim.certainty})"


def lines(told: list[Told]) -> Iterator[str]:
    """The timeline, line by line."""
    if not told:
        yield "no events"
        return
    layout = _layout(told)
    days: dict[str | None, list[Told]] = {}
    for each in told:
        days.setdefault(each.event.date, []).append(each)
    for date, group in days.items():
        yield ""
        yield style(safe(date) if date else "no date", "bold")
        for each in group:
            yield from _event(each, layout)


class _Layout(msgspec.Struct, frozen=True):
    """Widths of the columns before the words; `part` and `type` are 0 where they stand in the words."""

    digits: int
    part: int
    type: int


def _layout(told: list[Told]) -> _Layout:
    ids = [each.event.id for each in told]
    digits = next(n for n in range(SHORT, 65) if len({id[:n] for id in ids}) == len(set(ids)))
    part = max(columns_of(_part(each.event)) for each in told)
    type_ = max(columns_of(_type(each)) for each in told)
    fits = width() - digits - part - type_ - 8 >= ROOM
    return _Layout(digits, part, type_) if fits else _Layout(digits, 0, 0)


def _event(told: Told, layout: _Layout) -> Iterator[str]:
    id, part, type_ = told.event.id[: layout.digits], _part(told.event), _type(told)
    columns = [padded(words, room) for words, room in ((part, layout.part), (type_, layout.type)) if room]
    inline = [] if layout.type else [f"{part} {type_}".strip()]
    first, rest = "  ".join(["", id, *columns, ""]), " " * (layout.digits + 4)
    rest += " " * sum(columns_of(column) + 2 for column in columns)
    for number, line in enumerate(wrapped(safe(_words(told, inline)), width(), first=first, rest=rest)):
        yield line.replace(id, style(id, "cyan"), 1) if number == 0 else line


def _part(event: Event) -> str:
    return (event.part_of_day or "").replace("_", " ")


def _type(told: Told) -> str:
    failed = ", not so" if all(claim.negated for claim in told.claims) else ""
    return told.event.type.replace("_", " ") + failed


def _words(told: Told, inline: list[str]) -> str:
    """Parties, places and those who tell of no losses, then each version of the losses with those who tell it."""
    versions: dict[str, list[str]] = {}
    for claim, who in zip(told.claims, told.voices, strict=True):
        versions.setdefault(wording.tolls(claim.losses), []).append(who)
    heard = {who for toll, voices in versions.items() if toll for who in voices}
    silent = [who for who in versions.pop("", []) if who not in heard]
    act = _by(" · ".join([*inline, *_act(told)]), silent)
    return " · ".join(piece for piece in (act, *(_by(toll, voices) for toll, voices in versions.items())) if piece)


def _act(told: Told) -> Iterator[str]:
    symmetric = told.event.type in SYMMETRIC
    parties = dict.fromkeys(wording.parties(c.by, c.against, symmetric=symmetric) for c in told.claims)
    yield from (each for each in parties if each)
    brokers = wording.names(broker for claim in told.claims for broker in claim.mediator)
    if brokers:
        yield f"through {brokers}"
    if told.event.places:
        yield ", ".join(told.event.places)


def _by(words: str, voices: list[str]) -> str:
    """`words — voices`, each voice once."""
    return f"{words} — {', '.join(dict.fromkeys(voices))}".strip() if voices else words


def content(told: Told) -> Mapping[str, object]:
    """An event as JSON: what the timeline shows of it."""
    return {
        **msgspec.to_builtins(told.event),
        "part_of_day": told.event.part_of_day,
        "negated": all(claim.negated for claim in told.claims),
        "versions": [_version(claim, who) for claim, who in zip(told.claims, told.voices, strict=True)],
    }


def _version(claim: Claim, who: str) -> Mapping[str, object]:
    return {
        "by": _names(m.name for m in claim.by),
        "against": _names(m.name for m in claim.against),
        "losses": [{"kind": loss.kind, "count": wording.count(loss), "who": loss.who} for loss in claim.losses],
        "voice": who,
        "certainty": claim.certainty,
        "quote": claim.quote,
    }


def _names(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
