"""The record at a glance: what, when, where, which sides with which losses, before anything is chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.serve.asked import Site, boxed, links, plain, read, report, site

PROSE = (
    "On 3 May 2031 North attacked Harbour, killing four soldiers of South. "
    "On 4 May 2031 South shelled Harbour, killing two civilians. "
    "On 5 May 2031 North shelled Harbour, killing one civilian."
)


def glance(opened: Site) -> str:
    """What stands above the choice of events."""
    page = opened.text("/")
    return plain("<main" + page.partition('<div class="glance">')[2].partition('<div class="overview">')[0])


def test_tells_what_when_where_and_whose_losses(tmp_path: Path) -> None:
    """The title, days and place of the episode, its sides, and their losses as the infobox and the prose have them."""
    with site(read(tmp_path, box=boxed(PROSE))) as opened:
        told = glance(opened)
    wanted = (
        "Fight for Harbour",
        "3–5 May 2031 · Harbour",
        "1 North",
        "2 South",
        "killed",
        "4–5 − short by 1",
        "3 = exact",
    )
    for words in wanted:
        assert words in told, words


def test_a_verdict_leads_to_its_arithmetic(tmp_path: Path) -> None:
    """How the prose stands to the infobox is told at once, and is a link to the very sum."""
    with site(read(tmp_path, box=boxed(PROSE))) as opened:
        page = opened.text("/").partition('<div class="overview">')[0]
        ways = links(page, "/losses/")
        assert ways
        assert "= exact" in plain(page)
        assert any("killing two civilians" in opened.words(way) for way in ways)


def test_accounts_without_an_infobox_have_their_days_and_places(tmp_path: Path) -> None:
    """Where no episode is told, what the events span still is."""
    told = report("On 3 May 2031 gunmen killed six civilians in Harbour. On 9 May 2031 gunmen shelled Ford.")
    with site(read(tmp_path, report=told)) as opened:
        page = opened.words("/")
    assert "3–9 May 2031 · " in page
    assert "Harbour" in page


def test_many_belligerents_are_counted(tmp_path: Path) -> None:
    """Of forty belligerents the first is named and the others are counted."""
    box = boxed(PROSE).replace(
        "combatant1 = North", "combatant1 = North<br>" + "<br>".join(f"Band {n}" for n in range(39))
    )
    with site(read(tmp_path, box=box)) as opened:
        assert "North and 39 more" in glance(opened)


def test_is_no_part_of_what_a_choice_changes(tmp_path: Path) -> None:
    """A script that asks for another choice is not sent it again."""
    pytest.importorskip("starlette", reason="the server needs starlette")
    with site(read(tmp_path, box=boxed(PROSE))) as opened:
        assert 'class="glance"' in opened.text("/?q=nothing")


def test_words_of_either_direction_stay_in_order(tmp_path: Path) -> None:
    """The name of a publisher that is written from right to left does not draw the number behind it to its side."""
    told = report("On 3 May 2031 gunmen killed six civilians in Harbour.", publisher="صحيفة الشمال")
    with site(read(tmp_path, report=told)) as opened:
        assert "<bdi>صحيفة الشمال</bdi> · 1 claim" in opened.text("/")
