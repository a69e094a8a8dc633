"""`annals export`: a record in a form that other programs read."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from annals.base.errors import AnnalsError
from annals.keep.record import Record
from annals.publish import json
from annals.shell.terminal import json_safe
from annals.shell.wording import plural

FORMATS = {"json": json}


@click.command("export")
@click.argument("record", metavar="RECORD")
@click.option(
    "--format", "form", type=click.Choice(sorted(FORMATS)), default="json", show_default=True, help="The form."
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")
def command(record: str, form: str, output: str | None) -> None:
    """Write what RECORD holds in another form: JSON is one record a line, in the codebook's keys.

    With -o a file that is there already is replaced as a whole or not at all, and what the form leaves out is told.
    """
    with Record.open(record) as opened:
        written = FORMATS[form].export(opened)
        if output is None or output == "-":
            shown = json_safe if sys.stdout.isatty() else str
            for piece in written:
                click.echo(shown(piece), nl=False)
            return
        click.echo(f"{output}: {plural(_replace(Path(output), written), 'document')} written; left out:", err=True)
        for sentence in FORMATS[form].left_out(opened):
            click.echo(f"  {sentence}", err=True)


def _replace(path: Path, written: Iterable[str]) -> int:
    """Write all pieces beside `path`, then put them in its place; how many there were."""
    beside = path.with_name(f"{path.name}.partial")
    pieces = 0
    try:
        with beside.open("w", encoding="utf-8") as file:
            for piece in written:
                file.write(piece)
                pieces += 1
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        what = f"cannot be written ({error.strerror})"
        raise AnnalsError(what, where=str(path), do="name a file in a folder that may be written to") from error
    return pieces
