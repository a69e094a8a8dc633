"""Claims become one event where the facets, weighed together, speak for it, and nothing keeps them apart."""

from __future__ import annotations

import time
from itertools import permutations

import pytest

from annals.base.claim import Claim
from annals.base.event import Event, event_id
from annals.base.mention import Mention
from annals.base.span import Span
from annals.base.toll import Loss
from annals.base.when import When
from annals.base.who import Party
from annals.keep.kept import KeptClaim
from annals.merge.about import Account
from annals.merge.events import events
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
    killed: int | None = None,
    who: str = "soldiers",
    voice: str = "",
    quote: str = "x",
    sides: tuple[int, int] | None = None,
) -> KeptClaim:
    """A claim as kept; each stands in a document of its own unless told otherwise."""
    claim = Claim(
        quote=quote,
        span=Span(start, start + 1),
        sentence=Span(start, start + 1),
        type=type,
        when=When(date, "test", part_of_day=part) if date else None,
        places=names(places),
        by=names(by),
        against=names(against),
        negated=negated,
        losses=(Loss("killed", killed, killed, who=who),) if killed is not None else (),
        attributed_to=names(voice),
    )
    roles = (("by", by, 0), ("against", against, 1))
    actors = [Party(name, role, 0, "unknown", sides[n], "test") for role, name, n in roles if sides and name]
    return KeptClaim(id, document or f"doc-{id}", f"{document or id}.md", claim, tuple(actors))


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
        why=("both tell attack", "both are dated 2031-03-03", "both name the place Ford"),
        types=("attack",),
    )


def test_the_same_parties_in_the_same_parts_are_one_event() -> None:
    """Who attacked whom on a day agrees where no place is told."""
    (event,) = events(
        [told("a", places="", by="Kestrel", against="Morvane"), told("b", by="KESTREL", against="the Morvane")]
    )
    assert "both name Kestrel, against Morvane" in event.why


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (told("b", "2031-03-04"), TWO),
        (told("b", "2031-03-09"), TWO),
        (told("b", None), TWO),
        (told("b", type="siege"), TWO),
        (told("b", places="Mill"), TWO),
        (told("b", places=""), TWO),
        (told("b", places="Ford, Lowmark"), ONE),
        (told("b", places="Mill, Ford"), ONE),
        (told("b", type="clash"), ONE),
        (told("b", "2031-03-02/2031-03-04"), TWO),
    ],
    ids=[
        "the next day",
        "another day",
        "no day",
        "another type",
        "another place",
        "no place",
        "in a land",
        "at a mill",
        "a type that can be told of the same",
        "days of which it is one",
    ],
)
def test_what_differs_stays_apart(other: KeptClaim, expected: list[tuple[str, ...]]) -> None:
    """Another day, type or place is another event; a place told more closely is not another place."""
    assert together(told("a"), other) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("clash", "attack"),
        ("attack", "shelling"),
        ("attack", "violence_against_civilians"),
        ("explosion", "attack"),
        ("casualties", "clash"),
    ],
)
def test_types_that_can_tell_one_occurrence_meet(one: str, other: str) -> None:
    """The same fight is a clash to one account and an attack to another."""
    claims = [told("a", type=one, killed=7), told("b", type=other, killed=7)]
    (event,) = events(claims)
    assert set(event.types) == {one, other}


def test_victims_do_not_give_an_event_its_type() -> None:
    """A count of victims belongs to the act, even where more accounts count than tell the act."""
    claims = [told("a", type="casualties", killed=7), told("b", type="casualties", killed=7), told("c", killed=7)]
    (event,) = events(claims)
    assert event.type == "attack"


def test_who_takes_a_place_takes_it_from_who_leaves_it() -> None:
    """A capture and a withdrawal of the other side on the same day are one event; of the same side they are not."""
    taken = told("a", by="Kestrel", against="Morvane", type="territory_gained")
    assert together(taken, told("b", by="Morvane", type="withdrawal")) == ONE
    assert together(taken, told("b", by="Kestrel", type="withdrawal")) == TWO


def test_a_denial_is_a_version_of_what_it_denies() -> None:
    """One account tells an attack, another that it failed: one event, contested in its outcome."""
    (event,) = events([told("a", by="Kestrel"), told("b", by="Kestrel", negated=True)])
    assert event.contested == ("outcome",)


