"""The measures say what was found, what was missed and what was made up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annals.base.errors import AnnalsError, UnreadableDocument
from annals.score.align import aligned, overlap, places
from annals.score.finds import Finds, names
from annals.score.measures import MEASURES, compared, scored
from annals.score.text import body, same_name, squashed

TEXT = "On 3 May the militia shelled Oldtown, killing two. On 4 May the army retook Oldtown."
SHELLING: dict[str, Any] = {
    "quote": "the militia shelled Oldtown, killing two",
    "type": "shelling",
    "date": "2030-05-03",
    "by": ["militia"],
    "against": [],
    "places": ["Oldtown"],
    "losses": [{"kind": "killed", "min": 2, "max": 2}],
}


def totals(gold: dict[str, Any], got: dict[str, Any]) -> dict[str, Finds]:
    sums = dict.fromkeys(MEASURES, Finds())
    for name, finds, _ in compared(gold, got, TEXT):
        sums[name] += finds
    return sums


def test_squashed_words_are_letters_and_digits() -> None:
    """Case, accents, spacing and punctuation do not count."""
    assert squashed("Al-Qāmishlī, 20 April") == "alqamishli20april"


def test_body_has_no_front_matter_and_no_targets() -> None:
    """Front matter, images and link targets are not in the text that is scored."""
    raw = "---\ntitle: x\n---\n![map](a.png)See [the town](https://example.org/a_(b)) now."
    assert body(raw) == "See the town now."


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the National Defence Forces", "National Defence Forces (NDF)", True),
        ("Qāmishlī", "Qamishli", True),
        ("Syrian Army", "Iraqi Army Corps", False),
        ("", "", False),
    ],
)
def test_names_agree_on_half_of_their_words(one: str, other: str, same: bool) -> None:
    """Two names are one where they share half of their content words."""
    assert same_name(one, other) is same


def test_each_name_is_found_once() -> None:
    """A name given twice is one find and one too many."""
    assert names(["Oldtown", "Newtown"], ["Oldtown", "Oldtown"]) == Finds(found=1, extra=1, missed=1)


def test_repeated_quotes_take_successive_places() -> None:
    """The second claim with the same quote stands at the second place where the words stand."""
    assert places("abcabc", [{"quote": "abc"}, {"quote": "abc"}, {"quote": "xyz"}]) == [(0, 3), (3, 6), None]


def test_overlap_is_shared_part_of_union() -> None:
    """Overlap is measured against both quotes together, so that a whole paragraph matches nothing."""
    assert overlap((0, 10), (5, 15)) == pytest.approx(1 / 3)


def test_claims_of_the_same_type_are_paired_first() -> None:
    """Where two finds lie on one gold claim, that of the same type is its partner, even with less overlap."""
    gold = [{"type": "clash"}]
    found = [{"type": "attack"}, {"type": "clash"}]
    assert aligned(gold, found, [(0, 10)], [(0, 10), (0, 8)], typed=False) == [(0, 1)]


def test_a_perfect_record_scores_one_everywhere() -> None:
    """The gold itself as answer has neither misses nor false finds."""
    record = {"episode": {"title": "X", "start": "2030-05-03"}, "claims": [SHELLING]}
    assert all(finds.extra == finds.missed == 0 for finds in totals(record, record).values())


def test_a_wrong_date_is_not_a_whole_claim() -> None:
    """A claim whose date is wrong is found and typed but not whole."""
    sums = totals({"claims": [SHELLING]}, {"claims": [{**SHELLING, "date": "2030-05-04"}]})
    assert (sums["claims.typed"].found, sums["claims.date"].found, sums["claims.whole"].found) == (1, 0, 0)


def test_a_loss_in_another_claim_still_counts() -> None:
    """A figure counts as found wherever it is told, whatever type the claim that carries it has."""
    sums = totals({"claims": [SHELLING]}, {"claims": [{**SHELLING, "type": "casualties"}]})
    assert sums["claims.losses"] == Finds(found=1)


def test_a_vague_loss_is_not_scored() -> None:
    """A loss without a figure is neither found nor missed."""
    gold = {"episode": {"title": "X", "losses": [{"kind": "killed", "vague": True, "side": 1}]}}
    assert totals(gold, {})["episode.losses"] == Finds()


def test_the_side_tells_losses_apart() -> None:
    """The right figure on the wrong side is a miss and a false find."""
    gold = {"episode": {"title": "X", "losses": [{"kind": "killed", "min": 2, "max": 2, "side": 1}]}}
    got = {"episode": {"title": "X", "losses": [{"kind": "killed", "min": 2, "max": 2, "side": 2}]}}
    assert totals(gold, got)["episode.losses"] == Finds(extra=1, missed=1)


def test_an_uncoded_part_is_not_scored() -> None:
    """A gold record without claims says nothing about the claims that were found."""
    assert totals({"episode": {"title": "X"}}, {"claims": [SHELLING]})["claims.found"] == Finds()


def gold_folder(folder: Path) -> tuple[Path, Path]:
    (folder / "gold").mkdir()
    (folder / "gold" / "a.txt.json").write_text(json.dumps({"document": "a.txt", "claims": [SHELLING]}))
    (folder / "a.txt").write_text(TEXT)
    return folder / "gold", folder


def test_an_unread_document_is_all_misses(tmp_path: Path) -> None:
    """A document that gives no record counts as missed and is named with its error."""

    def unreadable(path: Path) -> dict[str, Any]:
        raise UnreadableDocument("is empty", where=path.name)

    scores = scored(*gold_folder(tmp_path), unreadable)
    assert (scores.finds["claims.found"], scores.unread[0].unread) == (Finds(missed=1), "a.txt: is empty")


def test_mistakes_are_told_in_sentences(tmp_path: Path) -> None:
    """Each miss is listed with the words of the claim."""
    scores = scored(*gold_folder(tmp_path), lambda path: {"claims": []})
    assert scores.mistakes[0].sentences[0] == "claim missed: shelling: 'the militia shelled Oldtown, killing two'"


def test_a_folder_without_gold_is_an_error(tmp_path: Path) -> None:
    """Scoring nothing is refused, with the folder's name."""
    with pytest.raises(AnnalsError, match="no gold records") as error:
        scored(tmp_path, tmp_path, lambda path: {})
    assert str(tmp_path) in error.value.message


def test_gold_that_is_not_json_is_named(tmp_path: Path) -> None:
    """A broken gold record stops the scoring and is named."""
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(AnnalsError, match="not JSON") as error:
        scored(tmp_path, tmp_path, lambda path: {})
    assert "a.json" in error.value.message
