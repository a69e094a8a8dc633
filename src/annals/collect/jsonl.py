"""JSON Lines: one report an object, one object a line. A line that cannot be read costs only itself."""

from __future__ import annotations

import hashlib
import html
import io
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from msgspec.structs import replace

from annals.base.document import Document
from annals.base.errors import UnreadableDocument
from annals.codebook import table
from annals.collect import load, particulars, report
from annals.collect.block import Value, as_words, inner

Found = Document | UnreadableDocument


TOLD = 20
"""Errors of one file that are told one by one."""


class File(NamedTuple):
    """Where lines come from: the name for their documents, the path for errors, how sure the form is, the limit."""

    name: str
    where: str
    certainty: float
    limit: int = load.LIMIT


def documents(stream: BinaryIO, file: File) -> Iterator[Found]:
    """Every report of `stream`, in order. One JSON value over several lines (an object, a list of them) is read too."""
    first = stream.readline(file.limit + 1)
    while first and not _bare(first):
        first = stream.readline(file.limit + 1)
    if len(first) > file.limit or isinstance(_value(first), dict):
        yield from told_briefly(_lines(stream, first, file), file.where)
        return
    rest = load.whole(stream, file.where, file.limit)
    raw = first + rest
    text = load.loaded(raw, file.where).text
    value = _value(text)
    if value is not None:
        yield from told_briefly(_spread(value, hashlib.sha256(raw).hexdigest(), file), file.where)
    elif any(isinstance(_value(line), dict) for line in text.split("\n")[1:9]):
        yield from told_briefly(_lines(io.BytesIO(text.encode()), b"", file), file.where)
    else:
        yield _not_json(f"{file.where}:1")


def told_briefly(found: Iterator[Found], where: str) -> Iterator[Found]:
    """What was found; of many errors the first ones, and at the end how many more there were."""
    failed = 0
    for each in found:
        failed += isinstance(each, UnreadableDocument)
        if isinstance(each, Document) or failed <= TOLD:
            yield each
    if failed > TOLD:
        what = f"{failed - TOLD:,} more objects or lines that could not be read"
        yield UnreadableDocument(what, where=where, do="see the errors before this one")


def _bare(line: bytes) -> bytes:
    return line.strip(b"\xef\xbb\xbf \t\r\n")


def _value(words: bytes | str) -> Any:
    """What `words` hold as JSON, numbers as written; `None` if they are not JSON."""
    if isinstance(words, bytes):
        words = load.cleaned(words.decode("utf-8", "replace").strip("\ufeff \t\r\n").replace("\u2028", " "))
    try:
        return json.loads(words, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        return None


def _lines(stream: BinaryIO, first: bytes, file: File) -> Iterator[Found]:
    number, line = 1, first or stream.readline(file.limit + 1)
    while line:
        where = f"{file.where}:{number}"
        if len(line) > file.limit:
            _pass_over(stream, line)
            yield load.too_large(where, file.limit)
        elif _bare(line):
            yield _report(line.rstrip(b"\r\n"), file, number)
        number += 1
        try:
            line = stream.readline(file.limit + 1)
        except load.stream_errors() as error:
            raise load.broken(error, f"{file.where}:{number}") from error


def _pass_over(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(2**20)


def _report(line: bytes, file: File, number: int) -> Found:
    try:
        gaps = load.loaded(line, f"{file.where}:{number}").gaps
    except UnreadableDocument as error:
        return error
    value = _value(line)
    if value is None:
        return _not_json(f"{file.where}:{number}")
    found = told(value, hashlib.sha256(line).hexdigest(), file, number)
    return replace(found, gaps=(*gaps, *found.gaps)) if gaps and isinstance(found, Document) else found


def _spread(value: Any, digest: str, file: File) -> Iterator[Found]:
    """The reports of one JSON value: each gets the digest of its own content, an only one that of the file."""
    if not isinstance(value, list):
        yield told(value, digest, file, None)
        return
    for number, each in enumerate(value, 1):
        own = hashlib.sha256(json.dumps(each, sort_keys=True).encode()).hexdigest()
        yield told(each, own, file, number)


def told(value: Any, digest: str, file: File, number: int | None) -> Found:
    """The report that one object is: its text, and its particulars. `number` is its line, or `None` if it is all."""
    place = f":{number}" if number else ""
    where = f"{file.where}{place}"
    values = as_words(value) if isinstance(value, dict) else {}
    key, text = body(values)
    if not text.strip():
        what = "an object without a text" if values else "a JSON value that is not an object"
        allowed = f"one object a line, with its text under one of {', '.join(table('report')['keys']['text'][:5])}"
        return UnreadableDocument(what, where=where, allowed=allowed, do="name its text so, or leave the line out")
    others = {name: each for name, each in values.items() if name != key}
    called = (particulars.named(others).get("id") or f"{file.name}{place}")[:300]
    return report.told(_flowing(text), others, name=called, digest=digest, certainty=file.certainty)


def body(values: dict[str, Value]) -> tuple[str, str]:
    """Under what name the text of a report stands, and the text; a list is taken for its paragraphs."""
    texts = {particulars.squeezed(name): name for name in reversed(values)}
    for known in table("report")["keys"]["text"]:
        key = texts.get(particulars.squeezed(known), "")
        value = values.get(key)
        if isinstance(value, list):
            value = "\n\n".join(words for each in value if (words := inner(each, particulars.INNER)))
        if words := inner(value, particulars.INNER):
            return key, load.cleaned(words)
    return "", ""


_ELEMENT = re.compile(r"\s{0,99}</?(?:p|div|ul|ol|h[1-6]|li|blockquote|br)\b[^<>]{0,500}>\s{0,99}", re.IGNORECASE)


def _flowing(text: str) -> str:
    """A text that is a piece of HTML, with its paragraphs apart; any other as it is."""
    return html.unescape(_ELEMENT.sub("\n\n", text)) if re.search(r"</(?:p|div|li)>|<br", text, re.IGNORECASE) else text


def _not_json(where: str) -> UnreadableDocument:
    return UnreadableDocument(
        "this is not JSON", where=where, allowed="one JSON object a line", do="mend the line, or leave it out"
    )
