"""Exports of a wiki are read page by page; what is wrong with one page, or with the end of the file, stays there."""

from __future__ import annotations

import bz2
import hashlib
import io
import tracemalloc
from collections.abc import Iterator

import pytest

from annals.base.document import Document
from annals.base.errors import UnreadableDocument
from annals.collect import dump

HEAD = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/" version="0.10" xml:lang="en"><siteinfo>
<sitename>Wikipedia</sitename><base>https://en.example.org/wiki/Main_Page</base><namespaces>
<namespace key="0" case="first-letter" /><namespace key="6">Fails</namespace><namespace key="10">Template</namespace>
</namespaces></siteinfo>
"""


def page(title: str, text: str, ns: int | None = 0, more: str = "") -> str:
    """The XML of one page."""
    space = "" if ns is None else f"<ns>{ns}</ns>"
    revision = f"<revision><id>77</id><timestamp>2020-05-05T00:00:00Z</timestamp><text>{text}</text></revision>"
    return f"<page><title>{title}</title>{space}<id>7</id>{more}{revision}</page>\n"


def read(body: str | bytes) -> list[Document | UnreadableDocument]:
    """What the export with these pages gives."""
    raw = body if isinstance(body, bytes) else f"{HEAD}{body}</mediawiki>".encode()
    return list(dump.documents(io.BytesIO(raw), name="x.xml"))


def titles(body: str | bytes) -> list[str]:
    """Titles of the documents, errors as what they say."""
    return [found.title or "" if isinstance(found, Document) else f"error: {found.what}" for found in read(body)]


def test_a_page_is_a_document() -> None:
    """Title, revision, digest, publisher, address, language and the time of the revision are the export's."""
    (document,) = read(page("Battle of Elm", "It was '''fought'''."))
    assert isinstance(document, Document)
    assert (document.name, document.title, document.text) == ("Battle of Elm", "Battle of Elm", "It was fought.")
    source = document.source
    assert (source.publisher, source.revision, source.language, source.date) == ("Wikipedia", "77", "en", None)
    assert source.url == "https://en.example.org/wiki/Battle_of_Elm"
    assert document.metadata == {"dump": "x.xml", "page_id": "7", "revision_timestamp": "2020-05-05T00:00:00Z"}
    assert document.digest == hashlib.sha256(b"It was '''fought'''.").hexdigest()


def test_only_articles_are_read_and_the_others_counted() -> None:
    """Pages of other namespaces are passed over; old exports tell the namespace by the title only."""
    body = (
        page("A", "a") + page("Template:B", "b", ns=10) + page("Template:C", "c", ns=None) + page("D: e", "d", ns=None)
    )
    export = dump.documents(io.BytesIO(f"{HEAD}{body}</mediawiki>".encode()), name="x.xml")
    assert [found.title for found in export if isinstance(found, Document)] == ["A", "D: e"]
    assert export.skipped == {10: 2}


def test_a_redirect_says_where_it_leads() -> None:
    """The page's redirect is in the metadata."""
    (document,) = read(page("Elm", "#VIRZIET [[Battle of Elm]]", more='<redirect title="Battle of Elm" />'))
    assert isinstance(document, Document)
    assert document.metadata["redirect"] == "Battle of Elm"


def test_namespaces_have_the_names_of_the_wiki() -> None:
    """Pictures are pictures in the wiki's own language."""
    (document,) = read(page("Elm", "Words.[[Fails:Map.png|thumb|A caption]]"))
    assert isinstance(document, Document)
    assert [block.kind for block in document.blocks] == ["paragraph", "caption"]


def test_the_last_revision_counts() -> None:
    """Of several revisions the last is read."""
    two = "<revision><id>1</id><text>Old.</text></revision><revision><id>2</id><text>New.</text></revision>"
    (document,) = read(f"<page><title>A</title><ns>0</ns>{two}</page>")
    assert isinstance(document, Document)
    assert (document.text, document.source.revision) == ("New.", "2")


