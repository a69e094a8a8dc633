"""Files are called by names that every file system takes."""

from __future__ import annotations

import re

import pytest

from annals.serve.filenames import NOWHERE, named, safe, unlinked, way


def test_plain_names_stay() -> None:
    """An id of letters and digits is the name of its file."""
    assert named("/e/1f2e") == "e/1f2e"
    assert named("/") == "index"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a b", "Ä", "CON", "con", "a:b", "", ".", "x" * 300, "\ud800", "a\0"]
)
def test_strange_names_become_plain(name: str) -> None:
    """Whatever stands in an id, the name of its file is short, of plain letters, and leads to no other folder."""
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,63}", safe(name))
    assert safe(name) not in ("con", "nul")


def test_names_that_differ_in_case_alone_differ_in_more() -> None:
    """`Ab` and `ab` are two files where case does not tell files apart."""
    assert safe("Ab").lower() != safe("ab").lower()


def test_a_choice_is_called_by_its_words() -> None:
    """The file of a choice can be told by its name, and the page of a list by its number."""
    assert named("/", [("page", "2")]) == "overview/page-2"
    assert named("/", [("actor", "Ash & Co")]).startswith("overview/actor-ash-co-")


def test_the_way_between_files_is_relative() -> None:
    """From one folder to another and within one."""
    assert way("e/1.html", "s/2.html") == "../s/2.html"
    assert way("index.html", "e/1.html") == "e/1.html"
    assert way("e/1.html", "index.html") == "../index.html"


def test_links_to_nowhere_become_words() -> None:
    """The words of a link stay when what it leads to is in no file."""
    assert unlinked(f'<a class="x" href="{NOWHERE}#c1">words</a>') == '<a class="x">words</a>'
