"""Pages that browsers saved as one file are read as the page inside."""

from __future__ import annotations

import hashlib
import io

import pytest

from annals.base.document import Document
from annals.base.errors import UnreadableDocument
from annals.collect import documents
from annals.collect.mhtml import is_saved_page

HEAD = """From: <Saved by a browser>
Snapshot-Content-Location: https://observer.example/1
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html"; boundary="--x"

"""
PAGE = """----x
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable

<!doctype html><html><head><meta charset=3D"windows-1252"><title>Shells</title></head>
<body><h1>Shells on Oldtown</h1><p>On 4 May 2030 the mili=
tia shelled the caf=C3=A9 in Oldtown, killing two soldiers.</p></body></html>
----x
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
----x--
"""


def read(raw: str) -> Document | UnreadableDocument:
    """The one document of a file."""
    (found,) = documents(["-"], None, io.BytesIO(raw.encode()))
    return found


def test_the_page_inside_is_read() -> None:
    """Text, title and address are those of the page; the digest is that of the file."""
    found = read(HEAD + PAGE)
    assert isinstance(found, Document), found
    assert "the militia shelled the café in Oldtown" in found.text
    assert (found.title, found.source.url) == ("Shells on Oldtown", "https://observer.example/1")
    assert found.digest == hashlib.sha256((HEAD + PAGE).encode()).hexdigest()


@pytest.mark.parametrize("told", ["hex", "punycode", "no-such-thing", "utf-8"])
def test_a_charset_of_any_name(told: str) -> None:
    """Whatever a page says of its charset, it is read."""
    found = read(HEAD + PAGE.replace("text/html", f"text/html; charset={told}"))
    assert isinstance(found, Document)
    assert "café" in found.text


def test_a_file_without_the_page_is_told() -> None:
    """Where the page is missing, the error says what to do."""
    found = read(HEAD + PAGE.replace("text/html", "text/css"))
    assert isinstance(found, UnreadableDocument)
    assert "save the page again" in found.do


def test_messages_nested_in_messages_are_refused() -> None:
    """What no browser writes is not followed into its depths."""
    found = read("".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(3000)))
    assert isinstance(found, UnreadableDocument)
    assert "nested" in found.what


def test_a_report_with_a_head_is_no_saved_page() -> None:
    """Lines that name a source and a date are none of a message."""
    assert not is_saved_page(b"Title: Shells\nContent-Type: text\n\nmultipart/related\n")