def test_entities_of_the_text_are_those_of_xml() -> None:
    """Escaped mark-up of the page is mark-up."""
    assert [
        found.text for found in read(page("A", "x &lt;!-- y --&gt; &amp;amp; z")) if isinstance(found, Document)
    ] == ["x & z"]


def test_control_characters_do_not_stop_the_reading() -> None:
    """Characters that XML forbids are left out."""
    assert titles(page("A", "on\x00e\x08") + page("B", "two")) == ["A", "B"]


def test_bytes_that_are_no_text_leave_a_gap() -> None:
    """Bytes that are not UTF-8 become U+FFFD in their page, which says so."""
    (document,) = read(
        HEAD.encode() + b"<page><title>A</title><ns>0</ns><revision><text>a \xff b</text></revision></page></mediawiki>"
    )
    assert isinstance(document, Document)
    assert document.text == "a \ufffd b"
    assert [gap.code for gap in document.gaps] == ["damaged-characters"]


def test_a_truncated_export_gives_what_it_has() -> None:
    """The pages before the end are read; the error says in which page and line it broke off."""
    found = read((HEAD + page("A", "one") + "<page><title>B</title><ns>0</ns><revision><text>tw").encode())
    assert [type(each) for each in found] == [Document, UnreadableDocument]
    assert isinstance(found[1], UnreadableDocument)
    assert "'B'" in found[1].what
    assert found[1].where == "x.xml:6"


def test_a_truncated_archive_gives_what_it_has() -> None:
    """A compressed stream that stops midway is told after the pages that it still gave."""
    noise = " ".join(hashlib.sha256(str(n).encode()).hexdigest() for n in range(40_000))
    packed = bz2.compress((HEAD + page("A", "one") + page("B", noise)).encode())
    with bz2.open(io.BytesIO(packed[: len(packed) // 2])) as stream:
        found = list(dump.documents(stream, name="x.xml"))
    assert isinstance(found[-1], UnreadableDocument)
    assert [each.title for each in found[:-1] if isinstance(each, Document)] == ["A"]


@pytest.mark.parametrize(
    "declaration",
    ['<!DOCTYPE m [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>', '<!DOCTYPE m SYSTEM "file:///etc/passwd">'],
)
def test_declarations_are_refused(declaration: str) -> None:
    """Entities and document types, which no export has, end the reading with an error that names the line."""
    (error,) = read(f'<?xml version="1.0"?>\n{declaration}\n{HEAD}{page("A", "&b;")}</mediawiki>'.encode())
    assert isinstance(error, UnreadableDocument)
    assert error.where.startswith("x.xml:2")


def test_nesting_without_end_is_refused() -> None:
    """Elements nested 100,000 deep are an error, not a crash."""
    (error,) = read((HEAD + "<a>" * 100_000).encode())
    assert isinstance(error, UnreadableDocument)


def test_pages_cut_out_of_an_export() -> None:
    """Pages without the element around them are read as well."""
    assert titles((page("A", "one") + page("B", "two")).encode()) == ["A", "B"]


def test_a_page_too_large_is_an_error_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is named, and the next one is read."""
    monkeypatch.setattr(dump, "LIMIT", 100)
    assert titles(page("A", "x" * 101) + page("B", "two")) == ["error: the page 'A' has 101 characters", "B"]


class Endless(io.RawIOBase):
    """An export of `count` pages that is never whole in memory."""

    def __init__(self, count: int) -> None:
        self.pieces: Iterator[bytes] = iter([HEAD.encode(), *[page("A", "word " * 2000).encode()] * count])

    def readable(self) -> bool:
        return True

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]
        piece = next(self.pieces, b"</mediawiki>")
        into[: len(piece)] = piece
        return len(piece)


def test_memory_stays_flat() -> None:
    """Ten times the pages take no more memory."""
    peaks = []
    for count in (20, 200):
        tracemalloc.start()
        stream = io.BufferedReader(Endless(count), buffer_size=65536)
        seen = 0
        for found in dump.documents(stream, name="x"):  # type: ignore[arg-type]
            seen += isinstance(found, Document)
            if seen == count:
                break
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0]
