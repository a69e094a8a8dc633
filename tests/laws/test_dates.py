"""Laws of dates: what is written is valid EDTF, begins before it ends, and depends on nothing but its own account."""

from __future__ import annotations

import string
from datetime import date, timedelta
from itertools import pairwise

from edtf import EDTFParseException, parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from annals.base.claim import Claim, Statement
from annals.base.document import Block, Document, Section
from annals.base.episode import Episode
from annals.base.passage import Draft
from annals.base.span import Span
from annals.divide.passages import passages
from annals.extract.when import timings
from annals.ground.calendar import Reach, Stamp, day_of, days_in, reach_of, shifted, weekday
from annals.ground.complete import Known
from annals.ground.episode import grounded
from annals.ground.trail import resolved
from annals.ground.when import dates

WORDS = """
January February March April May June July August September October November December early mid- late of the on by since
until from to between and after before next day days later week same that night morning first 31 30 29 5 12th 1999 2012
31 BC – - / , . ( ) Summer winter Thursday yesterday at 22:00 a.m. 1990s century 19th present battle during two
"""

days = st.dates(min_value=date(1000, 1, 1), max_value=date(2099, 12, 31)).map(lambda d: Stamp(d.year, d.month, d.day))
words = st.sampled_from(WORDS.split())
sentences = st.lists(words, max_size=14).map(" ".join)
knowns = st.builds(
    Known,
    latest=st.none() | days.map(lambda s: Reach(s, s)),
    hint=st.none() | days,
    side=st.sampled_from(["", "before", "after"]),
    episode=st.none() | st.builds(lambda s, n: Reach(s, shifted(s, "days", n)), days, st.integers(0, 400)),
    published=st.none() | days,
    nouns=st.just(("battle",)),
)


def is_edtf(written: str) -> bool:
    try:
        parse_edtf(written)
    except EDTFParseException:
        return False
    return True


@given(sentences, knowns)
@settings(max_examples=300, deadline=None)
def test_every_date_is_valid_edtf_and_begins_before_it_ends(sentence: str, known: Known) -> None:
    """Whatever the words and whatever is known, a date that comes out is EDTF, and in order."""
    for timing in timings(sentence, Span(0, len(sentence))):
        found = resolved(timing, known)
        if found:
            assert is_edtf(found[0].edtf()), (timing, found)
            start, end = found[0].start, found[0].end
            assert start is None or end is None or start.first <= end.last


@given(st.text(alphabet=string.printable + "–—�äب", max_size=80) | sentences)
@settings(max_examples=200, deadline=None)
def test_expressions_are_the_words_at_their_spans(text: str) -> None:
    """Expressions stand in the text as they are given, in order, none over another."""
    found = timings(text, Span(0, len(text)))
    assert [t.span.of(text) for t in found] == [t.words for t in found]
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@given(sentences, st.text(alphabet="ab .", max_size=10))
@settings(max_examples=100, deadline=None)
def test_what_stands_around_a_sentence_changes_nothing(sentence: str, before: str) -> None:
    """A sentence gives the same expressions wherever it stands."""
    alone = timings(sentence, Span(0, len(sentence)))
    text = before + sentence + before
    there = timings(text, Span(len(before), len(before) + len(sentence)))
    assert [(t.words, t.kind, t.parts) for t in alone] == [(t.words, t.kind, t.parts) for t in there]
    assert [t.span.start + len(before) for t in alone] == [t.span.start for t in there]


@given(sentences)
@settings(max_examples=200, deadline=None)
def test_a_date_row_gives_edtf_in_order(row: str) -> None:
    """A date row gives a start and an end that are EDTF (or open), the start first."""
    document = Document("x", "wikitext", 1.0, "0", None, row)
    said, gaps = grounded(document, [Statement("date", row, Span(0, len(row)))])
    start, end = said[0].start, said[0].end
    assert (start is None) == (end is None)
    assert start is not None or gaps
    if start and end:
        assert is_edtf(start.edtf)
        assert end.edtf == ".." or is_edtf(end.edtf)
        first, last = reach_of(start.edtf), reach_of(end.edtf)
        if first and last and first.start and last.end:
            assert first.start.first <= last.end.last


@given(st.dates(min_value=date(1, 1, 1)), st.integers(-20_000, 20_000))
def test_days_are_counted_as_the_calendar_counts_them(day: date, step: int) -> None:
    """Counting days, leap days among them, agrees with Python's calendar, and back again."""
    stamp = Stamp(day.year, day.month, day.day)
    assert day_of(stamp.first) == stamp
    assert weekday(stamp) == day.isoweekday()
    if 0 < day.toordinal() + step <= date.max.toordinal():
        later = day + timedelta(days=step)
        assert shifted(stamp, "days", step) == Stamp(later.year, later.month, later.day)


@given(st.integers(-5000, 5000), st.integers(1, 12))
def test_every_day_before_christ_has_a_number(year: int, month: int) -> None:
    """The last day of a month is followed by the first of the next, in any year, BC included."""
    last = Stamp(year, month, days_in(year, month))
    following = shifted(last, "days", 1)
    assert following.day == 1
    assert day_of(following.first) == following


def page(name: str, paragraphs: list[str]) -> Document:
    text, blocks = "", []
    for words in paragraphs:
        blocks.append(Block("paragraph", Span(len(text), len(text) + len(words)), 1))
        text += words + "\n"
    sections = (Section("", 0, Span(0, 0)), Section("Battle", 1, Span(0, len(text))))
    return Document(name, "wikitext", 1.0, name, None, text, encyclopedia=True, sections=sections, blocks=tuple(blocks))


def read(document: Document, episode: Episode) -> list[str | None]:
    cut = passages(document)
    drafts = [
        Draft(Claim(document[s], s, s, "attack"), i, j, tuple(timings(document.text, s)))
        for i, passage in enumerate(cut)
        for j, s in enumerate(passage.sentences)
    ]
    return [when.edtf if when else None for when in dates(document, cut, drafts, episode)]


@given(st.lists(st.lists(sentences.filter(str.strip), min_size=1, max_size=3), min_size=2, max_size=4), days)
@settings(max_examples=60, deadline=None)
def test_dates_do_not_depend_on_other_documents(texts: list[list[str]], day: Stamp) -> None:
    """An account gives the same dates whichever accounts were read before it."""
    episode = Episode(title="Battle of Alder", start=day.edtf(), end=shifted(day, "days", 9).edtf())
    pages = [page(str(i), paragraphs) for i, paragraphs in enumerate(texts)]
    forward = [read(document, episode) for document in pages]
    backward = [read(document, episode) for document in reversed(pages)]
    assert forward == backward[::-1]
    assert all(is_edtf(written) for told in forward for written in told if written)
