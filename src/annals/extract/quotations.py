"""Quotations that run over sentences: whether a sentence still is what somebody named before says."""

from __future__ import annotations

import re

import msgspec

_OPENS = re.compile(r"[\s\u200b-\u200f]*[\"“«]")
_CLOSED = re.compile(r"[\"”»][.,;!?)\s]*$")


class Quotation(msgspec.Struct):
    """How far the quotation that is being read goes.

    `open`: it was left open at the end of the sentence before. `spoken`: that sentence named its speaker. `led`: the
    paragraph before ended with a colon after a speaker's name, or without closing what it quoted.
    """

    open: bool = False
    spoken: bool = False
    led: bool = False

    def begin(self) -> None:
        """A paragraph begins: what the one before left open goes on only where this one opens with a mark again."""
        self.led = self.led or (self.open and self.spoken)
        self.open = self.spoken = False

    def holds(self, words: str) -> bool:
        """Whether the sentence `words` is said by whoever spoke last."""
        if self.open:
            return self.spoken
        anew = _OPENS.match(words) is not None and (self.spoken or self.led)
        return anew and (_CLOSED.search(words) is not None or _left_open(words) > 0)

    def end(self, words: str, *, named: bool) -> None:
        """A sentence was read; `named` tells whether it says who speaks, or goes on with what somebody says."""
        change = _left_open(words)
        self.open = change > 0 or (self.open and change == 0)
        self.spoken = named and ("“" in words or '"' in words or "«" in words or self.spoken or self.open)
        self.led = named and words.rstrip().endswith(":")


def _left_open(words: str) -> int:
    """How many quotation marks `words` leave open; below 0 where they close what was open before."""
    curly = sum(words.count(mark) for mark in "“«") - sum(words.count(mark) for mark in "”»")
    straight = [hit.start() for hit in re.finditer('"', words)]
    if curly or len(straight) % 2 == 0:
        return curly
    opening = straight[-1] + 1 < len(words) and words[straight[-1] + 1].isalnum()
    return 1 if opening or _OPENS.match(words) else -1
