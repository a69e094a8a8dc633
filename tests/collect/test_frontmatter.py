"""Articles under front matter: infobox rows with their links, flags and bold runs, and the body below."""

from __future__ import annotations

import json

import pytest

from annals.base.document import Document, Row
from annals.collect import read_text

ARTICLE = """---
title: Battle of Dalen (1998)
shortDescription: Battle of the Vasland war
description: A battle for the town of Dalen.
author: Wikipedia
pubDate: "2020-02-13"
img:
  src: map.svg
infoboxes:
  - conflict:
      text: Battle of Dalen (1998)
    image:
      text: Battle of Dalen.svg
    date:
      text: 1998-05-03
    result:
      text: |-
        Northern victory
        *Dalen falls
    combatant1:
      text: |-
        Northern Front flag.svg Northern Front
        * 🇳🇴 Norway
        Supported by:
        Dalen
      links:
        - type: internal
          page: Northern Front
        - text: Norway
          type: internal
          page: undefined
        - text: Dalen
          type: internal
          page: Dalen
          anchor: Militia
      formatting:
        bold:
          - "Supported by:"
    casualties1:
      text: 4 killed<Br>2 wounded
    casualties2:
      text: "Per the Front:<ref name=\\"front\\">"
    strength1:
      number: 400
---

The **Battle of Dalen** was fought for the town of [Dalen](./Dalen).

## Battle
The Front entered at dawn.
"""


@pytest.fixture(scope="module")
def article() -> Document:
    """The article above, read."""
    return read_text(ARTICLE, name="dalen.md")


def row(document: Document, key: str, side: int | None = None) -> Row:
    """The row of the first box with `key`."""
    found = document.infoboxes[0].row(key, side)
    assert found is not None
    return found


def box_of(params: object) -> Document:
    """A document with `params` as its infoboxes."""
    return read_text(f"---\n{json.dumps({'infoboxes': params})}\n---\nWords.\n")


def value(text: str, **more: object) -> Document:
    """A document with one infobox of which `combatant1` is `text`."""
    return box_of([{"combatant1": {"text": text, **more}}])


def test_sniffed_as_front_matter(article: Document) -> None:
    """Front matter with an infobox is told with near certainty."""
    assert (article.format, article.certainty > 0.9) == ("frontmatter", True)


def test_rows_have_keys_sides_and_labels(article: Document) -> None:
    """Rows come in order under their canonical key and side, labelled as written; empty ones are left out."""
    assert [(each.key, each.side, each.label) for each in article.infoboxes[0].rows] == [
        ("title", None, "conflict"),
        ("date", None, "date"),
        ("result", None, "result"),
        ("combatant", 1, "combatant1"),
        ("casualties", 1, "casualties1"),
        ("casualties", 2, "casualties2"),
        ("strength", 1, "strength1"),
    ]


def test_values_are_the_words_written(article: Document) -> None:
    """A date stays the words of the source, and a bare number is its digits."""
    assert article[row(article, "date").span] == "1998-05-03"
    assert article[row(article, "strength", 1).span] == "400"


def test_lines_have_levels(article: Document) -> None:
    """Bullets give lines their levels and are not part of their words."""
    lines = row(article, "result").lines
    assert [(article[line.span], line.level) for line in lines] == [("Northern victory", 0), ("Dalen falls", 1)]


def test_a_break_tag_breaks_the_line(article: Document) -> None:
    """A tag left by the exporter is a line break."""
    assert [article[line.span] for line in row(article, "casualties", 1).lines] == ["4 killed", "2 wounded"]


def test_a_note_left_open_is_dropped(article: Document) -> None:
    """What is left of a footnote is no part of the value."""
    assert article[row(article, "casualties", 2).span] == "Per the Front:"


def test_links_stand_at_their_words(article: Document) -> None:
    """Links of a value are found by their words, with the page or anchor they lead to, or `None` where it was lost."""
    assert [(article[link.span], link.target) for link in article.links] == [
        ("Northern Front", "Northern Front"),
        ("Norway", None),
        ("Dalen", "Dalen#Militia"),
        ("Dalen", "Dalen"),
    ]


def test_flags_are_kept_beside_the_text(article: Document) -> None:
    """A picture's file is taken out for a flag, an emoji stays with one, and a picture alone leaves nothing."""
    assert [(article[flag.span], flag.name) for flag in article.flags] == [
        ("", "Northern Front flag"),
        ("🇳🇴", "Norway"),
    ]
    assert article[row(article, "combatant", 1).lines[0].span] == "Northern Front"


def test_bold_runs_are_kept(article: Document) -> None:
    """Bold words of values and body are kept as spans."""
    assert [article[bold.span] for bold in article.bolds] == ["Supported by:", "Battle of Dalen"]


def test_particulars(article: Document) -> None:
    """Title, source and metadata come from the front matter; the page is known for an encyclopedia's."""
    assert article.title == "Battle of Dalen (1998)"
    assert (article.source.publisher, article.source.date, article.encyclopedia) == ("Wikipedia", "2020-02-13", True)
    assert article.metadata["description"] == "A battle for the town of Dalen."
    assert article.metadata["img.src"] == "map.svg"


def test_body_follows_the_box(article: Document) -> None:
    """The body is headings and paragraphs after the rows."""
    assert [block.kind for block in article.blocks][-3:] == ["paragraph", "heading", "paragraph"]
    assert article.sections[1].heading == "Battle"


