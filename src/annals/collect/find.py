"""Finding the accounts: which files of a folder are read, in what order, and which are passed over."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from annals.base.errors import UnreadableDocument
from annals.collect.load import binary_kind, opened, printable, unopened, unpacked

_ACCOUNTS = "md markdown mdown txt text wikitext wiki mediawiki mw html htm xhtml json jsonl ndjson xml bz2 gz xz"
ACCOUNTS = frozenset(_ACCOUNTS.split())
"""Extensions of files that are taken from a folder without a look inside."""

_OTHERS = """
7z aac avi bak bash bat bin bmp c cfg class conf cpp css csv db dll dmg doc docx dtd eot epub exe flac geojson gif go
gpkg h ico ics ini ipynb iso jar java jpeg jpg js key kml kmz lock log m4a map mid mjs mkv mo mov mp3 mp4 mpeg numbers o
odg odp ods odt ogg ogv otf pages parquet pdf php pl png po pps ppt pptx ps psd py pyc rar rb rdf rs rtf sh shp so sql
sqlite sqlite3 svg tar tex tgz tif tiff toml ts tsv ttf wasm wav webm webp wmv woff woff2 xls xlsx xsd yaml yml zip
"""
OTHERS = frozenset(_OTHERS.split())
"""Extensions of files that a folder may hold and that are never an account: passed over, and counted."""


def accounts(path: Path, passed: list[str]) -> Iterator[Path | UnreadableDocument]:
    """Every file under the folder `path` that can be an account, in the order of the names' bytes.

    Hidden files are left out. Links to folders are followed, but no folder is entered twice. What is passed over is
    added to `passed`; what cannot be listed comes as an error, and the rest goes on.
    """
    entered: set[tuple[int, int]] = set()
    waiting = [path]
    while waiting:
        at = waiting.pop()
        try:
            status = os.stat(at)
            if not stat.S_ISDIR(status.st_mode):
                yield from _taken(at, status.st_mode, passed)
                continue
            if (status.st_dev, status.st_ino) in entered:
                continue
            entered.add((status.st_dev, status.st_ino))
            names = sorted((name for name in os.listdir(at) if not name.startswith(".")), key=os.fsencode)
        except OSError as error:
            yield unopened(at, error)
        else:
            waiting.extend(at / name for name in reversed(names))


def _taken(path: Path, mode: int, passed: list[str]) -> Iterator[Path]:
    if stat.S_ISREG(mode) and (extension(path.name) in ACCOUNTS or _may_be_text(path)):
        yield path
    else:
        passed.append(printable(path))


def extension(name: str) -> str:
    """The extension of a file name in lower case, looked at below `.gz` and its like; `""` if it has none."""
    bare = re.sub(r"\.(?:gz|bz2|xz)$", "", name.lower())
    found = re.search(r"\.([a-z0-9]{1,9})$", bare if "." in bare else name.lower())
    return found[1] if found else ""


def _may_be_text(path: Path) -> bool:
    """Whether a file of unknown extension can be an account. One that cannot be opened is left to its reader."""
    if extension(path.name) in OTHERS:
        return False
    try:
        with opened(path) as stream:
            return binary_kind(unpacked(stream, str(path))[0]) is None
    except UnreadableDocument:
        return True
