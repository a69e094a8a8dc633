"""A record of accounts written in a test, and its pages as a reader without a browser gets them."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import annals
from annals.keep.record import Record

if TYPE_CHECKING:
    from httpx import Response

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"

BOX = """{{{{Infobox military conflict
| conflict = Fight for Harbour
| date = 3–5 May 2031
| place = Harbour
| combatant1 = North
| combatant2 = South
| casualties1 = {first}
| casualties2 = {second}
| casualties3 = {civilians}
}}}}
"""


def boxed(prose: str, first: str = "2 killed", second: str = "5 killed", civilians: str = "3 civilians killed") -> str:
    """An encyclopedia's page on a fight, with the figures of its infobox."""
    return BOX.format(first=first, second=second, civilians=civilians) + "\n" + prose


def report(prose: str, publisher: str = "Gazette", date: str = "2031-05-06") -> str:
    """A report as a newspaper prints it."""
    return f"Title: Report of the {publisher}\nPublisher: {publisher}\nDate: {date}\n\n{prose}\n"


class Site:
    """Answers requests, all in one thread of its own: a record's files belong to the thread that opens them."""

    def __init__(self, record: Path) -> None:
        from annals.serve.app import application

        self.httpx = pytest.importorskip("httpx", reason="the server is asked through httpx")
        self.thread = ThreadPoolExecutor(max_workers=1)
        self.app = self.thread.submit(application, record).result()

    def get(self, address: str) -> Response:
        """The answer to a request."""
        return self.thread.submit(lambda: asyncio.run(self._get(address))).result()

    def close(self) -> None:
        """Close the record."""
        self.thread.submit(self.app.state.desk.close).result()
        self.thread.shutdown()

    def text(self, address: str) -> str:
        """The body of a page that is there."""
        answer = self.get(address)
        assert answer.status_code == 200, address
        return str(answer.text)

    def words(self, address: str) -> str:
        """What a page says, without its tags, with single spaces."""
        return plain(self.text(address))

    async def _get(self, address: str) -> Response:
        transport = self.httpx.ASGITransport(app=self.app)
        async with self.httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as reader:
            answer: Response = await reader.get(address)
            return answer


@contextmanager
def site(record: Path) -> Iterator[Site]:
    """The pages of a record."""
    pytest.importorskip("starlette", reason="the server needs starlette")
    opened = Site(record)
    try:
        yield opened
    finally:
        opened.close()


def read(folder: Path, **accounts: str) -> Path:
    """A record of accounts by their names: `box_...` is wikitext, others plain text."""
    path = folder / "war.annals"
    with Record.open(path, create=True) as record:
        for name, text in accounts.items():
            record.add(annals.read_text(text, name=f"{name}.wikitext" if name.startswith("box") else f"{name}.txt"))
    return path


def plain(page: str) -> str:
    """The words of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page.partition("<main")[2])).split())


def links(page: str, path: str) -> list[str]:
    """The addresses on a page that begin with a path, each once."""
    return list(dict.fromkeys(html.unescape(found) for found in re.findall(rf'href="({re.escape(path)}[^"]*)"', page)))
