"""One article in four forms is one account: the same sections, infobox, episode and claims, whatever its form."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from pathlib import Path

import msgspec
import pytest

from annals import collect, pipeline
from annals.base.document import Document
from annals.base.reading import Reading
from annals.codebook import table

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "four-forms"
FORMS = {"md": "frontmatter", "txt": "plaintext", "wikitext": "wikitext", "html": "html"}
PAIRS = list(combinations(FORMS, 2))
MARK = re.compile(r"\[[\da-z]{1,2}\]")

Rows = list[tuple[str, int | None, list[str]]]


@cache
def document(ending: str) -> Document:
    """The article as read from the file with `ending`, its form told by its looks."""
    (found,) = collect.documents([FOLDER / f"battle-of-morvane-bridge.{ending}"])
    assert isinstance(found, Document)
    return found


@cache
def reading(ending: str) -> Reading:
    """Everything that annals makes of it."""
    return pipeline.read(document(ending))


def bare(words: str) -> str:
    """Words without footnote marks, white space made one space."""
    return " ".join(MARK.sub("", words).split())


def rows(found: Document) -> Rows:
    """Key, side and lines of the rows that tell of the battle: no pictures, and coordinates in any spelling."""
    (box,) = (each for each in found.infoboxes if each.conflict)
    told = [row for row in box.rows if row.key not in ("image", "coordinates")]
    return sorted(
        [(row.key, row.side, [bare(found[line.span]) for line in row.lines]) for row in told],
        key=lambda row: (row[0], row[1] or 0),
    )


def levels(found: Document) -> list[list[int]]:
    """The levels of the lines of each row that has bullets."""
    (box,) = (each for each in found.infoboxes if each.conflict)
    return [[line.level for line in row.lines] for row in box.rows if any(line.level for line in row.lines)]


@pytest.mark.parametrize("ending", FORMS)
def test_each_form_is_known_by_its_looks(ending: str) -> None:
    """Each file is read in the form that it has, as an encyclopedia's page, surely."""
    found = document(ending)
    assert (found.format, found.encyclopedia) == (FORMS[ending], True)
    assert found.certainty > 0.9


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_sections_are_the_same(one: str, other: str) -> None:
    """Title and headings do not depend on the form."""
    assert document(one).title == document(other).title == "Battle of Morvane Bridge"
    assert [s.heading for s in document(one).sections] == [s.heading for s in document(other).sections]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_infobox_is_the_same(one: str, other: str) -> None:
    """Keys, sides and the words of lines do not depend on the form."""
    assert rows(document(one)) == rows(document(other))


@pytest.mark.parametrize(("one", "other"), [pair for pair in PAIRS if "txt" not in pair])
def test_the_levels_of_lists_are_the_same(one: str, other: str) -> None:
    """Bullets have the same depth in every form but plain text, which loses it."""
    assert levels(document(one)) == levels(document(other))


def prose(found: Document) -> list[tuple[str, str]]:
    """Kind and words of the blocks of prose in sections that tell something."""
    silent = table("apparatus")["headings"]["words"]
    telling = [n for n, section in enumerate(found.sections) if section.heading.casefold() not in silent]
    told = [b for b in found.blocks if b.kind in ("paragraph", "item", "quote") and b.section in telling]
    return [(block.kind, bare(found[block.span])) for block in told]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_prose_is_the_same(one: str, other: str) -> None:
    """Paragraphs and items hold the same words in every form."""
    assert prose(document(one)) == prose(document(other))


@pytest.mark.parametrize("ending", [ending for ending in FORMS if ending != "md"])
def test_the_citations_are_the_same(ending: str) -> None:
    """Outlets, days and days of access of the five sources are found in every form that keeps footnotes."""
    told = {c.number: (c.outlet, c.date, c.accessed) for c in document(ending).citations if c.outlet}
    assert told == {
        1: ("The Morvane Courier", "1994-03-24", "1995-05-02"),
        2: ("Sathe Valley Front", "1994-04-01", "1995-05-03"),
        3: ("Sathe Valley Observatory", "1994-04", "1995-05-02"),
        4: ("Corriere di Selmaria", "1994-03-10", None),
        5: ("Nahr al-Akhbar", "1994-03-26", None),
    }


@pytest.mark.parametrize("ending", [ending for ending in FORMS if ending != "md"])
def test_the_marks_lead_to_the_citations(ending: str) -> None:
    """The marks of the prose and the infobox lead, in order, to the same footnotes."""
    found = document(ending)
    number = {citation.key: citation.number for citation in found.citations}
    assert all(mark.key in number for mark in found.marks)
    assert [number[mark.key] for mark in found.marks] == [1, 1, 2, 1, 3, 3, 1, 3, 3, 1, 4, 3, 2, 2, None, 1, 5, 3]


def test_only_plain_text_is_repaired() -> None:
    """The columns that plain text joined were set apart, and this is said; the other forms need no repair."""
    codes = {ending: {gap.code for gap in document(ending).gaps} for ending in FORMS}
    assert codes == {"md": set(), "txt": {"joined-columns"}, "wikitext": set(), "html": set()}
    assert all(gap.repaired for gap in document("txt").gaps)


def placeless(value: object) -> object:
    """Plain values without what depends on where words stand: spans and the keys of footnotes."""
    if isinstance(value, dict):
        return {name: placeless(each) for name, each in value.items() if name not in ("span", "citations")}
    return [placeless(each) for each in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_episode_is_the_same(one: str, other: str) -> None:
    """The episode, its sides and every loss with its bounds and claimant do not depend on the form."""
    first, second = (placeless(msgspec.to_builtins(reading(ending).episodes)) for ending in (one, other))
    assert first == second


def test_the_episode_is_what_the_article_says() -> None:
    """The episode holds what was written into the article."""
    episode = reading("html").episode
    assert episode is not None
    assert (episode.start, episode.end, episode.coordinates) == ("1994-03-14", "1994-03-23", (47.5, 38.25))
    assert episode.part_of == ("Sathe Valley campaign", "Orvenian Civil War")
    assert [side.commanders for side in episode.sides] == [
        ("Marek Sollin", "Ida Brandt"),
        ("Josef Haller", "Petra Vonn"),
    ]
    told = [(loss.side, loss.kind, loss.min, loss.max, loss.part) for loss in episode.losses]
    assert told == [
        (1, "killed", 38, 38, False),
        (1, "killed", 12, 12, True),
        (1, "killed", 26, 26, True),
        (1, "wounded", 112, 112, False),
        (1, "destroyed", 3, 3, False),
        (1, "killed", 90, 110, False),
        (2, "killed", 120, 120, False),
        (2, "killed", 41, None, False),
        (2, "wounded", 60, None, False),
        (2, "captured", 17, 17, False),
        ("civilians", "killed", 23, 23, False),
        ("civilians", "wounded", 40, 40, False),
        ("civilians", "displaced", 2000, 2000, False),
    ]


def claims(found: Reading) -> list[tuple[str, str, str | None]]:
    """Words, type and day of every claim."""
    return [(bare(claim.quote), claim.type, claim.when.edtf if claim.when else None) for claim in found.claims]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_claims_are_the_same(one: str, other: str) -> None:
    """The prose gives the same claims of the same days, quoted in the same words, footnote marks aside."""
    assert claims(reading(one)) == claims(reading(other)) != []


@pytest.mark.parametrize("ending", FORMS)
def test_spans_are_words(ending: str) -> None:
    """Every quotation of a reading is the words that stand at its place."""
    found = reading(ending)
    assert all(found.document[claim.span] == claim.quote for claim in found.claims)
    assert all(found.document[said.span] == said.words for said in found.statements)
