"""Disagreements of infoboxes: claimants within one, and two accounts of one episode."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.merge.scenes import of_accounts

import annals
from annals.base.reading import Reading
from annals.base.rival import Disagreement
from annals.merge.rival_boxes import winner


def article(
    name: str, title: str = "Battle of Orr", sides: tuple[str, str] = ("Lowmark", "River League"), **rows: str
) -> Reading:
    """An article with an infobox."""
    fields = {
        "date": "3 March 2031 – 6 March 2031",
        "place": "Orr, Lowmark Province",
        "combatant1": sides[0],
        "combatant2": sides[1],
        **rows,
    }
    box = "".join(f"    {key}:\n      text: {value}\n" for key, value in fields.items())
    text = f"---\ntitle: {title}\ninfoboxes:\n  - conflict:\n      text: {title}\n{box}---\n\n{title} was a battle.\n"
    return annals.read_text(text, name=name, format="frontmatter")


def told(found: list[Disagreement]) -> list[tuple[str, str, str, list[str]]]:
    return [(d.facet, d.subject, d.relation, [v.value for v in d.versions]) for d in found]


def test_claimants_of_one_field_are_rivals(tmp_path: Path) -> None:
    """Two claimants with two figures for one side disagree by the difference."""
    found = of_accounts(
        tmp_path, article("a.md", casualties1="2,425 killed (per Lowmark), 3,000 killed (per River League)")
    )
    assert told(found) == [("toll", "killed, fighters, side 1", "apart", ["2425", "3000"])]
    assert found[0].distance == 575
    assert [t.side for v in found[0].versions for t in v.tellings] == [1, 2]


def test_a_figure_of_one_day_is_no_rival_of_the_whole(tmp_path: Path) -> None:
    """Who counts the dead of a certain day contradicts nobody who counts those of other days or of all."""
    cell = (
        "More than 100 civilians killed (River League claim), 39 civilians killed in air raids on 6 March (per Lowmark)"
    )
    assert of_accounts(tmp_path, article("a.md", casualties3=cell)) == []


def test_two_groups_in_one_field_are_no_rivals(tmp_path: Path) -> None:
    """Figures without claimants in one cell are of several groups."""
    assert of_accounts(tmp_path, article("a.md", casualties1="6 killed, 7 wounded 1 killed, 1 wounded")) == []


def test_a_side_of_another_number_is_the_same_side(tmp_path: Path) -> None:
    """Another article that lists the sides the other way round speaks of the same side's losses."""
    one = article("a.md", casualties1="5 killed")
    two = article("b.md", sides=("River League", "Lowmark"), casualties2="8 killed")
    assert told(of_accounts(tmp_path, one, two)) == [("toll", "killed, fighters, side 1", "apart", ["5", "8"])]


def test_articles_on_one_episode_are_compared(tmp_path: Path) -> None:
    """Two articles on one place, time and parties differ in name, last day, result and toll."""
    one = article("a.md", status="Lowmark victory", casualties1="5 killed")
    two = article(
        "b.md",
        "Fight for Orr Bridge",
        date="3 March 2031 – 7 March 2031",
        status="River League victory",
        casualties1="5 killed",
    )
    assert told(of_accounts(tmp_path, one, two)) == [
        ("date", "last day", "apart", ["2031-03-06", "2031-03-07"]),
        ("outcome", "result", "apart", ["Lowmark victory", "River League victory"]),
        ("name", "name of the episode", "unclear", ["Battle of Orr", "Fight for Orr Bridge"]),
    ]


@pytest.mark.parametrize(
    "other",
    [
        article("b.md", "Fight for Halm", place="Halm", casualties1="9 killed"),
        article("b.md", date="3 March 2021 – 6 March 2021", casualties1="9 killed"),
        article("b.md", "Raid on Orr", sides=("Lowmark", "Men of Halm"), casualties1="9 killed"),
    ],
    ids=["another place", "another year", "other parties"],
)
def test_other_episodes_are_not_compared(tmp_path: Path, other: Reading) -> None:
    """Another place, time or party makes another episode, whose figures contradict nothing."""
    assert of_accounts(tmp_path, article("a.md", casualties1="5 killed"), other) == []


@pytest.mark.parametrize(
    ("result", "who"),
    [
        ("Decisive Lowmark victory", "Lowmark"),
        ("Victory of the River League", "River League"),
        ("Inconclusive", ""),
        ("Siege lifted", None),
        ("Lowmark withdraws; pyrrhic victory", None),
    ],
)
def test_the_winner_stands_in_the_words(result: str, who: str | None) -> None:
    """Who won is read from the words of the result, and unknown where they do not say."""
    assert winner(result) == who
