"""Plain text that means harm is read in a moment."""

from __future__ import annotations

import time

import pytest
from tests.collect.flattened import document

PATIENCE = 4.0
BOX = "Battle of Ustra\nPart of the War\nDate3 May 2003\nBelligerents\nA  B\nCasualties and losses\n"

HOSTILE = {
    "figures without end": BOX + "1 killed " * 50_000,
    "brackets without end": BOX + "1 killed" + " (" * 200_000,
    "marks without end": BOX + "1 killed" + "[1]" * 100_000,
    "spaces within a line": BOX + "x" + " " * 500_000 + "y",
    "flags' spaces": BOX + "\xa0 " * 200_000,
    "tabs": BOX + "\t" * 500_000,
    "files of flags": BOX + "Flag of A.svg " * 40_000,
    "states": BOX + "Unknown " * 50_000,
    "lines of figures": BOX + "5 killed\n" * 20_000,
    "lines of civilians": BOX + "5 civilians killed\n" * 20_000,
    "labels in one line": "DateLocationResult" * 30_000,
    "labels line by line": "Date\n" * 30_000,
    "headings": "Heading\n" * 30_000,
    "a list of contents": "Contents\n" + "1.1 x\n" * 30_000,
    "lines of one width": "word " * 14 + ("\n" + "word " * 14) * 10_000,
    "back-links": "T\n\n" + "^ a b c d " * 50_000,
    "quotation marks": "T\n\n1. ^ " + '"' * 300_000,
    "many references": "T\n\n" + "\n".join(f'{n}. ^ "Title". Herald. 3 May 2003.' for n in range(5_000)),
    "degrees": BOX.replace("Date", "Location " + "1° " * 50_000 + "\nDate"),
    "open brackets": "T\n\n" + "[" * 300_000,
    "blank lines": "T" + "\n" * 500_000 + "x",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_no_time(text: str) -> None:
    """A page of any make is read in a moment."""
    began = time.perf_counter()
    document(text)
    assert time.perf_counter() - began < PATIENCE
