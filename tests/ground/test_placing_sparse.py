"""Places of a gazetteer without villages: taken only where the account bears them out, and never for another's name."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.keep.accounts import at, document

from annals.base.claim import Claim
from annals.base.episode import Episode, Side
from annals.base.gap import Gap
from annals.base.mention import Mention
from annals.base.span import Span
from annals.base.where import Placed
from annals.ground.gazetteer_packed import Packed, Row, packed
from annals.ground.placing import places

ROWS = [
    Row(1, 36.50, 40.70, 200_000, ("Harrowgate",), "SY.01"),
    Row(2, 36.60, 40.90, 8_000, ("Oldwell",), "SY.01"),
    Row(3, 33.00, 36.00, 9_000, ("Farwell",), "SY.02"),
    Row(4, 36.70, 40.60, 3_000, ("Twinton",), "SY.01"),
    Row(5, 33.10, 36.10, 3_000, ("Twinton",), "SY.02"),
    Row(6, 33.20, 36.20, 300_000, ("Lowmark",), "SY.02"),
    Row(7, 33.25, 36.25, 120_000, ("Lowmark Heights",), "SY.02", True),
    Row(8, 36.55, 40.75, 4_000, ("Marsh",), "SY.01"),
    Row(9, 50.00, 30.00, 900_000, ("Orrsk",), "UA.01"),
    Row(10, 36.45, 40.60, 5_000, ("Pavel",), "SY.01"),
]
DIVISIONS = {"SY.01": "Upmark", "SY.02": "Lowmark", "UA.01": "Orr"}
UPMARK = Episode(places=("Harrowgate", "Upmark Province", "Syria"))


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Packed:
    path = tmp_path_factory.mktemp("packed") / "places.bin"
    path.write_bytes(packed(ROWS, DIVISIONS))
    return Packed(path)


def located(atlas: Packed, text: str, *names: str, episode: Episode | None = UPMARK) -> tuple[list[Placed], list[Gap]]:
    whole = Span(0, len(text))
    mentions = tuple(Mention(name, at(text, name)) for name in names)
    claim = Claim(quote=text, span=whole, sentence=whole, type="attack", places=mentions)
    found, gaps = places(document(text), [claim], episode, atlas)
    return [place for several in found for place in several], gaps


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("They shelled Harrowgate.", "Harrowgate", "a city"),
        ("They shelled Oldwell.", "Oldwell", "in the division that the account names"),
        ("They shelled Twinton.", "Twinton", "within 50 km of Harrowgate"),
    ],
)
def test_what_the_account_bears_out_is_taken(atlas: Packed, text: str, name: str, why: str) -> None:
    """A city, a town in the account's division, and of two towns the one that is near the account's place."""
    ((place,), gaps) = located(atlas, text, name)
    assert why in place.why
    assert place.latitude > 36
    assert gaps == []


def test_a_small_place_elsewhere_is_not_the_village_of_its_name(atlas: Packed) -> None:
    """The only town of a name in the country, far from all that the account tells of, gives a gap and no point."""
    found, (gap,) = located(atlas, "They shelled the village of Farwell.", "Farwell")
    assert found == []
    assert gap.code == "unsupported-place"
    assert "33.00, 36.00" in gap.why


def test_a_place_far_from_those_of_the_same_claim_is_not_meant(atlas: Packed) -> None:
    """A town of the account's division is left alone where the claim's other places lie far away."""
    found, _ = located(atlas, "They shelled Oldwell and Lowmark Heights near Lowmark.", "Oldwell", "Lowmark")
    assert "Oldwell" not in [place.name for place in found]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Lowmark and Upmark provinces were shelled.", "Lowmark"),
        ("They shelled villages in Lowmark.", "Lowmark"),
        ("They crossed northern Lowmark.", "Lowmark"),
        ("They crossed the district of Oldwell.", "Oldwell"),
        ("They crossed the river Oldwell.", "Oldwell"),
        ("They came from a marsh and took Marsh.", "Marsh"),
        ("The mayor Ivan Pavel said so; they met Pavel.", "Pavel"),
        ("They moved 70 km west of Harrowgate.", "Harrowgate"),
    ],
)
def test_a_word_for_something_else_is_no_town(atlas: Packed, text: str, name: str) -> None:
    """Provinces, districts, rivers, words, persons, and what is told to be far from a town, are not the town."""
    assert located(atlas, text, name)[0] == []


def test_a_commanders_name_is_no_town(atlas: Packed) -> None:
    """Who is told to command is not looked up."""
    led = Episode(places=UPMARK.places, sides=(Side(commanders=("Ivan Oldwell",)),))
    assert located(atlas, "They met Oldwell.", "Oldwell", episode=led)[0] == []


def test_what_is_told_to_be_near_a_town_is_its_neighbourhood(atlas: Packed) -> None:
    """Words before or after the name say that it happened near it, not in it."""
    for text in ("They fought near Harrowgate.", "They fought in the Harrowgate countryside."):
        ((place,), _) = located(atlas, text, "Harrowgate")
        assert (place.precision, place.where_prec) == ("neighbourhood of Harrowgate", 2)


def test_without_a_country_only_a_city_of_one_name_is_taken(atlas: Packed) -> None:
    """Where no country is told, a city that no other place is called like is meant, and a town is not."""
    found, _ = located(atlas, "They shelled Orrsk and Oldwell.", "Orrsk", "Oldwell", episode=None)
    assert [place.name for place in found] == ["Orrsk"]
    assert "on Earth" in found[0].why


def test_a_division_of_the_citys_name_elsewhere_leaves_it_open(tmp_path: Path) -> None:
    """A province of another country that has the name may be meant as well."""
    path = tmp_path / "places.bin"
    path.write_bytes(packed(ROWS, DIVISIONS | {"SY.01": "Orrsk"}))
    assert located(Packed(path), "They shelled Orrsk.", "Orrsk", episode=None)[0] == []


def test_a_suburb_is_no_city(atlas: Packed) -> None:
    """A part of a far larger place is not meant wherever its name is told, as a city is."""
    assert located(atlas, "They shelled Lowmark Heights.", "Lowmark Heights")[0] == []


def test_coordinates_with_a_wrong_sign_are_not_used(atlas: Packed) -> None:
    """Where coordinates lie in the country but for a sign, the gazetteer stands in, and a gap says why."""
    episode = Episode(places=("Harrowgate", "Syria"), coordinates=(36.5, -40.7))
    ((place,), (gap,)) = located(atlas, "They shelled Harrowgate.", "Harrowgate", episode=episode)
    assert (place.longitude, gap.code) == (40.7, "coordinates-elsewhere")
    right = Episode(places=("Harrowgate", "Syria"), coordinates=(36.4, 40.6))
    ((place,), gaps) = located(atlas, "They shelled Harrowgate.", "Harrowgate", episode=right)
    assert (place.source, gaps) == ("the account's own coordinates", [])


def test_a_neighbourhood_is_not_put_into_a_town_told_in_passing(atlas: Packed) -> None:
    """Its town is the one that the account is about, unless the words put it into another."""
    ((quarter, *_), _) = located(atlas, "They shelled the Elms neighborhood and Oldwell.", "Elms", "Oldwell")
    assert quarter.precision == "neighbourhood of Harrowgate"
    text = "They shelled the Elms neighborhood of Oldwell."
    ((quarter, *_), _) = located(atlas, text, "Elms", "Oldwell")
    assert quarter.precision == "neighbourhood of Oldwell"
