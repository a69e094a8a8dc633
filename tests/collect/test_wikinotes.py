"""Footnotes of wikitext are numbered by first use in their group, and become citations."""

from __future__ import annotations

import pytest

from annals.base.document import Citation, Document
from annals.collect.wikinotes import label
from annals.collect.wikitext import read as read_page


def read(raw: str) -> Document:
    """The document of `raw`."""
    return read_page(raw, name="x", digest="0", certainty=1.0)


def citation(raw: str) -> Citation:
    """The first citation of `raw`."""
    return read(raw).citations[0]


@pytest.mark.parametrize(
    ("group", "number", "printed"),
    [
        ("", 12, "12"),
        ("lower-alpha", 2, "b"),
        ("lower-alpha", 28, "ab"),
        ("upper-alpha", 3, "C"),
        ("lower-roman", 14, "xiv"),
        ("upper-roman", 944, "CMXLIV"),
        ("lower-greek", 2, "β"),
        ("note", 3, "note 3"),
    ],
)
def test_a_group_has_its_own_numbers(group: str, number: int, printed: str) -> None:
    """Marks are printed as MediaWiki prints them."""
    assert label(group, number) == printed


def test_a_name_used_again_is_the_same_footnote() -> None:
    """A reused name gives the same mark, wherever its words stand."""
    document = read('A.<ref name="b" /> B.<ref>One</ref> C.<ref name=b>Two</ref> D.{{r|b}}')
    assert document.text.startswith("A.[1] B.[2] C.[1] D.[1]")
    assert [(c.key, c.number, c.words) for c in document.citations] == [("1", 1, "Two"), ("2", 2, "One")]


def test_footnotes_defined_in_a_list() -> None:
    """The words may stand in the list of references; a definition never used is no citation."""
    raw = "A.<ref name=a/>\n== References ==\n{{reflist|refs=\n<ref name=a>One</ref>\n<ref name=z>Never</ref>\n}}"
    assert [c.words for c in read(raw).citations] == ["One"]
    raw = "A.<ref name=a/>\n<references><ref name=a>One</ref></references>"
    assert [c.words for c in read(raw).citations] == ["One"]
    raw = "A.{{efn|name=n}}\n{{notelist|notes={{efn|name=n|Words}}}}"
    assert [(c.key, c.words) for c in read(raw).citations] == [("lower-alpha 1", "Words")]


def test_the_list_stands_where_the_page_puts_it() -> None:
    """Footnotes are written as blocks of their own, each the span of its citation."""
    document = read(
        "A.<ref>One</ref>{{efn|Two}}\n== Notes ==\n{{notelist}}\n== References ==\n{{reflist}}\n== Links ==\nX"
    )
    assert [document[c.span] for c in document.citations if c.span] == ["Two", "One"]
    assert [document[block.span] for block in document.blocks if block.kind == "reference"] == ["Two", "One"]


def test_a_footnote_inside_a_note_is_counted_too() -> None:
    """Marks inside notes point to citations like any other."""
    document = read("A.{{efn|Two<ref>Source</ref>}}\n{{notelist}}\n{{reflist}}")
    assert [(c.key, c.words) for c in document.citations] == [("lower-alpha 1", "Two"), ("1", "Source")]
    assert {mark.key for mark in document.marks} == {"lower-alpha 1", "1"}


def test_a_footnote_without_words_leaves_a_gap() -> None:
    """A name that is never defined is told."""
    assert [gap.code for gap in read("A.<ref name=lost/>").gaps] == ["undefined-footnote"]


def test_a_cite_template_gives_the_particulars() -> None:
    """Outlet, title, author, dates, language and addresses are taken as given."""
    raw = (
        "A.<ref>{{cite news |last=Ash |first=Ann |title=Elm falls |trans-title=L'orme tombe |newspaper=The Oak "
        "|date=27 January 2021 |language=fr |url=https://example.org/a?b=1&c=2 |archive-url="
        "https://web.archive.org/web/2021/https://example.org/a |access-date=2021-02-01}}</ref>"
    )
    found = citation(raw)
    assert (found.outlet, found.title, found.author) == ("The Oak", "Elm falls [L'orme tombe]", "Ann Ash")
    assert (found.date, found.accessed, found.language) == ("2021-01-27", "2021-02-01", "fr")
    assert found.url == "https://example.org/a?b=1&c=2"
    assert found.archive_url == "https://web.archive.org/web/2021/https://example.org/a"
    assert found.words.startswith('Ann Ash (27 January 2021). "Elm falls')


def test_a_bare_footnote_gives_its_words_and_address() -> None:
    """Without a template the first address is kept, and notes on archive and language."""
    raw = "A.<ref>[https://example.org/x Elm falls], ''The Oak'' {{in lang|ar}} {{webarchive|url=https://arc.example/1}}</ref>"
    found = citation(raw)
    assert (found.words, found.url) == ("Elm falls, The Oak (in Arabic)", "https://example.org/x")
    assert (found.language, found.archive_url, found.title) == ("Arabic", "https://arc.example/1", None)


def test_a_shortened_footnote_is_that_of_the_source_it_names() -> None:
    """Surname and year lead to the source listed elsewhere on the page."""
    raw = (
        "A.{{sfn|Ash|Oak|2001|p=7}} B.<ref>{{harvnb|Elm|1999a|loc=ch. 2}}</ref>\n== References ==\n{{reflist}}\n"
        "* {{cite book|last1=Ash|last2=Oak|year=2001|title=The War|publisher=Fir Press}}\n"
        "* {{citation|last=Elm|first=Eva|date=1999|title=The Peace|ref={{sfnref|Elm|1999a}}}}"
    )
    found = read(raw).citations
    assert [(c.words, c.title, c.outlet, c.date) for c in found] == [
        ("Ash & Oak 2001, p. 7.", "The War", "Fir Press", "2001"),
        ("Elm 1999a, ch. 2", "The Peace", None, "1999"),
    ]


def test_a_source_in_brackets_is_a_mark() -> None:
    """`{{harv}}` in the text prints words in brackets that are a mark, not words of the text."""
    document = read("9,000 horse {{harv|Ash|2001|p=221}}; more.")
    assert [document[mark.span] for mark in document.marks] == ["(Ash 2001, p. 221)"]
    assert document.citations[0].number is None
