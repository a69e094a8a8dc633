"""Reports: their text whole, their particulars where they state them, nothing where they do not."""

from __future__ import annotations

import pytest

from annals.base.document import Document
from annals.collect import read_text

WIRE = """Source: Example Agency
Date: 23 January 2021
URL: https://example.org/news/1
Language: en

DALEN, 23 January 2021 (Example Agency) - Two men were hurt when a shell fell on the market.

The ministry gave no names.
"""


def read(text: str) -> Document:
    """The report that `text` is, its form sniffed."""
    document = read_text(text)
    assert document.format == "report"
    return document


def test_particulars_above_the_text() -> None:
    """Lines that name source, date, address and language are the source, and no part of the text."""
    source = read(WIRE).source
    assert (source.publisher, source.date) == ("Example Agency", "2021-01-23")
    assert (source.url, source.language) == ("https://example.org/news/1", "en")


def test_the_dateline_stays() -> None:
    """The dateline is part of the text."""
    assert read(WIRE).text.startswith("DALEN, 23 January 2021 (Example Agency) - Two men")


def test_a_report_without_a_date_has_none() -> None:
    """No date is invented, whatever days the text tells of."""
    assert read("On 4 May two men were hurt, the ministry said.").source.date is None


def test_a_date_that_could_be_two_days_is_a_gap() -> None:
    """A date of two small numbers is not read, and told."""
    document = read("Source: Example Agency\nDate: 03/04/2021\n\nTwo men were hurt.\n")
    assert document.source.date is None
    assert [(gap.code, gap.words) for gap in document.gaps] == [("unread-date", "03/04/2021")]


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2021-01-23", "2021-01-23"),
        ("2021-01-23T22:10:00+03:00", "2021-01-23"),
        ("Sat, 23 Jan 2021 10:00:00 +0000", "2021-01-23"),
        ("January 23, 2021", "2021-01-23"),
        ("2021/01/23", "2021-01-23"),
        ("20210123", "2021-01-23"),
        ("23/01/2021", "2021-01-23"),
        ("23 January 2021 - 14:05", "2021-01-23"),
        ("January 2021", "2021-01"),
        ("2021", "2021"),
    ],
)
def test_dates_of_publication(written: str, edtf: str) -> None:
    """Dates are read in the forms that agencies and feeds write."""
    assert read(f"Source: Example Agency\nDate: {written}\n\nTwo men were hurt.\n").source.date == edtf


def test_front_matter_names_the_source() -> None:
    """Front matter, YAML or JSON, gives title and source."""
    document = read(
        '---\n{"title": "Shell on market", "publisher": "Example Agency", "language": "en"}\n---\n\nTwo hurt.\n'
    )
    assert (document.title, document.source.publisher, document.text) == (
        "Shell on market",
        "Example Agency",
        "Two hurt.",
    )


def test_a_report_may_carry_an_infobox() -> None:
    """A report with a publisher and an infobox keeps both."""
    document = read(
        "---\npublisher: Park Service\ninfoboxes:\n  - combatant1: North\n    casualties1: '4'\n---\nWords.\n"
    )
    assert document.source.publisher == "Park Service"
    assert document.infoboxes[0].conflict


def test_a_line_alone_above_the_text_is_the_title() -> None:
    """A short first line without a full stop is the title and stays in the text as a heading."""
    document = read("Shell falls on market\n\nTwo men were hurt, the ministry said.\n")
    assert document.title == "Shell falls on market"
    assert [block.kind for block in document.blocks] == ["heading", "paragraph"]


@pytest.mark.parametrize("text", ["Two men were hurt.", "Shells fell; two men were hurt. The ministry gave no names."])
def test_a_snippet_is_a_report(text: str) -> None:
    """One or two sentences are a report without title and source."""
    document = read(text)
    assert (document.title, document.text, document.source.publisher) == (None, text, None)


def test_a_sentence_is_no_title() -> None:
    """A first paragraph that is a sentence is text."""
    assert read("Two men were hurt.\n\nThe ministry gave no names.\n").title is None


def test_a_colon_in_prose_is_no_particular() -> None:
    """Lines in the midst of the text that look like particulars are text."""
    document = read("Two men were hurt.\n\nSource: the ministry.\n")
    assert (document.source.publisher, "Source: the ministry." in document.text) == (None, True)


def test_an_address_for_a_publisher_is_the_address() -> None:
    """A source that is an address is no publisher's name."""
    source = read("Source: https://example.org/1\n\nTwo men were hurt.\n").source
    assert (source.publisher, source.url) == (None, "https://example.org/1")
