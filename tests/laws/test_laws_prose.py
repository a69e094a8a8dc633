"""Laws of reading prose: whatever the text, spans hold their words and nothing breaks."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from annals.base.document import Block, Document, Section
from annals.base.span import Span
from annals.divide.masked import masked
from annals.divide.passages import passages
from annals.extract.prose import drafts

WORDS = """the rebels army captured Alpha of and , . said that killed 5 was by in which to ( ) “ ” 's attack attacked on
clashes between who after village not did U.S. Gen. Doe killing al-Beta [1] May they had been withdraw"""
PROSE = st.one_of(st.lists(st.sampled_from(WORDS.split()), max_size=40).map(" ".join), st.text(max_size=120))


def document(text: str) -> Document:
    whole = Span(0, len(text))
    blocks = (Block("paragraph", whole, 0),)
    return Document("x", "plaintext", 1.0, "0", None, text, sections=(Section("", 0, whole),), blocks=blocks)


@settings(max_examples=150, deadline=None)
@given(PROSE)
def test_claims_stand_where_they_say(text: str) -> None:
    """Every claim's quote is the text of its span, within its sentence, whatever the words are."""
    told = document(text)
    cut = passages(told)
    for draft in drafts(told, cut, None)[0]:
        claim = draft.claim
        assert told[claim.span] == claim.quote
        assert claim.sentence.holds(claim.span)
        assert claim.trigger is not None
        assert claim.sentence.holds(claim.trigger)


@settings(max_examples=150, deadline=None)
@given(PROSE)
def test_masking_moves_nothing(text: str) -> None:
    """The masked text is as long as the text, and differs from it only by spaces."""
    told = document(text)
    seen = masked(told)
    assert len(seen) == len(text)
    assert all(a in (b, " ") for a, b in zip(seen, text, strict=True))


@settings(max_examples=100, deadline=None)
@given(PROSE)
def test_sentences_hold_every_word_once(text: str) -> None:
    """The sentences of a passage follow each other without overlap, and leave out nothing but white space."""
    told = document(text)
    for passage in passages(told):
        at = passage.span.start
        for sentence in passage.sentences:
            assert sentence.start >= at
            assert not masked(told)[at : sentence.start].strip()
            at = sentence.end
        assert not masked(told)[at : passage.span.end].strip()
