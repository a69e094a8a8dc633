"""Reading a document beside the bare parsing of it by the library underneath."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import mwparserfromhell
import yaml
from selectolax.lexbor import LexborHTMLParser

from annals import collect, pipeline
from annals.base.document import Document
from tests.bench.clock import Row, timed


def _yaml(raw: str) -> object:
    return yaml.load(raw.split("\n---\n")[0], Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


BARE: dict[str, tuple[str, Callable[[str], object]]] = {
    ".md": ("front matter by PyYAML", _yaml),
    ".wikitext": ("mwparserfromhell.parse", mwparserfromhell.parse),
    ".html": ("selectolax, parse alone", LexborHTMLParser),
}


def rows(path: Path) -> list[Row]:
    """The library alone, the reader, and all the stages, for one file."""
    raw = path.read_text(encoding="utf-8")
    (document,) = collect.documents([path])
    assert isinstance(document, Document)
    name, bare = BARE[path.suffix]
    alone = timed(lambda: bare(raw))
    return [
        Row(f"{path.name}: {name}", alone),
        Row(
            f"{path.name}: collect (text, spans, rows, citations)",
            timed(lambda: list(collect.documents([path]))),
            alone,
        ),
        Row(f"{path.name}: all stages after it", timed(lambda: pipeline.read(document)), alone),
    ]
