"""The overview as a reader without script gets it: what is chosen in words; map, timeline and list of one choice."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annals.serve.chips import chips, reach
from annals.serve.filters import parsed
from tests.serve.invented import event, view_of

if TYPE_CHECKING:
    from httpx import Response

pytest.importorskip("starlette", reason="the server needs starlette")
httpx = pytest.importorskip("httpx", reason="the server is asked through httpx")


class Client:
    """Asks the server, always in the one thread in which its files are open."""

    def __init__(self, record: Path) -> None:
        from annals.serve.app import application

        self.thread = ThreadPoolExecutor(max_workers=1)
        self.app = self.thread.submit(application, record).result()

    def get(self, address: str, headers: dict[str, str] | None = None) -> Response:
        """The answer to a request."""
        return self.thread.submit(lambda: asyncio.run(self._get(address, headers))).result()

    async def _get(self, address: str, headers: dict[str, str] | None) -> Response:
        transport = httpx.ASGITransport(app=self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as reader:
            answer: Response = await reader.get(address, headers=headers)
            return answer

    def close(self) -> None:
        """Close the record."""
        self.thread.submit(self.app.state.desk.close).result()
        self.thread.shutdown()


@pytest.fixture(scope="module")
def client(record: Path) -> Iterator[Client]:
    """A reader of the examples."""
    reader = Client(record)
    yield reader
    reader.close()


class Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.all: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.all.append((tag, dict(attrs)))

    def having(self, name: str) -> list[dict[str, str | None]]:
        """The attributes of the tags that have one of this name."""
        return [attributes for _, attributes in self.all if name in attributes]


def page(client: Client, query: str = "") -> str:
    """The overview of a choice."""
    answer = client.get(f"/?{query}")
    assert answer.status_code == 200
    return answer.text


def count(text: str) -> int:
    """How many events the page says it shows."""
    found = re.search(r'<strong id="count">(\d+) event', text)
    assert found
    return int(found[1])


def test_has_its_parts(client: Client) -> None:
    """Everything that a script looks for is there once."""
    ids = [attributes["id"] for attributes in Tags(page(client)).having("id")]
    assert {"map", "timeline", "list", "choose", "results", "count"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_carries_no_script_or_style_of_its_own(client: Client) -> None:
    """Nothing on the page needs what the content security policy refuses."""
    tags = Tags(page(client))
    assert not tags.having("style")
    assert not [a for tag, a in tags.all if tag == "style" or (tag == "script" and not a.get("src"))]
    assert not [name for _, a in tags.all for name in a if name.startswith("on")]


def test_tells_what_the_record_holds(client: Client) -> None:
    """The first line counts events, claims, accounts, disagreements and gaps."""
    text = re.sub(r"<[^>]+>", "", page(client))
    assert re.search(r"\d+ events · \d+ claims · \d+ accounts · \d+ disagreements? · \d+ gaps?", text)


def test_draws_as_many_as_it_lists(client: Client) -> None:
    """The bars of the timeline are the dated events of the list, and its json has the same."""
    text = page(client)
    bars = {a["data-event"] for a in Tags(text).having("data-event") if (a.get("class") or "").startswith("bar")}
    told = client.get("/overview.json").json()["events"]
    assert count(text) == len(told)
    assert bars == {each["event"] for each in told if each["first_day"] is not None or each["last_day"] is not None}


def test_marks_count_what_their_links_leave(client: Client) -> None:
    """The number of a mark on the map is the number of events on the page that it leads to."""
    marks = [a for a in Tags(page(client)).having("data-count") if "data-place" in a]
    assert marks
    for mark in marks:
        assert count(client.get(str(mark["href"])).text) == int(str(mark["data-count"]))


def test_says_how_many_lie_nowhere(client: Client) -> None:
    """What lies nowhere known is counted in words, with a link to just these."""
    text = page(client)
    found = re.search(r'class="nowhere" href="([^"]+)">(\d+) events? lies? nowhere known', text)
    assert found
    assert count(client.get(found[1].replace("&amp;", "&")).text) == int(found[2])


def test_keeps_lanes_and_box_in_the_form(client: Client) -> None:
    """What the form has no field for is sent along with it."""
    hidden = {
        a["name"]: a["value"]
        for a in Tags(page(client, "lanes=side&box=1,2,3,4")).having("type")
        if a["type"] == "hidden"
    }
    assert hidden == {"lanes": "side", "box": "1,2,3,4"}


def test_answers_with_the_part_that_changes(client: Client) -> None:
    """A script that asks for the part of the page that a filter changes gets it without the rest."""
    text = client.get("/", headers={"annals-part": "overview"}).text
    assert 'id="results"' in text
    assert "<html" not in text


@pytest.mark.parametrize(
    "query", ["type=zz", "from=2500", "q=zzzz", "at=1,2", "box=0,0,1,1", "page=99", "from=2022&to=2020"]
)
def test_reads_where_nothing_fits(client: Client, query: str) -> None:
    """A choice that leaves nothing is a page that says so."""
    assert "event" in page(client, query)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ([("from", "2021-04-20"), ("to", "2021-04-26")], "20–26 Apr 2021"),
        ([("from", "2021")], "from 1 Jan 2021"),
        ([("to", "-0030")], "to 31 Dec 31 BC"),
        ([], ""),
    ],
)
def test_days_are_told_in_words(query: list[tuple[str, str]], words: str) -> None:
    """The days asked for are printed as a reader would say them."""
    assert reach(parsed(query)) == words


def test_each_chip_takes_one_thing_away(tmp_path: Path) -> None:
    """Every part of a choice is told, and its link leaves all the others."""
    view = view_of(tmp_path / "view", [event(0, at=(10.0, 20.0))])
    filter = parsed(
        [("q", "truck"), ("type", "territory_gained"), ("at", "10,20"), ("box", "-1,2,3,4"), ("where", "unknown")]
    )
    told = [(chip.what, chip.words) for chip in chips(view, filter)]
    assert told == [
        ("Words", "truck"), ("Type", "territory gained"), ("Known to lie", "nowhere"), ("At", "Town (10,20)"),
        ("Within", "2° N to 4° N, 1° W to 3° E"),
    ]  # fmt: skip
    assert all(len(parsed_back(chip.query)) == len(told) - 1 for chip in chips(view, filter))


def parsed_back(query: str) -> list[str]:
    """What stands in an address."""
    return query.split("&")
