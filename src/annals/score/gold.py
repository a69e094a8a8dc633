"""Gold records: what a careful coder made of a document, in the codebook's keys, and how a folder of them is read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annals.base.errors import AnnalsError

Coded = dict[str, Any]
"""A record, claim, episode or loss as JSON in the codebook's keys; a missing key reads as `null`."""


def listed(value: Any) -> list[str]:
    """A field that may hold nothing, one name or several, as a list."""
    if value is None:
        return []
    items = value if isinstance(value, (list, tuple)) else (value,)
    return [str(item or "") for item in items]


def records(folder: Path, only: str | None = None) -> Iterator[tuple[str, Coded]]:
    """The document name and gold record of every `*.json` in `folder`, by file name; `only` is part of a name."""
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise AnnalsError(
            "no gold records",
            where=str(folder),
            allowed="a folder with one <document>.json for each coded document",
            do="name the folder that holds them",
            fatal=True,
        )
    for path in paths:
        record = _record(path)
        name = str(record.get("document") or path.stem)
        if only is None or only in name:
            yield name, record


def _record(path: Path) -> Coded:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise AnnalsError(f"not JSON: {error}", where=str(path), do="mend the gold record", fatal=True) from error
    if not isinstance(record, dict):
        raise AnnalsError("not a record", where=str(path), allowed="one JSON object", do="mend it", fatal=True)
    return record
