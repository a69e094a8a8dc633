"""Spellings of one name: places meet by sound and letters, actors by their names alone."""

from __future__ import annotations

import pytest
from tests.ground.test_date_cases import rows

from annals.ground.spelling import key, same_actor, same_place, skeleton


@pytest.mark.parametrize("case", rows("place_spellings.txt"), ids=" | ".join)
def test_two_names_of_places_are_one_or_not(case: list[str]) -> None:
    """Transliterations of a name meet; names that only look alike do not."""
    one, two, expected = case
    score, why = same_place(one, two)
    assert ("same" if score else "apart") == expected
    assert one in why or two in why


def test_a_key_is_what_the_transliterations_share() -> None:
    """Article, accents, doubled letters and the choice between o and u are no part of a key."""
    assert key("al-Zuhūr") == key("Zohoor") == "zohor"
    assert skeleton("Qamishli") == "kmSl"


def test_the_nearer_spelling_has_the_higher_score() -> None:
    """Equal letters come before a transliteration, and that before a likeness."""
    scores = [same_place("Halko", other)[0] for other in ("Halko", "Halkou", "Halako", "Hiko")]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1.0
    assert scores[-1] == 0.0


@pytest.mark.parametrize(
    ("one", "two"),
    [("Free Syrian Army", "Syrian Army"), ("Syrian National Army", "Syrian Army"), ("Northern Army", "Northern Armi")],
)
def test_actors_never_meet_by_likeness(one: str, two: str) -> None:
    """However like two names of actors are, they stay two."""
    assert same_actor(one, two)[0] == 0.0


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("the National Defense Forces", "National Defence Forces"),
        ("Free Syrian Army", "FSA"),
        ("Daesh", "Islamic State of Iraq and the Levant"),
    ],
)
def test_actors_meet_by_equal_names_and_known_ones(one: str, two: str) -> None:
    """The same words, or names that the codebook knows of one actor, are one actor."""
    assert same_actor(one, two)[0] > 0.9


def test_actors_meet_by_a_short_form_of_the_text() -> None:
    """What the text introduces as short for a name is that name, in that text only."""
    assert same_actor("LRG", "Lowmark River Guard")[0] == 0.0
    assert same_actor("LRG", "Lowmark River Guard", {"LRG": "Lowmark River Guard"})[0] == 1.0


def test_agencies_of_one_row_are_not_one_actor() -> None:
    """A row of the codebook that only tells the kind of several actors makes none of them another."""
    assert same_actor("TASS", "Interfax")[0] == 0.0


def test_a_name_without_letters_is_nothing() -> None:
    """An empty name meets nothing, not even itself."""
    assert same_place("", "")[0] == 0.0
    assert same_actor("?", "!")[0] == 0.0
