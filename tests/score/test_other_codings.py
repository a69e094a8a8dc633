"""What others coded, read beside annals: families of events, and entities."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from annals.base.errors import UnreadableDocument
from annals.score import entities, families, outside
from annals.score.families import NO_TYPE, NOTHING, OTHER, RIGHT, Coded, counted, known_families, result, told
from annals.score.snippet import snippet

RECORDS = """<Sentences>
<Sentence id="A-1"><EventCoding sourcecode="X" targetcode="Y" eventcode="190"/><Text>
Rebels of Varn attacked
the garrison of Kelm.</Text></Sentence>
<Sentence id="A-2"><EventCoding noevents="True"/><Text>The harvest was good.</Text></Sentence>
</Sentences>"""
CROSSWALK = "# a table\n19: ASSAULT, ,\n190: ASSAULT, ,  # use force\n07: AID\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of two records, one PLOVER record and one text with two entities."""
    for folder in ("petrarch2", "plover", *entities.FOLDERS):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / families.PETRARCH).write_text(RECORDS, encoding="utf-8")
    (tmp_path / families.CAMEO).write_text(CROSSWALK, encoding="utf-8")
    gold = [{"id": "D", "event": "DOCUMENT"}, {"id": "F-1", "event": "FIGHT", "text": "The militia shelled  Ostrel."}]
    (tmp_path / families.PLOVER).write_text(json.dumps(gold), encoding="utf-8-sig")
    text = "Fog lay on Kelm.\nThe Varn Brigade shelled Ostrel."
    marked = [("Location", "Kelm"), ("Organisation", "The Varn Brigade"), ("Location", "Ostrel"), ("Person", "Fog")]
    lines = [
        json.dumps({"documentId": "1", "type": t, "begin": text.index(w), "end": text.index(w) + len(w)})
        for t, w in marked
    ]
    for folder in entities.FOLDERS:
        (tmp_path / folder / "documents.json").write_text(json.dumps({"_id": "1", "text": text}), encoding="utf-8-sig")
        (tmp_path / folder / "entities.json").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_codes_become_families(corpus: Path) -> None:
    """A CAMEO code becomes PLOVER's event by the table, and a sentence without codes has none."""
    records = list(families.petrarch(corpus / families.PETRARCH, corpus / families.CAMEO))
    assert [record.families for record in records] == [frozenset({"ASSAULT"}), frozenset()]


def test_old_names_of_families_become_the_new(corpus: Path) -> None:
    """An event that PLOVER has renamed is read under its present name; a record without a sentence is left out."""
    assert list(families.plover(corpus / families.PLOVER)) == [
        Coded("F-1", "The militia shelled Ostrel.", frozenset({"ASSAULT"}))
    ]


def test_a_document_type_is_refused(corpus: Path) -> None:
    """A file that declares a document type, and so could swell without end, is not read."""
    path = corpus / "bad.xml"
    path.write_text("<!DOCTYPE x><x/>", encoding="utf-8")
    with pytest.raises(UnreadableDocument):
        list(families.petrarch(path, corpus / families.CAMEO))


@pytest.mark.parametrize(
    ("coded", "found", "expected"),
    [
        ({"ASSAULT", "AID"}, {"ASSAULT"}, RIGHT),
        ({"ASSAULT"}, {"RETREAT"}, OTHER),
        ({"ASSAULT"}, set(), NOTHING),
        ({"AID"}, {"ASSAULT"}, NO_TYPE),
    ],
)
def test_what_became_of_a_sentence(coded: set[str], found: set[str], expected: str) -> None:
    """One family in common is right; a family without a type of the codebook is no miss of the reading."""
    assert result(Coded("1", "", frozenset(coded)), frozenset(found)) == expected


def test_families_of_the_codebook_are_known() -> None:
    """Fighting is among the families that the codebook has types for, aid is not."""
    assert "ASSAULT" in known_families()
    assert "AID" not in known_families()


def test_annals_tells_the_family_of_an_attack() -> None:
    """A sentence that tells of a shelling is told as an assault."""
    assert told("The militia shelled Ostrel on 3 May 2031.") == {"ASSAULT"}


def test_counts_by_family() -> None:
    """Sentences are counted by the family they were coded as, those without an event apart."""
    records = [Coded("1", "a", frozenset({"ASSAULT"})), Coded("2", "b", frozenset())]
    counts = counted(records, lambda text: frozenset({"RETREAT"}) if text == "a" else frozenset())
    assert (counts.by_family, counts.quiet, counts.silent) == ({"ASSAULT": Counter({OTHER: 1})}, 1, 1)


def test_entities_are_counted_where_claims_are_told(corpus: Path) -> None:
    """Of two places the one in a sentence with a claim counts as told, and as named where the claim names it."""
    found = entities.recall([corpus / entities.FOLDERS[0]])
    places, forces = found["Location"], found["Organisation"]
    assert (places.all, places.told, places.named) == (2, 1, 1)
    assert (forces.all, forces.told, forces.named) == (1, 1, 1)


def test_a_snippet_moves_no_character() -> None:
    """The paragraphs of a snippet are the lines of its text, at their own offsets."""
    text = "One.\n\n  Two."
    document = snippet(text)
    assert [document[block.span] for block in document.blocks] == ["One.", "Two."]


def test_the_page_is_printed(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The page has a table for each collection."""
    assert outside.main(["--corpus", str(corpus)]) == 0
    assert "| places | 4 | 2 |" in capsys.readouterr().out


def test_without_the_corpora_there_is_no_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a collection is missing nothing is printed but which one."""
    assert outside.main(["--corpus", str(tmp_path)]) == 2
    assert families.PLOVER in capsys.readouterr().err
