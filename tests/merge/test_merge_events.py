"""Claims become one event only where type, day and place or parties agree, and nothing speaks against it."""

from __future__ import annotations

import time
from itertools import permutations

import pytest

from annals.base.claim import Claim
from annals.base.event import Event
from annals.base.mention import Mention
from annals.base.span import Span
from annals.base.when import When
from annals.keep.kept import KeptClaim
from annals.merge.events import event_id, events
from annals.merge.where import key


def names(words: str) -> tuple[Mention, ...]:
    return tuple(Mention(name) for name in words.split(", ") if name)


def told(
    id: str,
    date: str | None = "2031-03-03",
    places: str = "Ford",
    by: str = "",
    against: str = "",
    *,
    type: str = "attack",
    part: str | None = None,
    negated: bool = False,
    document: str = "",
    start: int = 0,
) -> KeptClaim:
    """A claim as kept; each stands in a document of its own unless told otherwise."""
    claim = Claim(
        quote="x",
        span=Span(start, start + 1),
        sentence=Span(start, start + 1),
        type=type,
        when=When(date, "test", part_of_day=part) if date else None,
        places=names(places),
        by=names(by),
        against=names(against),
        negated=negated,
    )
    return KeptClaim(id, document or f"doc-{id}", f"{document or id}.md", claim)


def together(*claims: KeptClaim) -> list[tuple[str, ...]]:
    return sorted(tuple(sorted(event.claims)) for event in events(claims))


ONE, TWO = [("a", "b")], [("a",), ("b",)]


def test_the_same_type_day_and_place_are_one_event() -> None:
    """Two accounts of an attack at one place on one day tell one event, and it says why."""
    (event,) = events([told("a"), told("b", places="the Ford")])
    assert event == Event(
        id=event_id(["a", "b"]),
        type="attack",
        date="2031-03-03",
        part_of_day=None,
        places=("Ford",),
        claims=("a", "b"),
        why=("2 claims of type attack are dated 2031-03-03", "both name the place Ford"),
    )


def test_the_same_parties_in_the_same_parts_are_one_event() -> None:
    """Who attacked whom on a day agrees where no place is told."""
    (event,) = events([told("a", places="", by="Guard", against="League"), told("b", by="guard", against="the League")])
    assert event.why[1] == "both tell it of Guard against League"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (told("b", "2031-03-04"), TWO),
        (told("b", None), TWO),
        (told("b", type="clash"), TWO),
        (told("b", negated=True), TWO),
        (told("b", places="Mill"), TWO),
        (told("b", places=""), TWO),
        (told("b", places="Ford, Lowmark"), ONE),
        (told("b", places="Mill, Ford"), ONE),
    ],
    ids=["another day", "no day", "another type", "it failed", "another place", "no place", "in a land", "at a mill"],
)
def test_what_differs_stays_apart(other: KeptClaim, expected: list[tuple[str, ...]]) -> None:
    """Another day, type, place or outcome is another event; a place told more closely is not another place."""
    assert together(told("a"), other) == expected


def test_two_quarters_of_one_town_are_two_places() -> None:
    """The town that both lie in does not make them one."""
    assert together(told("a", places="Mill Quarter, Lowmark"), told("b", places="Hill Quarter, Lowmark")) == TWO


def test_the_opposing_parties_are_never_one_event() -> None:
    """A attacked B, and B attacked A, are two events here, even at one place on one day."""
    assert together(told("a", by="Guard", against="League"), told("b", by="League", against="Guard")) == TWO
    assert together(told("a", by="Guard"), told("b", against="Guard")) == TWO


def test_another_actor_or_target_is_another_event() -> None:
    """Where both name who did it, or to whom, and differ, the events differ."""
    assert together(told("a", by="Guard"), told("b", by="League")) == TWO
    assert together(told("a", against="Guard"), told("b", against="League")) == TWO
    assert together(told("a", by="Guard"), told("b", against="League")) == ONE


def test_in_a_clash_the_parties_have_no_order() -> None:
    """A fought B is B fought A; A fought C is not."""
    first = told("a", places="", by="Guard", against="League", type="clash")
    assert together(first, told("b", places="", by="League", against="Guard", type="clash")) == ONE
    assert together(first, told("b", places="", by="Guard", against="Watch", type="clash")) == TWO
    assert together(first, told("b", places="", by="Guard", type="clash")) == TWO


