"""Names of actors meet where something says that they are one's, and never by likeness or across a front."""

from __future__ import annotations

import pytest
from tests.ground.test_date_cases import rows
from tests.merge.named import Account, judged, read

from annals.base.identity import Identity
from annals.merge.identities import Identities
from annals.merge.naming import Account as Naming

TEXT = """The Lowmark Home Guard (LHG) met the Internal Security Forces (Asayish). The Somali National Army (SNA) and
the Pine Brigade (FSA) watched Ida Marsh and Ruhr Hills."""


def account() -> Naming:
    naming = Naming("d", TEXT, "a.md")
    naming.learn(["Ida Marsh", "Jaysh al-Nahr", "LHG"])
    return naming


@pytest.mark.parametrize("case", rows("actor_meanings.txt"), ids=" | ".join)
def test_what_a_name_means(case: list[str]) -> None:
    """A name stands for one actor, for a state's own, or is a common noun."""
    name, expected = case
    meaning = account().meaning(name)
    assert ("common" if meaning.local else meaning.head) == expected


def one(found: Identities, name: str) -> Identity:
    (actor,) = (actor for actor in found.actors if name in {naming.name for naming in actor.names})
    return actor


def same(found: Identities, left: tuple[Account, str], right: tuple[Account, str]) -> bool:
    return found.actor(left[0].id, left[1]) == found.actor(right[0].id, right[1])


A = Account("a.md", ("LHG", "LHG fighters"), text="The Lowmark Home Guard (LHG) came.")
B = Account("b.md", ("LHG",))


def test_a_short_form_holds_in_every_account_while_only_one_body_has_it() -> None:
    """An account that does not introduce a short form means what the others introduce."""
    found = read(A, B)
    assert same(found, (A, "LHG fighters"), (B, "LHG"))
    assert one(found, "LHG").name == "Lowmark Home Guard"


def test_a_short_form_of_two_bodies_is_each_accounts_own() -> None:
    """Two accounts introduce one short form for two bodies; a third that introduces it for none means neither."""
    other = Account("c.md", ("LHG",), text="The Lake Hunters Group (LHG) came.")
    found = read(A, B, other)
    assert len({found.actor(each.id, "LHG") for each in (A, B, other)}) == 3


def test_a_common_noun_stays_in_its_account() -> None:
    """The rebels of one account are not those of another, nor a named body."""
    left, right = Account("a.md", ("rebels", "rebel fighters")), Account("b.md", ("the rebels", "Free Syrian Army"))
    found = read(left, right)
    assert same(found, (left, "rebels"), (left, "rebel fighters"))
    assert not same(found, (left, "rebels"), (right, "the rebels"))
    assert one(found, "rebels").generic


def test_likeness_is_no_reason() -> None:
    """Two armies of nearly one name are two."""
    account = Account("a.md", ("Free Syrian Army", "Syrian Army", "Free Syrian Armed"))
    found = read(account)
    assert len({found.actor(account.id, name) for name in account.by}) == 3


def test_a_unit_of_a_common_name_is_its_states() -> None:
    """The Republican Guards of two states are two, that of one state is one in every account."""
    iraq = Account("a.md", box=(("Iraq",), ("Iran",)), units=(("Republican Guard",),))
    again = Account("b.md", box=(("Iran",), ("Republic of Iraq",)), units=((), ("Republican Guard",)))
    syria = Account("c.md", box=(("Syria",), ("Free Syrian Army",)), units=(("Republican Guard",),))
    found = read(iraq, again, syria)
    assert same(found, (iraq, "Republican Guard"), (again, "Republican Guard"))
    assert not same(found, (iraq, "Republican Guard"), (syria, "Republican Guard"))


def test_a_link_of_the_infobox_joins_a_name_and_its_page() -> None:
    """A belligerent that leads to the page of another name is that other, and the evidence says so."""
    left = Account("a.md", box=(("Pine Men",), ("Lowmark",)), links={"Pine Men": "Pine Forest Movement"})
    right = Account("b.md", ("Pine Forest Movement",))
    found = read(left, right)
    assert same(found, (left, "Pine Men"), (right, "Pine Forest Movement"))
    assert any("links “Pine Men” to “Pine Forest Movement”" in pair.why for pair in one(found, "Pine Men").joined)


def test_a_page_that_two_names_share_joins_neither() -> None:
    """What an infobox lists side by side it takes for two, wherever both lead."""
    links = {"Pine Men": "Forest Movement", "Oak Men": "Forest Movement"}
    account = Account("a.md", ("Forest Movement",), box=(("Pine Men", "Oak Men"), ("Lowmark",)), links=links)
    found = read(account)
    assert len({found.actor(account.id, name) for name in ("Pine Men", "Oak Men", "Forest Movement")}) == 3


