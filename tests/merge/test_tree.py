"""The part-of tree: which episode is part of which, which accounts are of one, in what order, and why."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.merge.annals_of_lowmark import article, grown, history, outline, report

from annals.base.document import Document, Source
from annals.base.errors import NotInRecord
from annals.merge.tree import episode, tree
from annals.merge.tree_kin import Bond, nearest, ordered, uncircled
from annals.merge.tree_names import name_key, wholes_in

WAR = "[[Lowmark war]]"


def test_parts_stand_under_what_they_name_in_order_of_time(tmp_path: Path) -> None:
    """Two battles are parts of the war that both name, the earlier first, whatever the order of the files."""
    late = article("Siege of Arl", partof=WAR, date="2 May 2031 – 9 May 2031", name="a.wikitext")
    early = article("Battle of Orr", partof=WAR, date="3 March 2031", name="b.wikitext")
    assert outline(grown(tmp_path, late, early)) == ["Lowmark war", "  Battle of Orr", "  Siege of Arl"]


def test_what_is_only_named_has_no_account(tmp_path: Path) -> None:
    """A war without an article is an episode all the same, named by a statement."""
    war = grown(tmp_path, article("Battle of Orr", partof=WAR, date="3 March 2031"))["Lowmark war"]
    assert war.only_named
    assert [(name.name, name.how, len(name.statements)) for name in war.names] == [("Lowmark war", "part of", 1)]


def test_an_article_is_the_episode_that_others_name(tmp_path: Path) -> None:
    """A name in other letters, with underscores or an anchor, leads to the article of that title."""
    war = article("Lowmark War", date="1 January 2031 – 1 June 2031")
    battle = article("Battle of Orr", partof="[[lowmark_war#Spring|Lowmark war]]", date="3 March 2031")
    nodes = grown(tmp_path, war, battle)
    assert outline(nodes) == ["Lowmark War", "  Battle of Orr"]
    assert not nodes["Lowmark War"].only_named


def test_brackets_keep_names_apart_until_a_link_leads_from_one_to_the_other(tmp_path: Path) -> None:
    """Only the battle whose words are a link to the second war is a part of the second war."""
    war = article("Lowmark war (2031)", date="1 January 2031 – 1 June 2031", conflict="Lowmark war (2031)")
    linked = article("Battle of Orr", partof="[[Lowmark war (2031)|Lowmark war]]", date="3 March 2031")
    other = article("Battle of Arl", partof="[[Lowmark war (1990)]]", date="3 March 1990")
    assert outline(grown(tmp_path, war, linked, other)) == [
        "Lowmark war (1990)",
        "  Battle of Arl",
        "Lowmark war (2031)",
        "  Battle of Orr",
    ]


def test_several_larger_episodes_are_all_kept(tmp_path: Path) -> None:
    """A battle that is part of a campaign and of a war stands below both, each with the statement that says so."""
    battle = article("Battle of Orr", partof=f"the [[Northern campaign]] and the {WAR}", date="3 March 2031")
    nodes = grown(tmp_path, battle)
    parents = nodes["Battle of Orr"].parents
    assert sorted(kin.node for kin in parents) == sorted(nodes[n].id for n in ("Northern campaign", "Lowmark war"))
    assert all(kin.told and "says that it is part of" in kin.why and not kin.inferred for kin in parents)


def test_the_nearest_larger_episode_is_marked(tmp_path: Path) -> None:
    """A battle of a campaign that is itself part of the war hangs below the campaign, and keeps the war as told."""
    campaign = article("Northern campaign", partof=WAR, date="1 March 2031 – 1 April 2031")
    battle = article("Battle of Orr", partof=f"the [[Northern campaign]] and the {WAR}", date="3 March 2031")
    nodes = grown(tmp_path, campaign, battle)
    assert outline(nodes) == ["Lowmark war", "  Northern campaign", "    Battle of Orr"]
    assert [kin.nearest for kin in nodes["Battle of Orr"].parents] == [True, False]


def test_a_larger_episode_is_inferred_from_its_parts(tmp_path: Path) -> None:
    """A campaign that is only named lies in the war, where all its battles do and the war has others; and says so."""
    both = f"the [[Northern campaign]] and the {WAR}"
    nodes = grown(
        tmp_path,
        article("Battle of Orr", partof=both, date="3 March 2031"),
        article("Battle of Arl", partof=both, date="5 March 2031"),
        article("Siege of Dun", partof=WAR, date="7 April 2031"),
    )
    assert outline(nodes) == [
        "Lowmark war",
        "  Northern campaign",
        "    Battle of Orr",
        "    Battle of Arl",
        "  Siege of Dun",
    ]
    (kin,) = nodes["Northern campaign"].parents
    assert kin.inferred
    assert kin.why.startswith("inferred: each of the 2 episodes")


def test_years_in_names_forbid_what_parts_suggest(tmp_path: Path) -> None:
    """A war of many years is no part of a campaign of one of them, though its battles are."""
    both = "the [[Lowmark war (2025–2031)]] and the [[Northern campaign (2031)]]"
    nodes = grown(
        tmp_path,
        article("Battle of Orr", partof=both, date="3 March 2031"),
        article("Battle of Arl", partof=both, date="5 March 2031"),
        article("Siege of Dun", partof="[[Northern campaign (2031)]]", date="7 April 2031"),
    )
    assert nodes["Lowmark war (2025–2031)"].is_root


def test_a_name_says_what_it_is_a_part_of(tmp_path: Path) -> None:
    """A phase named after its war is inferred to be part of it."""
    nodes = grown(
        tmp_path,
        article("Battle of Orr", partof="[[Early phase of the Lowmark war]]", date="3 March 2031"),
        article("Battle of Arl", partof=WAR, date="5 June 2031"),
    )
    (kin,) = nodes["Early phase of the Lowmark war"].parents
    assert kin.node == nodes["Lowmark war"].id
    assert kin.inferred


def test_two_accounts_of_one_name_and_time_are_one_episode(tmp_path: Path) -> None:
    """Articles of one title on days that meet are one node with both accounts, each with its own days."""
    one = article("Battle of Orr", date="3 March 2031 – 6 March 2031", name="one.wikitext")
    two = article("Battle of Orr", date="3 March 2031 – 8 March 2031", name="two.wikitext")
    (node,) = grown(tmp_path, one, two).values()
    assert [(a.name, a.end) for a in node.accounts] == [("one.wikitext", "2031-03-06"), ("two.wikitext", "2031-03-08")]
    assert (node.start, node.end) == ("2031-03-03", "2031-03-08")
    assert node.why == ("both are called Battle of Orr",)


def test_one_name_at_two_times_is_two_episodes(tmp_path: Path) -> None:
    """Articles of one title on days that do not meet stay apart."""
    one = article("Battle of Orr", date="3 March 2031", name="one.wikitext")
    two = article("Battle of Orr", date="3 May 2031", name="two.wikitext")
    with history(tmp_path, one, two) as told:
        assert [node.start for node in tree(told)] == ["2031-03-03", "2031-05-03"]


def test_a_name_of_two_episodes_goes_by_the_days(tmp_path: Path) -> None:
    """A fight that calls itself part of a battle fought twice is part of the one that it fell in."""
    one = article("Battle of Orr", date="3 March 2031 – 9 March 2031", name="one.wikitext")
    two = article("Battle of Orr", date="3 May 2031 – 9 May 2031", name="two.wikitext")
    with history(tmp_path, one, two, article("Bridge raid", partof="[[Battle of Orr]]", date="4 May 2031")) as told:
        nodes = {(node.name, node.start): node for node in tree(told)}
    assert nodes["Bridge raid", "2031-05-04"].parents[0].node == nodes["Battle of Orr", "2031-05-03"].id


def test_spellings_of_one_name_on_the_same_days_meet(tmp_path: Path) -> None:
    """Two transliterations of a name are one episode where both days are the same, and two where they are not."""
    days = "3 March 2031 – 6 March 2031"
    one = article("Siege of Al-Harova", date=days, name="one.wikitext")
    two = article("Siege of Harova", date=days, name="two.wikitext", sides=("A", "B"))
    later = article("Siege of Harova", date="4 March 2031 – 6 March 2031", name="two.wikitext", sides=("A", "B"))
    assert len(grown(tmp_path / "same", one, two)) == 1
    assert len(grown(tmp_path / "other", one, later)) == 2


def test_bold_words_alone_join_no_two_pages_of_one_publisher(tmp_path: Path) -> None:
    """Two pages of one encyclopedia whose leads call both the Orr offensive stay two episodes, and say why."""
    days = "3 March 2031 – 6 March 2031"
    body = "The '''Orr offensive''' was fought between A and B."
    one = article("Northern push", body, ("A", "B"), date=days, place="Orr")
    two = article("Southern push", body, ("C", "D"), date=days, place="Arl")
    published = [msgspec.structs.replace(each, document=by_one(each.document)) for each in (one, two)]
    nodes = grown(tmp_path, *published)
    assert list(nodes) == ["Northern push", "Southern push"]
    assert any("has a page for each" in why for why in nodes["Northern push"].why)


def by_one(document: Document) -> Document:
    return msgspec.structs.replace(document, source=Source(publisher="Encyclopedia"))


def test_an_episode_and_its_part_never_meet(tmp_path: Path) -> None:
    """An airfield raid in a town's battle stays apart from it, though place, days and parties are the same."""
    rows: dict[str, Any] = {"place": "Orr", "date": "3 March 2031 – 6 March 2031"}
    battle = article("Battle of Orr", **rows)
    raid = article("Orr airfield raid", partof="[[Battle of Orr]]", **rows)
    assert outline(grown(tmp_path, battle, raid)) == ["Battle of Orr", "  Orr airfield raid"]


