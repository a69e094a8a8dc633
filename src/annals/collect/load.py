"""From a path or a stream to text: opened without blocking, unpacked, limited in size, decoded, cleaned of controls."""

from __future__ import annotations

import codecs
import hashlib
import importlib
import io
import os
import re
import stat
import sys
import zlib
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from annals.base.errors import UnreadableDocument
from annals.base.gap import Gap

LIMIT = 64 * 2**20
"""Bytes that one document may have, unpacked."""

HEAD = 64 * 2**10
"""Bytes that are looked at to tell what a document is."""


class Loaded(NamedTuple):
    """Text ready to be read, the digest of its bytes, and what was repaired on the way."""

    text: str
    digest: str
    gaps: tuple[Gap, ...] = ()


# Opening ----------------------------------------------------------------------------------------------------------


def opened(path: Path) -> BinaryIO:
    """The file at `path`, open for reading. Anything but a regular file is refused, and nothing is waited for."""
    try:
        refuse_special(path, os.stat(path).st_mode)
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        handle = os.open(path, flags)
    except (OSError, ValueError) as error:
        raise unopened(path, error) from error
    try:
        refuse_special(path, os.fstat(handle).st_mode)
    except UnreadableDocument:
        os.close(handle)
        raise
    return open(handle, "rb")


_SPECIAL = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def refuse_special(path: Path, mode: int) -> None:
    """Raise unless `mode` is that of a regular file."""
    for test, kind in _SPECIAL:
        if test(mode):
            raise UnreadableDocument(
                f"this is {kind}, not a file",
                where=printable(path),
                allowed="files and folders",
                do="to read a stream, pipe it in and name it -",
            )


def unopened(path: Path, error: OSError | ValueError) -> UnreadableDocument:
    """The error of a path that could not be opened or listed, in words."""
    what, do = "cannot be read: " + str(getattr(error, "strerror", None) or error), "check the path"
    if isinstance(error, FileNotFoundError):
        what, do = "no such file or folder", "check the path"
    elif isinstance(error, PermissionError):
        what, do = "no permission to read this", "ask its owner, or change its mode"
    elif getattr(error, "errno", None) == getattr(os, "ELOOP", 40):
        what, do = "symbolic links that lead in a circle", "name the file they should lead to"
    return UnreadableDocument(what, where=printable(path), do=do)


def printable(path: Path | str) -> str:
    """`path` as text that can be printed and stored, whatever bytes it has."""
    return os.fsencode(path).decode("utf-8", "replace")


# Unpacking --------------------------------------------------------------------------------------------------------


class _Rejoined(io.RawIOBase):
    """A stream whose beginning was read already: that beginning, then the rest."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]
        piece = self._head[: len(into)] or self._rest.read(len(into)) or b""
        self._head = self._head[len(into) :]
        into[: len(piece)] = piece
        return len(piece)


_PACKED = ((b"\x1f\x8b", "gzip"), (b"BZh", "bz2"), (b"\xfd7zXZ\x00", "lzma"))


def unpacked(stream: BinaryIO, where: str) -> tuple[bytes, BinaryIO]:
    """The first bytes of `stream` and the whole of it, unpacked where it is compressed (gzip, bzip2, xz)."""
    head = _first(stream, where)
    for magic, module in _PACKED:
        if head.startswith(magic):
            packed = io.BufferedReader(_Rejoined(head, stream))
            inner = cast(BinaryIO, importlib.import_module(module).open(packed))
            head = _first(inner, where)
            return head, cast(BinaryIO, io.BufferedReader(_Rejoined(head, inner)))
    return head, cast(BinaryIO, io.BufferedReader(_Rejoined(head, stream)))


def _first(stream: BinaryIO, where: str) -> bytes:
    pieces, length = [], 0
    while length < HEAD and (piece := some(stream, HEAD - length, where)):
        pieces.append(piece)
        length += len(piece)
    return b"".join(pieces)


def some(stream: BinaryIO, size: int, where: str) -> bytes:
    """Up to `size` bytes of `stream`, with damage to a compressed file told as such."""
    try:
        return stream.read(size) or b""
    except stream_errors() as error:
        raise broken(error, where) from error


def stream_errors() -> tuple[type[Exception], ...]:
    """What reading a damaged or vanishing stream can raise."""
    lzma = sys.modules.get("lzma")
    return (OSError, EOFError, zlib.error, *((lzma.LZMAError,) if lzma else ()))


def broken(error: Exception, where: str) -> UnreadableDocument:
    """The error of a stream that stopped midway."""
    return UnreadableDocument(
        f"the file breaks off or is damaged: {error}", where=where, do="fetch or unpack it again, then read it"
    )


def whole(stream: BinaryIO, where: str, limit: int = LIMIT) -> bytes:
    """All bytes of `stream`; raises when there are more than `limit`, and reads no further than that."""
    pieces, length = [], 0
    while length <= limit and (piece := some(stream, min(2**20, limit + 1 - length), where)):
        pieces.append(piece)
        length += len(piece)
    if length > limit:
        raise too_large(where, limit)
    return b"".join(pieces)


def too_large(where: str, limit: int) -> UnreadableDocument:
    """The error of a document beyond the limit."""
    return UnreadableDocument(
        "this document is too large",
        where=where,
        allowed=f"up to {limit:,} bytes a document",
        do="split it into one file for each account",
    )


# Decoding ---------------------------------------------------------------------------------------------------------

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks, with the encodings that they tell; the longer before those that begin alike."""


