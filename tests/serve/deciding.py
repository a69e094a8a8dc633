"""A reader who decides: pages asked for, and forms sent as a browser sends them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from annals.keep.record import Record
from tests.serve.asked import Site

if TYPE_CHECKING:
    from httpx import Response

HOST = "127.0.0.1:8765"
FORM = {"content-type": "application/x-www-form-urlencoded"}


class Server(Site):
    """Answers any request, and keeps no cookies: whoever asks says who they are."""

    def __init__(self, record: Path, **more: Any) -> None:
        from annals.serve.app import application

        super().__init__(record)
        self.close()
        self.thread = type(self.thread)(max_workers=1)
        self.app = self.thread.submit(lambda: application(record, **more)).result()

    def ask(
        self, method: str, address: str, *, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Response:
        """The answer to any request."""
        return self.thread.submit(lambda: asyncio.run(self._ask(method, address, body, headers or {}))).result()

    async def _ask(self, method: str, address: str, body: bytes | None, headers: Mapping[str, str]) -> Response:
        transport = self.httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        async with self.httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}") as reader:
            answer: Response = await reader.request(method, address, content=body, headers=dict(headers))
            return answer

    @property
    def token(self) -> str:
        """What the server's own forms hold."""
        return str(self.app.state.desk.token)

    def page(self, address: str, author: str | None = "Ada") -> str:
        """A page as somebody sees it who has told their name."""
        answer = self.ask("GET", address, headers=named(author))
        assert answer.status_code == 200, (address, answer.text)
        return str(answer.text)

    def decide(self, who: str | None = "Ada", headers: Mapping[str, str] | None = None, **fields: str) -> Response:
        """A form sent by one of the server's own pages."""
        told = {"token": self.token, **{name.replace("_", "-"): value for name, value in fields.items()}}
        whole = {
            **FORM,
            "origin": f"http://{HOST}",
            "sec-fetch-site": "same-origin",
            **named(who),
            **(headers or {}),
        }
        return self.ask("POST", "/review/decide", body=urlencode(told).encode(), headers=whole)

    def queue(self) -> list[dict[str, Any]]:
        """The doubts that are left, as JSON."""
        several: list[dict[str, Any]] = self.ask("GET", "/review.json").json()["doubts"]
        return several

    def of(self, kind: str) -> dict[str, Any]:
        """The first doubt of a kind."""
        found = next((each for each in self.queue() if each["kind"] == kind), None)
        if found is None:
            pytest.fail(f"the record has no doubt of the kind {kind}")
        return found


def named(author: str | None) -> dict[str, str]:
    """The cookie of somebody who has told their name."""
    return {"cookie": f"annals-author={author}"} if author else {}


def judged(path: Path) -> list[tuple[str, str, str, bool]]:
    """What the record holds: verdict, author and reason, and whether it was taken back."""
    with Record.open(path) as record:
        return [
            (kept.judgement.verdict, kept.judgement.author, kept.judgement.reason, kept.withdrawn)
            for kept in record.judgements()
        ]


def forms(page: str) -> list[dict[str, str]]:
    """The hidden fields of every form on a page."""
    found = re.findall(r"<form[^>]*method=\"post\".*?</form>", page, re.DOTALL)
    hidden = r'<input type="hidden" name="([^"]*)" value="([^"]*)">'
    return [{name: unescape(value) for name, value in re.findall(hidden, form)} for form in found]
