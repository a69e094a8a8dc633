"""Flattened pages: their infobox by its labels, their sections, footnotes and references."""

from __future__ import annotations

import pytest
from tests.collect.flattened import LEAD, NOTES, document, page, values

from annals.base.document import Document

SIDES = ("Belligerents", "Lowland Republic\tRebels")


def kinds(found: Document) -> list[tuple[str, str]]:
    """Kind and words of every block but those of the infobox."""
    return [(block.kind, found[block.span]) for block in found.blocks if block.kind != "infobox"]


def value(found: Document, key: str) -> list[str]:
    """The lines of the first row with `key`."""
    row = found.infoboxes[0].row(key)
    return [found[line.span] for line in row.lines] if row else []


@pytest.mark.parametrize(
    "printed",
    [
        "Date3 May 2003",
        "Date 3 May 2003",
        "Date\t3 May 2003",
        "Date: 3 May 2003",
        "Date\n3 May 2003",
        "Date\xa03 May 2003",
        "Date:\t3 May 2003\n",
        "\tDate\t3 May 2003",
    ],
)
def test_a_label_is_known_however_it_is_set_off(printed: str) -> None:
    """A label glued to its value, or set off by a space, tab, colon or line break, is no part of the value."""
    assert value(page(printed, "LocationUstra", *SIDES), "date") == ["3 May 2003"]


@pytest.mark.parametrize(
    ("printed", "key", "words"),
    [
        ("LocationUstra, Lowland", "place", "Ustra, Lowland"),
        ("Result Truce", "result", "Truce"),
        ("StatusOngoing", "result", "Ongoing"),
        ("Territorial changesThe mill is lost", "territory", "The mill is lost"),
        ("Territorial\nchanges\tThe mill is lost", "territory", "The mill is lost"),
        ("Caused byA border quarrel", "cause", "A border quarrel"),
        ("GoalsIndependence of Ustra", "goals", "Independence of Ustra"),
        ("Part of the Ustran War", "part_of", "the Ustran War"),
        ("Coordinates47°30′N 38°15′E", "coordinates", "47°30′N 38°15′E"),
    ],
)
def test_labels_have_their_keys(printed: str, key: str, words: str) -> None:
    """Every label of the kind leads to its canonical key."""
    assert value(page("Date3 May 2003", printed, *SIDES), key) == [words]


@pytest.mark.parametrize(
    "line", ["Date palms were cut", "Result of long talks", "Strength in numbers", "Status quo restored"]
)
def test_words_that_go_on_are_no_labels(line: str) -> None:
    """A word that is a label elsewhere is none where the line goes on with it."""
    found = page("Date3 May 2003", "Territorial changes", line, *SIDES)
    assert value(found, "territory") == [line]


def test_labels_in_the_middle_of_a_line() -> None:
    """Where even the line breaks are lost, labels glued on both sides still end one field and begin another."""
    found = page("Part of the WarDate3 May 2003LocationUstraResultTruceBelligerents Lowland  RebelsStrength 20  30")
    assert values(found)[1:] == [
        ("part_of", None, ["the War"]),
        ("date", None, ["3 May 2003"]),
        ("place", None, ["Ustra"]),
        ("result", None, ["Truce"]),
        ("combatant", 1, ["Lowland"]),
        ("combatant", 2, ["Rebels"]),
        ("strength", 1, ["20"]),
        ("strength", 2, ["30"]),
    ]


def test_the_sides_without_their_label() -> None:
    """A line of flags after the result is the belligerents, whose label was lost."""
    found = page("Date3 May 2003", "Result Truce", "\xa0Lowland Republic \xa0Rebels", "Strength", "20\t30")
    assert values(found)[2:5] == [
        ("result", None, ["Truce"]),
        ("combatant", 1, ["Lowland Republic"]),
        ("combatant", 2, ["Rebels"]),
    ]


def test_a_result_of_several_lines_keeps_them() -> None:
    """Lines below the result without flags or columns belong to the result, bullets told."""
    found = page(
        "Date3 May 2003", "Result Truce", "• The siege is lifted", "\xa0Lowland \xa0Rebels", "Strength", "2\t3"
    )
    row = found.infoboxes[0].row("result")
    assert row is not None
    assert [(found[line.span], line.level) for line in row.lines] == [("Truce", 0), ("The siege is lifted", 1)]


def test_coordinates_are_taken_out_of_the_place() -> None:
    """Coordinates below or behind a place are a row of their own."""
    for printed in ("LocationUstra\n47°30′N 38°15′E", "LocationUstra47°30′N 38°15′E / 47.5°N 38.25°E"):
        found = page("Date3 May 2003", printed, *SIDES)
        assert (value(found, "place"), value(found, "coordinates")) == (["Ustra"], ["47°30′N 38°15′E"])


def test_the_infobox_ends_before_the_lead() -> None:
    """The last field does not swallow the first paragraph, blank line or not."""
    for gap in ("\n", "\n\n"):
        text = f"Battle of Ustra\nDate3 May 2003\nResultTruce\nBelligerents\nA\tB\nCasualties and losses\n2\t3{gap}"
        found = document(text + LEAD.strip() + NOTES)
        assert values(found)[-1] == ("casualties", 2, ["3"])
        assert kinds(found)[0] == ("paragraph", LEAD.strip())


