"""A page of wikitext becomes the document that a reader of the page would see."""

from __future__ import annotations

import time

import pytest

from annals.base.document import Document
from annals.base.errors import UnreadableDocument
from annals.base.span import Span
from annals.collect import wikitext


def read(raw: str) -> Document:
    """The document of `raw`."""
    return wikitext.read(raw, name="x.wikitext", digest="0", certainty=0.9)


def blocks(raw: str) -> list[tuple[str, str]]:
    """Kind and words of every block."""
    document = read(raw)
    return [(block.kind, document[block.span]) for block in document.blocks]


def test_the_document_says_what_was_read() -> None:
    """Name, format, certainty and digest are those given; the page is an encyclopedia's."""
    document = read("Words.")
    assert (document.name, document.format, document.certainty, document.digest) == ("x.wikitext", "wikitext", 0.9, "0")
    assert document.encyclopedia
    assert document.title is None


def test_the_title_is_that_of_the_conflict() -> None:
    """The title comes from the infobox about a conflict, whichever box is first."""
    box = "{{Infobox person|name=Ann Ash}}\n{{Infobox military conflict|conflict='''Battle''' of [[Elm]]}}"
    assert read(box).title == "Battle of Elm"


def test_a_title_has_no_footnote_marks() -> None:
    """Marks in the title's row are not part of the title."""
    assert read("{{Infobox military conflict|conflict=Elm<ref>Ash</ref> War}}").title == "Elm War"


def test_sections_have_their_levels() -> None:
    """`==` is the first level; each section spans its text."""
    document = read("Lead.\n\n== Prelude ==\nA.\n\n=== Plans ===\nB.\n\n== Battle ==\nC.\n")
    assert [(s.heading, s.level) for s in document.sections] == [("", 0), ("Prelude", 1), ("Plans", 2), ("Battle", 1)]
    assert document[document.sections[3].span].split() == ["Battle", "C."]


def test_paragraphs_and_items_are_blocks() -> None:
    """Blank lines part paragraphs, a line that goes on with a small letter belongs to the one before."""
    raw = "One goes\non here.\n\nTwo.\nThree.\n* item a\n** item b\n: indented\n----\n"
    assert blocks(raw) == [
        ("paragraph", "One goes on here."),
        ("paragraph", "Two."),
        ("paragraph", "Three."),
        ("item", "item a"),
        ("item", "item b"),
        ("paragraph", "indented"),
    ]


def test_tables_captions_and_quotations_are_not_paragraphs() -> None:
    """They are blocks of their own, also where they stand inside a paragraph's source."""
    raw = (
        "[[File:A.jpg|thumb|200px|The [[river]] in 1815]]Before. {{quote|We held the hill.|Ann Ash}} After.\n"
        '{| class="wikitable"\n! Side !! Loss\n|-\n| style="x" | Elm || 5\n|}\nEnd.'
    )
    assert blocks(raw) == [
        ("paragraph", "Before."),
        ("caption", "The river in 1815"),
        ("quote", "We held the hill."),
        ("paragraph", "After."),
        ("caption", "Ann Ash"),
        ("table", "Side | Loss\nElm | 5"),
        ("paragraph", "End."),
    ]


def test_sections_of_sources_are_references() -> None:
    """What stands under `References` and below is not prose."""
    raw = "Words.\n== References ==\n* Ash, ''The War''.\n=== Books ===\n* Oak.\n== Aftermath ==\nMore."
    assert [kind for kind, _ in blocks(raw) if kind != "heading"] == [
        "paragraph",
        "reference",
        "reference",
        "paragraph",
    ]


def test_hatnotes_maintenance_and_housekeeping_are_left_out() -> None:
    """Notes to editors, pointers to other pages, categories and magic words print nothing."""
    raw = (
        "{{Main|Other page}}\n{{pp-pc1}}\n{{Use dmy dates|date=May 2016}}\n__NOTOC__\n"
        "Fighting began{{citation needed|date=May 2016}} early.{{Clarify|date=May 2016}}\n"
        "{{DEFAULTSORT:Elm}}\n[[Category:Battles]]\n[[de:Schlacht]]"
    )
    assert read(raw).text == "Fighting began early."
    assert read(raw).gaps == ()


