"""Keeping readings in a record, and asking it, beside writing the same as lines of JSON."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from annals import collect, pipeline
from annals.base.document import Document
from annals.base.reading import Reading
from annals.keep.record import Record
from annals.merge.history import timeline
from annals.publish.json import record as as_record
from tests.bench.clock import Row, timed

COPIES = 20


def readings(folder: Path) -> Iterator[Reading]:
    """The accounts of a folder, and copies of them that count as others."""
    found = [pipeline.read(each) for each in collect.documents([folder]) if isinstance(each, Document)]
    for copy in range(COPIES):
        for reading in found:
            digest = f"{copy:04d}{reading.document.digest[4:]}"
            document = msgspec.structs.replace(reading.document, name=f"{copy}-{reading.document.name}", digest=digest)
            yield msgspec.structs.replace(reading, document=document)


def rows(folder: Path) -> list[Row]:
    """A record of many accounts: made, made again, and asked for its timeline."""
    several = list(readings(folder))
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "bench.annals"
        plain = timed(lambda: (Path(scratch) / "lines.jsonl").write_text(_lines(several), encoding="utf-8"), 3)
        made = timed(lambda: _keep(several, path, fresh=True), 3)
        again = timed(lambda: _keep(several, path, fresh=False), 3)
        with Record.open(path) as record:
            asked = timed(lambda: timeline(record), 3)
    count = len(several)
    return [
        Row(f"{count} accounts as lines of JSON", plain),
        Row(f"{count} accounts into a new record, one transaction each", made, plain),
        Row(f"{count} accounts into the same record again", again, plain),
        Row(f"timeline of these {count} accounts", asked, plain),
    ]


def _lines(several: list[Reading]) -> str:
    return "".join(json.dumps(as_record(reading)) + "\n" for reading in several)


def _keep(several: list[Reading], path: Path, *, fresh: bool) -> None:
    if fresh:
        path.unlink(missing_ok=True)
    with Record.open(path, create=True) as record:
        for reading in several:
            record.add(reading)
