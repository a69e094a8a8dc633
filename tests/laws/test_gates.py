"""Cheap tests before costly patterns never hide what the pattern would find."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from annals.base.span import Span
from annals.codebook import table
from annals.extract import time_words, toll_named
from annals.extract.figures import _counted, _figure
from annals.extract.loss_words import holds, stems
from annals.extract.pointers import _bodies, pattern, possible

_TIMES = """the a that a this same next following previous last past third 1st two 4 several few after before later ago
earlier by until since on in at during throughout within over start end of to and day days week month year hour hours
minutes today tonight yesterday Friday 22:00 5 p.m. o'clock then whole entire"""
_TOLD = """The Colonel Ardo Venn and Ilo Tamm , the a no without any were was had been killed wounded executed shot dead
taken prisoner captured gunboat Harriet sunk destroyed casualties losses one"""


def texts(words: list[str]) -> st.SearchStrategy[str]:
    """Sentences thrown together from `words`."""
    return st.lists(st.sampled_from(words), max_size=9).map(" ".join)


@given(texts([*_TIMES.split(), *time_words.part_of_day_names(), *time_words.words()["whole"]["words"]]))
def test_every_form_that_matches_is_possible(words: str) -> None:
    """A form of time whose pattern finds something in a text is among the forms that the text may hold."""
    found = {name for name in _bodies() if pattern(name).search(words)}
    assert found <= set(possible(words))


@given(texts(_TOLD.split()))
def test_every_named_loss_passes_its_gate(words: str) -> None:
    """A text in which a named or denied loss is found holds one of the words that the gate asks for."""
    span = Span(0, len(words))
    ways = (toll_named.named_victims, toll_named.named_objects, toll_named.named_things)
    if any(way(words, span) for way in ways) or toll_named.no_casualties(words, span):
        assert holds(words.casefold(), toll_named.NAMING)


@given(st.sampled_from(sorted(w for words in table("losses")["prose"].values() for w in words)), st.data())
def test_what_a_pattern_matches_holds_its_stem(word: str, data: st.DataObject) -> None:
    """Any text that one of the codebook's patterns matches holds the stem taken from the pattern."""
    matched = data.draw(st.from_regex(re.compile(word), fullmatch=True))
    assert holds(matched, stems([word]))


@given(st.text(alphabet="ab e-twontyfive1٣ ", max_size=20))
def test_every_figure_passes_its_gate(words: str) -> None:
    """A text in which the pattern of figures finds one is among those that are looked at."""
    if _figure().search(words):
        assert _counted(words)
