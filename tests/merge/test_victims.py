"""Whose losses a claim tells: by the words for the victims, by the act, by who alone can be meant; never by a guess."""

from __future__ import annotations

import pytest
from tests.merge.told import SIDES, account, loss, names

from annals.base.claim import Claim
from annals.base.episode import Episode
from annals.base.span import Span
from annals.base.toll import Loss
from annals.base.when import When
from annals.merge.victims import Victims

BOTH = (loss("killed", 3, side=1), loss("killed", 4, side=2), loss("killed", 5, "civilians", side="civilians"))


def side(
    who: str | None,
    *,
    type: str = "attack",
    by: str = "",
    against: str = "",
    losses: tuple[Loss, ...] = BOTH,
    before: tuple[Loss, ...] = (),
) -> int | str | None:
    """The side of victims worded `who`, of an act of this type by and against these."""
    suffered = loss("killed", 2, who)
    claim = Claim(
        quote="x",
        span=Span(0, 1),
        sentence=Span(0, 1),
        type=type,
        by=names(by),
        against=names(against),
        losses=(*before, suffered),
    )
    return Victims(account(losses=losses).document, Episode(sides=SIDES, losses=losses)).whose(claim, suffered)[0]


def test_victims_are_on_the_side_they_are_named_for() -> None:
    """Soldiers of a unit are of its side, whatever the act."""
    assert side("Eagle Brigade fighters", by="Free River Army") == 2


def test_people_are_those_that_the_act_was_against() -> None:
    """Where the words tell nothing, who was attacked suffered."""
    assert side("men", by="Northland", against="Eagle Brigade") == 2
    assert side(None, against="Northern Guard") == 1


def test_a_clash_has_no_target() -> None:
    """In a fight of two parties either may have suffered."""
    assert side("men", type="clash", by="Northland", against="Eagle Brigade") is None


def test_armed_victims_of_one_side_are_of_the_other() -> None:
    """Of two sides, those under arms who fall to one are of the other."""
    assert side("gunmen", by="Northland") == 2


def test_unarmed_victims_of_violence_are_civilians() -> None:
    """Who suffers violence against civilians and bears no arms is a civilian, whatever the noun."""
    assert side("tribal elder", type="violence_against_civilians", by="Northland") == "civilians"
    assert side("militiamen", type="violence_against_civilians", by="Northland") == 2


def test_attackers_are_those_who_act() -> None:
    """ "Two attackers were killed" is a loss of those who attacked."""
    assert side("attackers", by="Eagle Brigade", against="Northern Guard") == 2


def test_nobody_is_guessed() -> None:
    """Soldiers whose army is not told are of no side where two could be meant."""
    assert side("troopers", type="casualties") is None


def test_only_one_side_can_be_meant() -> None:
    """Where the infobox tells losses of one side only, victims without a name are of that side."""
    one = (loss("killed", 3, side=1), loss("killed", 0, side=2))
    assert side("person", type="casualties", losses=one) == 1


@pytest.mark.parametrize(("date", "expected"), [("2031-03-03", "civilians"), (None, None)])
def test_people_of_no_day_are_everybody(date: str | None, expected: str | None) -> None:
    """ "Two people were killed" on a day are civilians where the infobox has any; of no day it may count all sides."""
    suffered = loss("killed", 2, "people")
    when = When(date, "test") if date else None
    claim = Claim(quote="x", span=Span(0, 1), sentence=Span(0, 1), type="casualties", when=when, losses=(suffered,))
    assert (
        Victims(account(losses=BOTH).document, Episode(sides=SIDES, losses=BOTH)).whose(claim, suffered)[0] == expected
    )


def test_a_figure_without_a_noun_is_of_those_before_it() -> None:
    """ "Three guards were killed and two wounded": the two are guards too."""
    assert side(None, type="casualties", before=(loss("wounded", 3, "Northern Guard soldiers"),)) == 1


def test_victims_of_two_kinds_go_to_the_side_the_infobox_counts() -> None:
    """ "Civilians and rebels" together are of the one of them for which there is a figure; else of neither."""
    army = (loss("killed", 3, side=1), loss("killed", 4, side=2))
    assert side("civilians and Eagle Brigade fighters", type="casualties", losses=army) == 2
    assert side("civilians and Eagle Brigade fighters", type="casualties") is None


def test_bystanders_are_civilians() -> None:
    """Journalists, clergy and medics are no party, whoever they stand by."""
    assert side("Northland journalists", by="Eagle Brigade") == "civilians"