def test_captions_are_no_prose() -> None:
    """Lines between "Part of" and the first label are captions."""
    found = page("Part of the Ustran War", "The mill in 2004", "Date3 May 2003", *SIDES)
    assert ("caption", "The mill in 2004") in kinds(found)
    assert value(found, "part_of") == ["the Ustran War"]


def test_title_and_site() -> None:
    """The title is the first line without the site's name; who published it is told by the site's own line."""
    found = document(f"Battle of Ustra - Wikipedia\nFrom Wikipedia, the free encyclopedia\n{LEAD}")
    assert (found.title, found.source.publisher) == ("Battle of Ustra", "Wikipedia")
    assert (found.format, found.encyclopedia, found.infoboxes) == ("plaintext", True, ())


def test_a_page_about_no_conflict_has_no_infobox() -> None:
    """Prose that uses the words of labels makes no infobox."""
    found = document(
        "Ustra\n\nUstra is a town in the Lowland Province, founded in 1500.\n\nHistory\n\n"
        "Strength of the town was in its walls, which stood until 1800 and were then taken down.\n"
    )
    assert found.infoboxes == ()
    assert [section.heading for section in found.sections] == ["", "History"]


def test_headings_by_their_edit_marks() -> None:
    """The mark that invites to edit a section makes the line a heading, and is no part of it."""
    found = document(
        f"Battle of Ustra\n{LEAD}\nAt the mill[edit]\nThe rebels took the mill that was next to the bridge.\n"
    )
    assert [section.heading for section in found.sections] == ["", "At the mill"]
    assert kinds(found)[1] == ("heading", "At the mill")


def test_headings_by_their_place() -> None:
    """Without such marks a short line between paragraphs heads the next one."""
    found = document(f"Battle of Ustra\n{LEAD}\nAt the mill\n\nThe rebels took the mill that was next to the bridge.\n")
    assert [section.heading for section in found.sections] == ["", "At the mill"]


def test_headings_by_the_list_of_contents() -> None:
    """The list of contents tells headings and their levels, and is no prose itself."""
    found = document(
        f"Battle of Ustra\n{LEAD}\nContents\n1 Fighting\n1.1 At the mill\n2 End\n\nFighting\nAt the mill\n"
        "The rebels took the mill next to the bridge.\nEnd\nThe army left the town on the next day.\n"
    )
    assert [(section.level, section.heading) for section in found.sections] == [
        (0, ""),
        (1, "Fighting"),
        (2, "At the mill"),
        (1, "End"),
    ]
    assert not any("1.1" in words for _, words in kinds(found))


def test_headings_between_equals_signs() -> None:
    """Extracts of a page mark headings with equals signs, which tell the level."""
    found = document(f"{LEAD}\n== Fighting ==\n\n=== At the mill ===\nThe rebels took the mill by night.\n")
    assert [(section.level, section.heading) for section in found.sections][1:] == [(1, "Fighting"), (2, "At the mill")]


def test_short_lines_of_a_list_are_items() -> None:
    """Under "See also" each short line is an item, no heading."""
    found = document(f"Battle of Ustra\n{LEAD}\nSee also\nSiege of Ustra\nUstran War\n")
    assert kinds(found)[-2:] == [("item", "Siege of Ustra"), ("item", "Ustran War")]


def test_hard_wrapped_text_is_put_together() -> None:
    """A paragraph broken into lines of even length is one block."""
    lines = "The rebels withdrew from the town on the third day of fighting and left\nthe mill behind them. It burned."
    assert ("paragraph", lines) in kinds(document(f"Battle of Ustra\n\n{lines}\n"))


def test_footnote_marks_stay_and_point_to_their_notes() -> None:
    """Marks stand in the text as printed; years and editors' notes in brackets are no marks."""
    found = page("Date3 May 2003", *SIDES, "Casualties and losses", "2 killed[1]\t3 killed[citation needed]")
    assert [(found[mark.span], mark.key) for mark in found.marks] == [("[1]", "1"), ("[1]", "1")]
    assert [citation.key for citation in found.citations] == ["1"]
    assert document("A town [1999] and [edit] and a man[who?].").marks == ()


def test_lettered_notes_and_numbered_references() -> None:
    """Notes with letters and references with numbers are both found by what their marks print."""
    found = document(
        "Battle of Ustra\n\nThe battle was short.[a] The mill was lost.[1][note 2]\n\nNotes\n"
        'a. ^ Some say two hours.\n\nReferences\n1. ^ "Mill". The Herald. 3 May 2003.\n'
    )
    assert [(c.key, c.number) for c in found.citations] == [("a", None), ("1", 1)]
    assert [gap.words for gap in found.gaps if gap.code == "undefined-footnote"] == ["[note 2]"]


