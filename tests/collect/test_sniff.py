"""The form of a document is told from its content, with a certainty and a reason."""

from __future__ import annotations

import time

import pytest

from annals.collect.sniff import sniff

FRONT = "---\ntitle: Battle of Dalen\ninfoboxes:\n  - date:\n      text: 3 May\n---\nWords.\n"
REPORT = '---\n{"publisher": "Example Agency", "infoboxes": []}\n---\nWords.\n'
PLAIN = """Battle of Dalen

From Wikipedia, the free encyclopedia

Battle of Dalen
Part of the Vasland war
Date3 May 1998
Belligerents
North South
Casualties and losses
4 killed[1] 2 wounded[2]

The battle was fought at Dalen.[1]

 1. ^ a b "Four die". The Courier. 3 May 1998.
"""
WIKI = """{{Infobox military conflict
| conflict = Battle of Dalen
| combatant1 = [[Northern Front]]
}}
The '''Battle of Dalen''' was fought for [[Dalen]].<ref>The Courier</ref>

== Battle ==
"""
PAGE = "<!DOCTYPE html>\n<html><head><title>x</title></head><body><p>Words.</p></body></html>"
DUMP = '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/">\n<page><title>x</title></page>'
LINES = '{"title": "x", "text": "Two men were hurt."}\n'
WIRE = "DALEN, 3 May (Example Agency) - Two men were hurt.\n"


@pytest.mark.parametrize(
    ("content", "format"),
    [
        (FRONT, "frontmatter"),
        (REPORT, "report"),
        (PLAIN, "plaintext"),
        (WIKI, "wikitext"),
        (PAGE, "html"),
        ("<div class='x'><p>One <a href='y'>two</a></p><p>Three</p></div>", "html"),
        (DUMP, "dump"),
        (LINES, "jsonl"),
        ('[\n {"text": "x"}]', "jsonl"),
        (WIRE, "report"),
        ("# Clashes\n\nTwo men were **hurt** at the [bridge](x).\n", "report"),
        ("#REDIRECT [[Battle of Dalen]]", "wikitext"),
        ("---\nA line and a rule above it, no front matter at all.\n", "report"),
    ],
)
@pytest.mark.parametrize("name", ["-", "misnamed.txt", "misnamed.xml", "misnamed.md"])
def test_content_decides(content: str, format: str, name: str) -> None:
    """The content tells the form, also where the name says otherwise."""
    assert sniff(content, name).format == format


def test_the_name_decides_where_the_content_does_not() -> None:
    """Plain words in a file called .wikitext or .html are read as that, with less certainty."""
    assert sniff("Words.", "a.wikitext").format == "wikitext"
    assert sniff("Words.", "a.html").format == "html"
    assert sniff("Words.", "a.wikitext").certainty < sniff(WIKI, "a.wikitext").certainty


def test_certainty_is_a_share_and_the_reason_is_in_words() -> None:
    """Certainty lies between nothing and all, and every answer says why."""
    for content in (FRONT, REPORT, PLAIN, WIKI, PAGE, DUMP, LINES, WIRE, ""):
        found = sniff(content)
        assert 0 < found.certainty < 1
        assert found.why


def test_signs_that_announce_a_form_are_surer_than_words() -> None:
    """Front matter is surer than plain text."""
    assert sniff(FRONT).certainty > sniff(WIRE).certainty


def test_bytes_are_sniffed_like_text() -> None:
    """Bytes, in UTF-16 too, give what their text gives."""
    assert sniff(WIKI.encode()) == sniff(WIKI) == sniff(WIKI.encode("utf-16"))


@pytest.mark.parametrize("sign", ["[[", "{{a|", "<p ", "==", "^ ", "'''", "](", "<!--", "---\n", " "])
def test_sniffing_is_quick_on_anything(sign: str) -> None:
    """A run of one sign takes no time."""
    began = time.perf_counter()
    sniff(sign * 100_000)
    assert time.perf_counter() - began < 1