def test_a_box_with_parties_is_of_a_conflict(article: Document) -> None:
    """The exporter drops the template's name; parties or casualties make a box one of a conflict."""
    assert article.infoboxes[0].conflict
    assert not box_of([{"population": {"text": "4,000"}, "mayor": {"text": "A. B."}}]).infoboxes[0].conflict


def test_parameters_in_a_list_are_one_box() -> None:
    """Mappings of one parameter each are the rows of one box, until one comes again."""
    boxes = box_of([{"conflict": "A"}, {"date": "1998"}, {"conflict": "B"}, {"date": "1999"}]).infoboxes
    assert [[each.label for each in box.rows] for box in boxes] == [["conflict", "date"], ["conflict", "date"]]


def test_a_list_of_lines_is_a_value() -> None:
    """A value may be a plain string or a list of lines."""
    document = box_of([{"combatant1": ["North", "East"], "combatant2": "South"}])
    assert [len(each.lines) for each in document.infoboxes[0].rows] == [2, 1]


def test_words_in_a_file_name_are_no_link() -> None:
    """The words of a link are not sought in the picture's file name in front of them."""
    document = value("Emblem of the Third Army.svg Third Army", links=[{"page": "Third Army"}])
    assert document.text.startswith("Third Army\n")
    assert document[document.links[0].span] == "Third Army"


def test_a_file_name_begins_after_a_link() -> None:
    """A picture in the middle of a line leaves the name before it whole."""
    document = value("Third Army Free Corps.png Free Corps", links=[{"page": "Third Army"}, {"page": "Free Corps"}])
    assert document.text.startswith("Third Army Free Corps\n")
    assert [document[link.span] for link in document.links] == ["Third Army", "Free Corps"]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Great emblem of the 3rd Army.svg 3rd Army", "3rd Army"),
        ("The seal of Vasland (old).png Vasland Guard", "Vasland Guard"),
        ("First Corps Flag of Vasland.svg Vasland", "First Corps Vasland"),
        ("* Third_Army SSI.svg Third Army", "Third Army"),
        ("(commander) Blue01.png A. Mohn", "(commander) A. Mohn"),
        ("First Corps, Badge.svg Second Corps", "First Corps, Second Corps"),
        ("Third Army.svg", ""),
    ],
)
def test_where_a_file_name_begins(line: str, text: str) -> None:
    """A file name goes back to the start of its line, a bracket, a comma, or its own capital opening."""
    document = box_of([{"casualties1": "4", "combatant1": line}])
    lines = [document[each.span] for box in document.infoboxes for row in box.rows[1:] for each in row.lines]
    assert lines == ([text] if text else [])


def test_a_link_is_sought_as_a_whole_word_first() -> None:
    """`Vasland` is the country and not the beginning of `Vaslander`."""
    document = value("Vaslander militia, Vasland", links=[{"page": "Vasland"}])
    assert document.links[0].span.start == len("Vaslander militia, ")


def test_links_not_in_the_value_are_skipped() -> None:
    """A link whose words the value does not hold is left out, and the next is found."""
    document = value("North and South", links=[{"page": "East"}, {"page": "South"}])
    assert [link.target for link in document.links] == ["South"]


def test_a_template_left_over_is_a_gap() -> None:
    """A template that was not understood is told, and its words stay."""
    document = value("{{unknown|12}} men")
    assert [(gap.code, gap.field) for gap in document.gaps] == [("leftover-markup", "combatant1")]


def test_a_flag_template_is_a_flag() -> None:
    """A flag's template left over is a flag, and its name is known."""
    document = value("{{flagicon|Norway}} Rangers")
    assert [(flag.name, document[flag.span]) for flag in document.flags] == [("Norway", "")]
    assert document.text.startswith("Rangers")


def test_a_wiki_picture_left_over_is_a_flag() -> None:
    """A picture in wiki brackets left over is taken out whole."""
    document = value("*[[Image:Third Army SSI.svg|15px]] Third Army")
    assert document[document.infoboxes[0].rows[0].lines[0].span] == "Third Army"


def test_a_table_that_repeats_the_box_is_read_where_the_box_is_missing() -> None:
    """Older files have the infobox as a table of the body alone; it is read, bullets on lines of their own."""
    document = read_text(
        "---\ntitle: Raid\n---\n\n|  |  |\n| --- | --- |\n| **conflict** | Raid on Dalen |\n| **date** | 3 May 1998 |\n"
        "| **combatant1** | [North](./North), * [Third Army](./Third_Army) |\n| **combatant2** | South |\n\nWords.\n",
        format="frontmatter",
    )
    assert document.infoboxes[0].conflict
    assert [document[line.span] for line in row(document, "combatant", 1).lines] == ["North", "Third Army"]
    assert [link.target for link in document.links[:2]] == ["North", "Third Army"]


def test_a_table_is_not_read_twice(article: Document) -> None:
    """Where the front matter has the box, a table that repeats it is only a table."""
    repeated = ARTICLE.replace("---\n\nThe **", "---\n\n| **date** | 3 May |\n| **place** | X |\n\nThe **")
    document = read_text(repeated)
    assert len(document.infoboxes) == 1
    assert "table" in [block.kind for block in document.blocks]


def test_infobox_may_be_one_mapping() -> None:
    """`infobox` with one mapping is a list of one."""
    document = read_text("---\ninfobox:\n  combatant1: North\n  combatant2: South\n---\nWords.\n")
    assert [each.side for each in document.infoboxes[0].rows] == [1, 2]