def test_two_quarters_of_one_town_are_two_places() -> None:
    """The town that both lie in does not make them one."""
    assert together(told("a", places="Mill Quarter, Lowmark"), told("b", places="Hill Quarter, Lowmark")) == TWO


def test_spellings_of_one_place_meet() -> None:
    """Transliterations of one name are one place."""
    assert together(told("a", places="Halko"), told("b", places="Halkou")) == ONE


def test_a_claim_without_a_place_is_told_of_the_place_of_its_account() -> None:
    """The place that an account is about stands for the one that its sentence leaves out."""
    claims = [told("a", by="Kestrel"), told("b", places="", by="Kestrel")]
    assert len(events(claims, accounts={"doc-b": Account(("Ford",))})) == 1
    assert len(events(claims, accounts={"doc-b": Account(("Mill",))})) == 2


def test_accounts_that_each_accuse_the_other_side_are_rivals() -> None:
    """A attacked B and B attacked A at one place on one day is one event, contested in who acted."""
    (event,) = events([told("a", by="Kestrel", against="Morvane"), told("b", by="Morvane", against="Kestrel")])
    assert event.contested == ("agency",)
    assert event.rival_agency
    assert (event.by, event.against) == (("Kestrel", "Morvane"), ("Morvane", "Kestrel"))


def test_an_accusation_by_the_accused_is_a_rival() -> None:
    """Each side says, in one account and without naming a target, that the other began."""
    sides = told("s", by="Kestrel", against="Morvane", sides=(1, 2), document="d", start=90, date="2030-01-01")
    claims = [
        told("a", places="", by="Kestrel", voice="Morvane", document="d", sides=(1, 2)),
        told("b", places="", by="Morvane", voice="Kestrel", document="d", start=3, sides=(2, 1)),
    ]
    assert together(sides, *claims) == [("a", "b"), ("s",)]


@pytest.mark.parametrize(
    "other",
    [
        told("b", by="Morvane", against="Kestrel", part="evening"),
        told("b", by="Morvane", against="Kestrel", places="Mill"),
        told("b", by="Morvane", against="Kestrel", quote="the Morvane retaliated"),
        told("b", by="Morvane"),
        told("b", by="Morvane", type="territory_gained"),
    ],
    ids=["another hour", "another place", "in return", "no target", "a capture"],
)
def test_acts_of_enemies_are_not_one_event(other: KeptClaim) -> None:
    """What two enemies do is one event only where the two are versions of one fight."""
    assert together(told("a", by="Kestrel", against="Morvane", part="morning"), other) == TWO


def test_one_author_who_tells_attack_and_answer_tells_two_events() -> None:
    """Who tells in one voice that A attacked B and B attacked A does not contradict himself."""
    first = told("a", by="Kestrel", against="Morvane", document="d")
    assert together(first, told("b", by="Morvane", against="Kestrel", document="d", start=200)) == TWO


def test_answered_fire_is_part_of_the_fight() -> None:
    """Fire returned in the next sentence makes no second event."""
    first = told("a", by="Kestrel", against="Morvane", document="d")
    back = told("b", by="Morvane", against="Kestrel", document="d", start=2, quote="the Morvane returned fire")
    assert together(first, back) == ONE


def test_another_actor_or_target_is_another_event() -> None:
    """Where both name who did it, or to whom, and differ, the events differ."""
    assert together(told("a", by="Kestrel"), told("b", by="Morvane")) == TWO
    assert together(told("a", against="Kestrel"), told("b", against="Morvane")) == TWO


def test_common_nouns_meet_by_kind() -> None:
    """The rebels of one account can be the rebel front of another, and never the army."""
    first = told("a", by="rebels", type="shelling")
    assert together(first, told("b", by="Rebel Front of Lowmark", type="shelling")) == ONE
    assert together(first, told("b", by="army", type="shelling")) == TWO


def test_in_a_clash_the_parties_have_no_order() -> None:
    """A fought B is B fought A; A fought C is not."""
    first = told("a", places="", by="Kestrel", against="Morvane", type="clash")
    assert together(first, told("b", places="", by="Morvane", against="Kestrel", type="clash")) == ONE
    assert together(first, told("b", places="", by="Kestrel", against="Watch", type="clash")) == TWO


