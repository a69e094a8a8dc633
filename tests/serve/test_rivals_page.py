"""The page of disagreements: cards alike each time, with the very words, the voices and what they cite."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from annals.base.rival import Disagreement, Telling, Version
from annals.keep.record import Record
from annals.merge.history import History
from annals.merge.rivals import rivals
from annals.serve.derived import contested, contradicts
from annals.serve.pages.rivals import pieces
from tests.serve.asked import Site, links, plain, read, report, site

NORTH = "On 3 May 2031 soldiers of the North Guard attacked Harbour, killing {} civilians."


@pytest.fixture(scope="module")
def examples(record: Path) -> Iterator[Site]:
    """The pages of the examples."""
    with site(record) as opened:
        yield opened


@pytest.fixture
def tolls(tmp_path: Path) -> Iterator[Site]:
    """Two papers that count other dead of one attack."""
    a, b = report(NORTH.format("six"), "Gazette"), report(NORTH.format("nine"), "Herald", "2031-05-07")
    with site(read(tmp_path, a=a, b=b)) as opened:
        yield opened


def test_every_disagreement_has_a_card(examples: Site, record: Path) -> None:
    """As many cards stand on the page as the record has disagreements, each with its versions."""
    with Record.open(record) as opened:
        found = rivals(History(opened))
    page = examples.text("/rivals")
    assert page.count('<article class="rival') == len(found)
    assert page.count('<div class="version">') == sum(len(each.versions) for each in found)


def test_an_event_is_found_by_its_anchor(examples: Site) -> None:
    """Each event that is contested has its place on the page, and its own page links there."""
    for event in examples.get("/overview.json?contested=1").json()["events"]:
        assert f'id="e{event["event"]}"' in examples.text("/rivals")
        assert f"#e{event['event']}" in examples.text(f"/e/{event['event']}")


def test_a_card_says_how_its_versions_stand_in_words(tolls: Site) -> None:
    """Sign and word tell that no value fits all, and by how much."""
    told = tolls.words("/rivals")
    assert "≠" in told
    assert "apart by 3: no value fits all" in told


def test_a_card_tells_who_says_it_and_when_it_was_published(tolls: Site) -> None:
    """Both papers stand with their dates of publication beside the day they tell of."""
    told = tolls.words("/rivals")
    for words in ("Gazette says", "Herald says", "published 2031-05-06", "published 2031-05-07", "tells of 2031-05-03"):
        assert words in told


def test_tolls_are_drawn_on_one_axis(tolls: Site) -> None:
    """A card of figures has one chart with a lane a version."""
    card = tolls.text("/rivals").partition('<article class="rival')[2].partition("</article>")[0]
    assert card.count('<svg class="range"') == 1
    assert card.count('class="sign" x=') == 2


def test_the_words_are_marked_and_linked(tolls: Site) -> None:
    """The figure's words stand marked in their sentence, which is one link from its place in the account."""
    page = tolls.text("/rivals")
    assert page.count("<mark>") == 2
    for address in links(page, "/s/"):
        path, _, anchor = address.partition("#")
        assert f'id="{anchor}"' in tolls.text(path)


def test_facets_choose_cards(examples: Site) -> None:
    """With a facet in the address only its cards are left."""
    assert {each["facet"] for each in examples.get("/rivals.json?facet=toll").json()["rivals"]} == {"toll"}


def test_the_choice_of_events_is_heeded(examples: Site) -> None:
    """With days in the address only disagreements about events of those days are left."""
    found = examples.get("/rivals.json?from=2021-04").json()["rivals"]
    assert found
    assert all(each["date"] >= "2021-04" for each in found)


def test_cards_are_in_order_of_time(examples: Site) -> None:
    """What happened first stands first."""
    dates = [each["date"] for each in examples.get("/rivals.json").json()["rivals"]]
    assert dates == sorted(dates)


def test_csv_has_a_row_for_each_telling(tolls: Site) -> None:
    """As CSV each who tells a version has a row with the very words."""
    rows = list(csv.DictReader(io.StringIO(tolls.get("/rivals.csv").text)))
    assert sorted((row["voice"], row["min"]) for row in rows) == [("Gazette", "6"), ("Herald", "9")]
    assert all(row["words"] in row["sentence"] for row in rows)


def test_hostile_accounts_stay_text(tmp_path: Path) -> None:
    """A publisher's tags and a script's address come to nothing."""
    a = report(NORTH.format("six"), "Gazette <script>alert(1)</script>")
    b = f"URL: javascript:alert(1)\n{report(NORTH.format('nine'), 'Herald')}"
    with site(read(tmp_path, a=a, b=b)) as opened:
        page = opened.text("/rivals")
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_a_record_without_disagreements_says_so(tmp_path: Path) -> None:
    """Where nobody contradicts anybody the page says so."""
    with site(read(tmp_path, a=report(NORTH.format("six")))) as opened:
        assert "No account contradicts another" in plain(opened.text("/rivals"))


@pytest.mark.parametrize(
    ("sentence", "words", "marked"),
    [
        ("In 2014, 4 died.", "4", ["4"]),
        ("Two died and six fell.", "Two died, six fell", ["Two died", "six fell"]),
        ("Two died.", "three died", []),
        ("Two died.", "", []),
    ],
)
def test_very_words_are_found_as_whole_words(sentence: str, words: str, marked: list[str]) -> None:
    """Words are marked where they stand by themselves; what is not there marks nothing, and no letter is lost."""
    found = pieces(sentence, words)
    assert [text for text, own in found if own] == marked
    assert "".join(text for text, _ in found) == sentence


def toll(relation: str, *bounds: tuple[int | None, int | None]) -> Disagreement:
    """A disagreement about a toll with versions of these bounds."""
    telling = Telling("c", "d", "a.txt", (), "Gazette", None, "stated", "six", "six died")
    versions = tuple(Version("", (telling,), "killed", low, high) for low, high in bounds)
    return Disagreement("r", "toll", "killed", relation, versions, event="e")


@pytest.mark.parametrize(
    ("each", "so"),
    [
        (toll("apart", (1, 1), (2, 2)), True),
        (toll("overlap", (2, 3), (3, 4)), True),
        (toll("overlap", (5, None), (None, 30)), False),
        (toll("precision", (5, None), (7, 7)), False),
        (toll("unclear", (5, 5), (7, 7)), False),
    ],
)
def test_only_what_cannot_all_be_so_is_called_contested(each: Disagreement, so: bool) -> None:
    """Versions that leave each other room are shown side by side, and make no event contested."""
    assert contradicts(each) is so
    assert contested([each]) == ({"e": ["toll"]} if so else {})
