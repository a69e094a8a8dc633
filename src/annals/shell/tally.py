"""`annals tally`: every casualty figure of an infobox, beside what the prose of the same account adds up to."""

from __future__ import annotations

from collections.abc import Iterator

import click

from annals.base.errors import NotInRecord
from annals.base.reading import Reading
from annals.base.tally import REASONS, Tally, Term
from annals.keep.record import Record
from annals.merge.history import reading
from annals.merge.sums import worded
from annals.merge.tally import tallies
from annals.publish.json import tally_of
from annals.shell import wording
from annals.shell.terminal import json_line, safe, style, width, wrapped
from annals.shell.wording import plural

VERDICT = {"exact": "green", "within": "green", "short": "yellow", "over": "red", "not_comparable": "dim"}
SHARED = {
    "all": "the parts cite the total's source",
    "some": "some of the parts cite the total's source",
    "none": "the parts cite other sources than the total",
}
SHORT = 8
"""Digits of a claim's id that are shown."""


@click.command("tally")
@click.argument("record", metavar="RECORD")
@click.argument("document", metavar="[DOCUMENT]", required=False)
@click.option("--all", "every", is_flag=True, help="Also list figures of other sides and kinds.")
@click.option("--json", "as_json", is_flag=True, help="Print one tally a line.")
def command(record: str, document: str | None, every: bool, as_json: bool) -> None:
    """Check the killed, wounded, captured and missing of each infobox in RECORD against the prose of its account.

    Under each figure stand the claims that were added up (+) and those left out (-), each with the reason. Every
    account is checked by itself; one whose infobox tells no losses is passed over. DOCUMENT is a name or id.
    """
    with Record.open(record) as opened:
        found = list(_readings(opened, document))
        if document is not None and not found:
            raise NotInRecord(f"no document is called {document!r}", where=record, do="name it as `annals show` does")
        for line in _json(found) if as_json else _lines(found, every):
            click.echo(line)


def _readings(record: Record, wanted: str | None) -> Iterator[Reading]:
    """Every reading once, or those of the document with this name or (shortened) id."""
    seen: set[str] = set()
    for name, id in record.names():
        if id not in seen and (wanted in (None, name) or (len(wanted or "") >= SHORT and id.startswith(wanted or ""))):
            seen.add(id)
            yield reading(record, id, name)


def _json(found: list[Reading]) -> Iterator[str]:
    for each in found:
        for tally in tallies(each):
            yield json_line({"document": each.document.name, **tally_of(tally)})


def _lines(found: list[Reading], every: bool) -> Iterator[str]:
    checked = [(each, several) for each in found if (several := tallies(each))]
    for each, several in checked:
        episode = None
        for tally in several:
            if tally.episode != episode:
                episode = tally.episode
                title = each.episodes[episode].title or each.document.title or each.document.name
                yield from (style(line, "bold") for line in wrapped(safe(f"{title} ({each.document.name})"), width()))
            yield from _tally(tally, every)
        yield ""
    agreed = sum(tally.verdict in ("exact", "within") for _, several in checked for tally in several)
    figures = sum(len(several) for _, several in checked)
    told = f"{plural(figures, 'figure')} in {plural(len(checked), 'document')}, {agreed} borne out by the prose"
    yield from wrapped(told, width())


def _tally(tally: Tally, every: bool) -> Iterator[str]:
    about = [wording.side(tally.side), tally.kind, worded(tally.infobox), tally.who or ""]
    about += [f"per {tally.attributed_to}" if tally.attributed_to else ""]
    verdict = tally.verdict.replace("_", " ") + (f" by {tally.by}" if tally.by is not None else "")
    head = f"{' '.join(part for part in about if part)}: {verdict}"
    for line in wrapped(safe(head), width(), first="  ", rest="    "):
        yield line.replace(verdict, style(verdict, VERDICT[tally.verdict]))
    yield from wrapped(safe(tally.why), width(), first="    ", rest="    ")
    for term in tally.counted:
        yield from _term("+", term)
    for term in tally.left_out:
        if every or term.reason not in ("other_side", "other_kind"):
            yield from _term("-", term)
    if tally.same_source:
        yield from wrapped(SHARED[tally.same_source], width(), first="    ", rest="    ")


def _term(sign: str, term: Term) -> Iterator[str]:
    about = ", ".join(part for part in (term.who, term.date or "no date") if part)
    reason = f"{REASONS[term.reason]}: " if term.reason else ""
    words = f"{worded((term.min, term.max))} ({about}): {reason}{term.why}"
    id = term.claim[:SHORT]
    for number, line in enumerate(wrapped(safe(words), width(), first=f"    {sign} {id} ", rest=" " * (SHORT + 7))):
        yield line.replace(id, style(id, "cyan"), 1) if number == 0 else line
