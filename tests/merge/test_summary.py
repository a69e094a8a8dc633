"""Summaries: only what claims and statements tell, every piece with who tells it, rival versions side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.merge.annals_of_lowmark import article, history

import annals
from annals.base.reading import Reading
from annals.base.tree import PARTS, Part, Summary
from annals.keep.record import Record
from annals.merge.history import History
from annals.merge.summary import NAMED, Summaries, summary
from annals.merge.tree import tree

EXAMPLES = Path(__file__).parents[2] / "examples" / "qamishli"
BODY = (
    "'''Battle of Orr''' was fought between Lowmark and the River League from 3 to 6 March 2031.\n\n"
    "On 3 March 2031, Lowmark forces attacked the River League in Orr. "
    "On 5 March 2031, Lowmark forces captured the town of Arl from the River League."
)
ROWS: dict[str, Any] = {
    "date": "3 March 2031 – 6 March 2031",
    "place": "[[Orr]], [[Lowmark]]",
    "casualties1": "5 killed",
}


def told(path: Path, name: str, *readings: Reading) -> Summary:
    with history(path, *readings) as record:
        return next(summary(record, node) for node in tree(record) if node.name == name)


def lines(summary: Summary, kind: str) -> list[str]:
    return [part.text for part in summary.parts if part.kind == kind]


def test_the_frame_is_what_the_infobox_states(tmp_path: Path) -> None:
    """Days, places, larger episode, sides, losses and result stand in fixed lines."""
    made = told(
        tmp_path, "Battle of Orr", article("Battle of Orr", BODY, partof="[[Lowmark war]]", result="Draw", **ROWS)
    )
    assert lines(made, "when") == ["When: 2031-03-03 to 2031-03-06"]
    assert lines(made, "where") == ["Where: Orr; Lowmark"]
    assert lines(made, "part_of") == ["Part of: Lowmark war"]
    assert lines(made, "sides") == ["Side 1: Lowmark", "Side 2: River League"]
    assert lines(made, "losses") == ["Killed, fighters, side 1: 5"]
    assert lines(made, "outcome") == ["Outcome: Draw"]


def test_first_events_and_changes_come_from_claims(tmp_path: Path) -> None:
    """The first day's act opens it, and the town that was taken is what changed hands."""
    made = told(tmp_path, "Battle of Orr", article("Battle of Orr", BODY, **ROWS))
    assert lines(made, "began") == ["First events told: 2031-03-03: attack by Lowmark forces on River League (Orr)"]
    assert lines(made, "territory") == [
        "What changed hands: 2031-03-05: gain by Lowmark forces from River League (Arl)"
    ]


def test_rival_days_and_figures_are_both_told(tmp_path: Path) -> None:
    """Two accounts that differ stand side by side, the figure with its rule."""
    one = article("Battle of Orr", BODY, name="one.wikitext", **ROWS)
    rows = {**ROWS, "date": "3 March 2031 – 8 March 2031", "casualties1": "9 killed"}
    made = told(tmp_path, "Battle of Orr", one, article("Battle of Orr", BODY, name="two.wikitext", **rows))
    assert lines(made, "when") == [
        "When: one.wikitext says 2031-03-03 to 2031-03-06; two.wikitext says 2031-03-03 to 2031-03-08"
    ]
    assert lines(made, "losses") == [
        "Killed, fighters, side 1, 5–9 (range over all versions): one.wikitext says 5; two.wikitext says 9"
    ]


def test_an_episode_that_is_only_named_says_so(tmp_path: Path) -> None:
    """Of a war without an account there is nothing but who names it."""
    made = told(tmp_path, "Lowmark war", article("Battle of Orr", partof="[[Lowmark war]]", **ROWS))
    assert made.note == NAMED
    assert [part.head for part in made.parts] == ["Named as the larger episode"]


def test_without_an_infobox_the_days_are_those_of_the_opening(tmp_path: Path) -> None:
    """An article without an infobox takes its days from the sentence that opens it."""
    text = (
        "---\ntitle: Battle of Orr\nauthor: Wikipedia\ninfoboxes: []\n---\n\n"
        "The Battle of Orr was a battle fought on 3 March 2031 between Lowmark and the River League in Orr.\n\n"
        "## Battle\n\nLowmark forces attacked the River League in Orr on 3 March 2031.\n"
    )
    made = told(tmp_path, "Battle of Orr", annals.read_text(text, name="orr.md", format="frontmatter"))
    assert lines(made, "when") == ["When: 2031-03-03"]


def test_what_only_a_party_claims_names_it(tmp_path: Path) -> None:
    """A capture that no account tells in its own voice stands with who claims it."""
    claimed = "On 5 March 2031, the Lowmark Army claimed that it had captured the town of Arl."
    made = told(tmp_path, "Battle of Orr", article("Battle of Orr", claimed, ("Lowmark Army", "River League"), **ROWS))
    (line,) = lines(made, "territory")
    assert line.endswith("(claimed by Lowmark Army)")


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Summary]:
    """The summaries of the examples, and of what is told beside them."""
    path = tmp_path_factory.mktemp("examples") / "war.annals"
    with Record.open(path, create=True) as record:
        for reading in map(annals.read, sorted(p for p in EXAMPLES.iterdir() if p.suffix != ".jsonl")):
            record.add(reading)
        told = History(record)
        made = Summaries(told)
        known = {kept.id for kept in told.claims} | {kept.id for kept in told.statements}
        summaries = {node.name: made.of(node) for node in tree(told)}
    assert all(each.claim in known for _, part in _parts(summaries) for piece in part.pieces for each in piece.told)
    return summaries


def _parts(summaries: dict[str, Summary]) -> list[tuple[str, Part]]:
    return [(name, part) for name, each in summaries.items() for part in each.parts]


def test_nothing_stands_without_who_tells_it(examples: dict[str, Summary]) -> None:
    """Every piece of every summary has the ids of claims or statements of the record, and words."""
    assert all(piece.told and piece.words for _, part in _parts(examples) for piece in part.pieces)


def test_the_parts_are_in_their_order(examples: dict[str, Summary]) -> None:
    """Whatever is told, it is told in the order of the parts."""
    for each in examples.values():
        ranks = [PARTS.index(part.kind) for part in each.parts]
        assert ranks == sorted(ranks)


def test_the_first_night_of_the_battle_has_its_versions(examples: dict[str, Summary]) -> None:
    """The April battle begins in more than one way, each with its voice."""
    contested = [part for part in examples["Battle of Qamishlo (April 2021)"].parts if part.kind == "began"]
    (versions,) = [part for part in contested if part.contested]
    assert len({each.voice for piece in versions.pieces for each in piece.told}) > 2
