"""`annals judge`: a person's word on what is one and what is not, and on single claims, kept with author and reason."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import click

from annals.base.errors import AnnalsError, NotInRecord
from annals.base.event import Event
from annals.base.judgement import FIELDS, SINGLE, VERDICTS, Judgement, sort_of
from annals.keep.kept import KeptClaim, KeptJudgement
from annals.keep.record import Record
from annals.merge.history import History
from annals.shell.replay import replayed
from annals.shell.terminal import json_line, safe, style, width, wrapped


@click.command("judge")
@click.argument("record", metavar="RECORD")
@click.argument("verdict", metavar="[VERDICT]", required=False, type=click.Choice(VERDICTS))
@click.argument("left", metavar="[LEFT]", required=False)
@click.argument("right", metavar="[RIGHT]", required=False)
@click.option("--reason", help="Why; it is kept with the judgement.")
@click.option("--author", help="Who judges (default: the user's name, USER).")
@click.option("--made", help="When it was judged, ISO 8601 (default: now).")
@click.option("--withdraw", metavar="ID", help="Take back the judgement with this id.")
@click.option("--field", type=click.Choice(FIELDS), help="With edit: what is corrected.")
@click.option("--value", help="With edit: what it should be; empty if the text does not tell it.")
@click.option(
    "--replay", metavar="FILE", help="Keep the judgements in FILE (- : standard input), as --list --json prints."
)
@click.option("--list", "listed", is_flag=True, help="List all judgements, withdrawn ones too.")
@click.option("--json", "as_json", is_flag=True, help="With --list: print one judgement a line.")
def command(
    record: str,
    verdict: str | None,
    left: str | None,
    right: str | None,
    reason: str | None,
    author: str | None,
    made: str | None,
    withdraw: str | None,
    field: str | None,
    value: str | None,
    replay: str | None,
    listed: bool,
    as_json: bool,
) -> None:
    """Judge LEFT and RIGHT in RECORD: same, different or unsure; or LEFT alone: accept, reject or edit.

    \b
    annals judge RECORD same LEFT RIGHT --reason "both tell of the bridge"
    annals judge RECORD reject CLAIM --reason "it says that they planned to"
    annals judge RECORD edit CLAIM --field date --value 2021-04-20 --reason "the night before"
    annals judge RECORD --withdraw ID --reason "it was another bridge"
    annals judge RECORD --list --json > decisions.jsonl
    annals judge OTHER --replay decisions.jsonl

    LEFT and RIGHT are ids of claims or events, which may be shortened, or both actor:NAME or place:NAME. An event
    stands for its first claim. What is judged the same is one event whatever the rules say, what is judged different
    never; unsure changes nothing. A claim that is rejected is left out of all that is derived, one that is edited
    stands there as corrected. Nothing is overwritten: a judgement is taken back by another, and all are kept.
    """
    if listed:
        with Record.open(record) as opened:
            _list(opened.judgements(), as_json)
        return
    if replay is not None:
        for line in replayed(record, replay):
            click.echo(line)
        return
    by, when = _author(author), _time(made)
    why = (reason or "").strip() if verdict == "accept" and withdraw is None else _needed(reason, "--reason", "say why")
    with Record.open(record) as opened:
        if withdraw is not None:
            judgement = _withdrawal(opened, withdraw, by, why, when)
        elif verdict in SINGLE:
            claim = _one(opened, _needed(left, "LEFT", "name a claim"), right)
            judgement = Judgement(claim, claim, verdict, by, why, when, None, *_correction(verdict, field, value))
        else:
            subjects = _subjects(opened, _needed(left, "LEFT", "name two"), _needed(right, "RIGHT", "name two"))
            judgement = Judgement(*subjects, _needed(verdict, "VERDICT", " | ".join(VERDICTS)), by, why, when)
        id = opened.judge(judgement)
    click.echo(_told(id, judgement))


def _correction(verdict: str, field: str | None, value: str | None) -> tuple[str | None, str | None]:
    if verdict != "edit":
        return None, None
    if value is None:
        raise click.UsageError("--value is missing: say what it should be")
    return _needed(field, "--field", "say what is corrected"), value.strip()


def _one(record: Record, left: str, right: str | None) -> str:
    """The one claim, or gap, that is judged."""
    if right is not None:
        raise click.UsageError("RIGHT is one too many: this is said of one claim")
    if sort_of(left) == "gap":
        return left
    claims = _claims(History(record), left)
    if len(claims) > 1:
        what = f"{left!r} is an event of {len(claims)} claims"
        raise AnnalsError(what, allowed="one claim", do=f"annals why RECORD {left} lists them")
    return claims[0]


def _needed(given: str | None, name: str, do: str) -> str:
    if not given or not given.strip():
        raise click.UsageError(f"{name} is missing: {do}")
    return given.strip()


def _author(given: str | None) -> str:
    return _needed(given or os.environ.get("USER"), "--author", "say who judges")


def _time(given: str | None) -> str:
    """The time as given, if it is one; else now. This is the only place where a clock is read."""
    if given is None:
        return datetime.now(UTC).isoformat(timespec="microseconds")
    try:
        datetime.fromisoformat(given)
    except ValueError as error:
        raise click.UsageError(f"--made {given!r} is no ISO 8601 time (2031-04-01, 2031-04-01T12:00:00Z)") from error
    return given


def _withdrawal(record: Record, prefix: str, author: str, reason: str, made: str) -> Judgement:
    """The judgement that takes another back."""
    found = record.find(prefix)
    if not isinstance(found, KeptJudgement):
        raise NotInRecord(f"{prefix!r} is no judgement", where=str(record.path), do="see annals judge RECORD --list")
    if found.withdrawn:
        raise AnnalsError(f"the judgement {found.id} is withdrawn already", where=str(record.path))
    old = found.judgement
    return Judgement(old.left, old.right, old.verdict, author, reason, made, found.id, old.field, old.value)


def _subjects(record: Record, left: str, right: str) -> tuple[str, str]:
    """What is judged: two names of one sort as they are given, or the ids of two claims."""
    sorts = {sort_of(left), sort_of(right)}
    if len(sorts) > 1:
        allowed = "two claims or events, two of actor:NAME, or two of place:NAME"
        raise AnnalsError(f"{left!r} and {right!r} are not of one sort", allowed=allowed)
    if "claim" not in sorts:
        return left, right
    history = History(record)
    one, other = _claims(history, left), _claims(history, right)
    first = next((claim for claim in one if len(one) == 1 or claim not in other[:1]), one[0])
    second = next((claim for claim in other if claim != first), first)
    if first == second:
        raise AnnalsError(f"{left!r} and {right!r} are one and the same claim", do="name two")
    return first, second


def _claims(history: History, prefix: str) -> tuple[str, ...]:
    """The claim with an id that begins so, or the claims of the event, whose id may be another after the judgement."""
    found = history.find(prefix)
    if isinstance(found, KeptClaim):
        return (found.id,)
    if isinstance(found, Event):
        history.record.remember([found.claims])
        return found.claims
    raise NotInRecord(f"{prefix!r} is neither a claim nor an event", where=str(history.record.path))


def _told(id: str, judgement: Judgement) -> str:
    what = "withdrawn" if judgement.withdraws else judgement.verdict
    return safe(f"judgement {judgement.withdraws or id}: {_about(judgement)}, {what}")


def _about(judgement: Judgement) -> str:
    """What a judgement is about: two, or one, and which field of it should be what."""
    about = judgement.left if judgement.verdict in SINGLE else f"{judgement.left} and {judgement.right}"
    return f"{about}, {judgement.field}: {judgement.value or 'not told'}" if judgement.field else about


def _list(judgements: Sequence[KeptJudgement], as_json: bool) -> None:
    for line in _json(judgements) if as_json else _lines(judgements):
        click.echo(line)


def _json(judgements: Sequence[KeptJudgement]) -> Iterator[str]:
    for kept in judgements:
        judged = kept.judgement
        yield json_line(
            {
                "id": kept.id,
                "verdict": judged.verdict,
                "left": judged.left,
                "right": judged.right,
                "author": judged.author,
                "reason": judged.reason,
                "made": judged.made,
                "withdraws": judged.withdraws,
                "field": judged.field,
                "value": judged.value,
                "withdrawn": kept.withdrawn,
            }
        )


def _lines(judgements: Sequence[KeptJudgement]) -> Iterator[str]:
    if not judgements:
        yield "no judgements"
    for kept in judgements:
        yield from lines(kept)


def lines(kept: KeptJudgement) -> Iterator[str]:
    """A judgement in two lines: what of which, then who says so, when and why."""
    judged = kept.judgement
    what = f"withdraws {judged.withdraws}" if judged.withdraws else judged.verdict
    gone = ", withdrawn" if kept.withdrawn else ""
    yield f"judgement {style(kept.id, 'cyan')}  {style(safe(what), 'bold')}{gone}"
    said = f"{_about(judged)}, by {judged.author}, {judged.made}: {judged.reason}"
    yield from wrapped(safe(said), width(), first="  ", rest="    ")
