"""Paths, folders and standard input become documents; what cannot be read is told in its place."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from annals.base.document import Document
from annals.base.errors import AnnalsError, UnreadableDocument
from annals.collect import FORMATS, documents, read_text


def outcome(*paths: Path | str, **more: object) -> list[str]:
    """The texts of the documents at `paths`, errors as what they say."""
    found = documents(paths, **more)  # type: ignore[arg-type]
    return [each.text if isinstance(each, Document) else each.what for each in found]


def made(folder: Path, **files: bytes) -> Path:
    """`folder` with these files as Markdown in it."""
    for name, content in files.items():
        (folder / f"{name}.md").write_bytes(content)
    return folder


def test_a_file_is_a_document(tmp_path: Path) -> None:
    """A path to a file gives its document, named after the file."""
    (document,) = documents([made(tmp_path, a=b"Two hurt.") / "a.md"])
    assert isinstance(document, Document)
    assert (document.name, document.text) == ("a.md", "Two hurt.")


def test_a_folder_is_its_documents(tmp_path: Path) -> None:
    """A folder gives what is in it, in order."""
    assert outcome(made(tmp_path, b=b"Two.", a=b"One.")) == ["One.", "Two."]


def test_standard_input() -> None:
    """`-` is standard input."""
    (document,) = documents(["-"], None, io.BytesIO(b"Two hurt."))
    assert isinstance(document, Document)
    assert (document.name, document.text) == ("-", "Two hurt.")


def test_what_is_wrong_with_one_stays_with_one(tmp_path: Path) -> None:
    """Empty, binary and broken files are errors that name the path, and the others are read."""
    made(tmp_path, a=b"", b=b" \n", c=b"ab\0c", d=b"---\ntitle: x\n", e=b"Two hurt.", f=b"---\n[\n---\n")
    found = list(documents([tmp_path]))
    assert [isinstance(each, Document) for each in found] == [False, False, False, False, True, False]
    wheres = [each.where.removeprefix(str(tmp_path)) for each in found if isinstance(each, UnreadableDocument)]
    assert wheres == ["/a.md", "/b.md", "/c.md", "/d.md:2", "/f.md:3"]
    assert all(each.do for each in found if isinstance(each, UnreadableDocument))


def test_a_binary_file_named_by_the_user_is_an_error(tmp_path: Path) -> None:
    """A picture in a folder is passed over; named by itself it is an error."""
    (tmp_path / "map.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    made(tmp_path, a=b"Two hurt.")
    passed: list[str] = []
    assert outcome(tmp_path, passed=passed) == ["Two hurt."]
    assert passed == [str(tmp_path / "map.png")]
    assert outcome(tmp_path / "map.png") == ["this file is a PNG image"]


def test_a_folder_without_accounts_is_told(tmp_path: Path) -> None:
    """A folder that holds no account is an error and not silence."""
    assert "no account" in outcome(tmp_path)[0]


def test_a_path_that_vanishes_is_told(tmp_path: Path) -> None:
    """A file that is gone between listing and reading is an error, and the next is read."""
    found = documents([made(tmp_path, a=b"One.", b=b"Two.", c=b"Three.")])
    next(found)
    (tmp_path / "b.md").unlink()
    assert [isinstance(each, Document) for each in found] == [False, True]


def test_a_path_that_never_was(tmp_path: Path) -> None:
    """A path that does not exist is an error that says so."""
    assert outcome(tmp_path / "no.md") == ["no such file or folder"]


def test_a_path_that_cannot_be() -> None:
    """A path with a zero byte is an error and no exception."""
    assert "null byte" in outcome("a\0b")[0]


def test_a_file_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be read is an error that says so."""

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    made(tmp_path, a=b"One.")
    monkeypatch.setattr("annals.collect.load.os.open", refuse)
    assert outcome(tmp_path) == ["no permission to read this"]


def test_documents_come_one_at_a_time(tmp_path: Path) -> None:
    """Nothing is read before it is asked for."""
    found = documents([made(tmp_path, a=b"One.") / "a.md", tmp_path / "later.md"])
    next(found)
    made(tmp_path, later=b"Later.")
    assert isinstance(next(found), Document)


def test_too_large_a_document_is_told(tmp_path: Path) -> None:
    """A line without end is refused by its size, and the next document is read."""
    made(tmp_path, a=b"x" * 3_000, b=b"Two.")
    assert outcome(tmp_path, limit=2_000) == ["this document is too large", "Two."]


def test_a_fault_of_a_reader_is_told_as_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unexpected exception costs one document and is said to be a fault of annals."""

    def broken(raw: str, **_: object) -> Document:
        raise KeyError(raw)

    monkeypatch.setattr("annals.collect.report.read", broken)
    error, other = outcome(made(tmp_path, a=b"One.", b=b"---\ninfoboxes:\n- a: b\n---\nTwo."))
    assert "annals itself failed" in error
    assert "KeyError" in error
    assert other.endswith("Two.")


def test_a_guessed_charset_is_a_gap_of_the_document(tmp_path: Path) -> None:
    """How the text was come by is kept with the document."""
    (document,) = documents([made(tmp_path, a=b"Zw\xf6lf men.")])
    assert isinstance(document, Document)
    assert (document.text, [gap.code for gap in document.gaps]) == ("Zwölf men.", ["encoding-guessed"])


def test_damaged_characters_are_a_gap() -> None:
    """Characters that were lost before are told, with the word they stand in."""
    (gap,) = read_text("The tow\ufffdn fell.").gaps
    assert (gap.code, gap.words) == ("damaged-characters", "tow\ufffd")


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_can_be_forced(format: str) -> None:
    """A forced format is never an exception, and what it reads is certain."""
    for each in documents(["-"], format, io.BytesIO(b'{"text": "Two men were hurt."}')):
        assert isinstance(each, UnreadableDocument) or each.certainty == 1.0


def test_an_unknown_format_is_refused() -> None:
    """A format that does not exist is an error of the call."""
    with pytest.raises(AnnalsError, match="frontmatter"):
        list(documents(["-"], "word"))


def test_names_that_are_not_utf8_can_be_printed(tmp_path: Path) -> None:
    """A file whose name is not UTF-8 gets a name that can be stored."""
    with open(os.fsencode(tmp_path) + b"/\xff.md", "wb") as file:
        file.write(b"Two hurt.")
    (document,) = documents([tmp_path])
    assert isinstance(document, Document)
    assert document.name == "\ufffd.md"


def test_line_ends_do_not_matter_to_the_text() -> None:
    """The same words with other line ends are the same text and another digest."""
    one, other = read_text("One.\n\nTwo.\n"), read_text("One.\r\n\r\nTwo.\r\n")
    assert one.text == other.text
    assert one.digest != other.digest


def test_read_text_raises() -> None:
    """A text at hand that cannot be read raises, with its name."""
    with pytest.raises(UnreadableDocument, match="empty"):
        read_text(" ")
