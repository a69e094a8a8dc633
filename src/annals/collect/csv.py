"""Tables (CSV, TSV): one report a row, under the names in the first line. A row that is wrong costs only itself."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from annals.base.document import Document
from annals.base.errors import UnreadableDocument
from annals.codebook import table
from annals.collect import load, particulars
from annals.collect.jsonl import File, Found, told, told_briefly

DELIMITERS = ",;\t|"


def named_columns(text: str) -> list[str]:
    """The names in the first line of a table that has a column of texts and at least one more; else none."""
    line = next((line for line in text.split("\n", 50) if line.strip()), "")[:10_000]
    names = [name.strip() for name in next(csv.reader([line], delimiter=delimiter(line)), [])]
    known = {particulars.canonical(name) for name in names}
    return names if len(names) > 1 and "text" in known else []


def delimiter(line: str) -> str:
    """What stands between the names in the first line: what is there most often."""
    bare = re.sub(r'"[^"]*"', "", line)
    return max(DELIMITERS, key=lambda each: (bare.count(each), -DELIMITERS.index(each)))


def documents(stream: BinaryIO, head: bytes, file: File) -> Iterator[Found]:
    """Every report of a table, in order, named after the file and its line unless a column has an id."""
    words = io.TextIOWrapper(stream, _encoding(head), "replace", newline="")
    yield from told_briefly(_rows(words, file), file.where)


def _encoding(head: bytes) -> str:
    """UTF-8, unless its beginning says otherwise."""
    for mark, encoding in load.MARKS:
        if head.startswith(mark):
            return "utf-8-sig" if encoding == "utf-8" else encoding.rpartition("-")[0]
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return "utf-8" if error.start > len(head) - 4 else load.declared(head) or "cp1252"
    return "utf-8"


def _rows(words: io.TextIOWrapper, file: File) -> Iterator[Found]:
    first = _bounded(words, file)
    lines = _lines(words, first, file)
    reader = csv.reader(lines, delimiter=delimiter(first))
    names: list[str] = []
    at = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield UnreadableDocument(f"a row that is none ({error})", where=f"{file.where}:{at}", do="mend the row")
            at = reader.line_num + 1
            continue
        if names and any(map(str.strip, row)):
            yield _report(names, row, file, at)
        elif not names:
            names = _named(row, file.where)
        at = reader.line_num + 1


def _lines(words: io.TextIOWrapper, first: str, file: File) -> Iterator[str]:
    line = first
    while line:
        yield line
        line = _bounded(words, file)


def _bounded(words: io.TextIOWrapper, file: File) -> str:
    """The next line; one beyond the limit ends the table."""
    try:
        line = words.readline(file.limit + 1)
    except load.stream_errors() as error:
        raise load.broken(error, file.where) from error
    if len(line) > file.limit:
        raise load.too_large(file.where, file.limit)
    return line.replace("\0", "")


def _report(names: list[str], row: list[str], file: File, line: int) -> Document | UnreadableDocument:
    values = {name: load.cleaned(value).strip() for name, value in zip(names, row, strict=False) if value.strip()}
    digest = hashlib.sha256("\x1f".join([*names, "\x1e", *row]).encode("utf-8", "replace")).hexdigest()
    if not any(particulars.canonical(name) == "text" for name in values):
        return UnreadableDocument(
            "a row without a text", where=f"{file.where}:{line}", do="give it one, or leave it out"
        )
    return told(dict(values), digest, file, line)


def _named(row: list[str], where: str) -> list[str]:
    """The names of the columns; a table without texts holds no accounts."""
    names = [load.cleaned(name).strip() for name in row]
    if any(names) and not any(particulars.canonical(name) == "text" for name in names):
        known = ", ".join(table("report")["keys"]["text"][:5])
        allowed = f"one report a row, and in the first line the names of the columns, the text's one of {known}"
        raise UnreadableDocument("a table without a column of texts", where=where, allowed=allowed, do="name it so")
    return names if any(names) else []