def test_links_and_bold_runs_keep_their_places() -> None:
    """Links lead to their targets and take the letters that follow them; bold runs are kept as spans."""
    document = read(
        "The '''Battle of Elm''' by [[Oak tree|Oak]]s, [https://example.org/a a map] and https://example.org/b."
    )
    assert [document[bold.span] for bold in document.bolds] == ["Battle of Elm"]
    assert [(document[link.span], link.target) for link in document.links] == [
        ("Oaks", "Oak tree"),
        ("a map", "https://example.org/a"),
        ("https://example.org/b", "https://example.org/b"),
    ]


def test_an_unknown_template_keeps_its_words_and_leaves_a_gap() -> None:
    """Its first argument is printed; the gap comes once a name, where the template stands."""
    document = read("Fell {{strange thing|on 5 May|x}} and {{strange thing|on 6 May}}.")
    assert document.text == "Fell on 5 May and on 6 May."
    assert [(gap.code, gap.words, gap.span) for gap in document.gaps] == [
        ("unknown-template", "strange thing", Span(5, 5))
    ]


def test_a_gap_met_in_a_title_is_not_lost() -> None:
    """What is not understood inside a parameter that is read as plain words still leaves its gap."""
    document = read("Words.<ref>{{cite web|title={{odd|Name}}}}</ref>")
    assert [gap.words for gap in document.gaps] == ["odd"]
    assert document.citations[0].title == "Name"


def test_a_redirect_is_told() -> None:
    """A page that only sends its reader on says where; nothing is made of it."""
    document = read("#REDIRECT [[Battle of Elm]]")
    assert document.metadata == {"redirect": "Battle of Elm"}
    assert document.infoboxes == ()


def test_a_numbered_list_is_no_redirect() -> None:
    """A first line that begins with a number sign and a link is a list."""
    assert read("#First [[Battle of Elm]]").metadata == {}


def test_a_disambiguation_page_is_told() -> None:
    """A page that only lists meanings says so."""
    assert read("'''Elm''' may be:\n* [[Elm (town)]]\n{{disambiguation}}").metadata == {"disambiguation": "yes"}


def test_coordinates_of_the_page_are_kept_beside_the_text() -> None:
    """Coordinates printed in the corner of the page are in the metadata, not in the text."""
    document = read("Words.\n{{coord|34.5|N|36.5|E|display=title}}")
    assert (document.text, document.metadata) == ("Words.", {"coordinates": "34.5, 36.5"})


def test_every_kind_of_space_is_a_plain_one() -> None:
    """No-break and thin spaces are spaces; characters that print nothing are gone."""
    assert read("5\u00a0&thinsp;men and\u200b 6&nbsp;guns").text == "5 men and 6 guns"


@pytest.mark.parametrize(
    "raw",
    [
        "{{Infobox military conflict|casualties1=" * 100_000,
        "{{flag|a|name=" * 100_000 + "}}" * 100_000,
        "[[File:a|thumb|" * 20_000 + "]]" * 20_000,
        "<div>" * 100_000 + "</div>" * 100_000,
        "{|\n" * 100_000,
        "''" * 100_000,
        "* x\n" * 50_000,
        "[http://a " * 100_000,
    ],
    ids=lambda raw: raw[:16],
)
def test_hostile_pages_are_read_in_seconds(raw: str) -> None:
    """Nesting as deep as can be neither crashes nor hangs the reader."""
    begun = time.perf_counter()
    assert read(raw).format == "wikitext"
    assert time.perf_counter() - begun < 30


def test_what_is_too_deep_is_told() -> None:
    """Brackets beyond the depth that is read leave a gap."""
    assert [gap.code for gap in read("{{nowrap|" * 60 + "5 killed" + "}}" * 60).gaps] == ["too-deep"]


def test_a_page_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page beyond the limit is an error that names the limit."""
    monkeypatch.setattr(wikitext, "LIMIT", 10)
    with pytest.raises(UnreadableDocument, match=r"11 characters.*up to 10"):
        read("x" * 11)
