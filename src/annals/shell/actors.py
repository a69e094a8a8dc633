"""`annals actors`: the actors of a record under all their names."""

from __future__ import annotations

import click

from annals.keep.record import Record
from annals.merge.history import History
from annals.shell import identity
from annals.shell.terminal import json_line


@click.command("actors")
@click.argument("record", metavar="RECORD")
@click.argument("name", required=False)
@click.option("--all", "whole", is_flag=True, help="List common nouns, too.")
@click.option("--json", "as_json", is_flag=True, help="Print one actor a line.")
def command(record: str, name: str | None, whole: bool, as_json: bool) -> None:
    """List the actors that RECORD tells of, or those called NAME, each under all its names.

    Names are one actor's where an account introduces the one as short for the other, where the codebook or a page that
    an infobox links to knows both, or where a person judged so; likeness is no reason. Under "one by" stands why for
    each pair, under "apart" what spoke for a pair and what forbade it, under "stood" its sides over time. A common
    noun ("rebels") means somebody in its own account only; such are left out unless asked for.
    """
    with Record.open(record) as opened:
        history = History(opened)
        documents = {kept.id: kept.document.name for kept in history.documents.values()}
        found = identity.chosen(history.identities.actors, name, record)
    if as_json:
        for one in found:
            click.echo(json_line(identity.content(one, documents)))
        return
    for line in identity.lines(found, documents, whole=whole or name is not None):
        click.echo(line)
