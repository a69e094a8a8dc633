"""A record keeps readings and judgements, once each, and gives them back as they were."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from tests.keep.accounts import article, claim, renamed, told

from annals.base.claim import content_id
from annals.base.errors import AnnalsError, NotInRecord, UnreadableDocument
from annals.base.gap import Gap
from annals.base.judgement import Judgement
from annals.base.span import Span
from annals.base.toll import Loss
from annals.keep import record as keep
from annals.keep.kept import KeptClaim, KeptDocument, KeptStatement, kept_claims
from annals.keep.record import Record


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "war.annals", create=True) as opened:
        yield opened


def same(record: Record) -> Judgement:
    """A judgement on the first two claims of the record."""
    left, right, *_ = record.claims()
    return Judgement(left.id, right.id, "same", "Ada", "same words", "2031-04-01T10:00:00Z")


def test_a_reading_comes_back_as_it_was(record: Record) -> None:
    """Document, statements, claims and gaps are given back equal, episodes left to merge."""
    record.add(article(1))
    (kept,) = record.documents()
    assert record.reading(kept.id) == msgspec.structs.replace(article(1), episodes=())


def test_an_empty_span_is_a_place(record: Record) -> None:
    """A gap between two characters keeps where it is, unlike one without a place."""
    reading = article(1)
    gaps = (Gap("collect", "lost", "nothing is there", span=Span(3, 3)), Gap("collect", "lost", "nobody knows where"))
    record.add(msgspec.structs.replace(reading, gaps=gaps))
    assert [kept.gap for kept in record.gaps()] == list(gaps)


def test_ids_are_those_of_the_content(record: Record) -> None:
    """A claim is kept under the hash of its document's digest and its content."""
    record.add(article(1))
    digest = article(1).document.digest
    assert [kept.id for kept in record.claims()] == [content_id(digest, c) for c in article(1).claims]
    assert [kept.id for kept in record.statements()] == [content_id(digest, s) for s in article(1).statements]


def test_claims_of_a_reading_are_named_as_in_the_record(record: Record) -> None:
    """Claims not yet kept have the ids, document and name under which a record would give them back."""
    record.add(article(1))
    assert kept_claims(article(1)) == list(record.claims())


def test_adding_again_says_that_nothing_is_new(record: Record) -> None:
    """`add` returns whether anything was new."""
    assert [record.add(article(1)), record.add(article(1)), record.add(article(2))] == [True, False, True]


def test_adding_again_does_not_touch_the_file(record: Record) -> None:
    """Reading the same input twice leaves the file as it is, byte for byte."""
    record.add(article(1))
    before = record.path.read_bytes()
    record.add(article(1))
    assert record.path.read_bytes() == before


def test_one_account_under_two_names_is_kept_once(record: Record) -> None:
    """The same content under another name adds a name, no claims."""
    record.add(article(1, "b.md"))
    claims = list(record.claims())
    assert record.add(renamed(article(1, "b.md"), "a.md"))
    assert [kept.names for kept in record.documents()] == [("a.md", "b.md")]
    assert len(list(record.claims())) == len(claims)


def test_a_name_keeps_how_sure_its_format_was(record: Record) -> None:
    """Certainty belongs to the name under which a document was read."""
    record.add(renamed(article(1), "a.md", certainty=0.4))
    record.add(renamed(article(1), "b.md", certainty=1.0))
    (kept,) = record.documents()
    assert [record.reading(kept.id, name).document.certainty for name in kept.names] == [0.4, 1.0]


def test_a_later_revision_is_kept_beside_the_earlier(record: Record) -> None:
    """Two contents under one name are two documents."""
    record.add(article(1, "ford.md"))
    record.add(article(2, "ford.md"))
    assert [kept.names for kept in record.documents()] == [("ford.md",), ("ford.md",)]