@pytest.mark.parametrize(
    "lead",
    ["1. ^ ", "1. ↑ ", "  1. ^ a b c ", "^ a b ", "1 ^ ", "1. ^ Jump up to: a b ", "1. Jump up ^ ", "1.\t^ ", "↑ "],
)
def test_back_links_are_no_part_of_a_reference(lead: str) -> None:
    """Whatever the back-links look like, the reference is read without them."""
    found = document(f'Battle of Ustra\n{LEAD}\nReferences\n{lead}"A mill burns". The Herald. 3 May 2003.\n')
    (citation,) = found.citations
    assert (citation.key, citation.title, citation.outlet) == ("1", "A mill burns", "The Herald")
    assert citation.span is not None
    assert found[citation.span].startswith('"A mill burns"')


def test_numbered_references_without_back_links() -> None:
    """Under its heading a list numbered from one on is the references, though its back-links are lost."""
    found = document(
        f'Battle of Ustra\n{LEAD}\nReferences\n1. "A mill burns". The Herald.\n2. "A truce". The Herald.\n'
    )
    assert [citation.title for citation in found.citations] == ["A mill burns", "A truce"]


def test_a_title_that_begins_with_a_is_kept() -> None:
    """A single letter behind the caret is a back-link only where a second follows."""
    found = document(f"Battle of Ustra\n{LEAD}\nReferences\n1. ^ a mill burns down, The Herald, 3 May 2003\n")
    assert found[found.citations[0].span] == "a mill burns down, The Herald, 3 May 2003"  # type: ignore[index]


def test_the_text_is_the_file() -> None:
    """Nothing is added to the text or taken from it, but line breaks are all alike."""
    raw = "Battle of Ustra\r\n\r\n\tA\xa0 line [1] with  odd\tspaces.\r\nEnd"
    assert document(raw).text == raw.replace("\r\n", "\n")


def test_flags_are_named_where_a_file_names_them() -> None:
    """Image files are flags named by what they show; a flag's lost space is a flag without a name."""
    found = page(
        "Date3 May 2003",
        "Belligerents",
        "\xa0Lowland  \xa0Rebels",
        "Units involved",
        "",
        "Guard star.svg Guard",
        "",
        "Band",
    )
    assert [(found[flag.span], flag.name) for flag in found.flags] == [
        ("", ""),
        ("", ""),
        ("Guard star.svg", "Guard star"),
    ]


def test_the_box_of_an_attack() -> None:
    """The infobox of an attack has no sides: deaths and injured are single values."""
    found = page(
        "LocationUstra", "Date3 May 2003", "Attack type\tCar bomb", "Deaths12", "Injured40+", "Perpetrators\tRebels"
    )
    assert values(found)[3:] == [
        ("attacktype", None, ["Car bomb"]),
        ("fatalities", None, ["12"]),
        ("injuries", None, ["40+"]),
        ("perpetrators", None, ["Rebels"]),
    ]
    assert found.infoboxes[0].conflict


def test_lists_without_numbers() -> None:
    """Of two lists that lost their numbers the first is that of the letters, where letters are marked."""
    found = document(
        "Battle of Ustra\n\nThe battle was short.[a] The mill was lost.[1]\nNotes[edit]\n^ Some say two hours.\n"
        'References[edit]\n^ "Mill". The Herald. 3 May 2003.\n'
    )
    assert [(c.key, c.number, c.title) for c in found.citations] == [("a", None, None), ("1", 1, "Mill")]
    assert found.gaps == ()


def test_words_put_into_a_quotation_are_no_marks() -> None:
    """A letter or word that an editor put into a quotation is no footnote mark; a letter behind a word is."""
    found = document('He said that "[a] man told [it] to [h]er" in May.[b]\n')
    assert [found[mark.span] for mark in found.marks] == ["[b]"]


def test_marks_broken_by_flattening() -> None:
    """A mark with spaces inside, or on three lines, is one mark, and does not break the sentence."""
    found = document(f"Battle of Ustra\n{LEAD}\nThe mill was lost.\n[\n2\n]\nIt burned down that same night. [ 3 ]\n")
    assert [mark.key for mark in found.marks] == ["1", "2", "3"]
    assert ("paragraph", "The mill was lost.\n[\n2\n]") in kinds(found)


def test_an_edit_mark_below_its_heading() -> None:
    """The invitation to edit on a line of its own makes the line above it a heading."""
    found = document(f"Battle of Ustra\n{LEAD}\nAt the mill\n[edit]\nThe rebels took the mill by night.\n")
    assert [section.heading for section in found.sections] == ["", "At the mill"]


def test_text_broken_around_its_links() -> None:
    """A sentence broken into lines where its links stand is one paragraph."""
    text = "The\nbattle of Ustra\nwas fought by the\nFree Guards\n, and by the\nRebels\nin May."
    assert kinds(document(f"Battle of Ustra\n\n{text}\n"))[-1] == ("paragraph", text)


def test_a_larger_episode_broken_around_its_links() -> None:
    """The larger episodes are read to their end over several lines."""
    found = page("Part of the", "Ustran War", "and the", "Lowland Crisis", "Date3 May 2003", *SIDES)
    assert value(found, "part_of") == ["the", "Ustran War", "and the", "Lowland Crisis"]
