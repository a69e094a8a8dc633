"""Episodes say what the statements say, in the codebook's keys, one for each box."""

from __future__ import annotations

import pytest
from tests.keep.accounts import statements

from annals.base.claim import Statement
from annals.base.episode import Episode, Side
from annals.base.span import Span
from annals.base.toll import Loss
from annals.base.when import When
from annals.merge.episode import episodes


def said(field: str, text: str | None = None, **more: object) -> Statement:
    return Statement(field=field, words=text or "", span=Span(0, 0), text=text, **more)  # type: ignore[arg-type]


def one(*statements: Statement) -> Episode:
    (episode,) = episodes(statements)
    return episode


def test_an_infobox_makes_an_episode() -> None:
    """Every field has its place."""
    assert one(*statements()) == Episode(
        title="Fight for Harrow Ford",
        start="2031-03-03",
        end="2031-03-05",
        places=("Harrow Ford", "Lowmark"),
        coordinates=(51.25, -2.5),
        sides=(Side(belligerents=("Lowmark Guard",)), Side(belligerents=("River League",))),
        losses=(Loss("killed", 2, 2, side=1, span=Span(85, 93)),),
    )


def test_no_statements_make_no_episode() -> None:
    """A page without a box about a conflict has no episode."""
    assert episodes([]) == []


def test_each_box_is_an_episode_of_its_own() -> None:
    """Boxes are told apart and come in their order, whatever the order of the statements."""
    mixed = [said("title", "Second", box=1), said("title", "First"), said("place", "Lowmark", box=1)]
    assert [(e.title, e.places) for e in episodes(mixed)] == [("First", ()), ("Second", ("Lowmark",))]


def test_lists_keep_their_order_and_name_each_once() -> None:
    """Places, larger episodes and names keep the order of the box, without duplicates."""
    episode = one(
        *(said("place", name) for name in ("Ford", "Lowmark", "Ford")),
        *(said("part_of", name) for name in ("River War", "Border War", "River War")),
        *(said("commander", name, side=1) for name in ("Ida Marsh", "Tom Reed", "Ida Marsh")),
    )
    assert (episode.places, episode.part_of) == (("Ford", "Lowmark"), ("River War", "Border War"))
    assert episode.sides == (Side(commanders=("Ida Marsh", "Tom Reed")),)


def test_two_like_strengths_are_two() -> None:
    """Two equal lines of strength may be two groups, and both stay."""
    assert one(said("strength", "2 boats", side=1), said("strength", "2 boats", side=1)).sides[0].strength == (
        "2 boats",
        "2 boats",
    )


def test_a_third_party_is_a_third_side() -> None:
    """Sides are as many as the highest number with names; one that is skipped is empty."""
    sides = one(said("belligerent", "Guard", side=1), said("unit", "Hill Watch", side=3)).sides
    assert sides == (Side(belligerents=("Guard",)), Side(), Side(units=("Hill Watch",)))


def test_losses_alone_make_no_side() -> None:
    """A third casualty field without a third party adds no side."""
    episode = one(said("belligerent", "Guard", side=1), said("loss", side=3, loss=Loss("killed", 1, 1)))
    assert len(episode.sides) == 1
    assert episode.losses == (Loss("killed", 1, 1),)


@pytest.mark.parametrize("side", [None, 0, -1])
def test_a_name_without_a_side_is_on_none(side: int | None) -> None:
    """What the box does not put on a side is not put there by guess."""
    assert one(said("belligerent", "Guard", side=side)).sides == ()


def test_a_loss_keeps_the_side_that_was_read() -> None:
    """The side of a loss is its own (`civilians`, say), not that of its field."""
    loss = Loss("wounded", 6, 6, side="civilians")
    assert one(said("loss", side=2, loss=loss)).losses == (loss,)


def test_result_outcomes_territory_and_damages_are_texts() -> None:
    """The first result counts; territory lines are joined; outcomes and damages are lists."""
    episode = one(
        said("result", "Guard victory"),
        said("result", "Stalemate"),
        said("outcome", "Ford reopened"),
        said("outcome", "Talks begin"),
        said("territory", "Guard holds the ford"),
        said("territory", "League holds the hill"),
        said("damage", "a mill"),
    )
    assert episode.result == "Guard victory"
    assert episode.outcomes == ("Ford reopened", "Talks begin")
    assert episode.territory == "Guard holds the ford\nLeague holds the hill"
    assert episode.damages == ("a mill",)


def test_an_open_end_stays_open_and_an_unknown_one_unknown() -> None:
    """`..` is an end that has not come; a date that was not understood is no date."""
    begun, going_on = When("2031-03-03", "t"), When("..", "t")
    assert (one(said("date", start=begun, end=going_on)).end) == ".."
    undated = one(said("date"))
    assert (undated.start, undated.end) == (None, None)


def test_a_value_that_is_unknown_is_left_out() -> None:
    """A statement without a value gives its field none."""
    episode = one(said("place"), said("belligerent", None, side=2), said("coordinates"))
    assert episode == Episode()
