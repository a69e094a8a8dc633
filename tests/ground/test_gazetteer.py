"""Reading gazetteers of several forms, within limits, and finding places by spelling."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from annals.base.errors import UnusableGazetteer
from annals.ground import gazetteer as module
from annals.ground import gazetteer_rows
from annals.ground.gazetteer import Gazetteer
from annals.ground.gazetteer_rows import entries

CSV = """name,latitude,longitude,kind,country,parent,names,source
Harrow Ford,51.25,-2.5,town,GB,Lowmark,Harow Ford;Harraw,Survey of Lowmark
al-Zuhur,36.5,40.75,village,Syria,,,
"""


def geonames(
    number: int, name: str, code: str = "P.PPL", others: str = "", country: str = "SY", people: int = 9
) -> str:
    kind, feature = code.split(".")
    cells = [
        number,
        name,
        name,
        others,
        36.5,
        40.75,
        kind,
        feature,
        country,
        "",
        "02",
        "",
        "",
        "",
        people,
        "",
        1,
        "",
        "",
    ]
    return "\t".join(map(str, cells))


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_csv_gives_places_with_their_sources(tmp_path: Path) -> None:
    """Name, point, kind, country by code or name, other names; the file itself is credited where a row names nobody."""
    first, second = entries(written(tmp_path, "own.csv", CSV))
    assert first.names == ("Harrow Ford", "Harow Ford", "Harraw")
    assert (first.latitude, first.longitude, first.kind, first.country) == (51.25, -2.5, "place", "united kingdom")
    assert (first.source, second.source) == ("Survey of Lowmark", "own.csv")
    assert second.country == "syria"


def test_a_dump_of_geonames_gives_places(tmp_path: Path) -> None:
    """Kinds come from feature codes, names in other scripts are left out, the licence is told."""
    text = geonames(7, "Al Qamishlī", others="Kamishli,القامشلي,Qamishlo") + "\n" + geonames(8, "Hasakah", "A.ADM1")
    town, division = entries(written(tmp_path, "SY.txt", text))
    assert town.names == ("Al Qamishlī", "Kamishli", "Qamishlo")
    assert (town.kind, division.kind, town.country) == ("place", "division1", "syria")
    assert town.source == "GeoNames (CC BY 4.0), 7"


def test_a_zipped_dump_is_read_beside_its_readme(tmp_path: Path) -> None:
    """The one table in a zip file is the gazetteer."""
    with zipfile.ZipFile(tmp_path / "SY.zip", "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("SY.txt", geonames(7, "Alpha"))
    assert [entry.names for entry in entries(tmp_path / "SY.zip")] == [("Alpha",)]


def test_of_a_large_dump_the_inhabited_and_the_divisions_are_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond the limit uninhabited places and features are passed over."""
    monkeypatch.setattr(gazetteer_rows, "LARGE", 10)
    rows = [
        geonames(1, "Alpha"),
        geonames(2, "Beta", people=0),
        geonames(3, "Gamma", "T.HLL"),
        geonames(4, "D", "A.ADM1"),
    ]
    found = entries(written(tmp_path, "allCountries.txt", "\n".join(rows)))
    assert [entry.names[0] for entry in found] == ["Alpha", "D"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column name, latitude, longitude"),
        ("name,lat\nA,1", "no column latitude, longitude"),
        ("name,latitude,longitude\nAlpha,north,2", "own.csv:2: no usable gazetteer: the coordinates 'north', '2'"),
        ("name,latitude,longitude\nAlpha,91,2", "latitude to 90"),
        ("name,latitude,longitude\nAlpha,nan,2", "latitude to 90"),
        ("name,latitude,longitude\n,1,2", "a place without a name"),
        ("name,latitude,longitude,kind\nAlpha,1,2,planet", "the kind 'planet'"),
        (geonames(1, "A") + "\n1\t2", "2 columns"),
        ("name,latitude,longitude\n" + "x" * 70_000, "a line of 65536 characters"),
    ],
)
def test_a_row_that_cannot_be_right_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    """What is wrong with a gazetteer is said, with file and line; nothing of it is used."""
    with pytest.raises(UnusableGazetteer) as error:
        list(entries(written(tmp_path, "own.csv", text)))
    assert said in str(error.value)
    assert error.value.fatal


def test_what_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    """A missing file, bytes, a damaged zip file and one of several tables cost one clear error each."""
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00name")
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.txt", "x")
        archive.writestr("b.txt", "x")
    whole = (tmp_path / "two.zip").read_bytes()
    (tmp_path / "damaged.zip").write_bytes(whole.replace(b"PK\x01\x02", b"PK\x01\x03"))
    for name in ("missing.csv", "bytes.csv", "two.zip", "damaged.zip"):
        with pytest.raises(UnusableGazetteer):
            list(entries(tmp_path / name))


def test_too_many_places_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit keeps a gazetteer from filling the memory."""
    monkeypatch.setattr(module, "MOST", 1)
    with pytest.raises(UnusableGazetteer, match="more than 1 places"):
        Gazetteer(entries(written(tmp_path, "own.csv", CSV)))


def test_a_place_is_found_by_any_spelling(tmp_path: Path) -> None:
    """The best spelling comes first, with why it is one; what only looks alike is not found."""
    found = Gazetteer(entries(written(tmp_path, "own.csv", CSV)))
    assert len(found) == 2
    (match,) = found.find("Zohoor")
    assert match.entry.names == ("al-Zuhur",)
    assert "transliterations" in match.why
    assert [m.score for m in found.find("Harrow Ford")] == [1.0]
    assert found.find("Zahir") == found.find("Harrow") == found.find("") == []
