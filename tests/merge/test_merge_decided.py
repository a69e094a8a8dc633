"""What people decide about single claims holds for everything derived, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.keep.accounts import article
from tests.keep.test_keep_migrations import understood

from annals.base.judgement import Judgement
from annals.keep.record import Record
from annals.merge.decided import Decided
from annals.merge.history import History, reading
from annals.publish.json import export


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """A record of one article."""
    with Record.open(tmp_path / "war.annals", create=True) as opened:
        opened.add(understood(article(1)))
        yield opened


def said(claim: str, verdict: str, made: str = "2031-04-01", **more: str) -> Judgement:
    return Judgement(claim, claim, verdict, "Ada", "so it reads", made, **more)


def test_a_rejected_claim_is_left_out_and_comes_back(record: Record) -> None:
    """Rejected, a claim is in no event, no reading and no export's claims; withdrawn, all is as before."""
    before = list(export(record))
    first = History(record).claims[0]
    id = record.judge(said(first.id, "reject"))
    assert first.id not in {claim for event in History(record).events for claim in event.claims}
    (document,) = record.documents()
    assert first.id not in reading(record, document.id).claim_ids
    assert first.id in {kept.id for kept in record.claims()}
    (line,) = export(record)
    assert '"verdict": "reject"' in line
    record.judge(said(first.id, "reject", "2031-04-02", withdraws=id))
    without = [line.partition(', "judgements": ')[0] for line in export(record)]
    assert without == [line.removesuffix("}\n") for line in before]


def test_a_corrected_claim_keeps_its_id(record: Record) -> None:
    """An event tells the corrected date and actor; the claim's id, words and the other claims stay."""
    first = History(record).claims[0]
    record.judge(said(first.id, "edit", field="date", value="2031-05-05"))
    record.judge(said(first.id, "edit", field="by", value="Lowmark Guard"))
    history = History(record)
    claim = history.by_id[first.id].claim
    assert (claim.when and claim.when.edtf, claim.by[0].name, claim.quote) == (
        "2031-05-05",
        "Lowmark Guard",
        first.claim.quote,
    )
    assert any(first.id in event.claims and event.date == "2031-05-05" for event in history.events)
    (document,) = record.documents()
    assert reading(record, document.id).claim_ids[0] == first.id


def test_a_corrected_actor_is_understood_as_elsewhere(record: Record) -> None:
    """A name that a person put in has the kind and side that other claims of the account give it."""
    first, second = History(record).claims[:2]
    record.judge(said(first.id, "edit", field="by", value=f"{second.claim.by[0].name}; Nobody Known"))
    parties = [party for party in History(record).by_id[first.id].actors if party.role == "by"]
    assert [(party.name, party.ordinal, party.rule) for party in parties] == [(second.claim.by[0].name, 0, "judged")]


def test_the_latest_word_about_a_claim_counts() -> None:
    """Accepted after it was rejected, or corrected after it, a claim is there again; in whatever order they come."""
    early, late = said("a", "reject"), said("a", "accept", "2031-05-01")
    assert not Decided([late, early]).rejected("a")
    assert Decided([said("a", "reject", "2031-06-01"), late]).rejected("a")
    assert not Decided([early, said("a", "edit", "2031-05-01", field="type", value="attack")]).rejected("a")


def test_the_latest_correction_of_a_field_counts() -> None:
    """Each field has its own latest word."""
    decided = Decided(
        [
            said("a", "edit", "2031-05-02", field="type", value="attack"),
            said("a", "edit", "2031-05-01", field="type", value="clash"),
            said("a", "edit", "2031-05-01", field="date", value=""),
        ]
    )
    assert {field: j.value for field, j in decided.edits["a"].items()} == {"type": "attack", "date": ""}


def test_voice_certainty_and_negation_are_corrected_and_put_back(record: Record) -> None:
    """What a person says of them holds for everything derived; taken back, the claim is as it was read."""
    first, second = History(record).claims[:2]
    speaker = second.claim.by[0].name
    words = {"voice": speaker, "certainty": "claimed", "negated": "yes"}
    ids = [record.judge(said(first.id, "edit", field=field, value=value)) for field, value in words.items()]
    kept = History(record).by_id[first.id]
    assert [mention.name for mention in kept.claim.attributed_to] == [speaker]
    assert (kept.claim.certainty, kept.claim.negated) == ("claimed", True)
    assert [party.name for party in kept.actors if party.role == "attributed_to"] == [speaker]
    for id, (field, value) in zip(ids, words.items(), strict=True):
        record.judge(said(first.id, "edit", "2031-04-02", withdraws=id, field=field, value=value))
    assert History(record).by_id[first.id] == first
