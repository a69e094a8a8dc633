"""The packed gazetteer: what is packed is found again; the one that comes with annals is as this code would make it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from tests.gazetteer import MANIFEST, divisions, names, places, same_name, told_suburbs, written

from annals.base.errors import UnusableGazetteer
from annals.ground.gazetteer import NONE, SHIPPED, Both, load
from annals.ground.gazetteer_packed import BLOCK, Packed, Row, indexed, packed

ROWS = [
    Row(7, 36.5, 40.75, 9_000, ("Harrow Ford", "Altfurt"), "SY.02"),
    Row(8, -51.25, -2.5, 120_000, ("Oldtown",), "GB.ENG", True),
    *(Row(100 + n, round(10 + n / 100, 2), 20.0, n, (f"Place {n}", "Everyplace"), "TD.01") for n in range(BLOCK + 5)),
]
AGAIN = "run make gazetteer"


@pytest.fixture
def small(tmp_path: Path) -> Packed:
    path = tmp_path / "places.bin"
    path.write_bytes(packed(ROWS, {"SY.02": "Lowmark", "GB.ENG": "Lowmark"}))
    return Packed(path)


@pytest.fixture(scope="module")
def shipped() -> Packed:
    return Packed(SHIPPED)


def test_what_is_packed_is_found(small: Packed) -> None:
    """A place has its names, point, country, division, population, and the credit that its source asks for."""
    (match,) = small.find("Altfurt")
    assert match.entry.names == ("Harrow Ford", "Altfurt")
    assert (match.entry.latitude, match.entry.longitude, match.entry.population) == (36.5, 40.75, 9_000)
    assert (match.entry.country, match.entry.parent, match.entry.kind) == ("syria", "SY.02", "place")
    assert match.entry.source == "GeoNames (CC BY 4.0), 7"
    assert match.sparse
    ((_, _, town, _),) = small.find("The Oldtown")
    assert (town.latitude, town.longitude, town.suburb) == (-51.25, -2.5, True)


def test_of_many_places_the_largest_come_first(small: Packed) -> None:
    """Places of one name in several blocks are all found."""
    people = [match.entry.population for match in small.find("Everyplace")]
    assert people == sorted(range(BLOCK + 5), reverse=True)
    assert small.find("Nowhere") == small.find("") == []


def test_countries_narrow_what_is_found(small: Packed) -> None:
    """Where countries are told, only places in them are looked at."""
    assert len(small.find("Oldtown", {"united kingdom", "chad"})) == 1
    assert small.find("Oldtown", {"chad"}) == []


def test_divisions_are_known_by_name(small: Packed) -> None:
    """With the word for a division or without it, in every country that has one of the name."""
    assert {d.code for d in small.divisions("Lowmark Province")} == {"SY.02", "GB.ENG"}
    assert small.divisions("Province of Lowmark") == small.divisions("Lowmark")
    assert small.divisions("Highmark") == small.divisions("Oldtown") == []


def test_rows_come_back_as_they_were(small: Packed) -> None:
    """Packing what was unpacked gives the same rows, whatever order they came in."""
    assert sorted(small.rows()) == sorted(ROWS)
    names = {"SY.02": "Lowmark", "GB.ENG": "Lowmark"}
    assert packed(ROWS, names) == packed(ROWS[::-1], names)


@pytest.mark.parametrize("cut", [0, 10, 1000, -1])
def test_a_damaged_file_is_refused(tmp_path: Path, cut: int) -> None:
    """A file that is broken off costs one clear error that says how to go on."""
    path = tmp_path / "places.bin"
    path.write_bytes(packed(ROWS, {})[:cut])
    with pytest.raises(UnusableGazetteer, match="--gazetteer none"):
        Packed(path)


def test_a_named_gazetteer_is_filled_in(tmp_path: Path) -> None:
    """What the user's file does not have is looked up in the one of annals; `none` leaves that one out."""
    own = tmp_path / "own.csv"
    own.write_text("name,latitude,longitude,country\nHarrow Ford,1.5,2.5,Chad\n", encoding="utf-8")
    both, alone = load((str(own),)), load((NONE, str(own)))
    assert isinstance(both, Both)
    assert alone is not None
    assert both.find("Harrow Ford")[0].entry.latitude == alone.find("Harrow Ford")[0].entry.latitude == 1.5
    assert (bool(both.find("Kathmandu")), bool(alone.find("Kathmandu"))) == (True, False)
    assert load((NONE,)) is None


