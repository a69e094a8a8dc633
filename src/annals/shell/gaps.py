"""`annals gaps`: what was seen and not understood, by document."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import click
import msgspec

from annals.base.gap import Gap
from annals.keep.kept import KeptGap
from annals.keep.record import Record
from annals.shell.terminal import cut, json_line, safe, style, width, wrapped
from annals.shell.wording import plural


@click.command("gaps")
@click.argument("record", metavar="RECORD")
@click.option("--json", "as_json", is_flag=True, help="Print one gap a line.")
def command(record: str, as_json: bool) -> None:
    """List what annals saw in the accounts of RECORD and did not understand: the words, and why.

    A gap marked "read all the same" was repaired (a lost line break put back, say); the reading is worth a look.
    """
    with Record.open(record) as opened:
        gaps = list(opened.gaps())
    for line in _json(gaps) if as_json else _lines(gaps):
        click.echo(line)


def _json(gaps: list[KeptGap]) -> Iterator[str]:
    for each in gaps:
        yield json_line({"document": each.name, **msgspec.to_builtins(each.gap)})


def _lines(gaps: list[KeptGap]) -> Iterator[str]:
    documents = 0
    for (name, _), group in groupby(gaps, key=lambda each: (each.name, each.document)):
        documents += 1
        yield style(safe(name), "bold")
        for each in group:
            yield from _gap(each.gap)
        yield ""
    open_ones = sum(not each.gap.repaired for each in gaps)
    yield f"{plural(len(gaps), 'gap')} in {plural(documents, 'document')}, {len(gaps) - open_ones} read all the same"


def _gap(gap: Gap) -> Iterator[str]:
    quoted = f"“{cut(safe(gap.words), width() - 30)}”" if gap.words else "(no words)"
    marks = [gap.field or "", "read all the same" if gap.repaired else ""]
    yield "  ".join(part for part in (f"  {quoted}", *map(safe, marks)) if part)
    yield from wrapped(safe(f"{gap.why} [{gap.stage}: {gap.code}]"), width(), first="    ", rest="    ")
