"""Every measure of a reading against its gold record, and their sums over a folder of documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from annals.base.errors import AnnalsError
from annals.score import claims, episode, tallies
from annals.score.episode import Scored
from annals.score.finds import Finds
from annals.score.gold import Coded, records
from annals.score.text import body, squashed

MEASURES = (
    "episode.title",
    "episode.start",
    "episode.end",
    "episode.places",
    "episode.part_of",
    "episode.result",
    "episode.belligerents",
    "episode.units",
    "episode.commanders",
    "episode.losses",
    "episode.loss_claimants",
    "claims.found",
    "claims.typed",
    "claims.date",
    "claims.places",
    "claims.actors",
    "claims.losses",
    "claims.attributed_to",
    "claims.certainty",
    "claims.negated",
    "claims.whole",
    "tallies.verdict",
    "tallies.text",
)

Reader = Callable[[Path], Coded]
"""Gives the record of the document at a path, in the codebook's keys; raises an `AnnalsError` where it cannot."""


class Mistakes(msgspec.Struct, frozen=True):
    """What was wrong in one document, a sentence each; `unread` says why it gave no record at all."""

    document: str
    sentences: tuple[str, ...]
    unread: str | None = None


class Scores(msgspec.Struct, frozen=True):
    """The finds of every measure over some documents, and the mistakes by document."""

    finds: dict[str, Finds]
    mistakes: tuple[Mistakes, ...] = ()

    @property
    def unread(self) -> list[Mistakes]:
        """Documents without a record."""
        return [each for each in self.mistakes if each.unread is not None]

    def figures(self) -> dict[str, object]:
        """The figures as they are written to JSON."""
        rows = {name: self.finds[name].row() for name in MEASURES}
        return {"documents": len(self.mistakes), "failed": len(self.unread), "scores": rows}


def compared(gold: Coded, got: Coded, raw: str) -> Scored:
    """Every measure of one record. Gold without `episode`, `claims` or `tallies` was not coded for that part."""
    if gold.get("episode"):
        yield from episode.scored(gold["episode"], got.get("episode") or {})
    if "claims" in gold:
        yield from claims.scored(gold["claims"], got.get("claims") or [], squashed(body(raw)))
    if "tallies" in gold:
        yield from tallies.scored(gold["tallies"], got.get("tallies") or [])


def scored(gold: Path, documents: Path, read: Reader, only: str | None = None) -> Scores:
    """The scores of what `read` makes of the documents that have a gold record."""
    finds = dict.fromkeys(MEASURES, Finds())
    mistakes = []
    for name, record in records(gold, only):
        got, unread = _attempt(read, documents / name)
        sentences: list[str] = []
        for measure, more, wrong in compared(record, got, _raw(documents / name)):
            finds[measure] += more
            sentences += wrong
        mistakes.append(Mistakes(name, tuple(sentences), unread))
    return Scores(finds, tuple(mistakes))


def _attempt(read: Reader, path: Path) -> tuple[Coded, str | None]:
    try:
        return read(path), None
    except AnnalsError as error:
        return {}, error.message


def _raw(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise AnnalsError(
            f"the document of a gold record is missing ({error.strerror})",
            where=str(path),
            do="name the folder that holds the documents",
            fatal=True,
        ) from error


def table(scores: Scores) -> Iterator[str]:
    """The figures as lines to print."""
    yield f"{len(scores.mistakes)} documents, {len(scores.unread)} without a record"
    for name in MEASURES:
        row = scores.finds[name].row()
        yield f"{name:24} P {row['precision']:.3f}  R {row['recall']:.3f}  F1 {row['f1']:.3f}  n {row['n']}"
