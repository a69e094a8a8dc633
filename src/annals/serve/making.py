"""What is answered to a request, made from a record and its view: by the server, or by a process beside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from urllib.parse import urlencode

import msgspec

from annals.keep.record import Record
from annals.serve import forms, render
from annals.serve.filters import parsed
from annals.serve.page import Page, Route, Shown
from annals.serve.pages import ROUTES
from annals.serve.view import View

PLAIN = "text/plain; charset=utf-8"
HTML = "text/html; charset=utf-8"


class Order(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is to be made: the page of a route (its `path` in `ROUTES`) with the `parts` of the path that was asked for.

    `pairs` are what stands in the address, `block` the one part of the page that is wanted, `form` another form of it.
    `view` is where the view lies, and `state` the one that it must be in. The rest is as in `Shown`.
    """

    route: str
    parts: dict[str, str]
    path: str
    pairs: list[tuple[str, str]]
    view: str
    state: str
    block: str = ""
    form: str | None = None
    token: str | None = None
    author: str | None = None
    stale: str | None = None


class Made(msgspec.Struct, frozen=True):
    """An answer: its status, its type and further headers, and its bytes; of a `large` one only the first."""

    status: int
    type: str
    headers: dict[str, str]
    body: bytes
    large: bool = False


@cache
def _routes() -> dict[str, Route]:
    return {route.path: route for route in ROUTES}


def made(order: Order, record: Record, view: View) -> Made:
    """The answer to what was ordered, if it is not a large one."""
    page, shown = _page(order, record, view)
    if page.to is not None:
        return _elsewhere(page.to, order)
    if order.form is None:
        return _html(page, shown, order)
    told = forms.pieces(page, order.form) if page.found else None
    if told is None:
        return missing(f"this view cannot be had as {order.form}")
    headers = {"Content-Disposition": f'inline; filename="{_name(order)}"'}
    body, large = _begun(told, forms.LARGE[order.form])
    return Made(200, forms.FORMS[order.form], headers, body, large)


def pieces(order: Order, record: Record, view: View) -> Iterator[bytes]:
    """A large answer, piece by piece."""
    page, _ = _page(order, record, view)
    return (forms.pieces(page, order.form) if order.form else None) or iter(())


def _page(order: Order, record: Record, view: View) -> tuple[Page, Shown]:
    shown = Shown(record, view, parsed(order.pairs), order.token, author=order.author, stale=order.stale)
    return _routes()[order.route].make(shown, order.parts), shown


def _begun(told: Iterator[bytes], most: int) -> tuple[bytes, bool]:
    """The whole, if it has no more than so many bytes; else the first of them, and that it is large."""
    held: list[bytes] = []
    size = 0
    for piece in told:
        held.append(piece)
        size += len(piece)
        if size > most:
            return held[0], True
    return b"".join(held), False


def _elsewhere(path: str, order: Order) -> Made:
    """Where another page is shown in the place of this one."""
    to = f"{path}.{order.form}" if order.form else path
    return Made(302, PLAIN, {"Location": f"{to}?{urlencode(order.pairs)}" if order.pairs else to}, b"")


def missing(what: str, status: int = 404) -> Made:
    """An answer that says in plain words what there is not."""
    return Made(status, PLAIN, {}, f"{what}\n".encode())


def _html(page: Page, shown: Shown, order: Order) -> Made:
    headers = {"Vary": "annals-part"} | ({"Cache-Control": "no-store"} if page.private else {})
    if order.block in page.content.get("parts", ()):
        part = render.part(page, shown, render.Served(), order.path, order.block)
        return Made(200, HTML, headers, part.encode())
    whole = render.html(page, shown, render.Served(), order.path)
    return Made(200 if page.found else 404, HTML, headers, whole.encode())


def _name(order: Order) -> str:
    """What a form is called as a file."""
    name = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in order.path.strip("/"))
    return f"{name.removesuffix(f'-{order.form}') or 'annals'}.{order.form}"
