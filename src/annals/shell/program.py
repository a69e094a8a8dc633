"""The program as a whole: its commands, found when they are called for, and what becomes of an error."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from annals import __version__
from annals.base.errors import AnnalsError
from annals.shell.terminal import error_line

COMMANDS = {
    "read": "Read accounts; print what they say, or keep it in a record.",
    "show": "Show the timeline of a record.",
    "why": "Show where an event or a claim comes from: words, voice, source.",
    "judge": "Say that two claims tell one occurrence, or do not; or two names one actor.",
    "control": "Show who holds which place from when to when.",
    "truces": "Show the lives of truces and sieges.",
    "episodes": "Show which episode is part of which, and what is told of each in short.",
    "rivals": "Show what accounts tell in more than one way.",
    "diff": "Show what changed between versions of an account.",
    "tally": "Check the casualty figures of infoboxes against the prose.",
    "actors": "List the actors of a record under all their names.",
    "places": "List the places of a record under all their spellings.",
    "gaps": "List what was seen and not understood.",
    "serve": "Look at a record in a browser.",
    "export": "Write a record in another form.",
    "score": "Measure annals against records coded by hand.",
    "doctor": "Check that this machine has what annals needs.",
    "completion": "Print the completion script for a shell.",
}

COMPLETE = "_ANNALS_COMPLETE"
"""Set by the completion scripts when they ask what could come next."""

FINE = 0
UNEXPECTED = 1
USAGE = 2
INTERRUPTED = 130
PIPE_CLOSED = 141


class Commands(click.Group):
    """A group whose commands are modules of `annals.shell`, imported when they are named."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"annals.shell.{name}").command
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="annals %(version)s")
def program() -> None:
    """Read accounts of armed conflict into a record that can be audited.

    Accounts are encyclopedia articles (wikitext, HTML, Markdown with front matter, plain text) and the reports of
    agencies and monitors (text, Markdown, HTML, JSON Lines). Every claim keeps its words, its source and its rivals.

    \b
    annals read article.md                      what one account says
    annals read accounts/ --into war.annals     keep it, with its sources
    annals show war.annals                      the timeline
    annals why war.annals ID                    where a line of it comes from
    """


def run(arguments: Sequence[str]) -> int:
    """The exit code of `annals` with `arguments`. No error leaves as a traceback unless ANNALS_DEBUG is set."""
    try:
        code = _invoked(arguments)
        sys.stdout.flush()
        return code
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return _told("interrupted", INTERRUPTED)
    except BrokenPipeError:
        return _pipe_closed()
    except AnnalsError as error:
        if debugging():
            raise
        return _told(error.message, error.exit_code)
    except Exception as error:  # the last resort of a program: whatever it is, the user is told in one line
        if debugging():
            raise
        from annals.shell.damage import damage

        if found := damage(arguments):
            return _told(found.message, found.exit_code)
        if isinstance(error, OSError) and error.filename:
            return _told(f"{error.filename}: {error.strerror}; see to it, then run this again", UNEXPECTED)
        fault = f"{type(error).__name__}: {error}".rstrip(": ")
        return _told(f"unexpected: {fault}; set ANNALS_DEBUG=1 to see where, and please report it", UNEXPECTED)


def _invoked(arguments: Sequence[str]) -> int:
    if COMPLETE in os.environ:
        program.main(prog_name="annals", complete_var=COMPLETE)
    with program.make_context("annals", list(arguments)) as context:
        code = program.invoke(context)
    return code if isinstance(code, int) else FINE


def debugging() -> bool:
    """Whether the user asked for tracebacks."""
    return bool(os.environ.get("ANNALS_DEBUG"))


def _told(message: str, code: int) -> int:
    click.echo(error_line(message), err=True)
    return code


def _pipe_closed() -> int:
    """Whoever read the output has gone (`| head`): leave quietly, and let the interpreter's own flush succeed."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PIPE_CLOSED
