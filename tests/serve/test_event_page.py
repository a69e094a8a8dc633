"""The page of an event, and those of actors and places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annals.base.judgement import Judgement
from annals.keep.record import Record
from annals.merge.history import History
from tests.serve.asked import Site, links, read, report, site

NORTH = "On 3 May 2031 soldiers of the North Guard attacked Harbour, killing {} civilians."


@pytest.fixture
def war(tmp_path: Path) -> Path:
    """A record of two papers that count other dead of one attack."""
    return read(tmp_path, a=report(NORTH.format("six"), "Gazette"), b=report(NORTH.format("nine"), "Herald"))


def claims(path: Path) -> list[str]:
    """The claims of the record's first event of several claims."""
    with Record.open(path) as record:
        return list(next(event.claims for event in History(record).events if len(event.claims) > 1))


@pytest.fixture
def opened(war: Path) -> Iterator[Site]:
    """Its pages."""
    with site(war) as pages:
        yield pages


def test_facets_stand_side_by_side(opened: Site, war: Path) -> None:
    """Each value of a facet stands once, with the letters of the claims that tell it."""
    told = opened.words(f"/e/{claims(war)[0]}")
    assert "When 2031-05-03 a b" in told
    assert "killed 6 civilians a" in told or "killed 6 civilians b" in told


def test_disagreements_stand_on_the_page_of_their_event(opened: Site, war: Path) -> None:
    """The card of the contested toll is on the event's own page."""
    assert "apart by 3" in opened.words(f"/e/{claims(war)[0]}")


def test_why_the_claims_are_one_event_is_told(opened: Site, war: Path) -> None:
    """Grounds in sentences, and the weighing facet by facet with what was needed."""
    told = opened.words(f"/e/{claims(war)[0]}")
    assert "Why these claims are one event" in told
    assert "needed: 2.30" in told


def test_what_people_judged_is_told(war: Path) -> None:
    """A judgement about its claims stands with author, time and reason, also when it was withdrawn."""
    left, right = claims(war)
    with Record.open(war) as record:
        id = record.judge(Judgement(left, right, "same", "Ada", "the same day", "2031-06-01T10:00:00Z"))
        record.judge(Judgement(left, right, "same", "Ada", "too soon", "2031-06-02T10:00:00Z", withdraws=id))
    with site(war) as pages:
        told = pages.words(f"/e/{left}")
    assert "2031-06-01T10:00:00Z Ada" in told
    assert "the same: the same day (withdrawn)" in told
    assert "2031-06-02T10:00:00Z Ada : withdrew" in told


def test_json_of_an_event_is_whole(opened: Site, war: Path) -> None:
    """As JSON an event has its claims, its disagreements and why it is one."""
    told = opened.get(f"/e/{claims(war)[0]}.json").json()
    assert len(told["told"]) == 2
    assert {each["facet"] for each in told["rivals"]} == {"toll"}
    assert told["why"]["needed"] == 2.3


def test_an_actor_has_all_its_names_and_its_events(opened: Site) -> None:
    """The list links to the actor's page, and that to its events in the overview."""
    page = opened.text(links(opened.text("/actors?q=north"), "/actors/")[0])
    (events,) = links(page, "/?actor=")
    assert "North Guard" in page
    assert len(opened.get(events.replace("/?", "/overview.json?")).json()["events"]) == 1


def test_places_are_found_by_name(opened: Site) -> None:
    """Only places whose names hold the words asked for are listed."""
    assert {each["identity"]["name"] for each in opened.get("/places.json?q=HARB").json()["places"]} == {"Harbour"}
    assert opened.get("/places.json?q=nowhere").json()["places"] == []


def test_an_unknown_actor_is_said_to_be_missing(opened: Site) -> None:
    """An id that is not there gives a page that says so."""
    assert opened.get("/actors/0000").status_code == 404


@pytest.mark.parametrize("address", ["/losses", "/losses/ucdp", "/rivals", "/control", "/truces", "/actors", "/places"])
def test_each_page_can_be_had_in_its_other_forms(opened: Site, address: str) -> None:
    """JSON and CSV answer under the page's own address."""
    assert opened.get(f"{address}.json").status_code == 200
    assert "\r\n" in opened.get(f"{address}.csv").text
