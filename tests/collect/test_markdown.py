"""Markdown comes to the text that a reader sees, with everything else beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annals.base.document import Document
from annals.collect import read_text

CASES = Path(__file__).resolve().parents[1] / "cases" / "markdown.txt"


def cases() -> list[tuple[str, str, str]]:
    """Name, Markdown and text of every case in the file."""
    found = re.split(r"^= (.+)\n", CASES.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [(name, *map(str.strip, both.split("\n->\n"))) for name, both in zip(found[::2], found[1::2], strict=True)]  # type: ignore[misc]


def read(markdown: str) -> Document:
    """The report that `markdown` is."""
    return read_text(markdown, format="report")


def kinds(document: Document) -> list[tuple[str, str]]:
    """Kind and words of every block."""
    return [(block.kind, document[block.span]) for block in document.blocks]


@pytest.mark.parametrize(("markdown", "text"), [case[1:] for case in cases()], ids=[case[0] for case in cases()])
def test_text_is_what_a_reader_sees(markdown: str, text: str) -> None:
    """Every case of the file comes to the text below it."""
    assert read(markdown).text == text


def test_blocks_have_kinds() -> None:
    """Paragraphs, items, quotations, tables and headings are told apart."""
    document = read("Words.\n\n## Losses\n\n- one\n\n> two\n\n| a | b |\n|---|---|\n| c | d |\n")
    assert kinds(document) == [
        ("paragraph", "Words."),
        ("heading", "Losses"),
        ("item", "one"),
        ("quote", "two"),
        ("table", "a | b"),
        ("table", "c | d"),
    ]


def test_sections_begin_at_headings() -> None:
    """The highest headings of a page are its first level; the words before them are the lead."""
    document = read("Lead.\n\n## Battle\n\nOne.\n\n### First day\n\nTwo.\n\n## After\n\nThree.\n")
    assert [(each.heading, each.level) for each in document.sections] == [
        ("", 0),
        ("Battle", 1),
        ("First day", 2),
        ("After", 1),
    ]
    assert document[document.sections[2].span] == "First day\nTwo.\n"


def test_a_first_heading_alone_of_its_rank_is_the_title() -> None:
    """A heading of the first rank over everything is the title, and the lead is still the lead."""
    document = read("# Clashes at Dalen\n\nTwo died.\n\n## Later\n\nOne more.\n")
    assert document.title == "Clashes at Dalen"
    assert [(each.heading, each.level) for each in document.sections] == [("", 0), ("Later", 1)]


def test_links_stand_at_their_words() -> None:
    """A link's span holds its words, its target the page without the exporter's signs."""
    document = read("Held by the [Northern Front](./Northern_Front#Origins) and [others](https://example.org/x).")
    assert [(document[link.span], link.target) for link in document.links] == [
        ("Northern Front", "Northern Front#Origins"),
        ("others", "https://example.org/x"),
    ]


def test_a_lost_target_is_unknown() -> None:
    """A link whose page the exporter lost leads nowhere, and is a link all the same."""
    document = read("Held by [Dalen](./undefined).")
    assert [(document[link.span], link.target) for link in document.links] == [("Dalen", None)]


def test_bold_runs_stand_at_their_words() -> None:
    """Bold runs are kept as spans, slanted ones are not."""
    document = read("The **Battle of *Dalen*** was *short* and __loud__.")
    assert [document[bold.span] for bold in document.bolds] == ["Battle of Dalen", "loud"]


def test_emoji_flags_stay_and_name_their_country() -> None:
    """An emoji flag stays in the text and is named after the country of its code."""
    document = read("- 🇳🇴 Norway sent envoys")
    assert [(document[flag.span], flag.name) for flag in document.flags] == [("🇳🇴", "Norway")]


FOOTNOTES = """Two died.[1] A third was found later.[^b]

## References

1. "Two die at Dalen". The Daily Courier. 3 May 2019. Retrieved 5 May 2019.
2. [A third victim](https://example.org/3). Example Agency. 4 May 2019.

[^b]: Ministry statement, 6 May 2019
"""


def test_entries_of_a_references_section_are_citations() -> None:
    """What stands under References is read as footnotes with outlet, title, dates and address."""
    first, second = read(FOOTNOTES).citations[:2]
    assert (first.key, first.outlet, first.title, first.date, first.accessed) == (
        "1",
        "The Daily Courier",
        "Two die at Dalen",
        "2019-05-03",
        "2019-05-05",
    )
    assert (second.title, second.url, second.date) == ("A third victim", "https://example.org/3", "2019-05-04")


def test_marks_point_to_their_footnotes() -> None:
    """A footnote mark in the text leads to the citation of its number or name."""
    document = read(FOOTNOTES)
    assert [(document[mark.span], mark.key) for mark in document.marks] == [("[1]", "1"), ("[b]", "b")]
    assert {mark.key for mark in document.marks} <= {citation.key for citation in document.citations}


def test_footnotes_are_blocks_of_their_own() -> None:
    """Entries of a references section are no prose, and their citation stands at their words."""
    document = read(FOOTNOTES)
    assert [kind for kind, _ in kinds(document)] == ["paragraph", "heading", "reference", "reference", "reference"]
    assert all(citation.span and citation.words in document[citation.span] for citation in document.citations)


def test_a_mark_whose_footnote_is_missing_is_a_mark() -> None:
    """A number in brackets behind a word is a footnote mark, also where the footnotes were left out."""
    document = read("Two died.[4][7] One was hurt.")
    assert [mark.key for mark in document.marks] == ["4", "7"]
    assert [(each.number, each.words) for each in document.citations] == [(4, ""), (7, "")]


def test_a_bracketed_number_without_a_footnote_is_no_mark() -> None:
    """A number in brackets that leads to no footnote is only words."""
    assert read("The law of [1] May.").marks == ()


def test_a_link_that_is_only_a_number_is_a_mark() -> None:
    """The mark of a converted page (`[[1]](#note-1)`) is printed once and is no link."""
    document = read("Two died.[[1]](#cite_note-1)\n\n# Notes\n\n1. The Courier, 2019\n")
    assert document.text.startswith("Two died.[1]\n")
    assert [mark.key for mark in document.marks] == ["1"]
    assert document.links == ()
