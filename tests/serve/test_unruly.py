"""Words of an account do nothing where they are shown: they turn no others, compute nothing, and mislead nobody."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from annals.serve.forms import rows
from annals.serve.page import Table
from annals.serve.render import web
from annals.serve.unruly import contained
from annals.serve.workbook import workbook
from tests.serve.sheets import sheet_of

OPENING = {"LRE": "PDF", "RLE": "PDF", "LRO": "PDF", "RLO": "PDF", "LRI": "PDI", "RLI": "PDI", "FSI": "PDI"}
MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def left_open(words: str) -> list[str]:
    """What is open behind some words after the bidirectional algorithm, and `!` for what closes nothing of theirs."""
    stack: list[str] = []
    for kind in map(unicodedata.bidirectional, words):
        if kind in OPENING:
            stack.append(OPENING[kind])
        elif kind == "PDI" and "PDI" in stack:
            while stack.pop() != "PDI":
                pass
        elif kind == "PDF" and stack and stack[-1] == "PDF":
            stack.pop()
        elif kind in ("PDF", "PDI"):
            stack.append("!")
    return stack


@given(st.text(alphabet=f"ab א{MARKS}", max_size=20))
def test_nothing_stays_open(words: str) -> None:
    """Behind any words nothing is open, and all their letters are there."""
    held = str(contained(words))
    assert left_open(held) == []
    assert [c for c in held if c not in MARKS] == [c for c in words if c not in MARKS]


@given(st.text(alphabet=f"ab א{MARKS}", max_size=12))
def test_what_is_well_is_left(words: str) -> None:
    """Words that close what they open are as they were."""
    held = str(contained(words))
    assert contained(held) == held


def test_mark_up_of_a_template_is_left() -> None:
    """What a template made already is no text of an account."""
    made = Markup("<b>\u202e</b>")
    assert contained(made) is made


FORMULAS = ["=1+1", '=HYPERLINK("http://e.example","x")', "+1+cmd|' /C calc'!A0", "-a", "@A", "\t=1", "-2+cmd|'a'!A0"]


@pytest.mark.parametrize("cell", [*FORMULAS, "-0030-09-02", "1E5", "5312345678901234"])
def test_no_cell_of_a_workbook_is_a_formula(cell: str) -> None:
    """What a spreadsheet would compute, or take for a number, is a text in the form that is made for it."""
    assert sheet_of(b"".join(workbook(Table(["x"], [[cell]])))) == [["x"], [cell]]


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_table_is_as_it_is_told(cell: str) -> None:
    """Comma-separated values are for programs: whatever a cell begins with, it comes back as it was."""
    (_, (first,)) = csv.reader(io.StringIO(b"".join(rows(Table(["x"], [[cell]]))).decode(), newline=""))
    assert first == cell


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "data:text/html,x", "//evil.example", "https:", "https://", "https:///x", "ftp://a.example",
        "https://known.example@evil.example/", "https://a:b@evil.example", "https://known.example\\@evil.example",
        "https://evil.example/\u202egnp", "https://known\u200b.example", "https://a b", "https://[", "https://a.example/\n",
        "https://a.example/\x85", "java\tscript:alert(1)", "\x01https://a.example", "https://:80/", "HTTPS:evil",
    ],
)  # fmt: skip
def test_no_link_misleads(address: str) -> None:
    """What does not lead to the web, or not to where it seems to, is no link."""
    assert web(address) is None


@pytest.mark.parametrize(
    "address", ["https://a.example/x?y=1#z", "http://سوريا.example/ا", "https://a.example:8080/@x"]
)
def test_other_addresses_are_links(address: str) -> None:
    """Addresses in other scripts, with ports, queries and an @ in their path lead where they say."""
    assert web(address) == address
