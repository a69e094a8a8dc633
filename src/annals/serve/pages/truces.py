"""Truces: the lives of agreements and sieges, step by step, with the voices that tell each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from annals.base.truce import Dated, Life, Step
from annals.serve.derived import Lived, Words
from annals.serve.page import Page, Shown, Table, page_with
from annals.serve.pages.control import Voice, lasting, voices
from annals.serve.strips import SIGNS, Strip, dates_of, of_life, scale

PER_PAGE = 40
SYMMETRIC = ("truce", "deal")
COLUMNS = (
    "life", "kind", "outcome", "step", "date", "part_of_day", "by", "against", "mediators", "places", "quote",
    "told_by", "certainty", "claims",
)  # fmt: skip


class Line(msgspec.Struct, frozen=True):
    """Something told of it under a label: a day, a term, how long it lasted."""

    label: str
    value: str
    why: str
    voices: tuple[Voice, ...]
    quoted: bool = False


class Stride(msgspec.Struct, frozen=True):
    """A step with its sign, in words, and who tells it."""

    step: Step
    sign: str
    who: str
    voices: tuple[Voice, ...]


class Told(msgspec.Struct, frozen=True):
    """A life as it is shown."""

    life: Life
    who: str
    strip: Strip | None
    lines: tuple[Line, ...]
    strides: tuple[Stride, ...]


def page(shown: Shown, parts: Mapping[str, str]) -> Page:
    """The truces, deals and sieges of which the events that the filter leaves tell."""
    found = lasting(shown, "truce")
    numbers = [n for n, _ in found]
    number = page_with(shown.filter, (life for _, life in found), PER_PAGE)
    first = (number - 1) * PER_PAGE
    return Page(
        template="truces.html",
        title="Truces and sieges",
        content={
            "count": len(found),
            "lives": [_told(each) for each in _lived(shown, numbers[first : first + PER_PAGE])],
            "number": number,
            "pages": max(1, -(-len(found) // PER_PAGE)),
        },
        json=lambda: {"lives": map(msgspec.to_builtins, _lived(shown, numbers))},
        table=lambda: Table(COLUMNS, (row for each in _lived(shown, numbers) for row in _cells(each.life))),
    )


def pages_of(shown: Shown) -> dict[str, int]:
    """The page of the list on which each life stands."""
    return {life: n // PER_PAGE + 1 for n, (_, life) in enumerate(lasting(shown, "truce"))}


def _lived(shown: Shown, numbers: Iterable[int]) -> Iterator[Lived]:
    return (msgspec.json.decode(body, type=Lived) for body in shown.view.things("truce", numbers))


def _told(each: Lived) -> Told:
    life = each.life
    axis = scale(dates_of(life))
    strides = tuple(
        Stride(step, SIGNS[step.kind], _who(step, life.kind), voices(step.told, each.claims)) for step in life.steps
    )
    who = " – ".join(life.by) if life.kind in SYMMETRIC else _acting(life.by, life.against)
    return Told(life, who, of_life(life, axis) if axis else None, tuple(_lines(life, each.claims)), strides)


def _who(step: Step, kind: str) -> str:
    if kind in SYMMETRIC and step.kind != "breached":
        return " – ".join((*step.by, *step.against))
    return _acting(step.by, step.against)


def _acting(by: Sequence[str], against: Sequence[str]) -> str:
    whom = ", ".join(against)
    return f"{', '.join(by)}{f' → {whom}' if whom else ''}".strip()


def _lines(life: Life, claims: Mapping[str, Words]) -> Iterator[Line]:
    agreed = life.kind in SYMMETRIC
    yield from _dated("declared", life.declared, claims)
    yield from _dated("in force from" if agreed else "from", life.begins, claims)
    yield from _dated("agreed to last until", life.in_force_until, claims)
    yield from _dated("ended" if agreed else "until", life.ends, claims)
    for term in life.terms:
        yield Line("terms", term.words, "", voices(term.told, claims), quoted=True)
    for each in life.lasting:
        yield Line("told to have lasted", each.words, "", voices(each.told, claims), quoted=True)
    if life.computed:
        days = " or ".join(f"{n} day{'s' if n != 1 else ''}" for n in life.computed)
        yield Line("computed", days, "between the days told", ())


def _dated(label: str, several: Sequence[Dated], claims: Mapping[str, Words]) -> Iterator[Line]:
    differ = " (versions differ)" if len(several) > 1 else ""
    for each in several:
        yield Line(f"{label}{differ}", each.date, each.why, voices(each.told, claims))


def _cells(life: Life) -> Iterator[list[str | int | float | None]]:
    for step in life.steps:
        told = ", ".join(dict.fromkeys(each.voice for each in step.told))
        sure = ", ".join(dict.fromkeys(each.certainty for each in step.told))
        yield [life.id, life.kind, life.outcome, step.kind, step.date, step.part_of_day, "; ".join(step.by),
               "; ".join(step.against), "; ".join(step.mediators), "; ".join(step.places), step.quote, told, sure,
               " ".join(each.claim for each in step.told)]  # fmt: skip
