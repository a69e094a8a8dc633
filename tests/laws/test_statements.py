"""Laws of statements: whatever stands in a field, nothing breaks, and no value stands without its words."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.fields import document

from annals.extract.infobox import statements

KEYS = st.sampled_from(
    ["combatant", "commander", "units", "strength", "place", "part_of", "result", "territory", "title"]
)
WORDS = """Maj. Gen. Aldo|Brandt|[[Piet Maas]]|{Northland}|(WIA|)|(|:|;|,|and|the|of|Unknown|1st Lt.|†|'''|Army|Brigade
Supported by:|River War|Olm Province|near|900 soldiers|250 tanks|–|/|  |[1]|style=margin:0|c.|41°08′N|.svg|()|=|_"""
SCRAPS = st.sampled_from([*WORDS.replace("\n", "|").split("|"), "\n", "\n* ", "\n** "])
VALUES = st.lists(SCRAPS, max_size=14).map(" ".join) | st.text(max_size=60)
ROWS = st.lists(st.tuples(KEYS, st.integers(1, 3) | st.none(), VALUES), max_size=5)
FORMS = st.sampled_from(["wikitext", "frontmatter"])


@settings(deadline=None, max_examples=300)
@given(ROWS, FORMS)
def test_words_stand_where_a_statement_says(rows: list[tuple[str, int | None, str]], form: str) -> None:
    """The words of every statement and gap are the text at its span, and reading twice says the same."""
    page = document(rows, form=form)
    said, gaps = statements(page)
    assert all(page[s.span] == s.words for s in said)
    assert all(g.span is None or page[g.span] == g.words for g in gaps)
    assert statements(page) == (said, gaps)


@settings(deadline=None, max_examples=300)
@given(ROWS, FORMS)
def test_no_name_is_empty_or_told_twice(rows: list[tuple[str, int | None, str]], form: str) -> None:
    """A name has a letter or digit, and within one row no name stands twice."""
    for row in rows:
        said, _ = statements(document([row], form=form))
        names = [s.text for s in said if s.field in ("belligerent", "commander", "unit", "place", "part_of")]
        assert all(any(c.isalnum() for c in name or "") for name in names)
        assert len({(name or "").casefold() for name in names}) == len(names)


def test_hostile_fields_take_no_long_time() -> None:
    """Fields of many thousand brackets, commas, links and lines are read in seconds."""
    hostile = ["(" * 20000, "A," * 2400, "[[A B]] " * 600, "Gen. " * 900, "A B (C) " * 500, "\n* A B" * 9000]
    began = time.perf_counter()
    for value in hostile:
        rows = [
            (key, 1, value) for key in ["combatant", "units", "commander", "strength", "place", "part_of", "result"]
        ]
        statements(document(rows, form="frontmatter"))
    assert time.perf_counter() - began < 30
