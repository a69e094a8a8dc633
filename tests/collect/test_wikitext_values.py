"""Values of infoboxes in wikitext, from the cases that anybody can add to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annals.base.document import Document, Row, within
from annals.collect.wikitext import read

CASES = Path(__file__).resolve().parents[1] / "cases" / "wikitext" / "values.txt"


def cases() -> Iterator[tuple[str, str]]:
    """Wikitext and the lines expected of it."""
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            raw, _, expected = line.rpartition(" => ")
            yield raw.replace("\\n", "\n"), expected


def printed(document: Document, row: Row) -> str:
    """The lines of a row as the cases write them."""
    lines = []
    for line in row.lines:
        words = document[line.span]
        for flag in reversed(within(document.flags, line.span)):
            at = flag.span.start - line.span.start
            words = f"{words[:at]}{{{flag.name}}} {words[at:].lstrip()}"
        lines += ["----"] if line.ruled else []
        bullet = ":" if document.text[line.span.start - 2 : line.span.start] == ": " else "*" * line.level
        bullet = "•" if document.text[line.span.start - 2 : line.span.start] == "• " else bullet
        lines.append(f"{bullet} {words}".strip())
    return " / ".join(lines)


@pytest.mark.parametrize(("raw", "expected"), list(cases()))
def test_a_value_reads_as_a_reader_sees_it(raw: str, expected: str) -> None:
    """The lines of the value are those that the case gives."""
    document = read(f"{{{{Infobox military conflict\n| notes = {raw}\n}}}}\n", name="x", digest="0", certainty=1.0)
    rows = [row for row in document.infoboxes[0].rows if row.key == "notes"]
    assert [printed(document, row) for row in rows] == [expected]
