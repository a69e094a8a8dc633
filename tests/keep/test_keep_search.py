"""Search finds passages by their words, and takes whatever is typed for words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.keep.accounts import article, claim, told

from annals.keep.record import Record
from annals.keep.search import query

TEXT = (
    "The vigil at Öst Bridge was attacked at dusk. Nobody was hurt.\n"
    "Monitors wrote that attacks went on.\n"
    "قال شهود إن الجسر أغلق.\n"
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    sentence = "The vigil at Öst Bridge was attacked at dusk."
    with Record.open(tmp_path_factory.mktemp("search") / "war.annals", create=True) as opened:
        opened.add(told(TEXT, claim(TEXT, sentence, "attack", "2031-05-01"), name="vigil.txt"))
        opened.add(article(1, "ford.md"))
        yield opened


def test_a_sentence_leads_to_its_claims(record: Record) -> None:
    """The sentence is given with its place, its document and the claims in it."""
    (hit,) = record.search("vigil dusk")
    assert hit.words == "The vigil at Öst Bridge was attacked at dusk."
    assert (hit.kind, hit.name) == ("sentence", "vigil.txt")
    assert hit.claims == tuple(kept.id for kept in record.claims(hit.document))


def test_words_without_a_claim_are_found_in_their_block(record: Record) -> None:
    """What gave no claim can be found as well, in its paragraph."""
    (hit,) = record.search("monitors")
    assert (hit.kind, hit.words, hit.claims) == ("paragraph", "Monitors wrote that attacks went on.", ())


def test_a_title_is_found(record: Record) -> None:
    """The title of a document counts as its words."""
    assert "title" in {hit.kind for hit in record.search('"fight for harrow ford"')}


def test_an_infobox_value_leads_to_its_statements(record: Record) -> None:
    """A value of the infobox is found with what it states."""
    hit = next(h for h in record.search("Lowmark Guard") if h.words == "Lowmark Guard")
    assert [record.find(id).statement.field for id in hit.claims] == ["belligerent"]  # type: ignore[union-attr]


@pytest.mark.parametrize("words", ["attack", "ATTACKS", "ost", "öst", "الجسر"])
def test_case_accents_and_endings_do_not_matter(record: Record, words: str) -> None:
    """Words are found in any script, whatever their case, accents and English endings."""
    assert record.search(words)


def test_all_words_must_occur(record: Record) -> None:
    """A passage with only some of the words is not found."""
    assert record.search("vigil ford") == []


def test_quoted_words_must_stand_together(record: Record) -> None:
    """Double quotes ask for a run of words."""
    assert record.search('"attacked at dusk"')
    assert record.search('"dusk attacked"') == []


@pytest.mark.parametrize(
    "words",
    [
        '"',
        '""',
        "*",
        "a*",
        "NEAR(",
        "AND",
        "OR NOT",
        "words:vigil",
        "-vigil",
        "(",
        "^",
        "{a b}",
        "\0",
        "\ud800",
        ";--",
        "",
    ],
)
def test_query_syntax_is_taken_for_words(record: Record, words: str) -> None:
    """Operators, brackets and half characters of the query language raise nothing."""
    assert isinstance(record.search(words), list)


@given(words=st.text(alphabet=st.characters(), max_size=40))
def test_no_words_raise(record: Record, words: str) -> None:
    """Whatever is typed, search gives a list."""
    assert isinstance(record.search(words), list)


def test_very_many_words_are_cut(record: Record) -> None:
    """A pasted page is searched by its first words."""
    assert record.search("vigil " * 100_000)


def test_nothing_but_marks_asks_for_nothing() -> None:
    """A query without letters or digits is no query."""
    assert query('!? "..."') is None
    assert query("a-b") == '"a-b"'


def test_the_best_come_first_and_no_more_than_asked(record: Record) -> None:
    """At most `limit` passages are given."""
    assert len(record.search("the", limit=2)) == 2
