"""`annals show`: the timeline of a record in the terminal."""

from __future__ import annotations

from collections.abc import Iterator

import click

from annals.base.episode import Episode
from annals.keep.kept import KeptDocument
from annals.keep.record import Record
from annals.merge.episode import episodes
from annals.merge.history import History
from annals.shell import timeline, wording
from annals.shell.terminal import json_line, safe, style, width, wrapped


@click.command("show")
@click.argument("record", metavar="RECORD")
@click.option("--json", "as_json", is_flag=True, help="Print one event a line.")
def command(record: str, as_json: bool) -> None:
    """Show what RECORD tells: its episodes, then its events in the order of their days.

    Every line of the timeline begins with the id to ask after (annals why RECORD ID). "A → B": A does it to B;
    "A – B": between A and B. After — stands whose voice it is; "claimed" is the word of a party, "reported" that
    of somebody else.
    """
    with Record.open(record) as opened:
        history = History(opened)
        told = _told(history)
        whole = [] if as_json else list(_episodes(opened, list(history.documents.values())))
    if as_json:
        for each in told:
            click.echo(json_line(timeline.content(each)))
        return
    for line in (*whole, *timeline.lines(told)):
        click.echo(line)


def _told(history: History) -> list[timeline.Told]:
    """The events of the record with their claims and voices."""
    documents = history.documents.values()
    publishers = {kept.id: kept.document.source.publisher or kept.document.name for kept in documents}
    found = []
    for event in history.events:
        several = [history.by_id[id] for id in event.claims]
        voices = tuple(timeline.voice(kept.claim, publishers[kept.document]) for kept in several)
        found.append(timeline.Told(event, tuple(kept.claim for kept in several), voices))
    return found


def _episodes(record: Record, documents: list[KeptDocument]) -> Iterator[str]:
    for kept in documents:
        for episode in episodes(each.statement for each in record.statements(kept.id)):
            yield style(safe(episode.title or kept.document.title or kept.document.name), "bold")
            about = [wording.dates(episode.start, episode.end), ", ".join(episode.places), kept.document.name]
            yield from _indented(" · ".join(part for part in about if part), "  ", "  ")
            yield from _sides(episode)


def _sides(episode: Episode) -> Iterator[str]:
    """Each side with its losses, then those of civilians and of nobody in particular."""
    for number, side in enumerate(episode.sides, start=1):
        who = ", ".join(side.belligerents or side.units) or wording.UNKNOWN
        yield from _side(f"{number}", who, _losses(episode, number))
    for other in dict.fromkeys(loss.side for loss in episode.losses):
        if not isinstance(other, int) or other > len(episode.sides):
            yield from _side("–", wording.side(other), _losses(episode, other))


def _side(label: str, who: str, losses: str) -> Iterator[str]:
    return _indented(f"{who}: {losses}" if losses else who, f"  {label} ", "    ")


def _losses(episode: Episode, side: int | str | None) -> str:
    """The losses of a side, each with its claimant where it has one."""
    told = (
        wording.toll(loss) + (f" (per {loss.attributed_to})" if loss.attributed_to else "")
        for loss in episode.losses
        if loss.side == side
    )
    return ", ".join(told)


def _indented(words: str, first: str, rest: str) -> Iterator[str]:
    return wrapped(safe(words), width(), first=first, rest=rest)
