"""Choosing a reader for what was found, and seeing to it that whatever goes wrong in one document stays there."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from msgspec.structs import replace

from annals.base.document import Document
from annals.base.errors import AnnalsError, UnreadableDocument
from annals.base.gap import Gap
from annals.base.span import Span
from annals.collect import load, mhtml
from annals.collect.load import Loaded
from annals.collect.sniff import sniff

FORMATS = ("frontmatter", "plaintext", "wikitext", "html", "report", "jsonl", "csv", "dump")
"""The forms that can be read, and forced. `html` decides by itself between an encyclopedia's page and a news page."""

Found = Document | UnreadableDocument


class Reader(Protocol):
    """A reader of one document."""

    def __call__(self, raw: str, *, name: str, digest: str, certainty: float) -> Document: ...


def of_path(path: Path, format: str | None, limit: int) -> Iterator[Found]:
    """The documents of the file at `path`."""
    where = load.printable(path)
    try:
        stream = load.opened(path)
    except UnreadableDocument as error:
        yield error
        return
    with stream:
        yield from of_stream(stream, load.printable(path.name), where, format, limit)


def of_stream(stream: BinaryIO, name: str, where: str, format: str | None, limit: int) -> Iterator[Found]:
    """The documents of `stream`. What a reader raises is yielded as an error, and ends this stream only.

    This is the one place that catches every exception: a fault of a reader must cost one document, never the run. It is
    told as a fault of annals.
    """
    try:
        yield from _all(stream, name, where, format, limit)
    except AnnalsError as error:
        yield _placed(error, name, where)
    except Exception as error:
        yield UnreadableDocument(
            f"annals itself failed on this document ({type(error).__name__}: {str(error)[:200]})",
            where=where,
            do="please report it, with the document if you can",
        )


def _placed(error: AnnalsError, name: str, where: str) -> UnreadableDocument:
    """The error of a reader, which knows only the document's name, told of the path: `a.md:3` is `in/a.md:3`."""
    place = error.where
    if not place.startswith(where):
        place = where + place.removeprefix(name) if place.startswith(name) else f"{where}: {place}" if place else where
    return UnreadableDocument(error.what, where=place, allowed=error.allowed, do=error.do, fatal=error.fatal)


def _all(stream: BinaryIO, name: str, where: str, format: str | None, limit: int) -> Iterator[Found]:
    head, stream = load.unpacked(stream, where)
    if not head.strip():
        raise empty(where)
    if kind := load.binary_kind(head):
        raise load.binary(where, kind)
    if mhtml.is_saved_page(head):
        yield _saved(load.whole(stream, where, limit), name, where, format)
        return
    form, certainty = (format, 1.0) if format else sniff(head, name)[:2]
    if form == "dump":
        yield from _dumped(stream, name, where)
    elif form == "csv":
        yield from _tabled(stream, head, name, where, certainty, limit)
    elif form == "jsonl":
        yield from _listed(stream, head, name, where, certainty, limit)
    else:
        yield one(form, load.loaded(load.whole(stream, where, limit), where), name, certainty)


def _dumped(stream: BinaryIO, name: str, where: str) -> Iterator[Found]:
    from annals.collect.dump import documents

    for found in documents(stream, name=name):
        yield _placed(found, name, where) if isinstance(found, AnnalsError) else found


def _saved(raw: bytes, name: str, where: str, format: str | None) -> Document:
    """The page in a file that a browser saved with all its parts; the digest is that of the file."""
    html = load.loaded(mhtml.page(raw, where), where)
    return one(format or "html", html._replace(digest=hashlib.sha256(raw).hexdigest()), name, 1.0 if format else 0.95)


def _tabled(stream: BinaryIO, head: bytes, name: str, where: str, certainty: float, limit: int) -> Iterator[Found]:
    from annals.collect import csv
    from annals.collect.jsonl import File

    yield from csv.documents(stream, head, File(name, where, certainty, limit))


def _listed(stream: BinaryIO, head: bytes, name: str, where: str, certainty: float, limit: int) -> Iterator[Found]:
    from annals.collect import jsonl

    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = load.loaded(load.whole(stream, where, limit), where).text
        stream = io.BytesIO(text.encode())
    yield from jsonl.documents(stream, jsonl.File(name, where, certainty, limit))


def one(form: str, loaded: Loaded, name: str, certainty: float) -> Document:
    """The document of `form` that `loaded` is; what was repaired on the way to its text is kept with it as gaps."""
    if not loaded.text.strip():
        raise empty(name)
    read = cast(Reader, import_module(f"annals.collect.{form}").read)
    document = read(loaded.text, name=name, digest=loaded.digest, certainty=certainty)
    gaps = (*loaded.gaps, *_damage(loaded.text, document.text))
    return replace(document, gaps=(*gaps, *document.gaps)) if gaps else document


def _damage(raw: str, text: str) -> tuple[Gap, ...]:
    """A gap for characters that were lost before annals saw them, or in decoding."""
    count = raw.count("\ufffd")
    if not count:
        return ()
    at = text.find("\ufffd")
    start, end = (max(0, text.rfind(" ", 0, at) + 1), at + 1) if at >= 0 else (0, 0)
    why = f"{count} damaged characters stand in the source (as \ufffd); what they were is not known"
    return (Gap("collect", "damaged-characters", why, text[start:end], Span(start, end) if at >= 0 else None),)


def empty(where: str) -> UnreadableDocument:
    """The error of a document with nothing in it."""
    return UnreadableDocument("this document is empty", where=where, do="leave it out, or fetch it again")
