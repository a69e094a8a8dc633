"""What a record tells as a whole: readings made whole again, its timeline, and what an id stands for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from tests.keep.accounts import article, renamed

from annals.base.errors import NotInRecord
from annals.base.event import Event
from annals.base.judgement import Judgement
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


def test_an_old_id_leads_to_the_event_that_has_its_claims(record: Record) -> None:
    """Joined by a judgement, two events are found by either of their old ids, also shortened; and so when they part."""
    one, other = (event for event in timeline(record)[:2])
    record.remember([one.claims, other.claims])
    record.judge(Judgement(one.claims[0], other.claims[0], "same", "Ada", "one fight", "2031-04-01"))
    joined = find(record, one.id)
    assert isinstance(joined, Event)
    assert set(joined.claims) == {*one.claims, *other.claims}
    assert find(record, other.id[:10]) == joined
    record.remember([joined.claims])
    record.judge(Judgement(one.claims[0], other.claims[0], "different", "Bea", "two", "2031-04-02"))
    with pytest.raises(NotInRecord, match=rf"could be {one.id}, {other.id}"):
        find(record, joined.id)


def test_documents_added_meanwhile_are_not_seen(record: Record) -> None:
    """What is asked while a record is held still is of one moment, whoever adds accounts to it."""
    with record.still():
        before = list(record.claims())
        with Record.open(record.path) as other:
            other.add(article(3, "d.md"))
        assert (len(list(record.documents())), list(record.claims())) == (2, before)
    assert len(list(record.documents())) == 3


def test_what_is_nowhere_is_an_error(record: Record) -> None:
    """An id of nothing is refused."""
    with pytest.raises(NotInRecord, match="nothing here is named 'zz'"):
        find(record, "zz")


def test_events_are_rebuilt_byte_for_byte(tmp_path: Path) -> None:
    """Two records with the same accounts and judgements, added in another order, derive the same events."""
    told = []
    for name, numbers in (("one.annals", (1, 2, 3)), ("other.annals", (3, 1, 2))):
        with Record.open(tmp_path / name, create=True) as opened:
            for number in numbers:
                opened.add(article(number, f"{number}.md"))
            claims = sorted(claim.id for claim in opened.claims())
            words = ("A. Reader", "so it is", "2031-04-01")
            wanted = [
                Judgement(claims[0], claims[3], "same", *words),
                Judgement(claims[1], claims[5], "different", *words),
            ]
            for judgement in wanted if numbers[0] == 1 else reversed(wanted):
                opened.judge(judgement)
            told.append(msgspec.json.encode(timeline(opened)))
        with Record.open(tmp_path / name) as again:
            assert msgspec.json.encode(timeline(again)) == told[-1]
    assert told[0] == told[1]
