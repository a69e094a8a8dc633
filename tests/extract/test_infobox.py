"""Statements of whole infoboxes: which boxes speak, in what order, with what marks."""

from __future__ import annotations

import pytest
from tests.extract.fields import document

from annals.base.document import Block, Document, Infobox
from annals.base.span import Span
from annals.extract.infobox import statements

ROWS = [
    ("title", None, "Battle of Olm"),
    ("date", None, "3–5 May 1931[1]"),
    ("place", None, "[[Olm]], [[Northland]]"),
    ("combatant", 1, "[[Northland]]"),
    ("combatant", 2, "[[Eastmark]][2]"),
    ("commander", 2, "Gen. [[Aldo Brandt]][3] †"),
    ("casualties", 1, "40 killed[4]"),
]


def said(page: Document, field: str) -> list[str | None]:
    """The values of a field."""
    return [s.text for s in statements(page)[0] if s.field == field]


def test_a_date_stays_in_words() -> None:
    """A date is stated as its words, for a later stage to resolve."""
    dates = [s for s in statements(document(ROWS))[0] if s.field == "date"]
    assert [(s.words, s.start) for s in dates] == [("3–5 May 1931[1]", None)]


def test_footnotes_follow_their_names() -> None:
    """The mark after a name is a citation of its statement, and stands in no name."""
    page = document(ROWS)
    cited = {s.text: s.citations for s in statements(page)[0] if s.field in ("belligerent", "commander")}
    assert cited == {"Northland": (), "Eastmark": ("note2",), "Aldo Brandt": ("note3",)}


def test_losses_are_statements_with_their_side_and_footnotes() -> None:
    """A figure of a casualty field is one statement with a loss, its side and its citations."""
    [loss] = [s for s in statements(document(ROWS))[0] if s.field == "loss"]
    assert loss.loss is not None
    assert (loss.side, loss.loss.kind, loss.loss.min, loss.citations) == (1, "killed", 40, ("note4",))


def test_words_are_always_the_text_at_the_span() -> None:
    """Every statement's words are the document's text at its span."""
    page = document(ROWS)
    assert all(page[s.span] == s.words for s in statements(page)[0])


def test_the_title_falls_back_on_the_page() -> None:
    """A box without a title takes the page's."""
    assert said(document(ROWS[1:]), "title") == ["A page"]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Battle of Olm معركة أولم", "Battle of Olm"),
        ("Siege of Base 46 (Битва)", "Siege of Base 46"),
        ("Battle of Łódź", "Battle of Łódź"),
        ("Битва", "Битва"),
    ],
)
def test_a_title_is_not_repeated_in_another_script(written: str, title: str) -> None:
    """What follows a title in another script is its repetition and is left out."""
    assert said(document([("title", None, written)]), "title") == [title]


def test_a_page_without_a_conflict_box_says_nothing() -> None:
    """A box about something else gives no statement and no gap."""
    page = document(ROWS)
    other = document(ROWS, infoboxes=(Infobox("Infobox settlement", False, page.infoboxes[0].rows),))
    assert statements(other) == ([], [])


def test_boxes_are_counted_among_the_conflict_boxes() -> None:
    """Two conflict boxes give statements of box 0 and box 1, whatever stands between them."""
    page = document(ROWS)
    [box] = page.infoboxes
    three = document(ROWS, infoboxes=(box, Infobox("Infobox person", False, box.rows), box))
    titles = [(s.box, s.text) for s in statements(three)[0] if s.field == "title"]
    assert titles == [(0, "Battle of Olm"), (1, "Battle of Olm")]


def test_rows_of_degrees_and_minutes_are_one_coordinate() -> None:
    """Latitude and longitude in rows of their own are stated together, from the first to the last."""
    rows = [("lat", None, "33"), ("lat", None, "46"), ("lat", None, "N"), ("lon", None, "93"), ("lon", None, "W")]
    assert said(document(rows), "coordinates") == ["33 46 N 93 W"]


def test_coordinates_in_a_place_field_are_no_place() -> None:
    """Degrees beside a place's name are stated as coordinates."""
    page = document([("place", None, "[[Cape Elm]],\n41°08′N 05°30′E\nOlm Sea")])
    assert said(page, "place") == ["Cape Elm", "Olm Sea"]
    assert said(page, "coordinates") == ["41°08′N 05°30′E"]


def test_a_field_without_a_side_belongs_to_the_first() -> None:
    """The perpetrators of an attack box have no number and are the first side."""
    [party] = [s for s in statements(document([("combatant", None, "Salt League")]))[0] if s.field == "belligerent"]
    assert (party.text, party.side) == ("Salt League", 1)


def test_a_belligerent_that_heads_its_units_is_no_unit() -> None:
    """A party repeated in bold among the units heads them."""
    rows = [("combatant", 1, "[[Northland]]\nHill rebels"), ("units", 1, "'''Northland'''\n* 1st Corps\nHill rebels")]
    assert said(document(rows), "unit") == ["1st Corps", "Hill rebels"]


def test_a_party_among_the_commanders_is_no_commander() -> None:
    """A belligerent's name in a commander field heads a group."""
    rows = [("combatant", 1, "Hill League"), ("commander", 1, "Hill League\n* Aldo Brandt")]
    assert said(document(rows), "commander") == ["Aldo Brandt"]


def test_a_lost_value_leaves_a_gap() -> None:
    """A field whose value is only the attribute of a lost tag says so."""
    _, gaps = statements(document([("combatant", 1, "style=margin-bottom:0.5em")]))
    assert [g.code for g in gaps] == ["unread-row"]


def test_a_line_too_long_for_a_list_is_left_as_a_gap() -> None:
    """A line of many thousand characters is not searched for names."""
    _, gaps = statements(document([("commander", 1, "Aldo Brandt " * 5000)], form="frontmatter"))
    assert [g.code for g in gaps] == ["overlong-line"]


def page(title: str, lead: str, **more: object) -> Document:
    """An encyclopedia page without an infobox."""
    return Document(
        name="x",
        format="plaintext",
        certainty=1.0,
        digest="0",
        title=title,
        text=lead,
        encyclopedia=True,
        blocks=(Block("paragraph", Span(0, len(lead)), 0),),
        **more,  # type: ignore[arg-type]
    )


def test_a_page_on_a_battle_without_a_box_states_its_title() -> None:
    """A title and a lead that tell a battle make an episode's title, though nothing else."""
    told = page("Battle of Olm", "The Battle of Olm was fought on 3 May 1931 between Northland and Eastmark.")
    assert said(told, "title") == ["Battle of Olm"]


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Battle of Olm (film)", "Battle of Olm is a 1931 film about a battle."),
        ("Star Wars", "Star Wars is a series begun in 1977 about a war."),
        ("War", "War is an armed conflict between states."),
        ("Olm", "Olm is a town in Northland. A battle was fought there in 1931."),
        ("Siege of Olm", "Siege of Olm is a board game of 1990."),
    ],
)
def test_a_page_on_something_else_states_nothing(title: str, lead: str) -> None:
    """Films, games, notions and towns give no episode, whatever words they hold."""
    assert statements(page(title, lead)) == ([], [])