def test_the_later_version_of_annals_is_current(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a newer annals reads the same bytes in another way both readings stay, and the newer one is given."""
    older = article(1)
    newer = msgspec.structs.replace(older, claims=older.claims[:2], gaps=())
    monkeypatch.setattr(keep, "__version__", "0.10.0")
    record.add(newer)
    monkeypatch.setattr(keep, "__version__", "0.9.0")
    record.add(older)
    assert [c.claim for c in record.claims()] == list(newer.claims)
    assert list(record.gaps()) == []
    assert sum(line.startswith('["document"') for line in record.dump()) == 2
    assert record.check() == []


def test_a_replaced_reading_is_not_found_by_search(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """Search gives passages of current documents only."""
    record.add(article(1))
    (older,) = record.documents()
    monkeypatch.setattr(keep, "__version__", "99.0")
    record.add(msgspec.structs.replace(article(1), claims=()))
    assert older.id not in {hit.document for hit in record.search("shelled")}
    assert record.search("shelled")


def test_bytes_read_in_two_ways_under_two_names_share_their_claims(record: Record) -> None:
    """A claim that two readings of the same bytes share is given once."""
    record.add(article(1, "a.md"))
    record.add(msgspec.structs.replace(article(1, "b.md"), gaps=()))
    assert len(list(record.documents())) == 2
    assert len(list(record.claims())) == len(article(1).claims)


def test_claims_told_twice_over_are_kept_once(record: Record) -> None:
    """A reading that holds one claim twice is kept with one."""
    reading = article(1)
    record.add(msgspec.structs.replace(reading, claims=reading.claims * 2))
    assert [kept.claim for kept in record.claims()] == list(reading.claims)


def test_documents_come_in_the_order_of_their_names(record: Record) -> None:
    """Order comes from names, not from when a document was added."""
    for name in ("c.md", "a.md", "b.md"):
        record.add(article(ord(name[0]), name))
    assert [kept.document.name for kept in record.documents()] == ["a.md", "b.md", "c.md"]
    assert [kept.name for kept in record.gaps()] == ["a.md", "b.md", "c.md"]
    assert [name for name, _ in record.names()] == ["a.md", "b.md", "c.md"]


@pytest.mark.parametrize("length", [4, 8, 16])
def test_an_id_may_be_shortened(record: Record, length: int) -> None:
    """A prefix that one thing alone has finds it."""
    record.add(article(1))
    for kept in (*record.claims(), *record.statements(), *record.documents()):
        assert record.find(kept.id[:length]) == kept


def test_a_document_is_found_by_its_name_and_digest(record: Record) -> None:
    """A document's name or the digest of its bytes stand for it."""
    record.add(article(1, "ford.md"))
    by_name, by_digest = record.find("ford.md"), record.find(article(1).document.digest)
    assert isinstance(by_name, KeptDocument)
    assert by_name == by_digest


def test_an_ambiguous_id_is_an_error_that_names_what_it_could_be(record: Record) -> None:
    """A prefix of several things is refused with their ids."""
    record.add(article(1, days=20))
    ids = sorted(kept.id for kept in record.claims())
    shared = next(a[0] for a, b in pairwise(ids) if a[0] == b[0])
    with pytest.raises(NotInRecord, match=r"could be \w+, \w+"):
        record.find(shared)


@pytest.mark.parametrize("prefix", ["", "nothing.md", "ffffffffffffffff", "%", "'; DROP TABLE claim", "\ud800", "\0"])
def test_an_unknown_id_is_an_error(record: Record, prefix: str) -> None:
    """What stands for nothing in the record is refused, whatever it is."""
    record.add(article(1))
    with pytest.raises(NotInRecord):
        record.find(prefix)


def test_an_unknown_document_is_an_error(record: Record) -> None:
    """Asking for the claims of a document that is not kept is refused."""
    with pytest.raises(NotInRecord, match="no document has the id 'x'"):
        list(record.claims("x"))


def test_a_judgement_is_kept_once_with_its_author(record: Record) -> None:
    """A judgement has an id from its content; judging the same again adds nothing."""
    record.add(article(1))
    assert record.judge(same(record)) == record.judge(same(record))
    (kept,) = record.judgements()
    assert (kept.judgement, kept.withdrawn) == (same(record), False)


def test_a_judgement_is_withdrawn_by_another(record: Record) -> None:
    """A withdrawal leaves the judgement in place and marks it; withdrawing the withdrawal restores it."""
    record.add(article(1))
    first = record.judge(same(record))
    back = msgspec.structs.replace(same(record), reason="I misread", made="2031-04-02", withdraws=first)
    second = record.judge(back)
    assert {j.id: j.withdrawn for j in record.judgements()} == {first: True, second: False}
    record.judge(msgspec.structs.replace(same(record), reason="no, right", made="2031-04-03", withdraws=second))
    assert {j.id: j.withdrawn for j in record.judgements()}[first] is False


def test_a_judgement_is_found_by_its_id(record: Record) -> None:
    """The beginning of a judgement's id stands for it."""
    record.add(article(1))
    id = record.judge(same(record))
    assert record.find(id[:12]) == record.judgements()[0]


@pytest.mark.parametrize("wrong", [{"left": "0" * 16}, {"right": "0" * 16}, {"withdraws": "0" * 16}])
def test_a_judgement_must_be_about_the_record(record: Record, wrong: dict[str, str]) -> None:
    """Claims and judgements that the record does not hold cannot be judged or withdrawn."""
    record.add(article(1))
    with pytest.raises(NotInRecord):
        record.judge(msgspec.structs.replace(same(record), **wrong))
    assert record.judgements() == []


def test_a_verdict_is_one_of_three(record: Record) -> None:
    """Any other verdict is refused, and the allowed ones are named."""
    record.add(article(1))
    with pytest.raises(AnnalsError, match="same, different, unsure"):
        record.judge(msgspec.structs.replace(same(record), verdict="maybe"))


def test_half_a_character_is_refused_as_unreadable(record: Record) -> None:
    """A text that cannot be written as UTF-8 costs this document, not the record."""
    with pytest.raises(UnreadableDocument, match="half a character"):
        record.add(told("bad \udce9"))
    assert list(record.documents()) == []


def test_a_number_beyond_all_bounds_is_refused_as_unreadable(record: Record) -> None:
    """A figure that no column can hold costs this document, not the record."""
    text = "Very many were killed."
    with pytest.raises(UnreadableDocument, match="beyond 64 bits"):
        record.add(told(text, claim(text, text, "casualties", None, losses=(Loss("killed", 10**30, 10**30),))))


def test_a_name_that_is_no_utf8_is_kept_readable(record: Record) -> None:
    """A file name with undecodable bytes is kept with those bytes written out."""
    record.add(article(1, "caf\udce9.md"))
    assert [kept.names for kept in record.documents()] == [("caf\\udce9.md",)]


def test_a_changed_claim_is_noticed(record: Record) -> None:
    """A row that someone altered, triggers and all, no longer fits its id."""
    record.add(article(1))
    assert record.check() == []
    db = record._db
    db.execute("DROP TRIGGER claim_stays")
    db.execute("UPDATE claim SET body = replace(body, 'shelling', 'airstrike') WHERE ordinal = 0 AND layer = 'prose'")
    (kept, *_) = record.claims()
    assert record.check() == [f"claim {kept.id} is not what its id says"]


def test_a_missing_claim_is_noticed(record: Record) -> None:
    """A document whose claims are not all there no longer fits its id."""
    record.add(article(1))
    db = record._db
    db.execute("DROP TRIGGER gap_remains")
    db.execute("DELETE FROM gap")
    (kept,) = record.documents()
    assert record.check() == [f"document {kept.id} is not what its id says"]


def test_statements_and_claims_are_told_apart(record: Record) -> None:
    """What an infobox says and what the prose says are found as what they are."""
    record.add(article(1))
    assert isinstance(record.find(next(record.statements()).id), KeptStatement)
    assert isinstance(record.find(next(record.claims()).id), KeptClaim)


def test_without_pandas_the_error_says_how_to_get_it(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named where it is missing."""
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(AnnalsError, match=r"pip install 'annals\[pandas\]'"):
        record.to_pandas("claim")


def test_tables_come_as_data_frames(record: Record) -> None:
    """A table or view is a frame with its columns; an unknown one is refused with those there are."""
    pytest.importorskip("pandas", reason="the extra `pandas` is not installed")
    record.add(article(1))
    assert list(record.to_pandas("losses")["kind"]) == ["killed"] * 4
    with pytest.raises(NotInRecord, match="timeline"):
        record.to_pandas("sqlite_schema")


def test_what_bears_on_nothing_derived_is_told_apart(record: Record) -> None:
    """That somebody accepted a claim, or could not tell two apart, leaves what is derived; accepting after rejecting
    does not."""
    record.add(article(1))
    left, right = [kept.id for kept in record.claims()][:2]

    def changes(verdict: str, one: str, other: str, made: str) -> bool:
        before, whole = record.bearing(), record.state()
        record.judge(Judgement(one, other, verdict, "Ada", "so", made))
        assert record.state() != whole
        return record.bearing() != before

    assert not changes("accept", left, left, "2031-04-01")
    assert not changes("unsure", left, right, "2031-04-02")
    assert changes("same", left, right, "2031-04-03")
    assert changes("reject", left, left, "2031-04-04")
    assert changes("accept", left, left, "2031-04-05")
