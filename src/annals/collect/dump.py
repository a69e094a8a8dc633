"""A MediaWiki XML export (`pages-articles`) → Documents, one page at a time, with memory for one page only."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

from annals.base.document import Document, Source
from annals.base.errors import UnreadableDocument
from annals.base.gap import Gap
from annals.collect.load import cleaned, some
from annals.collect.wikitext import LIMIT, page

_CHUNK = 32 * 2**10
_DEPTH = 100
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # characters that XML does not allow


def documents(stream: BinaryIO, *, name: str) -> Export:
    """The articles of an export, in order. Pages of other namespaces are passed over and counted.

    What cannot be read comes as an `UnreadableDocument` in its place; after damage to the XML itself it is the last.
    """
    return Export(stream, name)


class Export(Iterator[Document | UnreadableDocument]):
    """An iterator over the pages of an export. `skipped` counts the pages passed over, by namespace number."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self.skipped: Counter[int] = Counter()
        self._pages = self._read(stream, name)

    def __next__(self) -> Document | UnreadableDocument:
        return next(self._pages)

    def _read(self, stream: BinaryIO, name: str) -> Iterator[Document | UnreadableDocument]:
        reader = _Reader(name)
        for error in _fed(reader, stream):
            for found in reader.taken():
                if found.namespace:
                    self.skipped[found.namespace] += 1
                else:
                    yield _document(found, reader)
            if error is not None:
                yield error


class _Page:
    """A page as far as it was read. Of several revisions the last one counts."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self.text: list[str] = []
        self.length = 0

    @property
    def title(self) -> str:
        return self.fields.get("title", "").strip()

    @property
    def namespace(self) -> int:
        given = self.fields.get("ns", "").strip()
        return int(given) if re.fullmatch(r"-?\d{1,9}", given) else 0


class _Reader:
    """Takes the parser's events and makes pages of them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.namespaces: dict[str, int] = {}
        self.site: dict[str, str] = {}
        self.path: list[str] = []
        self.words: list[str] = []
        self.page: _Page | None = None
        self.done: list[_Page] = []
        self.key = ""

    def taken(self) -> list[_Page]:
        """The pages finished since the last call."""
        done, self.done = self.done, []
        return done

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        self.path.append(tag)
        if len(self.path) > _DEPTH:
            raise UnreadableDocument(
                f"elements stand more than {_DEPTH} deep in each other, which those of an export never do",
                where=self.name,
                do="check that this is a MediaWiki export",
            )
        self.words = []
        if tag == "mediawiki":
            self.site["lang"] = attributes.get("xml:lang", "")
        elif tag == "page":
            self.page = _Page()
        elif tag == "namespace":
            self.key = attributes.get("key", "0")
        elif tag == "redirect" and self.page is not None:
            self.page.fields["redirect"] = attributes.get("title", "")
        elif tag == "text" and self.page is not None:
            self.page.text, self.page.length = [], 0

    def characters(self, words: str) -> None:
        if self.path and self.path[-1] == "text" and self.page is not None:
            self.page.length += len(words)
            if self.page.length <= LIMIT:
                self.page.text.append(words)
        elif sum(map(len, self.words)) < 10_000:
            self.words.append(words)

    def end(self, tag: str) -> None:
        tag = self.path.pop()
        words = "".join(self.words)
        self.words = []
        if tag == "page" and self.page is not None:
            self.done.append(self._placed(self.page))
            self.page = None
        elif self.page is not None:
            self._field(self.page, tag, words)
        elif tag == "namespace" and re.fullmatch(r"-?\d{1,9}", self.key):
            self.namespaces[words.strip().casefold()] = int(self.key)
        elif tag in ("sitename", "base"):
            self.site[tag] = words.strip()

    def _field(self, page: _Page, tag: str, words: str) -> None:
        parent = self.path[-1] if self.path else ""
        if (parent, tag) in (("page", "title"), ("page", "ns"), ("page", "id")):
            page.fields[tag] = words
        elif (parent, tag) in (("revision", "id"), ("revision", "timestamp")):
            page.fields[f"revision {tag}"] = words

    def _placed(self, page: _Page) -> _Page:
        """The page with its namespace, which old exports tell by the title only."""
        if "ns" not in page.fields:
            space = page.title.partition(":")[0].casefold() if ":" in page.title else ""
            page.fields["ns"] = str(self.namespaces.get(space, 0))
        return page


