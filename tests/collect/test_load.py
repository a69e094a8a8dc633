"""Bytes become text: every charset that says what it is, and those that do not with a gap."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import lzma
import os
from pathlib import Path

import pytest

from annals.base.errors import UnreadableDocument
from annals.collect.load import binary_kind, cleaned, loaded, opened, unpacked, whole

WORDS = "Zwölf Männer – “gone”.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
def test_unicode_is_read(encoding: str) -> None:
    """UTF-8 needs no mark; UTF-16 and UTF-32 are known by theirs."""
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    text, _, gaps = loaded(mark + WORDS.encode(encoding), "f")
    assert (text, gaps) == (WORDS, ())


@pytest.mark.parametrize(
    "declaration",
    ['<meta charset="windows-1251">', "<?xml version='1.0' encoding='windows-1251'?>", "charset: windows-1251"],
)
def test_a_declared_charset_is_believed(declaration: str) -> None:
    """Text that declares its charset is read in it, without a gap."""
    text, _, gaps = loaded(f"{declaration}\nДва человека ранены".encode("windows-1251"), "f")
    assert text.endswith("Два человека ранены")
    assert gaps == ()


def test_utf8_wins_over_a_wrong_declaration() -> None:
    """What is clean UTF-8 is read as UTF-8, whatever it declares."""
    assert loaded('<meta charset="latin-1">Zwölf'.encode(), "f").text.endswith("Zwölf")


def test_undeclared_bytes_are_guessed_with_a_gap() -> None:
    """Bytes of an undeclared charset are read as Windows-1252, and that is said."""
    text, _, gaps = loaded(WORDS.encode("cp1252"), "f")
    assert text == WORDS
    assert [(gap.code, gap.repaired) for gap in gaps] == [("encoding-guessed", True)]


def test_a_little_damage_does_not_change_the_charset() -> None:
    """A cut character in UTF-8 is one damaged character; the rest is not read as something else."""
    text, _, gaps = loaded("Zwölf Männer über".encode() + b"\xc3", "f")
    assert (text, gaps) == ("Zwölf Männer über\ufffd", ())


def test_an_unknown_charset_is_no_charset() -> None:
    """A declared charset that does not exist is passed over."""
    assert [gap.code for gap in loaded(b"charset: klingon-8\nZw\xf6lf", "f").gaps] == ["encoding-guessed"]


def test_zero_bytes_are_refused() -> None:
    """Text with zero bytes is binary, and the error says what is allowed."""
    with pytest.raises(UnreadableDocument, match="zero bytes") as caught:
        loaded(b"abc\0def", "f.md")
    assert caught.value.where == "f.md"
    assert "UTF-8" in caught.value.allowed


def test_digest_is_of_the_bytes() -> None:
    """The digest is the SHA-256 of what was read, before anything is cleaned."""
    assert loaded(b"a\r\nb", "f").digest == hashlib.sha256(b"a\r\nb").hexdigest()


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("a\u2028b\x85c", "a\nb\nc"),
        ("\ufeffa", "a"),
        ("a\x00\x07b", "ab"),
        ("a\x93b", "a\ufffdb"),
        ("a\ud800b", "a\ufffdb"),
        ("\ud83d\ude00", "😀"),
        ("a\tb", "a\tb"),
    ],
)
def test_cleaned(written: str, text: str) -> None:
    """Line breaks are newlines, controls are gone, half characters are damage."""
    assert cleaned(written) == text


@pytest.mark.parametrize("packed", [gzip.compress, bz2.compress, lzma.compress])
def test_compressed_streams_are_unpacked(packed: object) -> None:
    """Compressed bytes are known by their first bytes and unpacked as they are read."""
    raw = WORDS.encode() * 9_000
    head, stream = unpacked(io.BytesIO(packed(raw)), "f")  # type: ignore[operator]
    assert raw.startswith(head)
    assert stream.read() == raw


@pytest.mark.parametrize("packed", [gzip.compress, bz2.compress, lzma.compress])
def test_truncated_compression_is_told(packed: object) -> None:
    """A compressed file that breaks off is an error of the document, not of the program."""
    raw = packed(os.urandom(300_000))[:150_000]  # type: ignore[operator]
    with pytest.raises(UnreadableDocument, match="breaks off"):
        whole(unpacked(io.BytesIO(raw), "f")[1], "f")


class Endless(io.RawIOBase):
    """A stream without end that counts what is taken from it."""

    def __init__(self) -> None:
        self.taken = 0

    def read(self, size: int = -1) -> bytes:
        assert size >= 0
        self.taken += size
        return b"x" * size


def test_no_more_is_read_than_the_limit() -> None:
    """A line without end is refused once the limit is passed, and nothing is read beyond."""
    stream = Endless()
    with pytest.raises(UnreadableDocument, match="too large") as caught:
        whole(stream, "f", limit=3_000_000)  # type: ignore[arg-type]
    assert stream.taken == 3_000_001
    assert "3,000,000" in caught.value.allowed


def test_a_bomb_is_unpacked_to_the_limit_only() -> None:
    """What unpacks to more than the limit is refused."""
    stream = unpacked(io.BytesIO(gzip.compress(b"\n" * 5_000_000)), "f")[1]
    with pytest.raises(UnreadableDocument, match="too large"):
        whole(stream, "f", limit=1_000_000)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    """A named pipe that nobody writes to is an error at once."""
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(UnreadableDocument, match="named pipe"):
        opened(tmp_path / "pipe.md")


def test_a_device_is_refused() -> None:
    """A device is not read."""
    with pytest.raises(UnreadableDocument, match="device"):
        opened(Path("/dev/zero"))


def test_a_missing_file_is_told() -> None:
    """A path that leads nowhere is an error that says so."""
    with pytest.raises(UnreadableDocument, match="no such file"):
        opened(Path("nowhere/at/all.md"))


@pytest.mark.parametrize(
    ("head", "kind"),
    [(b"%PDF-1.7", "PDF"), (b"\x89PNG\r\n", "PNG"), (b"PK\x03\x04", "ZIP"), (b"ab\0c", "zero bytes")],
)
def test_binary_kinds_are_named(head: bytes, kind: str) -> None:
    """What a binary file is, is said where its first bytes tell it."""
    assert kind in (binary_kind(head) or "")


def test_text_is_not_binary() -> None:
    """Text, in UTF-16 too, is no binary file."""
    assert binary_kind(WORDS.encode()) is None
    assert binary_kind(WORDS.encode("utf-16")) is None
