"""Under which names a server answers: a foreign page can make a name of its own point to this machine, no address."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_NAMED = re.compile(r"(?:\[([0-9A-Fa-f:.]{2,45})\]|([A-Za-z0-9._-]{1,253}))(?::\d{1,5})?")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server that listens at `host`."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def names(host: str) -> frozenset[str]:
    """The names of a server that listens at `host`: its own, and where others can reach it this machine's."""
    known = {"localhost", host.casefold()}
    if not is_loopback(host):
        known |= {socket.gethostname().casefold(), socket.getfqdn().casefold()}
    return frozenset(known)


class Hosts:
    """Refuses requests that call the server by a name that is not its own; bare addresses are let through."""

    def __init__(self, app: ASGIApp, known: Iterable[str]) -> None:
        self.app, self.known = app, frozenset(known)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            told = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
            if len(told) != 1 or not self.answers_to(told[0]):
                refused = PlainTextResponse("this server has another name\n", status_code=400)
                await refused(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def answers_to(self, header: str) -> bool:
        """Whether a Host header names this server."""
        found = _NAMED.fullmatch(header)
        if found is None:
            return False
        try:
            ipaddress.ip_address(found[1] or found[2])
        except ValueError:
            return found[2] is not None and found[2].casefold() in self.known
        return True
