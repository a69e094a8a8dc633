"""The gold for merging can be read and trusted, and merging holds its floors on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from annals.base.errors import AnnalsError
from annals.score import merge
from annals.score.floors import below
from annals.score.merge import FILE, Merging, Outcome, goldsets, lines, measured, misses
from annals.score.pairs import Pair, pairs, read
from annals.score.report import page

ROOT = Path(__file__).resolve().parents[2]
SETS = goldsets(FILE.read_text(encoding="utf-8"))
WRITTEN = """# a note

==== shells on Alma
verdict: same
why: The same shells.

-- account
Title: Shells
Publisher: A
Date: 2019-03-04

[[The army shelled the market of Alma on Monday]], residents said.

-- account
Title: Report
Publisher: B
Date: 2019-03-05

Nothing else was new. [[On 4 March, the army shelled the market of Alma]].

==== Alma and Bela
verdict: different
why: Two towns.
opposing: yes

-- account
Title: A day of war
Date: 2019-03-05

[[Rebels captured Alma on Monday]]. [[The army captured Bela on Monday]].
"""


def some(written: str = WRITTEN) -> list[Pair]:
    """The pairs of a text."""
    return list(read(written, Path("a-form.txt")))


def test_a_pair_is_read_with_its_verdict_and_marks() -> None:
    """A pair has the name of its file, its verdict, two accounts without marks, and the marked words."""
    pair = some()[0]
    assert (pair.name, pair.form, pair.verdict, pair.opposing) == ("shells on Alma", "a-form", "same", False)
    assert [account.name for account in pair.accounts] == ["shells on Alma-1.txt", "shells on Alma-2.txt"]
    assert "[[" not in pair.accounts[0].raw
    assert pair.right.words == "On 4 March, the army shelled the market of Alma"


def test_both_marks_may_stand_in_one_account() -> None:
    """A pair of one account has both its passages in it."""
    pair = some()[1]
    assert pair.opposing
    assert pair.left.account == pair.right.account == "Alma and Bela-1.txt"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("verdict: same", "verdict: alike", "the verdict 'alike'"),
        ("[[On 4 March, the army shelled the market of Alma]]", "On 4 March", "1 marked passages"),
    ],
)
def test_a_broken_pair_is_named(old: str, new: str, said: str) -> None:
    """What is wrong with a pair is said with the file and the pair's name."""
    with pytest.raises(AnnalsError, match=said) as error:
        some(WRITTEN.replace(old, new))
    assert "shells on Alma" in error.value.where


def test_marked_words_must_stand_once() -> None:
    """Words that stand twice in their account mark nothing for sure."""
    doubled = WRITTEN.replace("Nothing else was new.", "On 4 March, the army shelled the market of Alma.")
    with pytest.raises(AnnalsError, match="stand 2 times"):
        measured(some(doubled)[:1])


def test_one_event_told_twice_is_found() -> None:
    """Two plain tellings of one shelling meet, and count as a find."""
    merging = measured(some()[:1])
    assert (merging.finds.found, merging.finds.missed) == (1, 0)


def test_passages_of_different_events_stay_apart() -> None:
    """Two captures of two towns by enemies do not meet, and nothing is counted against anybody."""
    merging = measured(some()[1:])
    assert (merging.finds.extra, merging.opposing) == (0, [])


def outcome(verdict: str, merged: bool, *, coded: bool = True, contested: bool = False) -> Outcome:
    """What became of an invented pair."""
    (pair,) = read(WRITTEN.split("==== Alma")[0].replace("same", verdict), Path("a-form.txt"))
    return Outcome(pair, coded, merged, contested)


def test_pairs_are_counted_by_what_became_of_them() -> None:
    """Rivals count as one event; a pair that was not coded is a miss; different pairs that meet cost precision."""
    merging = Merging(
        (
            outcome("same", True),
            outcome("rival", True),
            outcome("same", False, coded=False),
            outcome("different", True),
            outcome("different", False),
        )
    )
    assert (merging.finds.found, merging.finds.extra, merging.finds.missed) == (2, 1, 1)
    assert len(merging.uncoded) == 1


