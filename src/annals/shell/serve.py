"""`annals serve`: look at a record in a browser."""

from __future__ import annotations

from pathlib import Path

import click

from annals.base.errors import AnnalsError


@click.command("serve")
@click.argument("record", metavar="RECORD")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="The port to listen at.")
@click.option(
    "--processes",
    type=click.IntRange(0, 64),
    help="How many processes make pages beside the server; by itself none for a small record, else one for each core.",
)
@click.option("--read-only", is_flag=True, help="Let nobody add decisions to the record.")
def command(record: str, host: str, port: int, processes: int | None, read_only: bool) -> None:
    """Open RECORD as pages at http://127.0.0.1:8765/ until interrupted. Nothing is sent beyond this machine.

    Whoever reaches the pages can add decisions to the record, unless it is served --read-only; at the usual address
    only programs on this machine reach them.
    """
    try:
        import uvicorn

        from annals.serve.app import application
        from annals.serve.hosts import is_loopback, names
    except ImportError as error:
        raise AnnalsError(f"the page needs {error.name}", do="pip install 'annals[serve]'") from error
    app = application(Path(record), names(host), read_only=read_only, processes=processes)
    click.echo(f"http://{f'[{host}]' if ':' in host else host}:{port}/", err=True)
    if not is_loopback(host) and not read_only:
        click.echo("anybody who reaches this address can read the record and add decisions: see --read-only", err=True)
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)
