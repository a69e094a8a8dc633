"""Two versions of one account: what appeared, what changed and from what to what, what vanished."""

from __future__ import annotations

import time
from collections.abc import Callable

import msgspec
import pytest

import annals
from annals.base.change import Change
from annals.base.reading import Reading
from annals.merge.revisions import revised

HEAD = """---
title: Fight for Velm Bridge
infoboxes:
  - conflict:
      text: Fight for Velm Bridge
    date:
      text: 4–6 March 2031
    combatant1:
      text: Lowmark
    combatant2:
      text: River League
    casualties1:
      text: 4 killed, 9 wounded (per Lowmark)
    casualties2:
      text: 4 killed
---

"""
BODY = """On 4 March 2031 the River League shelled Velm, killing two civilians.

On 5 March the River League captured the bridge at Velm.

On 6 March Lowmark soldiers withdrew from Velm.
"""


def account(text: str = HEAD + BODY) -> Reading:
    return annals.read_text(text, name="velm.md", format="frontmatter")


def changes(after: str, before: str = HEAD + BODY) -> list[Change]:
    """What changed from one text to another."""
    return list(revised(account(before), account(after), ids=("1", "2"), matched="").changes)


def turns(change: Change) -> list[tuple[str, str | None, str | None]]:
    return [(turn.field, turn.before, turn.after) for turn in change.turns]


def test_the_same_account_has_no_changes() -> None:
    """Nothing appears, changes or vanishes between an account and itself, and all of it is counted."""
    same = revised(account(), account(), ids=("1", "1"), matched="")
    assert same.changes == ()
    assert same.unchanged == len(account().claims) + len(account().statements)


def test_a_sentence_more_is_a_claim_that_appeared() -> None:
    """A new last sentence gives one claim that appeared, and leaves all others as they were."""
    (change,) = changes(HEAD + BODY + "\nOn 7 March 2031 the two sides agreed to a ceasefire.\n")
    assert (change.sort, change.type, change.before) == ("appeared", "agreement", None)


def test_a_sentence_less_is_a_claim_that_vanished() -> None:
    """A sentence taken out gives one claim that vanished, with its words."""
    (change,) = changes(HEAD + BODY.replace("On 6 March Lowmark soldiers withdrew from Velm.\n", ""))
    assert (change.sort, change.after) == ("vanished", None)
    assert "withdrew" in str(change.quote_before)


@pytest.mark.parametrize(
    ("edit", "turn"),
    [
        (lambda t: t.replace("killing two", "killing three"), ("losses", "killed 2 civilians", "killed 3 civilians")),
        (lambda t: t.replace("On 5 March", "On 6 March"), ("date", "2031-03-05", "2031-03-06")),
        (lambda t: t.replace("at Velm.", "at Halm."), ("places", None, None)),
        (
            lambda t: t.replace("On 5 March the River League", "On 5 March the Hill Guard"),
            ("by", "River League", "Hill Guard"),
        ),
        (
            lambda t: t.replace("On 5 March the", "According to the mayor, on 5 March the"),
            ("attributed to", None, "mayor"),
        ),
    ],
    ids=["toll", "date", "place", "actor", "claimant"],
)
def test_a_value_that_changed_is_told(edit: Callable[[str], str], turn: tuple[str, str | None, str | None]) -> None:
    """A claim whose sentence says something else now has changed, in that field, from the old value to the new."""
    (change,) = [change for change in changes(edit(HEAD + BODY)) if change.layer == "claim"]
    assert change.sort == "changed"
    told = {field: (before, after) for field, before, after in turns(change)}
    assert turn[0] in told
    assert turn[1:] == (None, None) or told[turn[0]] == turn[1:]


def test_a_figure_of_the_infobox_changes_in_its_own_side() -> None:
    """A higher toll of one side is a change of that side's figure, though the other side has the old number."""
    (change,) = changes(HEAD.replace("      text: 4 killed, 9", "      text: 6 killed, 9") + BODY)
    assert (change.layer, change.type) == ("statement", "loss")
    assert turns(change) == [("value", "killed 4", "killed 6")]


def test_a_date_of_the_infobox_changes() -> None:
    """Another last day is a change of the date."""
    (change,) = changes(HEAD.replace("4–6 March", "4–7 March") + BODY)
    assert turns(change) == [("value", "2031-03-04/2031-03-06", "2031-03-04/2031-03-07")]


def test_a_belligerent_more_replaces_nobody() -> None:
    """Names are not changed into each other: one appears, or one vanishes."""
    found = changes(HEAD.replace("text: River League", "text: Hill Guard") + BODY)
    sorts = [
        (change.sort, change.quote_before or change.quote_after) for change in found if change.layer == "statement"
    ]
    assert sorted(sorts) == [("appeared", "Hill Guard"), ("vanished", "River League")]


def test_a_claim_that_moved_has_not_changed() -> None:
    """Another paragraph before it changes no claim, as long as it says the same."""
    found = changes(HEAD + "Velm lies on the river Orr.\n\n" + BODY)
    assert [change.sort for change in found] == []


def test_the_way_back_is_the_mirror_image() -> None:
    """What appeared from the old to the new vanishes from the new to the old, and turns are turned round."""
    new = (HEAD + BODY).replace(
        "killing two", "killing three"
    ) + "\nOn 7 March 2031 the two sides agreed to a ceasefire.\n"
    there, back = changes(new), changes(HEAD + BODY, new)
    mirror = {"appeared": "vanished", "vanished": "appeared", "changed": "changed"}
    assert sorted((mirror[c.sort], str(c.after), str(c.before)) for c in there) == sorted(
        (c.sort, str(c.before), str(c.after)) for c in back
    )


def test_long_accounts_stay_cheap_to_compare() -> None:
    """Two versions with two thousand sentences that all changed are compared within seconds."""
    lines = [
        f"On {1 + n % 28} March 2031 the River League shelled post {n}, killing {2 + n % 7} soldiers."
        for n in range(400)
    ]
    one = account(HEAD + "\n\n".join(lines) + "\n")
    many = msgspec.structs.replace(one, claims=one.claims * 5)
    start = time.monotonic()
    revised(many, msgspec.structs.replace(many, claims=tuple(reversed(many.claims))), ids=("1", "2"), matched="")
    assert time.monotonic() - start < 10
