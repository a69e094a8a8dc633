"""A view answers as one who looked at every event would."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from annals.serve.bits import listed
from annals.serve.build import Entry
from annals.serve.filters import Filter, parsed
from annals.serve.view import View
from tests.serve.invented import event, left, view_of

DATES = [
    None,
    "2014",
    "2014-03",
    "2014-03-07",
    "2014-02-20/2014-03-02",
    "../2014-05-01",
    "2014-04-30/..",
    "-0030-09-02",
]
POINTS = [None, (10.0, 20.0), (-10.5, 179.5), (-11.0, -179.25), (89.0, 0.0)]

told = st.builds(
    lambda date, type, at, side, contested, certainty: {
        "date": date, "type": type, "at": at, "side": side, "contested": contested, "certainty": certainty,
    },
    st.sampled_from(DATES), st.sampled_from(["clash", "siege", "attack"]), st.sampled_from(POINTS),
    st.sampled_from(["North", "South"]), st.sampled_from([(), ("date",), ("date", "toll")]),
    st.sampled_from(["stated", "claimed"]),
)  # fmt: skip
events = st.lists(told, max_size=12).map(lambda several: [event(n, **each) for n, each in enumerate(several)])
addresses = st.lists(
    st.sampled_from([
        ("from", "2014-03"), ("from", "-0031"), ("to", "2014-03-01"), ("to", "2013"), ("contested", "1"),
        ("type", "clash"), ("type", "siege"), ("type", "never"), ("side", "South"), ("facet", "toll"),
        ("where", "unknown"), ("where", "1"), ("at", "10,20"), ("at", "89,0"), ("certainty", "claimed"),
        ("box", "170,-20,-170,0"), ("box", "-180,-90,180,90"), ("box", "19,9,21,11"),
    ]),
    max_size=4,
)  # fmt: skip


def opened(several: list[Entry], folder: str) -> View:
    """The view of some events."""
    return view_of(Path(folder) / "view", several)


@settings(max_examples=60, deadline=None)
@given(events, addresses)
def test_leaves_what_fits(several: list[Entry], pairs: list[tuple[str, str]]) -> None:
    """The events chosen are those that fit when each is looked at."""
    filter = parsed(pairs)
    with TemporaryDirectory() as folder:
        view = opened(several, folder)
        found = [row.id for row in view.rows(listed(view.chosen(filter)))]
        view.close()
    assert found == left(several, filter)


@settings(max_examples=60, deadline=None)
@given(events, addresses, st.sampled_from(["type", "side", "facet", "where", "at", "certainty"]))
def test_counts_what_has_a_value(several: list[Entry], pairs: list[tuple[str, str]], facet: str) -> None:
    """The number beside a value is that of the events with it, among those that the other facets leave."""
    filter = parsed(pairs)
    others = set(left(several, filter.only(facet, ())))
    counts = Counter(v for e in several if e.row.id in others for v, _ in e.facets.get(facet, ()))
    with TemporaryDirectory() as folder:
        view = opened(several, folder)
        told = {value.value: value.count for value in view.facet(facet, filter, 99)}
        view.close()
    assert {value: count for value, count in told.items() if count} == dict(counts)


@settings(max_examples=40, deadline=None)
@given(events)
def test_middle_without_leaving_any_out_is_the_whole(several: list[Entry]) -> None:
    """The days of all events begin with the first that is known and end with the last."""
    days = [day for entry in several for day in (entry.row.first, entry.row.last) if day is not None]
    with TemporaryDirectory() as folder:
        view = opened(several, folder)
        reach = view.days.middle(view.everything, 0.0)
        view.close()
    assert reach == ((min(days), max(days)) if days else None)


def test_most_doubtful_first(tmp_path: Path) -> None:
    """In order of doubt, what is contested comes before hearsay, and hearsay before what is stated."""
    several = [event(0), event(1, certainty="claimed"), event(2, contested=("toll",))]
    view = view_of(tmp_path / "view", several)
    assert [row.id for row in view.ordered(view.everything, "doubt", 0, 9)] == ["e2", "e1", "e0"]


def test_most_told_first(tmp_path: Path) -> None:
    """In order of claims, the event with most of them comes first."""
    view = view_of(tmp_path / "view", [event(0), event(1, claims=3)])
    assert [row.id for row in view.ordered(view.everything, "claims", 0, 9)] == ["e1", "e0"]


def test_any_order_can_be_paged(tmp_path: Path) -> None:
    """The second page of one begins where the first ends."""
    view = view_of(tmp_path / "view", [event(n, claims=n + 1) for n in range(5)])
    pages = [view.ordered(view.everything, "claims", at, 2) for at in (0, 2, 4)]
    assert [[row.id for row in page] for page in pages] == [["e4", "e3"], ["e2", "e1"], ["e0"]]


def test_finds_words(tmp_path: Path) -> None:
    """Words are sought in the sentences, by their stems."""
    view = view_of(tmp_path / "view", [event(0, words="They shelled the bridge."), event(1, words="They talked.")])
    assert [row.id for row in view.rows(listed(view.chosen(Filter(q="bridges"))))] == ["e0"]


def test_knows_the_event_of_a_claim(tmp_path: Path) -> None:
    """A claim leads to its event, and events to their claims."""
    view = view_of(tmp_path / "view", [event(0), event(1, claims=2)])
    assert (view.event_of("c1-1"), view.claims_among([0, 1])) == ("e1", ["c0-0", "c1-0", "c1-1"])
