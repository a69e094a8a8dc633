"""Laws of identities: no order matters, enemies never meet, and nothing meets without a reason."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.merge.named import Account, judged, read

from annals.base.identity import Identity
from annals.base.judgement import Judgement
from annals.ground.actor_names import actor_key

NAMES = """Syria; Syrian government; Syrian Army; SAA; Free Syrian Army; FSA; FSA fighters; ISIL; Islamic State; Daesh;
rebels; Russian forces; Russia; Pine Men; Wood Union; Pine Men fighters; Republican Guard; NDF; LHG; Lowmark Home Guard;
the LHG; Farouq Brigades; Farouq Brigade; Ida Marsh; Marsh"""
PLACES = "Halko; Halkou; Halako; Oldtown; Qamishli; Qamishlo; checkpoint; Kyiv; Kiev; Tayy; al-Tai"
names = st.sampled_from([" ".join(name.split()) for name in NAMES.split(";")])
several = st.lists(names, max_size=3).map(tuple)
PAGES = st.dictionaries(names, names, max_size=4)
spots = st.lists(st.sampled_from(PLACES.split("; ")), min_size=1, max_size=3, unique=True).map(", ".join)


@st.composite
def accounts(draw: st.DrawFn) -> list[Account]:
    return [
        Account(
            f"{letter}.md",
            by=draw(several),
            places=tuple(draw(st.lists(spots, max_size=3))),
            text=draw(st.sampled_from(["", "The Lowmark Home Guard (LHG) came.", "The Lake Hill Group (LHG) came."])),
            box=(draw(several), draw(several)),
            units=(draw(several), draw(several)),
            links=draw(PAGES),
        )
        for letter in "abcd"[: draw(st.integers(1, 4))]
    ]


@st.composite
def judgements(draw: st.DrawFn) -> tuple[Judgement, ...]:
    said = st.tuples(st.sampled_from(["same", "different", "unsure"]), names, names, st.integers(2030, 2033))
    told = draw(st.lists(said, max_size=4))
    return tuple(judged(v, f"actor:{a}", f"actor:{b}", f"{year}-01-01T00:00:00Z") for v, a, b, year in told)


@settings(max_examples=60, deadline=None)
@given(accounts(), judgements(), st.randoms(use_true_random=False))
def test_no_order_matters(told: list[Account], said: tuple[Judgement, ...], random: Random) -> None:
    """Accounts and judgements in another order give the same identities, with the same ids and reasons."""
    mixed, other = list(told), list(said)
    random.shuffle(mixed)
    random.shuffle(other)
    left, right = read(*told, judgements=said), read(*mixed, judgements=tuple(other))
    assert (left.actors, left.places) == (right.actors, right.places)


@settings(max_examples=200, deadline=None)
@given(accounts(), judgements())
def test_enemies_never_share_a_key(told: list[Account], said: tuple[Judgement, ...]) -> None:
    """Two names on opposite sides of one infobox are two actors, whatever codebook, links and people say."""
    found = read(*told, judgements=said)
    for account in told:
        left, right = ({*account.box[side], *account.units[side]} for side in (0, 1))
        for one in left:
            for other in right:
                if actor_key(one) != actor_key(other):
                    assert found.actor(account.id, one) != found.actor(account.id, other)


def linked(identity: Identity) -> set[str]:
    """The names that are reached from the first by pairs that say why."""
    reached = {identity.names[0].name}
    for _ in identity.joined:
        for pair in identity.joined:
            if reached & {pair.left, pair.right}:
                reached |= {pair.left, pair.right}
    return reached


@settings(max_examples=150, deadline=None)
@given(accounts(), judgements())
def test_every_pair_that_meets_says_why(told: list[Account], said: tuple[Judgement, ...]) -> None:
    """From each name of an actor or place every other is reached by pairs with a reason."""
    found = read(*told, judgements=said)
    for identity in (*found.actors, *found.places):
        assert {naming.name for naming in identity.names} <= linked(identity)
        assert all(pair.why for pair in identity.joined)


@settings(max_examples=60, deadline=None)
@given(accounts())
def test_every_name_has_the_key_of_a_listed_identity(told: list[Account]) -> None:
    """What is asked for by document and name is among the actors and places that are listed."""
    found = read(*told)
    for account in told:
        assert all(found.actor(account.id, name) in found.by_id for name in (*account.by, *account.box[0]))
        for name in (name for spot in account.places for name in spot.split(", ")):
            assert found.place(account.id, name) in found.by_id
