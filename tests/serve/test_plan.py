"""Which pages are written where no server answers: all of them, with choices by one value."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annals.base.errors import AnnalsError
from annals.keep.record import Record
from annals.serve.filters import Filter
from annals.serve.page import Shown, page_with
from annals.serve.plan import Address, Plan, where

from .folders import looking
from .invented import event, view_of

INDEX = Address("/", Filter())


@pytest.fixture
def shown(record: Path, tmp_path: Path) -> Iterator[Shown]:
    """A view of 120 invented events beside a record."""
    view = view_of(tmp_path / "view", [event(n, type="clash" if n % 2 else "attack") for n in range(120)])
    with Record.open(record) as opened:
        yield Shown(opened, view, Filter())
    view.close()


def test_further_pages_of_a_list_are_written(shown: Shown) -> None:
    """A page that leads to the next page of its list has it written."""
    plan = Plan(shown)
    found = plan.asked("/", "page=2", INDEX)
    assert found is not None
    assert found in plan.wanted


def test_a_choice_by_one_value_is_written_with_its_pages(shown: Shown) -> None:
    """What the first page offers is written, and so are further pages of it."""
    plan = Plan(shown)
    first = plan.asked("/", "type=clash", INDEX)
    assert first is not None
    assert plan.asked("/", "type=clash&page=2", first) is not None


@pytest.mark.parametrize("query", ["type=clash&side=North", "q=fire", "box=1,2,3,4", "type=clash&sort=doubt", "no=1"])
def test_other_choices_are_not_written(shown: Shown, query: str) -> None:
    """Several facets, words, boxes and what no page understands lead nowhere."""
    assert Plan(shown).asked("/", query, INDEX) is None


def test_choices_offer_no_further_choices(shown: Shown) -> None:
    """From a choice one gets to what the first page offers, not to what only the choice would."""
    plan = Plan(shown)
    first = plan.asked("/", "type=clash", INDEX)
    assert first is not None
    assert plan.asked("/", "type=attack", first) is None
    plan.asked("/", "type=attack", INDEX)
    assert plan.asked("/", "type=attack", first) is not None


def test_there_is_a_limit_to_choices(shown: Shown) -> None:
    """Beyond the limit choices are left out, and counted."""
    plan = Plan(shown, choices=1)
    assert plan.asked("/", "type=clash", INDEX) is not None
    assert plan.asked("/", "type=attack", INDEX) is None
    assert len(plan.refused) == 1


def test_lasting_addresses_lead_to_events(shown: Shown) -> None:
    """Every claim of an event gives the event an address that lasts."""
    assert Plan(shown).aliases["/e/c7-0"] == "/e/e7"


def test_a_choice_for_all_pages_is_where_they_begin(record: Path) -> None:
    """With a choice for the whole export, a link to all events leads to those chosen, and others are not written."""
    with looking(record, where("contested=1")) as given:
        plan = Plan(given)
        index = Address("/", plan.base)
        assert plan.asked("/", "", index) == index
        assert plan.asked("/", "contested=1&certainty=stated", index) is not None
        rows = given.view.rows(range(given.view.size))
        assert {path for path in plan.places if path.startswith("/e/")} == {f"/e/{r.id}" for r in rows if r.contested}


@pytest.mark.parametrize("words", ["actr=NDF", "from=soon", "NDF", "page=2", "sort=doubt", "", "box=1,2"])
def test_what_chooses_nothing_is_an_error(words: str) -> None:
    """A slip in --where is told, and never taken for a choice of everything."""
    with pytest.raises(AnnalsError, match="chooses no events"):
        where(words)


def test_a_choice_reads_as_in_an_address() -> None:
    """Several values, signs of an address and the question mark are understood."""
    assert where("?actor=A%20B&actor=C&from=2021-04").of("actor") == ("A B", "C")


def test_a_list_is_opened_where_something_stands() -> None:
    """An address that names a thing asks for the page that has it; one that names nothing known, for the number."""
    ids = [f"t{n}" for n in range(90)]
    assert page_with(Filter(sel="t45"), ids, 40) == 2
    assert page_with(Filter(sel="gone", page=3), ids, 40) == 3
