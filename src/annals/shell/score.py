"""`annals score`: what annals makes of documents, measured against records coded by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from annals.score.measures import Scores, scored, table
from annals.score.reader import read
from annals.shell.terminal import error_line, json_line, safe

SOME_UNREADABLE = 3


@click.command("score")
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("docs", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--errors", is_flag=True, help="Print what was wrong in each document, before the figures.")
@click.option("--only", metavar="NAME", help="Only documents whose name holds NAME.")
def command(gold: Path, docs: Path, as_json: bool, errors: bool, only: str | None) -> int:
    """Read the documents in DOCS that have a record in GOLD (<document>.json), and compare.

    Precision, recall and F1 of every measure, by the codebook: names agree on half of their words, claims on a quarter
    of their words' union, figures and dates exactly.
    """
    scores = scored(gold, docs, read, only)
    for each in scores.unread:
        click.echo(error_line(f"{each.document}: {each.unread}"), err=True)
    if errors:
        click.echo("\n".join(_mistakes(scores)), err=as_json)
    click.echo(json_line(scores.figures()) if as_json else "\n".join(table(scores)))
    return SOME_UNREADABLE if scores.unread else 0


def _mistakes(scores: Scores) -> Iterator[str]:
    for each in scores.mistakes:
        yield f"== {safe(each.document)}"
        yield from (f"   {safe(sentence)}" for sentence in each.sentences)
