"""The record of a document as annals makes it, for scoring."""

from __future__ import annotations

import json
from pathlib import Path

from annals import pipeline
from annals.base.errors import AnnalsError, UnreadableDocument
from annals.collect import documents
from annals.publish.json import record
from annals.score.gold import Coded


def read(path: Path) -> Coded:
    """The record of the document at `path`; of a file with several documents the last, as they are printed."""
    last = None
    for document in documents([path]):
        if isinstance(document, AnnalsError):
            raise document
        last = document
    if last is None:
        raise UnreadableDocument("no document in it", where=str(path), do="name the file that was coded")
    coded: Coded = json.loads(json.dumps(record(pipeline.read(last))))
    return coded
