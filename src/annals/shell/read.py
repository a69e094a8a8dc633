"""`annals read`: accounts in; what they say out, or into a record."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click
import msgspec

from annals.base.errors import AnnalsError
from annals.base.reading import Reading
from annals.collect import FORMATS
from annals.shell import summary
from annals.shell.progress import Progress
from annals.shell.readings import Outcome, named, readings
from annals.shell.terminal import error_line, json_line
from annals.shell.wording import plural

if TYPE_CHECKING:
    from annals.keep.record import Record

SOME_UNREADABLE = 3


@click.command("read")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--into", "record", metavar="RECORD", help="Keep the accounts in this record file (made if absent).")
@click.option("--json", "as_json", is_flag=True, help="Print one record a line, in the codebook's keys.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Read as this format instead of sniffing it.")
@click.option("--gazetteer", multiple=True, metavar="FILE", help="Find places in this too; none: not in annals' own.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Read in this many processes.")
def command(
    paths: tuple[str, ...], record: str | None, as_json: bool, form: str | None, gazetteer: tuple[str, ...], jobs: int
) -> int:
    """Read the accounts at PATH...: files, folders, or - for standard input.

    Without --into nothing is written: what each account says is printed. An account that cannot be read costs one line
    on standard error, the rest is read, and the exit code is 3.
    """
    passed: list[str] = []
    outcomes = readings(paths, form, jobs, passed, gazetteer or named())
    failed = _shown(outcomes, as_json) if record is None else _kept(record, outcomes, as_json)
    if passed and sys.stderr.isatty():
        click.echo(f"{plural(len(passed), 'file')} passed over, being no accounts", err=True)
    return SOME_UNREADABLE if failed else 0


def _shown(outcomes: Iterator[Outcome], as_json: bool) -> int:
    """Print what the accounts say; how many could not be read."""
    failed = printed = 0
    with Progress("documents", beside_output=True) as progress:
        for outcome in outcomes:
            if isinstance(outcome, Reading):
                _print(outcome, as_json, first=not printed)
                printed += 1
            else:
                failed += _failure(outcome, progress.say)
            progress.step()
    return failed


def _kept(path: str, outcomes: Iterator[Outcome], as_json: bool) -> int:
    """Keep what the accounts say in the record at `path`, and say what became of them; how many could not be read."""
    from annals.keep.record import Record

    tally = Tally()
    try:
        with Record.open(path, create=True) as record, Progress("documents", beside_output=as_json) as progress:
            for outcome in outcomes:
                _keep(record, outcome, tally, progress.say)
                if as_json and isinstance(outcome, Reading):
                    _print(outcome, as_json)
                progress.step()
    except KeyboardInterrupt:
        click.echo(f"stopped: {tally.line(path)}; the same command goes on from here", err=True)
        raise
    click.echo(tally.line(path), err=as_json)
    return tally.failed


class Tally(msgspec.Struct):
    """What became of the accounts of one run."""

    read: int = 0
    new: int = 0
    failed: int = 0
    claims: int = 0
    gaps: int = 0

    def line(self, path: str) -> str:
        """The run in one line."""
        became = f"{self.new} new, {self.read - self.new} unchanged, {self.failed} failed"
        found = f"{plural(self.claims, 'claim')}, {plural(self.gaps, 'gap')}"
        return f"{path}: {plural(self.read, 'document')} read ({became}); {found}"


def _keep(record: Record, outcome: Outcome, tally: Tally, say: Callable[[str], None]) -> None:
    if isinstance(outcome, AnnalsError):
        tally.failed += _failure(outcome, say)
        return
    tally.new += record.add(outcome)
    tally.read += 1
    tally.claims += len(outcome.claims)
    tally.gaps += len(outcome.gaps)


def _failure(error: AnnalsError, say: Callable[[str], None]) -> int:
    """Tell why an account could not be read, or stop the run where nothing more can be."""
    if error.fatal:
        raise error
    say(error_line(error.message))
    return 1


def _print(reading: Reading, as_json: bool, *, first: bool = True) -> None:
    if as_json:
        from annals.publish.json import record

        click.echo(json_line(record(reading)))
        return
    click.echo("\n".join(summary.lines(reading)) if first else "\n".join(["", *summary.lines(reading)]))
