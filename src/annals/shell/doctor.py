"""`annals doctor`: whether this machine has what annals needs, and whether annals reads a sentence on it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import click

from annals.shell.terminal import coloured, safe, style, width

Check = tuple[bool, str, str]
"""Whether it is well, what was looked at, and what was found (and what to do)."""

LIBRARIES = ("click", "msgspec", "PyYAML", "selectolax")
SENTENCE = "On 4 May 2030 the militia shelled Oldtown, killing two soldiers."


@click.command("doctor")
def command() -> int:
    """Check Python, SQLite, the libraries, the codebook, the terminal, and read one sentence."""
    ill = 0
    for well, what, found in checks():
        ill += not well
        sign = style("ok  ", "green") if well else style("FAIL", "red", "bold")
        click.echo(f"{sign}  {what:<12} {safe(found)}")
    if ill:
        click.echo(f"{ill} of the checks failed", err=True)
    return 1 if ill else 0


def checks() -> Iterator[Check]:
    """Every check in order. A check that itself breaks is a failed one."""
    looks: tuple[tuple[str, Callable[[], tuple[bool, str]]], ...] = (
        ("annals", _annals),
        ("python", _python),
        ("sqlite", _sqlite),
        *((name, _library(name)) for name in LIBRARIES),
        ("codebook", _codebook),
        ("self-test", _self_test),
        ("terminal", _terminal),
    )
    for what, look in looks:
        try:
            well, found = look()
        except Exception as error:  # a check reports whatever breaks it
            well, found = False, f"{type(error).__name__}: {error}"
        yield well, what, found


def _annals() -> tuple[bool, str]:
    from importlib.resources import files

    from annals import __version__

    return True, f"{__version__} in {files('annals')}"


def _python() -> tuple[bool, str]:
    version = ".".join(map(str, sys.version_info[:3]))
    well = sys.version_info >= (3, 11)
    return well, f"{version}" if well else f"{version}; annals needs 3.11 or newer"


def _sqlite() -> tuple[bool, str]:
    import sqlite3

    with sqlite3.connect(":memory:") as database:
        options = {row[0] for row in database.execute("PRAGMA compile_options")}
    if "ENABLE_FTS5" not in options:
        return False, f"{sqlite3.sqlite_version} without FTS5; use a Python whose sqlite3 has full-text search"
    return True, f"{sqlite3.sqlite_version} with FTS5"


def _library(name: str) -> Callable[[], tuple[bool, str]]:
    def look() -> tuple[bool, str]:
        from importlib.metadata import PackageNotFoundError, version

        try:
            return True, version(name)
        except PackageNotFoundError:
            return False, f"not installed; python -m pip install {name}"

    return look


def _codebook() -> tuple[bool, str]:
    from importlib.resources import files

    from annals.codebook import table

    names = sorted(
        file.name.removesuffix(".toml") for file in files("annals.codebook").iterdir() if file.name.endswith(".toml")
    )
    for name in names:
        table(name)
    return bool(names), f"{len(names)} tables: {', '.join(names)}"


def _self_test() -> tuple[bool, str]:
    import io

    from annals import pipeline
    from annals.base.document import Document
    from annals.collect import documents

    for document in documents(["-"], None, io.BytesIO(SENTENCE.encode())):
        if not isinstance(document, Document):
            return False, document.message
        for claim in pipeline.read(document).claims:
            losses = [(loss.kind, loss.min, loss.max) for loss in claim.losses]
            if claim.type == "shelling" and losses == [("killed", 2, 2)]:
                return True, f"{SENTENCE!r} gives a {claim.type} with 2 {losses[0][0]}"
    return False, f"{SENTENCE!r} does not give a shelling with 2 killed; the installation is damaged"


def _terminal() -> tuple[bool, str]:
    encoding = sys.stdout.encoding
    colour = "colour" if coloured() else "no colour"
    if encoding.lower().replace("-", "") != "utf8":
        return False, f"writes {encoding}; names in other scripts will be lost; set PYTHONUTF8=1 or a UTF-8 locale"
    return True, f"{encoding}, {width()} columns, {colour}"
