"""Where claims stand decides whether they can tell one occurrence: in one account, or in two that date it."""

from __future__ import annotations

import msgspec
import pytest
from tests.merge.test_merge_events import ONE, TWO, told

from annals.base.claim import Claim
from annals.base.mention import Mention
from annals.base.span import Span
from annals.base.toll import Loss
from annals.base.when import When
from annals.keep.kept import KeptClaim
from annals.merge.about import Account
from annals.merge.causes import cause, held, told_late, totalled
from annals.merge.events import events

TWO_PARTS = {"d": Account(sections=(0, 400, 900))}


def joined(*claims: KeptClaim) -> list[tuple[str, ...]]:
    found = events(claims, accounts=TWO_PARTS)
    return sorted(tuple(sorted(event.claims)) for event in found)


def test_one_after_the_other_are_two_acts() -> None:
    """An author who tells two attacks of one day in one section tells two."""
    first = told("a", by="Kestrel", document="d", start=500)
    assert joined(first, told("b", by="Kestrel", document="d", start=600)) == TWO


def test_a_lead_tells_in_short_what_the_body_tells() -> None:
    """The lead and the body of an account tell one attack of one day."""
    assert joined(told("a", by="Kestrel", document="d"), told("b", by="Kestrel", document="d", start=500)) == ONE


@pytest.mark.parametrize("type", ["clash", "attack", "advance", "territory_gained"])
def test_what_has_no_date_in_the_body_is_no_dated_act(type: str) -> None:
    """A story goes on: its undated sentences tell other acts than the dated ones of another section."""
    first = told("a", by="Kestrel", type=type, document="d", start=500)
    assert joined(first, told("b", None, by="Kestrel", type=type, document="d", start=950)) == TWO


def test_another_type_in_another_section_is_another_act() -> None:
    """Of one day and place, two sections of the body tell two acts where they tell two types."""
    first = told("a", by="Kestrel", document="d", start=500)
    assert joined(first, told("b", by="Kestrel", type="shelling", document="d", start=950)) == TWO


def test_two_accounts_must_both_date_it() -> None:
    """Parties, place and type alone do not tell one attack from the next: an undated one joins none."""
    one = told("a", by="Kestrel", against="Morvane")
    assert joined(one, told("b", None, by="Kestrel", against="Morvane")) == TWO


def test_the_same_harm_needs_no_certain_day() -> None:
    """A clash dated by its month, with the same dead, is that of the day."""
    kind = {"by": "Kestrel", "against": "Morvane", "type": "clash", "killed": 12}
    assert joined(told("a", **kind), told("b", "2031-03", **kind)) == ONE  # type: ignore[arg-type]


@pytest.mark.parametrize("date", ["../2031-03-20", "2031-03", "2031-03-01/2031-03-10"])
def test_a_rough_date_tells_no_clash_from_the_next(date: str) -> None:
    """Clashes go on from day to day: one dated only roughly is not that of a certain day."""
    one = told("a", by="Kestrel", against="Morvane", type="clash")
    assert joined(one, told("b", date, by="Kestrel", against="Morvane", type="clash")) == TWO


def test_a_town_falls_once_in_a_month() -> None:
    """The capture of a town dated by its month is that of the day which another account tells."""
    one = told("a", by="Kestrel", type="territory_gained")
    assert joined(one, told("b", "2031-03", by="Kestrel", type="territory_gained")) == ONE


def counted(quote: str = "two guards were killed", **more: object) -> KeptClaim:
    more = {"places": "", "type": "casualties", "killed": 2, "document": "d", "start": 502, "quote": quote} | more
    return told("b", **more)  # type: ignore[arg-type]


def test_victims_of_something_else_are_not_those_of_the_act() -> None:
    """A count that says what its victims died of belongs to no act of another kind."""
    act = told("a", by="Kestrel", type="airstrike", document="d", start=500)
    assert joined(act, counted()) == ONE
    assert joined(act, counted("two guards were killed in clashes with the Kestrel")) == TWO
    assert joined(act, counted("two guards died when they tried to cross the river")) == TWO


def test_victims_counted_elsewhere_are_those_of_the_same_figures_only() -> None:
    """A count far from an act belongs to it where it points back to it, or tells its figures."""
    act = told("a", by="Kestrel", document="d", start=500)
    far = counted(start=700)
    assert joined(act, told("c", by="Lowmark", against="Orr", places="Mill", document="d", start=600), far) == [
        ("a",),
        ("b",),
        ("c",),
    ]
    assert joined(told("a", by="Kestrel", document="d", start=500, killed=2), counted(start=950)) == ONE


def test_a_count_with_a_date_of_its_own_stands_by_itself() -> None:
    """Who dates a death by words of its own does not count the victims of the sentence before."""
    act = told("a", by="Kestrel", document="d", start=500)
    found = counted()
    own = msgspec.structs.replace(found.claim, when=When("2031-03-03", "test", words="on 3 March"))
    assert joined(act, KeptClaim("b", "d", "d.md", own)) == TWO


