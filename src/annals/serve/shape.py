"""The shape of a view: its tables, and the form of all that is kept in them; one of another shape is made anew."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any

import msgspec

from annals.serve.derived import KEPT
from annals.serve.rows import Row


@cache
def shape(tables: str) -> str:
    """A hash of the tables (in SQL), of an event's row and of what each kind of derived thing is kept as.

    A field that is added, left out or kept as something else changes it; what is said of it to readers does not.
    """
    return hashed(tables, {"event": Row, **KEPT})


def hashed(tables: str, kept: dict[str, object]) -> str:
    """The same of any tables and things."""
    wholes, parts = msgspec.json.schema_components(list(kept.values()))
    told = [tables.split(), list(kept), _bare(list(wholes)), _bare(parts)]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:12]


def _bare(schema: Any) -> Any:
    """A schema without what is written for its readers."""
    if isinstance(schema, dict):
        return {name: _bare(part) for name, part in schema.items() if name != "description"}
    return [_bare(part) for part in schema] if isinstance(schema, list) else schema
