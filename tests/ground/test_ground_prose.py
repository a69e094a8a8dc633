"""Pronouns and ellipses taken from the sentence before."""

from __future__ import annotations

from annals.base.claim import Claim
from annals.base.document import Block, Document, Section
from annals.base.span import Span
from annals.divide.passages import passages
from annals.extract.prose import drafts
from annals.ground.prose import claims


def told(text: str) -> list[Claim]:
    whole = Span(0, len(text))
    document = Document(
        name="x", format="plaintext", certainty=1.0, digest="0", title=None, text=text,
        sections=(Section("", 0, whole),), blocks=(Block("paragraph", whole, 0),),
    )  # fmt: skip
    cut = passages(document)
    return claims(document, cut, drafts(document, cut, None)[0], None)[0]


def names(claim: Claim) -> tuple[list[str], list[str]]:
    return [m.name for m in claim.by], [m.name for m in claim.against]


def test_they_are_those_who_acted_before() -> None:
    """A pronoun subject points to who acted in the sentence before, and says so."""
    _, second = told("The rebels captured Alpha. They shelled Beta.")
    assert names(second)[0] == ["rebels"]
    assert second.by[0].rule == "pronoun They"


def test_a_pronoun_without_an_actor_before_it_stays_unknown() -> None:
    """Nothing is invented for a pronoun that nothing explains."""
    (claim,) = told("They shelled Beta.")
    assert names(claim) == ([], [])


def test_both_sides_are_the_parties_told_before() -> None:
    """ "The two sides" are the parties of the fighting before."""
    _, second = told("Clashes broke out between the militia and the police. The two sides reached a truce.")
    assert sorted([*names(second)[0], *names(second)[1]]) == ["militia", "police"]


def test_fighting_that_goes_on_keeps_its_parties() -> None:
    """Clashes that continue are fought by those who fought before."""
    _, second = told("Clashes broke out between the militia and the police. That night clashes continued.")
    assert names(second) == (["militia"], ["police"])


def test_fighting_of_which_nobody_is_named_again_has_no_parties() -> None:
    """Clashes that continue far from the fighting told before are fought by nobody told of."""
    *_, last = told("The militia attacked the police. The mayor left Alpha. Fighting continued in Beta.")
    assert names(last) == ([], [])


def test_they_before_the_verb_are_those_who_acted() -> None:
    """A pronoun that is the subject of a repelled attack is who acted in the sentence before."""
    _, second = told("The rebels captured the hill. From there they beat back several attacks.")
    assert names(second) == ([], ["rebels"])


def test_they_are_those_of_whom_the_sentence_before_spoke() -> None:
    """A pronoun points to the subject of the sentence before where that told no occurrence."""
    (claim,) = told("The rebels were short of food. They left Alpha.")
    assert names(claim)[0] == ["rebels"]


def test_they_are_those_of_the_main_clause_before() -> None:
    """A pronoun points to the subject of the main clause before it, not to the last who acted."""
    *_, last = told("The rebels attacked the base as additional troops arrived. They entered Beta.")
    assert names(last)[0] == ["rebels"]


def test_them_are_those_who_acted_in_the_same_sentence() -> None:
    """An object's pronoun points to who acted before in the sentence, never to who acts now."""
    _, second = told("The rebels attacked the base, and the army repelled them.")
    assert names(second) == (["rebels"], ["army"])


def test_he_is_no_body_of_people() -> None:
    """A person's pronoun does not point to a force."""
    _, second = told("The northern troops captured the hill. He shelled Beta.")
    assert names(second) == ([], [])


def test_a_counterattack_answers_who_acted_before() -> None:
    """A counter-attack without a named target is against who acted in the sentence before."""
    _, second = told("The rebels captured the hill. The army counterattacked.")
    assert names(second) == (["army"], ["rebels"])


def test_the_town_is_the_place_told_before() -> None:
    """A common noun for a settlement is tied to the place that the text calls so."""
    found = told("The rebels entered the town of Alpha. The next day they left the town.")
    assert [[p.name for p in c.places] for c in found] == [["Alpha"], ["Alpha"]]


def test_the_plant_is_the_name_that_ends_so() -> None:
    """A common noun for a facility is tied to the nearest name that ends in it."""
    found = told("Troops seized the Beta Power Plant. Guards later shelled the plant.")
    assert [[p.name for p in c.places] for c in found] == [["Beta Power Plant"], ["Beta Power Plant"]]


def test_a_town_that_nothing_names_stays_as_written() -> None:
    """A common noun that points to no named place is kept as the text has it."""
    (claim,) = told("The rebels entered the town.")
    assert [p.name for p in claim.places] == ["town"]
