"""What templates do with words and numbers on their way into a page."""

from __future__ import annotations

import pytest

from annals.serve.render import grouped


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("at least 1234567", "at least 1\u202f234\u202f567"),
        ("12345–23456", "12\u202f345–23\u202f456"),
        ("9999", "9999"),
        ("2021-04-20", "2021-04-20"),
        ("low 10000, best 20000, high 30000", "low 10\u202f000, best 20\u202f000, high 30\u202f000"),
        ("12,345", "12,345"),
        ("1f2e12345", "1f2e12345"),
    ],
)
def test_long_numbers_are_grouped(words: str, shown: str) -> None:
    """Numbers that cannot be read at a glance are set in threes; days, ids and what is grouped already are left."""
    assert grouped(words) == shown
