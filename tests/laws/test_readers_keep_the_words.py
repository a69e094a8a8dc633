"""Laws of the plain readers: spans are words, letters and digits are kept, nothing raises what it should not."""

from __future__ import annotations

import io
import json
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from annals.base.document import Document
from annals.base.errors import UnreadableDocument
from annals.collect import documents, read_text

SHARED = Path(__file__).resolve().parents[3] / "shared"
ARTICLES = sorted((SHARED / "corpus" / "frontmatter").glob("*.md"))
REPORTS = sorted((SHARED / "gold" / "documents").glob("*.md"))
BESIDE = pytest.mark.skipif(not ARTICLES, reason="the shared corpus is not beside the checkout")

SIGNS = st.text(st.sampled_from("ab1 2.é\n*_`[](){}<>|!&;:#-=~^/\\'\"🇳🇴\u0660"), max_size=200)
WORDS = st.text(st.sampled_from("abc 12.,\n*_->=é"), max_size=300)


def letters(text: str) -> str:
    """Letters and digits of `text`."""
    return "".join(each for each in text if each.isalnum())


def assert_sound(document: Document) -> None:
    """Every span lies in the text, in order, and is not empty where it must hold words."""
    size = len(document.text)
    for kind in (document.blocks, document.links, document.bolds, document.marks, document.flags):
        spans = [each.span for each in kind]
        assert spans == sorted(spans)
        assert all(0 <= span.start <= span.end <= size for span in spans)
    for each in (*document.blocks, *document.links, *document.bolds, *document.marks):
        assert document[each.span].strip()
    for row in (row for box in document.infoboxes for row in box.rows):
        assert document[row.span] == document[row.span].strip() != ""
        assert all(row.span.holds(line.span) or not len(line.span) for line in row.lines)


@given(SIGNS)
@settings(deadline=None)
def test_any_signs_are_read(text: str) -> None:
    """Any run of Markdown's signs is a document with sound spans, or an error that says why."""
    for format in ("report", "frontmatter"):
        for found in documents(["-"], format, io.BytesIO(text.encode())):
            if isinstance(found, UnreadableDocument):
                assert "annals itself" not in found.what
            else:
                assert_sound(found)


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_are_read_or_told(raw: bytes) -> None:
    """Any bytes give documents or errors, never an exception, and the same every time."""
    once, twice = (list(documents(["-"], None, io.BytesIO(raw))) for _ in range(2))
    assert once
    assert [str(each) for each in once] == [str(each) for each in twice]


@given(WORDS)
@settings(deadline=None)
def test_letters_and_digits_are_kept(text: str) -> None:
    """Words in Markdown's marks come out with every letter and digit, in order."""
    text = f"x {text}"
    assert letters(read_text(text, format="frontmatter").text) == letters(text)


@given(st.lists(st.text(st.sampled_from("abcAB ,.()-*1"), min_size=1, max_size=12), max_size=8), st.integers(0, 3))
@settings(deadline=None)
def test_links_of_values_are_their_words(names: list[str], skipped: int) -> None:
    """Links listed beside a value are found in it by their words, one after the other."""
    names = [name.strip(" *") for name in names if name.strip(" *")]
    links = [{"page": name} for name in names[skipped:]]
    box = {"casualties1": "x", "combatant1": {"text": "; ".join(names), "links": links}}
    document = read_text(f"---\n{json.dumps({'infoboxes': [box]})}\n---\nWords.\n", format="frontmatter")
    assert_sound(document)
    assert [document[link.span] for link in document.links] == [link.target for link in document.links]
    assert len(document.links) == len(links)


@given(st.text(max_size=40))
@settings(max_examples=50, deadline=None)
def test_any_text_of_a_json_line_is_kept(text: str) -> None:
    """Letters and digits of a JSON line's text come out, whatever else is in it."""
    raw = json.dumps({"text": f"x {letters(text)}"}, ensure_ascii=False).encode("utf-8", "surrogatepass")
    for found in documents(["-"], "jsonl", io.BytesIO(raw)):
        assert isinstance(found, Document)
        assert letters(found.text) == f"x{letters(text)}"


@BESIDE
@pytest.mark.parametrize("path", [*ARTICLES, *REPORTS], ids=lambda path: path.stem)
def test_every_article_is_read(path: Path) -> None:
    """Every article and report of the corpus is read in a moment, with sound spans and all links of its infobox."""
    began = time.perf_counter()
    (document,) = documents([path])
    assert time.perf_counter() - began < 1
    assert isinstance(document, Document)
    assert_sound(document)
    block = path.read_text(encoding="utf-8").split("\n---", 1)[0]
    boxes = yaml.safe_load(block).get("infoboxes", [])
    listed = [
        link.get("text") or link["page"] for box in boxes for value in box.values() for link in value.get("links", ())
    ]
    end = max((each.span.end for each in document.blocks if each.kind == "infobox"), default=0)
    assert [document[each.span] for each in document.links if each.span.end <= end] == listed
