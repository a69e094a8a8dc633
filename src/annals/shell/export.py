"""`annals export`: a record in a form that other programs read, or as pages that read without a server."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annals.base.errors import AnnalsError
from annals.keep.record import Record
from annals.publish import json
from annals.shell.output import target, write
from annals.shell.progress import Progress
from annals.shell.terminal import json_safe, safe
from annals.shell.wording import plural

if TYPE_CHECKING:
    from annals.serve.page import Shown

FORMATS = ("json", "csv", "xlsx", "geojson", "html", "site")


@click.command("export")
@click.argument("record", metavar="RECORD")
@click.option("--format", "form", type=click.Choice(FORMATS), default="json", show_default=True, help="The form.")
@click.option("-o", "--output", metavar="PATH", help="Write to PATH instead of standard output.")
@click.option("--where", metavar="CHOICE", help="Only these events: 'actor=NDF&from=2021-04', as in a page's address.")
@click.option("--plain-map", is_flag=True, help="Leave out of html and site the map to move about in (2.5 MB).")
def command(record: str, form: str, output: str | None, where: str | None, plain_map: bool) -> None:
    """Write what RECORD holds in another form.

    \b
    json     one record a line for each document, in the codebook's keys
    csv      the events as a table, for programs
    xlsx     the events as a workbook, for spreadsheets
    geojson  the events that lie somewhere known as points
    html     all pages in one file that opens from a memory stick, and is searched there
    site     all pages as files in the folder -o, for a web space or a memory stick

    With -o what is there already is replaced as a whole or not at all, and what the form leaves out is told.
    """
    if form == "json":
        _json(record, output, where)
    elif form == "site":
        _site(record, output, where, live_map=not plain_map)
    else:
        _pages(record, form, output, where, live_map=not plain_map)


def _json(record: str, output: str | None, where: str | None) -> None:
    if where is not None:
        raise click.UsageError("json is the whole record: --where chooses events for csv, xlsx, geojson, html and site")
    path = _target(output)
    with Record.open(record) as opened:
        written = json.export(opened)
        if path is None:
            return _print(written, json_safe)
        told = f"{output}: {plural(write(path, written)[0], 'document')} written"
        return _tell(told, json.left_out(opened))


def _site(record: str, output: str | None, where: str | None, *, live_map: bool) -> None:
    if output is None or output == "-":
        raise click.UsageError("name the folder to write to with -o: the pages are many files")
    with _shown(record, where) as shown, Progress("pages") as progress:
        from annals.serve import site

        done = site.export(shown, Path(output), progress.step, live_map=live_map)
    told = f"{plural(done.pages, 'page')} in {plural(done.files, 'file')}, {_size(done.bytes)}"
    _tell(f"{output}: {told}; open {Path(output) / 'index.html'}", done.left_out)


def _pages(record: str, form: str, output: str | None, where: str | None, *, live_map: bool) -> None:
    path = _target(output)
    with _shown(record, where, unpaged=form == "html") as shown, Progress("pages", beside_output=True) as progress:
        from annals.serve import sheets, single

        whole = form == "html"
        written = single.export(shown, progress.step, live_map=live_map) if whole else sheets.export(shown, form)
        if path is None and form == "xlsx" and sys.stdout.isatty():
            raise click.UsageError("a workbook is nothing to read in a terminal: name a file with -o")
        if path is None:
            return _print(written, json_safe if form == "geojson" else _lines_safe)
        _, size = write(path, written)
        events = plural(sheets.count(shown, form), "event")
        left = single.left_out(shown) if form == "html" else sheets.left_out(shown, form)
    _tell(f"{output}: {events} written, {_size(size)}", left)
    if form == "html" and size > single.LARGE:
        large = "browsers grow slow with so much; choose events by --where, or write many files with --format site"
        click.echo(f"{output}: {large}", err=True)
    return None


def _target(output: str | None) -> Path | None:
    """The file to write; `None` for standard output."""
    return None if output is None or output == "-" else target(output)


@contextmanager
def _shown(record: str, where: str | None, *, unpaged: bool = False) -> Iterator[Shown]:
    """The record with its view and the choice of events."""
    try:
        import_module("annals.serve.render")  # what is missing is told before anything is made
        from annals.serve import plan
        from annals.serve.filters import Filter
        from annals.serve.page import Shown
        from annals.serve.view import View
    except ImportError as error:
        raise AnnalsError(f"this form needs {error.name}", do="pip install 'annals[serve]'") from error
    chosen = Filter() if where is None else plan.where(where)
    with Record.open(record) as opened:
        view = View.of(Path(record))
        try:
            yield Shown(opened, view, chosen, unpaged=unpaged)
        finally:
            view.close()


def _print(written: Iterable[str] | Iterable[bytes], harmless: Callable[[str], str]) -> None:
    for piece in written:
        click.echo(harmless(piece) if isinstance(piece, str) and sys.stdout.isatty() else piece, nl=False)


def _lines_safe(piece: str) -> str:
    return "".join(f"{safe(line)}\n" for line in piece.splitlines())


def _tell(what: str, left_out: Iterable[str]) -> None:
    click.echo(f"{what}; left out:", err=True)
    for sentence in left_out:
        click.echo(f"  {sentence}", err=True)


def _size(count: int) -> str:
    if count < 1000:
        return plural(count, "byte")
    return f"{count / 1e6:.1f} MB" if count >= 100_000 else f"{count / 1e3:.1f} kB"