def test_a_circle_is_broken_and_told(tmp_path: Path) -> None:
    """Of two articles that call each other a part, the one whose days lie in the other's is the part."""
    war = article("Lowmark war", partof="[[Battle of Orr]]", date="1 January 2031 – 1 June 2031")
    battle = article("Battle of Orr", partof=WAR, date="3 March 2031")
    nodes = grown(tmp_path, war, battle)
    assert outline(nodes) == ["Lowmark war", "  Battle of Orr"]
    assert any("is not followed" in why for why in nodes["Lowmark war"].why)


def test_see_also_and_links_make_nothing_a_part(tmp_path: Path) -> None:
    """What an article lists as related stands beside it, on both sides, with who lists it."""
    body = "'''Battle of Orr''' was fought.\n\n== See also ==\n* [[Siege of Arl]]\n"
    one = article("Battle of Orr", body, date="3 March 2031", name="orr.wikitext")
    two = article("Siege of Arl", date="5 May 2031")
    nodes = grown(tmp_path, one, two)
    assert all(node.is_root for node in nodes.values())
    (kin,) = nodes["Siege of Arl"].related
    assert kin.node == nodes["Battle of Orr"].id
    assert kin.why == "orr.wikitext lists it under “see also”"


def test_a_report_belongs_where_its_day_and_place_do(tmp_path: Path) -> None:
    """A report of a clash in the town on a day of the battle is of it; one of another month is of none."""
    battle = article("Battle of Orr", place="[[Orr]]", date="3 March 2031 – 6 March 2031")
    there = report("Lowmark soldiers attacked the River League in Orr on 4 March 2031.", "there.txt")
    later = report("Lowmark soldiers attacked the River League in Orr on 4 June 2031.", "later.txt", "2031-06-05")
    (node,) = grown(tmp_path, battle, there, later).values()
    assert [told.name for told in node.reports] == ["there.txt"]
    assert node.reports[0].claims
    assert "day and a place" in node.reports[0].why


