"""Infoboxes of HTML pages, rendered and in Parsoid's form."""

from __future__ import annotations

import pytest
from tests.collect.pages import article, box, columns, header, labelled, values

SIDES = header("Belligerents") + columns("Lowland Republic", "Rebels")


def test_title_and_larger_episode() -> None:
    """The first header is the title; the row "Part of" is the larger episode, without these words."""
    found = box(
        header("Battle of Ustra"),
        '<tr><td colspan="2">Part of the <a href="/wiki/Ustran_War">Ustran War</a></td></tr>',
        SIDES,
    )
    assert values(found)[:2] == [
        ("title", None, [("Battle of Ustra", 0)]),
        ("part_of", None, [("the Ustran War", 0)]),
    ]
    assert [(found[link.span], link.target) for link in found.links] == [("Ustran War", "Ustran War")]


def test_a_table_inside_that_lays_out_labels() -> None:
    """Labels and values in a table within the infobox are rows of it."""
    inner = labelled("Date", "3 May 2003") + labelled("Location", "Ustra") + labelled("Territorial<br>changes", "None")
    found = box(header("Battle of Ustra"), f'<tr><td colspan="2"><table>{inner}</table></td></tr>', SIDES)
    assert [(key, lines[0][0]) for key, _, lines in values(found)][1:4] == [
        ("date", "3 May 2003"),
        ("place", "Ustra"),
        ("territory", "None"),
    ]


def test_columns_are_sides_and_a_full_width_row_is_a_further_field() -> None:
    """Cells under a header are sides 1, 2, 3; a cell across the box below them is the next field."""
    found = box(
        header("Battle of Ustra"),
        SIDES,
        header("Casualties and losses"),
        columns("12 killed", "30 killed"),
        '<tr><td colspan="2">4 civilians killed</td></tr>',
    )
    assert values(found)[3:] == [
        ("casualties", 1, [("12 killed", 0)]),
        ("casualties", 2, [("30 killed", 0)]),
        ("casualties", 3, [("4 civilians killed", 0)]),
    ]


def test_an_empty_column_keeps_the_sides_in_place() -> None:
    """A side with nothing in its cell does not push the next one into its place."""
    found = box(
        header("B"), SIDES, header("Strength"), columns("", "500"), header("Units involved"), columns("A", "B", "C")
    )
    assert [(key, side) for key, side, _ in values(found)][3:] == [
        ("strength", 2),
        ("units", 1),
        ("units", 2),
        ("units", 3),
    ]


def test_a_second_row_of_columns_belongs_to_the_same_sides() -> None:
    """Further rows of columns under one header are further rows of sides 1 and 2."""
    found = box(header("B"), header("Belligerents"), columns("A", "B"), columns("A's friend", "B's friend"))
    assert [(side, lines[0][0]) for _, side, lines in values(found)[1:]] == [
        (1, "A"),
        (2, "B"),
        (1, "A's friend"),
        (2, "B's friend"),
    ]


def test_lines_bullets_and_rules() -> None:
    """Breaks and paragraphs are lines, list items bullets of their depth, a rule is remembered."""
    value = (
        "Army<ul><li>1st Guard<ul><li>Mill Band</li></ul></li><li>2nd</li></ul>Police<br>Militia<hr>Navy<p>Fleet</p>"
    )
    found = box(header("B"), header("Units involved"), columns(value, "Rebels"))
    assert values(found)[1][2] == [
        ("Army", 0),
        ("1st Guard", 1),
        ("Mill Band", 2),
        ("2nd", 1),
        ("Police", 0),
        ("Militia", 0),
        ("Navy", 0),
        ("Fleet", 0),
    ]
    assert [line.ruled for line in found.infoboxes[0].rows[1].lines] == [False] * 6 + [True, False]


@pytest.mark.parametrize(
    "written",
    ['<div class="plainlist"><ul>{}</ul></div>', '<ul style="list-style: none">{}</ul>', '<ul class="hlist">{}</ul>'],
)
def test_a_list_without_bullets_is_lines(written: str) -> None:
    """A list that draws no bullets gives plain lines."""
    found = box(header("B"), header("Strength"), columns(written.format("<li>20 men</li><li>3 tanks</li>"), "50"))
    assert values(found)[1][2] == [("20 men", 0), ("3 tanks", 0)]


@pytest.mark.parametrize(
    ("image", "name"),
    [
        ('<img alt="Lowland" src="//u/Flag_of_Lowland.svg" width="23">', "Lowland"),
        ('<a href="/wiki/Upland" title="Upland"><img alt="" src="//u/x.png" width="23"></a>', "Upland"),
        (
            '<img src="//u/thumb/a/ab/Flag_of_the_Sea_Guard.svg/23px-Flag_of_the_Sea_Guard.svg.png" width="23">',
            "Sea Guard",
        ),
        ('<img alt="" resource="./File:Mill%20Band%20emblem.png" src="//u/1.png" width="20">', "Mill Band emblem"),
    ],
)
def test_flags_are_named(image: str, name: str) -> None:
    """A flag has no words in the text; it is named by its alternative text, its link, or its file."""
    found = box(
        header("B"), header("Belligerents"), columns(f'<span class="flagicon">{image}</span>&nbsp;Guard', "Rebels")
    )
    assert values(found)[1][2] == [("Guard", 0)]
    assert [(flag.name, found[flag.span]) for flag in found.flags] == [(name, "")]


