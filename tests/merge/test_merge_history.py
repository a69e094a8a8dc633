"""What a record tells as a whole: readings made whole again, its timeline, and what an id stands for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from tests.keep.accounts import article, renamed

from annals.base.errors import NotInRecord
from annals.base.event import Event
from annals.keep.record import Record
from annals.merge.episode import episodes
from annals.merge.history import find, readings, timeline


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "war.annals", create=True) as opened:
        opened.add(article(2, "b.md"))
        opened.add(article(1, "c.md"))
        opened.add(renamed(article(1), "a.md"))
        yield opened


def test_readings_come_under_every_name_with_their_episodes(record: Record) -> None:
    """A reading is given once for each of its names, in their order, its episodes derived."""

    def whole(number: int, name: str) -> object:
        reading = article(number, name)
        return msgspec.structs.replace(reading, episodes=tuple(episodes(reading.statements)))

    assert list(readings(record)) == [whole(1, "a.md"), whole(2, "b.md"), whole(1, "c.md")]


def test_the_timeline_puts_accounts_together(record: Record) -> None:
    """Two articles that tell the same shellings tell one event a day, and their own clashes."""
    told = timeline(record)
    assert [event.date for event in told] == sorted(event.date or "" for event in told)
    assert [len(event.claims) for event in told if event.type == "shelling"] == [2, 2, 2]
    assert [len(event.claims) for event in told if event.type == "clash"] == [1] * 6


def test_an_event_is_found_by_the_beginning_of_its_id(record: Record) -> None:
    """Events, claims and documents share one way of being named."""
    event = timeline(record)[0]
    claim = next(record.claims())
    assert find(record, event.id[:10]) == event
    assert isinstance(find(record, event.id), Event)
    assert find(record, claim.id) == claim


def test_what_is_nowhere_is_an_error(record: Record) -> None:
    """An id of nothing is refused."""
    with pytest.raises(NotInRecord, match="nothing here is named 'zz'"):
        find(record, "zz")
