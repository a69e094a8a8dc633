"""The server: pages of one record for one machine, over Starlette."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount
from starlette.routing import Route as Endpoint
from starlette.staticfiles import PathLike, StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from annals.keep.record import Record
from annals.serve import render
from annals.serve.answers import Answers
from annals.serve.filters import parsed
from annals.serve.page import Page, Route, Shown
from annals.serve.pages import ROUTES
from annals.serve.view import View, state_of

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
    "Cache-Control": "no-cache",
}


class Desk:
    """The record that is being looked at, and its view; the view is made anew when the record has grown."""

    def __init__(self, record: Path) -> None:
        self.path = record
        self.token = secrets.token_urlsafe(24)
        self.record = Record.open(record)
        self.view = View.of(record)
        self.answers = Answers()
        self._seen: object = None

    def look(self) -> None:
        """Look whether the record has grown; then the view is made anew, and what was answered holds no longer."""
        seen = self.record.touched()
        if seen == self._seen:
            return
        if self.view.about["state"] != state_of(self.record):
            self.view.close()
            self.view = View.of(self.path)
            self.answers.clear()
        self._seen = seen

    def shown(self, request: Request) -> Shown:
        """What the request asks to be shown."""
        return Shown(self.record, self.view, parsed(request.query_params.multi_items()), self.token)

    def close(self) -> None:
        """Close the files."""
        self.view.close()
        self.record.close()


def application(record: Path, hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")) -> Starlette:
    """The pages of the record at `record`, answered to requests that name one of `hosts`.

    A foreign page that makes its own name point to this machine is refused by its name.
    """
    desk = Desk(record)
    endpoints = [Endpoint(route.path, _endpoint(desk, route), methods=["GET"]) for route in ROUTES]
    endpoints += [
        Endpoint(
            f"{route.path if route.path != '/' else '/overview'}.{form}", _endpoint(desk, route, form), methods=["GET"]
        )
        for route in ROUTES
        for form in render.FORMS
    ]
    static = Assets(directory=str(files("annals.serve") / "static"))
    app = Starlette(
        routes=[*sorted(endpoints, key=lambda e: "." not in e.path), Mount("/static", static, name="static")],
        middleware=[Middleware(Guarded), Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))],
        exception_handlers={404: _not_found},
    )
    app.state.desk = desk
    return app


def _endpoint(desk: Desk, route: Route, form: str | None = None) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        desk.look()
        return desk.answers.to(request, lambda: _answer(desk.shown(request), route, request, form))

    return answer


def _answer(shown: Shown, route: Route, request: Request, form: str | None) -> Response:
    page = route.make(shown, request.path_params)
    if form is None:
        return _html(page, shown, request)
    content = render.written(page, form)
    if content is None or not page.found:
        return _missing(f"this view cannot be had as {form}")
    return Response(content, media_type=render.FORMS[form], headers=_named(request, form))


def _html(page: Page, shown: Shown, request: Request) -> Response:
    block = request.headers.get("annals-part")
    if block in page.content.get("parts", ()):
        part = render.part(page, shown, render.Served(), request.url.path, str(block))
        return HTMLResponse(part, headers={"Vary": "annals-part"})
    whole = render.html(page, shown, render.Served(), request.url.path)
    return HTMLResponse(whole, status_code=200 if page.found else 404, headers={"Vary": "annals-part"})


def _named(request: Request, form: str) -> dict[str, str]:
    name = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in request.url.path.strip("/"))
    return {"Content-Disposition": f'inline; filename="{name.removesuffix("-" + form) or "annals"}.{form}"'}


def _missing(what: str) -> Response:
    return Response(f"{what}\n", status_code=404, media_type="text/plain; charset=utf-8")


async def _not_found(request: Request, error: Exception) -> Response:
    return _missing("there is no such page")


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