def test_morning_and_evening_are_two_events() -> None:
    """Two parts of the day are two events; one that is not told is no other."""
    assert together(told("a", part="morning"), told("b", part="evening")) == TWO
    (event,) = events([told("a"), told("b", part="evening")])
    assert event.part_of_day == "evening"


def test_two_claims_of_one_sentence_are_two_events() -> None:
    """What a coder told apart within one sentence is not put together."""
    assert together(told("a", document="d"), told("b", document="d")) == TWO
    assert together(told("a", document="d"), told("b", document="d", start=40)) == ONE


@pytest.mark.parametrize("date", ["2031", "2031-03", "../2031-03-03", "2031-03-03/..", "2031-03-03~", "203X"])
def test_a_vague_date_agrees_with_nothing(date: str) -> None:
    """Two attacks of one month need not be one."""
    assert together(told("a", date), told("b", date)) == TWO


def test_an_interval_of_days_agrees_with_itself() -> None:
    """Two accounts that give the same first and last day agree."""
    assert together(told("a", "2031-03-03/2031-03-05"), told("b", "2031-03-03/2031-03-05")) == ONE


def test_a_vague_claim_does_not_tie_two_events_together() -> None:
    """In an event each claim agrees with each: the one that fits both joins one."""
    claims = [
        told("a", places="Mill Quarter, Lowmark"),
        told("b", places="Hill Quarter, Lowmark"),
        told("c", places="Lowmark"),
    ]
    assert together(*claims) == [("a", "c"), ("b",)]


def test_events_do_not_depend_on_the_order_of_claims() -> None:
    """However the claims come, the same events come out, byte for byte."""
    claims = [
        told("a", places="Mill Quarter, Lowmark"),
        told("b", places="Hill Quarter, Lowmark"),
        told("c", places="Lowmark"),
        told("d", None),
        told("e", part="night"),
    ]
    expected = events(claims)
    assert all(events(several) == expected for several in permutations(claims))


def test_a_claim_given_twice_counts_once() -> None:
    """One account under two names tells its events once."""
    assert together(told("a"), told("a")) == [("a",)]


def test_every_claim_is_in_one_event() -> None:
    """A claim that agrees with no other is an event of its own, with no reason to give."""
    assert events([told("a", None, places="")]) == [
        Event(id=event_id(["a"]), type="attack", date=None, part_of_day=None, places=(), claims=("a",))
    ]


def test_events_come_in_order_of_time() -> None:
    """By first possible day, then part of the day, then document and place in it; undated ones last."""
    claims = [
        told("z", None, "1"),
        told("g", "2031-03-03", "2", part="night"),
        told("f", "2031-03-03", "3", part="early_morning"),
        told("e", "2031-03-03", "4", document="b", start=9),
        told("d", "2031-03-03", "5", document="b", start=2),
        told("c", "2031-03-03", "6", document="a", start=5),
        told("b", "../2031-03-03", "7"),
        told("y", "2031-03", "8"),
        told("x", "-0030-09-02", "9"),
    ]
    assert "".join(event.claims[0] for event in events(claims)) == "xybcdefgz"


def test_names_agree_by_letters_never_by_likeness() -> None:
    """Case, accents, hyphens and the article do not matter; another letter does."""
    assert key("the Al-Tayy") == key("al tayy") == key("Āl Ṭayy")
    assert key("Tayy") != key("Tay")
    assert key("Free Army") != key("Army")


def test_marks_are_not_names() -> None:
    """A place made of marks alone agrees with nothing."""
    assert together(told("a", places="–"), told("b", places="–")) == TWO


def test_many_accounts_of_many_events_take_little_time() -> None:
    """What is told at other places, or again and again, is not compared each with each."""
    claims = [
        told(f"{day}-{post}-{teller}", f"2031-03-{day:02}", f"Post {post}, Lowmark", "Guard", "League", type="clash")
        for day in range(1, 11)
        for post in range(40)
        for teller in range(10)
    ]
    begun = time.process_time()
    assert len(events(claims)) == 400
    assert time.process_time() - begun < 5
