"""Infoboxes of wikitext become rows with canonical keys; damaged boxes are mended, and said to be."""

from __future__ import annotations

from annals.base.document import Document
from annals.collect.wikitext import read as read_page


def read(raw: str) -> Document:
    """The document of `raw`."""
    return read_page(raw, name="x", digest="0", certainty=1.0)


def rows(raw: str, box: int = 0) -> list[tuple[str, int | None, list[str]]]:
    """Key, side and lines of every row of an infobox."""
    document = read(raw)
    return [(row.key, row.side, [document[line.span] for line in row.lines]) for row in document.infoboxes[box].rows]


def test_rows_have_canonical_keys() -> None:
    """Parameters are named by the codebook; empty ones and those about looks are left out."""
    raw = "{{Infobox_military conflict\n|conflict=Battle of Elm\n|width=3\n|place=\n|combatant1=Elm\n|casualties2b=5}}"
    assert rows(raw) == [("title", None, ["Battle of Elm"]), ("combatant", 1, ["Elm"]), ("casualties", 2, ["5"])]


def test_labels_and_template_stay_as_written() -> None:
    """The box keeps the template's name, the row the parameter's."""
    (box,) = read("{{Infobox Military Conflict|Combatant1=Elm}}").infoboxes
    assert (box.template, box.conflict, box.rows[0].label) == ("Infobox Military Conflict", True, "Combatant1")


def test_a_box_called_by_its_module() -> None:
    """`#invoke:` names the same box."""
    raw = "{{#invoke:Infobox military conflict|main|conflict=Battle of Elm}}"
    assert rows(raw) == [("title", None, ["Battle of Elm"])]
    assert read(raw).infoboxes[0].conflict


def test_every_box_of_the_page_is_kept() -> None:
    """Boxes about other things are there, and are not about a conflict; a box inside a box is one more."""
    raw = "{{Infobox person|name=Ann Ash|module={{Infobox military conflict|conflict=Elm|child=yes}}}}"
    boxes = read(raw).infoboxes
    assert [(box.template, box.conflict) for box in boxes] == [
        ("Infobox person", False),
        ("Infobox military conflict", True),
    ]


def test_a_box_of_no_special_kind_has_labels_beside_values() -> None:
    """`label2` names `data2`."""
    assert rows("{{Infobox|title=Elm|label2=Casualties|data2=5 killed}}") == [
        ("title", None, ["Elm"]),
        ("casualties", None, ["5 killed"]),
    ]


def test_coordinates_in_parameters_are_put_together() -> None:
    """Degrees, minutes and directions in parameters of their own become one row in decimal degrees."""
    raw = "{{Infobox military conflict|lat_deg=50|lat_min=30|lat_dir=S|lon_deg=4|lon_min=15|lon_dir=W|place=Elm}}"
    assert rows(raw) == [("coordinates", None, ["-50.5, -4.25"]), ("place", None, ["Elm"])]


def test_half_of_the_coordinates_is_none() -> None:
    """A latitude without a longitude is no place."""
    assert rows("{{Infobox military conflict|latd=50|place=Elm}}") == [("place", None, ["Elm"])]


def test_a_footnote_in_a_row_is_counted_where_it_stands() -> None:
    """Marks in rows point to their citations."""
    document = read("{{Infobox military conflict|casualties1=5 killed<ref>Ash</ref>}} More.<ref>Oak</ref>")
    assert [(document[mark.span], mark.key) for mark in document.marks] == [("[1]", "1"), ("[2]", "2")]
    assert [citation.words for citation in document.citations] == ["Ash", "Oak"]


def test_a_box_never_closed_ends_with_its_rows() -> None:
    """Without its closing braces the box ends after its last row, the prose stays prose, and a gap says so."""
    raw = "{{Infobox military conflict\n|conflict=Elm\n|casualties1=5 lost\n* 2 wounded\n'''Elm''' fell.\n== Later ==\n"
    document = read(raw)
    assert rows(raw) == [("title", None, ["Elm"]), ("casualties", 1, ["5 lost", "2 wounded"])]
    assert "Elm fell." in [document[block.span] for block in document.blocks if block.kind == "paragraph"]
    assert [(gap.code, gap.repaired) for gap in document.gaps] == [("damaged-infobox", True)]


def test_a_brace_lost_in_one_row_spoils_that_row_only() -> None:
    """The other rows are read as if nothing had happened."""
    raw = (
        "{{Infobox military conflict\n| combatant1 = {{flag|Elm\n| casualties1 = {{plainlist|\n* 5 killed\n}}\n"
        "| casualties2 = 7 killed\n}}\nProse."
    )
    assert rows(raw)[1:] == [("casualties", 1, ["5 killed"]), ("casualties", 2, ["7 killed"])]
    assert read(raw).text.endswith("Prose.")


def test_a_box_closed_too_early_takes_its_rows_back() -> None:
    """Rows that stand behind a stray pair of braces belong to the box."""
    raw = "{{Infobox military conflict\n| conflict = Elm }}\n| casualties1 = 5 killed\n}}\nProse."
    assert rows(raw) == [("title", None, ["Elm"]), ("casualties", 1, ["5 killed"])]
    assert read(raw).text.endswith("Prose.")


def test_a_value_behind_a_stray_bar_leaves_a_gap() -> None:
    """Words that belong to no parameter are told."""
    document = read("{{Infobox military conflict|strength1=300 | 200 horse|place=Elm}}")
    assert [(gap.code, gap.words) for gap in document.gaps] == [("stray-value", "200 horse")]


def test_a_box_on_a_page_of_its_own_leaves_a_gap() -> None:
    """A template that holds the infobox of several pages cannot be read here, and that is said."""
    document = read("{{Elm civil war infobox}}\nProse.")
    assert document.infoboxes == ()
    assert [gap.code for gap in document.gaps] == ["box-elsewhere"]


def test_a_gap_in_a_row_names_its_field() -> None:
    """The gap of a template in a row says which field it stands in."""
    assert [gap.field for gap in read("{{Infobox military conflict|casualties1={{odd|5}}}}").gaps] == ["casualties"]