def test_a_place_of_the_users_comes_first(tmp_path: Path, small: Packed) -> None:
    """Of two rows of one name the user's comes before that of annals."""
    own = tmp_path / "own.csv"
    own.write_text("name,latitude,longitude,source\nOldtown,1.5,2.5,Survey\n", encoding="utf-8")
    alone = load((NONE, str(own)))
    assert alone is not None
    assert [m.entry.source for m in Both(alone, small).find("Oldtown")] == ["Survey", "GeoNames (CC BY 4.0), 8"]


# the file that comes with annals


def test_the_index_is_the_one_this_code_would_make(shipped: Packed) -> None:
    """The index holds the checksums that names have today, and no others (of every 20th place and all divisions)."""
    rows = list(shipped.rows())
    assert len(rows) == len(shipped)
    told = [row.names if n % 20 == 0 else () for n, row in enumerate(rows)]
    told += [(area.name,) for area in shipped.areas()]
    held = [each for each in shipped.index() if (row := each & 0xFFFFFF) >= len(rows) or row % 20 == 0]
    assert held == indexed(told), AGAIN


def test_no_name_is_kept_twice(shipped: Packed) -> None:
    """No name is kept that is met by the spelling of the place's first one (of every 50th place)."""
    for row in list(shipped.rows())[::50]:
        assert not any(same_name(row.names[0], name) for name in row.names[1:]), (row, AGAIN)
        assert all(written(name) for name in row.names[1:]), (row, AGAIN)


def test_the_manifest_tells_what_is_in_the_file(shipped: Packed) -> None:
    """Number of places, size and checksum are those of the file; sources and licence are named."""
    told = json.loads(MANIFEST.read_text("utf-8"))
    whole = SHIPPED.read_bytes()
    assert (told["places"], told["bytes"]) == (len(shipped), len(whole)), AGAIN
    assert told["sha256"] == hashlib.sha256(whole).hexdigest(), AGAIN
    assert told["licence"] == "CC BY 4.0"
    assert len(whole) < 6_400_000


def test_divisions_lie_in_order(shipped: Packed) -> None:
    """Each division begins after the one before; the codes are those of countries that annals knows."""
    areas = shipped.areas()
    assert [area.first for area in areas] == sorted({area.first for area in areas})
    assert all(area.country for area in areas)


# how it is made


def test_names_that_nobody_writes_are_left_out() -> None:
    """Codes of airports, other scripts, letters put for them, and what is met by another's spelling are no names."""
    told = ["Al Qamishli", "KAC", "qamshly", "القامشلي", "Qamishli", "Kamechlie", "Beth Zalin", "Ny"]
    assert names(told) == ("Al Qamishli", "Kamechlie", "Beth Zalin")


def test_divisions_are_named_by_places_at_the_same_points() -> None:
    """The name that most places of a code have in the other source is the name of its division."""
    city = {
        "name": "Alpha",
        "countrycode": "SY",
        "admin1code": "02",
        "longitude": 2.0,
        "population": 1,
        "alternatenames": [""],
    }
    cities = {str(n): city | {"latitude": float(n)} for n in range(3)}
    named = [{"country_code": "SY", "latitude": float(n), "longitude": 2.0, "state": "AAB"[n]} for n in range(3)]
    assert divisions(cities, named) == {"SY.02": "A"}
    assert [row.number for row in places(cities)] == [0, 1, 2]


def test_suburbs_lie_close_to_far_larger_places() -> None:
    """A place near one many times as large is marked; one far away, and one beside its like, are not."""
    city = Row(1, 50.0, 10.0, 400_000, ("City",), "DE.01")
    near, far, twin = (
        city._replace(number=n, latitude=at, population=p)
        for n, at, p in ((2, 50.1, 9000), (3, 50.3, 9000), (4, 50.1, 300_000))
    )
    assert [row.suburb for row in told_suburbs([city, near, far, twin])] == [False, True, False, False]


def test_points_are_told_to_lie_in_countries_or_not(small: Packed) -> None:
    """Within so many degrees of the places of a country; of a country without places nothing can be told."""
    assert small.lies_in((37.0, 41.0), {"syria"}, 1.0)
    assert small.lies_in((37.0, -41.0), {"syria"}, 3.0) is False
    assert small.lies_in((37.0, 41.0), {"nowhere"}, 1.0) is None
