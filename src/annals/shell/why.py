"""`annals why`: where an event, a claim or a statement comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import click

from annals.base.event import Event
from annals.keep.kept import Kept, KeptClaim, KeptDocument, KeptJudgement, KeptStatement
from annals.keep.record import Record
from annals.merge.history import History, reading
from annals.merge.weights import THRESHOLD, WEIGHTS
from annals.shell import evidence, judge, summary
from annals.shell.terminal import safe, style, width, wrapped
from annals.shell.wording import plural

FEW = 24
"""With how many others of its event a claim is compared to find the one that it agrees with best."""


@click.command("why")
@click.argument("record", metavar="RECORD")
@click.argument("id", metavar="EVENT-OR-CLAIM")
def command(record: str, id: str) -> None:
    """Show what stands behind EVENT-OR-CLAIM in RECORD: every claim with its sentence, voice and sources.

    The id may be that of an event (annals show), of a claim or a statement (annals read --json), or of a document, and
    may be shortened as long as only one thing begins with it. The words of a claim stand between « and »; in square
    brackets stands the rule that made a value. Of an event it is shown, facet by facet, why its claims are one event:
    each facet's score, from -1 to 1, times its weight, then the sum and how much is needed.
    """
    with Record.open(record) as opened:
        history = History(opened)
        for line in _lines(history, history.find(id)):
            click.echo(line)


def _lines(history: History, found: Kept | Event) -> Iterator[str]:
    record = history.record
    match found:
        case Event():
            yield from _event(history, found)
        case KeptClaim():
            yield from evidence.of_claim(found, _source(record, found.document))
            yield from _judged(record, (found.id,))
            yield from _siblings(history, found.id)
        case KeptStatement():
            yield from evidence.of_statement(found, _source(record, found.document))
        case KeptDocument():
            yield from summary.lines(reading(record, found.id))
        case KeptJudgement():
            yield from judge.lines(found)


def _judged(record: Record, claims: Collection[str]) -> Iterator[str]:
    """What people judged about claims."""
    for kept in record.judgements():
        if kept.judgement.left in claims or kept.judgement.right in claims:
            yield from (f"  {line}" for line in judge.lines(kept))


def _event(history: History, event: Event) -> Iterator[str]:
    record = history.record
    date = event.date or "no date"
    what = f"{event.type.replace('_', ' ')}, {date}, {plural(len(event.claims), 'claim')}"
    yield f"event {style(event.id, 'cyan')}  {style(safe(what), 'bold')}"
    if event.contested:
        yield from wrapped(f"contested: {', '.join(event.contested)}", width(), first="  ", rest="    ")
    yield from _judged(record, event.claims)
    for number, claim in enumerate(event.claims):
        kept_claim = record.find(claim)
        assert isinstance(kept_claim, KeptClaim), "an event is made of claims"
        yield ""
        yield from evidence.of_claim(kept_claim, _source(record, kept_claim.document))
        if number:
            yield from _agreement(history, event.claims, claim)


def _agreement(history: History, claims: tuple[str, ...], claim: str) -> Iterator[str]:
    """Why a claim is of one event with that of the others with which it agrees best."""
    others = [other for other in claims if other != claim]
    pairs = [(history.accord.weighed(other, claim), other) for other in others[:FEW]]
    best, other = max(pairs, key=lambda pair: (not pair[0].wall, pair[0].total))
    yield f"  one event with claim {style(other, 'cyan')}: {best.total:.2f} (needed: {THRESHOLD:.2f})"
    for name, finding in best.findings:
        if finding.why:
            marks = ", rival versions" if finding.rival else ", against it" if finding.wall else ""
            figures = f"{finding.score:+.2f} × {WEIGHTS[name]:.2f}"
            first = f"    {name:<6} {figures}  "
            yield from wrapped(safe(f"{finding.why}{marks}"), width(), first=first, rest=" " * len(first))


def _siblings(history: History, claim: str) -> Iterator[str]:
    """The event that a claim tells of, where other claims tell of it too."""
    event = next((event for event in history.events if claim in event.claims), None)
    if event is not None and len(event.claims) > 1:
        yield f"  one of {len(event.claims)} claims of event {event.id}: annals why RECORD {event.id[:8]}"


def _source(record: Record, document: str) -> KeptDocument:
    kept = record.find(document)
    assert isinstance(kept, KeptDocument), "a claim names its document"
    return kept
