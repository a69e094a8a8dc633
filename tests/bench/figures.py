"""What became of the casualty fields of a folder of articles: `python -m tests.bench.figures FOLDER...`"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from annals import collect
from annals.base.reading import Reading
from annals.shell.readings import attempt

HEADINGS = ("documents", "unreadable", "with a conflict box", "losses with a figure", "vague losses", "gaps", "repairs")


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
    return counts


def main(folders: list[str]) -> None:
    """Print a row of a Markdown table for each folder."""
    print(f"| folder | {' | '.join(HEADINGS)} |")
    print(f"|---|{'---|' * len(HEADINGS)}")
    for folder in map(Path, folders):
        counts = counted(folder)
        print(f"| {folder.name} | {' | '.join(str(counts[heading]) for heading in HEADINGS)} |")


if __name__ == "__main__":
    main(sys.argv[1:])
