"""`annals why`: where an event, a claim or a statement comes from."""

from __future__ import annotations

from collections.abc import Iterator

import click

from annals.base.event import Event
from annals.keep.kept import Kept, KeptClaim, KeptDocument, KeptJudgement, KeptStatement
from annals.keep.record import Record
from annals.merge.history import find, reading, timeline
from annals.shell import evidence, summary
from annals.shell.terminal import safe, style, width, wrapped
from annals.shell.wording import plural


@click.command("why")
@click.argument("record", metavar="RECORD")
@click.argument("id", metavar="EVENT-OR-CLAIM")
def command(record: str, id: str) -> None:
    """Show what stands behind EVENT-OR-CLAIM in RECORD: every claim with its sentence, voice and sources.

    The id may be that of an event (annals show), of a claim or a statement (annals read --json), or of a document, and
    may be shortened as long as only one thing begins with it. The words of a claim stand between « and »; in square
    brackets stands the rule that made a value.
    """
    with Record.open(record) as opened:
        for line in _lines(opened, find(opened, id)):
            click.echo(line)


def _lines(record: Record, found: Kept | Event) -> Iterator[str]:
    match found:
        case Event():
            yield from _event(record, found)
        case KeptClaim():
            yield from evidence.of_claim(found, _source(record, found.document))
            yield from _siblings(record, found.id)
        case KeptStatement():
            yield from evidence.of_statement(found, _source(record, found.document))
        case KeptDocument():
            yield from summary.lines(reading(record, found.id))
        case KeptJudgement():
            yield from _judgement(found)


def _event(record: Record, event: Event) -> Iterator[str]:
    date = event.date or "no date"
    what = f"{event.type.replace('_', ' ')}, {date}, {plural(len(event.claims), 'claim')}"
    yield f"event {style(event.id, 'cyan')}  {style(safe(what), 'bold')}"
    for why in event.why:
        yield from wrapped(safe(f"one event: {why}"), width(), first="  ", rest="    ")
    for claim in event.claims:
        kept = record.find(claim)
        assert isinstance(kept, KeptClaim), "an event is made of claims"
        yield ""
        yield from evidence.of_claim(kept, _source(record, kept.document))


def _siblings(record: Record, claim: str) -> Iterator[str]:
    """The event that a claim tells of, where other claims tell of it too."""
    event = next((event for event in timeline(record) if claim in event.claims), None)
    if event is not None and len(event.claims) > 1:
        yield f"  one of {len(event.claims)} claims of event {event.id}: annals why RECORD {event.id[:8]}"


def _judgement(kept: KeptJudgement) -> Iterator[str]:
    judgement = kept.judgement
    withdrawn = ", withdrawn" if kept.withdrawn else ""
    yield f"judgement {style(kept.id, 'cyan')}  {safe(judgement.verdict)}{withdrawn}"
    said = f"{judgement.left} and {judgement.right}, by {judgement.author}, {judgement.made}: {judgement.reason}"
    yield from wrapped(safe(said), width(), first="  ", rest="    ")


def _source(record: Record, document: str) -> KeptDocument:
    kept = record.find(document)
    assert isinstance(kept, KeptDocument), "a claim names its document"
    return kept
