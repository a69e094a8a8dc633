"""Laws of merging that hold for any claims: order does not matter, nothing is lost, nothing meets by chance."""

from __future__ import annotations

from random import Random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.merge.generator import QUIET, claims, pairwise, telling, war

from annals.base.claim import Claim
from annals.base.mention import Mention
from annals.base.span import Span
from annals.base.when import When
from annals.keep.kept import KeptClaim
from annals.merge.events import events

FEW = settings(max_examples=25, deadline=None)
seeds = st.integers(0, 10_000)
counts = st.integers(2, 80)


def later(kept: KeptClaim) -> KeptClaim:
    """The same claim in a document of its own, a thousand years on."""
    when = kept.claim.when
    edtf = "/".join(f"2{day[1:]}" for day in when.edtf.split("/")) if when else "2990"
    claim = msgspec.structs.replace(kept.claim, when=When(edtf, "invented"))
    return KeptClaim(f"later-{kept.id}", f"later-{kept.document}", kept.name, claim)


@FEW
@given(seeds, counts)
def test_the_order_of_claims_does_not_matter(seed: int, count: int) -> None:
    """The same claims in any order give the same events, with the same ids, in the same order."""
    several, _ = claims(count, seed)
    mixed = list(several)
    Random(seed).shuffle(mixed)
    assert events(mixed) == events(several)


@FEW
@given(seeds, counts)
def test_every_claim_is_in_one_event(seed: int, count: int) -> None:
    """No claim is lost, and none is counted twice."""
    several, _ = claims(count, seed)
    told = [claim for event in events(several) for claim in event.claims]
    assert sorted(told) == sorted({kept.id for kept in several})


@FEW
@given(seeds, counts)
def test_a_claim_given_twice_changes_nothing(seed: int, count: int) -> None:
    """The same claim twice is one claim."""
    several, _ = claims(count, seed)
    assert events([*several, *several]) == events(several)


@FEW
@given(seeds, st.integers(2, 40))
def test_another_millennium_changes_nothing(seed: int, count: int) -> None:
    """Claims of another time neither join the events of this one nor move them."""
    several, _ = claims(count, seed)
    here = {kept.id for kept in several}
    found = events([*several, *map(later, several)])
    assert [event for event in found if here & set(event.claims)] == events(several)


@FEW
@given(seeds)
def test_full_and_equal_tellings_meet(seed: int) -> None:
    """Where all accounts tell an event in full and alike, they make one event of it, and of no two events one."""
    several, tells = claims(60, seed, QUIET)
    right = pairwise(events(several), tells)
    assert (right.precision, right.recall) == (1.0, 1.0)


@FEW
@given(seeds)
def test_days_apart_are_events_apart(seed: int) -> None:
    """The same act at the same place told for days a week apart is two events."""
    (happening,) = war(1, Random(seed))
    first = telling(happening, 0, Random(seed), QUIET)
    assert first.when is not None
    other = msgspec.structs.replace(first, when=When(first.when.edtf.replace("-01-01", "-01-08"), "invented"))
    assert len(events([KeptClaim("a", "d", "d", first), KeptClaim("b", "e", "e", other)])) == 2


def test_noise_costs_little_precision() -> None:
    """On two hundred noisy events nine in ten pairs of claims that meet tell the same event."""
    several, tells = claims(2_000)
    assert pairwise(events(several), tells).precision >= 0.9


@FEW
@given(seeds)
def test_enemies_meet_only_as_rivals(seed: int) -> None:
    """Whoever attacked whom, an event in which each of two enemies acts is told to be contested."""
    rng = Random(seed)
    several = []
    for number in range(30):
        by, against = rng.sample(("Kestrel Front", "Morvane League"), 2)
        place, day = rng.choice(("Ford", "Mill", "")), rng.choice(("2031-03-03", "2031-03-04"))
        claim = Claim(
            quote="x",
            span=Span(number, number + 1),
            sentence=Span(number, number + 1),
            type=rng.choice(("attack", "shelling", "clash", "territory_gained", "detention")),
            when=When(day, "invented", part_of_day=rng.choice((None, None, "morning", "evening"))),
            places=(Mention(place),) if place else (),
            by=(Mention(by),),
            against=(Mention(against),) if rng.random() < 0.6 else (),
        )
        several.append(KeptClaim(f"{number}", f"d{rng.randrange(20)}", "d", claim))
    by_id = {kept.id: kept.claim for kept in several}
    for event in events(several):
        acts = [by_id[id] for id in event.claims if by_id[id].type not in ("clash", "casualties")]
        assert len({claim.by[0].name for claim in acts}) <= 1 or event.rival_agency