def loaded(raw: bytes, where: str) -> Loaded:
    """`raw` as text: by its byte order mark, as UTF-8, by the charset it declares, or as Windows-1252 with a gap."""
    text, gaps = _decoded(raw, where)
    return Loaded(cleaned(text), hashlib.sha256(raw).hexdigest(), gaps)


def _decoded(raw: bytes, where: str) -> tuple[str, tuple[Gap, ...]]:
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace"), ()
    if b"\0" in raw:
        raise binary(where, "has zero bytes, as binary files and UTF-16 without a byte order mark do")
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _foreign(raw)


def _foreign(raw: bytes) -> tuple[str, tuple[Gap, ...]]:
    """Bytes that are not clean UTF-8: in the charset declared, UTF-8 with a little damage, or Windows-1252."""
    name = declared(raw)
    if name:
        return raw.decode(name, "replace"), ()
    text = raw.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if len(re.findall(r"[^\x00-\x7f\ufffd]", text)) > bad:
        return text, ()
    why = f"{bad} bytes are not UTF-8 and no charset is declared; the text was read as Windows-1252"
    return raw.decode("cp1252", "replace"), (Gap("collect", "encoding-guessed", why, repaired=True),)


_CHARSET = re.compile(
    rb"""charset\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})|<\?xml[^<>]{0,200}encoding\s{0,9}=\s{0,9}["']([\w.:-]{2,40})"""
    rb"""|^(?:charset|encoding)\s{0,9}:\s{0,9}["']?([\w.:-]{2,40})""",
    re.IGNORECASE | re.MULTILINE,
)
_LATIN = ("iso-8859-1", "latin-1", "latin1", "iso8859-1", "us-ascii", "ascii")


def declared(raw: bytes) -> str | None:
    """The charset that the beginning of `raw` declares, if Python knows it and it is another than UTF-8."""
    for match in _CHARSET.finditer(raw[:4096]):
        known = charset(next(group for group in match.groups() if group).decode("ascii", "replace"))
        if known and not known.startswith("utf"):
            return known
    return None


def charset(told: str) -> str | None:
    """The charset that `told` names, if it is one of texts that Python knows and reads in good time."""
    name = told.lower()
    name = "cp1252" if name in _LATIN else name
    try:
        b"a".decode(name, "replace")
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return None if known.startswith(("idna", "punycode", "unicode", "raw", "mbcs", "oem")) else known


_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_DAMAGE = re.compile("[\x80-\x9f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def cleaned(text: str) -> str:
    """`text` with every line break as a newline, no control characters, and damaged characters as U+FFFD."""
    if _SURROGATES.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = _BREAKS.sub("\n", text.removeprefix("\ufeff"))
    return _DAMAGE.sub("\ufffd", _UNSEEN.sub("", text))


# Binary -----------------------------------------------------------------------------------------------------------

_AS_TEXT = "save its text as one of these, then read that"
_UNPACK = "unpack it, then read what was in it"
_KINDS = (
    (b"%PDF-", "is a PDF file", "save its text (pdftotext, or by copying it), then read that"),
    (b"\x89PNG", "is a PNG image", _AS_TEXT),
    (b"\xff\xd8\xff", "is a JPEG image", _AS_TEXT),
    (b"GIF8", "is a GIF image", _AS_TEXT),
    (
        b"PK\x03\x04",
        "is a ZIP archive or an office document",
        "unpack the archive, or save the document as plain text; then read that",
    ),
    (b"\xd0\xcf\x11\xe0", "is an office document", "save it as plain text, then read that"),
    (b"{\\rtf", "is a rich text document", "save it as plain text, then read that"),
    (b"bplist00", "is a web archive of Safari", "save the page again, as its source (HTML)"),
    (b"SQLite format 3", "is an SQLite database", _AS_TEXT),
    (b"7z\xbc\xaf", "is a 7z archive", _UNPACK),
    (b"Rar!\x1a", "is a RAR archive", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "is compressed by Zstandard", "unpack it (zstd -d), then read that"),
    (b"\x7fELF", "is a program", _AS_TEXT),
)


def binary_kind(head: bytes) -> str | None:
    """What a file beginning with `head` is, if it is not text; `None` where it can be text."""
    for magic, kind, _ in _KINDS:
        if head.startswith(magic):
            return kind
    if any(head.startswith(mark) for mark, _ in MARKS):
        return None
    return "holds zero bytes, as binary files do" if b"\0" in head else None


def binary(where: str, kind: str) -> UnreadableDocument:
    """The error of a file that is not text."""
    return UnreadableDocument(
        f"this file {kind}",
        where=where,
        allowed="text in UTF-8 (or another charset that it declares), wikitext, HTML, Markdown, JSON Lines, XML dumps",
        do=next((do for _, known, do in _KINDS if known == kind), _AS_TEXT),
    )
