"""The page of losses: every figure with all who tell it, and each one link from its sentence."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import annals
from annals.keep.record import Record
from annals.merge.display import RULES
from annals.merge.history import readings
from annals.merge.tally import tallies
from tests.serve.asked import SEEDS, Site, boxed, links, plain, read, report, site

PROSE = (
    "On 3 May 2031 North attacked Harbour, killing four soldiers of South. "
    "On 4 May 2031 South shelled Harbour, killing two civilians. "
    "On 5 May 2031 North shelled Harbour, killing one civilian."
)


@pytest.fixture(scope="module")
def examples(record: Path) -> Iterator[Site]:
    """The pages of the examples."""
    with site(record) as opened:
        yield opened


@pytest.fixture
def harbour(tmp_path: Path) -> Iterator[Site]:
    """The pages of one invented account with an infobox."""
    with site(read(tmp_path, box=boxed(PROSE))) as opened:
        yield opened


def test_every_tally_of_the_record_stands_on_the_page(examples: Site, record: Path) -> None:
    """As many badges stand on the page as the record has tallies."""
    with Record.open(record) as opened:
        wanted = sum(len(tallies(each)) for each in readings(opened))
    assert examples.text("/losses").count('<span class="verdict ') == wanted


def test_a_badge_says_in_words_how_the_sum_stands_to_the_infobox(harbour: Site) -> None:
    """The verdicts are told by sign and word, with the difference where there is one."""
    told = harbour.words("/losses")
    assert "− short by 1" in told
    assert "= exact" in told


def test_no_figure_stands_without_its_rule(examples: Site) -> None:
    """Whichever rule is asked for, it is named beside every figure shown."""
    for rule, words in RULES.items():
        page = examples.text(f"/losses/{rule}")
        figures = page.count("<figcaption>")
        assert plain(page).count(f"({words})") >= figures > 0


def test_the_rule_is_part_of_the_address(harbour: Site) -> None:
    """The page links to itself by each rule, and says which one holds."""
    page = harbour.text("/losses/acled")
    assert {"/losses", "/losses/ucdp", "/losses/acled"} <= set(links(page, "/losses"))
    assert "ACLED's lowest" in plain(page)


def test_the_arithmetic_is_one_link_away(harbour: Site) -> None:
    """A tally's page says what was counted, with the very sentence, and links to it in its text."""
    pages = [harbour.text(address) for address in links(harbour.text("/losses"), "/losses/") if len(address) > 20]
    assert any("killing two civilians" in plain(page) and "/s/" in page for page in pages)


def test_links_lead_to_words_that_are_marked(harbour: Site) -> None:
    """Every place in an account that the page links to is there."""
    for address in links(harbour.text("/losses"), "/s/"):
        path, _, anchor = address.partition("#")
        assert not anchor or f'id="{anchor}"' in harbour.text(path), address


def test_a_tally_that_is_not_there_is_said_to_be_missing(harbour: Site) -> None:
    """An unknown id gives a page that says so, with status 404."""
    assert harbour.get("/losses/0000000000000000").status_code == 404


def test_open_figures_stay_open(tmp_path: Path) -> None:
    """`At least` is kept in the figure, and drawn as an arrow."""
    with site(read(tmp_path, box=boxed(PROSE, civilians="At least 9 civilians killed"))) as opened:
        page = opened.text("/losses")
    assert "at least 9" in plain(page)
    assert "l7 4l-7 4z" in page


def test_claimants_stand_side_by_side(tmp_path: Path) -> None:
    """Two claimants of one figure are two marks on one bar, and the range spans them."""
    box = boxed(PROSE, second="Per North:<br>30 killed<br>Per South:<br>12 killed")
    with site(read(tmp_path, box=box)) as opened:
        told = opened.words("/losses")
    assert "30" in told
    assert "12" in told
    assert "4–30 (range over all versions)" in told


def test_a_table_holds_every_claim_behind_a_chart(harbour: Site) -> None:
    """The claims that are drawn stand in a table, too."""
    table = harbour.text("/losses").partition("As a table")[2]
    assert "killing two civilians" in plain("<main" + table)


def test_csv_has_a_row_for_each_claim(harbour: Site) -> None:
    """The table as CSV tells source, voice and words of each figure."""
    rows = list(csv.DictReader(io.StringIO(harbour.get("/losses.csv").text)))
    claims = [row for row in rows if row["source"] == "claim" and row["side"] == "civilians"]
    assert sorted(row["value"] for row in claims) == ["1", "2"]
    assert all(row["claim"] and row["words"] for row in claims)


def test_json_holds_the_figure_by_the_rule(harbour: Site) -> None:
    """As JSON each cell tells its figure with the rule that made it."""
    told = harbour.get("/losses/ucdp.json").json()
    assert all(cell["figure"]["rule"] == RULES["ucdp"] for cell in told["episodes"][0]["cells"])


def test_accounts_without_an_infobox_are_in_the_sums_of_the_record(tmp_path: Path) -> None:
    """Figures of plain reports are added up, and the events that a sum adds are one link away."""
    told = report(
        "On 3 May 2031 gunmen killed six civilians in Harbour. On 9 May 2031 gunmen killed four civilians in Ford."
    )
    with site(read(tmp_path, report=told)) as opened:
        page = opened.text("/losses")
        lines = [opened.words(address) for address in links(page, "/losses/") if len(address) > 20]
    assert "10" in plain(page)
    assert any("2 events" in words and "2031-05-09" in words for words in lines)


def test_sums_heed_the_choice_of_events(tmp_path: Path) -> None:
    """With days in the address only the events of those days are added up."""
    told = report(
        "On 3 May 2031 gunmen killed six civilians in Harbour. On 9 May 2031 gunmen killed four civilians in Ford."
    )
    with site(read(tmp_path, report=told)) as opened:
        sums = {each["row"]: each for each in opened.get("/losses.json?from=2031-05-08").json()["record"]}
    assert (sums["civilians"]["low"], sums["civilians"]["events"]) == (4, 1)


def test_hostile_words_are_escaped(tmp_path: Path) -> None:
    """Tags in an infobox never become tags of the page."""
    box = boxed(PROSE).replace("North\n", "North <nowiki><script>alert(1)</script></nowiki>\n")
    with site(read(tmp_path, box=box)) as opened:
        assert "<script>alert" not in opened.text("/losses")


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not beside the checkout")
def test_the_siege_of_the_seeds_is_exact_and_one_click_from_its_words(tmp_path: Path) -> None:
    """All tallies of the siege stand as exact, and every page of theirs links to a sentence of its account."""
    path = tmp_path / "seeds.annals"
    with Record.open(path, create=True) as record:
        for file in sorted(SEEDS.iterdir()):
            record.add(annals.read(file))
    with site(path) as opened:
        sheets = re.findall(r'(?s)<section class="sheet".*?</section>', opened.text("/losses"))
        siege = next(sheet for sheet in sheets if "Siege of" in sheet)
        assert siege.count("verdict exact") == siege.count('<span class="verdict ') >= 4
        for address in links(siege, "/losses/"):
            page = opened.text(address)
            assert "/s/" in page, address
