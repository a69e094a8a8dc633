"""The one way to change a record by the page: a form with the server's token, sent from one of its own pages.

A decision goes into the record in one transaction, beside those of others who decide at the same time, in another
browser or by the command line; where two contradict each other both are kept, and the later counts.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route as Endpoint

from annals.base.errors import AnnalsError
from annals.base.judgement import Judgement
from annals.keep.record import Record
from annals.serve import review
from annals.serve.filters import parsed
from annals.serve.view import View

PATH = "/review/decide"
LARGEST = 64 * 1024
"""Bytes of a form."""
FIELDS = 40
COOKIE = "annals-author"
A_YEAR = 365 * 24 * 3600
WAIT = 20.0
"""Seconds to wait while another program writes."""


class Desk(Protocol):
    """What a decision needs of the server: the record's path, the token (`None`: nothing may be changed), the view."""

    path: Path
    token: str | None
    view: View
    record: Record

    def look(self) -> None:
        """Take notice of what the record holds by now."""


class Refused(Exception):
    """A request that may not change anything, with the status that says so."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


def endpoint(desk: Desk) -> Endpoint:
    """Where forms are sent to."""

    async def decide(request: Request) -> Response:
        try:
            fields = await _form(request, desk.token)
            return await _decided(desk, request, fields)
        except Refused as refused:
            return _said(refused.why, refused.status)
        except AnnalsError as error:
            return _said(error.message, 400)

    return Endpoint(PATH, decide, methods=["POST"])


def author(request: Request) -> str | None:
    """Who decides, as told once and kept in a cookie of this server alone."""
    told = unquote(request.cookies.get(COOKIE, ""))
    try:
        return review.person(told)
    except AnnalsError:
        return None


# who may


async def _form(request: Request, token: str | None) -> dict[str, str]:
    """The fields of a form that may change the record; else `Refused`."""
    if token is None:
        raise Refused(403, "this record is served to be read only")
    _own_page(request)
    fields = await _fields(request)
    if not secrets.compare_digest(fields.get("token", "").encode(), token.encode()):
        raise Refused(403, "the form is of another run of this server: load the page again, then decide")
    return fields


def _own_page(request: Request) -> None:
    """Refuse what another site, or another server on this machine, had a browser send."""
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise Refused(403, "decisions are taken from the pages of this server only")
    origin = request.headers.get("origin")
    if origin is None:
        return
    try:
        told = urlsplit(origin)
    except ValueError as error:
        raise Refused(403, "decisions are taken from the pages of this server only") from error
    if (told.scheme, told.netloc.casefold()) != (request.url.scheme, request.headers.get("host", "").casefold()):
        raise Refused(403, "decisions are taken from the pages of this server only")


async def _fields(request: Request) -> dict[str, str]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise Refused(415, "decisions come as a form")
    body = bytearray()
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > LARGEST:
                raise Refused(413, f"a form has at most {LARGEST} bytes")
    except ClientDisconnect as gone:
        raise Refused(400, "the form did not come whole") from gone
    try:
        return dict(parse_qsl(body.decode("ascii"), True, errors="replace", max_num_fields=FIELDS))
    except ValueError as error:
        raise Refused(400, "that is no form") from error


# what is done


async def _decided(desk: Desk, request: Request, fields: Mapping[str, str]) -> Response:
    who = fields.get("author") or author(request)
    if who is None:
        raise Refused(400, "a decision needs a name: say who decides")
    who = review.person(who)
    if fields.get("verdict") == "name":
        item = fields.get("item", "")
        return _named(_on(item, fields), who)
    made = datetime.now(UTC).isoformat(timespec="microseconds")
    told = {**fields, "author": who}
    kept = await run_in_threadpool(_keep, desk.path, told, made)
    return _named(_on(_next(desk, fields.get("item", ""), kept[-1]), fields), who)


def _keep(path: Path, fields: Mapping[str, str], made: str) -> list[Judgement]:
    """Put the decision into the record; a connection of its own waits for other writers without holding up readers."""
    with Record.open(path, timeout=WAIT) as record:
        judgements = review.asked(record, fields, made)
        record.judge_all(judgements)
    return judgements


def _next(desk: Desk, item: str, last: Judgement) -> str:
    """Where to go on: to the same doubt while something of it is left, or was taken back; else to the next."""
    if last.withdraws is not None:
        return _again(desk, item, last)
    decisions = review.Decisions(desk.record)
    here = review.doubt(desk.view, item) if item else None
    if here is not None and not decisions.settled(here):
        return here.id
    after = review.following(desk.view, decisions, item or None, lambda each: True)
    return after.id if after else ""


def _again(desk: Desk, item: str, withdrawn: Judgement) -> str:
    """The doubt that is there again now that a decision was taken back: the one looked at, if it is of that.

    Else the first of those that are of little more.
    """
    desk.look()  # what was rejected is in no view until it is made anew
    subjects = {withdrawn.left, withdrawn.right}
    about = {each.id: len(each.subjects) for each in review.queue(desk.view) if subjects <= set(each.subjects)}
    return item if item in about or not about else min(about, key=lambda id: about[id])


def _on(item: str, fields: Mapping[str, str]) -> str:
    """The address to go on to, made of nothing but an id and a choice that was understood."""
    query = parsed(parse_qsl(fields.get("query", ""))).query()
    path = f"/review/{item}" if item.isascii() and item.isalnum() else "/review"
    return f"{path}?{query}" if query else path


def _named(address: str, who: str) -> Response:
    answer = RedirectResponse(address, status_code=303, headers={"Cache-Control": "no-store"})
    answer.set_cookie(COOKIE, quote(who, safe=""), max_age=A_YEAR, httponly=True, samesite="strict")
    return answer


def _said(why: str, status: int) -> Response:
    return PlainTextResponse(f"{why}\n", status_code=status, headers={"Cache-Control": "no-store"})
