"""Kinds and sides of actors: by names, short forms, states and kinds, never by likeness; unknown where two could be."""

from __future__ import annotations

import pytest

from annals.base.episode import Episode, Side
from annals.base.who import KINDS
from annals.codebook import table
from annals.ground.actor_kinds import kind_of
from annals.ground.actor_names import acronyms
from annals.ground.actors import Sides

CIVIL = Episode(
    places=("Alpha", "Syria"),
    sides=(
        Side(("Syrian Arab Republic", "Syrian Army", "Russia"), ("4th Guard Regiment",), ("Karim al-Doe",)),
        Side(("Free Syrian Army", "Lowmark River Guard"), ("Eagles Battalion",), ("Omar Roe", "Sami Poe")),
    ),
)
STATES = Episode(places=("Beta", "Ukraine"), sides=(Side(("Russia",)), Side(("Ukraine",), ("Border Rifles",))))
SHORT = {"LRG": "Lowmark River Guard"}


def side(name: str, episode: Episode = CIVIL) -> int | str | None:
    return Sides(episode, SHORT).party(name, "by", 0).side


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Syrian Army", 1),
        ("Free Syrian Army", 2),
        ("FSA fighters", 2),
        ("Syrian Arab Army soldiers", 1),
        ("Syrian forces", 1),
        ("Russian warplanes", 1),
        ("the 4th Guard Regiment", 1),
        ("members of the Eagles Battalion", 2),
        ("LRG", 2),
        ("LRG-led forces", 2),
        ("General Karim al-Doe", 1),
        ("Roe", 2),
        ("Roe's men", 2),
        ("government forces", 1),
        ("the rebels", 2),
        ("Syrian rebels", 2),
        ("remaining Syrian troops", 1),
        ("civilians", "civilians"),
        ("women and children", "civilians"),
    ],
)
def test_a_mention_stands_on_its_side(name: str, expected: int | str) -> None:
    """Names, units, commanders, states, kinds and what the text introduces lead to a side."""
    assert side(name) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Syrian National Army",
        "Free Lowmark Army",
        "Lowmark Guard",
        "Russian-backed fighters",
        "former Syrian Army officers",
        "Turkish soldiers",
        "a fighter",
        "Reuters",
        "United Nations",
        "Jane Moe",
    ],
)
def test_what_no_side_has_stays_without(name: str) -> None:
    """Who is like a name, backed by it, or once had it is not on its side."""
    assert side(name) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Russian troops", 1), ("Ukrainian soldiers", 2), ("government forces", 2), ("soldiers", None)],
)
def test_states_at_war_have_their_own(name: str, expected: int | None) -> None:
    """Demonyms tell the sides of a war between states; the government is the country's own, soldiers are nobody's."""
    assert side(name, STATES) == expected


def test_a_name_on_two_sides_is_on_none() -> None:
    """Where two sides list one name, neither is chosen, and the rule says so."""
    both = Episode(sides=(Side(("River Guard",)), Side(("River Guard",))))
    party = Sides(both, {}).party("River Guard", "by", 0)
    assert party.side is None
    assert "could be on side 1, side 2" in party.rule


def test_without_an_infobox_there_are_no_sides() -> None:
    """An account without an episode tells kinds, and no side but civilians."""
    sides = Sides(None, {})
    assert sides.party("the rebels", "by", 0).side is None
    assert sides.party("the rebels", "by", 0).kind == "rebel group"
    assert sides.party("villagers", "against", 0).side == "civilians"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("government forces", "state forces"),
        ("Kurdish militia", "militia"),
        ("rebel commander", "rebel group"),
        ("police officers", "police"),
        ("policemen", "police"),
        ("pro-government protesters", "civilians"),
        ("vigil of government supporters", "civilians"),
        ("Norland News Agency", "media"),
        ("Norland Observatory for Human Rights", "international organisation"),
        ("NATO", "international organisation"),
        ("Free Syrian Army", "rebel group"),
        ("Syrian Army", "state forces"),
        ("Turkish-backed fighters", "unknown"),
        ("fighters", "unknown"),
    ],
)
def test_a_name_tells_its_kind(name: str, kind: str) -> None:
    """Codebook, phrases, heads and states tell the kind; bare fighters are of no kind."""
    assert kind_of(name).kind == kind


def test_a_states_forces_abroad_are_external() -> None:
    """State forces outside their own country are external there, as ACLED has it."""
    assert Sides(STATES, {}).party("Russian troops", "by", 0).kind == "external forces"
    assert Sides(STATES, {}).party("Ukrainian troops", "by", 0).kind == "state forces"


def test_who_tells_nothing_is_of_the_kind_of_its_side() -> None:
    """A unit takes the kind of its side where all of the side are of one kind."""
    party = Sides(STATES, {}).party("Border Rifles", "by", 0)
    assert (party.kind, party.side) == ("state forces", 2)
    assert "as all of side 2" in party.rule


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fought the Lowmark River Guard (LRG) at dawn", {"LRG": "Lowmark River Guard"}),
        ("The Union of the Two Rivers (UTR; Two Rivers) met", {"UTR": "Union of the Two Rivers"}),
        ("Kurdish People's Defence Units (YPX) held it", {"YPX": "Kurdish People's Defence Units"}),
        ("in Alpha (SANA) and", {}),
        ("it was hit (Monday)", {}),
    ],
)
def test_a_text_introduces_short_forms(text: str, expected: dict[str, str]) -> None:
    """A name with its short form in brackets; a bracket behind a place is none."""
    assert acronyms(text) == expected


def test_the_codebook_keeps_to_the_kinds() -> None:
    """Every kind that the codebook names is one of the kinds there are, and no name is two actors'."""
    rows = table("actor_kinds")
    told = {actor["kind"] for actor in rows["actor"]}
    told |= {kind.replace("_", " ") for part in ("words", "phrases", "whole") for kind in rows[part]}
    assert told <= set(KINDS)
    names = [name for actor in rows["actor"] for name in actor["names"]]
    assert len(names) == len(set(names))


def test_nobody_rebels_against_their_own_side() -> None:
    """Where the government has a group with a rebel's name beside it, "the rebels" are still the others."""
    mixed = Episode(sides=(Side(("Syrian Army", "Gamma Liberation Army")), Side(("Free Syrian Army",))))
    assert Sides(mixed, {}).party("the rebels", "by", 0).side == 2


def test_what_stands_before_a_common_noun_does_not_hide_it() -> None:
    """Besieged government soldiers are the government's."""
    assert side("besieged government soldiers") == 1


NOWHERE = Episode(sides=(Side(("Lowmark Autonomous Administration",), ("Asayish police",)), Side(("Syria",))))


def test_the_government_is_the_only_state_where_no_country_is_named() -> None:
    """Forces for a government stand on the side of the one state that fights, though no place tells the country."""
    assert side("pro-government forces", NOWHERE) == 2
    assert side("government troops", NOWHERE) == 2


def test_forces_for_a_government_are_of_no_side_between_two_states() -> None:
    """Where the account names no country and two states fight, nobody can tell whose government is meant."""
    episode = Episode(sides=(Side(("Russia",)), Side(("Ukraine",))))
    assert side("government troops", episode) is None


def test_a_unit_is_known_without_the_noun_behind_its_name() -> None:
    """A unit written with a common noun behind a name of the codebook is meant by that name alone."""
    assert side("Asayish", NOWHERE) == 1


def test_soldiers_are_those_of_the_only_state() -> None:
    """Where one state fights an administration that is none, "soldiers" are the state's."""
    assert side("soldiers", NOWHERE) == 2
