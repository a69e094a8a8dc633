"""The pages of control and truces: strips with the table behind them, every line with its voices."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from annals.base.truce import STEPS
from annals.serve.strips import SIGNS
from tests.serve.asked import Site, links, read, report, site

CONTROL = report(
    "On 3 May 2031 the North Guard captured Harbour. "
    "On 9 May 2031 the South Army captured parts of the town of Fordham. "
    "On 12 May 2031 the South Army retook Harbour."
)
TRUCE = report(
    "On 3 May 2031 the North Guard and the South Army signed a ceasefire. "
    "On 5 May 2031 the North Guard violated the ceasefire."
)


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Site]:
    """An account of two places that change hands."""
    with site(read(tmp_path, a=CONTROL)) as opened:
        yield opened


@pytest.fixture
def truce(tmp_path: Path) -> Iterator[Site]:
    """An account of a ceasefire and its breach."""
    with site(read(tmp_path, a=TRUCE)) as opened:
        yield opened


def test_each_place_has_a_strip_and_a_table(held: Site) -> None:
    """Every place held stands with what is drawn and with the same in words."""
    page = held.text("/control")
    assert page.count('<section class="held"') == page.count('<svg class="strip across"') == 2
    assert "North Guard" in held.words("/control")


def test_a_holder_is_told_by_letter_and_pattern(held: Site) -> None:
    """Colour is not the only sign: each holder has its letter on the strip and a pattern of its own."""
    page = held.text("/control")
    assert 'id="hand-A"' in page
    assert 'id="hand-B"' in page
    assert ">A</text>" in page


def test_part_of_a_place_is_half_as_high(held: Site) -> None:
    """A gain of parts is drawn half as high as a whole place, and said to be one."""
    page = held.text("/control")
    assert 'class="piece part"' in page
    assert 'height="12.0"' in page
    assert "in part" in held.words("/control")


def test_every_hold_links_to_its_words(held: Site) -> None:
    """The voices behind a hold lead to where their words stand."""
    addresses = links(held.text("/control"), "/s/")
    assert addresses
    for address in addresses:
        path, _, anchor = address.partition("#")
        assert f'id="{anchor}"' in held.text(path)


def test_control_heeds_the_choice_of_events(held: Site) -> None:
    """With a day in the address only places of which events of that day tell are left."""
    told = held.get("/control.json?from=2031-05-09&to=2031-05-09").json()["places"]
    assert [each["control"]["name"] for each in told] == ["Fordham"]


def test_control_as_csv_has_a_row_a_hold(held: Site) -> None:
    """Each hold is a row with its days and the claims behind it."""
    rows = list(csv.DictReader(io.StringIO(held.get("/control.csv").text)))
    assert ("Harbour", "2031-05-03", "2031-05-12") in {(r["name"], r["since"], r["until"]) for r in rows}
    assert all(row["claims"] for row in rows)


def test_a_truce_is_told_step_by_step(truce: Site) -> None:
    """What happened stands in order, each with its day, its words and its voice."""
    told = truce.words("/truces")
    assert told.index("2031-05-03 declared") < told.index("2031-05-05 breached")
    assert "signed a ceasefire" in told
    assert 'aria-label="truce,' in truce.text("/truces")


def test_a_breach_is_marked_by_its_sign(truce: Site) -> None:
    """A breach has a sign of its own on the strip and in the list."""
    assert truce.text("/truces").count("✕") >= 2


def test_truces_as_json_are_whole(truce: Site) -> None:
    """As JSON a life has its steps and the words behind them."""
    (each,) = truce.get("/truces.json").json()["lives"]
    assert [step["kind"] for step in each["life"]["steps"]] == ["declared", "breached"]
    assert all(words["words"] for words in each["claims"].values())


def test_every_step_has_a_sign() -> None:
    """Nothing that can happen to a truce or siege is without its sign."""
    assert set(SIGNS) == set(STEPS)


def test_nothing_told_is_said(tmp_path: Path) -> None:
    """Pages of a record that tells of no holder and no truce say so."""
    with site(read(tmp_path, a=report("On 3 May 2031 gunmen killed six civilians."))) as opened:
        assert "No place is told to be held" in opened.words("/control")
        assert "No truce, deal or siege is told" in opened.words("/truces")