# Parsing --------------------------------------------------------------------------------------------------------------


def _fed(reader: _Reader, stream: BinaryIO) -> Iterator[UnreadableDocument | None]:
    """Feed the stream to a parser piece by piece; yields after each piece, and an error where the XML ends badly."""
    parser = _parser(reader)
    try:
        for piece in _pieces(stream, reader.name):
            parser.Parse(piece.encode(), False)
            yield None
        parser.Parse(b"", True)
        yield None
    except expat.ExpatError as error:
        yield _broken(reader, error)
    except UnreadableDocument as error:
        yield error


def _pieces(stream: BinaryIO, name: str) -> Iterator[str]:
    """The stream as legal characters; pages cut out of an export are given the element that they should stand in."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
    closing = ""
    for number, piece in enumerate(iter(lambda: some(stream, _CHUNK, name), b"")):
        words = _ILLEGAL.sub("", decoder.decode(piece))
        if number == 0 and (cut := re.match(r"\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?=<page>)", words)):
            words, closing = f"<mediawiki>{words[cut.end() :]}", "</mediawiki>"
        yield words
    yield decoder.decode(b"", True) + closing


def _parser(reader: _Reader) -> expat.XMLParserType:
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.buffer_size = 2**16
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters

    def refuse(*_: object) -> None:
        raise UnreadableDocument(
            "this XML declares a document type or entities, which an export never does",
            where=f"{reader.name}:{parser.CurrentLineNumber}",
            allowed="MediaWiki exports as Special:Export and the dumps give them",
            do="take the declaration out if you trust the file",
        )

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


def _broken(reader: _Reader, error: expat.ExpatError) -> UnreadableDocument:
    inside = f" in the page {reader.page.title!r}" if reader.page is not None and reader.page.title else ""
    return UnreadableDocument(
        f"the export breaks off or is damaged{inside}: {expat.errors.messages.get(error.code, error)}",
        where=f"{reader.name}:{error.lineno}",
        do="the pages before it were read; fetch the export again for the rest",
    )


# Documents ------------------------------------------------------------------------------------------------------------


def _document(found: _Page, reader: _Reader) -> Document | UnreadableDocument:
    """The document of one page, or the error that it gives."""
    title = found.title
    if found.length > LIMIT:
        return UnreadableDocument(
            f"the page {title!r} has {found.length:,} characters", where=reader.name, allowed=f"up to {LIMIT:,}"
        )
    raw = "".join(found.text)
    try:
        return page(
            cleaned(raw),
            name=title or reader.name,
            digest=hashlib.sha256(raw.encode()).hexdigest(),
            certainty=1.0,
            title=title or None,
            source=_source(found, reader.site),
            metadata=_metadata(found, reader.name),
            namespaces=reader.namespaces,
            damage=_damage(raw),
        )
    except UnreadableDocument as error:
        return error


def _damage(raw: str) -> tuple[Gap, ...]:
    """A gap for characters that were lost before annals saw them."""
    count = raw.count("\ufffd")
    why = f"{count} damaged characters stand in the source (as \ufffd); what they were is not known"
    return (Gap("collect", "damaged-characters", why, words="\ufffd"),) if count else ()


def _source(found: _Page, site: dict[str, str]) -> Source:
    base = site.get("base", "").rpartition("/")[0]
    return Source(
        publisher=site.get("sitename") or None,
        url=f"{base}/{found.title.replace(' ', '_')}" if base and found.title else None,
        language=site.get("lang") or None,
        revision=found.fields.get("revision id", "").strip() or None,
    )


def _metadata(found: _Page, name: str) -> dict[str, str]:
    told = {
        "dump": name,
        "page_id": found.fields.get("id", "").strip(),
        "revision_timestamp": found.fields.get("revision timestamp", "").strip(),
        "redirect": found.fields.get("redirect", "").strip(),
    }
    return {key: value for key, value in told.items() if value}
