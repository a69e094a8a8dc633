"""The server: pages of one record for one machine, over Starlette."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount
from starlette.routing import Route as Endpoint
from starlette.staticfiles import PathLike, StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from annals.base.errors import AnnalsError, NotInRecord
from annals.serve import changes, forms
from annals.serve.desk import Desk
from annals.serve.hosts import Hosts, names
from annals.serve.large import Large
from annals.serve.page import Route
from annals.serve.pages import ROUTES

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with none at all a browser would not say where a form comes from
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
    "Cache-Control": "no-cache",
}


def application(
    record: Path, hosts: Iterable[str] = names("127.0.0.1"), *, read_only: bool = False, processes: int | None = None
) -> Starlette:
    """The pages of the record at `record`, answered to requests that name one of `hosts`, or an address.

    A foreign page that makes its own name point to this machine is refused by its name. Unless `read_only`, forms on
    the pages can add people's decisions to the record. `processes` make the pages beside the server (`None`: as many as
    suit the record).
    """
    desk = Desk(record, read_only=read_only, processes=processes)
    endpoints = [Endpoint(route.path, _endpoint(desk, route), methods=["GET"]) for route in ROUTES]
    endpoints += [
        Endpoint(
            f"{route.path if route.path != '/' else '/overview'}.{form}", _endpoint(desk, route, form), methods=["GET"]
        )
        for route in ROUTES
        for form in forms.FORMS
    ]
    static = Assets(directory=str(files("annals.serve") / "static"))
    app = Starlette(
        routes=[
            changes.endpoint(desk),
            *sorted(endpoints, key=lambda e: "." not in e.path),
            Mount("/static", static, name="static"),
        ],
        middleware=[Middleware(Guarded), Middleware(Hosts, known=hosts)],
        lifespan=_ending(desk),
        exception_handlers={HTTPException: _refused, AnnalsError: _troubled, Exception: _failed},
    )
    app.state.desk = desk
    return app


def _ending(desk: Desk) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """Ends what works for the desk when the server ends."""

    @asynccontextmanager
    async def lasting(app: Starlette) -> AsyncIterator[None]:
        yield
        await desk.end()

    return lasting


def _endpoint(desk: Desk, route: Route, form: str | None = None) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        desk.look()
        order = desk.order(request, route.path, form)

        async def make() -> Response:
            made = await desk.make(order)
            if made.large:
                return Large(desk, order, made)
            return Response(made.body, made.status, made.headers, made.type)

        return await desk.answers.to(request, make, order.author)

    return answer


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException), "registered for these"
    words = {404: "there is no such page", 405: "pages can be read, and nothing else"}
    said = f"{words.get(error.status_code, error.detail)}\n"
    return PlainTextResponse(said, status_code=error.status_code, headers=error.headers)


async def _troubled(request: Request, error: Exception) -> Response:
    """The record cannot be used just now: its own words say why."""
    assert isinstance(error, AnnalsError), "registered for these"
    return PlainTextResponse(f"{error.message}\n", status_code=404 if isinstance(error, NotInRecord) else 503)


async def _failed(request: Request, error: Exception) -> Response:
    """The last resort: what went wrong is told where the server runs, not to whoever asked."""
    return PlainTextResponse("this page could not be made\n", status_code=500, headers=HEADERS)


class Assets(StaticFiles):
    """Files that come with annals. Scripts are called scripts, whatever this machine's own table of types says."""

    def file_response(self, full_path: PathLike, *rest: Any, **more: Any) -> Response:
        """The file, as it is or as one that the reader has already."""
        answer = super().file_response(full_path, *rest, **more)
        if str(full_path).endswith((".js", ".mjs")):
            answer.headers["content-type"] = "text/javascript; charset=utf-8"
        return answer


class Guarded:
    """Adds the headers that keep foreign content out of every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                known = {name.lower() for name, _ in message["headers"]}
                more = [(n.lower().encode(), v.encode()) for n, v in HEADERS.items() if n.lower().encode() not in known]
                message["headers"] = [*message["headers"], *more]
            await send(message)

        await self.app(scope, receive, guarded)
