"""Every page of a record is valid: tags are closed, ids are one of a kind, and every link leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag

import pytest

import annals
from annals.keep.record import Record
from annals.serve.filters import Filter
from annals.serve.page import Shown
from annals.serve.pages import ROUTES
from tests.serve.asked import SEEDS, Site, boxed, read, report, site

VOID = frozenset(("br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))
REFERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "list", "form")
CITED_TWICE = """North troops attacked Harbour on 3 May 2031.<ref name="g">[https://g.example Gazette]</ref> They killed
six people.<ref name="g" /> On 4 May 2031 they shelled Harbour.<ref name="h">Herald</ref><ref name="g" />
"""


class Seen(HTMLParser):
    """A page as a browser's strictest reader sees it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.refers: list[str] = []
        self.links: list[str] = []
        self.wrong: list[str] = []
        self.feed(text)
        self.close()
        self.wrong += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.wrong += [f"<{tag}> has {name} twice" for name in names if names.count(name) > 1]
        told = dict(attrs)
        if "id" in told:
            self.ids.append(told["id"] or "")
        self.refers += [id for name in REFERS for id in (told.get(name) or "").split()]
        self.links += [told["href"] or ""] if "href" in told else []

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing at line {self.getpos()[0]}")


def wrong(text: str) -> list[str]:
    """What is wrong with a page by itself."""
    page = Seen(text)
    found = page.wrong + [f"the id {id!r} stands twice" for id in set(page.ids) if page.ids.count(id) > 1]
    found += [f"the id {id!r} cannot be linked to" for id in page.ids if not id or id.split() != [id]]
    inside = [*page.refers, *(link[1:] for link in page.links if link.startswith("#"))]
    return found + [f"nothing has the id {id!r}" for id in inside if id not in page.ids]


def paths(pages: Site) -> list[str]:
    """The address of every page of a record, without a choice."""
    desk = pages.app.state.desk

    def listed() -> list[str]:
        with Record.open(desk.path) as record:
            shown = Shown(record, desk.view, Filter())
            queue = [{"id": id} for id in desk.view.ids("doubt")][:40] + [{"id": kind} for kind in ("gap", "hearsay")]
            values = {route.path: list(route.paths(shown)) if route.paths else [{}] for route in ROUTES}
            values["/review/{id}"] = queue
            return [path.format(**each) for path, several in values.items() for each in several]

    return pages.thread.submit(listed).result()


@pytest.fixture(params=["examples", "cited", "seeds"])
def pages(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """The pages of the examples, of an account that cites one footnote thrice, and of the seeds where they are."""
    if request.param == "seeds":
        if not SEEDS.is_dir():
            pytest.skip(f"{SEEDS} is not here")
        path = tmp_path / "seeds.annals"
        with Record.open(path, create=True) as record:
            for file in sorted(SEEDS.iterdir()):
                record.add(annals.read(file))
    elif request.param == "cited":
        path = read(
            tmp_path, box_cited=boxed(CITED_TWICE, first='2 killed<ref name="g" />'), b=report(CITED_TWICE[:44])
        )
    else:
        path = request.getfixturevalue("record")
    with site(path) as opened:
        yield opened


def test_every_page_is_valid_and_every_link_leads_somewhere(pages: Site) -> None:
    """No page has a tag left open, an id twice or a reference to none; what it links to is there, to the very place."""
    known: dict[str, Seen | None] = {}

    def seen(address: str) -> Seen | None:
        """The page at an address, `None` where it is no page."""
        if address not in known:
            answer = pages.get(address)
            while answer.status_code == 302:
                answer = pages.get(answer.headers["location"])
            assert answer.status_code == 200, address
            known[address] = Seen(answer.text) if "text/html" in answer.headers["content-type"] else None
        return known[address]

    for path in paths(pages):
        text = pages.text(path)
        assert wrong(text) == [], path
        for link in dict.fromkeys(Seen(text).links):
            address, anchor = urldefrag(link)
            if not address.startswith("/") or (address.count("=") > 1 and len(known) > 400):
                continue
            page = seen(address)
            assert not anchor or (page is not None and anchor in page.ids), (path, link)


def test_a_footnote_leads_back_to_each_place_that_cites_it(tmp_path: Path) -> None:
    """Cited in the infobox and twice in the prose, a footnote has three ways back, each to another place."""
    path = read(tmp_path, box_cited=boxed(CITED_TWICE, first='2 killed<ref name="g" />'))
    with site(path) as pages:
        (source,) = [each["id"] for each in pages.get("/sources.json").json()["accounts"]]
        page = Seen(pages.text(f"/s/{source}"))
    places = [id for id in page.ids if id.startswith("m")]
    back = [link[1:] for link in page.links if link.startswith("#m") and link != "#main"]
    assert sorted(places) == sorted(["main", *back])
    assert len([each for each in back if each.startswith("m1-")]) >= 3
