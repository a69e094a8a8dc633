"""`annals serve`: look at a record in a browser."""

from __future__ import annotations

import errno
import os
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from types import FrameType

import click

from annals.base.errors import AnnalsError

BACKLOG = 2048
ENDED = 143
"""What a shell says of a program that was asked to end."""


@click.command("serve")
@click.argument("record", metavar="RECORD")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port",
    default=8765,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="The port to listen at (0: any free).",
)
@click.option(
    "--processes",
    type=click.IntRange(0, 64),
    help="How many processes make pages beside the server; by itself none for a small record, else one for each core.",
)
@click.option("--read-only", is_flag=True, help="Let nobody add decisions to the record.")
def command(record: str, host: str, port: int, processes: int | None, read_only: bool) -> None:
    """Open RECORD as pages at http://127.0.0.1:8765/ until interrupted (Ctrl-C). Nothing is sent beyond this machine.

    Whoever reaches the pages can add decisions to the record, unless it is served --read-only; at the usual address
    only programs on this machine reach them.
    """
    try:
        import uvicorn

        from annals.serve.app import application
        from annals.serve.hosts import is_loopback, names
    except ImportError as error:
        raise AnnalsError(f"the page needs {error.name}", do="pip install 'annals[serve]'") from error
    with bound(host, port) as listening:
        read_only = read_only or (Path(record).is_file() and not os.access(record, os.W_OK))
        app = application(Path(record), names(host), read_only=read_only, processes=processes)
        listening.listen(BACKLOG)  # whoever opens the address as soon as it is told is answered
        click.echo(f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}/", err=True)
        if not is_loopback(host) and not read_only:
            warning = "anybody who reaches this address can read the record and add decisions: see --read-only"
            click.echo(warning, err=True)
        signal.signal(signal.SIGTERM, _end)
        settings = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, ws="none")
        with suppress(KeyboardInterrupt):  # the way in which it is meant to end
            uvicorn.Server(settings).run([listening])


def bound(host: str, port: int) -> socket.socket:
    """A socket that has the address, so that what is wrong with it is told before anything is made."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
        try:
            if os.name == "posix":
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
        except OSError:
            listening.close()
            raise
    except (OSError, UnicodeError) as error:
        what, do = _TROUBLE.get(getattr(error, "errno", None) or 0, ("cannot be listened at", "name another --host"))
        raise AnnalsError(f"{what} ({error})", where=f"{host}:{port}", do=do) from error
    return listening


_TROUBLE = {
    errno.EADDRINUSE: ("this port is taken", "name another: --port 0 takes any that is free"),
    errno.EACCES: ("this port may not be used", "name one above 1023"),
    errno.EADDRNOTAVAIL: ("this machine has no such address", "name one of its own, or 127.0.0.1"),
}


def _end(number: int, frame: FrameType | None) -> None:
    """Leave as from any other end, so that what was made for the time being is put away."""
    sys.exit(ENDED)
