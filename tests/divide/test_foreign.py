"""An account in another language says so, instead of passing for one that tells nothing."""

from __future__ import annotations

import pytest

import annals


def codes(text: str) -> list[str]:
    """The codes of the gaps of a text, but for those of places that may lie anywhere."""
    return [gap.code for gap in annals.read_text(text, name="a.txt").gaps if gap.code != "place-without-country"]


@pytest.mark.parametrize(
    "text",
    [
        "Le 4 mai 2030, la milice a bombardé la vieille ville, tuant deux soldats et blessant trois civils.",
        "Am 4. Mai 2030 beschoss die Miliz die Altstadt, wobei zwei Soldaten getötet und drei verletzt wurden.",
        "El 4 de mayo de 2030 la milicia bombardeó la ciudad vieja y mató a dos soldados e hirió a tres civiles.",
        "4 мая 2030 года ополченцы обстреляли Старый город, погибли двое военных, ещё трое были ранены.",
        "في 4 مايو 2030 قصفت الميليشيا البلدة القديمة مما أسفر عن مقتل جنديين وإصابة ثلاثة مدنيين بجروح.",
    ],
)
def test_another_language_is_a_gap(text: str) -> None:
    """Prose that is not English gives no claims, and a gap that says why."""
    assert codes(text) == ["other-language"]


@pytest.mark.parametrize(
    "text",
    [
        "On 4 May 2030 the militia shelled Oldtown, killing two soldiers.",
        "The market of the old town is known for its spices, and has been for a hundred years or more.",
        "Talks continue.",
        "Ali Hasan, Omar Khalil, Jan Novák, Rosa Weiss, Ana Petrović, Juan Pérez, Li Wei, Aino Laine, John Miller",
    ],
)
def test_english_is_none(text: str) -> None:
    """English that tells of no event is only that, and a few words tell no language."""
    assert codes(text) == []
