"""Where places of claims lie: only where the account leaves one; never a guess."""

from __future__ import annotations

import pytest
from tests.keep.accounts import at, document

from annals.base.claim import Claim
from annals.base.episode import Episode
from annals.base.gap import Gap
from annals.base.mention import Mention
from annals.base.span import Span
from annals.base.where import Placed
from annals.ground.gazetteer import Gazetteer
from annals.ground.gazetteer_rows import Entry
from annals.ground.placing import places
from annals.ground.placing_points import kilometres


def entry(name: str, lat: float, lon: float, kind: str = "place", country: str = "syria", parent: str = "") -> Entry:
    return Entry((name,), lat, lon, kind, country, parent, 0, "test survey")


ATLAS = Gazetteer(
    [
        entry("Al Qamishli", 37.05, 41.23),
        entry("Hasakah", 36.51, 40.74),
        entry("Hasakah", 36.4, 40.6, "division2"),
        entry("Twinton", 36.9, 41.0),
        entry("Twinton", 34.0, 36.5),
        entry("Farton", 33.0, 36.0),
        entry("Farton", 32.0, 38.0),
        entry("Norton", 36.0, 38.0, parent="Upper Province"),
        entry("Norton", 33.0, 36.2, parent="Lower Province"),
        entry("Elsewhere", 50.0, 30.0, country="ukraine"),
        entry("Syria", 35.0, 38.0, "country"),
        entry("Halko", 37.04, 41.24, "quarter"),
        entry("Halako", 33.5, 36.3),
    ]
)
EPISODE = Episode(places=("Qamishli", "Syria"), coordinates=(37.0, 41.25))


def told(text: str, *names: str) -> Claim:
    whole = Span(0, len(text))
    mentions = tuple(Mention(name, at(text, name)) for name in names)
    return Claim(quote=text, span=whole, sentence=whole, type="attack", places=mentions)


def located(
    text: str, *names: str, episode: Episode | None = EPISODE, atlas: Gazetteer | None = ATLAS
) -> tuple[list[Placed], list[Gap]]:
    found, gaps = places(document(text), [told(text, *names)], episode, atlas)
    return [place for several in found for place in several], gaps


def test_the_accounts_own_coordinates_stand_for_its_own_place() -> None:
    """They come before the gazetteer's, under any spelling of the place."""
    for atlas in (ATLAS, None):
        ((place,), _) = located("They attacked Qamishlo.", "Qamishlo", atlas=atlas)
        assert (place.latitude, place.longitude, place.where_prec) == (37.0, 41.25, 1)
        assert place.source == "the account's own coordinates"


def test_the_only_place_of_a_name_in_the_country_is_taken() -> None:
    """A town is taken by another spelling, before the district named after it."""
    ((place,), gaps) = located("They attacked al-Hasakeh.", "al-Hasakeh")
    assert (place.latitude, place.precision, place.source) == (36.51, "exact place", "test survey")
    assert "the only one of this name in the country" in place.why
    assert gaps == []


def test_of_two_the_one_near_the_account_is_taken() -> None:
    """Of two towns of one name in a country the one within reach of the account's own place is meant."""
    ((place,), _) = located("They attacked Twinton.", "Twinton")
    assert place.latitude == 36.9
    assert "within 100 km of Qamishli" in place.why


def test_of_two_far_away_none_is_taken() -> None:
    """Where nothing tells two places apart there is no point, and a gap that names both."""
    found, (gap,) = located("They attacked Farton.", "Farton")
    assert found == []
    assert (gap.code, gap.words) == ("ambiguous-place", "Farton")
    assert "33.00, 36.00" in gap.why
    assert "32.00, 38.00" in gap.why


def test_a_province_told_beside_it_decides() -> None:
    """The division that a claim names leaves one of two."""
    ((place,), _) = located("They attacked Norton in Lower Province.", "Norton", "Lower Province")
    assert place.latitude == 33.0
    assert "division" in place.why


@pytest.mark.parametrize("name", ["Syria", "Elsewhere", "Nowhere"])
def test_a_country_or_a_stranger_has_no_point(name: str) -> None:
    """A country's middle, a place in another country, a name that nobody knows: no point, no guess."""
    assert located(f"They fled to {name}.", name)[0] == []