def test_episodes_without_days_come_last(tmp_path: Path) -> None:
    """What has no days stands after what has, by name."""
    nodes = grown(
        tmp_path,
        article("Siege of Arl", partof=WAR),
        article("Raid on Dun", partof=WAR),
        article("Battle of Orr", partof=WAR, date="3 March 2031"),
    )
    assert outline(nodes) == ["Lowmark war", "  Battle of Orr", "  Raid on Dun", "  Siege of Arl"]


def test_the_order_of_reading_changes_nothing(tmp_path: Path) -> None:
    """The same accounts read in another order give the same nodes."""
    several = [
        article("Lowmark war", date="1 January 2031 – 1 June 2031"),
        article("Battle of Orr", partof=WAR, date="3 March 2031", name="x.wikitext"),
        article("Battle of Orr", partof=WAR, date="3 March 2031 – 4 March 2031", name="y.wikitext"),
    ]
    assert grown(tmp_path / "one", *several) == grown(tmp_path / "two", *reversed(several))


def test_an_episode_is_found_by_name_or_id(tmp_path: Path) -> None:
    """A name in other letters and the beginning of an id find it; what is not there is an error."""
    nodes = list(grown(tmp_path, article("Battle of Orr", date="3 March 2031")).values())
    assert episode(nodes, "battle of orr", "war") == episode(nodes, nodes[0].id[:5], "war") == nodes[0]
    with pytest.raises(NotInRecord):
        episode(nodes, "Battle of Arl", "war")


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("the Battle of Orr", "Battle_of_Orr#Aftermath", True),
        ("Orr campaign (2016–17)", "Orr campaign (2016–2017)", True),
        ("Orr–Arl conflict", "Orr-Arl Conflict", True),
        ("Battle of Orr", "Battle of Orr (2031)", False),
        ("Battle of Orr", "Battles of Orr", False),
    ],
)
def test_names_are_equal_but_for_writing(left: str, right: str, same: bool) -> None:
    """Case, marks, articles, anchors and years written short make no other name; brackets do."""
    assert (name_key(left) == name_key(right)) is same


