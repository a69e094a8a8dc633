"""Spellings of one place meet where the accounts share other places; places of one name may be two."""

from __future__ import annotations

from tests.merge.named import Account, judged, read

from annals.merge.identities import Identities


def same(found: Identities, left: tuple[Account, str], right: tuple[Account, str]) -> bool:
    return found.place(left[0].id, left[1]) == found.place(right[0].id, right[1])


def test_the_same_letters_are_one_place() -> None:
    """Two accounts that name a place alike, but for accents and the article, mean one."""
    left, right = Account("a.md", places=("Harrow Ford",)), Account("b.md", places=("the Hárrow Ford",))
    assert same(read(left, right), (left, "Harrow Ford"), (right, "the Hárrow Ford"))


def test_spellings_meet_in_accounts_that_share_a_place() -> None:
    """Transliterations meet beside the same town, and the evidence names it."""
    left, right = Account("a.md", places=("Halko, Oldtown",)), Account("b.md", places=("Halkou, Oldtown",))
    found = read(left, right)
    assert same(found, (left, "Halko"), (right, "Halkou"))
    (place,) = (place for place in found.places if len(place.names) == 2)
    assert "Oldtown" in place.joined[0].why


def test_spellings_in_accounts_without_a_common_place_stay_apart() -> None:
    """Likeness alone joins no places."""
    left, right = Account("a.md", places=("Halko, Oldtown",)), Account("b.md", places=("Halkou, Newtown",))
    assert not same(read(left, right), (left, "Halko"), (right, "Halkou"))


def test_points_that_agree_join_spellings_and_points_far_apart_do_not() -> None:
    """Where both lie decides, whatever else the accounts share."""
    left = Account("a.md", places=("Halko, Oldtown",), points={"Halko": (10.0, 20.0)})
    near = Account("b.md", places=("Halkou",), points={"Halkou": (10.01, 20.0)})
    far = Account("c.md", places=("Halkou, Oldtown",), points={"Halkou": (12.0, 20.0)})
    assert same(read(left, near), (left, "Halko"), (near, "Halkou"))
    assert not same(read(left, far), (left, "Halko"), (far, "Halkou"))


def test_one_name_at_two_points_is_two_places() -> None:
    """Villages of one name in two provinces are told apart; an account without a point goes by its company."""
    left = Account("a.md", places=("Elmholt, Oldtown",), points={"Elmholt": (10.0, 20.0)})
    right = Account("b.md", places=("Elmholt, Newtown",), points={"Elmholt": (15.0, 20.0)})
    third = Account("c.md", places=("Elmholt, Newtown",))
    found = read(left, right, third)
    assert not same(found, (left, "Elmholt"), (right, "Elmholt"))
    assert same(found, (third, "Elmholt"), (right, "Elmholt"))


def test_different_kinds_of_place_are_two() -> None:
    """A village and the neighbourhood of its name are two places."""
    left = Account("a.md", places=("Tayy",), text="They took the village of Tayy.")
    right = Account("b.md", places=("Tayy",), text="They took the Tayy neighborhood.")
    assert not same(read(left, right), (left, "Tayy"), (right, "Tayy"))


def test_two_names_in_one_breath_are_two_places() -> None:
    """A claim that lists two spellings takes them for two."""
    left, right = Account("a.md", places=("Halko, Halako, Oldtown",)), Account("b.md", places=("Halko",))
    found = read(left, right)
    assert not same(found, (left, "Halko"), (left, "Halako"))
    assert any("in one breath" in pair.why for place in found.places for pair in place.apart)


def test_a_common_noun_is_a_place_of_its_account() -> None:
    """The checkpoint of one report is not that of another."""
    left, right = Account("a.md", places=("checkpoint",)), Account("b.md", places=("checkpoint", "National Hospital"))
    found = read(left, right)
    assert not same(found, (left, "checkpoint"), (right, "checkpoint"))
    assert all(place.generic for place in found.places)


def test_renamed_places_are_known() -> None:
    """Names in several languages and before a renaming are in the codebook."""
    left, right = Account("a.md", places=("Kobanî",)), Account("b.md", places=("Ayn al-Arab",))
    assert same(read(left, right), (left, "Kobanî"), (right, "Ayn al-Arab"))


def test_a_person_joins_and_parts_places() -> None:
    """A judgement decides about places as it does about actors."""
    left, right = Account("a.md", places=("Pine Hill",)), Account("b.md", places=("Mount Wood", "Kyiv", "Kiev"))
    joined = judged("same", "place:Pine Hill", "place:Mount Wood")
    parted = judged("different", "place:Kyiv", "place:Kiev")
    found = read(left, right, judgements=(joined, parted))
    assert same(found, (left, "Pine Hill"), (right, "Mount Wood"))
    assert not same(found, (right, "Kyiv"), (right, "Kiev"))


def test_the_suburbs_of_a_town_say_nothing_of_the_town() -> None:
    """ "Lowmark suburbs" and "the Lowmark suburb of Halm" make no quarter of Lowmark."""
    one = Account("a.md", places=("Lowmark",), text="They left the city of Lowmark.")
    two = Account("b.md", places=("Lowmark",), text="They shelled the Lowmark suburbs.")
    three = Account("c.md", places=("Lowmark",), text="They shelled the Lowmark suburb of Halm.")
    found = read(one, two, three)
    assert same(found, (one, "Lowmark"), (two, "Lowmark"))
    assert same(found, (one, "Lowmark"), (three, "Lowmark"))


def test_without_a_word_for_it_a_name_is_the_towns() -> None:
    """Where a quarter bears the name of a town, who says no more than the name means the town."""
    town = Account("a.md", places=("Lowmark",), text="They left the city of Lowmark.")
    quarter = Account("b.md", places=("Lowmark",), text="They left Lowmark neighborhood.")
    bare = Account("c.md", places=("Lowmark",), text="They left Lowmark.")
    found = read(town, quarter, bare)
    assert same(found, (town, "Lowmark"), (bare, "Lowmark"))
    assert not same(found, (town, "Lowmark"), (quarter, "Lowmark"))