def test_a_neighbourhood_lies_in_its_town() -> None:
    """What the text calls a neighbourhood has the point of its town, and says so."""
    ((quarter, town), _) = located("They shelled the al-Tayy neighborhood of Hasakah.", "al-Tayy", "Hasakah")
    assert (quarter.latitude, quarter.precision, quarter.where_prec) == (36.51, "neighbourhood of Hasakah", 2)
    assert town.where_prec == 1
    ((alone,), _) = located("They shelled the al-Tayy neighborhood.", "al-Tayy", atlas=None)
    assert (alone.latitude, alone.precision) == (37.0, "neighbourhood of Qamishli")


def test_a_neighbourhood_of_the_gazetteer_is_taken_only_in_town() -> None:
    """Of neighbourhoods and towns of like names the one within the town is meant."""
    ((place,), _) = located("They shelled the Halkou neighborhood.", "Halkou")
    assert (place.latitude, place.where_prec) == (37.04, 1)


def test_without_any_country_nothing_is_placed() -> None:
    """A name alone is no place: an account that tells of no country leaves a gap."""
    found, (gap,) = located("They attacked Hasakah.", "Hasakah", episode=None)
    assert found == []
    assert gap.code == "place-without-country"


def test_the_countries_of_the_text_stand_in_for_a_place_field() -> None:
    """A report without an infobox that names a country means places there, where others lie near."""
    text = "In Syria they attacked Hasakah and Twinton and fled to Elsewhere."
    found, _ = located(text, "Hasakah", "Twinton", "Elsewhere", episode=None)
    assert [(place.name, place.latitude) for place in found] == [("Hasakah", 36.51), ("Twinton", 36.9)]


def test_a_place_field_with_a_division_is_no_exact_place() -> None:
    """Coordinates given for a province stand for the province, and not for the town of its name."""
    episode = Episode(places=("Lowmark Province", "Syria"), coordinates=(36.0, 40.0))
    ((place,), _) = located("They crossed Lowmark Province.", "Lowmark Province", episode=episode, atlas=None)
    assert (place.precision, place.where_prec) == ("first-order division", 4)
    assert located("They reached Lowmark.", "Lowmark", episode=episode, atlas=None)[0] == []


def test_without_gazetteer_or_coordinates_nothing_is_placed() -> None:
    """Only what the document gives is used."""
    assert located("They attacked Hasakah.", "Hasakah", episode=None, atlas=None) == ([], [])


def test_distances_are_those_of_the_earth() -> None:
    """A degree of latitude is some 111 km; a point is no way from itself."""
    assert kilometres((36.0, 40.0), (37.0, 40.0)) == pytest.approx(111.2, abs=0.1)
    assert kilometres((36.0, 40.0), (36.0, 40.0)) == 0.0


def test_a_people_named_tells_the_country_too() -> None:
    """A report that speaks of Syrians and of no country means places in Syria."""
    ((place,), _) = located("Syrian troops shelled Hasakah.", "Hasakah", episode=None)
    assert place.latitude == 36.51
    assert "in the countries that the text speaks of" in place.why


def test_a_neighbourhood_lies_in_the_one_town_of_the_place_field() -> None:
    """Without coordinates of its own, the place field and the gazetteer tell the town; two towns tell none."""
    one, two = Episode(places=("Qamishli", "Syria")), Episode(places=("Qamishli", "Hasakah", "Syria"))
    ((place,), _) = located("They shelled the al-Tayy neighborhood.", "al-Tayy", episode=one)
    assert (place.latitude, place.precision) == (37.05, "neighbourhood of Qamishli")
    assert located("They shelled the al-Tayy neighborhood.", "al-Tayy", episode=two)[0] == []


def test_places_near_each_other_bear_each_other_out() -> None:
    """An account without any country is placed by two names that the gazetteer has once, and near each other."""
    text = "They attacked Qamishli and Hasakah and fled to Elsewhere."
    found, (gap,) = located(text, "Qamishli", "Hasakah", "Elsewhere", episode=None)
    assert [place.name for place in found] == ["Qamishli", "Hasakah"]
    assert gap.words == "Elsewhere"


def test_a_neighbourhood_as_the_place_of_the_whole_has_no_town() -> None:
    """An account about a neighbourhood that the gazetteer does not have leaves it without a point."""
    episode = Episode(places=("al-Tayy", "Syria"))
    assert located("They shelled the al-Tayy neighborhood.", "al-Tayy", episode=episode)[0] == []