def test_only_the_noun_of_an_episode_has_a_whole_in_its_name() -> None:
    """The aftermath of a war is no episode in it, an involvement in it is one."""
    assert list(wholes_in("Orrian involvement in the Lowmark war")) == ["Lowmark war"]
    assert list(wholes_in("Aftermath of the Lowmark war")) == []


def bond(part: int, whole: int, *accounts: str) -> Bond:
    return Bond(part, whole, (), accounts, "told")


def test_the_weakest_bond_of_a_circle_is_left_out() -> None:
    """Of three that go round, the one that fewest accounts tell is dropped; what leads into the circle stays."""
    bonds = [bond(0, 1, "a", "b"), bond(1, 2, "a", "b"), bond(2, 0, "a"), bond(3, 0, "a")]
    kept, left = uncircled(bonds, [(None, None)] * 4)
    assert [(b.part, b.whole) for b in left] == [(2, 0)]
    assert sorted((b.part, b.whole) for b in kept) == [(0, 1), (1, 2), (3, 0)]


def test_a_chain_of_ten_thousand_takes_no_time_and_no_stack() -> None:
    """Neither depth nor number of episodes is a limit."""
    number = 10_000
    bonds = [bond(n, n + 1, "a") for n in range(number - 1)]
    began = time.perf_counter()
    kept, left = uncircled(bonds, [(None, None)] * number)
    rank = ordered([(0, 0), *[(None, None)] * (number - 1)], ["x"] * number, nearest(kept))
    assert time.perf_counter() - began < 5
    assert not left
    assert sorted(rank) == list(range(number))
