"""What became of the casualty fields of a folder of articles: `python -m tests.bench.figures FOLDER...`"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from annals import collect
from annals.base.reading import Reading
from annals.base.span import Span
from annals.shell.readings import attempt

_NUMBER = re.compile(r"\d[\d,.]*")
HEADINGS = (
    "documents",
    "unreadable",
    "with a conflict box",
    "losses with a figure",
    "vague losses",
    "gaps",
    "repairs",
    "other numbers",
)


def counted(folder: Path) -> Counter[str]:
    """How many documents, and how many losses and gaps of their casualty fields."""
    counts: Counter[str] = Counter()
    for found in collect.documents([folder]):
        counts["documents"] += 1
        reading = attempt(found)
        if not isinstance(reading, Reading):
            counts["unreadable"] += 1
            continue
        counts["with a conflict box"] += bool(reading.episodes)
        losses = [loss for episode in reading.episodes for loss in episode.losses]
        counts["vague losses"] += sum(loss.vague for loss in losses)
        counts["losses with a figure"] += sum(not loss.vague for loss in losses)
        gaps = [gap for gap in reading.gaps if gap.field == "casualties"]
        counts["repairs"] += sum(gap.repaired for gap in gaps)
        counts["gaps"] += sum(not gap.repaired for gap in gaps)
        counts["other numbers"] += len(list(other_numbers(reading)))
    return counts


def other_numbers(reading: Reading) -> Iterator[str]:
    """Numbers in casualty fields that are in no loss and no gap: years, units, pages, names of weapons."""
    document = reading.document
    losses = [loss.span for episode in reading.episodes for loss in episode.losses if loss.span]
    gaps = [gap.span for gap in reading.gaps if gap.span and not gap.repaired]
    marks = [mark.span for mark in document.marks]
    for box in document.infoboxes:
        for row in box.all("casualties"):
            for match in _NUMBER.finditer(document.text, row.span.start, row.span.end):
                here = Span(*match.span())
                if box.conflict and not any(span.meets(here) for span in (*losses, *gaps, *marks)):
                    yield match[0]


def main(folders: list[str]) -> None:
    """Print a row of a Markdown table for each folder."""
    print(f"| folder | {' | '.join(HEADINGS)} |")
    print(f"|---|{'---|' * len(HEADINGS)}")
    for folder in map(Path, folders):
        counts = counted(folder)
        print(f"| {folder.name} | {' | '.join(str(counts[heading]) for heading in HEADINGS)} |")


if __name__ == "__main__":
    main(sys.argv[1:])
