"""Losses of casualty fields, from the cases anybody can write in tests/cases/casualty_fields.txt."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annals.base.document import Document, Infobox, Row
from annals.base.toll import Loss
from annals.collect.weave import Weaver
from annals.extract.toll import cell_losses

CASES = Path(__file__).parents[1] / "cases" / "casualty_fields.txt"


def box_of(lines: list[str], field: int, sides: int = 2) -> tuple[Document, Row]:
    """A document with one conflict box: belligerents, and the casualty field `field` with `lines`."""
    weaver, rows = Weaver(), []
    for side, name in enumerate(["Norland Union (NU)", "Southland (SL)", "Eastmark (EM)"][:sides], 1):
        with weaver.row("combatant", side, f"combatant{side}", rows):
            weaver.write(name)
    with weaver.row("casualties", field, f"casualties{field}", rows):
        for line in lines:
            weaver.newline()
            for n, run in enumerate(line.split("'''")):
                if n % 2:
                    with weaver.bold():
                        weaver.write(run)
                else:
                    weaver.write(run)
    box = Infobox("Infobox military conflict", True, tuple(rows))
    document = weaver.document(name="x", format="wikitext", certainty=1.0, digest="0", title="x", infoboxes=(box,))
    return document, rows[-1]


def losses_of(lines: list[str], field: int = 1, sides: int = 2) -> list[Loss]:
    document, row = box_of(lines, field, sides)
    return cell_losses(document, row, side=field, box=document.infoboxes[0])[0]


def cases() -> list[tuple[str, int, int, list[str], list[str]]]:
    found = []
    for block in re.split(r"(?m)^== ", CASES.read_text(encoding="utf-8"))[1:]:
        title, *rest = block.strip().splitlines()
        field = next(int(r.split(":")[1]) for r in rest if r.startswith("field:"))
        sides = next((int(r.split(":")[1]) for r in rest if r.startswith("sides:")), 2)
        lines = [r[2:] for r in rest if r.startswith("| ")]
        found.append((title, field, sides, lines, [r[2:] for r in rest if r.startswith("> ")]))
    return found


def written(loss: Loss) -> str:
    low, high = loss.min, loss.max
    bounds = "vague" if loss.vague else str(low) if low == high else f"{low or ''}..{high or ''}"
    parts = ["-" if loss.side is None else str(loss.side), loss.kind, bounds]
    parts += [f"by {loss.attributed_to}"] if loss.attributed_to else []
    parts += [f"of {loss.who}"] if loss.who else []
    parts += ["part"] * loss.part + ["about"] * loss.approx
    return "; ".join(parts + ([loss.scope] if loss.scope != "event" else []))


@pytest.mark.parametrize(("title", "field", "sides", "lines", "expected"), cases(), ids=[c[0] for c in cases()])
def test_case(title: str, field: int, sides: int, lines: list[str], expected: list[str]) -> None:
    """A casualty field gives exactly the losses that its case lists, in order."""
    found = [written(loss) for loss in losses_of(lines, field, sides)]
    optional = [re.sub(r"; of [^;]*", "", f) if "; of " not in e else f for f, e in zip(found, expected, strict=False)]
    assert optional + found[len(optional) :] == expected, title


def test_lost_break_is_said() -> None:
    """A line break that was put back is told by a gap marked as repaired."""
    document, row = box_of(["4 killed, 9 wounded 2 killed, 3 wounded"], 1)
    _, _, gaps = cell_losses(document, row, side=1, box=document.infoboxes[0])
    assert [(g.code, g.repaired) for g in gaps] == [("joined-lines", True)]


def test_number_not_understood_is_a_gap() -> None:
    """A number that is no count, date or name leaves a gap with its words."""
    document, row = box_of(["see page 212"], 1)
    losses, _, gaps = cell_losses(document, row, side=1, box=document.infoboxes[0])
    assert losses == []
    assert [g.code for g in gaps] == ["unread-figure"]


def test_number_in_brackets_not_understood_is_a_gap() -> None:
    """A bracket whose number is no part, date or claimant leaves a gap with its words, and its figure stands."""
    document, row = box_of(["12 killed (see table 7)"], 1)
    losses, _, gaps = cell_losses(document, row, side=1, box=document.infoboxes[0])
    assert [loss.min for loss in losses] == [12]
    assert [(g.code, g.words) for g in gaps] == [("unread-bracket", "see table 7")]


def test_footnotes_go_with_their_figure() -> None:
    """Each figure carries the footnotes that stand behind it, and footnote digits are never counted."""
    weaver, rows = Weaver(), []
    with weaver.row("casualties", 1, "casualties1", rows):
        weaver.write("2 killed")
        weaver.mark("[1]", "a")
        weaver.write("\n7 wounded")
        weaver.mark("[3]", "c")
        weaver.mark("[1]", "a")
    box = Infobox("conflict", True, tuple(rows))
    document = weaver.document(name="x", format="wikitext", certainty=1.0, digest="0", title="x", infoboxes=(box,))
    losses, _, _ = cell_losses(document, rows[0], side=1, box=box)
    assert [(loss.kind, loss.min, loss.citations) for loss in losses] == [
        ("killed", 2, ("a",)),
        ("wounded", 7, ("c", "a")),
    ]
