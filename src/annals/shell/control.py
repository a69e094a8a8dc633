"""`annals control`: who holds which place from when to when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click
import msgspec

from annals.base.control import Control, Hold, Rival
from annals.base.errors import NotInRecord
from annals.base.told import Told
from annals.keep.record import Record
from annals.merge.control import controls
from annals.merge.history import History
from annals.merge.where import key
from annals.shell.terminal import json_line, safe, style, width, wrapped

SHORT = 8


@click.command("control")
@click.argument("record", metavar="RECORD")
@click.argument("place", metavar="[PLACE]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one place a line.")
def command(record: str, place: str | None, as_json: bool) -> None:
    """Show who holds which place of RECORD from when to when, in full, in part or contested.

    Under each hold stand the voices that tell it, with the ids of their claims (annals why RECORD ID), and after "but"
    what others say against it. A gain of part of a place changes no holder; what is not told is unknown.
    """
    with Record.open(record) as opened:
        found = controls(History(opened))
    wanted = [each for each in found if place is None or key(place) in {key(name) for name in each.names}]
    if place is not None and not wanted:
        raise NotInRecord(f"nothing is told of who holds {place!r}", where=record, do="annals control lists the places")
    for line in map(_json, wanted) if as_json else _lines(wanted):
        click.echo(line)


def _json(control: Control) -> str:
    return json_line(msgspec.to_builtins(control))


def _lines(found: Sequence[Control]) -> Iterator[str]:
    if not found:
        yield "no place is told to be held"
    for number, each in enumerate(found):
        if number:
            yield ""
        yield style(safe(_head(each)), "bold")
        for hold in each.holds:
            yield from _hold(hold)
        for attempt in each.attempts:
            yield from _rival("", attempt)


def _head(control: Control) -> str:
    other = [name for name in control.names[1:] if key(name) != key(control.name)]
    also = f" (also {', '.join(other)})" if other else ""
    near = f" (told with {', '.join(control.near)})" if control.near else ""
    return f"{control.name}{also}{'' if control.named else ' (no name of its own)'}{near}"


def _hold(hold: Hold) -> Iterator[str]:
    side = f" (side {hold.side})" if isinstance(hold.side, int) else ""
    who = f"{', '.join(hold.names)}{side}" if hold.names else "nobody known"
    extent = _extent(hold) if hold.names or hold.extent else ""
    yield from wrapped(safe(f"{_dates(hold)}: {who}{extent}"), width(), first="  ", rest="    ")
    yield from _note(f"— {voices(hold.told)}")
    if hold.ended_by and hold.until != "..":
        yield from _note(f"until — {voices(hold.ended_by)}")
    for why in hold.why:
        yield from _note(why)
    for rival in hold.rivals:
        yield from _rival("but ", rival)


def _dates(hold: Hold) -> str:
    until = {None: "unknown", "..": "no end told"}.get(hold.until, hold.until)
    return f"{hold.since or 'unknown'} to {until}"


def _extent(hold: Hold) -> str:
    if hold.extent is None:
        return ", how much of it is not told"
    return ", contested" if hold.extent == "contested" else f", in {hold.extent}"


def _rival(lead: str, rival: Rival) -> Iterator[str]:
    return _note(f"{lead}{rival.says} — {voices(rival.told)}")


def _note(words: str) -> Iterator[str]:
    return wrapped(safe(words), width(), first="      ", rest="        ")


def voices(told: Sequence[Told]) -> str:
    """Who tells it, each with whether it is a claim and with the ids of the claims."""
    ids: dict[str, list[str]] = {}
    for each in told:
        who = each.voice if each.certainty == "stated" else f"{each.voice} ({each.certainty})"
        ids.setdefault(who, []).append(each.claim[:SHORT])
    return ", ".join(f"{who} {' '.join(claims)}" for who, claims in ids.items()) or "nobody"
