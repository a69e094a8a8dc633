"""Flags name what they show."""

from __future__ import annotations

import pytest

from annals.codebook import table
from annals.collect.flags import country, depicted


@pytest.mark.parametrize(
    ("emoji", "name"),
    [("🇳🇴", "Norway"), ("🇺🇳", "United Nations"), ("🏴󠁧󠁢󠁳󠁣󠁴󠁿", "Scotland"), ("🇽🇽", "")],
)
def test_emoji_flags(emoji: str, name: str) -> None:
    """An emoji flag is its country's; a code that is nobody's gives no name."""
    assert country(emoji) == name


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("Flag of the Northern Front.svg", "Northern Front"),
        ("Great emblem of the 3rd Army.svg", "3rd Army"),
        ("Coat of arms of Vasland.PNG", "Vasland"),
        ("Third_Army_SSI.svg", "Third Army SSI"),
        ("Norway", "Norway"),
    ],
)
def test_files_of_pictures(file: str, name: str) -> None:
    """A picture's file names what it shows, as far as the name tells."""
    assert depicted(file) == name


def test_every_code_has_two_letters_and_a_name() -> None:
    """The table of countries holds codes of ISO 3166's form, each with a name of its own."""
    countries = table("flags")["countries"]
    assert all(len(code) == 2 and code.isupper() and name for code, name in countries.items())
    assert len(set(countries.values())) == len(countries)