def test_opposite_sides_never_meet_through_a_link() -> None:
    """A link cannot make two enemies one; that it would have is told."""
    account = Account("a.md", box=(("Pine Men",), ("Oak Men",)), links={"Pine Men": "Oak Men"})
    found = read(account)
    assert not same(found, (account, "Pine Men"), (account, "Oak Men"))
    assert any("opposite sides" in pair.why for pair in one(found, "Pine Men").apart)


def test_opposite_sides_never_meet_through_the_codebook() -> None:
    """Two names that the codebook knows as one's are two where a box lists them against each other."""
    account = Account("a.md", box=(("Syria",), ("Syrian government",)))
    found = read(account)
    assert not same(found, (account, "Syria"), (account, "Syrian government"))
    assert any("opposite sides" in pair.why for pair in one(found, "Syria").apart)


def test_a_third_account_does_not_bring_enemies_together() -> None:
    """Two that one account opposes stay two where other accounts make each the same as a third."""
    war = Account("a.md", box=(("Pine Men",), ("Oak Men",)))
    left = Account("b.md", box=(("Pine Men",), ("Lowmark",)), links={"Pine Men": "Wood Men"})
    right = Account("c.md", box=(("Oak Men",), ("Lowmark",)), links={"Oak Men": "Wood Men"})
    found = read(war, left, right)
    assert not same(found, (war, "Pine Men"), (war, "Oak Men"))


SAME = judged("same", "actor:Pine Men", "actor:Wood Union")


def test_a_person_joins_names() -> None:
    """Two names that a person judged the same are one's, by that person's word."""
    account = Account("a.md", ("Pine Men", "Wood Union"))
    found = read(account, judgements=(SAME,))
    assert same(found, (account, "Pine Men"), (account, "Wood Union"))
    assert any("Ida judged" in pair.why for pair in one(found, "Pine Men").joined)


def test_a_person_parts_what_the_codebook_joins() -> None:
    """Names judged different are two, even where the codebook knows both as one's."""
    account = Account("a.md", ("ISIL", "Islamic State", "Daesh"))
    found = read(account, judgements=(judged("different", "actor:ISIL", "actor:Islamic State"),))
    assert not same(found, (account, "ISIL"), (account, "Islamic State"))
    assert same(found, (account, "Daesh"), (account, "Islamic State"))


def test_the_later_judgement_wins_and_tells_of_the_earlier() -> None:
    """A person who contradicts another is heard last."""
    account = Account("a.md", ("Pine Men", "Wood Union"))
    later = judged("different", "actor:Wood Union", "actor:Pine Men", "2033-01-01T00:00:00Z", "Tom")
    assert not same(read(account, judgements=(later, SAME)), (account, "Pine Men"), (account, "Wood Union"))
    again = judged("same", "actor:Wood Union", "actor:Pine Men", "2034-01-01T00:00:00Z", "Eve")
    found = read(account, judgements=(again, SAME, later))
    assert any("Eve judged" in p.why and "Tom had judged" in p.why for p in one(found, "Pine Men").joined)


def test_unsure_joins_nothing() -> None:
    """A person who cannot tell leaves things as they are."""
    account = Account("a.md", ("Pine Men", "Wood Union"))
    found = read(account, judgements=(judged("unsure", "actor:Pine Men", "actor:Wood Union"),))
    assert not same(found, (account, "Pine Men"), (account, "Wood Union"))


def test_no_person_makes_enemies_one() -> None:
    """What an infobox opposes no judgement joins; that it was judged is told."""
    account = Account("a.md", box=(("Pine Men",), ("Wood Union",)))
    found = read(account, judgements=(SAME,))
    assert not same(found, (account, "Pine Men"), (account, "Wood Union"))
    assert any("Ida judged" in pair.why for pair in one(found, "Pine Men").apart)


def test_where_an_actor_stood_is_told_by_episode() -> None:
    """Each episode gives side, dates and the company there."""
    account = Account("a.md", ("Pine Men",), box=(("Lowmark",), ("Pine Men", "Oak Men")))
    (stand,) = one(read(account), "Pine Men").stands
    assert (stand.side, stand.start, stand.belligerents) == (2, "2031-03-03", ("Pine Men", "Oak Men"))
    assert stand.told == "infobox"


def test_an_unknown_document_gets_a_key_all_the_same() -> None:
    """A name is asked for in any document, known or not; equal names give equal keys."""
    assert Identities().actor("x", "ISIL") == Identities().actor("y", "Islamic State")
    assert Identities().actor("x", "rebels") != Identities().actor("y", "rebels")


def test_a_key_is_the_id_of_an_actor() -> None:
    """Whoever asks for a key finds the actor under it."""
    found = read(A, B)
    assert found.by_id[found.actor(B.id, "LHG")].name == "Lowmark Home Guard"