def test_morning_and_evening_are_two_events() -> None:
    """Two parts of the day are two events; neighbouring ones, and one that is not told, are no other."""
    assert together(told("a", part="morning"), told("b", part="evening")) == TWO
    assert together(told("a", part="afternoon"), told("b", part="evening")) == ONE
    (event,) = events([told("a"), told("b", part="evening")])
    assert event.part_of_day == "evening"


def test_a_night_goes_on_after_midnight() -> None:
    """The night of one day and the small hours of the next are one night."""
    assert together(told("a", part="night"), told("b", "2031-03-04", part="early_morning")) == ONE
    assert together(told("a", part="night"), told("b", "2031-03-04", part="noon")) == TWO


def test_a_town_that_fell_on_one_day_or_the_next_fell_once() -> None:
    """Accounts that differ by a day on a capture are rivals about its date."""
    kind = {"by": "Kestrel", "type": "territory_gained"}
    (event,) = events([told("a", **kind), told("b", "2031-03-04", **kind)])  # type: ignore[arg-type]
    assert event.contested == ("date",)
    assert event.date == "2031-03-03/2031-03-04"


def test_other_figures_are_rivals_about_one_event() -> None:
    """Three killed or seven killed: one event, contested in its toll."""
    (event,) = events([told("a", killed=3), told("b", killed=7)])
    assert event.contested == ("toll",)


def test_equal_figures_bring_together_what_is_told_vaguely() -> None:
    """A count of the same seven dead on the same day meets the act, though it names no place."""
    claims = [told("a", by="Kestrel", killed=7), told("b", places="", type="casualties", killed=7, by="Kestrel")]
    assert len(events(claims)) == 1


def test_the_date_of_an_event_is_the_most_precise() -> None:
    """A month in one account and a day in another are the day."""
    kind = {"by": "Kestrel", "type": "territory_gained"}
    (event,) = events([told("a", "2031-03", **kind), told("b", **kind)])  # type: ignore[arg-type]
    assert event.date == "2031-03-03"


def test_lead_and_body_meet() -> None:
    """An undated sentence of the lead and the dated one of the body, in other sections, tell one capture."""
    lead = told("a", None, by="Kestrel", type="territory_gained", document="d")
    body = told("b", by="Kestrel", type="territory_gained", document="d", start=500)
    assert len(events([lead, body], accounts={"d": Account(sections=(0, 400))})) == 1


def test_what_happened_again_is_another_event() -> None:
    """A second attack told later in the account is not the first."""
    first = told("a", by="Kestrel", document="d")
    again = told("b", by="Kestrel", document="d", start=500, quote="the Kestrel attacked again")
    assert len(events([first, again], accounts={"d": Account(sections=(0, 400))})) == 2


def test_victims_counted_in_the_next_sentence_are_those_of_the_act() -> None:
    """A count follows its act."""
    act = told("a", by="Kestrel", document="d")
    count = told("b", places="", type="casualties", killed=2, document="d", start=2)
    assert together(act, count) == ONE


def test_two_claims_of_one_sentence_are_two_events() -> None:
    """What a coder told apart within one sentence is not put together, but for the victims of an act."""
    act = told("a", by="Kestrel", document="d")
    assert together(act, told("b", by="Kestrel", document="d")) == TWO
    assert together(act, told("b", document="d", type="casualties", killed=2)) == ONE


@pytest.mark.parametrize("date", ["2031", "2031-03", "../2031-03-03", "2031-03-03/..", "2031-03-03~", "203X"])
def test_a_vague_date_agrees_with_nothing(date: str) -> None:
    """Two attacks of one month need not be one, where no place is told."""
    assert together(told("a", date, places=""), told("b", date, places="")) == TWO


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
    alone = Event(event_id(["a"]), "attack", None, None, (), ("a",), types=("attack",))
    assert events([told("a", None, places="")]) == [alone]


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
        told(f"{day}-{post}-{teller}", f"2031-03-{day:02}", f"Post {post}, Lowmark", "Kestrel", "Morvane", type="clash")
        for day in range(1, 11)
        for post in range(40)
        for teller in range(10)
    ]
    begun = time.process_time()
    assert len(events(claims)) == 400
    assert time.process_time() - begun < 5
