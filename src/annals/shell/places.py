"""`annals places`: the places of a record under all their names."""

from __future__ import annotations

import click

from annals.keep.record import Record
from annals.merge.history import History
from annals.shell import identity
from annals.shell.terminal import json_line


@click.command("places")
@click.argument("record", metavar="RECORD")
@click.argument("name", required=False)
@click.option("--all", "whole", is_flag=True, help="List common nouns, too.")
@click.option("--json", "as_json", is_flag=True, help="Print one place a line.")
def command(record: str, name: str | None, whole: bool, as_json: bool) -> None:
    """List the places that RECORD tells of, or those called NAME, each under all its spellings.

    Spellings are one place's where they are transliterations of one name in accounts that tell of another place in
    common, or whose points agree; places of one name are two where accounts call them different kinds of place or put
    them far apart. Under "one by" stands why for each pair, under "apart" what spoke for a pair and what forbade it.
    """
    with Record.open(record) as opened:
        history = History(opened)
        documents = {kept.id: kept.document.name for kept in history.documents.values()}
        found = identity.chosen(history.identities.places, name, record)
    if as_json:
        for one in found:
            click.echo(json_line(identity.content(one, documents)))
        return
    for line in identity.lines(found, documents, whole=whole or name is not None):
        click.echo(line)
