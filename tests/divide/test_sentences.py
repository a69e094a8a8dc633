"""Where sentences end."""

from __future__ import annotations

import pytest

from annals.base.span import Span
from annals.divide.sentences import sentences


def cut(text: str) -> list[str]:
    return [s.of(text) for s in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They left. Others stayed.", 2),
        ("Brig. Gen. A. B. Doe of the 5th Div. led the way.", 1),
        ("They met on Dec. 15 at noon.", 1),
        ("The U.S. Army came. It left at 7 p.m. The rest stayed.", 3),
        ("The hill is 3.5 km away. Battery No. 5 fired.", 2),
        ("Approx. 40 men fell.", 1),
        ("He waited... and then left.", 1),
        ('"We won." He was wrong.', 2),
        ("Did they go? Yes! They did.", 3),
        ("They left.    Nobody followed.", 2),
    ],
)
def test_number_of_sentences(text: str, expected: int) -> None:
    """Abbreviations, initials and decimal points do not end a sentence; stops before a new one do."""
    assert len(cut(text)) == expected


def test_closing_quote_stays_with_its_sentence() -> None:
    """A quotation mark after the stop belongs to the sentence that it closes."""
    assert cut('He said "go." They went.')[0] == 'He said "go."'


def test_spans_have_no_white_space_at_their_edges() -> None:
    """A sentence's span begins and ends with a character that is no space."""
    assert all(s == s.strip() for s in cut("  One came.  \n Two left.  "))
