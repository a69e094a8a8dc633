"""`annals truces`: the lives of truces, deals and sieges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import click
import msgspec

from annals.base.truce import Dated, Life, Step
from annals.keep.record import Record
from annals.merge.history import History
from annals.merge.truces import truces
from annals.shell.control import voices
from annals.shell.terminal import json_line, safe, style, width, wrapped
from annals.shell.wording import plural

SYMMETRIC = ("truce", "deal")


@click.command("truces")
@click.argument("record", metavar="RECORD")
@click.option("--json", "as_json", is_flag=True, help="Print one life a line.")
def command(record: str, as_json: bool) -> None:
    """Show the lives of the truces, deals and sieges that RECORD tells of, step by step.

    Each line has its date, whose voice tells it, and the ids of its claims (annals why RECORD ID). Where accounts
    differ on when something began or ended, every version stands with its voices. A breach is what somebody says it is:
    two sides may accuse each other.
    """
    with Record.open(record) as opened:
        lives = truces(History(opened))
    for line in (json_line(msgspec.to_builtins(life)) for life in lives) if as_json else _lines(lives):
        click.echo(line)


def _lines(lives: Sequence[Life]) -> Iterator[str]:
    if not lives:
        yield "no truce, deal or siege is told"
    for number, life in enumerate(lives):
        if number:
            yield ""
        yield from _head(life)
        yield from _versions("declared", life.declared)
        yield from _versions("from" if life.kind not in SYMMETRIC else "in force from", life.begins)
        yield from _versions("in force until", life.in_force_until)
        yield from _versions("until" if life.kind not in SYMMETRIC else "ended", life.ends)
        for term in life.terms:
            yield from _note(f"terms: “{term.words}” — {voices(term.told)}")
        for lasting in life.lasting:
            yield from _note(f"told: {lasting.words} — {voices(lasting.told)}")
        if life.computed:
            yield from _note(f"computed: {' or '.join(plural(days, 'day') for days in life.computed)}")
        for why in life.why:
            yield from _note(why)
        for step in life.steps:
            yield from _step(step, life.kind)


def _head(life: Life) -> Iterator[str]:
    who = " – ".join(life.by) if life.kind in SYMMETRIC else _acting(life.by, life.against)
    parts = [f"{life.kind} {life.id[:8]}", who, ", ".join(life.places)]
    parts += [f"through {', '.join(life.mediators)}"] if life.mediators else []
    parts += [f"last told: {life.outcome}"] if life.outcome else []
    for line in wrapped(safe(" · ".join(part for part in parts if part)), width(), rest="  "):
        yield style(line, "bold")


def _acting(by: Iterable[str], against: Iterable[str]) -> str:
    whom = ", ".join(against)
    return f"{', '.join(by)}{f' → {whom}' if whom else ''}".strip()


def _versions(label: str, versions: Sequence[Dated]) -> Iterator[str]:
    rival = " (versions differ)" if len(versions) > 1 else ""
    for each in versions:
        yield from _note(f"{label}{rival}: {each.date}, {each.why} — {voices(each.told)}")


def _step(step: Step, kind: str) -> Iterator[str]:
    date = f"{step.date or 'no date'}{f' {step.part_of_day}' if step.part_of_day else ''}".replace("_", " ")
    symmetric = kind in SYMMETRIC and step.kind not in ("breached",)
    who = " – ".join((*step.by, *step.against)) if symmetric else _acting(step.by, step.against)
    brokers = f"through {', '.join(step.mediators)}" if step.mediators else ""
    parts = [f"{date}: {step.kind}", who, ", ".join(step.places), brokers]
    words = " · ".join(part for part in parts if part)
    yield from wrapped(safe(f"{words} — {voices(step.told)}"), width(), first="  ", rest="      ")
    yield from wrapped(safe(f"“{step.quote}”"), width(), first="      ", rest="      ")


def _note(words: str) -> Iterator[str]:
    return wrapped(safe(words), width(), first="    ", rest="      ")
