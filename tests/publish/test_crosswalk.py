"""Claims in the categories of other codebooks."""

from __future__ import annotations

import msgspec
import pytest

from annals.base.claim import Claim
from annals.base.episode import Episode, Side
from annals.base.mention import Mention
from annals.base.span import Span
from annals.base.what import TYPES
from annals.base.who import Party
from annals.codebook import table
from annals.publish.crosswalk import actor_kind, categories


def claim(kind: str, quote: str = "", by: str = "", against: str = "", *, negated: bool = False) -> Claim:
    names = {"by": (Mention(by),) if by else (), "against": (Mention(against),) if against else ()}
    return Claim(quote=quote, span=Span(0, 0), sentence=Span(0, 0), type=kind, negated=negated, **names)


def test_every_type_but_casualties_has_a_rule() -> None:
    """The crosswalk knows every type of claim, save the count of victims, which belongs to another event."""
    assert {rule["type"] for rule in table("crosswalk")["rule"]} == set(TYPES) - {"casualties"}


@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        ("government forces", "Government regains territory"),
        ("Ukrainian troops", "Government regains territory"),
        ("anti-government rebels", "Non-state actor overtakes territory"),
        ("Free Northern Army", "Non-state actor overtakes territory"),
        ("inhabitants", None),
        ("", None),
    ],
)
def test_who_gains_territory(actor: str, expected: str | None) -> None:
    """Territory is regained by a government or overtaken by others; where the kind is unknown, so is the category."""
    assert categories(claim("territory_gained", by=actor), None).acled_sub_event == expected


@pytest.mark.parametrize(
    ("told", "acled", "plover", "mode"),
    [
        (claim("airstrike", "a drone hit the depot"), "Air/drone strike", "ASSAULT", "drone"),
        (claim("airstrike", "jets bombed the depot"), "Air/drone strike", "ASSAULT", "aerial"),
        (claim("explosion", "a suicide bomber struck"), "Suicide bomb", "ASSAULT", "explosives"),
        (claim("agreement", "a truce was signed"), "Agreement", "RETREAT", "ceasefire"),
        (claim("agreement", "a deal was signed"), "Agreement", "AGREE", None),
        (claim("negotiation", "refused talks", negated=True), "Agreement", "REJECT", None),
        (claim("demand", "threatened to attack"), "Other", "THREATEN", None),
        (claim("detention", "gunmen abducted him"), "Abduction/forced disappearance", "ASSAULT", "abduct"),
        (claim("detention", "captured two", by="police"), "Arrests", "COERCE", "arrest"),
        (claim("casualties", "two died"), None, None, None),
    ],
)
def test_categories(told: Claim, acled: str | None, plover: str | None, mode: str | None) -> None:
    """A claim's type, words and parties decide what others call it."""
    found = categories(told, None)
    assert (found.acled_sub_event, found.plover, found.mode) == (acled, plover, mode)


def test_kind_by_side() -> None:
    """A unit's kind is that of the belligerents on whose side the infobox names it."""
    side = Side(belligerents=("Republic of Alpha",), units=("Desert Hawks",))
    assert actor_kind(claim("attack", by="Desert Hawks"), Episode(sides=(side,))) == "state"
    assert actor_kind(claim("attack", by="Desert Hawks"), None) is None


FRONT = Episode(sides=(Side(("Syria",), ("Home Watch",)), Side(("Hill Council",), ("Asayish", "Hill Watch"))))


@pytest.mark.parametrize(
    ("party", "expected"),
    [
        (Party("NDF", "by", 0, "militia", 1, ""), "affiliate"),
        (Party("Hill militia", "by", 0, "militia", 2, ""), "nonstate"),
        (Party("pro-government militia", "by", 0, "militia", None, ""), "affiliate"),
        (Party("police", "by", 0, "police", None, ""), "state"),
        (Party("Home Watch", "by", 0, "police", 1, ""), "state"),
        (Party("Hill Watch", "by", 0, "police", 2, ""), "nonstate"),
        (Party("Asayish commander", "by", 0, "police", None, ""), "nonstate"),
        (Party("Hill Watch", "by", 0, "unknown", 2, ""), "nonstate"),
        (Party("YPG fighters", "by", 0, "rebel group", 1, ""), "nonstate"),
        (Party("residents", "by", 0, "civilians", "civilians", ""), None),
    ],
)
def test_kinds_are_those_of_the_reading(party: Party, expected: str | None) -> None:
    """Militias, police and the unknown are of the kind of their side; the police of no state are non-state."""
    assert actor_kind(claim("attack", by=party.name), FRONT, (party,)) == expected


def test_what_affiliates_of_a_state_do() -> None:
    """Territory that a pro-government militia takes is regained; whom it seizes is abducted."""
    party = (Party("NDF", "by", 0, "militia", 1, ""),)
    told = [categories(claim(kind, by="NDF"), FRONT, party) for kind in ("territory_gained", "detention")]
    assert [each.acled_sub_event for each in told] == [
        "Government regains territory",
        "Abduction/forced disappearance",
    ]


def test_kinds_that_differ_are_unknown() -> None:
    """An act of a government and rebels together has no one kind; one of unknown kind beside them changes nothing."""
    kinds = ("state forces", "rebel group", "unknown")
    several = tuple(Party(f"P{n}", "by", n, kind, None, "") for n, kind in enumerate(kinds))
    told = Claim("", Span(0, 0), Span(0, 0), "attack", by=tuple(Mention(party.name) for party in several))
    assert actor_kind(told, None, several) is None
    assert actor_kind(told, None, (several[0], several[2], msgspec.structs.replace(several[2], ordinal=1))) == "state"
