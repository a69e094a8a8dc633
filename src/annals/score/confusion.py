"""Which types of claims are taken for which: gold claims beside the claims found at the same place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from annals.base.errors import AnnalsError
from annals.score.align import aligned, places
from annals.score.gold import Coded, records
from annals.score.measures import Reader
from annals.score.text import body, squashed

NOTHING = "-"
"""Stands in place of a type where the other side has no claim at all."""

Confusion = Counter[tuple[str, str]]
"""How often a gold type met a found type; either may be `NOTHING`."""


def confusion(gold: Path, documents: Path, read: Reader) -> Confusion:
    """The confusion of types over a folder of gold records, of those that have claims."""
    met: Confusion = Counter()
    for name, record in records(gold):
        if "claims" in record:
            met.update(_met(record["claims"], _claims(read, documents / name), _text(documents / name)))
    return met


def _claims(read: Reader, path: Path) -> list[Coded]:
    try:
        claims: list[Coded] = read(path).get("claims") or []
        return claims
    except AnnalsError:
        return []


def _text(path: Path) -> str:
    return squashed(body(path.read_text(encoding="utf-8", errors="replace")))


def _met(gold: list[Coded], found: list[Coded], text: str) -> Iterator[tuple[str, str]]:
    """Pairs of types of the claims at one place; claims are paired as the measure `claims.found` pairs them."""
    pairs = aligned(gold, found, places(text, gold), places(text, found), typed=False)
    yield from ((gold[i]["type"], found[j]["type"]) for i, j in pairs)
    left, right = {i for i, _ in pairs}, {j for _, j in pairs}
    yield from ((claim["type"], NOTHING) for i, claim in enumerate(gold) if i not in left)
    yield from ((NOTHING, claim["type"]) for j, claim in enumerate(found) if j not in right)
