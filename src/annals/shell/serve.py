"""`annals serve`: look at a record in a browser."""

from __future__ import annotations

from pathlib import Path

import click

from annals.base.errors import AnnalsError


@click.command("serve")
@click.argument("record", metavar="RECORD")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="The port to listen at.")
def command(record: str, host: str, port: int) -> None:
    """Open RECORD as pages at http://127.0.0.1:8765/ until interrupted. Nothing is sent beyond this machine."""
    try:
        import uvicorn

        from annals.serve.app import application
    except ImportError as error:
        raise AnnalsError(f"the page needs {error.name}", do="pip install 'annals[serve]'") from error
    hosts = ("127.0.0.1", "localhost", "[::1]", host)
    app = application(Path(record), hosts)
    click.echo(f"http://{host}:{port}/", err=True)
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)