def test_contested_is_the_share_of_all_rivals() -> None:
    """Rivals that did not meet are not contested either."""
    merging = Merging((outcome("rival", True, contested=True), outcome("rival", False)))
    assert merging.contested("rival") == 0.5


def test_a_miss_is_told_with_its_ground() -> None:
    """A pair on the wrong side is listed with the gold's sentence why."""
    told = list(misses(Merging((outcome("same", False),))))
    assert told == ["  a-form: 'shells on Alma' (same) did not meet. The same shells."]


def test_figures_are_printed() -> None:
    """The table has the number of pairs by verdict, and precision, recall and F1."""
    told = list(lines("a set", Merging((outcome("same", True), outcome("same", False)))))
    assert told[0] == "merging, a set: 2 pairs (2 same)"
    assert told[1].endswith("P 1.000  R 0.500  F1 0.667")


def test_passages_of_two_pairs_do_not_meet_in_one_record() -> None:
    """A telling that comes up in another pair is reported once all are read together."""
    assert measured(some()).strays == ()
    again = some(WRITTEN.replace("Rebels captured Alma on Monday", "The army shelled the market of Alma on Monday"))
    assert len(measured(again).strays) == 1


def test_the_gold_has_the_pairs_that_it_needs() -> None:
    """There are at least 80 pairs of all verdicts, a third of them held out, named and with a ground."""
    tuned, held = (pairs(ROOT / SETS[name].gold) for name in ("tuned", "held_out"))
    every = [*tuned, *held]
    assert len(every) >= 80
    assert 3 * len(held) >= len(every)
    assert len({pair.name for pair in every}) == len(every)
    assert {pair.verdict for pair in held} == {"same", "rival", "different"}
    assert all(pair.why for pair in every)


@pytest.fixture(scope="module", params=sorted(SETS))
def scored(request: pytest.FixtureRequest) -> tuple[str, Merging]:
    """Every set of the gold, scored."""
    return request.param, measured(pairs(ROOT / SETS[request.param].gold))


def test_passages_of_the_gold_are_coded(scored: tuple[str, Merging]) -> None:
    """annals finds a claim in all marked passages but two, so that the figures speak of merging alone."""
    assert len(scored[1].uncoded) <= 2, [each.pair.name for each in scored[1].uncoded]


def test_enemies_events_never_meet(scored: tuple[str, Merging]) -> None:
    """No two events of opposing actors become one."""
    assert [each.pair.name for each in scored[1].opposing] == []


def test_pairs_do_not_meet_each_other(scored: tuple[str, Merging]) -> None:
    """Read into one record, no passage joins the event of another pair."""
    assert list(scored[1].strays) == []


def test_merging_holds_its_floors(scored: tuple[str, Merging]) -> None:
    """What merging once reached on the gold it still reaches."""
    name, merging = scored
    assert list(below(SETS[name].floors, merging.figures())) == []


def test_floors_are_of_figures_that_exist() -> None:
    """Every floor in the file names a figure of merging."""
    assert {name for each in SETS.values() for name in each.floors} == set(Merging(()).figures())


def test_misses_of_held_out_pairs_are_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints the misses of the tuned pairs, and of the others the figures alone."""
    merge.main(["--root", str(ROOT)])
    told = capsys.readouterr().out
    assert "merging, held_out" in told
    assert not any(pair.name in told for pair in pairs(ROOT / SETS["held_out"].gold))


def test_the_accuracy_page_has_a_row_for_each_set() -> None:
    """The page on accuracy shows number, precision, recall and F1 of every set of pairs."""
    merging = Merging((outcome("same", True), outcome("same", False)))
    assert "| a set | 2 | 1.00 | 0.50 | 0.67 | 0 | 0 | 0 | 1.00 |" in list(page([], [], [("a set", merging)]))