def test_two_voices_of_one_account_must_tell_of_one_place() -> None:
    """What two named voices tell of one day, at places that nothing ties together, are two advances."""
    one = told("a", by="Kestrel", type="advance", places="Mill", voice="Orr", document="d", start=500)
    other = told("b", by="Kestrel", type="advance", places="", voice="Low", document="d", start=600)
    assert joined(one, other) == TWO


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("two guards were killed", ""),
        ("two guards were killed in the attack", "the attack"),
        ("five people died in clashes with the militia", "clash"),
        ("three men were killed during the incident", "the any"),
        ("a guard was killed while he tried to flee", "other"),
        ("a guard was killed during a retreat", "other"),
        ("a guard was killed during the night", ""),
        ("nine were killed by a car bomb", "explosion"),
    ],
)
def test_what_victims_died_of(quote: str, expected: str) -> None:
    """A count says what its victims died of by a noun for an act, or by a clause of its own."""
    claim = Claim(quote, Span(0, len(quote)), Span(0, len(quote)), "casualties")
    assert cause(claim) == expected


def test_deserters_fell_to_no_act() -> None:
    """Who deserts is no victim of the fighting before."""
    claim = Claim("a driver defected", Span(0, 17), Span(0, 17), "casualties", losses=(Loss("deserted", 1, 1),))
    assert cause(claim) == "other"


def gained(quote: str, trigger: str) -> Claim:
    at = quote.index(trigger)
    span = Span(at, at + len(trigger))
    return Claim(quote, Span(0, len(quote)), Span(0, len(quote)), "territory_gained", trigger=span)


def test_a_place_that_is_held_was_not_taken_then() -> None:
    """That a town remained in somebody's hands is a state, that it was captured is an act."""
    assert held(gained("the town remained in their hands", "remained"))
    assert not held(gained("the town was captured by them", "captured"))
    assert not held(gained("they took control of the town", "took control"))


def test_a_thing_in_a_town_is_not_the_town() -> None:
    """Who captures a railway station does not capture the town by that."""
    kind = {"by": "Kestrel", "type": "territory_gained"}
    town, station = told("a", **kind), told("b", places="railway station, Ford", **kind)  # type: ignore[arg-type]
    assert joined(town, station) == TWO
    assert joined(station, told("c", places="station, Ford", **kind)) == [("b", "c")]  # type: ignore[arg-type]


def test_a_town_told_of_beside_another_does_not_lie_in_it() -> None:
    """An account of Lowmark that tells of an advance on Ford tells nothing of Lowmark by that."""
    accounts = {"d": Account(places=("Lowmark",)), "e": Account(places=("Ford",))}
    kind = {"by": "Kestrel", "type": "advance"}
    claims = [told("a", document="d", **kind), told("b", places="Lowmark", document="e", **kind)]  # type: ignore[arg-type]
    assert len(events(claims, accounts=accounts)) == 2


def test_what_words_put_into_a_place_lies_in_it() -> None:
    """A roundabout that the words put into a town lies there, so that who names the town alone tells of the same."""
    quote = "shots at Wardo in southern Lowmark"
    where = (Mention("Wardo", Span(9, 14)), Mention("Lowmark", Span(27, 34)))
    inside = told("a", document="d")
    span = Span(0, len(quote))
    claim = msgspec.structs.replace(inside.claim, quote=quote, span=span, sentence=span, places=where)
    accounts = {"d": Account(places=("Lowmark",)), "e": Account(places=("Lowmark",))}
    claims = [
        KeptClaim("a", "d", "d.md", claim),
        told("c", places="Wardo", by="Kestrel", document="d", start=500),
        told("b", places="Lowmark", by="Kestrel", document="e"),
    ]
    assert any(set(event.claims) >= {"b", "c"} for event in events(claims, accounts=accounts))


def test_a_figure_of_some_hours_up_to_the_report_is_a_total() -> None:
    """What is counted over a day or a week is the figure of no single act."""
    assert totalled("34 people were killed in shelling in the previous 24 hours")
    assert totalled("nine soldiers died over the past week")
    assert not totalled("34 people were killed in shelling at night")


def test_what_was_over_when_it_was_reported_may_have_been_before() -> None:
    """ "On 9 March he confirmed that the town had fallen" dates the word, and the fall at the latest."""
    quote = "the town had fallen"
    late = Claim(quote, Span(40, 59), Span(0, 60), "territory_gained", attributed_to=(Mention("Orr"),))
    dated = msgspec.structs.replace(late, when=When("2031-03-09", "test", words="On 9 March", span=Span(0, 10)))
    assert told_late(dated)
    inside = msgspec.structs.replace(late, when=When("2031-03-09", "test", words="9 March", span=Span(50, 57)))
    assert not told_late(inside)
    assert not told_late(msgspec.structs.replace(dated, attributed_to=()))