def test_hidden_words_are_not_read() -> None:
    """What a reader of the page does not see is not in a value; a list to be unfolded is."""
    found = box(
        header("B"),
        labelled(
            "Date",
            '3 May 2003<span style="display:none"> (<span class="bday">2003-05-03</span>)</span><style>a{}</style>',
        ),
        header("Units involved"),
        columns('<div class="NavContent" style="display:none">Guard</div>', '<span class="sr-only">hidden</span>Band'),
    )
    assert [lines for _, _, lines in values(found)[1:]] == [[("3 May 2003", 0)], [("Guard", 0)], [("Band", 0)]]


def test_coordinates_are_a_row_of_their_own() -> None:
    """Coordinates in the place's cell are read once, as they are shown."""
    point = (
        '<span class="geo-inline"><span class="geo-dms">47°30′N 38°15′E</span><span class="geo-multi-punct"> / </span>'
        '<span class="geo-nondefault"><span class="geo-dec">47.5°N 38.25°E</span></span></span>'
    )
    found = box(header("B"), labelled("Location", f"Ustra<br>{point}"), SIDES)
    assert values(found)[1:3] == [("place", None, [("Ustra", 0)]), ("coordinates", None, [("47°30′N 38°15′E", 0)])]


def test_pictures_and_maps_are_captions() -> None:
    """A picture or map in a row of its own gives its caption, and never a value of a field."""
    picture = '<tr><td colspan="2"><img src="//u/300px-Mill.jpg" width="300"><br>The mill</td></tr>'
    found = box(header("B"), picture, SIDES, header("Casualties and losses"), columns("2", "3"), picture)
    rows = values(found)
    assert [key for key, _, _ in rows] == [
        "title",
        "image",
        "combatant",
        "combatant",
        "casualties",
        "casualties",
        "image",
    ]
    assert rows[-1][2] == [("The mill", 0)]


def test_several_infoboxes() -> None:
    """Each infobox of a page is read, and told whether it is about a conflict."""
    town = f'<table class="infobox geography">{header("Ustra")}{labelled("Population", "2,000")}</table>'
    war = f'<table class="infobox vevent">{header("Battle of Ustra")}{SIDES}</table>'
    assert [each.conflict for each in article(town + war).infoboxes] == [False, True]


@pytest.mark.parametrize(
    ("rows", "conflict"),
    [
        (labelled("Location", "Ustra") + labelled("Weapons", "Car bomb") + labelled("Deaths", "12"), True),
        (header("Parties to the civil conflict") + columns("Police", "Strikers"), True),
        (labelled("Magnitude", "6.1") + labelled("Casualties", "12 dead"), False),
        (labelled("Born", "3 May 1950") + labelled("Commands held", "3rd Division"), False),
    ],
)
def test_what_makes_a_box_about_a_conflict(rows: str, conflict: bool) -> None:
    """Sides, or an attack with its victims, make a conflict; the dead of an earthquake do not."""
    assert box(header("X"), rows).infoboxes[0].conflict is conflict


def test_the_template_is_named_in_parsoids_form() -> None:
    """Parsoid's page names the template, which decides whether the box is about a conflict."""
    named = '{"parts":[{"template":{"target":{"wt":"Infobox military person\\n","href":"./T"},"params":{}}}]}'
    found = article(f"<table class='infobox' typeof='mw:Transclusion' data-mw='{named}'>{header('X')}{SIDES}</table>")
    assert (found.infoboxes[0].template, found.infoboxes[0].conflict) == ("Infobox military person", False)


def test_headers_in_bold_cells() -> None:
    """A plain cell across the box that holds a label alone is a header."""
    found = box(header("B"), "<tr><td colspan='2'><b>Belligerents</b></td></tr>", columns("Lowland", "Rebels"))
    assert values(found)[1:] == [("combatant", 1, [("Lowland", 0)]), ("combatant", 2, [("Rebels", 0)])]


def test_sides_under_a_header_of_their_own() -> None:
    """The first columns of a box are its sides, also where the page heads them in its own words."""
    found = box(
        header("B"), header("Feuding houses"), columns("Lowland", "Rebels"), header("Strength"), columns("2", "3")
    )
    assert [(key, side) for key, side, _ in values(found)[1:]] == [
        ("combatant", 1),
        ("combatant", 2),
        ("strength", 1),
        ("strength", 2),
    ]


def test_labels_in_bold_cells() -> None:
    """Old infoboxes put their labels into plain cells."""
    found = box(header("B"), columns("<b>Date</b>", "3 May 2003"), SIDES)
    assert values(found)[1] == ("date", None, [("3 May 2003", 0)])


def test_footnotes_and_bold_runs_are_kept_beside_the_text() -> None:
    """Marks are printed in the value and point to their citation; bold runs are known."""
    mark = '<sup class="reference"><a href="#cite_note-h-1">[1]</a></sup>'
    found = box(
        header("B"), SIDES, header("Casualties and losses"), columns(f"<b>Per army:</b><br>12 killed{mark}", "30")
    )
    assert values(found)[3][2] == [("Per army:", 0), ("12 killed[1]", 0)]
    assert [(found[each.span], each.key) for each in found.marks] == [("[1]", "cite_note-h-1")]
    assert [found[bold.span] for bold in found.bolds] == ["Per army:"]
