"""What an account is about: the place of its episode, of its title or of its dateline."""

from __future__ import annotations

import pytest
from tests.keep.accounts import document

from annals.base.claim import Claim, Statement
from annals.base.mention import Mention
from annals.base.span import Span
from annals.keep.kept import KeptClaim, KeptDocument, KeptStatement
from annals.merge.about import Account, accounts

AT = Span(0, 1)


KNOWN = ("Marford", "Ostwick", "Elm Bridge")


def about(title: str, text: str, *box: str) -> Account:
    """The account with this title, text and place field, in a record that knows these places."""
    kept = KeptDocument("d", ("d.txt",), document(text, "d.txt", title=title))
    said = [KeptStatement(f"s{n}", "d", "d.txt", Statement("place", name, AT, text=name)) for n, name in enumerate(box)]
    claim = Claim("x", AT, AT, "attack", places=tuple(map(Mention, KNOWN)))
    return accounts([kept], said, [KeptClaim("c", "e", "e.txt", claim)])["d"]


@pytest.mark.parametrize(
    ("title", "text", "places"),
    [
        ("Shots in Marford", "Two people died.", ("Marford",)),
        ("Fire at Elm Bridge", "Two people died.", ("Elm Bridge",)),
        ("Two dead", "OSTWICK – Two people died.", ("Ostwick",)),
        ("Two dead", "Two people died in Ostwick.", ()),
        ("Shots in Marford and Ostwick", "Two people died.", ("Marford", "Ostwick")),
        ("From Marford to Ostwick by Elm Bridge", "Two people died.", ()),
        ("Shots in Nowhere", "Two people died.", ()),
    ],
    ids=["title", "two words", "dateline", "text", "two towns", "three places", "a name that is no place"],
)
def test_a_report_is_about_what_its_title_or_dateline_names(title: str, text: str, places: tuple[str, ...]) -> None:
    """One or two known places in the title or dateline are what a report is about."""
    assert about(title, text).places == places


def test_an_article_is_about_the_first_place_of_its_box() -> None:
    """The first place is the most specific; others count only where the title names them, too."""
    assert about("Battle of Marford", "It began.", "Marford", "Ostwick").places == ("Marford",)
    assert about("Siege of Marford and Ostwick", "It began.", "Marford", "Ostwick").places == ("Marford", "Ostwick")


def test_an_account_knows_its_sections() -> None:
    """Characters before the first section, and in it, are of the lead."""
    account = Account(sections=(0, 100, 200))
    assert [account.section(at) for at in (0, 99, 100, 250)] == [0, 0, 1, 2]
    assert Account().section(50) == 0
