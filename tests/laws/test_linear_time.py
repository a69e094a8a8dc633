"""Reading takes time in proportion to what is read, also of texts that nobody wrote to be read."""

from __future__ import annotations

import time

import pytest

from annals import pipeline
from annals.collect import read_text

SIZE = 12_000
"""Characters of the shorter text."""
GROWTH = 3.2
"""By how much twice the text may take longer: twice, and what a busy machine adds."""
UNITS = ["1–", "January ", "12°34′56″N ", "killing two ", "1 killed, ", "[", "<", "{{"]


def taken(text: str) -> float:
    """Seconds of this process that a text takes to be read; the least of a few tries, others disturb them."""
    tries = []
    for _ in range(2):
        began = time.process_time()
        pipeline.read(read_text(text, format="report"))
        tries.append(time.process_time() - began)
    return min(tries)


@pytest.mark.parametrize("unit", UNITS)
def test_twice_the_text_takes_twice_the_time(unit: str) -> None:
    """One thing over and over is read in linear time."""
    once = taken(unit * (SIZE // len(unit)))
    twice = taken(unit * (2 * SIZE // len(unit)))
    assert twice < max(GROWTH * once, 0.3)
