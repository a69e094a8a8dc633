"""JSON Lines: one report an object; what is wrong with a line stays with that line."""

from __future__ import annotations

import io
import json

from annals.base.document import Document
from annals.base.errors import UnreadableDocument
from annals.collect import documents

Found = list[Document | UnreadableDocument]


def read(raw: str | bytes, *, limit: int = 2**20) -> Found:
    """What `raw` holds, read from standard input as JSON Lines."""
    stream = io.BytesIO(raw.encode() if isinstance(raw, str) else raw)
    return list(documents(["-"], "jsonl", stream, limit=limit))


def only(raw: str | bytes) -> Document:
    """The one document of `raw`."""
    (found,) = read(raw)
    assert isinstance(found, Document), found
    return found


def test_particulars_by_many_names() -> None:
    """Publisher, date, address, language and text are known under the names that exports give them."""
    document = only(
        json.dumps(
            {
                "_id": "7A",
                "sourceName": "Example Agency",
                "datePublished": "2021-01-23T10:00:00Z",
                "link": "https://example.org/1",
                "lang": "en",
                "headline": "Shell on market",
                "articleBody": "Two men were hurt.",
            }
        )
    )
    assert (document.name, document.title, document.text) == ("7A", "Shell on market", "Two men were hurt.")
    source = document.source
    assert (source.publisher, source.date) == ("Example Agency", "2021-01-23")
    assert (source.url, source.language) == ("https://example.org/1", "en")


def test_nested_names_are_opened() -> None:
    """A publisher that is an object gives its name, a list of paragraphs its text."""
    document = only('{"publisher": {"name": "Example Agency"}, "body": ["Two hurt.", "One died."]}')
    assert (document.source.publisher, document.text) == ("Example Agency", "Two hurt.\nOne died.")


def test_a_piece_of_html_is_read_as_text() -> None:
    """A text with tags comes out in paragraphs, without them."""
    assert only('{"text": "<p>Two <b>hurt</b>.</p><p>R&amp;D closed.</p>"}').text == "Two hurt.\nR&D closed."


def test_every_line_has_its_name_and_digest() -> None:
    """Lines without an id are named after file and line, and each has a digest of its own."""
    first, second = read('{"text": "One."}\n\n{"text": "Two."}\n')
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.name, second.name) == ("-:1", "-:3")
    assert first.digest != second.digest


def test_a_broken_line_costs_only_itself() -> None:
    """Damaged JSON, a value that is no object, an object without text: errors with their line; the rest is read."""
    found = read('{"text": "One."}\n{"text": "Tw\n[1]\n{"title": "x"}\n{"text": "Five."}\n')
    assert [each.where if isinstance(each, UnreadableDocument) else each.text for each in found] == [
        "One.",
        "-:2",
        "-:3",
        "-:4",
        "Five.",
    ]


def test_a_broken_first_line_costs_only_itself() -> None:
    """A damaged first line does not hide the lines after it."""
    found = read('{"text": "On\n{"text": "Two."}\n')
    assert [isinstance(each, Document) for each in found] == [False, True]


def test_many_broken_lines_are_told_briefly() -> None:
    """After the first errors of a file only their number is told."""
    found = read('{"text": "One."}\n' + "{\n" * 500 + '{"text": "Last."}\n')
    assert len(found) < 30
    assert isinstance(found[-1], UnreadableDocument)
    assert "480 more" in found[-1].what


def test_a_line_beyond_the_limit_is_passed_over() -> None:
    """A line that is too long is an error, and the next is read."""
    found = read('{"text": "One."}\n{"text": "' + "x" * 5_000 + '"}\n{"text": "Three."}\n', limit=1_000)
    assert [isinstance(each, Document) for each in found] == [True, False, True]
    assert isinstance(found[1], UnreadableDocument)
    assert (found[1].where, found[1].what) == ("-:2", "this document is too large")


def test_one_object_over_several_lines() -> None:
    """A file with one object written over several lines is one document with the file's name."""
    document = only('{\n  "title": "x",\n  "text": "Two men were hurt."\n}\n')
    assert (document.name, document.text) == ("-", "Two men were hurt.")


def test_a_list_of_objects() -> None:
    """A file with a list of objects gives a document for each."""
    found = read('[\n {"text": "One."},\n {"text": "Two."}\n]')
    assert [each.name for each in found if isinstance(each, Document)] == ["-:1", "-:2"]


def test_lone_surrogates_are_damage() -> None:
    """Half of a character pair, escaped in JSON, becomes a damaged character."""
    assert only('{"text": "Two \\ud83d men were hurt."}').text == "Two \ufffd men were hurt."


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    """A byte order mark before the first line does not matter."""
    assert only(b'\xef\xbb\xbf{"text": "One."}\n').text == "One."


def test_utf16_lines() -> None:
    """JSON Lines in UTF-16 are read like others."""
    assert [each.name for each in read('{"text": "One."}\n{"text": "Two."}\n'.encode("utf-16"))] == ["-:1", "-:2"]


def test_deep_json_is_an_error() -> None:
    """JSON nested beyond all bounds is an error, no crash."""
    (found,) = read('{"text": ' + "[" * 200_000)
    assert isinstance(found, UnreadableDocument)
