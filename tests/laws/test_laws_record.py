"""Laws of the record: order, repetition and the way in do not matter, and what goes in comes out."""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.keep.accounts import article, document, renamed

from annals.base.claim import Claim, Statement
from annals.base.gap import Gap
from annals.base.mention import Mention
from annals.base.reading import Reading
from annals.base.span import Span
from annals.base.toll import KINDS, Loss
from annals.base.what import CERTAINTIES, TYPES
from annals.base.when import PARTS_OF_DAY, When
from annals.keep.kept import kept_claims
from annals.keep.record import Record
from annals.merge.events import events
from annals.publish.json import export

ACCOUNTS = [
    article(1, "a.md"),
    article(2, "b.md"),
    article(3, "a.md"),
    renamed(article(1), "d.md", certainty=1.0),
    renamed(article(2), "b.md", certainty=0.5),
    msgspec.structs.replace(article(3, "a.md"), gaps=()),
]

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
counts = st.none() | st.integers(0, 10**12)
spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda ends: Span(min(ends), max(ends)))
mentions = st.lists(st.builds(Mention, words, st.none() | spans, st.none() | words), max_size=3).map(tuple)
losses = st.builds(
    Loss,
    kind=st.sampled_from(KINDS),
    min=counts,
    max=counts,
    vague=st.booleans(),
    approx=st.booleans(),
    who=st.none() | words,
    side=st.none() | st.integers(1, 4) | st.just("civilians"),
    citations=st.lists(words, max_size=2).map(tuple),
)
whens = st.builds(
    When,
    edtf=words | st.dates().map(str),
    rule=words,
    part_of_day=st.none() | st.sampled_from(PARTS_OF_DAY),
    span=st.none() | spans,
)
claims = st.builds(
    Claim,
    quote=words,
    span=spans,
    sentence=spans,
    type=st.sampled_from(TYPES),
    when=st.none() | whens,
    places=mentions,
    by=mentions,
    against=mentions,
    attributed_to=mentions,
    losses=st.lists(losses, max_size=2).map(tuple),
    certainty=st.sampled_from(CERTAINTIES),
    negated=st.booleans(),
    citations=st.lists(words, max_size=2).map(tuple),
)
statements = st.builds(
    Statement,
    field=st.sampled_from(["title", "place", "belligerent", "loss", "date", "coordinates"]),
    words=words,
    span=spans,
    box=st.integers(0, 2),
    side=st.none() | st.integers(1, 4),
    text=st.none() | words,
    loss=st.none() | losses,
    start=st.none() | whens,
    point=st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
)
gaps = st.builds(Gap, st.just("extract"), words, words, words, st.none() | spans, st.none() | words, st.booleans())
readings = st.builds(
    lambda text, said, told, missed: Reading(document(text), tuple(said), (), tuple(told), tuple(missed)),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.lists(statements, max_size=4, unique=True),
    st.lists(claims, max_size=4, unique=True),
    st.lists(gaps, max_size=3),
)


def made_of(accounts: list[Reading]) -> tuple[str, list[str]]:
    """Digest and export of a record of these accounts, added in this order."""
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "war.annals", create=True) as record:
        for account in accounts:
            record.add(account)
        assert record.check() == []
        return record.digest(), list(export(record))


WHOLE = made_of(ACCOUNTS)


@settings(max_examples=15, deadline=None)
@given(accounts=st.permutations(ACCOUNTS))
def test_reading_in_another_order_gives_the_same_record(accounts: list[Reading]) -> None:
    """The content and the export of a record do not depend on the order of reading, byte for byte."""
    assert made_of(accounts) == WHOLE


@settings(max_examples=10, deadline=None)
@given(more=st.lists(st.sampled_from(ACCOUNTS), max_size=6))
def test_reading_again_changes_nothing(more: list[Reading]) -> None:
    """Accounts that a record holds add nothing to it."""
    assert made_of([*ACCOUNTS, *more]) == WHOLE


@settings(max_examples=40, deadline=None)
@given(reading=readings)
def test_what_is_kept_comes_back(reading: Reading) -> None:
    """Whatever a reading holds is given back equal, and fits its ids."""
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "war.annals", create=True) as record:
        assert record.add(reading)
        assert not record.add(reading)
        (kept,) = record.documents()
        assert record.reading(kept.id) == reading
        assert record.check() == []


@settings(max_examples=60, deadline=None)
@given(reading=readings, data=st.data())
def test_events_share_out_the_claims(reading: Reading, data: st.DataObject) -> None:
    """Every claim is in exactly one event, in whatever order the claims are given."""
    told = kept_claims(reading)
    made = events(told)
    assert sorted(id for event in made for id in event.claims) == sorted(kept.id for kept in told)
    assert events(data.draw(st.permutations(told))) == made
