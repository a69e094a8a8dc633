"""The codebook of templates is in order: every name once, every kind with something that prints it."""

from __future__ import annotations

from collections import Counter

from annals.codebook import table
from annals.collect import wikitemplates


def test_a_template_has_one_kind() -> None:
    """No name stands under two kinds."""
    counted = Counter(name for _, names in wikitemplates._named() for name in names)
    assert [name for name, times in counted.items() if times > 1] == []


def test_names_are_written_as_they_are_compared() -> None:
    """Names are in lower case, with single spaces and no underscores."""
    names = [name for _, names in wikitemplates._named() for name in names]
    assert [name for name in names if name != " ".join(name.casefold().replace("_", " ").split())] == []


def test_every_kind_prints_something() -> None:
    """Every kind that a name can have is one that the reader knows."""
    kinds = set(wikitemplates._exact().values()) | {"money", "box", "source", "foreign", "country", "nothing"}
    assert kinds - set(wikitemplates._KINDS) == set()


def test_codes_of_countries_name_one() -> None:
    """Every code leads to a country that the codebook knows."""
    countries = table("flags")["countries"]
    assert [code for code, short in table("templates")["codes"].items() if short not in countries] == []
