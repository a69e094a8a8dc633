"""Parameters of cite templates become the particulars of a source; nothing is completed or mended."""

from __future__ import annotations

import pytest

from annals.collect.cite import is_source, reference


@pytest.mark.parametrize("name", ["cite web", "citation", "cite av media", "vcite book", "london gazette"])
def test_templates_of_sources(name: str) -> None:
    """Templates that give a source in full are known by name."""
    assert is_source(name)


@pytest.mark.parametrize("name", ["citation needed", "sfn", "cited", "infobox"])
def test_other_templates_are_no_sources(name: str) -> None:
    """Names that only look alike are not taken."""
    assert not is_source(name)


@pytest.mark.parametrize(
    ("given", "outlet"),
    [
        ({"work": "The Oak", "publisher": "Oak Ltd", "agency": "Elm News"}, "The Oak"),
        ({"publisher": "Oak Ltd", "agency": "Elm News"}, "Oak Ltd"),
        ({"agency": "Elm News"}, "Elm News"),
        ({"journal": "Trees", "work": ""}, "Trees"),
        ({}, None),
    ],
)
def test_the_outlet_is_the_work_else_the_publisher_else_the_agency(given: dict[str, str], outlet: str | None) -> None:
    """The first that is filled names the outlet."""
    assert reference("cite news", given).outlet == outlet


@pytest.mark.parametrize(
    ("given", "author"),
    [
        ({"last": "Ash", "first": "Ann"}, "Ann Ash"),
        ({"last1": "Ash", "first1": "Ann", "last2": "Oak"}, "Ann Ash; Oak"),
        ({"author": "Elm, Eva", "author2": "Fir"}, "Elm, Eva; Fir"),
        ({"editor": "Yew"}, "Yew"),
        ({"author-last": "Ash", "author-first": "Ann"}, "Ann Ash"),
        ({}, None),
    ],
)
def test_authors_in_order(given: dict[str, str], author: str | None) -> None:
    """All authors are kept in order; editors stand in where there are none."""
    assert reference("cite book", given).author == author


@pytest.mark.parametrize(
    ("given", "date"),
    [
        ({"date": "27 January 2021"}, "2021-01-27"),
        ({"date": "January 2021"}, "2021-01"),
        ({"year": "1999"}, "1999"),
        ({"year": "1999", "month": "May"}, "1999-05"),
        ({"date": "c. 1850"}, None),
        ({"date": "31 February 2021"}, None),
        ({}, None),
    ],
)
def test_dates_are_those_printed(given: dict[str, str], date: str | None) -> None:
    """A date that is whole in the calendar becomes EDTF, any other is unknown."""
    assert reference("cite web", given).date == date


def test_a_tweet_has_the_address_that_its_template_makes() -> None:
    """User and number are the address; the service is the outlet."""
    found = reference("cite tweet", {"user": "ann", "number": "12", "title": "Elm fell"})
    assert (found.url, found.outlet) == ("https://twitter.com/ann/status/12", "Twitter")


def test_shortened_footnotes_name_a_source_by_surnames_and_year() -> None:
    """Surnames and year stand beside the particulars."""
    found = reference("cite book", {"author": "Ann Ash", "last2": "Oak", "date": "May 2001"})
    assert (found.surnames, found.year) == (("Ash", "Oak"), "2001")


def test_the_words_are_in_the_usual_order() -> None:
    """Author, date, title, work, publisher, page, day of access."""
    given = {
        "last": "Ash",
        "title": "Elm",
        "work": "Oak",
        "publisher": "Fir",
        "date": "2001",
        "page": "7",
        "access-date": "5 May 2002",
    }
    assert reference("cite web", given).words == 'Ash (2001). "Elm". Oak. Fir. p. 7. Retrieved 5 May 2002.'
