"""What became of the numbers of casualty fields: `python -m annals.score.coverage PATH...` prints a table a row a path.

Every run of digits in a casualty field is one number. It ends in a loss (the figure itself, or words of it), in a date,
a bracket or a name that the losses leave aside, or in a gap. Losses without a number of their own are counted as vague.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

import msgspec

from annals.base.document import Document
from annals.base.errors import AnnalsError
from annals.base.span import Span
from annals.collect import documents
from annals.divide.masked import masked
from annals.pipeline import read

FIELDS = ("casualties", "fatalities", "injuries", "arrests")


class Coverage(msgspec.Struct):
    """Counts over documents: conflict boxes, casualty fields, and what became of their numbers."""

    documents: int = 0
    unreadable: int = 0
    boxes: int = 0
    fields: int = 0
    numbers: int = 0
    in_losses: int = 0
    in_gaps: int = 0
    losses: int = 0
    vague: int = 0

    @property
    def aside(self) -> int:
        """Numbers that are no counts: dates, phases, names of weapons and units, shares."""
        return self.numbers - self.in_losses - self.in_gaps


def coverage(paths: Iterable[str | Path]) -> Coverage:
    """Read everything under `paths` and count."""
    total = Coverage()
    for document in documents(paths):
        if isinstance(document, AnnalsError):
            total.unreadable += 1
        else:
            total.documents += 1
            _count(document, total)
    return total


def _count(document: Document, total: Coverage) -> None:
    boxes = [box for box in document.infoboxes if box.conflict]
    if not boxes:
        return
    reading = read(document)
    losses = [s.loss for s in reading.statements if s.loss]
    spans = [loss.span for loss in losses if loss.span]
    gaps = [gap.span for gap in reading.gaps if gap.span and not gap.repaired]
    text = masked(document)
    total.boxes += len(boxes)
    total.losses += sum(not loss.vague for loss in losses)
    total.vague += sum(loss.vague for loss in losses)
    for row in (row for box in boxes for row in box.rows if row.key in FIELDS):
        total.fields += 1
        for line in row.lines:
            for match in re.finditer(r"\d[\d,.]*\d|\d", text[line.span.start : line.span.end]):
                at = Span(line.span.start + match.start(), line.span.start + match.end())
                total.numbers += 1
                total.in_losses += any(span.holds(at) for span in spans)
                total.in_gaps += not any(span.holds(at) for span in spans) and any(gap.holds(at) for gap in gaps)


def table(paths: list[str]) -> str:
    """The table as Markdown, one row a path."""
    lines = [
        "| read | documents | unreadable | conflict boxes | casualty fields | numbers | in losses | dates, names"
        " | gaps | losses with figures | vague losses |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for path in paths:
        c = coverage([path])
        cells = (c.documents, c.unreadable, c.boxes, c.fields, c.numbers, c.in_losses, c.aside, c.in_gaps)
        lines.append(f"| {Path(path).name} | {' | '.join(map(str, (*cells, c.losses, c.vague)))} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(sys.argv[1:]))
