"""The accounts of the examples, read together: who tells the same, and who tells it otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annals import collect, pipeline
from annals.base.document import Document
from annals.base.event import Event
from annals.keep.record import Record
from annals.merge.history import History

ACCOUNTS = Path(__file__).resolve().parents[2] / "examples" / "qamishli"


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    with Record.open(tmp_path_factory.mktemp("examples") / "x.annals", create=True) as record:
        for found in collect.documents([str(ACCOUNTS)]):
            assert isinstance(found, Document)
            record.add(pipeline.read(found))
        yield History(record)


def event_with(history: History, document: str, words: str) -> Event:
    """The event of the claim whose quote holds `words` in an account whose name begins with `document`."""
    (kept,) = [k for k in history.claims if k.name.startswith(document) and words in k.claim.quote]
    return next(event for event in history.events if kept.id in event.claims)


def test_the_shots_at_the_vigil_are_one_event_with_four_versions(history: History) -> None:
    """The article, SANA with its act and its count, and North Press tell of one clash, and disagree on it."""
    vigil = event_with(history, "siege-january", "opened fire on a vigil")
    assert vigil == event_with(history, "sana", "fired at citizens")
    assert vigil == event_with(history, "sana", "four others were injured")
    assert vigil == event_with(history, "north-press", "was killed")
    assert len(vigil.claims) == 4
    assert vigil.rival_agency
    assert vigil != event_with(history, "sana", "set up more checkpoints")


def test_the_two_checkpoint_attacks_are_rivals(history: History) -> None:
    """The NDF says that the Asayish attacked, the Asayish that the NDF did: one event, contested in who acted."""
    attack = event_with(history, "siege-january", "the Asayish had attacked one of its checkpoints")
    assert attack == event_with(history, "siege-january", "the NDF had attacked a checkpoint of theirs")
    assert attack.rival_agency


def test_the_first_night_of_april_has_both_versions(history: History) -> None:
    """Two voices of the article and an agency tell of one attack on the night of 20 April, by one side or the other."""
    night = event_with(history, "battle-april", "the Asayish attacked a car")
    assert night == event_with(history, "battle-april", "the NDF opened fire on the checkpoint")
    assert night == event_with(history, "anf-april", "the NDF attacked a checkpoint")
    assert night.rival_agency
    assert (night.date, night.part_of_day) == ("2021-04-20", "night")


def test_the_wounded_of_the_clash_are_counted_once(history: History) -> None:
    """Six wounded government fighters and six wounded members of the NDF are told of one clash."""
    clash = event_with(history, "siege-january", "six government fighters were wounded")
    assert clash == event_with(history, "sohr-2021-01-23", "Six members of the NDF were wounded")
    assert clash == event_with(history, "siege-january", "fighting broke out in Qamishli")


def test_attacks_of_other_days_stay_apart(history: History) -> None:
    """What an article tells of the days after is not what it tells of the first night."""
    night = event_with(history, "battle-april", "the Asayish attacked a car")
    assert night != event_with(history, "battle-april", "The NDF attacked again")
    shots = event_with(history, "battle-april", "shot at young people")
    assert shots != event_with(history, "battle-april", "a tribal notable was assassinated")
