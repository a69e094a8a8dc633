"""Everything in one run, so that figures stand beside others taken on the same machine in the same minute."""

from __future__ import annotations

from pathlib import Path

from tests.bench import keeping, memory, merging, reading, startup, whole
from tests.bench.clock import table

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "qamishli"
ARTICLES = ("battle-april-2021.md", "siege-january-2021.wikitext", "sana-2021-01-31.html")


def main() -> None:
    """Print the tables. Times are medians; the column at the end is the ratio to the first row of a group."""
    for part in (whole.lines(whole.folder()), memory.lines(), merging.lines()):
        print("\n".join(part), flush=True)
    parts = (
        ("From command to output", startup.rows(EXAMPLES / ARTICLES[0])),
        ("Reading beside bare parsing", [row for name in ARTICLES for row in reading.rows(EXAMPLES / name)]),
        ("Keeping and asking", keeping.rows(EXAMPLES)),
    )
    for title, rows in parts:
        print("\n".join(table(title, rows)))


if __name__ == "__main__":
    main()
